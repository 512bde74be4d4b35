"""One-offs of cash in the book: scheduled, changed by version, withdrawn and never removed."""

import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import Connection, Row, insert, select, update

from scorecard.domain.cells import TICKS, to_ticks
from scorecard.domain.errors import Conflict
from scorecard.domain.planned_cash import PlannedCash, PlannedState
from scorecard.domain.problems import Problem
from scorecard.store import audit, schema
from scorecard.store.acts import Act, next_number, perform
from scorecard.store.kept import Kept
from scorecard.store.refusals import NoSuchOneOff
from scorecard.store.shelves import Shelves

SCHEDULED, CHANGED, WITHDRAWN = "cash.scheduled", "cash.changed", "cash.withdrawn"
"""What the trail calls the three acts."""


class PlannedBook:
    """The workspace's one-offs; everything written is one transaction with one row in the trail."""

    def __init__(self, shelves: Shelves) -> None:
        self._shelves = shelves
        self._now = Kept(shelves.book, _entries).now

    def entries(self) -> tuple[PlannedCash, ...]:
        """All of them, also those withdrawn, the oldest first; read again only after somebody wrote something."""
        return self._now()

    def known_on(self, day: date) -> tuple[PlannedCash, ...]:
        """All of them as they stood at the end of a day, by what the trail says; names as they are now."""
        with self._shelves.book.read() as connection:
            told = _last_told(connection, day)
            return tuple(_as_told(each, told[each.id]) for each in _entries(connection) if each.id in told)

    def entry(self, number: int) -> PlannedCash:
        """One of them.

        Raises:
            NoSuchOneOff: If there is none of this number.
        """
        with self._shelves.book.read() as connection:
            return _found(connection, number)

    def schedule(self, entry: PlannedCash, key: str = "") -> int:
        """Write a new one down; its ``id`` and ``version`` are given here.

        Returns:
            Its number.
        """

        def work(connection: Connection) -> str:
            number = next_number(connection, schema.planned_cash)
            connection.execute(insert(schema.planned_cash).values(_row(replace(entry, id=number, version=1))))
            return str(number)

        act = Act(entry.opened_by, SCHEDULED, "a new one-off", _trace(entry), key)
        return int(perform(self._shelves, act, work))

    def change(
        self,
        wanted: PlannedCash,
        who: str,
        decide: Callable[[PlannedCash], PlannedCash],
        key: str = "",
    ) -> int:
        """Write one down as it is to be.

        Args:
            wanted: As the person wants it, with the number and the version that were read.
            who: Who writes it.
            decide: The rule, called inside the transaction with the one that is there; it may refuse.
            key: Kept by the form until a new entry is begun.

        Returns:
            Its number.

        Raises:
            NoSuchOneOff: If there is none of this number.
            Conflict: If somebody else changed it since the version that was read.
        """

        def work(connection: Connection) -> str:
            before = _found(connection, wanted.id)
            if before.version != wanted.version:
                raise Conflict(f"One-off {wanted.id}", wanted.words, before.words)
            table, row = schema.planned_cash, _row(replace(decide(before), version=before.version + 1))
            connection.execute(update(table).where(table.c.id == wanted.id).values(row))
            return str(wanted.id)

        action = CHANGED if wanted.is_expected else WITHDRAWN
        return int(perform(self._shelves, Act(who, action, _called(wanted.id), _trace(wanted), key), work))


def untraced(connection: Connection) -> list[Problem]:
    """One problem for each one-off that is not as the trail tells it, or gone."""
    held = {entry.id: _trace(entry) for entry in _entries(connection)}
    return audit.differing(_last_told(connection), held, _called)


def _last_told(connection: Connection, day: date = date.max) -> dict[int, dict[str, str]]:
    """What the trail says of each one-off at last, up to a day; they are numbered in the order of their scheduling."""
    table, told = schema.audit, {}
    rows = connection.execute(
        select(table).where(table.c.action.in_((SCHEDULED, CHANGED, WITHDRAWN))).order_by(table.c.seq)
    )
    count = 0
    for row in rows:
        count += row.action == SCHEDULED
        if date.fromisoformat(row.at[:10]) <= day:
            number = count if row.action == SCHEDULED else int(row.object.rpartition(" ")[2])
            told[number] = json.loads(row.body)
    return told


def _as_told(entry: PlannedCash, told: Mapping[str, str]) -> PlannedCash:
    return replace(
        entry,
        entity=told["entity"],
        direction=told["direction"],
        day=date.fromisoformat(told["day"]),
        amount=Decimal(told["amount"]),
        state=PlannedState(told["state"]),
    )


def _called(number: int) -> str:
    return f"one-off {number}"


def _trace(entry: PlannedCash) -> dict[str, object]:
    """What the trail keeps of it: which movement, and its texts as their hash only."""
    texts = json.dumps([entry.name, entry.party], ensure_ascii=False)
    return {
        "entity": entry.entity,
        "direction": entry.direction,
        "day": entry.day.isoformat(),
        "amount": f"{entry.amount:.4f}",
        "state": entry.state.value,
        "text_sha256": hashlib.sha256(texts.encode()).hexdigest(),
    }


def _entries(connection: Connection) -> tuple[PlannedCash, ...]:
    table = schema.planned_cash
    return tuple(map(_entry_of, connection.execute(select(table).order_by(table.c.id))))


def _found(connection: Connection, number: int) -> PlannedCash:
    table = schema.planned_cash
    row = connection.execute(select(table).where(table.c.id == number)).first()
    if row is None:
        raise NoSuchOneOff(number)
    return _entry_of(row)


def _entry_of(row: Row[Any]) -> PlannedCash:
    return PlannedCash(
        id=row.id,
        entity=row.entity,
        direction=row.direction,
        day=date.fromisoformat(row.day),
        amount=Decimal(row.amount) / TICKS,
        name=row.name,
        party=row.party,
        opened=date.fromisoformat(row.opened),
        opened_by=row.opened_by,
        state=PlannedState(row.state),
        version=row.version,
    )


def _row(entry: PlannedCash) -> dict[str, object]:
    return {
        "id": entry.id,
        "entity": entry.entity,
        "direction": entry.direction,
        "day": entry.day.isoformat(),
        "amount": to_ticks(entry.amount),
        "name": entry.name,
        "party": entry.party,
        "opened": entry.opened.isoformat(),
        "opened_by": entry.opened_by,
        "state": entry.state.value,
        "version": entry.version,
    }
