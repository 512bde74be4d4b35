"""One measure's figures over windows: sums, last balances and averages, and their quotient."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from scorecard.domain.calendar import Calendar
from scorecard.domain.catalogue import Catalogue, Measure
from scorecard.domain.cells import TICKS, Cells, Ints, Series, to_decimal
from scorecard.domain.terms import Over, Term, cadence_of, is_stored, name_of, overs, parse_terms
from scorecard.domain.vocabulary import Cadence, Kind, Scenario, State, View

TRAILING = 3
"""Periods of flow that days are counted over when a single period is shown."""

CADENCE_VIEW = {Cadence.QUARTERLY: View.QUARTER_TO_DATE, Cadence.YEARLY: View.YEAR_TO_DATE}
CADENCE_WORDS = {Cadence.QUARTERLY: "due at the end of each quarter", Cadence.YEARLY: "due at the end of each year"}


class Point(NamedTuple):
    """A value or the reason why there is none, with the parts of its quotient."""

    value: Decimal | None
    state: State
    reason: str = ""
    numerator: Decimal | None = None
    denominator: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Question:
    """Whose figures are wanted: place, scenario, view, forecast vintage, earliest period to count."""

    catalogue: Catalogue
    calendar: Calendar
    cells: Cells
    entity: str
    scenario: Scenario
    view: View
    vintage: date | None = None
    since: int = 0


@dataclass(frozen=True, slots=True, eq=False)
class Side:
    """One term with its series: running totals (ticks) and running count of incomplete periods."""

    term: Term
    over: Over
    series: Series
    totals: Ints
    gaps: Ints
    cadence: Cadence


class Quotient:
    """A plain measure ready to be read at any period: Σ numerator, over Σ denominator if it has one.

    Attributes:
        first: Index of the first period that counts; None if a term never has figures here.
        starts: int64[periods], first period of the window at each period.
    """

    def __init__(self, measure: Measure, ask: Question) -> None:
        self._measure, self._ask = measure, ask
        above, below = overs(measure, ask.catalogue)
        self._numerator = [self._side(*pair) for pair in zip(parse_terms(measure.numerator), above, strict=True)]
        self._denominator = [self._side(*pair) for pair in zip(parse_terms(measure.denominator), below, strict=True)]
        self._sides = (*self._numerator, *self._denominator)
        self._cadence = max((measure.cadence, *(side.cadence for side in self._sides)), key=list(Cadence).index)
        self.first = first_counted(self._sides, ask.calendar)
        self.starts = np.maximum(self._window_starts(), max(self.first or 0, ask.since))
        self._due = self._due_periods()

    def at(self, index: int) -> Point:
        """The value at one period, in the measure's unit."""
        if self.first is None:
            return self._never()
        if index < self._ask.since or not self._due[index]:
            return Point(None, State.NOT_DUE, self._not_due(index))
        start = int(self.starts[index])
        for side in self._sides:
            reason = self._gap(side, start, index)
            if reason:
                return Point(None, State.MISSING, reason)
        above = self._total(self._numerator, start, index) * self._measure.factor
        if not self._denominator:
            return Point(above / TICKS, State.REPORTED)
        return self._divided(above, self._total(self._denominator, start, index), start, index)

    def _side(self, term: Term, over: Over) -> Side:
        ask = self._ask
        if is_stored(self._measure):
            series = ask.cells.stored(term.name, ask.entity, ask.scenario)
        else:
            series = ask.cells.series(term.name, ask.entity, ask.scenario, ask.vintage)
        gaps = np.cumsum(series.known < series.expected, dtype=np.int64)
        return Side(term, over, series, np.cumsum(series.values), gaps, cadence_of(term.name, ask.catalogue))

    def _window_starts(self) -> Ints:
        calendar, view = self._ask.calendar, self._ask.view
        if view is not View.PERIOD:
            return calendar.starts(view)
        if self._cadence is not Cadence.MONTHLY:
            return calendar.starts(CADENCE_VIEW[self._cadence])
        if self._measure.kind is Kind.DAYS:
            return np.maximum(calendar.starts(View.PERIOD) - (TRAILING - 1), 0)
        return calendar.starts(View.PERIOD)

    def _due_periods(self) -> NDArray[np.bool_]:
        due = self._ask.calendar.due(self._cadence).copy()
        for side in self._sides:
            due &= side.series.expected > 0
        return due

    def _gap(self, side: Side, start: int, index: int) -> str:
        if side.over is Over.LAST:
            start = index
        before = side.gaps[start - 1] if start else 0
        if side.gaps[index] == before:
            return ""
        at = index if side.series.known[index] < side.series.expected[index] else self._first_gap(side, start)
        name = f"{name_of(side.term.name, self._ask.catalogue)}: " if len(self._sides) > 1 else ""
        when = f"{self._ask.calendar.periods[at].label}: " if at != index else ""
        return name + when + incomplete(side.series, at)

    @staticmethod
    def _first_gap(side: Side, start: int) -> int:
        return start + int(np.argmax(side.series.known[start:] < side.series.expected[start:]))

    def _total(self, sides: Iterable[Side], start: int, index: int) -> Decimal:
        return sum((side.term.coefficient * self._ticks(side, start, index) for side in sides), Decimal(0))

    def _ticks(self, side: Side, start: int, index: int) -> Decimal:
        values = side.series.values
        if side.over is Over.LAST:
            return Decimal(int(values[index]))
        if side.over is Over.SUM:
            return Decimal(int(side.totals[index] - (side.totals[start - 1] if start else 0)))
        counted = slice(start, index + 1)
        days = np.where(side.series.expected[counted] > 0, self._ask.calendar.period_days[counted], 0).tolist()
        weighted = sum(int(value) * length for value, length in zip(values[counted].tolist(), days, strict=True))
        return Decimal(weighted) / int(sum(days))

    def _divided(self, above: Decimal, below: Decimal, start: int, index: int) -> Point:
        parts = (above / TICKS, below / TICKS)
        cap = self._measure.cap
        if below == 0 and above != 0 and cap is not None:
            return Point(cap, State.REPORTED, "", *parts)
        if below <= 0:
            said = "nothing to divide by" if below == 0 else "what it is divided by is negative"
            return Point(None, State.NOT_APPLICABLE, said, *parts)
        if self._measure.kind is Kind.DAYS:
            above *= self._ask.calendar.days(range(start, index + 1))
        value = above / below
        return Point(value if cap is None else min(value, cap), State.REPORTED, "", *parts)

    def _never(self) -> Point:
        ask = self._ask
        elsewhere = all(
            ask.cells.series(side.term.name, ask.catalogue.root, ask.scenario, ask.vintage).expected.any()
            for side in self._sides
            if not side.series.expected.any()
        )
        if elsewhere:
            return Point(None, State.NOT_APPLICABLE, "not measured here")
        return Point(None, State.MISSING, "no figures yet")

    def _not_due(self, index: int) -> str:
        first = max(self.first or 0, self._ask.since)
        periods = self._ask.calendar.periods
        if index < first:
            return f"no figures before {periods[first].label}"
        last = int(np.flatnonzero(self._due)[-1]) if self._due.any() else first
        if index > last and self._ask.calendar.due(self._cadence)[index]:
            return f"no figures after {periods[last].label}"
        return CADENCE_WORDS.get(self._cadence, "not due")


def first_counted(sides: Sequence[Side], calendar: Calendar) -> int | None:
    """Index of the first period in which every term counts; None if one never has figures.

    A quarterly or yearly figure counts from the first period of the quarter or year it closes.
    """
    first = 0
    for side in sides:
        due = side.series.expected > 0
        if not due.any():
            return None
        begins = int(np.argmax(due))
        if side.cadence is not Cadence.MONTHLY:
            begins = int(calendar.starts(CADENCE_VIEW[side.cadence])[begins])
        first = max(first, begins)
    return first


def incomplete(series: Series, index: int) -> str:
    """What is known of an incomplete figure: "1 of 2 sources reported (1,500 known)"."""
    known, expected = int(series.known[index]), int(series.expected[index])
    if known == 0:
        return "not reported" if expected == 1 else f"none of {expected} sources reported"
    return f"{known} of {expected} sources reported ({to_decimal(int(series.values[index])):,f} known)"
