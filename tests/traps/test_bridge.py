"""Steps that foot and are wrong all the same: each trap with the number that a careless bridge would show."""

from decimal import Decimal as D
from fractions import Fraction as F

from scorecard.domain.bridge import Bridge, Effects, Line, Part, Step, added, driven, footing, price_volume_mix
from scorecard.domain.bridge_ratio import Share, part_effects, rate_and_mix
from scorecard.domain.bridge_year import timing
from scorecard.domain.vocabulary import Unit
from scorecard.reports.bridge import is_rounded, signed


def test_units_that_cannot_be_added_make_mix_out_of_nothing():
    """
    contracts  1,000 at 10 → 1,100 at 10     (+1,000)
    chillers      10 at 1,000 → 10 at 1,000  (0)
    Told together 110 more “units” of 20 each look like volume, taken back by mix; told apart there is only volume.
    """
    contracts, chillers = Line(D(10), D(1000), D(10), D(1100)), Line(D(1000), D(10), D(1000), D(10))
    together = added(price_volume_mix({"contracts": contracts, "chillers": chillers}).values())
    apart = added([*price_volume_mix({"a": contracts}).values(), *price_volume_mix({"b": chillers}).values()])
    assert apart == Effects(volume=F(1000))
    assert together.total == apart.total
    assert together.mix < -900 < 1900 < together.volume


def test_a_new_product_is_no_price():
    """nothing at 0 → 3 at 10: by the price formula (10 − 0) × 3 it would be a price rise of 30."""
    found = added(
        price_volume_mix({"new": Line(D(0), D(0), D(10), D(3)), "old": Line(D(5), D(4), D(5), D(4))}).values()
    )
    assert (found.new, found.price, found.volume) == (30, 0, 0)


def test_less_work_is_no_saving():
    """plan 8,000 for 100 visits, 87.5 visits for 7,300: a static budget shows 700 saved, 300 was wasted."""
    found = driven(F(8000), F(7300), F(100), F("87.5"))
    assert found.spending == 300
    assert 8000 - 7300 == 700


def test_exchange_rates_are_no_prices():
    """100 at 10 dollars, planned at 1.00 and paid at 0.90: at one rate nothing changed."""
    found = added(price_volume_mix({"a": Line(D(10), D(100), D(10), D(100), D(1), D("0.9"))}).values())
    assert (found.price, found.currency) == (0, -100)


def test_a_late_bill_is_no_saving_and_an_early_one_no_overrun():
    """165 paid in September, planned for December: the year is where it was."""
    assert timing(F(165), F(-165)).lasting == 0
    assert timing(F(165), F(0)).lasting == 165


def test_the_first_part_changed_does_not_get_the_credit():
    """
    margin 40/100 → 60/150. Changing cost first gives it −30/100 points, last −30/150; the mean favours neither.
    """
    found = part_effects({"revenue": Share(F(100), F(150), F(100), F(150)), "cost": Share(F(-60), F(-90))})
    assert F(-30, 100) < found["cost"] < F(-30, 150)
    assert found["cost"] == -F(1, 4)


def test_every_place_got_better_and_the_whole_got_worse():
    """
    A 90/100 → 19/20 (95 %), B 10/20 → 60/100 (60 %): 83.3 % → 65.8 %; the mean of the changes says +7.5 points.
    """
    found = rate_and_mix({"A": Share(F(90), F(19), F(100), F(20)), "B": Share(F(10), F(60), F(20), F(100))})
    assert all(each.rate > 0 for each in found.values())
    assert sum(each.mix for each in found.values()) < -sum(each.rate for each in found.values())


def test_cents_still_lead_from_start_to_end():
    """three steps of 0.333 kept as 0.33 add up to 0.99 where 1.00 is the difference."""
    found = footing("x", D(0), [Part(name, F(1, 3)) for name in "abc"], D(1), D("0.01"), Unit.MONEY)
    assert sum(step.amount for step in found.steps) == 1


def test_a_shown_step_is_its_own_rounding_and_carries_nothing_of_the_others():
    """+146,352 beside −39,700 and 742.65 was shown as "+147 k" and "+1 k", so that the shown steps added up."""
    amounts = (D("146352.15"), D("-39700.60"), D("742.65"))
    assert [signed(amount, Unit.MONEY) for amount in amounts] == ["+146 k", "−39.7 k", "+743"]
    bridge = Bridge("x", D(0), tuple(Step("s", amount) for amount in amounts), sum(amounts))
    assert is_rounded(bridge, None)
    assert not is_rounded(Bridge("x", D(100), (Step("s", D(-30)),), D(70)), None)


def test_points_have_the_decimals_of_the_measure_unless_that_says_nothing():
    assert signed(D("-0.00534"), Unit.PERCENT, 1) == "−0.5 points"
    assert signed(D("0.00012"), Unit.PERCENT, 1) == "+0.01 points"
    assert is_rounded(Bridge("x", D("0.4"), (Step("s", D("0.00012")),), D("0.40012"), Unit.PERCENT), 1)
