"""What a value is held against: which periods of which numbers, and these numbers as every page reads them."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from weakref import WeakKeyDictionary

import numpy as np

from scorecard.domain.catalogue import Catalogue, Measure
from scorecard.domain.cells import Series
from scorecard.domain.measures import MeasureSeries, first_period
from scorecard.domain.phasing import days_done, is_open
from scorecard.domain.statement import to_date
from scorecard.domain.terms import parse_term
from scorecard.domain.variance_outlook import Segment, a_year_earlier, closed_by, with_outlook
from scorecard.domain.vocabulary import Comparison, Kind, Scenario
from scorecard.reports.asked import Asked, known_in
from scorecard.reports.statements import whole_of
from scorecard.store.accounts import Accounts
from scorecard.store.cells import RevisionCells

Column = tuple[Segment, ...]

_KEPT: WeakKeyDictionary[Series, dict[tuple[object, ...], Series]] = WeakKeyDictionary()
"""Series worked out of another, for as long as that one lives."""


def part_of(asked: Asked) -> tuple[int, int] | None:
    """Working days done and in all where the period asked for is still open and some of it is told; else all counts."""
    period, day = asked.period, asked.counted_to
    if not is_open(period, asked.day) or day < period.start or asked.through < asked.index:
        return None
    part = days_done(asked.calendar, period, day)
    return part if part[1] else None


def reference_column(asked: Asked, window: range, full_year: bool = False) -> Column:
    """The other side of a window: plan to date, the same part of last year, or actuals and one outlook of the rest.

    Empty where there is none: no year before, no earlier state, or an outlook made when the window was over.

    Source: semantics 2.6.
    """
    compare = asked.scope.compare
    part = None if full_year or window.stop - 1 != asked.index else part_of(asked)
    if compare is Comparison.PLAN:
        return (Segment(Scenario.BUDGET, window, None, part),)
    if compare is Comparison.LAST_YEAR:
        before = a_year_earlier(window, asked.calendar)
        return () if before is None else (Segment(Scenario.ACTUAL, before, None, part),)
    if compare is Comparison.KNOWN:
        return _as_known(asked, window, full_year)
    vintage = _named(asked) or (_earlier(asked) if full_year else None)
    if vintage is None:
        return () if full_year else (Segment(Scenario.FORECAST, window, None, part),)
    known = closed_by(asked.calendar, vintage, asked.through)
    if known >= window.stop - 1:
        return ()
    *closed, rest = with_outlook(window, known, vintage)
    return (*closed, Segment(Scenario.FORECAST, rest.window, vintage, part))


def no_reference(asked: Asked, index: int) -> str:
    """Why nothing is held against a period, "" where something is."""
    if reference_column(asked, _all_up_to(asked, index)):
        return ""
    if asked.scope.compare is Comparison.LAST_YEAR:
        return "there are no periods a year earlier"
    if asked.scope.compare is Comparison.KNOWN:
        return f"there is no state before revision {asked.snapshot.revision}"
    return f"the outlook of {asked.scope.vintage} was made when {asked.calendar.periods[index].label} was over"


def segment_series(asked: Asked, name: str, entity: str, segment: Segment) -> Series:
    """A name's figures in a segment's set of numbers; a period told in part is cut leaf by leaf, so that lines foot."""
    series = asked.told_in(segment.known).cells.series(name, entity, segment.scenario, segment.vintage)
    if segment.part is None:
        return series
    key = (name, entity, segment)
    kept = _KEPT.setdefault(series, {})
    if key not in kept:
        kept[key] = _cut(asked, name, entity, segment, series)
    return kept[key]


def account_of(measure: Measure, catalogue: Catalogue) -> str:
    """The account whose amount a measure is, "" for anything else."""
    if len(measure.numerator) != 1 or measure.denominator or measure.growth or measure.combine or measure.factor != 1:
        return ""
    term = parse_term(measure.numerator[0])
    return term.name if term.coefficient == 1 and term.name in catalogue.accounts else ""


def since_of(asked: Asked, measure: Measure) -> int:
    """Index of the first period a value is told from: of an account's amount that of the whole it belongs to.

    What nobody posted before the account's own first line is zero there, as it is in a statement.
    """
    kept, key = (
        asked.snapshot.cells.worked_out,
        ("since", measure.numerator, measure.denominator, measure.parts, asked.scope.entity),
    )
    if key not in kept:
        every = (Segment(Scenario.ACTUAL, range(len(asked.calendar.periods))),)
        cells = HeldCells(asked, every, bool(account_of(measure, asked.catalogue)))
        kept[key] = first_period(measure, asked.catalogue, asked.calendar, cells, asked.scope.entity, Scenario.ACTUAL)
    found: int = kept[key]
    return found


def length_of(asked: Asked, measure: Measure, series: MeasureSeries, at: int) -> int:
    """How many periods the value of one covers, counted from ``since_of`` on; 0 where it is not reported."""
    length = series.window_lengths[at]
    if not length or measure.kind is not Kind.FLOW or not account_of(measure, asked.catalogue):
        return length
    return max(length, at - max(asked.calendar.starts(asked.scope.view)[at], since_of(asked, measure)) + 1)


@dataclass(frozen=True, eq=False)
class HeldCells:
    """The figures a scope's value is held against, read as any others are; implements ``domain.cells.Cells``.

    Other sets of numbers than the one held against are told as they are. With ``silent`` an account that says nothing
    is zero where the whole it belongs to is covered.
    """

    asked: Asked
    column: Column
    silent: bool = False

    @property
    def periods(self) -> Sequence[str]:
        """Keys of all periods, oldest first."""
        return self.asked.snapshot.cells.periods

    def _cells(self, scenario: Scenario) -> RevisionCells:
        """The state that tells a set of numbers."""
        is_held = bool(self.column) and scenario is self.column[-1].scenario
        return self.asked.told_in(self.column[-1].known if is_held else "").cells

    def series(self, name: str, entity: str, scenario: Scenario, vintage: date | None = None) -> Series:
        """Figures of a leaf account, an account group or a reading."""
        if not self.column or scenario is not self.column[-1].scenario:
            return self.asked.snapshot.cells.series(name, entity, scenario, vintage)
        found = self._joined(name, entity)
        return self._filled(name, entity, found) if self.silent else found

    def stored(self, name: str, entity: str, scenario: Scenario) -> Series:
        """Figures stored at exactly this entity: states, of which there is no part."""
        return self._cells(scenario).stored(name, entity, scenario)

    def data_through(self, scenario: Scenario) -> int:
        """Index of the last period with any figure of the scenario, -1 if none."""
        return self._cells(scenario).data_through(scenario)

    def vintages(self, scenario: Scenario) -> Sequence[date]:
        """As-of dates present for the scenario, oldest first."""
        return self._cells(scenario).vintages(scenario)

    def _joined(self, name: str, entity: str) -> Series:
        last = segment_series(self.asked, name, entity, self.column[-1])
        if len(self.column) == 1:
            return last
        key = (name, entity, self.column)
        kept = _KEPT.setdefault(last, {})
        if key not in kept:
            kept[key] = self._overlaid(name, entity, last)
        return kept[key]

    def _overlaid(self, name: str, entity: str, last: Series) -> Series:
        columns = [last.values.copy(), last.known.copy(), last.expected.copy()]
        for segment in self.column[:-1]:
            own, window = segment_series(self.asked, name, entity, segment), segment.window
            for into, figures in zip(columns, (own.values, own.known, own.expected), strict=True):
                into[window.start : window.stop] = figures[window.start : window.stop]
        return Series(*columns)

    def _filled(self, name: str, entity: str, found: Series) -> Series:
        account = self.asked.catalogue.accounts.get(name)
        if account is None or account.kind is not Kind.FLOW or (found.expected > 0).all():
            return found
        whole = whole_of(self.asked.snapshot, name)
        silent = (found.expected == 0) & (self._joined(whole, entity).expected > 0)
        if not silent.any():
            return found
        return Series(found.values, np.where(silent, 1, found.known), np.where(silent, 1, found.expected))


def held_cells(asked: Asked, measure: Measure | None = None) -> HeldCells:
    """The figures the scope's value is held against; for an account's amount nothing planned is zero."""
    silent = measure is not None and bool(account_of(measure, asked.catalogue))
    return HeldCells(asked, reference_column(asked, _all_up_to(asked, asked.index)), silent)


def planned_cells(asked: Asked) -> HeldCells | RevisionCells:
    """The figures of the plan, of an open period to date, whatever the scope compares with."""
    if part_of(asked) is None:
        return asked.snapshot.cells
    return held_cells(replace(asked, scope=asked.scope.with_(compare=Comparison.PLAN)))


def _as_known(asked: Asked, window: range, full_year: bool) -> Column:
    """The same periods in the earlier state, an open one as far as it was posted; a year as it was expected then."""
    earlier = asked.earlier
    if earlier is None:
        return ()
    closed = window.stop
    if full_year:
        through = earlier.cells.data_through(Scenario.ACTUAL)
        closed = closed_by(asked.calendar, earlier.as_of or earlier.published.date(), through)
    known = known_in(asked.snapshot, asked.scope)
    return tuple(replace(segment, known=known) for segment in with_outlook(window, closed))


def _all_up_to(asked: Asked, index: int) -> range:
    """All periods up to one that can have another side."""
    back = asked.calendar.per_year if asked.scope.compare is Comparison.LAST_YEAR else 0
    return range(min(back, index), index + 1)


def _cut(asked: Asked, name: str, entity: str, segment: Segment, series: Series) -> Series:
    """A series with only a part of the segment's last period, for what adds up over time."""
    accounts, at = Accounts(asked.catalogue), segment.window.stop - 1
    change = 0
    for leaf, factor in accounts.parts(name).items():
        if segment.part is not None and adds_up(asked.catalogue, leaf):
            own = asked.snapshot.cells.series(leaf, entity, segment.scenario, segment.vintage)
            ticks = int(own.values[at])
            change += factor * accounts.parts(leaf)[leaf] * (to_date(ticks, segment.part) - ticks)
    values = series.values.copy()
    values[at] += change
    return Series(values, series.known, series.expected)


def adds_up(catalogue: Catalogue, name: str) -> bool:
    """Whether a period's figure of an account or a reading grows day by day."""
    found = catalogue.accounts.get(name) or catalogue.readings.get(name)
    return found is not None and found.kind is Kind.FLOW


def _named(asked: Asked) -> date | None:
    return date.fromisoformat(asked.scope.vintage) if asked.scope.vintage else None


def _earlier(asked: Asked) -> date | None:
    """The outlook before the newest: a year's outlook is held against it where none is named."""
    made = asked.snapshot.cells.vintages(Scenario.FORECAST)
    return made[-2] if len(made) > 1 else None
