"""A store in a temporary folder, with a clock that a test can turn."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from scorecard.store.store import Store
from tests.store.workspace import parse


@pytest.fixture
def today() -> list[date]:
    """The day it is; a test moves it by changing the one element."""
    return [date(2026, 4, 10)]


@pytest.fixture
def store(tmp_path: Path, today: list[date]) -> Iterator[Store]:
    opened = Store.open(tmp_path / "store", today=lambda: today[0], parse_catalogue=parse)
    yield opened
    opened.close()
