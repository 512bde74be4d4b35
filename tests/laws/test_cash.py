"""Cash at start, what comes and what goes lead to cash at end: every day, week, month, place and path."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from scorecard.domain.cash import BETWEEN, CashItems, CashTable, day_table, months_of, weeks_of
from scorecard.domain.cash_future import FutureFlow
from scorecard.domain.cash_open import Uncertain, expected_rows
from scorecard.domain.cash_paths import Paths, balances, moved_paths
from scorecard.domain.cash_residual import Residual, carried_on
from scorecard.domain.cash_scheduled import Varying

AFTER = np.datetime64("2026-10-31", "D")
PLACES = ("shop", "plant")
movements = st.lists(
    st.tuples(st.integers(1, 120), st.sampled_from(PLACES), st.integers(-(10**12), 10**12)), max_size=30
)
sweeps = st.lists(st.tuples(st.integers(1, 91), st.integers(-(10**12), 10**12)), max_size=5)


def items_of(rows: list[tuple[int, str, int]], between: list[tuple[int, int]]) -> CashItems:
    moved = [
        (at, place, BETWEEN, sign * ticks) for at, ticks in between for place, sign in (("shop", -1), ("plant", 1))
    ]
    every = [(at, place, "other", ticks) for at, place, ticks in rows] + moved
    count = len(every)
    return CashItems(
        AFTER + np.array([row[0] for row in every], dtype=np.int64), tuple(row[1] for row in every),
        tuple(row[2] for row in every), (None,) * count, ("known",) * count, ("x",) * count,
        np.array([row[3] for row in every], dtype=np.int64),
    )  # fmt: skip


def at(items: CashItems, place: str) -> CashItems:
    rows = [row for row, entity in enumerate(items.entity) if entity == place]
    told = [
        tuple(column[row] for row in rows)
        for column in (items.entity, items.line, items.party, items.basis, items.name)
    ]
    return CashItems(items.day[rows], *told, items.ticks[rows])


def chained(table: CashTable, opening: int) -> None:
    assert (table.opening + table.inflow - table.outflow + table.between == table.closing).all()
    assert table.opening[0] == opening
    assert (table.opening[1:] == table.closing[:-1]).all()
    assert (table.inflow >= 0).all()
    assert (table.outflow >= 0).all()


@given(movements, sweeps, st.integers(-(10**12), 10**12), st.integers(1, 100))
@settings(max_examples=40, deadline=None)
def test_opening_and_movements_are_closing_for_days_weeks_months_and_places(
    rows: list[tuple[int, str, int]], between: list[tuple[int, int]], opening: int, days: int
):
    items = items_of(rows, between)
    whole = day_table(items, 3 * opening, AFTER, days)
    parts = [
        day_table(at(items, place), share * opening, AFTER, days) for place, share in zip(PLACES, (1, 2), strict=True)
    ]
    for table, start in ((whole, 3 * opening), (parts[0], opening), (parts[1], 2 * opening)):
        for told in (table, weeks_of(table), months_of(table)):
            chained(told, start)
            assert told.closing[-1] == table.closing[-1]
            assert told.inflow.sum() == table.inflow.sum()
    assert (whole.closing == parts[0].closing + parts[1].closing).all()
    assert not whole.between.any()


@given(movements, st.integers(-(10**12), 10**12), st.integers(0, 2**32))
@settings(max_examples=25, deadline=None)
def test_every_path_adds_up_and_places_add_up_to_the_whole(rows: list[tuple[int, str, int]], opening: int, state: int):
    draw = np.random.Generator(np.random.PCG64(state))
    known = np.zeros((2, 21), dtype=np.int64)
    for day, place, ticks in rows:
        known[PLACES.index(place), day % 21] += ticks
    chances = draw.dirichlet(np.ones(22), 3)[:, :21]
    uncertain = Uncertain(draw.integers(0, 2, 3), draw.integers(-(10**10), 10**10, 3), chances)
    flow = FutureFlow(draw.random((2, 2, 21)) * 1e8, draw.normal(0, 0.1, (4, 2)))
    rest = Residual(draw.normal(0, 1e7, (2, 21)), draw.normal(0, 1e7, (5, 2, 21)))
    varying = Varying(1, np.array([0, 20]), 5_000_000, draw.normal(0, 0.1, 4))
    moved = moved_paths(known, [uncertain], [(1, flow), (-1, flow)], [(1, rest)], [varying], draw, 40)
    own = [opening, 2 * opening]
    shop, plant, whole = balances(moved, np.array([*own, sum(own)]))
    for place, paths in enumerate((shop, plant)):
        steps = np.diff(paths.closing, axis=1, prepend=own[place])
        assert (steps == moved[:, place]).all()
    assert (shop.closing + plant.closing == whole.closing).all()


@given(st.integers(0, 2**32))
@settings(max_examples=10, deadline=None)
def test_without_doubt_all_paths_are_the_one_that_is_expected(state: int):
    draw = np.random.Generator(np.random.PCG64(state))
    known = draw.integers(-(10**9), 10**9, (2, 14))
    moved = moved_paths(known, [], [], [], [], draw, 20)
    assert (moved == known).all()
    whole = balances(moved, np.array([1, 2, 3]))[-1]
    bands = whole.bands()
    assert all((band == 3 + np.cumsum(known.sum(axis=0))).all() for band in bands.values())
    assert set(whole.below(int(whole.closing.min())).tolist()) == {0.0}
    assert whole.ever_below(int(whole.closing.min())) == 0.0


@given(st.integers(0, 2**32), st.integers(-60, 60))
@settings(max_examples=30, deadline=None)
def test_some_day_is_under_a_floor_at_least_as_often_as_the_worst_week_and_at_most_as_all_weeks(state: int, floor: int):
    walks = np.random.Generator(np.random.PCG64(state)).integers(-9, 10, (50, 21)).cumsum(axis=1)
    weeks, ever = Paths(walks).below(floor), Paths(walks).ever_below(floor)
    assert weeks.max() <= ever <= min(weeks.sum() + 1e-12, 1.0)
    assert ever == sum(any(day < floor for day in walk) for walk in walks.tolist()) / len(walks)


@given(st.lists(st.integers(-(10**9), 10**9), min_size=1, max_size=8), st.integers(0, 2**32))
@settings(max_examples=30, deadline=None)
def test_rows_of_an_item_add_up_to_the_cent_and_never_beyond_it(cents: list[int], state: int):
    draw = np.random.Generator(np.random.PCG64(state))
    chances = draw.dirichlet(np.full(15, 0.3), len(cents))[:, :14]
    ticks = np.array(cents, dtype=np.int64) * 100
    row, _, parts = expected_rows(ticks, chances)
    total = np.zeros(len(cents), dtype=np.int64)
    np.add.at(total, row, parts)
    assert (total == np.rint(ticks * chances.sum(axis=1) / 100).astype(np.int64) * 100).all()
    assert (parts % 100 == 0).all()
    assert (np.abs(total) <= np.abs(ticks)).all()


def test_carrying_on_nothing_is_nothing():
    found = carried_on(np.zeros((2, 800), dtype=np.int64), AFTER, 91, np.array([], dtype="datetime64[D]"))
    assert not found.mean.any()
    assert not found.errors.any()
