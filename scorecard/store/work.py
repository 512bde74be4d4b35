"""Work in the book: items with their owner pairs, and an append-only history of what was said about each."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from sqlalchemy import Connection, insert, select, update

from scorecard.domain.cells import TICKS
from scorecard.domain.errors import Conflict
from scorecard.domain.people import require_pair
from scorecard.domain.work import Comment, Figures, Item, Said, Subject, WorkState
from scorecard.store import schema
from scorecard.store.acts import Act, next_number, perform
from scorecard.store.kept import Kept
from scorecard.store.people import people
from scorecard.store.refusals import AlreadyAssigned, NoSuchItem
from scorecard.store.shelves import Shelves
from scorecard.store.tracing import called, opening
from scorecard.store.work_rows import comment_of, figures_row, item_of, row_of


@dataclass(frozen=True, slots=True)
class Entry:
    """What is to be added to an item's history; ``amount`` in the workspace's currency."""

    kind: Said
    text: str
    figures: Figures
    amount: Decimal | None = None


Decision = Callable[[Item], tuple[Item, tuple[Entry, ...]]]
"""From an item as it stands to the item as it is to be, and what is said about it."""


@dataclass(frozen=True, slots=True)
class Step:
    """One act upon an item.

    Attributes:
        action: The act's name in the trail.
        said: What the trail keeps of it.
        decide: The rule, called inside the transaction; it may refuse.
        version: The one that was read; None for what is only added and cannot be in conflict.
        yours: What the person wrote, for the loser of a conflict.
        theirs: The same part of the item as it stands now.
    """

    action: str
    said: Mapping[str, object]
    decide: Decision
    version: int | None = None
    yours: str = ""
    theirs: Callable[[Item], str] = lambda item: item.state.value


@dataclass(frozen=True, slots=True)
class _Everything:
    """What was read at once."""

    items: tuple[Item, ...]
    comments: tuple[Comment, ...]


class Work:
    """Items and their history; everything written is one transaction with one row in the trail."""

    def __init__(self, shelves: Shelves) -> None:
        self._shelves = shelves
        self._now = Kept(shelves.book, _everything).now

    def items(self) -> tuple[Item, ...]:
        """All items, the oldest first; read again only after somebody wrote something."""
        return self._now().items

    def item(self, number: int) -> Item:
        """One item.

        Raises:
            NoSuchItem: If there is none.
        """
        with self._shelves.book.read() as connection:
            return _found(connection, number)

    def comments(self, item: int | None = None) -> tuple[Comment, ...]:
        """What was said, of one item or of all, in order."""
        every = self._now().comments
        return every if item is None else tuple(each for each in every if each.item == item)

    def told(self) -> tuple[tuple[Comment, Item], ...]:
        """Every entry with the item it belongs to, in order."""
        now = self._now()
        items = {item.id: item for item in now.items}
        return tuple((each, items[each.item]) for each in now.comments)

    def open(self, item: Item, entry: Entry, said: Mapping[str, object], key: str = "") -> int:
        """Write a new item down, with its first entry; its ``id`` and ``version`` are given here.

        Returns:
            Its number.

        Raises:
            NotAPair, UnknownName: If its owners are not two people of both sides.
            AlreadyAssigned: If an item about the same subject is not verified yet.
        """

        def work(connection: Connection) -> str:
            _refuse_second(connection, item.subject)
            require_pair(people(connection), *item.owners)
            number = next_number(connection, schema.item)
            connection.execute(insert(schema.item).values(row_of(replace(item, id=number, version=1))))
            self._say(connection, number, item.opened_by, (entry,))
            return str(number)

        act = Act(item.opened_by, "work.opened", opening(item.subject.key), said, key)
        return int(perform(self._shelves, act, work))

    def change(self, number: int, who: str, step: Step, key: str = "") -> int:
        """Do one act upon an item.

        Returns:
            The item's number.

        Raises:
            NoSuchItem: If there is none.
            Conflict: If somebody else changed it since the version that was read.
            NotAPair, UnknownName: If its new owners are not two people of both sides.
            AlreadyAssigned: If it would be open again beside another one about the same subject.
        """

        def work(connection: Connection) -> str:
            item = _found(connection, number)
            if step.version is not None and item.version != step.version:
                raise Conflict(f"Item {number}", step.yours, step.theirs(item) or "nothing")
            after, entries = step.decide(item)
            if after.owners != item.owners:
                require_pair(people(connection), *after.owners)
            if item.state is WorkState.VERIFIED and after.state is not WorkState.VERIFIED:
                _refuse_second(connection, item.subject)
            if after != item:
                table, row = schema.item, row_of(replace(after, version=item.version + 1))
                connection.execute(update(table).where(table.c.id == number).values(row))
            self._say(connection, number, who, entries)
            return str(number)

        return int(perform(self._shelves, Act(who, step.action, called(number), step.said, key), work))

    def _say(self, connection: Connection, item: int, who: str, entries: tuple[Entry, ...]) -> None:
        at = self._shelves.now().isoformat()
        for entry in entries:
            row = {
                "id": next_number(connection, schema.said),
                "item": item,
                "at": at,
                "who": who,
                "kind": entry.kind.value,
                "text": entry.text,
                "amount": None if entry.amount is None else int(entry.amount * TICKS),
                "fingerprint": entry.figures.fingerprint,
                **figures_row(entry.figures),
            }
            connection.execute(insert(schema.said).values(row))


def _refuse_second(connection: Connection, subject: Subject) -> None:
    table = schema.item
    query = select(table.c.id).where(table.c.subject == subject.key, table.c.state != WorkState.VERIFIED.value)
    held = connection.scalar(query)
    if held is not None:
        raise AlreadyAssigned(int(held))


def _everything(connection: Connection) -> _Everything:
    items = connection.execute(select(schema.item).order_by(schema.item.c.id))
    said = connection.execute(select(schema.said).order_by(schema.said.c.id))
    return _Everything(tuple(map(item_of, items)), tuple(map(comment_of, said)))


def _found(connection: Connection, number: int) -> Item:
    row = connection.execute(select(schema.item).where(schema.item.c.id == number)).first()
    if row is None:
        raise NoSuchItem(number)
    return item_of(row)
