"""Differences, their sign, their percent and whether they are worth a look."""

from decimal import Decimal as D

import pytest

from scorecard.domain import variance
from scorecard.domain.catalogue import Materiality
from scorecard.domain.variance import Percent, Worth, is_material, limit_of, worth
from scorecard.domain.vocabulary import Polarity, Unit

A = D(1000)


def test_more_cost_hurts_and_more_income_helps():
    assert variance.impact(D(330), D(300), Polarity.LOWER) == -30
    assert variance.impact(D(330), D(300), Polarity.HIGHER) == 30
    assert variance.impact(D(330), D(300), Polarity.NEUTRAL) is None


@pytest.mark.parametrize(("value", "wanted"), [(90, -5), (100, 0), (108, -3)])
def test_a_band_hurts_by_the_distance_outside_it(value, wanted):
    band = tuple(map(D, (80, 95, 105, 120)))
    assert variance.impact(D(value), None, Polarity.BAND, band) == wanted


def test_without_a_band_or_a_value_nothing_can_lie_outside_it():
    band = tuple(map(D, (80, 95, 105, 120)))
    assert variance.impact(None, D(100), Polarity.BAND, band) is None
    assert variance.impact(D(90), D(100), Polarity.BAND) is None


@pytest.mark.parametrize("pair", [(None, D(1)), (D(1), None), (None, None)])
def test_a_missing_side_leaves_nothing_to_compare(pair):
    assert variance.difference(*pair) is None
    assert variance.impact(*pair, Polarity.HIGHER) is None
    assert variance.percent(*pair) == variance.Percent(None, "missing")


def test_ratios_are_compared_in_points():
    assert variance.difference_pct(D("0.42"), D("0.45"), Unit.PERCENT).note == "compared in points"
    assert variance.difference_pct(D(42), D(45), Unit.POINTS) == Percent(None, "compared in points")
    assert variance.difference_pct(D(110), D(100), Unit.MONEY) == Percent(D("0.1"), "")


@pytest.mark.parametrize(("actual", "base", "share"), [("2", "1", 1), ("0.75", "0.5", "0.5"), ("0.4", "0.8", "-0.5")])
def test_a_base_of_one_or_less_has_a_percent_too(actual, base, share):
    assert variance.percent(D(actual), D(base)) == Percent(D(share))


@pytest.mark.parametrize(
    ("impact", "pct", "worth"),
    [
        (-1000, "0.05", True),
        (-1000, "0.049", False),
        (-999, "0.5", False),
        (1000, None, True),
        (999, None, False),
        (-5000, "0.001", True),
        (4999, "0.001", False),
        (0, "0", False),
    ],
)
def test_amount_and_percent_or_five_times_the_amount(impact, pct, worth):
    assert is_material(D(impact), None if pct is None else D(pct), A) is worth


def test_a_new_state_is_worth_a_look_whatever_the_amount():
    assert is_material(D(1), D("0.001"), A, changed=True)
    assert is_material(None, None, A, changed=True)


@pytest.mark.parametrize(
    ("recent", "worth"),
    [((-400, -300), True), ((-400, 300), False), ((-400, None), False), ((-400,), False), ((-300, -300), False)],
)
def test_three_periods_the_same_way_that_add_up(recent, worth):
    assert is_material(D(-350), D("0.01"), A, recent=[None if r is None else D(r) for r in recent]) is worth


@pytest.mark.parametrize(
    ("impacts", "persistent"),
    [((300, 300, 400), True), ((300, 300, 399), False), ((500, 0, 500), False), ((-500, 0, -500), False)],
)
def test_persistence_reaches_the_limit_and_never_pauses(impacts, persistent):
    assert variance.is_persistent([D(each) for each in impacts], A) is persistent


def test_a_difference_below_one_can_reach_a_limit_below_one():
    """Rates per visit: 0.4 of 0.5 is not yet worth a look, three times 0.2 is."""
    assert worth(D("0.4"), None, D("0.5")) is None
    assert worth(D("0.5"), None, D("0.5")) is Worth.AMOUNT
    assert worth(D("0.8"), None, D(1)) is None
    assert worth(D("0.2"), None, D("0.5"), steps=[D("0.2")] * 3) is Worth.PERSISTENT
    assert variance.is_persistent([D("-0.2")] * 3, D("0.5")) is True


def test_two_periods_are_no_habit():
    assert variance.is_persistent([D(900), D(900)], A) is False
    assert variance.is_persistent([D(900), None, D(900)], A) is False
    assert variance.is_persistent([D(-1), D(400), D(400), D(400)], A) is True, "only the last three are asked"


def test_five_percent_is_meant_where_no_share_is_told():
    assert worth(D(1000), D("0.05"), A) is Worth.AMOUNT
    assert worth(D(1000), D("-0.05"), A) is Worth.AMOUNT, "a percent counts by its size"
    assert worth(D(1000), D("0.0499"), A) is None
    assert worth(D(1000), D("0.05"), A, D("0.06")) is None


def test_without_an_amount_the_percent_decides():
    assert worth(D(3), D("0.05"), None) is worth(D(1), None, D(0)) is Worth.AMOUNT
    assert is_material(D(3), D("0.05"), None)
    assert is_material(D(-3), D("-0.05"), None)
    assert is_material(D(3), D("0.06"), None)
    assert not is_material(D(3), D("0.04"), None)
    assert not is_material(D(3), None, None)
    assert not is_material(None, None, A)


def test_a_limit_of_nothing_makes_every_difference_count():
    assert is_material(D(1), None, D(0))
    assert not is_material(D(0), None, D(0))


def test_the_limit_is_a_fixed_amount_a_share_or_points():
    assert limit_of(Materiality(amount=D(500)), Unit.MONEY, D(10**6)) == 500
    assert limit_of(Materiality(), Unit.MONEY, D(-(10**6))) == 10_000
    assert limit_of(Materiality(amount=D(500)), Unit.PERCENT, None) == D("0.01")
    assert limit_of(Materiality(), Unit.POINTS, None) == 1
    assert limit_of(Materiality(), Unit.COUNT, None) is None
