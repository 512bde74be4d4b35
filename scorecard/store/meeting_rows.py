"""Meetings, outcomes and flags as the book's rows: plain texts and whole numbers, and back."""

import json
from collections.abc import Sequence
from dataclasses import asdict
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import Row

from scorecard.domain.agenda import AgendaItem, Block
from scorecard.domain.cells import TICKS, to_ticks
from scorecard.domain.decided import Cost
from scorecard.domain.flags import Confidence, Flag, FlagKind, FlagState
from scorecard.domain.meeting import Meeting, MeetingState, Minute, Outcome, OutcomeKind
from scorecard.domain.vocabulary import Comparison, View
from scorecard.store.work_rows import figures_of, figures_row, subject_of, subject_row

NO_SUBJECT = dict.fromkeys(("entity", "name", "slice", "period", "view", "compare"))


def meeting_of(row: Row[Any]) -> Meeting:
    """A meeting from its row."""
    told, _, other = row.compare.partition(":")
    compare = Comparison(told)
    return Meeting(
        id=row.id,
        preset=row.preset,
        entity=row.entity,
        period=row.period,
        view=View(row.view),
        compare=compare,
        length=row.length,
        began=datetime.fromisoformat(row.began),
        began_by=row.began_by,
        began_revision=row.began_revision,
        agenda=tuple(map(_item_of, json.loads(row.agenda))),
        state=MeetingState(row.state),
        ended=datetime.fromisoformat(row.ended) if row.ended else None,
        ended_by=row.ended_by,
        revision=row.revision,
        seen=tuple(json.loads(row.seen)),
        record=tuple(Minute(*each) for each in json.loads(row.record)),
        version=row.version,
        known=other if compare is Comparison.KNOWN else "",
        vintage=other if compare is Comparison.OUTLOOK else "",
    )


def meeting_row(meeting: Meeting) -> dict[str, object]:
    """A meeting as a row."""
    return {
        "id": meeting.id,
        "preset": meeting.preset,
        "entity": meeting.entity,
        "period": meeting.period,
        "view": meeting.view.value,
        "compare": meeting.held,
        "length": meeting.length,
        "began": meeting.began.isoformat(),
        "began_by": meeting.began_by,
        "began_revision": meeting.began_revision,
        "agenda": agenda_text(meeting.agenda),
        "state": meeting.state.value,
        "ended": meeting.ended.isoformat() if meeting.ended else None,
        "ended_by": meeting.ended_by,
        "revision": meeting.revision,
        "seen": json.dumps(meeting.seen),
        "record": record_text(meeting.record),
        "version": meeting.version,
    }


def agenda_text(agenda: Sequence[AgendaItem]) -> str:
    """An agenda as the one text that is kept."""
    told = [{**asdict(item), "score": str(item.score), "block": item.block.value} for item in agenda]
    return json.dumps(told, ensure_ascii=False, sort_keys=True)


def record_text(record: Sequence[Minute]) -> str:
    """Minutes as the one text that is kept."""
    return json.dumps([[line.place, line.kind, line.text, line.outcome] for line in record], ensure_ascii=False)


def outcome_of(row: Row[Any]) -> Outcome:
    """An outcome from its row."""
    return Outcome(
        id=row.id,
        meeting=row.meeting,
        place=row.place,
        at=datetime.fromisoformat(row.at),
        who=row.who,
        kind=OutcomeKind(row.kind),
        text=row.text,
        subject=subject_of(row) if row.name is not None else None,
        figures=figures_of(row),
        expected=None if row.expected is None else Decimal(row.expected),
        by=date.fromisoformat(row.by) if row.by else None,
        credit=row.credit,
        cost=cost_of(row),
    )


def outcome_row(outcome: Outcome) -> dict[str, object]:
    """An outcome as a row."""
    return {
        "id": outcome.id,
        "meeting": outcome.meeting,
        "place": outcome.place,
        "at": outcome.at.isoformat(),
        "who": outcome.who,
        "kind": outcome.kind.value,
        "text": outcome.text,
        **(NO_SUBJECT if outcome.subject is None else subject_row(outcome.subject)),
        **figures_row(outcome.figures),
        "fingerprint": outcome.figures.fingerprint,
        "expected": None if outcome.expected is None else str(outcome.expected),
        "by": outcome.by.isoformat() if outcome.by else None,
        "credit": outcome.credit,
        **cost_row(outcome.cost),
    }


def cost_of(row: Row[Any]) -> Cost | None:
    """What a decision costs or brings, from its row."""
    return None if row.cost is None else Cost(Decimal(row.cost) / TICKS, bool(row.cost_monthly))


def cost_row(cost: Cost | None) -> dict[str, object]:
    """The same as columns of a row; amounts are kept in ticks."""
    return {
        "cost": None if cost is None else to_ticks(cost.amount),
        "cost_monthly": int(cost is not None and cost.is_monthly),
    }


def flag_of(row: Row[Any]) -> Flag:
    """A flag from its row; amounts are kept in ticks."""
    return Flag(
        id=row.id,
        subject=subject_of(row),
        figures=figures_of(row),
        opened=date.fromisoformat(row.opened),
        opened_by=row.opened_by,
        kind=FlagKind(row.kind),
        text=row.text,
        size=None if row.size is None else Decimal(row.size) / TICKS,
        earliest=date.fromisoformat(row.earliest),
        confidence=Confidence(row.confidence),
        meeting=row.meeting,
        place=row.place,
        state=FlagState(row.state),
        closed=date.fromisoformat(row.closed) if row.closed else None,
        closed_by=row.closed_by,
        closing=row.closing,
        version=row.version,
    )


def flag_row(flag: Flag) -> dict[str, object]:
    """A flag as a row."""
    return {
        "id": flag.id,
        "subject": flag.subject.key,
        **subject_row(flag.subject),
        **figures_row(flag.figures),
        "opened": flag.opened.isoformat(),
        "opened_by": flag.opened_by,
        "kind": flag.kind.value,
        "text": flag.text,
        "size": None if flag.size is None else to_ticks(flag.size),
        "earliest": flag.earliest.isoformat(),
        "confidence": flag.confidence.value,
        "meeting": flag.meeting,
        "place": flag.place,
        "state": flag.state.value,
        "closed": flag.closed.isoformat() if flag.closed else None,
        "closed_by": flag.closed_by,
        "closing": flag.closing,
        "version": flag.version,
    }


def _item_of(told: dict[str, Any]) -> AgendaItem:
    return AgendaItem(**{**told, "score": Decimal(told["score"]), "block": Block(told["block"])})
