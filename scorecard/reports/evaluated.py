"""One measure evaluated around the period asked for, with its targets, and which period's value stands there."""

from dataclasses import dataclass

from scorecard.domain.catalogue import Measure
from scorecard.domain.measures import MeasureSeries, measure_series
from scorecard.domain.scoring import unclipped_score
from scorecard.domain.status import status_of
from scorecard.domain.targets import Goals, goal_series
from scorecard.domain.vocabulary import Scenario, State, Status, View
from scorecard.reports.asked import Asked

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
    """The measure and its target over the small line's periods and a year before."""
    window = range(max(0, asked.index - SPARK + 1), asked.index + 1)
    catalogue, calendar, cells, scope = asked.catalogue, asked.calendar, asked.snapshot.cells, asked.scope
    wanted = {*window, *(b for i in (asked.index, *window[-CARRY:]) if (b := calendar.last_year(i)) is not None)}
    series = measure_series(measure, catalogue, calendar, cells, scope.entity, view=scope.view, only=tuple(wanted))
    goals = goal_series(measure, catalogue, calendar, cells, scope.entity, scope.view, window)
    newest = newest_period(asked, measure, series if scope.view is View.PERIOD else None)
    return Evaluated(measure, series, goals, _shown(asked, measure, series, window), newest)


def _shown(asked: Asked, measure: Measure, series: MeasureSeries, window: range) -> int:
    """The period asked for; where its cadence makes nothing due, the last reported one that is young enough."""
    at = asked.index
    if series.states[at] is not State.NOT_DUE or asked.calendar.is_due(at, measure.cadence):
        return at
    known = (index for index in reversed(window[-CARRY:]) if series.states[index] is State.REPORTED)
    last = next(known, at)
    periods = asked.calendar.periods
    age = (min(asked.day, periods[at].end) - periods[last].end).days
    return last if age <= measure.max_age_days else at


def newest_period(asked: Asked, measure: Measure, series: MeasureSeries | None = None) -> int | None:
    """Index of the newest period in which the measure itself, not a window of it, was reported; None if never."""
    last = asked.snapshot.cells.data_through(Scenario.ACTUAL)
    if series is not None and asked.index == last and series.states[last] is State.REPORTED:
        return last
    for window in (range(max(0, last - RECENT + 1), last + 1), range(max(0, last - RECENT + 1))):
        found = measure_series(
            measure, asked.catalogue, asked.calendar, asked.snapshot.cells, asked.scope.entity, only=window
        )
        newest = next((index for index in reversed(window) if found.states[index] is State.REPORTED), None)
        if newest is not None:
            return newest
    return None
