"""Amounts over days, and the plan up to a day."""

from dataclasses import replace
from datetime import date
from decimal import Decimal as D

import pytest

from scorecard.domain.calendar import calendar_from
from scorecard.domain.catalogue import CalendarRule
from scorecard.domain.phasing import cut, is_open, phased, plan_to_date, same_working_day, spread, spread_amount

CALENDAR = calendar_from(CalendarRule(), date(2026, 10, 1), date(2026, 12, 31))
NOVEMBER = CALENDAR.periods[1]


def test_the_largest_remainders_get_the_cents_left_over():
    assert spread(100, [1, 1, 1]) == (34, 33, 33)
    assert spread(-100, [1, 1, 1]) == (-34, -33, -33)
    assert spread(7, [0, 3, 1]) == (0, 5, 2)
    assert spread(7, [1, 0]) == (7, 0)
    assert spread(0, [1, 2]) == (0, 0)


def test_amounts_cut_one_by_one_add_up_to_the_cut_of_their_sum():
    """Each third of 1, 1, 1 and -2 is nothing whole; the third of their sum is 0, of 4 it is 1."""
    assert sum(cut([1, 1, 1, -2], 0, (1, 3))) == 0
    assert cut([2, 1, 1], 1, (1, 3)) == (1, 0, 0)
    assert sum(cut([-2, -1, -1], -1, (1, 3))) == -1


@pytest.mark.parametrize(
    ("amounts", "total", "part", "cuts"),
    [([1, 2, 1], 1, (1, 3), (0, 1, 0)), ([3, 2], 2, (1, 3), (1, 1)), ([1, 2], 2, (2, 3), (1, 1))],
    ids=["a third of 2 leaves most", "a third of 3 leaves nothing", "two thirds of 1 leave more than of 2"],
)
def test_of_amounts_cut_the_largest_remainder_gets_the_tick_left_over(amounts, total, part, cuts):
    assert cut(amounts, total, part) == cuts


@pytest.mark.parametrize("weights", [[0, 0], [-1, 2]])
def test_weights_must_make_sense(weights):
    with pytest.raises(ValueError, match="Weights"):
        spread(1, weights)


def test_less_than_a_cent_can_not_be_spread():
    with pytest.raises(ValueError, match="whole number"):
        spread_amount(D("0.001"), [1])


def test_a_month_reaches_its_weeks_by_working_days():
    weeks = [(date(2026, 11, 1), date(2026, 11, 7)), (date(2026, 11, 8), date(2026, 11, 14)),
             (date(2026, 11, 15), date(2026, 11, 21)), (date(2026, 11, 22), date(2026, 11, 30))]  # fmt: skip
    parts = phased(D("100.00"), CALENDAR, weeks)
    assert parts == (D("23.81"), D("23.81"), D("23.81"), D("28.57"))
    assert sum(parts) == 100


def test_the_pace_needed_for_the_rest():
    found = plan_to_date(D(210_000), CALENDAR, NOVEMBER, date(2026, 11, 22))
    assert (found.plan_to_date, found.remaining, found.working_days_left) == (150_000, 60_000, 6)
    assert found.needed_pace(D(132_000)) == 13_000


@pytest.mark.parametrize(("day", "done"), [(date(2026, 10, 31), 0), (date(2026, 12, 24), 210_000)])
def test_before_and_after_the_month(day, done):
    found = plan_to_date(D(210_000), CALENDAR, NOVEMBER, day)
    assert found.plan_to_date == done
    assert (found.needed_pace(D(1)) is None) == (done > 0)


def test_days_without_work_carry_their_whole_plan_from_the_first():
    weekend = replace(NOVEMBER, start=date(2026, 11, 7), end=date(2026, 11, 8))
    found = plan_to_date(D(90), CALENDAR, weekend, date(2026, 11, 7))
    assert (found.plan_to_date, found.remaining, found.working_days, found.working_days_left) == (90, 0, 0, 0)
    assert found.needed_pace(D(10)) is None


def test_a_month_is_open_until_its_last_day():
    assert is_open(NOVEMBER, date(2026, 11, 29))
    assert not is_open(NOVEMBER, date(2026, 11, 30))


def test_a_part_month_compares_with_as_many_working_days():
    assert same_working_day(CALENDAR, CALENDAR.periods[0], 15) == date(2026, 10, 21)
    assert same_working_day(CALENDAR, NOVEMBER, 40) == NOVEMBER.end
