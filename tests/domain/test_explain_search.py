"""The search for slices: what is weighed against what, on small cubes."""

from decimal import Decimal as D

import numpy as np
import pytest

from benchmarks.explain.cases import amount_case
from benchmarks.explain.scoring import ours, scored
from scorecard.domain import explain_cube, explain_search
from scorecard.domain.explain import Leaves, explain
from scorecard.domain.explain_cube import Cube

SIZES = (8, 6, 5)


def leaves(actual, reference=lambda *at: 100.0, noise=0.0, **more) -> Leaves:
    """A full grid of three dimensions, with reproducible noise on the reference."""
    at = np.indices(SIZES).reshape(3, -1)
    names = tuple(tuple(f"{letter}{n}" for n in range(size)) for letter, size in zip("xyz", SIZES, strict=True))
    sides = [np.array([side(*map(int, each)) for each in at.T], float) for side in (actual, reference)]
    sides[1] *= 1 + np.random.default_rng(11).normal(0, noise, at.shape[1])
    return Leaves(tuple("xyz"), tuple(at), names, *(np.rint(side * 10_000).astype(np.int64) for side in sides), **more)


def told(given: Leaves, **how) -> set[str]:
    return {" ".join(member for _, member in each.where) for each in explain(given, **how).slices}


def test_a_small_move_of_much_money_is_told_beside_a_far_move_of_little():
    def plan(x, y, z):
        return 1000 if x == 2 and y != 1 else 100

    def actual(x, y, z):
        return 150 if y == 1 else plan(x, y, z) * (1.04 if x == 2 else 1)

    assert told(leaves(actual, plan)) == {"x2", "y1"}


def test_a_small_move_of_little_money_beside_a_far_move_is_not_told():
    def actual(x, y, z):
        return 104 if x == 2 and y != 1 else 150 if y == 1 else 100

    assert told(leaves(actual)) == {"y1"}


def test_noise_of_every_line_on_one_side_blames_nobody():
    assert told(leaves(lambda *at: 100.0, noise=0.25)) == set()


def test_control_without_the_lean_of_noise_large_slices_are_blamed(monkeypatch):
    cases = [amount_case(2, 1, 0.2, number) for number in range(2)]
    assert scored(ours, cases).precision == 1
    monkeypatch.setattr(explain_search, "MOST_LEAN", 0.0)
    assert scored(ours, cases).precision < 0.6


def test_a_cause_is_found_under_noise():
    assert told(leaves(lambda x, y, z: 60 if x == 5 else 100, noise=0.1)) == {"x5"}


def test_the_name_is_as_short_as_the_leaves_allow():
    """Where y1 is only found in x3, naming x3 too says nothing more."""
    given = leaves(lambda x, y, z: 180 if y == 1 else 100)
    kept = np.flatnonzero((given.codes[1] != 1) | (given.codes[0] == 3))
    some = Leaves(
        given.dims, tuple(code[kept] for code in given.codes), given.names, given.actual[kept], given.reference[kept]
    )
    assert told(some) == {"y1"}


def test_what_stays_inside_a_told_slice_is_its_spread_and_not_news():
    def actual(x, y, z):
        return (140, 150, 160, 150, 145, 155)[y] if x == 4 else 100

    assert told(leaves(actual)) == {"x4"}


def test_a_loss_that_was_to_be_a_profit_is_told():
    found = explain(leaves(lambda x, y, z: -50 if x == 1 else 100))
    assert [(each.where, each.amount, each.reference) for each in found.slices] == [((("x", "x1"),), D(-4500), D(3000))]


@pytest.mark.parametrize("table", [0, 16])
@pytest.mark.parametrize("dense", [0, 1 << 12])
def test_the_sums_are_the_same_however_cells_are_kept(monkeypatch, table, dense):
    monkeypatch.setattr(explain_cube, "TABLE", table)
    monkeypatch.setattr(explain_cube, "DENSE", dense)
    random = np.random.default_rng(3)
    codes = [random.integers(0, size, 50) for size in (90, 7, 4)]
    weights = random.integers(1, 100, 50).astype(float)
    cube = Cube(codes, (90, 7, 4), 2)
    sums = cube.sums(weights)
    seen = {}
    for cell in np.flatnonzero(sums):
        group = cube.grouping(int(cell))
        members = group.named(int(cell))
        rows = np.logical_and.reduce([codes[dim] == member for dim, member in zip(group.dims, members, strict=True)])
        assert sums[cell] == weights[rows].sum()
        seen[group.dims, members] = sums[cell]
    assert {dims for dims, _ in seen} == {(0,), (1,), (2,), (0, 1), (0, 2), (1, 2)}
    assert sum(value for (dims, _), value in seen.items() if dims == (0, 1)) == weights.sum()
    some = np.array([3, 17, 41])
    assert cube.sums(weights[some], some).sum() == 6 * weights[some].sum()
