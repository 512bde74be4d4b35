"""Statements that give a number, no error, and the wrong answer."""

from datetime import date
from decimal import Decimal as D

import numpy as np
import pytest

from scorecard.domain.calendar import calendar_from
from scorecard.domain.catalogue import CalendarRule
from scorecard.domain.cells import Series
from scorecard.domain.statement import footing, window_sum
from scorecard.domain.variance import percent, worth
from scorecard.domain.variance_limits import Reach, used
from scorecard.domain.variance_outlook import with_outlook
from scorecard.domain.vocabulary import Scenario

YEAR = calendar_from(CalendarRule(), date(2026, 1, 1), date(2026, 12, 31))
ALL = np.ones(12, dtype=np.int64)


def series(values, known=ALL, expected=ALL) -> Series:
    return Series(np.array(values, dtype=np.int64) * 10_000, np.array(known), np.array(expected))


def test_a_part_month_held_against_the_whole_months_plan():
    """15 of 21 working days are done: half the plan is not half as good.

    | actual | plan of the month | naive | plan to date | shown |
    |    150 |               210 |   -60 |          150 |     0 |
    """
    plan = series([210] * 12)
    to_date = window_sum(plan, range(1), YEAR, part=(15, 21)).value
    assert D(150) - to_date == 0
    assert D(150) - window_sum(plan, range(1), YEAR).value == -60


def test_a_month_nobody_reported_added_as_zero():
    """Two of three months are in: the quarter is not the sum of two.

    | Jan | Feb | Mar | naive | shown |
    | 100 |   - | 100 |   200 | not reported, Feb |
    """
    found = window_sum(series([100, 0, 100] + [0] * 9, known=[1, 0] + [1] * 10), range(3), YEAR)
    assert (found.ticks, found.reason) == (None, "Feb 2026: not reported")


def test_subtotals_added_to_the_lines_they_are_made_of():
    """Only lines are added up: with their subtotals the profit would count twice.

    | revenue | costs | gross profit | naive | lines |
    |     +10 |    -4 |           +6 |   +12 |    +6 |
    """
    assert footing(D(6), (D(10), D(-4))).rest == 0
    assert footing(D(6), (D(10), D(-4), D(6))).rest == -6


def test_a_good_line_that_hides_a_bad_one():
    """The net is small, what lies behind it is not.

    | better | worse | net alone | shown |
    |    400 |  -405 |        -5 | 400 better, 405 worse, 5 worse together |
    """
    found = footing(D(-5), (D(400), D(-405)))
    assert (found.better, found.worse, found.net) == (400, -405, -5)


def test_an_open_months_actuals_in_the_years_outlook():
    """October is half posted: the outlook counts its forecast, not the half.

    | closed | October so far | its forecast | naive | shown |
    |    900 |             40 |          100 |   940 |  1000 + rest |
    """
    told = with_outlook(range(12), closed=8)
    assert [part.scenario for part in told for at in part.window if at == 9] == [Scenario.FORECAST]


@pytest.mark.parametrize(("base", "shown"), [(0, None), (-100, None), (100, D("-0.4"))])
def test_a_percent_of_a_plan_of_nothing_or_of_a_loss(base, shown):
    assert percent(D(60), D(base)).value == shown


def test_a_large_percent_of_a_small_line_is_not_worth_a_look_and_a_large_amount_always_is():
    """
    | difference | of plan | by percent alone | shown |
    |          9 |   900 % | worth a look     | no    |
    |        300 |     1 % | no               | worth a look |
    """
    assert worth(D(9), D(9), D(50)) is None
    assert worth(D(300), D("0.01"), D(50)) is not None


def test_a_limit_that_forgets_what_is_ordered():
    """
    | limit | spent | ordered | naive | shown |
    |   100 |    70 |      35 |  70 % | 105 %, limit reached |
    """
    assert used(D(100), D(70)).reach is Reach.WITHIN
    assert used(D(100), D(70), D(35)).reach is Reach.OVER
