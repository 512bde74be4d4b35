"""Which periods make a column: what two windows share, a year without an outlook or all of it, orders nobody keeps."""

from decimal import Decimal as D

import pytest

from scorecard.domain.variance_limits import Reach, Used, used
from scorecard.domain.variance_outlook import Segment, common, is_unlike, with_outlook
from scorecard.domain.vocabulary import Scenario


@pytest.mark.parametrize(
    ("one", "other", "shared"),
    [
        (range(6), range(3, 9), range(3, 6)),
        (range(3, 9), range(6), range(3, 6)),
        (range(12), range(4, 7), range(4, 7)),
        (range(4, 7), range(12), range(4, 7)),
        (range(3), range(3, 6), range(3, 3)),
        (range(2), range(5, 8), range(5, 5)),
        (range(5, 8), range(2), range(5, 5)),
    ],
    ids=["the later begins inside", "and the other way round", "one holds the other", "one lies in the other",
         "they only meet", "a gap between them", "a gap the other way round"],
)  # fmt: skip
def test_two_windows_share_the_periods_that_lie_in_both(one: range, other: range, shared: range):
    assert (common(one, other).start, common(one, other).stop) == (shared.start, shared.stop)


def test_a_year_wholly_closed_or_wholly_ahead_is_one_set_of_numbers():
    assert with_outlook(range(12, 24), 23) == (Segment(Scenario.ACTUAL, range(12, 24), None, None, ""),)
    assert with_outlook(range(12, 24), 11) == (Segment(Scenario.FORECAST, range(12, 24), None, None),)
    assert with_outlook(range(12, 24), -1) == with_outlook(range(12, 24), 3)


def test_without_a_date_the_newest_outlook_is_read():
    assert with_outlook(range(3), 0) == (
        Segment(Scenario.ACTUAL, range(1), None, None), Segment(Scenario.FORECAST, range(1, 3), None, None),
    )  # fmt: skip


def test_where_nobody_keeps_orders_the_spending_alone_counts():
    found = used(D(200), D(50))
    assert found == Used(D(200), D(50), None, D("0.25"), Reach.WITHIN)
    assert found.left == 150


@pytest.mark.parametrize(
    ("ahead", "recent", "plan", "limit", "told"),
    [
        (171, 305, 335, 40, True),
        (171, 305, None, 40, True),
        (171, 305, 335, 135, False),
        (171, 305, 335, 134, True),
        (171, 305, 213, 40, False),
        (171, 305, 214, 40, True),
        (171, 305, 128, 40, True),
        (75, 100, 200, 10, False),
        (74, 100, 200, 10, True),
        (126, 100, 90, 10, True),
        (0, 59, 60, 40, True),
        (0, 59, 0, 40, False),
        (60, 0, None, 40, True),
        (-171, -305, -335, 40, True),
        (0, 0, 5, 0, False),
        (171, 305, 335, None, True),
        (None, 305, 335, 40, False),
        (171, None, 335, 40, False),
    ],
    ids=["pay", "without a plan", "below the amount", "the amount itself", "the plan within a quarter: a season",
         "the plan just beyond", "the plan off the other way", "a quarter off is not far", "more than a quarter",
         "more than was", "nothing left", "the plan has nothing either", "nothing was", "losses", "never anything",
         "no amount rule", "no outlook", "not reported"],
)  # fmt: skip
def test_an_outlook_far_from_recent_months_is_asked_about_unless_the_plan_says_the_same(
    ahead, recent, plan, limit, told
):
    found = (None if each is None else D(each) for each in (ahead, recent, plan, limit))
    assert is_unlike(*found) is told
