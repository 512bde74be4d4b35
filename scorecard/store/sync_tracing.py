"""Whether matters, their log and the message are still what the trail says they were; it keeps texts as hashes only."""

import json
from collections import Counter
from collections.abc import Iterator

from sqlalchemy import Connection, select

from scorecard.domain.decided import NOTHING
from scorecard.domain.meeting import sealed
from scorecard.domain.problems import Problem
from scorecard.domain.sync import TWO, Matter, MatterEntry, Said
from scorecard.domain.sync_message import MessageEntry
from scorecard.store import audit, sync_schema
from scorecard.store.sync_rows import entry_of, matter_of, message_entry_of

RAISED = "sync.raised"
MESSAGE = "the message"


def called(number: int) -> str:
    """What the trail calls a matter."""
    return f"matter {number}"


def of_matter(matter: Matter) -> str:
    """What the trail keeps of a new matter: one hash, since nobody else may know what it is about."""
    subject = matter.subject.key if matter.subject else ""
    return sealed([matter.title, subject, str(matter.expected), str(matter.by)])


def of_entry(entry: MatterEntry) -> str:
    """What the trail keeps of an entry of a matter's log; one that states nothing is told as ever."""
    told = [entry.kind.value, entry.text, entry.reason, str(entry.day), entry.figures.fingerprint]
    stated = entry.stated
    if entry.answer is not None or stated != NOTHING:
        beside = [str(stated.expected), str(stated.by), entry.answer.value if entry.answer else ""]
        told += [*beside, *([f"{stated.cost.amount:.4f}", str(stated.cost.is_monthly)] if stated.cost else [])]
    return sealed(told)


def of_message(entry: MessageEntry) -> str:
    """What the trail keeps of an entry of the message's log."""
    return sealed([entry.kind.value, entry.text, entry.wording])


def untraced(connection: Connection) -> list[Problem]:
    """One problem for each matter, and one for the message, that is not as the trail tells it, or gone."""
    told, held = Counter(_told(connection)), Counter(_held(connection))
    wrong = sorted({what for what, _, _ in (told - held) | (held - told)})
    return [Problem(what, "it is not what was entered", audit.REMEDY) for what in wrong]


def _told(connection: Connection) -> Iterator[tuple[str, str, str]]:
    """What, who and the hash of what was entered; matters are numbered in the order in which they were raised."""
    count = 0
    for row in audit.rows_of(connection):
        if row.action.startswith("sync."):
            count += row.action == RAISED
            body, name = json.loads(row.body), called(count) if row.action == RAISED else row.object
            yield from ((name, row.who, body[key]) for key in ("matter_sha256", "entry_sha256") if key in body)


def _held(connection: Connection) -> Iterator[tuple[str, str, str]]:
    for row in connection.execute(select(sync_schema.matter)):
        yield called(row.id), row.who, of_matter(matter_of(row))
    for row in connection.execute(select(sync_schema.matter_entry)):
        entry = entry_of(row)
        if not _follows(entry):
            yield called(entry.matter), entry.who, of_entry(entry)
    for row in connection.execute(select(sync_schema.message_entry)):
        yield MESSAGE, row.who, of_message(message_entry_of(row))


def _follows(entry: MatterEntry) -> bool:
    """Whether an entry came along with another one, so that nobody entered it."""
    return entry.kind is Said.MOVED or (entry.kind is Said.DECIDED and entry.seat in TWO)
