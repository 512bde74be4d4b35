"""Wins that the figures show: what is back on track, better than usual, or met its target for long."""

from collections.abc import Iterator
from dataclasses import dataclass

from scorecard.domain.catalogue import Measure
from scorecard.domain.people import FINANCE, OPERATIONS
from scorecard.domain.scope import Scope
from scorecard.domain.vocabulary import Perspective, Status
from scorecard.domain.wording import status_words
from scorecard.reports.asked import Asked, open_scope
from scorecard.reports.evaluated import SPARK, Evaluated, evaluated, statuses
from scorecard.reports.headline import value_words
from scorecard.reports.sources import restatements_of
from scorecard.reports.standing import MeasureRow, row_of
from scorecard.reports.terms import leaves_of, names_of
from scorecard.store.store import Store

STREAK = 6
"""Periods in a row on track that are worth a word, and again every six."""


@dataclass(frozen=True, slots=True)
class WinRow:
    """A win that the figures suggest.

    Attributes:
        measure: Its id.
        words: What was won, in a sentence.
        credit: The side it is owed to: the other one than that which the measure is usually looked at by.
        credit_name: The owner of that side by name, "" for nobody.
    """

    measure: str
    words: str
    credit: str
    credit_name: str


def wins_report(store: Store, scope: Scope) -> tuple[WinRow, ...]:
    """Answer: what went well? Operations is thanked for money, finance for the rest.

    No win is what only was booked anew: whose number was another when it was first reported.
    """
    asked = open_scope(store, scope)
    found = {win.measure: win for win in _wins(asked)}
    anew = restatements_of(store, scope, found, 1)
    return tuple(win for name, win in found.items() if asked.period.key not in {each.period for each in anew[name]})


def _wins(asked: Asked) -> Iterator[WinRow]:
    """What is back on track or has been on it for long, and is not made of what is not on track."""
    troubled = list(_troubled(asked))
    for measure in asked.catalogue.measures.values():
        found = evaluated(asked, measure)
        if found.shown != asked.index or found.status(asked.index) is not Status.ON_TRACK:
            continue
        made_of = _made_of(asked, measure)
        if any(other <= made_of for other in troubled):
            continue
        row = row_of(asked, measure)
        told = _told(asked, row, _streak(asked, found))
        if row.judged and told:
            is_money = measure.perspective is Perspective.FINANCIAL
            value = value_words(row, asked.catalogue.currency)
            credit, name = (OPERATIONS, row.operations_owner) if is_money else (FINANCE, row.finance_owner)
            yield WinRow(measure.id, f"{row.label}: {told}; {value}, {row.difference_words}.", credit, name)


def is_back(row: MeasureRow) -> bool:
    """Whether a measure is on track and was not one period before."""
    return row.judged and row.status is Status.ON_TRACK and row.status_before in (Status.WATCH, Status.OFF_TRACK)


def _troubled(asked: Asked) -> Iterator[frozenset[str]]:
    """What the measures are made of that are off track or to be watched now."""
    for measure in asked.catalogue.measures.values():
        found = evaluated(asked, measure)
        if found.shown == asked.index and found.status(asked.index) in (Status.WATCH, Status.OFF_TRACK):
            yield _made_of(asked, measure)


def _made_of(asked: Asked, measure: Measure) -> frozenset[str]:
    return leaves_of(names_of(measure, asked.catalogue), asked.catalogue)


def _told(asked: Asked, row: MeasureRow, streak: int) -> str:
    """Why it is a win: it is back on track, or has been on it for a round number of periods; "" for none."""
    if row.status_before is not None and is_back(row):
        before = asked.calendar.periods[asked.index - 1].label
        return f"back on track (was {status_words(row.status_before).lower()} in {before})"
    return f"on track for the {streak}th period in a row" if streak and streak % STREAK == 0 else ""


def _streak(asked: Asked, found: Evaluated) -> int:
    """Periods in a row on track up to this one; beyond the small line they are looked at one year after the other."""
    count, stood = 0, {at: found.status(at) for at in range(max(0, asked.index - SPARK + 1), asked.index + 1)}
    while (at := asked.index - count) >= 0:
        if at not in stood:
            stood |= statuses(asked, found.measure, range(max(0, at - SPARK + 1), at + 1))
        if stood[at] is not Status.ON_TRACK:
            break
        count += 1
    return count
