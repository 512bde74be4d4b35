"""A month in squares: only what one day can be held against, and no day that nobody counted."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal as D

import pytest

from scorecard.domain.board_days import DayParts, Grain, Mark, counted_words, grain_of, has_days, squares_of
from scorecard.domain.catalogue import CalendarRule, Catalogue, Measure, Reading
from scorecard.domain.vocabulary import Cadence, Kind, Perspective, Polarity, Status, Unit

FIRST, LAST = date(2026, 10, 1), date(2026, 10, 31)
GOOD = Measure(
    "otif", "On time", "On time", Kind.RATIO, Unit.PERCENT, Polarity.HIGHER, Perspective.CUSTOMER, "o",
    ("+good",), ("+due",),
)  # fmt: skip
HURT = Measure("hurt", "Hurt", "Hurt", Kind.FLOW, Unit.COUNT, Polarity.LOWER, Perspective.GROWTH, "o", ("+hurt",))
NEAR = Mark(D("0.95"), D("0.90"))
NONE = Mark(D(0), None)
READINGS = {name: Reading(name, name) for name in ("good", "due", "hurt")} | {
    "stock": Reading("stock", "", Kind.BALANCE)
}
CATALOGUE = Catalogue("W", "EUR", CalendarRule(), {}, {}, {}, READINGS, {}, {}, {})


def day(number: int) -> date:
    return date(2026, 10, number)


def parts(*told: tuple[int, int, int]) -> dict[date, DayParts]:
    return {day(number): DayParts(D(above), D(below)) for number, above, below in told}


def test_each_day_stands_by_its_own_quotient_and_a_day_nobody_counted_is_empty():
    """Of 20 lines: 19 are 95 %, 18 are 90 % and the red flag itself, 17 are 85 %."""
    grain, squares = squares_of(parts((1, 19, 20), (2, 18, 20), (5, 17, 20)), FIRST, LAST, GOOD, NEAR)
    found = {each.day.day: each.status for each in squares if each.status is not None}
    assert (grain, len(squares)) == (Grain.DAY, 31)
    assert found == {1: Status.ON_TRACK, 2: Status.WATCH, 5: Status.OFF_TRACK}
    assert counted_words(squares, grain) == "1 of 3 days on track."


def test_a_day_without_anything_due_has_no_status():
    _, squares = squares_of(parts((1, 0, 0), (2, 9, 10)), FIRST, LAST, GOOD, NEAR)
    assert [each.status for each in squares[:3]] == [None, Status.WATCH, None]


def test_a_figure_a_week_stands_on_the_days_of_its_week_and_is_counted_once():
    """Fridays 2 and 9 October: the first week has four days in the month, from Thursday."""
    grain, squares = squares_of(parts((2, 20, 20), (9, 10, 20)), FIRST, LAST, GOOD, NEAR)
    assert grain is Grain.WEEK
    assert [each.day.day for each in squares if each.status is Status.ON_TRACK] == [1, 2, 3, 4]
    assert [each.day.day for each in squares if each.status is Status.OFF_TRACK] == [5, 6, 7, 8, 9, 10, 11]
    assert counted_words(squares, grain) == "1 of 2 weeks on track."


@pytest.mark.parametrize("days", [(), (31,)], ids=["no line", "one line"])
def test_what_comes_once_a_month_has_no_squares(days: tuple[int, ...]):
    told = {day(number): DayParts(D(1), D(1)) for number in days}
    assert squares_of(told, FIRST, LAST, GOOD, NEAR) == (Grain.MONTH, ())


def test_days_of_two_weeks_are_weekly_and_of_one_week_daily():
    assert grain_of([day(5), day(12)]) is Grain.WEEK
    assert grain_of([day(5), day(6)]) is Grain.DAY
    assert grain_of([date(2026, 12, 31), date(2027, 1, 1)]) is Grain.DAY
    assert grain_of([FIRST - timedelta(days=each) for each in range(3)]) is Grain.DAY


def test_a_count_that_should_be_none_is_red_on_the_day_it_is_not():
    told = {day(1): DayParts(D(0)), day(2): DayParts(D(1))}
    _, squares = squares_of(told, FIRST, LAST, HURT, Mark(D(0), D(0)))
    assert [each.status for each in squares[:2]] == [Status.ON_TRACK, Status.OFF_TRACK]


NOT_BY_DAY = {
    "a month's sum has no target for a day": (replace(HURT, polarity=Polarity.HIGHER), NONE),
    "a count with a target of some": (HURT, Mark(D(3), None)),
    "days outstanding": (replace(GOOD, kind=Kind.DAYS), NEAR),
    "a balance below the line": (replace(GOOD, denominator=("+stock",)), NEAR),
    "a value stored as it is": (replace(GOOD, kind=Kind.SCORE, denominator=()), NEAR),
    "growth": (replace(GOOD, growth=True), NEAR),
    "put together of others": (replace(GOOD, combine="sum", numerator=(), denominator=()), NEAR),
    "a figure a quarter": (replace(GOOD, cadence=Cadence.QUARTERLY), NEAR),
}


@pytest.mark.parametrize(("measure", "mark"), NOT_BY_DAY.values(), ids=NOT_BY_DAY)
def test_a_day_is_not_held_against_what_holds_for_a_month(measure: Measure, mark: Mark):
    assert not has_days(measure, CATALOGUE, mark)


def test_a_quotient_of_sums_and_a_count_that_should_be_none_have_days():
    assert has_days(GOOD, CATALOGUE, NEAR)
    assert has_days(HURT, CATALOGUE, NONE)
