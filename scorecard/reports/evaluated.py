"""One measure evaluated around the period asked for, with its targets, and which period's value stands there."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from scorecard.domain.catalogue import Measure
from scorecard.domain.measures import MeasureSeries
from scorecard.domain.scoring import unclipped_score
from scorecard.domain.status import status_of
from scorecard.domain.targets import Goals
from scorecard.domain.vocabulary import Comparison, State, Status, View
from scorecard.reports.asked import Asked
from scorecard.reports.remembered import goals_of, series_of
from scorecard.reports.terms import names_of

SPARK = 13
"""Periods in the small line: a year and the same period of the year before."""

CARRY = 12
"""Periods back within which a value may be carried over, if it is young enough."""

RECENT = 13
"""Periods looked at first for the newest figure."""


@dataclass(frozen=True)
class Evaluated:
    """A measure evaluated around the period asked for.

    ``shown`` is the period whose value stands there: the one asked for, or an earlier one it is
    carried over from. ``newest`` is the newest period reported at all, None if there is none.
    """

    measure: Measure
    series: MeasureSeries
    goals: Goals
    shown: int
    newest: int | None

    def status(self, index: int) -> Status:
        """Where the measure stood at a period that was evaluated."""
        goals = self.goals
        value = self.series.values[index]
        return status_of(value, goals.goals[index], goals.reds[index], goals.bands[index], self.measure.polarity)

    def score(self, index: int) -> float | None:
        """Its score there without bounds."""
        goals = self.goals
        value = self.series.values[index]
        return unclipped_score(value, goals.goals[index], goals.reds[index], goals.bands[index], self.measure.polarity)


def evaluated(asked: Asked, measure: Measure) -> Evaluated:
    """The measure and its target over the small line's periods, and what the value compares with a year before."""
    window = range(max(0, asked.index - SPARK + 1), asked.index + 1)
    compared = window[-CARRY:] if _may_carry(asked, measure) else (asked.index,)
    before = [year_ago for index in compared if (year_ago := asked.calendar.last_year(index)) is not None]
    series = series_of(asked, measure, (*window, *before))
    goals = goals_of(asked, measure, window)
    return Evaluated(measure, series, goals, _shown(asked, measure, series), newest_period(asked, measure, series))


def stood(asked: Asked, measure: Measure) -> Evaluated:
    """The measure and its target at the period asked for alone: one part of many, or an earlier state."""
    window = range(max(0, asked.index - CARRY + 1) if _may_carry(asked, measure) else asked.index, asked.index + 1)
    before = [asked.calendar.last_year(index) for index in window if asked.scope.compare is Comparison.LAST_YEAR]
    series = series_of(asked, measure, (*window, *(index for index in before if index is not None)))
    shown = _shown(asked, measure, series)
    return Evaluated(measure, series, goals_of(asked, measure, (shown,)), shown, None)


def statuses(asked: Asked, measure: Measure, periods: Sequence[int]) -> dict[int, Status]:
    """Where a measure stood in each of these periods: they are evaluated for it, however far back they lie."""
    found = Evaluated(measure, series_of(asked, measure, periods), goals_of(asked, measure, periods), asked.index, None)
    return {at: found.status(at) for at in periods}


def first_reported(asked: Asked, measure: Measure, only: Sequence[int]) -> MeasureSeries | None:
    """The measure as its figures were first reported; None where none of them was ever reported anew."""
    first = asked.snapshot.cells.first_reported
    if first is asked.snapshot.cells or not _differs(asked, measure):
        return None
    return series_of(asked, measure, only, first)


def _differs(asked: Asked, measure: Measure) -> bool:
    """Whether any figure the measure is made of was first reported otherwise."""
    cells, place = asked.snapshot.cells, asked.scope.entity
    return any(cells.was_restated(name, place) for name in names_of(measure, asked.catalogue))


def _may_carry(asked: Asked, measure: Measure) -> bool:
    """Whether the measure's cadence makes nothing due in the period asked for."""
    return not asked.calendar.is_due(asked.index, measure.cadence)


def _shown(asked: Asked, measure: Measure, series: MeasureSeries) -> int:
    """The period asked for; where nothing is due there, the last reported one that is young enough."""
    at = asked.index
    if series.states[at] is not State.NOT_DUE or not _may_carry(asked, measure):
        return at
    back = range(at - 1, max(-1, at - CARRY), -1)
    last = next((index for index in back if series.states[index] is State.REPORTED), at)
    periods = asked.calendar.periods
    age = (min(asked.day, periods[at].end) - periods[last].end).days
    return last if age <= measure.max_age_days else at


def newest_period(asked: Asked, measure: Measure, series: MeasureSeries | None = None) -> int | None:
    """Index of the newest period in which the measure was reported; None if never.

    A window that is reported up to the newest period there is says so without another look.
    """
    last = asked.through
    if series is not None and asked.index == last and series.states[last] is State.REPORTED:
        return last
    alone = replace(asked, scope=asked.scope.with_(view=View.PERIOD))
    recent = max(0, last - RECENT + 1)
    for window in (range(max(0, last), last + 1), range(recent, last), range(recent)):
        found = series_of(alone, measure, window) if window else None
        newest = next((at for at in reversed(window) if found and found.states[at] is State.REPORTED), None)
        if newest is not None:
            return newest
    return None
