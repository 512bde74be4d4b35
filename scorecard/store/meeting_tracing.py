"""Whether meetings, what was said in them and flags are still what the trail says they were."""

import json
from collections.abc import Iterator

from sqlalchemy import Connection, select

from scorecard.domain.flags import Flag
from scorecard.domain.meeting import Meeting, Outcome, OutcomeKind, sealed
from scorecard.domain.problems import Problem
from scorecard.store import audit, schema
from scorecard.store.meeting_rows import agenda_text, flag_of, meeting_of, outcome_of, record_text

BEGUN, ENDED = "meeting.begun", "meeting.finished"
RAISED, CLOSED = "flag.raised", "flag.closed"
SPOKEN = {kind: f"meeting.{kind.value}" for kind in OutcomeKind}
"""What the trail calls the acts."""


def called(meeting: int, place: int = 0) -> str:
    """What the trail calls a meeting, or one of its items."""
    return f"meeting {meeting}, item {place}" if place else f"meeting {meeting}"


def called_flag(number: int) -> str:
    """What the trail calls a flag."""
    return f"flag {number}"


def of_meeting(meeting: Meeting) -> dict[str, object]:
    """What the trail keeps of a meeting that begins: what it looks at, and its agenda as its hash."""
    looks = [meeting.entity, meeting.period, meeting.view.value, meeting.held]
    return {"preset": meeting.preset, "looks_at": looks, "minutes": meeting.length,
            "revision": meeting.began_revision, "agenda_sha256": sealed(agenda_text(meeting.agenda))}  # fmt: skip


def of_outcome(outcome: Outcome) -> dict[str, object]:
    """What the trail keeps of an outcome: which item, which number, and its text as its hash."""
    cost = outcome.cost
    return {
        "kind": outcome.kind.value,
        "text_sha256": sealed(outcome.text),
        "subject": outcome.subject.key if outcome.subject else "",
        "figures": outcome.figures.fingerprint,
        "expected": None if outcome.expected is None else str(outcome.expected),
        "by": outcome.by.isoformat() if outcome.by else None,
        "credit": outcome.credit,
        **({} if cost is None else {"cost": f"{cost.amount:.4f}", "each": "month" if cost.is_monthly else "once"}),
    }


def of_flag(flag: Flag) -> dict[str, object]:
    """What the trail keeps of a flag: which number, how much, how soon and how sure, and its texts as their hash."""
    return {
        "subject": flag.subject.key,
        "kind": flag.kind.value,
        "figures": flag.figures.fingerprint,
        "size": None if flag.size is None else f"{flag.size:.4f}",
        "earliest": flag.earliest.isoformat(),
        "confidence": flag.confidence.value,
        "state": flag.state.value,
        "text_sha256": sealed([flag.text, flag.closing]),
    }


def of_end(meeting: Meeting) -> dict[str, object]:
    """What the trail keeps of a meeting's end: the state of the numbers, and its minutes as their hash."""
    minutes = sealed(record_text(meeting.record))
    return {"revision": meeting.revision, "seen": list(meeting.seen), "minutes_sha256": minutes}


def untraced(connection: Connection) -> list[Problem]:
    """One problem for each meeting, outcome or flag that is not as the trail tells it, or gone."""
    return audit.differing(dict(_told(connection)), dict(_held(connection)), str)


def _told(connection: Connection) -> Iterator[tuple[str, object]]:
    """What the trail says of each at last; they are numbered in the order in which they were written."""
    count = {"meeting": 0, "outcome": 0, "flag": 0}
    for row in audit.rows_of(connection):
        kind = {BEGUN: "meeting", RAISED: "flag"}.get(row.action, "outcome" if row.action in SPOKEN.values() else "")
        if kind:
            count[kind] += 1
            body = json.loads(row.body) | ({"thing": row.object} if kind == "outcome" else {})
            yield f"{kind} {count[kind]}", body
        elif row.action == CLOSED:
            yield row.object, json.loads(row.body)
        elif row.action == ENDED:
            yield f"end of {row.object}", json.loads(row.body)


def _held(connection: Connection) -> Iterator[tuple[str, object]]:
    for row in connection.execute(select(schema.outcome).order_by(schema.outcome.c.id)):
        outcome = outcome_of(row)
        yield f"outcome {outcome.id}", of_outcome(outcome) | {"thing": called(outcome.meeting, outcome.place)}
    for row in connection.execute(select(schema.flag).order_by(schema.flag.c.id)):
        yield called_flag(row.id), of_flag(flag_of(row))
    for row in connection.execute(select(schema.meeting).order_by(schema.meeting.c.id)):
        meeting = meeting_of(row)
        yield called(meeting.id), of_meeting(meeting)
        if not meeting.is_running:
            yield f"end of {called(meeting.id)}", of_end(meeting)
