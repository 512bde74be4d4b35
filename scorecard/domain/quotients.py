"""One measure's figures over windows: sums, last balances and averages, and their quotient."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import NamedTuple

from scorecard.domain.calendar import Calendar
from scorecard.domain.catalogue import Catalogue, Measure
from scorecard.domain.cells import TICKS, Cells, Series, to_decimal
from scorecard.domain.display import shown
from scorecard.domain.running import Running, running
from scorecard.domain.terms import Over, Term, name_of, recipe_of, unit_of
from scorecard.domain.vocabulary import Cadence, Kind, Scenario, State, Unit, View

TRAILING = 3
"""Periods of flow that days are counted over when a single period is shown."""

CADENCE_VIEW = {Cadence.QUARTERLY: View.QUARTER_TO_DATE, Cadence.YEARLY: View.YEAR_TO_DATE}
CADENCE_WORDS = {Cadence.QUARTERLY: "due at the end of each quarter", Cadence.YEARLY: "due at the end of each year"}


class Point(NamedTuple):
    """A value or the reason why there is none, the parts of its quotient, and the periods of its window."""

    value: Decimal | None
    state: State
    reason: str = ""
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    length: int = 0


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


class Side(NamedTuple):
    """One term with its series, and how it adds up; ``factor`` is its coefficient, an int where it is whole."""

    term: Term
    factor: Decimal | int
    over: Over
    cadence: Cadence
    series: Series
    sums: Running


class Quotient:
    """A plain measure ready to be read at any period: Σ numerator, over Σ denominator if it has one.

    Attributes:
        first: Index of the first period that counts; None if a term never has figures here.
    """

    def __init__(self, measure: Measure, ask: Question) -> None:
        self._measure, self._ask = measure, ask
        recipe = recipe_of(measure, ask.catalogue)
        self._sides = sides_of(measure, ask)
        self._numerator, self._denominator = self._sides[: recipe.above], self._sides[recipe.above :]
        self._slow = [side.series for side in self._sides if side.cadence is not Cadence.MONTHLY]
        self._cadence = recipe.cadence
        self.first = first_counted(self._sides, ask.calendar)
        self._floor = max(self.first or 0, ask.since)
        self._starts = window_starts(measure, ask.catalogue, ask.calendar, ask.view)

    def start(self, index: int) -> int:
        """First period of the window at a period, not before all parts have figures."""
        return max(self._starts[index], self._floor)

    def at(self, index: int) -> Point:
        """The value at one period, in the measure's unit."""
        if self.first is None:
            return self._never
        if index < self._ask.since or not self._is_due(index):
            return Point(None, State.NOT_DUE, self._not_due(index))
        start = self.start(index)
        for side in self._sides:
            gaps = side.sums.gaps
            if gaps[index + 1] != gaps[index if side.over is Over.LAST else start]:
                return Point(None, State.MISSING, self._gap(side, start, index))
        above = self._total(self._numerator, start, index)
        if not self._denominator:
            return Point(above * self._measure.factor / TICKS, State.REPORTED, length=index - start + 1)
        return self._divided(above, self._total(self._denominator, start, index), start, index)

    def _is_due(self, index: int) -> bool:
        for side in self._sides:
            if not side.sums.due[index]:
                return False
        monthly = self._cadence is Cadence.MONTHLY
        return monthly or self._ask.calendar.is_due(index, self._cadence) or self._is_early(index)

    def _is_early(self, index: int) -> bool:
        """Whether quarterly or yearly figures came before they were due, from as many as ever before."""
        slow = self._slow
        return bool(slow) and all(series.known[index] >= series.expected[: index + 1].max() for series in slow)

    def _gap(self, side: Side, start: int, index: int) -> str:
        at = index if not side.sums.is_complete(index, index) else side.sums.first_gap(start)
        name = f"{name_of(side.term.name, self._ask.catalogue)}: " if len(self._sides) > 1 else ""
        when = f"{self._ask.calendar.periods[at].label}: " if at != index else ""
        catalogue = self._ask.catalogue
        return name + when + incomplete(side.series, at, unit_of(side.term.name, catalogue), catalogue.currency)

    def _total(self, sides: Iterable[Side], start: int, index: int) -> Decimal:
        total: Decimal | int = 0
        for _, factor, over, _, _, sums in sides:
            if over is Over.LAST:
                total += factor * sums.values[index]
            elif over is Over.SUM:
                total += factor * (sums.totals[index + 1] - sums.totals[start])
            else:
                total += factor * self._mean(sums, start, index)
        return Decimal(total)

    def _mean(self, sums: Running, start: int, index: int) -> Decimal:
        counted = [at for at in range(start, index + 1) if sums.due[at]]
        days = [self._ask.calendar.periods[at].days for at in counted]
        return Decimal(sum(sums.values[at] * length for at, length in zip(counted, days, strict=True))) / sum(days)

    def _divided(self, above: Decimal, below: Decimal, start: int, index: int) -> Point:
        parts = (above / TICKS, below / TICKS, index - start + 1)
        cap = self._measure.cap
        if below == 0 and above != 0 and cap is not None:
            return Point(cap, State.REPORTED, "", *parts)
        if below <= 0:
            said = "nothing to divide by" if below == 0 else "what it is divided by is negative"
            return Point(None, State.NOT_APPLICABLE, said, *parts)
        days = self._ask.calendar.days(range(start, index + 1)) if self._measure.kind is Kind.DAYS else 1
        value = above * self._measure.factor * days / below
        return Point(value if cap is None else min(value, cap), State.REPORTED, "", *parts)

    @cached_property
    def _never(self) -> Point:
        ask = self._ask
        elsewhere = all(
            ask.cells.series(side.term.name, ask.catalogue.root, ask.scenario, ask.vintage).expected.any()
            for side in self._sides
            if side.sums.first is None
        )
        if elsewhere:
            return Point(None, State.NOT_APPLICABLE, "not measured here")
        return Point(None, State.MISSING, "no figures yet")

    def _not_due(self, index: int) -> str:
        periods, cadence = self._ask.calendar.periods, self._cadence
        if index < self._floor:
            return f"no figures before {periods[self._floor].label}"
        last = min(side.sums.last or 0 for side in self._sides)
        if index > last and self._ask.calendar.is_due(index, cadence):
            return f"no figures after {periods[last].label}"
        return CADENCE_WORDS.get(cadence, "not due")


def sides_of(measure: Measure, ask: Question) -> tuple[Side, ...]:
    """The terms of a plain measure with their series, those of the numerator first."""
    recipe, cells = recipe_of(measure, ask.catalogue), ask.cells
    found = []
    parts = zip(recipe.terms, recipe.factors, recipe.overs, recipe.cadences, strict=True)
    for term, factor, over, cadence in parts:
        if recipe.stored:
            series = cells.stored(term.name, ask.entity, ask.scenario)
        else:
            series = cells.series(term.name, ask.entity, ask.scenario, ask.vintage)
        found.append(Side(term, factor, over, cadence, series, running(series)))
    return tuple(found)


def window_starts(measure: Measure, catalogue: Catalogue, calendar: Calendar, view: View) -> Sequence[int]:
    """Index of the first period that a view of the measure covers, at each period.

    Single periods of slow figures reach back to the quarter's or year's start, those of days over the
    trailing periods; measures combined of others leave that to their parts.
    """
    if view is not View.PERIOD or measure.combine:
        return calendar.starts(view)
    cadence = recipe_of(measure, catalogue).cadence
    if cadence is not Cadence.MONTHLY:
        return calendar.starts(CADENCE_VIEW[cadence])
    if measure.kind is Kind.DAYS:
        return [max(start - (TRAILING - 1), 0) for start in calendar.starts(view)]
    return calendar.starts(view)


def first_counted(sides: Sequence[Side], calendar: Calendar) -> int | None:
    """Index of the first period in which every term counts; None if one never has figures.

    A quarterly or yearly figure counts from the first period of the quarter or year it closes.
    """
    first = 0
    for side in sides:
        begins = side.sums.first
        if begins is None:
            return None
        if side.cadence is not Cadence.MONTHLY:
            begins = calendar.starts(CADENCE_VIEW[side.cadence])[begins]
        first = max(first, begins)
    return first


def incomplete(series: Series, index: int, unit: Unit, currency: str) -> str:
    """What is known of an incomplete figure: "1 of 2 sources reported (1.5 k EUR known)"."""
    known, expected = int(series.known[index]), int(series.expected[index])
    if known == 0:
        return "not reported"
    value = shown(to_decimal(int(series.values[index])), unit, currency)
    return f"{known} of {expected} sources reported ({value} known)"
