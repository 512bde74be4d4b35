"""What several tests of changes share: a little workspace with one figure and four people, and the day it is."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from shutil import copytree

import pytest

from scorecard.store.store import Store
from tests.store.desk import TODAY, staffed
from tests.store.workspace import load, parse, row


@pytest.fixture
def today() -> list[date]:
    """The day it is; a test moves it by changing the one element."""
    return [TODAY]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with one figure and four people, made once and copied for each test."""
    folder = tmp_path_factory.mktemp("made")
    opened = Store.open(folder, today=lambda: TODAY, parse_catalogue=parse)
    load(opened, row("2026-01", "shop", "wages", 1))
    staffed(opened).close()
    return folder


@pytest.fixture
def desk(tmp_path: Path, made: Path, today: list[date]) -> Iterator[Store]:
    copytree(made, tmp_path / "store")
    opened = Store.open(tmp_path / "store", today=lambda: today[0], parse_catalogue=parse)
    yield opened
    opened.close()
