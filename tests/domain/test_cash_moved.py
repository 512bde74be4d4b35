"""What moved between two forecasts: worked by hand, and always adding up to the difference of the balances."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scorecard.domain.cash_moved import Move, days_later, moved, totals


def ints(*values: int) -> np.ndarray:
    return np.array(values, np.int64)


def told(then: dict, now: dict) -> dict:
    return {each.key: {kind: part.tolist() for kind, part in each.parts.items()} for each in moved(then, now)}


@pytest.mark.parametrize(
    ("then", "now", "parts"),
    [
        ([100, 0, 0], [0, 100, 0], {Move.TIMING: [-100, 0, 0]}),
        ([100, 0, 0], [0, 0, 100], {Move.TIMING: [-100, -100, 0]}),
        ([0, 100, 0], [0, 130, 0], {Move.AMOUNT: [0, 30, 30]}),
        ([100, 0, 0], [0, 60, 60], {Move.TIMING: [-100, -50, 0], Move.AMOUNT: [0, 10, 20]}),
        ([0, 0, 0], [0, 70, 0], {Move.NEW: [0, 70, 70]}),
        ([0, -40, 0], [0, 0, 0], {Move.LOST: [0, 40, 40]}),
        ([0, -40, 0], [0, 0, -30], {Move.TIMING: [0, 40, 0], Move.AMOUNT: [0, 0, 10]}),
    ],
    ids=["a week later", "two weeks later", "more", "later and more", "new", "an outflow lost", "later and less"],
)  # fmt: skip
def test_an_item_is_split_as_one_would_tell_it(then: list[int], now: list[int], parts: dict):
    assert told({"a": ints(*then)}, {"a": ints(*now)}) == {"a": parts}


def test_what_stayed_is_not_told_and_the_largest_comes_first():
    then = {"same": ints(5, 0), "small": ints(3, 0), "large": ints(90, 0)}
    now = {"same": ints(5, 0), "small": ints(0, 3), "large": ints(0, 90)}
    assert [each.key for each in moved(then, now)] == ["large", "small"]
    assert moved({}, {}) == ()


def test_an_item_whose_parts_come_to_nothing_is_all_timing_but_for_its_amount():
    """Money to another place and back: nothing altogether, still not lost."""
    assert told({"a": ints(10, 0, 0)}, {"a": ints(5, -5, 0)}) == {"a": {Move.TIMING: [5, 0, 0], Move.AMOUNT: [-10] * 3}}


def test_days_later_are_those_of_the_middle():
    middles = ints(3, 10, 17)
    assert days_later(ints(100, 0, 0), ints(0, 0, 100), middles) == 14
    assert days_later(ints(100, 0, 0), ints(50, 50, 0), middles) == 4
    assert days_later(ints(0, 0, 0), ints(50, 50, 0), middles) is None


flows = st.lists(st.integers(-(10**12), 10**12), min_size=4, max_size=4).map(lambda each: np.array(each, np.int64))
views = st.dictionaries(st.sampled_from("abcdef"), flows, max_size=6)


@settings(max_examples=60)
@given(views, views)
def test_timing_amount_new_and_lost_add_up_to_the_difference_of_the_balances_at_every_end(then: dict, now: dict):
    parts = totals(moved(then, now), 4)
    balances = [np.cumsum(sum(side.values(), start=np.zeros(4, np.int64))) for side in (then, now)]
    assert np.array_equal(sum(parts.values()), balances[1] - balances[0])


@settings(max_examples=60)
@given(flows, st.permutations(range(4)))
def test_the_same_money_in_another_order_is_timing_alone_and_nothing_at_the_end(item: np.ndarray, order: list[int]):
    for each in moved({"a": item}, {"a": item[order]}):
        if item.sum():
            assert set(each.parts) == {Move.TIMING}
        assert each.effect[-1] == 0
