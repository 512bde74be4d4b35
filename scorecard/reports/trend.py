"""A measure over time: value, target, plan, last year and outlook, with the usual range and what is unusual."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from itertools import dropwhile, pairwise

from scorecard.domain.catalogue import Measure
from scorecard.domain.cells import Cells
from scorecard.domain.measures import WINDOWLESS, MeasureSeries, beside, measure_series
from scorecard.domain.phasing import is_open
from scorecard.domain.quotients import window_starts
from scorecard.domain.signals import xmr
from scorecard.domain.targets import Band
from scorecard.domain.vocabulary import Cadence, CloseState, Comparison, Kind, Scenario, State, View
from scorecard.reports.asked import Asked
from scorecard.reports.evaluated import first_reported
from scorecard.reports.reference import held_cells, part_of, planned_cells, since_of
from scorecard.reports.remembered import goals_of, series_of

SHOWN = {Cadence.MONTHLY: 25, Cadence.QUARTERLY: 17, Cadence.YEARLY: 10}
"""Periods in a trend: two years of months, four of quarters, each with the same period before them; ten of years."""

BASELINE = 12
"""Known points, from the oldest shown, on which the limits are frozen."""


@dataclass(frozen=True, slots=True)
class TrendPoint:
    """One period of the trend; None is not reported, never zero.

    ``complete`` is false where only some of what is due has reported; ``open`` where the period has
    not ended, ``unclosed`` where the workspace says that its books are not closed. ``signal`` says in a
    few words what is unusual, or "". ``band`` is the range a measure should stay in, with the edges beyond
    which it is off track. ``begins`` is true where a value to date starts anew, with its fiscal year or
    quarter: it is no continuation of the point before. ``not_due`` is true where no figure is due yet.
    """

    period: str
    label: str
    value: Decimal | None
    goal: Decimal | None
    red: Decimal | None
    plan: Decimal | None
    last_year: Decimal | None
    outlook: Decimal | None
    complete: bool
    open: bool
    signal: str
    restated: bool
    reason: str = ""
    band: Band | None = None
    begins: bool = False
    unclosed: bool = False
    not_due: bool = False

    @property
    def final(self) -> bool:
        """Whether nothing of its value is still to come."""
        return self.complete and not self.open and not self.unclosed


@dataclass(frozen=True, slots=True)
class Limits:
    """XmR limits frozen on a baseline; None with fewer than six points or where not meaningful."""

    centre: float
    upper: float
    lower: float
    baseline: int


@dataclass(frozen=True, slots=True)
class Trend:
    """Points oldest first, and the limits their signals were found with."""

    points: tuple[TrendPoint, ...]
    limits: Limits | None


def limits_of(measure: Measure, view: View, values: Sequence[Decimal | None]) -> tuple[Limits | None, dict[int, str]]:
    """Limits and what is unusual, by place in the values.

    Only for single periods: to date and rolling values hang together, so their ups and downs are
    not ordinary ones. Not for states.
    """
    found = xmr(values, BASELINE) if view is View.PERIOD and measure.kind is not Kind.STATE else None
    if found is None:
        return None, {}
    limits = Limits(found.mean, found.upper, found.lower, found.baseline)
    return limits, {signal.index: str(signal.rule) for signal in found.signals}


def trend_of(asked: Asked, measure: Measure) -> Trend:
    """The periods up to the one asked for."""
    window, actual = _drawn(asked, measure)
    plan = _series(asked, measure, Scenario.BUDGET, window, cells=planned_cells(asked))
    vintage = date.fromisoformat(asked.scope.vintage) if asked.scope.vintage else None
    outlook = _series(asked, measure, Scenario.FORECAST, window, vintage)
    goals, part = goals_of(asked, measure, window), _part_a_year_ago(asked, measure)
    found, signals = limits_of(measure, asked.scope.view, [actual.values[index] for index in window])
    first = first_reported(asked, measure, window) or actual
    begun = _begun(asked, measure, window)
    points = []
    for at, index in enumerate(window):
        period, year_ago = asked.calendar.periods[index], asked.calendar.last_year(index)
        length = actual.window_lengths[index]
        then = part if part is not None and index == asked.index else actual
        points.append(
            TrendPoint(
                period=period.key,
                label=period.label,
                value=actual.values[index],
                goal=goals.goals[index],
                red=goals.reds[index],
                plan=beside(measure, length, plan, index),
                last_year=None if year_ago is None else beside(measure, length, then, year_ago),
                outlook=beside(measure, length, outlook, index),
                complete=actual.states[index] is State.REPORTED,
                open=is_open(period, asked.day),
                signal=signals.get(at, ""),
                restated=first.values[index] not in (None, actual.values[index]),
                reason=actual.reasons[index],
                band=goals.bands[index],
                begins=index in begun,
                not_due=actual.states[index] is State.NOT_DUE,
                unclosed=asked.catalogue.closing.state(period.key) is CloseState.OPEN,
            )
        )
    return Trend(tuple(points), found)


def signal_at(asked: Asked, measure: Measure, index: int) -> str:
    """What is unusual about the value of a period, in the few words its trend says it with; "" for nothing."""
    window, actual = _drawn(asked, measure)
    _, signals = limits_of(measure, asked.scope.view, [actual.values[at] for at in window])
    return signals.get(window.index(index), "") if index in window else ""


def _drawn(asked: Asked, measure: Measure) -> tuple[tuple[int, ...], MeasureSeries]:
    """The periods of the trend, and the measure over them and over those a year before."""
    window = _window(asked, measure)
    before = [year_ago for index in window if (year_ago := asked.calendar.last_year(index)) is not None]
    actual = series_of(asked, measure, (*window, *before))
    return tuple(dropwhile(lambda at: actual.states[at] is State.NOT_DUE, window)) or window, actual


def _window(asked: Asked, measure: Measure) -> tuple[int, ...]:
    """The last periods in which a figure is due, up to the one asked for: a quarter's last month is no gap's end."""
    due = asked.calendar.due(measure.cadence)
    return tuple(at for at in range(asked.index + 1) if due[at])[-SHOWN[measure.cadence] :]


def _begun(asked: Asked, measure: Measure, window: Sequence[int]) -> frozenset[int]:
    """Where a value to date leaves out the point before it; nowhere if no value ever takes in the one before."""
    starts = window_starts(measure, asked.catalogue, asked.calendar, asked.scope.view)
    steps = list(pairwise(at for at, is_due in enumerate(asked.calendar.due(measure.cadence)) if is_due))
    begun = {at for before, at in steps if starts[at] > before}
    joins = measure.kind not in WINDOWLESS and len(begun) < len(steps)
    return frozenset(begun & set(window[1:]) if joins else ())


def _part_a_year_ago(asked: Asked, measure: Measure) -> MeasureSeries | None:
    """The same part of last year's period where the period asked for is open."""
    before = asked.calendar.last_year(asked.index)
    if before is None or part_of(asked) is None:
        return None
    cells = held_cells(replace(asked, scope=asked.scope.with_(compare=Comparison.LAST_YEAR)))
    return _series(asked, measure, Scenario.ACTUAL, (before,), cells=cells)


def _series(
    asked: Asked,
    measure: Measure,
    scenario: Scenario,
    only: Sequence[int],
    vintage: date | None = None,
    cells: Cells | None = None,
) -> MeasureSeries:
    """Another set of numbers over the very periods that the actual figures cover."""
    catalogue, calendar, scope = asked.catalogue, asked.calendar, asked.scope
    told, since = cells or asked.snapshot.cells, since_of(asked, measure)
    return measure_series(measure, catalogue, calendar, told, scope.entity, scenario, scope.view, vintage, only, since)
