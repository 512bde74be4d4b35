"""Every bridge sums exactly, in any order of lines, negates when swapped, and is zero without change."""

from decimal import Decimal as D
from fractions import Fraction as F
from itertools import permutations

from hypothesis import given, settings
from hypothesis import strategies as st

from scorecard.domain.bridge import (
    NOT_EXPLAINED,
    Effects,
    Line,
    Part,
    added,
    apportioned,
    driven,
    footing,
    price_volume_mix,
)
from scorecard.domain.bridge_ratio import Share, part_effects, rate_and_mix
from scorecard.domain.bridge_year import timing
from scorecard.domain.vocabulary import Unit

few = settings(max_examples=25)
money = st.decimals(min_value=-(10**7), max_value=10**7, places=4)
sizes = st.decimals(min_value=0, max_value=10**5, places=2)
exact = st.fractions(min_value=-(10**6), max_value=10**6, max_denominator=10**4)
above = st.fractions(min_value=0, max_value=10**5, max_denominator=50)
grains = st.sampled_from([D("0.01"), D("0.0001"), D(1000)])
lines = st.builds(Line, sizes, sizes, sizes, sizes)
books = st.dictionaries(st.sampled_from("ABCDEF"), lines, min_size=1)
names = st.sampled_from("ABCD")
shares = st.builds(Share, exact, exact, above, above)


def turned(line: Line) -> Line:
    return Line(line.price, line.quantity, line.price_before, line.quantity_before)


def swapped(share: Share) -> Share:
    return Share(share.above, share.above_before, share.below, share.below_before)


@few
@given(money, st.lists(exact, max_size=8), money, grains)
def test_steps_lead_from_start_to_end_and_none_is_a_grain_away(start, amounts, end, grain):
    found = footing("Any", start, [Part(str(at), each) for at, each in enumerate(amounts)], end, grain, Unit.MONEY)
    told = {step.name: step.amount for step in found.steps}
    assert found.start + sum(told.values()) == found.end
    assert all(abs(F(told.get(str(at), D(0))) - each) < F(grain) for at, each in enumerate(amounts))
    assert abs(F(told.get(NOT_EXPLAINED, D(0))) - (F(end) - F(start) - sum(amounts, F(0)))) < F(grain)
    assert abs(F(found.start) - F(start)) <= F(grain) / 2
    assert all((amount / grain) % 1 == 0 for amount in told.values())


@few
@given(st.lists(exact, max_size=8))
def test_rounding_is_the_same_below_zero(amounts):
    whole = sum(amounts, F(0))
    total = round(whole)
    assert sum(apportioned(amounts, total)) == total
    assert apportioned([-each for each in amounts], -total) == tuple(-each for each in apportioned(amounts, total))


@few
@given(books, st.randoms(use_true_random=False))
def test_price_volume_and_mix_do_not_depend_on_the_order_of_lines(book, random):
    mixed = list(book.items())
    random.shuffle(mixed)
    assert added(price_volume_mix(dict(mixed)).values()) == added(price_volume_mix(book).values())


@few
@given(books)
def test_swapped_sides_negate_the_whole_and_turn_new_into_dropped(book):
    one = added(price_volume_mix(book).values())
    other = added(price_volume_mix({name: turned(line) for name, line in book.items()}).values())
    assert other.total == -one.total
    assert (other.new, other.gone) == (-one.gone, -one.new)


@few
@given(books)
def test_without_change_there_is_no_effect(book):
    same = {n: Line(line.price, line.quantity, line.price, line.quantity) for n, line in book.items()}
    assert added(price_volume_mix(same).values()) == Effects()


@few
@given(books, st.decimals(min_value=D("0.1"), max_value=9, places=2), st.decimals(D("0.1"), 9, places=2))
def test_currency_and_the_rest_at_the_old_rate_are_the_whole(book, before, now):
    at_rates = {
        name: Line(line.price_before, line.quantity_before, line.price, line.quantity, before, now)
        for name, line in book.items()
    }
    found = added(price_volume_mix(at_rates).values())
    first = sum(F(line.price_before) * F(line.quantity_before) for line in book.values()) * F(before)
    last = sum(F(line.price) * F(line.quantity) for line in book.values())
    assert found.total == last * F(now) - first
    assert found.currency == last * (F(now) - F(before))


@few
@given(exact, exact, above.filter(bool), above)
def test_volume_and_spending_are_the_whole_change(before, now, driver_before, driver):
    found = driven(before, now, driver_before, driver)
    assert found.volume + found.spending == now - before
    same = driven(before, before, driver_before, driver_before)
    assert (same.volume, same.spending) == (0, 0)


@few
@given(exact, exact)
def test_what_moved_and_what_stays_are_the_whole_and_negate_when_swapped(window, rest):
    found, other = timing(window, rest), timing(-window, -rest)
    assert found.moved + found.lasting == window
    assert (other.moved, other.lasting) == (-found.moved, -found.lasting)
    assert abs(found.moved) <= min(abs(window), abs(rest))
    assert found.moved * window >= 0


def quotient(parts, changed):
    upper = sum((p.above if n in changed else p.above_before) for n, p in parts.items())
    return upper / sum((p.below if n in changed else p.below_before) for n, p in parts.items())


def mean_over_orders(parts):
    orders = list(permutations(parts))
    found = dict.fromkeys(parts, F(0))
    for order in orders:
        for at, name in enumerate(order):
            found[name] += quotient(parts, order[: at + 1]) - quotient(parts, order[:at])
    return {name: effect / len(orders) for name, effect in found.items()}


@settings(max_examples=12)
@given(st.dictionaries(names, shares, min_size=1), above.filter(bool))
def test_a_parts_effect_is_its_mean_over_all_orders(parts, base):
    parts = {**parts, "base": Share(F(1), F(2), base, base)}
    found = part_effects(parts)
    assert found == mean_over_orders(parts)
    assert sum(found.values()) == quotient(parts, parts) - quotient(parts, ())


@few
@given(st.dictionaries(names, shares, min_size=1), above.filter(bool), st.randoms(use_true_random=False))
def test_effects_on_a_ratio_negate_when_swapped_and_do_not_depend_on_order(parts, base, random):
    parts = {**parts, "base": Share(F(1), F(2), base, base)}
    found, mixed = part_effects(parts), list(parts.items())
    random.shuffle(mixed)
    assert part_effects(dict(mixed)) == found
    assert part_effects({n: swapped(p) for n, p in parts.items()}) == {n: -effect for n, effect in found.items()}
    same = part_effects({n: Share(p.above, p.above, p.below, p.below) for n, p in parts.items()})
    assert set(same.values()) == {0}


positive = st.builds(Share, exact, exact, above.filter(bool), above.filter(bool))


@few
@given(st.dictionaries(names, positive, min_size=1))
def test_rates_and_mix_are_the_whole_change_and_negate_when_swapped(segments):
    found = rate_and_mix(segments)
    assert sum(each.rate + each.mix for each in found.values()) == quotient(segments, segments) - quotient(segments, ())
    other = rate_and_mix({n: swapped(p) for n, p in segments.items()})
    assert {n: (each.rate, each.mix) for n, each in other.items()} == {
        n: (-each.rate, -each.mix) for n, each in found.items()
    }
