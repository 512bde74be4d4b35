"""Rules of a statement: exact window sums, which way a line moves the result, footing, the year's outlook, limits."""

from datetime import date
from decimal import Decimal as D

import numpy as np
import pytest

from scorecard.domain.calendar import calendar_from
from scorecard.domain.catalogue import Account, CalendarRule, Materiality
from scorecard.domain.cells import Series
from scorecard.domain.statement import (
    NOTHING,
    Sum,
    footing,
    rule_of,
    signs,
    to_date,
    tree,
    weights,
    window_sum,
)
from scorecard.domain.variance import Worth, worth
from scorecard.domain.variance_limits import Reach, used
from scorecard.domain.variance_outlook import Segment, a_year_earlier, closed_by, covered, fiscal_year, with_outlook
from scorecard.domain.vocabulary import Normal, Scenario
from tests.domain.books import book

YEAR = calendar_from(CalendarRule(), date(2026, 1, 1), date(2026, 12, 31))
FISCAL = calendar_from(CalendarRule(start_month=7), date(2017, 7, 1), date(2019, 6, 30))


def series(values, known=None, expected=None) -> Series:
    ticks = np.array([value * 10_000 for value in values], dtype=np.int64)
    due = np.array(expected or [1] * len(values), dtype=np.int64)
    return Series(ticks, np.array(known or due, dtype=np.int64), due)


@pytest.mark.parametrize(
    ("window", "total"), [(range(3), 60), (range(1, 3), 50), (range(2, 3), 30)], ids=["to date", "two months", "one"]
)
def test_a_window_is_the_sum_of_its_months(window, total):
    assert window_sum(series([10, 20, 30]), window, YEAR).value == total


def test_a_month_that_is_not_complete_leaves_no_sum_and_says_which():
    found = window_sum(series([10, 20, 30], known=[2, 1, 2], expected=[2, 2, 2]), range(3), YEAR, currency="EUR")
    assert found == Sum(None, "Feb 2026: 1 of 2 sources reported (20 EUR known)")


def test_months_before_the_first_figure_add_nothing():
    assert window_sum(series([0, 0, 30], expected=[0, 0, 1]), range(3), YEAR).value == 30


def test_where_nothing_was_due_there_is_nothing():
    assert window_sum(series([0, 0, 0], expected=[0, 0, 0]), range(3), YEAR) is NOTHING


def test_of_an_open_month_only_the_working_days_done_count():
    assert window_sum(series([100, 210]), range(2), YEAR, part=(15, 21)).value == 250


@pytest.mark.parametrize(
    ("ticks", "part", "share"),
    [(2_100, (15, 21), 1_500), (10, (1, 3), 3), (-10, (1, 3), -3), (10, (2, 3), 7), (10, (0, 3), 0), (10, (0, 0), 10)],
)
def test_the_share_of_a_month_is_exact_to_the_tick(ticks, part, share):
    assert to_date(ticks, part) == share
    assert to_date(ticks, part) + to_date(ticks, (part[1] - part[0], part[1])) in (ticks, 2 * ticks)


def test_sums_are_added_and_one_that_is_missing_leaves_none():
    assert Sum(3).plus(Sum(4)) == Sum(7)
    assert NOTHING.plus(NOTHING) == NOTHING
    assert NOTHING.plus(Sum(4)).due
    assert Sum(3).plus(Sum(None, "late")) == Sum(None, "late")
    assert Sum(None, "late").plus(Sum(3)) == Sum(None, "late")
    assert Sum(None, "late").plus(NOTHING).due, "something was due, though it did not come"
    assert NOTHING.plus(Sum(None, "late")) == Sum(None, "late")
    assert Sum(None, "late").value is None
    assert Sum(25_000).value == D("2.5")


def test_something_was_due_where_one_of_both_was():
    assert (NOTHING.due, NOTHING.plus(NOTHING).due) == (False, False)
    assert Sum(4).plus(NOTHING) == NOTHING.plus(Sum(4)) == Sum(4)


ACCOUNTS = {
    "sales": Account("sales", "Sales", Normal.CREDIT),
    "costs": Account("costs", "Costs"),
    "pay": Account("pay", "Pay", parent="costs", materiality=Materiality(D(7))),
    "rent": Account("rent", "Rent", parent="costs"),
    "bonus": Account("bonus", "Bonus", parent="pay"),
}


@pytest.fixture
def catalogue():
    found = book({"x": [1]}).catalogue
    return type(found)(**{**vars(found), "accounts": ACCOUNTS, "materiality": Materiality(D(50))})


def test_a_tree_is_read_parents_first_and_each_root_once(catalogue):
    assert tree(catalogue, ("costs", "sales", "costs")) == (
        ("costs", 0), ("pay", 1), ("bonus", 2), ("rent", 1), ("sales", 0),
    )  # fmt: skip


@pytest.mark.parametrize(("account", "amount"), [("bonus", 7), ("pay", 7), ("rent", 50), ("sales", 50), ("gone", 50)])
def test_a_line_follows_its_own_rule_then_its_groups_then_the_workspaces(catalogue, account, amount):
    assert rule_of(account, catalogue).amount == amount


PARTS = {
    "sales": {"sales": -1},
    "costs": {"pay": 1, "rent": 1},
    "pay": {"pay": 1},
    "rent": {"rent": 1},
    "profit": {"sales": -1, "pay": -1, "rent": -1},
    "before_rent": {"sales": -1, "pay": -1},
    "tax": {"tax": 1},
    "after_tax": {"sales": -1, "pay": -1, "rent": -1, "tax": -1},
    "moved": {"cash": 1},
    "mixed": {"sales": -1, "pay": 1},
}


@pytest.mark.parametrize(
    ("line", "sign"),
    [("sales", 1), ("costs", -1), ("pay", -1), ("profit", 1), ("before_rent", 1), ("tax", -1), ("after_tax", 1),
     ("moved", 0), ("mixed", 0)],
)  # fmt: skip
def test_a_line_is_judged_by_what_it_does_to_the_result(line, sign):
    assert signs(PARTS, "profit")[line] == sign


def test_beside_the_result_the_widest_subtotal_judges():
    """The narrow one calls the rebate a gain, the wide one a loss: the wide one is the statement's."""
    parts = {
        "profit": {"sales": -1},
        "rebate": {"rebate": 1},
        "narrow": {"sales": -1, "rebate": 1},
        "wide": {"sales": -1, "rebate": -1, "tax": -1},
    }
    assert signs(parts, "profit")["rebate"] == -1
    assert signs(parts, "profit")["narrow"] == 0


def test_a_wide_line_that_says_nothing_leaves_its_leaves_to_a_narrower_one():
    """The wide one runs both ways and is no judge of the tax; profit after tax is."""
    parts = {
        "profit": {"sales": -1, "pay": -1},
        "wide": {"sales": -1, "pay": 1, "tax": 1, "gift": 1},
        "after_tax": {"sales": -1, "pay": -1, "tax": -1},
        "tax": {"tax": 1},
    }
    assert signs(parts, "profit") == {"profit": 1, "wide": 0, "after_tax": 1, "tax": -1}


def test_what_a_formula_adds_and_takes_again_is_no_part_of_it():
    """The widest has pay and tax once each way, so 0 times: it judges neither and is judged by its sales alone."""
    parts = {
        "profit": {"sales": -1, "pay": -1},
        "widest": {"sales": -1, "pay": 0, "tax": 0, "gift": -1},
        "after_tax": {"sales": -1, "pay": -1, "tax": -1},
        "tax": {"tax": 1},
        "pay": {"pay": 1},
    }
    assert signs(parts, "profit") == {"profit": 1, "widest": 1, "after_tax": 1, "tax": -1, "pay": -1}
    assert weights(parts, "widest", ("pay", "tax")) == {}


def test_without_a_result_nothing_is_judged():
    assert set(signs(PARTS, "").values()) == {0}
    assert weights(PARTS, "", ("sales",)) == {}


def test_a_line_counts_in_the_result_as_often_as_its_formula_says():
    assert weights(PARTS, "profit", ("sales", "pay", "rent", "tax")) == {"sales": 1, "pay": -1, "rent": -1}
    assert weights(PARTS | {"twice": {"pay": -2}}, "twice", ("pay", "rent")) == {"pay": -2}


def test_better_and_worse_are_told_apart_and_what_is_left_is_named():
    found = footing(D(-5), (D(10), D(-12), D(-4), None, D(0)))
    assert (found.better, found.worse, found.net, found.lines, found.rest) == (10, -16, -5, 4, 1)
    assert footing(D(-6), (D(10), D(-12), D(-4))).rest == 0
    assert (footing(D(0), (D("0.5"), D("-0.5"))).better, footing(D(0), (D("0.5"), D("-0.5"))).worse) == (
        D("0.5"),
        D("-0.5"),
    )
    assert footing(None, (D(10),)) is None


def test_the_fiscal_year_of_a_period_is_the_calendars():
    assert fiscal_year(YEAR, 5) == range(12)
    assert fiscal_year(FISCAL, 14) == range(12, 24)


@pytest.mark.parametrize(
    ("day", "through", "closed"),
    [(date(2026, 11, 22), 10, 9), (date(2026, 11, 30), 10, 10), (date(2026, 11, 22), 7, 7), (date(2025, 1, 1), 7, -1)],
    ids=["an open month is not closed", "a month closes with its last day", "figures end earlier", "nothing yet"],
)
def test_a_period_is_closed_once_it_ended_and_has_figures(day, through, closed):
    assert closed_by(YEAR, day, through) == closed


@pytest.mark.parametrize("closed", range(-1, 13))
def test_the_years_outlook_covers_every_period_once(closed):
    segments = with_outlook(range(12), closed)
    assert [at for part in segments for at in part.window] == list(range(12))
    assert covered(segments) == 12
    for part in segments:
        assert all((at <= closed) == (part.scenario is Scenario.ACTUAL) for at in part.window)


def test_an_outlook_of_one_date_is_read_for_the_rest_alone():
    vintage = date(2026, 6, 30)
    assert with_outlook(range(12), 5, vintage) == (
        Segment(Scenario.ACTUAL, range(6)), Segment(Scenario.FORECAST, range(6, 12), vintage),
    )  # fmt: skip


def test_a_year_earlier_needs_a_year_before():
    assert a_year_earlier(range(12, 24), FISCAL) == range(12)
    assert a_year_earlier(range(11, 24), FISCAL) is None


@pytest.mark.parametrize(
    ("limit", "spent", "committed", "reach", "left"),
    [
        (100, 79, None, Reach.WITHIN, 21),
        (100, 79, 1, Reach.NEAR, 20),
        (100, 80, None, Reach.NEAR, 20),
        (100, 99, 1, Reach.OVER, 0),
        (100, 120, 0, Reach.OVER, -20),
        (1, 0, None, Reach.WITHIN, 1),
        (0, 0, None, Reach.WITHIN, 0),
        (0, 1, None, Reach.OVER, -1),
        (None, 5, None, Reach.UNKNOWN, None),
        (100, None, 5, Reach.UNKNOWN, None),
    ],
    ids=["within", "orders count", "at 80 %", "reached", "passed", "a limit of one", "nothing allowed, nothing spent",
         "nothing allowed", "no limit", "not reported"],
)  # fmt: skip
def test_spending_is_marked_at_80_and_at_100_percent(limit, spent, committed, reach, left):
    def number(value):
        return None if value is None else D(value)

    found = used(number(limit), number(spent), number(committed))
    assert (found.reach, found.left) == (reach, left)
    if limit and spent is not None:
        assert found.share == (D(spent) + (committed or 0)) / limit


@pytest.mark.parametrize(
    ("impact", "pct", "steps", "why"),
    [
        (60, "0.10", (), Worth.AMOUNT),
        (60, "0.01", (), None),
        (60, None, (), Worth.AMOUNT),
        (-250, "0.01", (), Worth.LARGE),
        (20, "0.01", (10, 20, 20), Worth.PERSISTENT),
        (20, "0.01", (10, -20, 60), None),
        (20, "0.01", (None, 30, 30), None),
        (49, "0.90", (), None),
    ],
    ids=["amount and percent", "amount alone is not enough", "no percent, the amount decides", "five times the amount",
         "three the same way", "not the same way", "one is missing", "too small"],
)  # fmt: skip
def test_the_reason_a_difference_is_worth_a_look(impact, pct, steps, why):
    share = None if pct is None else D(pct)
    assert worth(D(impact), share, D(50), D("0.05"), steps=[None if s is None else D(s) for s in steps]) is why
    assert worth(D(impact), share, D(50), D("0.05"), changed=True) is Worth.CHANGED
    assert worth(None, share, D(50)) is None
