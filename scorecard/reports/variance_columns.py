"""The columns of a statement: which periods of which set of numbers each holds, and a line's sum in each."""

from collections.abc import Sequence
from dataclasses import dataclass

from scorecard.domain.calendar import Calendar
from scorecard.domain.cells import Series
from scorecard.domain.running import Running, running
from scorecard.domain.statement import NOTHING, Sum, window_sum
from scorecard.domain.variance_outlook import (
    Segment,
    a_year_earlier,
    closed_by,
    covered,
    fiscal_year,
    with_outlook,
)
from scorecard.domain.vocabulary import Comparison, Scenario
from scorecard.domain.wording import none_of
from scorecard.reports.asked import Asked, side_words
from scorecard.reports.reference import Column, part_of, reference_column, segment_series


@dataclass(frozen=True)
class Columns:
    """What is held against what.

    Attributes:
        actual: The window's actuals; the year's outlook where the whole year is asked.
        reference: The other side, empty where there is none.
        last_year: The same periods a year earlier.
        outlook: The fiscal year as it is expected now; empty where the calendar does not reach its end.
        year_plan: The fiscal year's plan.
        steps: Actual and other side of the last single periods, oldest first.
        against: What the other side is called.
        closed: Index of the last closed period.
        part: Working days done and in all of an open period up to which the other side counts, else None.
    """

    actual: Column
    reference: Column
    last_year: Column
    outlook: Column
    year_plan: Column
    steps: tuple[tuple[Column, Column], ...]
    against: str
    closed: int
    part: tuple[int, int] | None

    @property
    def window(self) -> range:
        """All periods covered."""
        return range(self.actual[0].window.start, self.actual[-1].window.stop) if self.actual else range(0)


@dataclass(frozen=True, eq=False)
class Ledger:
    """Figures of an entity by name, summed column by column."""

    asked: Asked

    def running(self, name: str, segment: Segment) -> Running:
        """A name's running totals in a segment's set of numbers."""
        return running(self._series(name, segment))

    def sum(self, name: str, column: Column) -> Sum:
        """A name's sum over a column; see ``segment_series`` for parts of a period."""
        total = NOTHING
        for segment in column:
            total = total.plus(self._segment(name, segment))
        return total

    def due(self, name: str, column: Column) -> int:
        """In how many of a column's periods anything was due."""
        return sum(sum(self.running(name, part).due[part.window.start : part.window.stop]) for part in column)

    def first(self, names: Sequence[str]) -> int | None:
        """Index of the first period in which any of the names has actual figures."""
        firsts = [self.running(name, Segment(Scenario.ACTUAL, range(0))).first for name in names]
        return min((first for first in firsts if first is not None), default=None)

    def last(self, names: Sequence[str]) -> int:
        """Index of the last period in which any of the names has actual figures, -1 if none."""
        lasts = [self.running(name, Segment(Scenario.ACTUAL, range(0))).last for name in names]
        return max((last for last in lasts if last is not None), default=-1)

    def _segment(self, name: str, segment: Segment) -> Sum:
        asked = self.asked
        currency = asked.catalogue.currency
        return window_sum(self._series(name, segment), segment.window, asked.calendar, currency=currency)

    def _series(self, name: str, segment: Segment) -> Series:
        return segment_series(self.asked, name, self.asked.scope.entity, segment)


def columns_of(asked: Asked, since: int, full_year: bool) -> Columns:
    """The columns a scope asks for.

    Args:
        asked: The question, opened.
        since: Index of the first period with actual figures; windows begin no earlier.
        full_year: Whether the fiscal year is asked for, closed actuals and the outlook of the rest.
    """
    calendar, index = asked.calendar, asked.index
    closed = closed_by(calendar, asked.day, asked.through)
    year = fiscal_year(calendar, index)
    year = range(max(year.start, since), year.stop)
    outlook = with_outlook(year, closed) if calendar.periods[year.stop - 1].number == calendar.per_year else ()
    part = None if full_year else part_of(asked)
    window = year if full_year else range(max(calendar.starts(asked.scope.view)[index], since), index + 1)
    actual = outlook if full_year else (Segment(Scenario.ACTUAL, window),)
    reference = reference_column(asked, window, full_year)
    before = a_year_earlier(window, calendar)
    plan_only = asked.scope.compare is Comparison.PLAN and not full_year
    return Columns(
        actual=actual,
        reference=reference,
        last_year=() if before is None else (Segment(Scenario.ACTUAL, before, None, part),),
        outlook=outlook,
        year_plan=(Segment(Scenario.BUDGET, year),) if outlook else (),
        steps=tuple(_steps(index, since, part)) if plan_only else (),
        against=side_words(asked),
        closed=closed,
        part=None if asked.scope.compare is Comparison.KNOWN else part,
    )


def _steps(index: int, since: int, part: tuple[int, int] | None) -> list[tuple[Column, Column]]:
    found: list[tuple[Column, Column]] = []
    for at in range(max(since, index - 2), index + 1):
        share = part if at == index else None
        one = range(at, at + 1)
        found.append(((Segment(Scenario.ACTUAL, one),), (Segment(Scenario.BUDGET, one, None, share),)))
    return found


def lacking(ledger: Ledger, name: str, column: Column, called: str = "") -> str:
    """Why a column says nothing about a whole, "" where it covers every period.

    Args:
        ledger: The figures.
        name: The whole: the result, or the tree a line belongs to.
        column: Which periods of which numbers.
        called: What the column is called inside a sentence; "" for the actuals.
    """
    due, wanted = ledger.due(name, column), covered(column)
    if column and due == wanted:
        return ""
    periods, last = ledger.asked.calendar.periods, ledger.last((name,))
    if not called:
        return f"no figures after {periods[last].label}" if last >= 0 else "no figures yet"
    return f"{called} covers {due} of {wanted} periods" if due else none_of(called)


def year_words(calendar: Calendar, index: int) -> str:
    """What the fiscal year of a period is called: "2026" where it is the calendar's, else "FY2026"."""
    year = calendar.periods[index].fiscal_year
    plain = calendar.rule.pattern == "months" and calendar.rule.start_month == 1
    return str(year) if plain else f"FY{year}"
