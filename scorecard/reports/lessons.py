"""What was learnt: decisions whose day has come beside what came, and what was behind the differences."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from scorecard.domain.scope import Scope
from scorecard.domain.wording import span_words
from scorecard.domain.work import Cause, WorkState
from scorecard.reports.asked import open_scope
from scorecard.reports.decisions import DecisionRow, decisions_report
from scorecard.reports.work import EVERY, work_report
from scorecard.reports.work_rows import WorkRow
from scorecard.store.store import Store

LONGEST = 200
"""Pieces of work looked through."""


@dataclass(frozen=True, slots=True)
class CauseRow:
    """One kind of cause: how many pieces of work it was behind, and which of them came again."""

    cause: Cause
    count: int
    again: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LessonsReport:
    """What was learnt at a place and below it.

    Attributes:
        decisions: Those whose day has come, the newest first.
        causes: The most frequent first.
        verified: Actions that somebody else saw work: which, and how long it took.
    """

    scope: Scope
    headline: str
    as_of: str
    revision: int
    decisions: tuple[DecisionRow, ...]
    causes: tuple[CauseRow, ...]
    verified: tuple[tuple[str, str], ...]


def lessons_report(store: Store, scope: Scope) -> LessonsReport:
    """Answer: what came of what we decided, what was behind the differences, and what worked?"""
    asked = open_scope(store, scope)
    work = work_report(store, scope, state=EVERY, shown=LONGEST).rows
    decisions = tuple(row for row in decisions_report(store, scope).rows if row.is_due)
    causes = _causes(work)
    verified = tuple((row.label, _took(row)) for row in work if row.state is WorkState.VERIFIED)
    headline = lessons_headline(decisions, causes, len(verified))
    return LessonsReport(
        scope, headline, asked.snapshot.as_of_label, asked.snapshot.revision, decisions, causes, verified
    )


def lessons_headline(decisions: Sequence[DecisionRow], causes: Sequence[CauseRow], verified: int) -> str:
    """How many decisions can be looked back at, what was behind differences most often, how many actions worked."""
    told = []
    if decisions:
        come = sum(row.realised is not None for row in decisions)
        day = "1 decision has" if len(decisions) == 1 else f"{len(decisions)} decisions have"
        told.append(f"{day} come to the day, {come} with a number to hold against it")
    if causes:
        every, first = sum(row.count for row in causes), causes[0]
        told.append(f"most often behind a difference: {first.cause.value} ({first.count} of {every})")
    if verified:
        told.append("1 action worked" if verified == 1 else f"{verified} actions worked")
    said = "; ".join(told)
    return f"{said[0].upper()}{said[1:]}." if said else "There is nothing to look back at yet."


def _causes(rows: Sequence[WorkRow]) -> tuple[CauseRow, ...]:
    named = [row for row in rows if row.item.cause is not None]
    counted = Counter(row.item.cause for row in named)
    return tuple(
        CauseRow(
            cause, count, tuple(f"{row.label} ({row.again})" for row in named if row.again and row.item.cause is cause)
        )
        for cause, count in counted.most_common()
        if cause is not None
    )


def _took(row: WorkRow) -> str:
    """What was done and how long it took from the first day: "Second shift at the press; 34 days"."""
    done = row.item.verified
    span = f"; {span_words((done - row.item.opened).days)}" if done else ""
    return f"{' '.join(row.item.action.split())}{span}"
