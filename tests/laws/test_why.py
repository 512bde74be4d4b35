"""What holds for every drill-down: parts, causes with their rest, and postings make the figure, to the tick."""

import random
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal as D
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scorecard.domain.scope import Scope
from scorecard.domain.vocabulary import Comparison, Kind, Unit, View
from scorecard.reports.postings import postings_report
from scorecard.reports.sought import sought
from scorecard.reports.why import WhyReport, why_report
from scorecard.reports.why_alike import told_alike
from scorecard.reports.why_leaves import Rows, added
from scorecard.reports.why_parts import Shape, amounts_of, parts_by, sums_of, whole_of
from scorecard.reports.why_spots import Spot
from scorecard.store.schema import TOLD_BY
from scorecard.store.store import Store
from tests.store.workspace import catalogue, load, parse, row

ENTITIES = ("company", "north", "shop", "plant", "south")
LEAVES = ("sales", "refunds", "wages", "rent")
NAMES = (*LEAVES, "income", "costs", "profit", "bank", "visits")
MONTHS = tuple(f"{year}-{month:02d}" for year in (2025, 2026) for month in range(1, 13))[:18]
LITTLE = catalogue()
DIMS = ("entity", "measure", "cost_centre", "vendor", "customer", "product", "project")


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """A random book of a year and a half, with a plan kept by place and, for sales, by product."""
    dice = random.Random(11)
    store = Store.open(tmp_path_factory.mktemp("book"), today=lambda: date(2026, 7, 10), parse_catalogue=parse)

    def line(month: str, scenario: str, name: str, at: int) -> dict[str, object]:
        told = {"product": dice.choice("AB")} if name == "sales" else {}
        if scenario == "actual":
            told |= {"vendor": dice.choice(["K", "O", None]), "cost_centre": dice.choice(["c1", "c2"])}
        value = D(dice.randrange(-(10**9), 10**9)) / 10_000
        place = dice.choice(ENTITIES[1:] if scenario == "actual" else ENTITIES[1::2])
        return row(month, place, name, value, scenario=scenario, source=scenario, source_row=at, **told)

    rows = [
        line(month, scenario, dice.choice((*LEAVES, "bank", "visits")), at)
        for month in MONTHS
        for scenario, count in (("actual", 30), ("budget", 12), ("forecast", 12))
        for at in range(count)
    ]
    load(store, *rows)
    yield store
    store.close()


def adds_up(found: WhyReport) -> None:
    if found.value is None:
        return
    if found.difference is not None:
        assert sum((cause.amount for cause in found.causes), found.rest) == found.difference
    if found.split.parts:
        assert sum(part.actual or D(0) for part in found.split.parts) == found.value
    if found.split.against == found.against != "":
        assert sum(part.reference or D(0) for part in found.split.parts) == found.reference
        assert sum(part.amount or D(0) for part in found.split.parts) == found.difference


scopes = st.builds(
    Scope,
    st.sampled_from(ENTITIES),
    st.sampled_from(MONTHS[12:]),
    st.sampled_from(list(View)),
    st.sampled_from(list(Comparison)),
)
wheres = st.dictionaries(
    st.sampled_from(("vendor", "cost_centre", "product")), st.sampled_from(("K", "c1", "A", ""))
).map(lambda told: tuple(told.items()))


def check(book: Store, scope: Scope, of: str, where: tuple[tuple[str, str], ...], by: str) -> None:
    found = why_report(book, scope, of, where, by)
    adds_up(found)
    if found.value is None:
        return
    if not where and scope.view is View.PERIOD:
        series = book.snapshot().cells.series(of, scope.entity, "actual").values
        assert found.value == D(int(series[MONTHS.index(scope.period)])) / 10_000
    assert postings_report(book, scope, of, where).sums[0].total == found.value


@settings(max_examples=6)
@given(scopes, st.sampled_from(NAMES), wheres, st.sampled_from(DIMS))
def test_every_drill_down_adds_up_to_its_figure(book: Store, scope: Scope, of: str, where, by: str):
    check(book, scope, of, where, by)


@pytest.mark.slow
@settings(max_examples=100)
@given(scopes, st.sampled_from(NAMES), wheres, st.sampled_from(DIMS))
def test_a_hundred_drill_downs_add_up(book: Store, scope: Scope, of: str, where, by: str):
    check(book, scope, of, where, by)


def figures(lines) -> Rows:
    """Rows out of (entity, account, vendor, column, ticks)."""
    names = dict.fromkeys(TOLD_BY, ("",)) | {"entity": ENTITIES, "measure": LEAVES, "vendor": ("", "K", "O")}
    codes = {dim: np.zeros(len(lines), np.int64) for dim in TOLD_BY}
    for at, dim in enumerate(("entity", "measure", "vendor")):
        codes[dim] = np.array([line[at] for line in lines], np.int64)
    column, ticks = (np.array([line[at] for line in lines], np.int64) for at in (3, 4))
    return Rows(tuple(names[dim] for dim in TOLD_BY), tuple(codes[dim] for dim in TOLD_BY), column, ticks)


SHARE = replace(sought(LITTLE, "sales"), id="share", kind=Kind.RATIO, unit=Unit.PERCENT, denominator=("+income",))

places, accounts, vendors = (st.integers(0, len(each) - 1) for each in (ENTITIES, LEAVES, ("", "K", "O")))
amounts = st.lists(st.tuples(places, accounts, vendors, st.integers(0, 1), st.integers(-(10**12), 10**12)), max_size=20)
quotients = st.lists(st.tuples(places, accounts, vendors, st.integers(0, 3), st.integers(1, 10**9)), max_size=20)


@settings(max_examples=30)
@given(amounts, st.booleans())
def test_telling_both_sides_alike_changes_no_side(lines, ratio):
    before, after = figures(lines), told_alike(figures(lines), LITTLE, ratio)
    assert whole_of(after.rows) == whole_of(before)


@settings(max_examples=30)
@given(amounts, st.sampled_from(("entity", "measure", "vendor")))
def test_parts_of_an_amount_add_up_on_both_sides(lines, by):
    rows, shape = figures(lines), Shape(sought(LITTLE, "sales"), 4, True)
    parts, whole = parts_by(rows, by, shape, Spot("sales", "company"), LITTLE, "plain"), whole_of(rows)
    assert sum(part.actual for part in parts) == shape.actual(whole)
    assert sum(part.reference for part in parts) == shape.reference(whole)
    assert sum(part.amount for part in parts) == D(whole.actual - whole.reference) / 10_000


@settings(max_examples=30)
@given(quotients)
def test_points_of_a_share_add_up_to_its_difference(lines):
    lines = [*lines, (1, 0, 1, 2, 7), (1, 0, 1, 3, 5)]
    rows = figures(lines)
    leaves = added(rows, ("entity", "vendor"), True)
    told, whole = sums_of(leaves), whole_of(rows)
    exact = Fraction(whole.actual, whole.actual_base) - Fraction(whole.reference, whole.reference_base)
    points = sum(amounts_of(told, Shape(SHARE, 4, True)), D(0))
    assert abs(Fraction(points) - exact) <= Fraction(1, 2 * 10**12)
