"""Matters and the one message in the book: two logs that only grow; each act one transaction with its trace."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Select, Table, insert, select

from scorecard.domain.people import Seat, seat_of
from scorecard.domain.sync import Matter, MatterEntry, matters_from
from scorecard.domain.sync_message import Message, MessageEntry, message_from
from scorecard.store import people, sync_schema
from scorecard.store import sync_tracing as tracing
from scorecard.store.acts import Act, next_number, perform
from scorecard.store.kept import Kept
from scorecard.store.refusals import NoSuchMatter
from scorecard.store.shelves import Shelves
from scorecard.store.sync_rows import (
    entry_of,
    entry_row,
    matter_of,
    matter_row,
    message_entry_of,
    message_entry_row,
)

Refuse = Callable[[Seat | None], Seat]


@dataclass(frozen=True, slots=True)
class MatterStep:
    """One act upon a matter.

    Attributes:
        action: What the trail calls it.
        said: What the trail keeps of what was entered.
        decide: The rule, called inside the transaction with the matter, its log, the seat the person has in this very
            moment and the moment it is; gives the entries, or refuses.
    """

    action: str
    said: dict[str, object]
    decide: Callable[[Matter, Sequence[MatterEntry], Seat | None, datetime], Sequence[MatterEntry]]


@dataclass(frozen=True, slots=True)
class _Everything:
    """What was read at once."""

    raised: tuple[Matter, ...]
    matters: tuple[Matter, ...]
    log: tuple[MatterEntry, ...]
    spoken: tuple[MessageEntry, ...]


class SyncBook:
    """What the workspace's CFO, COO and CEO wrote; nothing is ever changed or removed."""

    def __init__(self, shelves: Shelves) -> None:
        self._shelves = shelves
        self._now = Kept(shelves.book, _everything).now

    def now(self) -> datetime:
        """The moment it is, as acts are dated."""
        return self._shelves.now()

    def matters(self) -> tuple[Matter, ...]:
        """All matters, the oldest first; read again only after somebody wrote something."""
        return self._now().matters

    def raised(self) -> tuple[Matter, ...]:
        """What each matter keeps for good, before anything was said about it."""
        return self._now().raised

    def log(self) -> tuple[MatterEntry, ...]:
        """Everything that was said about them, in order."""
        return self._now().log

    def message(self) -> Message:
        """The message as it stands."""
        return message_from(self._now().spoken)

    def spoken(self) -> tuple[MessageEntry, ...]:
        """The message's log: how it was worded, and who stood by which words."""
        return self._now().spoken

    def raise_matter(self, matter: Matter, first: MatterEntry, refuse: Refuse, key: str = "") -> int:
        """Write a new matter down with its first entry; numbers, seat and moment are given here.

        Args:
            matter: What it keeps for good.
            first: Its terms and the numbers it stands on.
            refuse: Gives the seat back, or refuses who has none.
            key: Kept by the form until a new entry is begun.

        Returns:
            Its number.
        """
        said = {"matter_sha256": tracing.of_matter(matter), "entry_sha256": tracing.of_entry(first)}

        def work(connection: Connection) -> str:
            seat, now = refuse(_seat(connection, matter.raised_by)), self._shelves.now()
            number = next_number(connection, sync_schema.matter)
            row = matter_row(replace(matter, id=number, raised=now))
            connection.execute(insert(sync_schema.matter).values(row))
            _append(connection, replace(first, matter=number, at=now, seat=seat))
            return str(number)

        return int(perform(self._shelves, Act(matter.raised_by, tracing.RAISED, "a new matter", said, key), work))

    def change(self, number: int, who: str, step: MatterStep, key: str = "") -> int:
        """Add to a matter's log.

        Returns:
            Its number.

        Raises:
            NoSuchMatter: If there is none of this number.
        """

        def work(connection: Connection) -> str:
            seat, now = _seat(connection, who), self._shelves.now()
            matter, log = _matter(connection, number)
            for entry in step.decide(matter, log, seat, now):
                _append(connection, entry)
            return str(number)

        return int(perform(self._shelves, Act(who, step.action, tracing.called(number), step.said, key), work))

    def speak(self, wanted: MessageEntry, decide: Callable[[Message, Seat | None], Seat], key: str = "") -> int:
        """Add to the message's log.

        Args:
            wanted: What is said; its number, seat and moment are given here.
            decide: Gives the seat for the message as it stands, or refuses.
            key: Kept by the form until a new entry is begun.

        Returns:
            The entry's number.
        """

        def work(connection: Connection) -> str:
            seat, table = _seat(connection, wanted.who), sync_schema.message_entry
            allowed, number = decide(message_from(_spoken(connection)), seat), next_number(connection, table)
            written = replace(wanted, id=number, seat=allowed, at=self._shelves.now())
            connection.execute(insert(table).values(message_entry_row(written)))
            return str(written.id)

        said = {"entry_sha256": tracing.of_message(wanted)}
        action = f"sync.{wanted.kind.name.lower()}"
        return int(perform(self._shelves, Act(wanted.who, action, tracing.MESSAGE, said, key), work))


def _everything(connection: Connection) -> _Everything:
    raised = tuple(map(matter_of, connection.execute(_all(sync_schema.matter))))
    log = tuple(map(entry_of, connection.execute(_all(sync_schema.matter_entry))))
    return _Everything(raised, matters_from(raised, log), log, _spoken(connection))


def _all(table: Table) -> Select[Any]:
    return select(table).order_by(table.c.id)


def _seat(connection: Connection, who: str) -> Seat | None:
    """The seat somebody has inside this transaction."""
    return seat_of(people.people(connection), who)


def _matter(connection: Connection, number: int) -> tuple[Matter, tuple[MatterEntry, ...]]:
    raised, entries = sync_schema.matter, sync_schema.matter_entry
    row = connection.execute(select(raised).where(raised.c.id == number)).first()
    if row is None:
        raise NoSuchMatter(number)
    log = tuple(map(entry_of, connection.execute(_all(entries).where(entries.c.matter == number))))
    return matters_from([matter_of(row)], log)[0], log


def _append(connection: Connection, entry: MatterEntry) -> None:
    table = sync_schema.matter_entry
    connection.execute(insert(table).values(entry_row(replace(entry, id=next_number(connection, table)))))


def _spoken(connection: Connection) -> tuple[MessageEntry, ...]:
    return tuple(map(message_entry_of, connection.execute(_all(sync_schema.message_entry))))
