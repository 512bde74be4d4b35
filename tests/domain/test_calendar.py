"""Fiscal calendars, by dates looked up on a wall calendar."""

from datetime import date

import pytest

from scorecard.domain import weeks
from scorecard.domain.calendar import a_year_before, calendar_from
from scorecard.domain.catalogue import CalendarRule
from scorecard.domain.errors import UnknownName
from scorecard.domain.vocabulary import Cadence, View

YEAR = (date(2026, 1, 1), date(2026, 12, 31))
RETAIL = CalendarRule(pattern="4-5-4", label="starts")
RESTATED = CalendarRule(pattern="4-5-4", label="starts", extra_week="restate")


def test_months_have_keys_labels_and_days():
    calendar = calendar_from(CalendarRule(), *YEAR)
    assert calendar.periods[1].key == "2026-02"
    assert (calendar.periods[1].label, calendar.periods[1].days) == ("Feb 2026", 28)
    assert calendar.index("2026-12") == 11


@pytest.mark.parametrize(("label", "year"), [("ends", 2027), ("starts", 2026)])
def test_a_year_from_july_is_named_by_its_end_or_its_start(label, year):
    calendar = calendar_from(CalendarRule(start_month=7, label=label), *YEAR)
    july = calendar.periods[6]
    assert (july.key, july.fiscal_year, july.number, july.quarter) == ("2026-07", year, 1, 1)


@pytest.mark.parametrize("label", ["ends", "starts"])
def test_a_calendar_year_has_one_name(label):
    assert calendar_from(CalendarRule(label=label), *YEAR).periods[0].fiscal_year == 2026


def test_what_lies_outside_is_not_known():
    calendar = calendar_from(CalendarRule(), *YEAR)
    with pytest.raises(UnknownName, match="2027-01"):
        calendar.index("2027-01")
    with pytest.raises(UnknownName, match="2025-12-31"):
        calendar.containing(date(2025, 12, 31))
    with pytest.raises(ValueError, match="pattern"):
        calendar_from(CalendarRule(pattern="5-5-5"), *YEAR)
    with pytest.raises(ValueError, match="before the first"):
        calendar_from(CalendarRule(), YEAR[1], YEAR[0])


@pytest.mark.parametrize(
    ("view", "months"),
    [(View.PERIOD, 1), (View.QUARTER_TO_DATE, 2), (View.YEAR_TO_DATE, 5), (View.ROLLING, 5)],
)
def test_windows_at_may(view, months):
    calendar = calendar_from(CalendarRule(), *YEAR)
    assert list(calendar.window(4, view)) == list(range(5 - months, 5))


def test_a_rolling_year_has_thirteen_periods_of_four_weeks():
    calendar = calendar_from(CalendarRule(pattern="13x4"), date(2024, 1, 1), date(2026, 12, 31))
    assert len(calendar.window(30, View.ROLLING)) == 13
    assert calendar.last_year(30) == 17
    assert calendar.periods[-1].quarter in (1, 2, 3, 4)


def test_days_of_a_window():
    calendar = calendar_from(CalendarRule(), *YEAR)
    assert calendar.days(range(3)) == 90
    assert calendar.days(range(0)) == 0


def test_working_days_leave_out_weekends_and_holidays():
    november = (date(2026, 11, 1), date(2026, 11, 30))
    assert calendar_from(CalendarRule(), *november).working_days(*november) == 21
    christmas = CalendarRule(holidays=(date(2026, 12, 25),))
    december = (date(2026, 12, 1), date(2026, 12, 31))
    assert calendar_from(christmas, *december).working_days(*december) == 22
    assert calendar_from(christmas, *december).working_days(december[1], december[0]) == 0


def test_quarters_and_years_are_due_at_their_end():
    calendar = calendar_from(CalendarRule(start_month=4), date(2026, 4, 1), date(2027, 3, 31))
    assert [at for at in range(12) if calendar.is_due(at, Cadence.QUARTERLY)] == [2, 5, 8, 11]
    assert [at for at in range(12) if calendar.is_due(at, Cadence.YEARLY)] == [11]
    assert calendar.is_due(0, Cadence.MONTHLY)


def test_a_year_of_weeks_ends_nearest_to_the_month_or_last_within_it():
    nearest = CalendarRule(pattern="4-4-5", anchor_month=12)
    last = CalendarRule(pattern="4-4-5", anchor_month=12, year_end="last")
    assert weeks.year_end(nearest, 2021) == date(2022, 1, 1)
    assert weeks.year_end(last, 2021) == date(2021, 12, 25)
    friday = CalendarRule(pattern="4-4-5", anchor_month=9, week_end=4, year_end="last")
    assert weeks.year_end(friday, 2025) == date(2025, 9, 26)


def test_periods_of_weeks_have_their_own_keys():
    calendar = calendar_from(RETAIL, date(2024, 2, 4), date(2025, 2, 1))
    assert [period.key for period in calendar.periods[:2]] == ["FY2024-P01", "FY2024-P02"]
    assert [period.days // 7 for period in calendar.periods] == [4, 5, 4] * 4
    assert calendar.periods[2].label == "P3 FY2024"


def test_the_53rd_week_keeps_its_number_or_goes_364_days_back():
    assert weeks.comparable_week(RETAIL, 2023, 53) is None
    assert weeks.comparable_week(RETAIL, 2024, 1) == (2023, 1)
    assert weeks.comparable_week(RESTATED, 2024, 1) == (2023, 2)
    assert weeks.comparable_week(RESTATED, 2023, 53) == (2023, 1)
    assert weeks.comparable_week(RESTATED, 2025, 10) == (2024, 10)


@pytest.mark.parametrize(
    ("rule", "first"), [(RETAIL, date(2023, 1, 29)), (RESTATED, date(2023, 2, 5))], ids=["append", "restate"]
)
def test_the_days_a_period_compares_with(rule, first):
    calendar = calendar_from(rule, date(2023, 1, 29), date(2025, 2, 1))
    assert calendar.comparable_days(12)[0] == first
    assert calendar.comparable_days(0)[0] == date(2022, 1, 30)


def test_a_longer_or_shifted_period_is_told():
    calendar = calendar_from(RETAIL, date(2022, 1, 30), date(2025, 2, 1))
    assert calendar.comparison_note(23) == "5 weeks against 4 a year earlier"
    assert calendar.comparison_note(13) == ""
    shifted = calendar_from(RESTATED, date(2022, 1, 30), date(2025, 2, 1))
    assert shifted.comparison_note(24) == "a year earlier lies one week apart"


def test_a_year_before_a_leap_day_is_the_28th():
    assert a_year_before(date(2028, 2, 29)) == date(2027, 2, 28)
    calendar = calendar_from(CalendarRule(), date(2027, 1, 1), date(2028, 12, 31))
    assert calendar.comparable_days(13) == (date(2027, 2, 1), date(2027, 2, 28))
    assert calendar.comparison_note(13) == ""
