"""The audit trail: one row per act, nothing changed afterwards, and every change from outside found."""

import random
import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import Connection, text
from sqlalchemy.exc import DBAPIError

from scorecard.store.acts import Act, perform
from scorecard.store.audit import FIRST, AuditRow, Entry, append, seal, verify
from scorecard.store.people import Person
from scorecard.store.store import Store
from tests.store.workspace import load, row

TAMPERING = [
    "UPDATE audit SET who = 'x' WHERE seq = 1",
    "UPDATE audit SET seq = 99 WHERE seq = 3",
    "DELETE FROM audit WHERE seq = 3",
    "DELETE FROM audit",
    "INSERT INTO audit SELECT 9, format, at, who, action, object, body, prev, hash FROM audit WHERE seq = 1",
    "INSERT INTO audit SELECT 0, format, at, who, action, object, body, prev, hash FROM audit WHERE seq = 1",
    "UPDATE revision SET facts_version = 0",
    "DELETE FROM revision",
]
ON_SQLITE = [
    "REPLACE INTO audit SELECT 1, format, at, 'x', action, object, body, prev, hash FROM audit WHERE seq = 1",
    "INSERT OR REPLACE INTO revision SELECT id, 0, catalogue_id, at, who, why, kind, import_id FROM revision",
]
ON_SERVER = ["TRUNCATE audit", "TRUNCATE revision CASCADE"]


def three_rows(store: Store) -> None:
    load(store, row("2026-01", "shop", "wages", 1))
    store.put_person(Person("ann", "Ann"), "bea")


def test_every_act_leaves_its_rows(any_store: Store):
    three_rows(any_store)
    any_store.undo(load(any_store, row("2026-01", "shop", "wages", 2)).import_id, "bea", "wrong")
    told = [(found.seq, found.who, found.action, found.object) for found in any_store.audit_rows()]
    assert told == [
        (1, "ann", "import.load", "import 1"),
        (2, "ann", "revision.publish", "revision 1"),
        (3, "bea", "person.put", "person ann"),
        (4, "ann", "import.load", "import 2"),
        (5, "ann", "revision.publish", "revision 2"),
        (6, "bea", "revision.publish", "revision 3"),
        (7, "bea", "import.undo", "import 2"),
    ]
    assert verify(any_store.audit_rows()) == []
    assert [found.seq for found in any_store.audit_rows(newest=2)] == [6, 7]


def test_what_was_said_stays_said(any_store: Store):
    three_rows(any_store)
    before = any_store.audit_rows()
    statements = TAMPERING + (ON_SQLITE if any_store._shelves.book.is_sqlite else ON_SERVER)
    for statement in statements:
        with pytest.raises(DBAPIError, match="append-only"), any_store._shelves.book.write() as connection:
            connection.execute(text(statement))
    assert any_store.audit_rows() == before
    assert any_store.check() == []


def test_control_without_recursive_triggers_replace_slips_past_the_guard_against_removal(tmp_path: Path):
    """Why the guard against insertion and the setting are both there."""
    with sqlite3.connect(tmp_path / "naive.db") as naive:
        naive.execute("CREATE TABLE audit (seq INTEGER PRIMARY KEY, who TEXT)")
        naive.execute("CREATE TRIGGER kept BEFORE DELETE ON audit BEGIN SELECT RAISE(ABORT, 'kept'); END")
        naive.execute("INSERT INTO audit VALUES (1, 'ann')")
        naive.execute("REPLACE INTO audit VALUES (1, 'mallory')")
        assert naive.execute("SELECT who FROM audit").fetchone() == ("mallory",)


def test_a_failed_act_leaves_no_row(store: Store):
    three_rows(store)
    before = store.audit_rows()

    def fails_after_its_trace(connection: Connection) -> str:
        append(connection, Entry("2026-01-01", "ann", "try", "thing", "{}"))
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        perform(store._shelves, Act("ann", "try", "thing", {}), fails_after_its_trace)
    assert (store.audit_rows(), store.writes()) == (before, 1)


def chain(length: int) -> list[AuditRow]:
    rows, prev = [], FIRST
    for seq in range(1, length + 1):
        bare = AuditRow(
            seq, 1, f"2026-01-01T00:00:{seq % 60:02d}", "ann", "comment", f"line {seq}", f'{{"n":{seq}}}', prev, ""
        )
        rows.append(replace(bare, hash=seal(bare)))
        prev = rows[-1].hash
    return rows


def test_any_change_from_outside_is_found():
    """1,000 random changes: a field, an exchange, a removal, a row slipped in, a tail cut (found by an anchor)."""
    rows, dice = chain(40), random.Random(1)
    anchor = (40, rows[-1].hash)
    assert verify(rows, anchor) == []
    for _ in range(1000):
        changed, at = list(rows), dice.randrange(39)
        kind = dice.randrange(5)
        if kind == 0:
            name = dice.choice(["at", "who", "action", "object", "body", "prev", "hash"])
            changed[at] = replace(changed[at], **{name: getattr(changed[at], name) + "x"})
        elif kind == 1:
            changed[at], changed[at + 1] = changed[at + 1], changed[at]
        elif kind == 2:
            del changed[at]
        elif kind == 3:
            changed.insert(at, changed[at])
        else:
            changed = changed[: at + 1]
        assert verify(changed, anchor)


def test_moving_text_from_one_field_to_the_next_is_found():
    row = chain(1)[0]
    assert seal(row) != seal(replace(row, who="annc", action="omment"))


def test_a_row_changed_in_the_file_is_told_by_check(store: Store, tmp_path: Path):
    three_rows(store)
    with sqlite3.connect(tmp_path / "store" / "book.db") as outside:
        outside.execute("DROP TRIGGER audit_no_update")
        outside.execute("UPDATE audit SET who = 'mallory' WHERE seq = 2")
    outside.close()
    assert [problem.where for problem in store.check()] == ["audit trail, row 2"]


def test_a_hundred_thousand_rows_are_followed_quickly():
    import time

    rows = chain(20_000)
    started = time.perf_counter()
    assert verify(rows) == []
    assert time.perf_counter() - started < 2
