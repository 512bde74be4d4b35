"""Whatever the leaves: parts and rest are the total, order is nothing, and planted causes are found."""

from dataclasses import replace
from decimal import Decimal

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.explain.cases import Case, amount_case, ratio_case
from benchmarks.explain.rivals import adtributor
from benchmarks.explain.scoring import ours, scored
from scorecard.domain.explain import Leaves, explain

AMOUNT = st.integers(min_value=-(10**10), max_value=10**14)
NAMES = ("p", "q", "r", "s", "t")


@st.composite
def tables(draw, ratio: bool = False) -> Leaves:
    """Up to sixty lines over three dimensions; many as planned, some members moved by a factor."""
    rows = draw(st.integers(1, 60))
    random = np.random.default_rng(draw(st.integers(0, 2**32 - 1)))
    codes = tuple(random.integers(0, len(NAMES), rows) for _ in range(3))
    reference = np.array(draw(st.lists(AMOUNT, min_size=rows, max_size=rows)), np.int64)
    actual = reference + random.integers(-(10**6), 10**6, rows)
    factor = draw(st.integers(0, 5))
    actual = np.where(codes[0] == draw(st.integers(0, 4)), actual * factor, actual)
    actual = np.where((codes[1] == 1) & (codes[2] == 2), draw(AMOUNT), actual)
    bases = [random.integers(1, 10**9, rows) for _ in range(2)] if ratio else (None, None)
    return Leaves(("a", "b", "c"), codes, (NAMES,) * 3, actual, reference, *bases)


@settings(max_examples=60, deadline=None)
@given(st.booleans().flatmap(tables), st.integers(1, 6), st.integers(1, 3))
def test_parts_and_rest_are_the_total_whatever_the_leaves(leaves, top, depth):
    found = explain(leaves, top, depth)
    assert sum((each.amount for each in found.slices), Decimal(0)) + found.rest == found.total
    assert len({each.where for each in found.slices}) == len(found.slices) <= top
    for each in found.slices:
        assert 1 <= len(each.where) <= depth
        assert abs(each.amount) * 50 >= abs(found.total)
        assert leaves.actual_base is not None or each.actual - each.reference == each.amount
    sizes = [abs(each.amount) for each in found.slices]
    assert sizes == sorted(sizes, reverse=True)


@settings(max_examples=25, deadline=None)
@given(tables())
def test_the_total_is_the_difference_of_the_sums(leaves):
    assert explain(leaves).total == Decimal(int(leaves.actual.sum() - leaves.reference.sum())) / 10_000


@settings(max_examples=25, deadline=None)
@given(st.booleans().flatmap(tables), st.randoms(use_true_random=False))
def test_neither_the_order_of_lines_nor_that_of_members_changes_the_answer(leaves, random):
    order = list(range(len(leaves.actual)))
    random.shuffle(order)
    members = list(range(len(NAMES)))
    random.shuffle(members)
    mixed = replace(
        leaves,
        codes=tuple(np.argsort(members)[code[order]] for code in leaves.codes),
        names=(tuple(NAMES[at] for at in members),) * 3,
        actual=leaves.actual[order],
        reference=leaves.reference[order],
        actual_base=None if leaves.actual_base is None else leaves.actual_base[order],
        reference_base=None if leaves.reference_base is None else leaves.reference_base[order],
    )
    assert explain(mixed) == explain(leaves)


@settings(max_examples=25, deadline=None)
@given(tables())
def test_no_leaf_is_counted_in_two_slices(leaves):
    """Amounts of disjoint leaves: their absolute sum is within that of the leaves' own differences."""
    found = explain(leaves)
    own = int(np.abs(leaves.actual - leaves.reference).sum())
    assert sum((abs(each.amount) for each in found.slices), Decimal(0)) * 10_000 <= own


def amounts(noise: float) -> list[Case]:
    return [amount_case(*kind, noise, 100) for kind in ((1, 3), (2, 2), (3, 2), (2, 3))]


def ratios() -> list[Case]:
    return [ratio_case(layer, 2, number) for layer in (1, 2) for number in range(100, 103)]


@pytest.mark.parametrize(("noise", "least"), [(0.0, 0.96), (0.1, 0.93), (0.2, 0.84)])
def test_planted_causes_are_found_as_well_as_the_bars_ask(noise, least):
    assert scored(ours, amounts(noise)).f1 >= least


def test_planted_causes_of_a_ratio_are_found_as_well_as_the_bar_asks():
    assert scored(ours, ratios()).f1 >= 0.45


def test_control_taking_the_most_surprising_members_of_one_dimension_falls_short():
    assert scored(adtributor, amounts(0.0)).f1 < 0.6
