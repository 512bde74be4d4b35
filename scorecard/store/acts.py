"""Acts: what people write, each one transaction, one row in the trail, and at most once."""

import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from sqlalchemy import Connection, Table, func, insert, select, update

from scorecard.store import audit, schema
from scorecard.store.refusals import SameKeyOtherInput
from scorecard.store.shelves import Shelves


@dataclass(frozen=True, slots=True)
class Act:
    """Who does what to which ``thing``; ``said`` is what they entered.

    ``key`` is kept by the form until the person starts a new entry, so that a second click is the
    same act.
    """

    who: str
    action: str
    thing: str
    said: Mapping[str, object]
    key: str = ""

    @property
    def body(self) -> str:
        """What was said, as the exact text that is hashed and kept."""
        return json.dumps(dict(self.said), sort_keys=True, ensure_ascii=False, default=str)


def perform(shelves: Shelves, act: Act, work: Callable[[Connection], str]) -> str:
    """Do the work, leave its trace and count it, all or nothing.

    Args:
        shelves: Where.
        act: What the trail will say.
        work: Writes in the given transaction and says what came of it (an id).

    Returns:
        What ``work`` said, also for a repeated act, which is not done again.

    Raises:
        SameKeyOtherInput: If the key was used for something else.
    """
    at = shelves.now().isoformat()
    with shelves.book.write() as connection:
        before = _done_before(connection, act)
        if before is not None:
            return before
        result = work(connection)
        audit.append(connection, audit.Entry(at, act.who, act.action, act.thing, act.body))
        table = schema.counter
        connection.execute(update(table).where(table.c.name == "writes").values(value=table.c.value + 1))
        if act.key:
            row = {"actor": act.who, "key": act.key, "input_sha256": _input(act), "result": result, "at": at}
            connection.execute(insert(schema.idempotency).values(row))
    return result


def _done_before(connection: Connection, act: Act) -> str | None:
    table = schema.idempotency
    if not act.key:
        return None
    found = connection.execute(select(table).where(table.c.actor == act.who, table.c.key == act.key)).first()
    if found is None:
        return None
    if found.input_sha256 != _input(act):
        raise SameKeyOtherInput
    return str(found.result)


def _input(act: Act) -> str:
    return hashlib.sha256(json.dumps([act.action, act.thing, act.body]).encode()).hexdigest()


def next_number(connection: Connection, table: Table) -> int:
    """The number after the last of a table of what people write; inside an act nobody else writes."""
    return int(connection.scalar(select(func.coalesce(func.max(table.c.id), 0))) or 0) + 1
