"""The book: settings, no lost updates, readers that cannot write, and migrations that are old or new."""

import sqlite3
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import CheckConstraint, create_engine, event, inspect, select, text
from sqlalchemy.exc import DBAPIError

from scorecard.domain.errors import Conflict
from scorecard.store import schema
from scorecard.store.book import Book
from scorecard.store.migrations import HEAD, KNOWN, version_of
from scorecard.store.people import Person
from scorecard.store.refusals import SameKeyOtherInput, StoreIsNewer
from scorecard.store.store import Store
from tests.store.workspace import load, parse, row

pytestmark = pytest.mark.slow


def test_sqlite_is_set_up_to_survive_a_power_cut(store: Store):
    with store._shelves.book.write() as connection:
        found = {
            name: connection.exec_driver_sql(f"PRAGMA {name}").scalar()
            for name in ("journal_mode", "synchronous", "foreign_keys", "recursive_triggers", "trusted_schema")
        }
    assert found == {
        "journal_mode": "wal",
        "synchronous": 2,
        "foreign_keys": 1,
        "recursive_triggers": 1,
        "trusted_schema": 0,
    }


def test_readers_cannot_write(store: Store):
    with store._shelves.book.read() as connection, pytest.raises(DBAPIError, match="readonly"):
        connection.execute(text("UPDATE counter SET value = 9"))


def test_text_cannot_slip_into_a_number(store: Store):
    with pytest.raises(DBAPIError, match="cannot store TEXT"), store._shelves.book.write() as connection:
        connection.execute(text("UPDATE counter SET value = 'many'"))


def test_the_two_counters_are_apart(any_store: Store):
    load(any_store, row("2026-01", "shop", "wages", 1))
    assert (any_store.revision(), any_store.writes()) == (1, 0)
    any_store.put_person(Person("ann", "Ann"), "bea")
    assert (any_store.revision(), any_store.writes()) == (1, 1)


THREADS, EACH = 4, 15


def test_no_update_is_lost(any_store: Store):
    def bump(_: int) -> None:
        for _ in range(EACH):
            with any_store._shelves.book.write() as connection:
                held = connection.execute(select(schema.counter.c.value)).scalar_one()
                connection.execute(schema.counter.update().values(value=held + 1))

    with ThreadPoolExecutor(THREADS) as pool:
        list(pool.map(bump, range(THREADS)))
    assert any_store.writes() == THREADS * EACH


def test_control_read_then_write_in_plain_transactions_loses_updates(any_store: Store, book_url: str):
    """The same increments through an engine as it comes: the reading is not part of the write lock."""
    path = any_store._shelves.book.path
    url = book_url.replace("postgresql://", "postgresql+psycopg://") or f"sqlite:///{path}"
    engine = create_engine(url)
    meeting = threading.Barrier(THREADS)

    def bump(_: int) -> None:
        for _ in range(3):
            with engine.connect() as connection:
                held = connection.execute(select(schema.counter.c.value)).scalar_one()
                connection.rollback()
                meeting.wait()
                connection.execute(schema.counter.update().values(value=held + 1))
                connection.commit()

    with ThreadPoolExecutor(THREADS) as pool:
        list(pool.map(bump, range(THREADS)))
    assert any_store.writes() < THREADS * 3
    engine.dispose()


def test_the_loser_of_a_race_sees_both_texts(any_store: Store):
    any_store.put_person(Person("ann", "Ann"), "bea")
    read = any_store.people()[0]
    any_store.put_person(Person("ann", "Anna", version=read.version), "bea")
    with pytest.raises(Conflict, match=r"You wrote “Annie, viewer”, it now says “Anna, viewer”"):
        any_store.put_person(Person("ann", "Annie", version=read.version), "cat")
    assert [(p.name, p.version) for p in any_store.people()] == [("Anna", 2)]
    assert any_store.writes() == 2
    assert len(any_store.audit_rows()) == 2


def test_a_second_click_is_the_same_act(any_store: Store):
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda _: any_store.put_person(Person("ann", "Ann"), "bea", key="k1"), range(4)))
    assert any_store.writes() == 1
    assert len(any_store.audit_rows()) == 1
    with pytest.raises(SameKeyOtherInput, match="Start a new entry"):
        any_store.put_person(Person("cat", "Cat"), "bea", key="k1")
    any_store.put_person(Person("cat", "Cat"), "dan", key="k1")
    assert any_store.writes() == 2


def test_tables_are_what_the_schema_says(any_store: Store):
    with any_store._shelves.book.writer.connect() as connection:
        assert version_of(connection) == HEAD == KNOWN[-1]
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, schema.metadata) == []
        held = inspect(connection)
        for name, table in schema.metadata.tables.items():
            declared = {each.name for each in table.constraints if isinstance(each, CheckConstraint)}
            assert {each["name"] for each in held.get_check_constraints(name)} == declared, name


def test_a_newer_book_is_refused_in_a_sentence(tmp_path: Path, book_url: str):
    store = Store.open(tmp_path / "s", book_url, parse_catalogue=parse)
    load(store, row("2026-01", "shop", "wages", 1))
    with store._shelves.book.write() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    store.close()
    with pytest.raises(StoreIsNewer, match="newer version of the scorecard"):
        Store.open(tmp_path / "s", book_url, parse_catalogue=parse)


def test_a_migration_killed_at_any_statement_leaves_the_old_book(tmp_path: Path):
    """The very statements of the migration, cut off after each of them in turn."""
    done = 0
    for cut in range(1, 120):
        book = Book(f"sqlite:///{tmp_path / f'{cut}.db'}")
        seen = [0]

        @event.listens_for(book.writer, "before_cursor_execute")
        def stop(_c, _cursor, statement, *_rest, seen=seen, cut=cut) -> None:
            if statement.lstrip().upper().startswith(("CREATE", "INSERT", "UPDATE")):
                seen[0] += 1
                if seen[0] == cut:
                    raise KeyboardInterrupt

        try:
            book.migrate()
            done = cut
        except KeyboardInterrupt:
            with sqlite3.connect(tmp_path / f"{cut}.db") as plain:
                assert plain.execute("SELECT count(*) FROM sqlite_master").fetchone() == (0,)
        book.close()
        if done:
            break
    assert done > 15, "all statements were cut at once"
    with sqlite3.connect(tmp_path / f"{done}.db") as plain:
        assert plain.execute("SELECT version_num FROM alembic_version").fetchone() == (HEAD,)


def test_control_without_the_lock_up_front_a_dead_migration_leaves_its_tables(tmp_path: Path):
    engine = create_engine(f"sqlite:///{tmp_path / 'naive.db'}")

    def dying() -> None:
        with engine.begin() as connection:
            connection.execute(text("CREATE TABLE half (id INTEGER)"))
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        dying()
    assert inspect(engine).has_table("half")
    engine.dispose()


def test_opening_twice_at_once_makes_one_store(tmp_path: Path, nowhere_yet: str):
    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(lambda _: Store.open(tmp_path / "s", nowhere_yet, parse_catalogue=parse), range(4)))
    load(found[0], row("2026-01", "shop", "wages", 1))
    assert [store.revision() for store in found] == [1, 1, 1, 1]
    for store in found:
        store.close()
