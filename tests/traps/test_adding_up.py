"""Sums and means that give a number, no error, and the wrong answer."""

from decimal import Decimal as D

from scorecard.domain import variance
from scorecard.domain.measures import measure_series
from scorecard.domain.scoring import Child, roll_up
from scorecard.domain.vocabulary import Kind, Polarity, State, Unit, View
from tests.domain.books import book, measure


def ask(of, what, at, entity="all", view=View.PERIOD):
    found = measure_series(what, of.catalogue, of.calendar, of, entity, view=view)
    return found.values[at], found.states[at], found.reasons[at]


def test_mean_of_ratios():
    """The mean of monthly margins gives small months the weight of large ones.

    |          | Jan | Feb | to date |
    | profit   |  50 | 180 |     230 |
    | sales    | 100 | 900 |   1,000 |
    | margin   | 50% | 20% | 23%, not 35% |
    """
    of = book({"gp": [50, 180], "rev": [100, 900]})
    what = measure(Kind.RATIO, ("+gp",), denominator=("+rev",), unit=Unit.PERCENT)
    assert ask(of, what, 1, view=View.YEAR_TO_DATE)[0] == D("0.23")
    months = measure_series(what, of.catalogue, of.calendar, of, "all").values[:2]
    assert sum(months) / 2 == D("0.35")


def test_mean_of_places():
    """The mean of two sites' scores ignores how many answered.

    |         | site A | site B | company |
    | points  |     90 |     10 |     100 |
    | answers |     20 |      5 |      25 |
    | score   |    4.5 |    2.0 | 4.0, not 3.25 |
    """
    of = book({"r_points": {"a": [90], "b": [10]}, "r_answers": {"a": [20], "b": [5]}})
    what = measure(Kind.SCORE, ("+r_points",), denominator=("+r_answers",), unit=Unit.SCORE)
    assert ask(of, what, 0)[0] == 4
    assert (ask(of, what, 0, "a")[0] + ask(of, what, 0, "b")[0]) / 2 == D("3.25")


def test_summed_balances():
    """Cash at the end of three months is not three months' cash.

    | Jan   | Feb   | Mar   | quarter |
    | 1,000 | 1,500 | 1,200 | 1,200, not 3,700 |
    """
    of = book({"cash": [1000, 1500, 1200]}, kinds={"cash": Kind.BALANCE})
    assert ask(of, measure(Kind.BALANCE, ("+cash",)), 2, view=View.QUARTER_TO_DATE)[0] == 1200
    assert ask(of, measure(Kind.FLOW, ("+cash",)), 2, view=View.QUARTER_TO_DATE)[0] == 3700


def test_summed_different_ones():
    """A customer active in both months and at both sites is one customer.

    |         | site A | site B | company (recounted) |
    | active  |     70 |     50 | 100, not 120 |
    """
    of = book({"r_active": {"a": [70], "b": [50], "all": [100]}}, kinds={"r_active": Kind.DISTINCT})
    what = measure(Kind.DISTINCT, ("+r_active",), unit=Unit.COUNT)
    assert ask(of, what, 0)[0] == 100
    sites = book({"r_active": {"a": [70], "b": [50]}})
    assert ask(sites, measure(Kind.FLOW, ("+r_active",), unit=Unit.COUNT), 0)[0] == 120


def test_cost_sign():
    """Costs above plan are worse, though the arithmetic difference is a plus.

    |         | actual | plan | difference | impact |
    | income  |    940 | 1000 |        -60 |    -60 |
    | cost    |    330 |  300 |        +30 |    -30 |
    | profit  |    610 |  700 |        -90 | -60 - 30 |
    """
    impacts = [variance.impact(D(940), D(1000), Polarity.HIGHER), variance.impact(D(330), D(300), Polarity.LOWER)]
    differences = [variance.difference(D(940), D(1000)), variance.difference(D(330), D(300))]
    assert sum(impacts) == -90
    assert sum(differences) == -30


def test_incomplete_balance():
    """A site that has not reported makes the total unknown, not smaller.

    |     | Jan   | Feb   |
    | A   | 1,000 | 1,500 |
    | B   | 2,000 |     - |
    | all | 3,000 | not known, not 1,500 |
    """
    of = book({"cash": {"a": [1000, 1500], "b": [2000, None]}}, kinds={"cash": Kind.BALANCE})
    what = measure(Kind.BALANCE, ("+cash",))
    assert ask(of, what, 0)[0] == 3000
    assert ask(of, what, 1) == (None, State.MISSING, "1 of 2 sources reported (1.5 k EUR known)")


def test_missing_as_zero():
    """A child without data counts in coverage, not as a score of zero.

    | child  | 90 | 30 | -  | roll-up |
    | weight |  2 |  1 | 1  | 70 with 75% known, not 52.5 |
    """
    found = roll_up([Child(D(2), 90.0), Child(D(1), 30.0), Child(D(1), None)])
    assert (found.score, found.coverage) == (70, 0.75)
    assert roll_up([Child(D(2), 90.0), Child(D(1), 30.0), Child(D(1), 0.0)]).score == 52.5


def test_missing_month_in_the_year():
    """A year to date with a month missing is not a smaller year; a month of zero is.

    |        | Jan | Feb | Mar | to date |
    | sales  | 100 |   - | 100 | not known, not 200 |
    | refund | 100 |   0 | 100 | 200 |
    """
    of = book({"sales": [100, None, 100], "refund": [100, 0, 100]})
    assert ask(of, measure(), 2, view=View.YEAR_TO_DATE) == (None, State.MISSING, "Feb 2026: not reported")
    assert ask(of, measure(numerator=("+refund",)), 2, view=View.YEAR_TO_DATE)[0] == 200


def test_parts_that_begin_apart():
    """A ratio to date whose lower part began later counts both from there.

    |        | Jan | Feb | Mar | to date |
    | done   |  90 |  90 |   9 |
    | due    |   - |   - |  10 | 90%, not 1890% |
    """
    of = book({"done": [90, 90, 9], "due": [None, None, 10]})
    what = measure(Kind.RATIO, ("+done",), denominator=("+due",), unit=Unit.PERCENT)
    assert ask(of, what, 2, view=View.YEAR_TO_DATE)[0] == D("0.9")
