"""Spreads, translations, bridges and displays add up to the last digit."""

from decimal import Decimal as D

from hypothesis import assume, given
from hypothesis import strategies as st

from scorecard.domain.bridge import Line, added, price_volume_mix
from scorecard.domain.currency import fx_split, translation
from scorecard.domain.display import shown, told_apart
from scorecard.domain.phasing import spread, spread_amount
from scorecard.domain.signals import xmr
from scorecard.domain.vocabulary import Polarity, Unit

weights = st.lists(st.integers(0, 366), min_size=1, max_size=60).filter(any)
money = st.decimals(min_value=-(10**8), max_value=10**8, places=2)
rates = st.decimals(min_value=D("0.01"), max_value=200, places=4)


@given(st.integers(-(10**12), 10**12), weights)
def test_spreads_add_up_and_each_part_is_within_one_of_its_share(total, by):
    parts = spread(total, by)
    assert sum(parts) == total
    assert all(abs(part * sum(by) - total * weight) < sum(by) for part, weight in zip(parts, by, strict=True))


@given(money, weights)
def test_amounts_spread_to_the_cent(total, by):
    assert sum(spread_amount(total, by)) == total


@given(money, st.lists(st.tuples(money, rates), max_size=12), rates, rates)
def test_opening_movement_and_difference_are_the_closing(opening, months, first, last):
    found = translation(opening, [m for m, _ in months], first, [r for _, r in months], last)
    assert found.opening + found.movement + found.difference == found.closing
    if first == last and all(rate == first for _, rate in months):
        assert found.difference == 0


@given(st.lists(st.tuples(money, rates), min_size=1, max_size=12), money, rates)
def test_operational_and_exchange_are_the_whole_difference(months, plan, rate):
    found = fx_split([m for m, _ in months], [r for _, r in months], plan, rate)
    assert found.operational + found.fx == found.total


sizes = st.decimals(min_value=0, max_value=10**6, places=2)
lines = st.builds(Line, sizes, sizes, sizes, sizes)


@given(st.dictionaries(st.sampled_from("ABCDEF"), lines, min_size=1))
def test_a_bridge_foots(products):
    whole = added(price_volume_mix(products).values())
    before = sum(line.price_before * line.quantity_before for line in products.values())
    now = sum(line.price * line.quantity for line in products.values())
    assert whole.total == now - before


@given(money, money, st.sampled_from([Unit.MONEY, Unit.COUNT, Unit.PERCENT]), st.sampled_from([None, 0, 1]))
def test_a_missed_goal_never_looks_met(value, goal, unit, decimals):
    assume(value < goal)
    text = told_apart(value, goal, None, Polarity.HIGHER, unit, "EUR", decimals)
    assert _number(text) < _number(told_apart(goal, None, None, Polarity.HIGHER, unit, "EUR", 12))


@given(money, st.sampled_from(list(Unit)))
def test_three_digits_are_within_half_a_hundredth(value, unit):
    size = value * 100 if unit is Unit.PERCENT else value
    assert abs(_number(shown(value, unit, "EUR")) - size) <= abs(size) * D("0.005")


@given(st.lists(st.one_of(st.none(), money), max_size=30))
def test_what_lies_outside_is_signalled_and_a_steady_series_is_calm(values):
    found = xmr(values)
    if found is None:
        assert sum(value is not None for value in values) < 6
        return
    signalled = {signal.index for signal in found.signals}
    slack = 1e-6 * (1 + abs(found.upper) + abs(found.lower))
    for at, value in enumerate(values):
        if value is None:
            assert at not in signalled
        elif not found.lower - slack <= float(value) <= found.upper + slack:
            assert at in signalled


@given(money, st.integers(6, 30))
def test_a_series_that_never_changes_has_no_signal(value, length):
    assert xmr([value] * length).signals == ()


def _number(text):
    words = text.strip("()").split()
    scale = {"k": 1_000, "M": 1_000_000, "bn": 1_000_000_000}.get(words[1] if len(words) > 1 else "", 1)
    return D(words[0].replace(",", "")) * scale * (-1 if text.startswith("(") else 1)
