"""Matters, their log and the message's log as the book's rows: plain texts and whole numbers, and back."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import Row

from scorecard.domain.decided import Prediction, Verdict
from scorecard.domain.people import Seat
from scorecard.domain.sync import Matter, MatterEntry, Said
from scorecard.domain.sync_message import MessageEntry, Spoken
from scorecard.store.meeting_rows import NO_SUBJECT, cost_of, cost_row
from scorecard.store.work_rows import figures_of, figures_row, subject_of, subject_row


def matter_of(row: Row[Any]) -> Matter:
    """A matter as it was raised; its log says the rest."""
    return Matter(
        id=row.id,
        title=row.title,
        subject=subject_of(row) if row.name is not None else None,
        raised=datetime.fromisoformat(row.at),
        raised_by=row.who,
        expected=None if row.expected is None else Decimal(row.expected),
        by=date.fromisoformat(row.by) if row.by else None,
    )


def matter_row(matter: Matter) -> dict[str, object]:
    """What a matter keeps for good, as a row."""
    return {
        "id": matter.id,
        "title": matter.title,
        "at": matter.raised.isoformat(),
        "who": matter.raised_by,
        **(NO_SUBJECT if matter.subject is None else subject_row(matter.subject)),
        "expected": None if matter.expected is None else str(matter.expected),
        "by": matter.by.isoformat() if matter.by else None,
    }


def entry_of(row: Row[Any]) -> MatterEntry:
    """An entry of a matter's log from its row."""
    return MatterEntry(
        id=row.id,
        matter=row.matter,
        at=datetime.fromisoformat(row.at),
        who=row.who,
        seat=Seat(row.seat),
        kind=Said(row.kind),
        text=row.text,
        reason=row.reason,
        day=date.fromisoformat(row.day) if row.day else None,
        figures=figures_of(row),
        stated=Prediction(
            None if row.expected is None else Decimal(row.expected),
            date.fromisoformat(row.by) if row.by else None,
            cost_of(row),
        ),
        answer=Verdict(row.answer) if row.answer else None,
    )


def entry_row(entry: MatterEntry) -> dict[str, object]:
    """An entry of a matter's log as a row."""
    return {
        "id": entry.id,
        "matter": entry.matter,
        "at": entry.at.isoformat(),
        "who": entry.who,
        "seat": entry.seat.value,
        "kind": entry.kind.value,
        "text": entry.text,
        "reason": entry.reason,
        "day": entry.day.isoformat() if entry.day else None,
        **figures_row(entry.figures),
        "fingerprint": entry.figures.fingerprint,
        **cost_row(entry.stated.cost),
        "expected": None if entry.stated.expected is None else str(entry.stated.expected),
        "by": entry.stated.by.isoformat() if entry.stated.by else None,
        "answer": entry.answer.value if entry.answer else None,
    }


def message_entry_of(row: Row[Any]) -> MessageEntry:
    """An entry of the message's log from its row."""
    at = datetime.fromisoformat(row.at)
    return MessageEntry(row.id, at, row.who, Seat(row.seat), Spoken(row.kind), row.text, row.wording)


def message_entry_row(entry: MessageEntry) -> dict[str, object]:
    """An entry of the message's log as a row."""
    return {
        "id": entry.id,
        "at": entry.at.isoformat(),
        "who": entry.who,
        "seat": entry.seat.value,
        "kind": entry.kind.value,
        "text": entry.text,
        "wording": entry.wording,
    }
