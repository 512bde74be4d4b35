"""Figures added up by dimensions: exact, in natural sign, only from what speaks."""

from datetime import date

import pytest

from scorecard.domain.cells import TICKS
from scorecard.domain.errors import UnknownName
from scorecard.store.refusals import TooLarge
from scorecard.store.store import Store
from tests.store.workspace import load, row

MARCH = ("2026-03",)


def book(store: Store) -> None:
    load(
        store,
        row("2026-03", "shop", "sales", -100, product="A", quantity=3),
        row("2026-03", "shop", "sales", -50, product="B", source_row=2),
        row("2026-03", "plant", "sales", 10, product="A", source_row=3, note="credit note"),
        row("2026-03", "shop", "refunds", 5, source_row=4),
        row("2026-03", "plant", "wages", "70.0001", vendor="O'Neil", source_row=5),
        row("2026-03", "south", "rent", 20, source_row=6),
        row("2026-02", "shop", "sales", -999, source_row=7),
        row("2026-03", "shop", "rent", None, source_row=8),
    )


def told(store: Store, names: tuple[str, ...], dims: tuple[str, ...], **more: object) -> dict[tuple, float]:
    found = store.leaves(store.snapshot(), names, ("company",), MARCH, "actual", dims, **more)
    return {tuple(line[dim] for dim in dims): line["value"] / TICKS for line in found.to_pylist()}


def test_groups_and_subtotals_are_told_in_their_natural_sign(store: Store):
    book(store)
    assert told(store, ("income",), ("measure",)) == {("sales",): 140, ("refunds",): -5}
    assert told(store, ("profit",), ("entity",)) == {("shop",): 145, ("plant",): -80.0001, ("south",): -20}
    assert told(store, ("wages",), ()) == {(): 70.0001}


def test_every_leaf_sum_is_the_cell_of_its_account(store: Store):
    book(store)
    cells = store.snapshot().cells
    at = list(cells.periods).index("2026-03")
    for name in ("income", "costs", "profit", "sales", "rent"):
        found = store.leaves(store.snapshot(), (name,), ("company",), MARCH, "actual", ())
        assert found["value"].to_pylist() == [int(cells.series(name, "company", "actual").values[at])]


def test_dimensions_quantities_and_lines_are_told(store: Store):
    book(store)
    found = store.leaves(store.snapshot(), ("sales",), ("company",), MARCH, "actual", ("product",)).to_pylist()
    assert sorted(tuple(line.values()) for line in found) == [
        ("A", 90 * TICKS, 3 * TICKS, 2, 1), ("B", 50 * TICKS, None, 1, 0),
    ]  # fmt: skip


def test_a_part_holds_exactly_and_an_empty_member_asks_for_what_is_not_told(store: Store):
    book(store)
    assert told(store, ("profit",), (), where=(("vendor", "O'Neil"),)) == {(): -70.0001}
    assert told(store, ("sales",), (), where=(("vendor", ""), ("product", "B"))) == {(): 50}
    assert told(store, ("sales",), (), where=(("product", "C"),)) == {}
    assert told(store, ("sales",), ("product",), where=(("entity", "plant"),)) == {("A",): -10}


def test_lines_and_their_count_hold_the_same_part(store: Store):
    book(store)
    where = (("product", "A"),)
    asked = (store.snapshot(), ("sales",), ("company",), MARCH, "actual")
    assert [line["source_row"] for line in store.lines(*asked, 10, True, where).to_pylist()] == [1, 3]
    assert store.count_lines(*asked, where) == 2


def test_nothing_comes_of_what_is_not_there(store: Store):
    book(store)
    assert told(store, ("sales",), ("product",), where=(("customer", "nobody"),)) == {}
    empty = store.leaves(store.snapshot(), ("sales",), ("company",), ("2031-01",), "actual", ("product",))
    assert (len(empty), empty.schema.names) == (0, ["product", "value", "quantity", "lines", "counted"])


def test_only_the_vintage_asked_for_speaks(store: Store):
    for day, value in ((date(2026, 1, 31), 40), (date(2026, 2, 28), 60)):
        load(store, row("2026-03", "shop", "rent", value, scenario="forecast", as_of=day, source=f"outlook {day}"))
    asked = (store.snapshot(), ("rent",), ("company",), MARCH, "forecast", ())
    assert store.leaves(*asked, date(2026, 1, 31))["value"].to_pylist() == [40 * TICKS]
    assert store.leaves(*asked, date(2026, 2, 28))["value"].to_pylist() == [60 * TICKS]


@pytest.mark.parametrize("name", ["colour", "1=1 OR value", "value"])
def test_a_dimension_that_is_none_is_refused(store: Store, name: str):
    book(store)
    with pytest.raises(ValueError, match="not among"):
        told(store, ("sales",), (name,))
    with pytest.raises(UnknownName):
        told(store, ("sales",), (), where=((name, "x"),))


def test_a_sum_beyond_exact_counting_is_refused(store: Store):
    months = [f"2025-{month:02d}" for month in range(1, 13)]
    load(store, *(row(month, "shop", "rent", "99999999999999") for month in months))
    asked = (store.snapshot(), ("rent",), ("company",), months, "actual")
    assert len(store.leaves(*asked, ("period",))) == 12
    with pytest.raises(TooLarge):
        store.leaves(*asked, ())
