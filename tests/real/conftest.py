"""The city's books, loaded once for all tests of a worker, and the printed figures beside them."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from tests.conftest import SHARED
from tests.real.philadelphia import printed
from tests.real.philadelphia.load import Loaded, load_city

DAY = date(2026, 11, 22)
"""All files are loaded on one day, also by a suite that runs past midnight."""

NEED_FILES = ["test_philadelphia_*", "test_cash*", "test_printed_reports*"]
collect_ignore_glob = [] if (SHARED / "data" / "philadelphia").is_dir() else NEED_FILES
"""Without the files one test says so (test_files); the others are not collected."""


@pytest.fixture(scope="session")
def files(shared: Path) -> Path:
    """The folder of the published files."""
    return shared / "data" / "philadelphia"


@pytest.fixture(scope="session")
def city(files: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Loaded]:
    """The books, loaded into a store of their own; tests only read it."""
    loaded = load_city(tmp_path_factory.mktemp("city"), files, lambda: DAY)
    yield loaded
    loaded.store.close()


@pytest.fixture(scope="session")
def figures(files: Path) -> printed.Printed:
    """Every figure the files print, by slice."""
    return printed.everything(files)
