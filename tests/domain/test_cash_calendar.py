"""Days by rule, rules learned from days, and what comes on them."""

import numpy as np
import pytest

from scorecard.domain.cash_calendar import holidays_of, learned_rule, next_run, rule_days, usual_amount
from scorecard.domain.catalogue_cash import DayRule
from tests.domain.ledgers import day

NONE = holidays_of(())
CHRISTMAS = holidays_of(["2026-12-25"])


@pytest.mark.parametrize(
    ("rule", "found"),
    [
        (DayRule(day=25), ["09-25", "10-26", "11-25", "12-28"]),
        (DayRule(day=25, roll="before"), ["09-25", "10-23", "11-25", "12-24"]),
        (DayRule(day=25, roll="none"), ["09-25", "10-25", "11-25", "12-25"]),
        (DayRule(day=31), ["09-30", "10-30", "11-30", "12-31"]),
        (DayRule(business_day=-1), ["09-30", "10-30", "11-30", "12-31"]),
        (DayRule(business_day=1, months=(10, 11)), ["10-01", "11-02"]),
        (DayRule(weekday=3, nth=1), ["10-01", "11-05", "12-03"]),
        (DayRule(weekday=4, nth=-1, months=(12,)), ["12-28"]),
        (DayRule(weekday=4, nth=5), ["10-30"]),
        (DayRule(business_day=22), ["09-30", "10-30", "12-31"]),
        (DayRule(every_days=28, anchor=day("10-05").astype(object)), ["09-07", "10-05", "11-02", "11-30", "12-28"]),
    ],
)
def test_days_by_rule_move_to_working_days_of_their_month(rule: DayRule, found: list[str]):
    days = rule_days(rule, day("09-04"), day("12-31"), CHRISTMAS)
    assert [str(each)[5:] for each in days] == found


def test_every_week_means_every_week():
    days = rule_days(DayRule(weekday=3), day("11-01"), day("11-30"), NONE)
    assert [str(each)[8:] for each in days] == ["05", "12", "19", "26"]


def test_a_bill_waits_for_the_next_run():
    due = np.array([day("11-05"), day("11-06"), day("11-29")])
    assert next_run(DayRule(weekday=3), due, NONE).astype(str).tolist() == ["2026-11-05", "2026-11-12", "2026-12-03"]
    assert next_run(None, due, NONE).astype(str).tolist() == ["2026-11-05", "2026-11-06", "2026-11-30"]
    ends = np.array([day("10-31"), day("01-31")])
    assert next_run(None, ends, NONE).astype(str).tolist() == ["2026-11-02", "2026-02-02"], "also in the next month"


@pytest.mark.parametrize(
    "rule",
    [
        DayRule(day=27),
        DayRule(day=20, months=(3, 6, 9, 12)),
        DayRule(business_day=-2),
        DayRule(weekday=4),
        DayRule(every_days=14, anchor=day("01-09").astype(object)),
        DayRule(day=12, months=(5,)),
    ],
)
def test_a_rule_is_learned_from_the_days_it_gave(rule: DayRule):
    past = rule_days(rule, np.datetime64("2023-12-31"), day("10-31"), NONE)
    learned = learned_rule(past, day("10-31"), NONE)
    assert learned is not None
    ahead = (day("10-31"), np.datetime64("2027-10-31"), NONE)
    told, meant = rule_days(learned, *ahead), rule_days(rule, *ahead)
    assert len(np.intersect1d(told, meant)) >= 0.8 * len(meant)
    assert len(told) <= 1.2 * len(meant)


@pytest.mark.parametrize("as_of", ["10-31", "11-10"], ids=["a month is over", "its own day is still to come"])
def test_pay_known_for_less_than_a_year_comes_in_months_not_known_yet_too(as_of: str):
    past = rule_days(DayRule(day=25), day("05-31"), day("10-31"), NONE)
    learned = learned_rule(past, day(as_of), NONE)
    assert learned is not None
    told = rule_days(learned, day(as_of), np.datetime64("2027-01-31"), NONE)
    assert told.astype(str).tolist() == ["2026-11-25", "2026-12-25", "2027-01-25"]


def test_what_came_in_spring_and_not_since_is_not_expected_in_autumn():
    learned = learned_rule(rule_days(DayRule(day=25), day("01-01"), day("04-30"), NONE), day("10-31"), NONE)
    assert learned is not None
    told = rule_days(learned, day("10-31"), np.datetime64("2027-03-31"), NONE)
    assert told.astype(str).tolist() == ["2027-01-25", "2027-02-25", "2027-03-25"]


def test_days_without_a_rule_and_single_days_teach_nothing():
    scattered = np.array([day("01-03"), day("02-19"), day("05-30"), day("06-01"), day("09-11")])
    assert learned_rule(scattered, day("10-31"), NONE) is None
    assert learned_rule(scattered[:1], day("10-31"), NONE) is None
    assert learned_rule(scattered[:0], day("10-31"), NONE) is None


def test_days_after_the_last_known_one_teach_nothing():
    later = rule_days(DayRule(day=10), day("10-31"), np.datetime64("2027-12-31"), NONE)
    assert learned_rule(later, day("10-31"), NONE) is None


def test_monthly_amounts_are_the_mean_of_three_and_rare_ones_the_last():
    months = np.array([day("07-10"), day("08-10"), day("09-10"), day("10-10"), day("11-10")])
    ticks = np.array([900, 100, 200, 400, 99_999]) * 10_000
    assert usual_amount(months, ticks, day("10-31")) == 2_333_300
    years = np.array([np.datetime64("2024-05-12"), np.datetime64("2025-05-12"), day("05-12")])
    assert usual_amount(years, ticks[:3], day("10-31")) == 2_000_000
    assert usual_amount(years[:0], ticks[:0], day("10-31")) == 0
