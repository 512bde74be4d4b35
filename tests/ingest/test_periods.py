"""Periods found from the parts a file gives: fiscal numbers, calendar months by name, quarters."""

import pytest

from scorecard.domain.catalogue import CalendarRule
from scorecard.ingest.periods import Periods

JULY = Periods(CalendarRule(start_month=7), "ymd")
RETAIL = Periods(CalendarRule(start_month=2, label="starts", pattern="4-5-4"), "ymd")


def key(periods: Periods, **parts: str) -> str | None:
    found, what, remedy = periods.of_parts(parts)
    assert (found is None) == bool(what and remedy)
    return found and found.key


@pytest.mark.parametrize(
    ("said", "meant"),
    [("July", "2025-07"), ("jan", "2026-01"), ("Sept", "2025-09"), ("June", "2026-06"), ("1", "2025-07")]
    + [("7", "2026-01"), ("P01", "2025-07"), ("M12", "2026-06")],
)
def test_a_fiscal_month_by_name_is_the_calendars_and_by_number_the_fiscal_years(said: str, meant: str):
    assert key(JULY, fiscal_year="2026", fiscal_month=said) == meant


@pytest.mark.parametrize("said", ["Decommissioned", "Marketing", "Mayor", "Janu", "Q3", "14", "", "VII"])
def test_a_word_that_is_no_month_is_told(said: str):
    assert key(JULY, fiscal_year="2026", fiscal_month=said) is None
    assert key(JULY, fiscal_year="2026", month=said) is None
    assert key(JULY, year="2026", month=said) is None
    assert JULY.of_key(f"{said} 2026")[0] is None


def test_a_month_beside_a_fiscal_year_is_the_calendars_by_number_and_by_name():
    assert [key(JULY, fiscal_year="2026", month=said) for said in ("1", "January", "7")] == [
        "2026-01",
        "2026-01",
        "2025-07",
    ]
    assert [key(JULY, year="2026", month=said) for said in ("1", "Jan", "July")] == ["2026-01", "2026-01", "2026-07"]


@pytest.mark.parametrize(("said", "quarter"), [("Q2", "2025-12"), ("2", "2025-12"), ("P2", None), ("5", None)])
def test_a_quarter_is_its_last_month(said: str, quarter: str | None):
    assert key(JULY, fiscal_year="2026", fiscal_quarter=said) == quarter


def test_where_periods_are_weeks_a_month_is_the_one_in_which_most_of_its_days_lie():
    """P02 of FY2023 runs from 26 February to 1 April, P03 from 2 to 29 April; P12 from 31 December to 3 February."""
    months = ("February", "March", "April", "4", "December", "January")
    assert [key(RETAIL, fiscal_year="2023", month=said) for said in months] == [
        f"FY2023-P{number:02}" for number in (1, 2, 3, 3, 11, 12)
    ]
    assert key(RETAIL, fiscal_year="2023", fiscal_month="April") == "FY2023-P03"
    assert key(RETAIL, fiscal_year="2023", fiscal_month="4") == "FY2023-P04"


@pytest.mark.parametrize("pattern", ["4-4-5", "4-5-4", "5-4-4"])
def test_twelve_months_are_twelve_periods_in_every_year_of_weeks(pattern: str):
    periods = Periods(CalendarRule(start_month=2, label="starts", pattern=pattern), "ymd")
    for year in range(2000, 2090):
        found = [key(periods, fiscal_year=str(year), month=str(month)) for month in (*range(2, 13), 1)]
        assert found == [f"FY{year}-P{number:02}" for number in range(1, 13)]
