"""How everything stands that an audience may be alerted to: status, low point of cash, late data, days gone by."""

from collections.abc import Iterator
from dataclasses import replace

from scorecard.domain.access import sees_cash
from scorecard.domain.audiences import AlertKind
from scorecard.domain.catalogue import Measure
from scorecard.domain.notices import ABOVE, AT_RISK, Fact, cash_state
from scorecard.domain.variance import is_material, limit_of
from scorecard.domain.vocabulary import Status
from scorecard.domain.wording import span_words
from scorecard.domain.work import WorkState
from scorecard.reports.asked import Asked, place_of
from scorecard.reports.cash import cash_report
from scorecard.reports.cash_answer import LIKELY_UNDER, CashReport, Limit, Low
from scorecard.reports.cash_headline import chance_words, money, room_words
from scorecard.reports.decisions import DecisionRow, decisions_due
from scorecard.reports.evaluated import SPARK, evaluated
from scorecard.reports.freshness import freshness
from scorecard.reports.headline import measure_headline
from scorecard.reports.notice_ears import Ears
from scorecard.reports.standing import MeasureRow, row_of
from scorecard.reports.work_rows import Shelf, Stand, shelf_of, stands_of
from scorecard.reports.work_rows import row_of as work_row
from scorecard.store.store import Store

LATE, IN_TIME = "late", "in time"
PASSED, AWAITED = "passed", "awaited"
SHORT, RED, STALE, GONE_BY, OTHER = range(5)
"""What is told first: cash under a limit, off track, late, a day gone by; then what is less bad or better."""


def facts_of(store: Store, ears: Ears) -> tuple[Fact, ...]:
    """Everything the audience may be alerted to, as it stands now; each key once."""
    found = {
        AlertKind.STATUS: lambda: _statuses(ears),
        AlertKind.CASH: lambda: _cash(store, ears),
        AlertKind.LATE: lambda: _late(ears),
        AlertKind.DUE: lambda: _due(store, ears),
    }
    return tuple(fact for kind in AlertKind if kind in ears.audience.alerts for fact in found[kind]())


def _statuses(ears: Ears) -> Iterator[Fact]:
    asked = ears.asked
    for measure in ears.measures:
        row = row_of(asked, measure)
        if row.judged and row.status is not Status.NOT_REPORTED and _has_settled(asked, measure, row):
            words = measure_headline(row, asked.catalogue.currency, asked.period.label, place=place_of(asked))
            yield Fact(
                key=f"status/{asked.scope.entity}/{measure.id}",
                kind=AlertKind.STATUS,
                about=measure.id,
                state=row.status.value,
                usual="",
                words=words,
                urgency=RED if row.status is Status.OFF_TRACK else OTHER,
                first=row.status is Status.OFF_TRACK,
            )


def _has_settled(asked: Asked, measure: Measure, row: MeasureRow) -> bool:
    """Whether a status has come to stay: it stood for two periods, or the difference is worth a look.

    Source: semantics 2.11; alerts, other than the status itself, need persistence.
    """
    rule = asked.catalogue.materiality
    limit = limit_of(rule, measure.unit, row.reference)
    return _status_before(asked, measure) is row.status or is_material(
        row.impact, row.difference_pct, limit, rule.percent
    )


def _status_before(asked: Asked, measure: Measure) -> Status:
    """Where it stood in the last period before that it was reported in; periods nothing was due in don't count."""
    found = evaluated(asked, measure)
    earlier = range(found.shown - 1, max(-1, asked.index - SPARK), -1)
    stood = (found.status(at) for at in earlier)
    return next((status for status in stood if status is not Status.NOT_REPORTED), Status.NOT_REPORTED)


def _cash(store: Store, ears: Ears) -> Iterator[Fact]:
    if not sees_cash(ears.audience.role):
        return
    answer = cash_report(store, ears.asked.scope)
    if answer.low is None:
        return
    for limit in answer.limits:
        if state := cash_state(limit.room, limit.chance, LIKELY_UNDER):
            yield Fact(
                key=f"cash/{ears.asked.scope.entity}/{limit.name}",
                kind=AlertKind.CASH,
                about="",
                state=state,
                usual=ABOVE,
                words=_cash_words(answer, answer.low, limit, state),
                urgency=OTHER if state == ABOVE else SHORT,
            )


def _cash_words(answer: CashReport, low: Low, limit: Limit, state: str) -> str:
    """Where it is expected at its lowest; before that, where it is at risk, the chance and the time that is for."""
    lowest = f"{money(low.amount, answer.currency)}, {room_words(limit.room, limit.name)}"
    if state != AT_RISK or limit.chance is None:
        return f"Cash is expected at its lowest on {low.day:%-d %b %Y}: {lowest}."
    until = f" until {answer.table.columns[-1].last:%-d %b %Y}" if answer.table else ""
    said = f"Cash may go under {limit.name}: {chance_words(limit.chance)} on some day{until}"
    return f"{said}; expected at its lowest on {low.day:%-d %b %Y}: {lowest}."


def _late(ears: Ears) -> Iterator[Fact]:
    names = {measure.id for measure in ears.measures}
    for row in freshness(ears.asked):
        if row.measure in names and row.age_days is not None:
            yield Fact(
                key=f"late/{ears.asked.scope.entity}/{row.measure}",
                kind=AlertKind.LATE,
                about=row.measure,
                state=LATE if row.stale else IN_TIME,
                usual=IN_TIME,
                words=f"{row.label}: last reported for {row.newest_label}, {row.words}.",
                urgency=STALE,
                tells=row.stale,
            )


def _due(store: Store, ears: Ears) -> Iterator[Fact]:
    shelf = shelf_of(store, ears.asked)
    gone = Fact("", AlertKind.DUE, "", PASSED, AWAITED, "", GONE_BY)
    for stand in work_heard(shelf, ears):
        if stand.overdue:
            number, due = stand.item.id, work_row(shelf, stand).due
            about, words = f"item{number}", item_words(shelf, stand)
            yield replace(gone, key=f"due/{about}/{due}", about=about, words=words)
    for row in decisions_heard(store, ears):
        about = f"decision{row.outcome.id}"
        yield replace(gone, key=f"due/{about}/{row.outcome.by}", about=about, words=decision_words(row))


def work_heard(shelf: Shelf, ears: Ears) -> list[Stand]:
    """Items of work that are to do and that the audience hears of, the most urgent first."""
    below = set(ears.asked.catalogue.subtree(ears.asked.scope.entity))
    near = [each for each in shelf.items if each.subject.entity in below and ears.hears(each.subject.name)]
    return [stand for stand in stands_of(shelf, near) if stand.state is not WorkState.VERIFIED]


def decisions_heard(store: Store, ears: Ears) -> list[DecisionRow]:
    """Decisions whose day has come, of those the audience hears of."""
    rows = decisions_due(store, ears.asked)
    return [row for row in rows if row.outcome.subject is None or ears.hears(row.outcome.subject.name)]


def item_words(shelf: Shelf, stand: Stand) -> str:
    """One item: what and where, whose it is and when it is due; nothing of what people wrote."""
    row = work_row(shelf, stand)
    when = f"due {row.due:%-d %b %Y}" if row.due else "not due"
    late = f", {span_words(stand.overdue)} ago" if stand.overdue else ""
    return f"Item {stand.item.id}, {row.label}: {when}{late} ({row.finance} and {row.operations})."


def decision_words(row: DecisionRow) -> str:
    """One decision: when it was made and about what, and the day it is to be looked back at."""
    about = f" about {row.label}" if row.outcome.subject else ""
    return f"Decision of {row.outcome.at:%-d %b %Y}{about}: to be looked back at since {row.outcome.by:%-d %b %Y}."
