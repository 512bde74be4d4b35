"""Measures evaluated: every kind, over any window, exactly, with the state of each value."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from math import prod
from typing import Any

from scorecard.domain.calendar import Calendar
from scorecard.domain.catalogue import Catalogue, Measure
from scorecard.domain.cells import Cells
from scorecard.domain.quotients import Point, Question, Quotient, first_counted, sides_of
from scorecard.domain.terms import Term, parse_term, parse_terms, terms_of
from scorecard.domain.views import Views, rolling_label, valid_views
from scorecard.domain.vocabulary import Kind, Scenario, State, View

__all__ = [
    "MeasureSeries",
    "Term",
    "Views",
    "beside",
    "first_period",
    "measure_series",
    "parse_term",
    "rolling_label",
    "terms_of",
    "valid_views",
]

NOT_ASKED = Point(None, State.NOT_DUE, "not asked")
WINDOWLESS = (Kind.BALANCE, Kind.STATE)
"""Kinds read at the end of a window, whatever its length."""

WORST_FIRST = (State.MISSING, State.HIDDEN, State.NOT_APPLICABLE, State.NOT_DUE)


@dataclass(frozen=True, eq=False)
class MeasureSeries:
    """A measure over all periods of the calendar; each tuple has one element per period.

    Attributes:
        values: In the measure's unit (percent as a fraction), None unless reported.
        states: Which of the five states the value is in.
        reasons: Why there is no value; "" when reported.
        numerator: Upper part of the quotient (for growth: the window now), None where there is none.
        denominator: Lower part of the quotient (for growth: the window a year earlier).
        window_lengths: Periods in the window of a reported value, else 0; a rolling view of fewer
            than a year is labelled R9.
    """

    values: tuple[Decimal | None, ...]
    states: tuple[State, ...]
    reasons: tuple[str, ...]
    numerator: tuple[Decimal | None, ...]
    denominator: tuple[Decimal | None, ...]
    window_lengths: tuple[int, ...]


def measure_series(
    measure: Measure,
    catalogue: Catalogue,
    calendar: Calendar,
    cells: Cells,
    entity: str,
    scenario: Scenario = Scenario.ACTUAL,
    view: View = View.PERIOD,
    vintage: date | None = None,
    only: Sequence[int] | None = None,
    since: int = 0,
) -> MeasureSeries:
    """Evaluate a measure for an entity.

    Args:
        measure: What to evaluate.
        catalogue: Accounts, readings, and the measures it may be combined of.
        calendar: Periods, windows and days.
        cells: Exact figures, one series per term.
        entity: Whose figures; its whole subtree.
        scenario: Which set of numbers.
        view: The window: the period, to date, or rolling.
        vintage: One forecast's as-of date; None for the latest.
        only: Indices to evaluate; all others are not asked and have no value. None for all.
        since: Windows begin no earlier than this index.

    Raises:
        UnknownName: If a term or a part is not in the catalogue.

    Source: semantics 2.1, 2.6; Oracle's flow and balance time aggregation.
    """
    count = len(calendar.periods)
    asked = range(count) if only is None else sorted(set(only))
    reasons = valid_views(measure, catalogue).reasons if view is not View.PERIOD else {}
    if view in reasons:
        refused = Point(None, State.NOT_APPLICABLE, reasons[view])
        return _assembled(dict.fromkeys(asked, refused), count)
    ask = Question(catalogue, calendar, cells, entity, scenario, view, vintage, since)
    return _assembled(_evaluated(measure, ask, asked), count)


def first_period(
    measure: Measure, catalogue: Catalogue, calendar: Calendar, cells: Cells, entity: str, scenario: Scenario
) -> int:
    """Index of the first period in which all parts of the measure have figures; 0 if they never have."""
    ask = Question(catalogue, calendar, cells, entity, scenario, View.PERIOD)
    if measure.combine:
        parts = (catalogue.measure(term.name) for term in parse_terms(measure.parts))
        return max(first_period(part, catalogue, calendar, cells, entity, scenario) for part in parts)
    return first_counted(sides_of(measure, ask), calendar) or 0


def beside(measure: Measure, length: int, other: MeasureSeries, index: int) -> Decimal | None:
    """The other side of a comparison; None where its window covers fewer periods than the value's.

    Args:
        measure: What is compared.
        length: Periods in the window of the value.
        other: The measure in another scenario or year.
        index: Where the other side is read.

    Source: semantics 2.6, comparators cover what the value covers.
    """
    covers = measure.kind in WINDOWLESS or other.window_lengths[index] >= length
    return other.values[index] if covers else None


def _evaluated(measure: Measure, ask: Question, asked: Sequence[int]) -> dict[int, Point]:
    if measure.combine:
        return _combined(measure, ask, asked)
    quotient = Quotient(measure, ask)
    if measure.growth:
        return _grown(quotient, measure, ask, asked)
    return {index: quotient.at(index) for index in asked}


def _grown(now: Quotient, measure: Measure, ask: Question, asked: Sequence[int]) -> dict[int, Point]:
    """Against the same window a year earlier; the base is what happened, whatever the scenario."""
    before = Quotient(measure, replace(ask, scenario=Scenario.ACTUAL, vintage=None, since=0))
    points = {}
    for index in asked:
        year_ago, point = ask.calendar.last_year(index), now.at(index)
        if point.value is None:
            points[index] = point
        elif year_ago is None or year_ago - before.start(year_ago) < index - now.start(index):
            points[index] = Point(None, State.NOT_APPLICABLE, "no figures a year earlier")
        else:
            points[index] = _growth(point.value, point.length, before.at(year_ago), measure.factor)
    return points


def _growth(now: Decimal, length: int, base: Point, factor: Decimal) -> Point:
    if base.value is None:
        state = State.NOT_APPLICABLE if base.state is State.NOT_DUE else base.state
        reason = "no figures a year earlier" if base.state is State.NOT_DUE else f"a year earlier: {base.reason}"
        return Point(None, state, reason)
    parts = (now / factor, base.value / factor, length)
    if base.value <= 0:
        said = "n/m (zero base)" if base.value == 0 else "n/m (negative base)"
        return Point(None, State.NOT_APPLICABLE, said, *parts)
    return Point((now / base.value - 1) * factor, State.REPORTED, "", *parts)


def _combined(measure: Measure, ask: Question, asked: Sequence[int]) -> dict[int, Point]:
    terms = parse_terms(measure.parts)
    found = [_evaluated(ask.catalogue.measure(term.name), ask, asked) for term in terms]
    return {index: _joined(measure, ask.catalogue, terms, [part[index] for part in found]) for index in asked}


def _joined(measure: Measure, catalogue: Catalogue, terms: Sequence[Term], parts: Sequence[Point]) -> Point:
    for state in WORST_FIRST:
        for term, part in zip(terms, parts, strict=True):
            if part.state is state:
                return Point(None, state, f"{catalogue.measure(term.name).name}: {part.reason}")
    values = [term.coefficient * (part.value or 0) for term, part in zip(terms, parts, strict=True)]
    whole = prod(values, start=Decimal(1)) if measure.combine == "product" else sum(values, Decimal(0))
    value = whole * measure.factor
    capped = value if measure.cap is None else min(value, measure.cap)
    return Point(capped, State.REPORTED, length=min(part.length for part in parts))


def in_columns(rows: Mapping[int, tuple[Any, ...]], blank: tuple[Any, ...], count: int) -> Iterator[tuple[Any, ...]]:
    """Some rows of a table of ``count`` rows, all others blank, column by column."""
    whole = [blank] * count
    for index, row in rows.items():
        whole[index] = row
    return zip(*whole, strict=True)


def _assembled(points: Mapping[int, Point], count: int) -> MeasureSeries:
    return MeasureSeries(*in_columns(points, NOT_ASKED, count))
