"""Whether what people said is still what the trail says they said."""

import hashlib
import json
from collections import Counter
from collections.abc import Iterable

from sqlalchemy import Connection, select

from scorecard.domain.problems import Problem
from scorecard.domain.work import Comment, Said
from scorecard.domain.work_states import MOVED
from scorecard.store import audit, schema
from scorecard.store.work_rows import comment_of

Trace = tuple[str, str, object, object, object]
"""Who, upon what, and of what they entered the hash of the text, the fingerprint of the numbers, and the amount."""


def untraced(connection: Connection) -> list[Problem]:
    """One problem for each entry that is not as the trail tells it, and one if the trail tells of more entries."""
    told = Counter(_told(audit.rows_of(connection)))
    problems = []
    about = {row.id: row.subject for row in connection.execute(select(schema.item.c.id, schema.item.c.subject))}
    for row in connection.execute(select(schema.said).order_by(schema.said.c.id)):
        entry = comment_of(row)
        if entry.kind is Said.REOPENED and entry.text == MOVED:
            continue
        trace = _trace(entry, about[entry.item])
        if told[trace] == 0:
            problems.append(Problem(f"item {entry.item}, entry {entry.id}", "it is not what was entered", audit.REMEDY))
        told[trace] -= 1
    gone = sum((+told).values()) if not problems else 0
    return problems + ([Problem("items", f"{gone} entries of the trail are missing", audit.REMEDY)] if gone else [])


def opening(subject: str) -> str:
    """What the trail calls the opening of an item, which has no number yet: by the key of its subject."""
    return f"work on {subject}"


def called(number: int) -> str:
    """What the trail calls an item."""
    return f"item {number}"


def _told(rows: Iterable[audit.AuditRow]) -> Iterable[Trace]:
    for row in rows:
        if row.action.startswith("work."):
            body = json.loads(row.body)
            yield row.who, row.object, body.get("text_sha256"), body.get("figures"), body.get("amount")


def _trace(entry: Comment, subject: str) -> Trace:
    """What the trail must tell; an item has its number only after it was opened."""
    thing = opening(subject) if entry.kind is Said.OPENED else called(entry.item)
    amount = None if entry.amount is None else f"{entry.amount:.4f}"
    return entry.who, thing, hashlib.sha256(entry.text.encode()).hexdigest(), entry.figures.fingerprint, amount
