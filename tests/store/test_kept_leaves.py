"""Leaves kept from one question to the next: never another answer than the files give, whatever was asked before."""

from collections.abc import Iterator
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scorecard.domain.cells import TICKS
from scorecard.domain.vocabulary import Scenario
from scorecard.store import kept_leaves
from scorecard.store.leaves import leaves
from scorecard.store.lines import SPLIT_BY
from scorecard.store.store import Store
from tests.store.workspace import load, parse, row

MONTHS = ("2026-01", "2026-02", "2026-03")
ACTUAL = Scenario.ACTUAL


def first(store: Store) -> None:
    """Two months of two sources, with vendors told, empty and not told."""
    load(
        store,
        row("2026-02", "shop", "sales", -100, product="A", quantity=3),
        row("2026-02", "shop", "sales", -7, product="A", quantity=None, source_row=2),
        row("2026-02", "plant", "wages", "70.0001", vendor="O'Neil", source_row=3),
        row("2026-03", "plant", "wages", 30, vendor="", source_row=4),
        row("2026-03", "south", "rent", 20, source_row=5),
        row("2026-03", "shop", "rent", None, source_row=6),
        row("2026-03", "shop", "sales", -40, source="till"),
        row("2026-03", "shop", "rent", 45, scenario="forecast", as_of=date(2026, 1, 31)),
        row("2026-03", "shop", "rent", 50, scenario="forecast", as_of=date(2026, 2, 28)),
    )


def second(store: Store) -> None:
    """The ledger's March restated: rent 5 more."""
    load(
        store,
        row("2026-03", "plant", "wages", 30, vendor="", source_row=4),
        row("2026-03", "south", "rent", 25, source_row=5),
    )


def rows(table, dims: tuple[str, ...]) -> list[tuple[object, ...]]:
    assert table.schema.names == [*dims, "value", "quantity", "lines", "counted"]
    return sorted((tuple(line.values()) for line in table.to_pylist()), key=repr)


@pytest.fixture(scope="module")
def book(tmp_path_factory) -> Iterator[Store]:
    store = Store.open(tmp_path_factory.mktemp("kept"), today=lambda: date(2026, 4, 10), parse_catalogue=parse)
    first(store)
    second(store)
    yield store
    store.close()


DIMS = st.lists(st.sampled_from(SPLIT_BY), unique=True, max_size=5).map(tuple)
WHERE = st.lists(
    st.sampled_from([("vendor", "O'Neil"), ("vendor", ""), ("product", "A"), ("entity", "shop"), ("measure", "rent"),
                     ("period", "2026-02"), ("customer", "nobody"), ("project", "")]),
    unique=True, max_size=2,
)  # fmt: skip


@given(
    DIMS,
    st.sampled_from([("profit",), ("income",), ("costs", "sales"), ("rent",), ("visits",), ("costs", "wages")]),
    st.sampled_from(["company", "north", "shop", "south"]),
    st.sets(st.sampled_from([*MONTHS, "2031-01"])).map(tuple),
    st.sampled_from([(ACTUAL, None), (Scenario.FORECAST, None), (Scenario.FORECAST, date(2026, 1, 31))]),
    WHERE,
    st.sampled_from(["", "r1", "2026-02-01"]),
)
@settings(max_examples=40, deadline=None)
def test_kept_leaves_are_those_of_the_files(book, dims, names, entity, periods, numbers, where, as_of):
    scenario, vintage = numbers
    snapshot = book.snapshot(as_of)
    question = book._question(snapshot, names, (entity,), periods, scenario, where, vintage)
    found = book.leaves(snapshot, names, (entity,), periods, scenario, dims, vintage, where)
    plain = leaves(question, dims)
    assert rows(found, dims) == rows(plain, dims)
    assert found.schema.types == plain.schema.types


def spent(store: Store, as_of: str = "") -> list[int]:
    found = store.leaves(store.snapshot(as_of), ("costs",), ("company",), MONTHS, ACTUAL, ("measure",))
    return sorted(value // TICKS for value in found["value"].to_pylist())


def test_a_restated_slice_is_read_anew_and_the_others_are_not(store: Store, monkeypatch: pytest.MonkeyPatch):
    first(store)
    assert spent(store) == [20, 100]
    read: list[list[str]] = []
    asked_of = kept_leaves.Question.asked_of
    monkeypatch.setattr(
        kept_leaves.Question,
        "asked_of",
        lambda self, keys, sql: read.append([key.period for key in keys]) or asked_of(self, keys, sql),
    )
    assert spent(store) == [20, 100]
    assert read == []
    second(store)
    assert spent(store) == [25, 100]
    assert spent(store, "r1") == [20, 100]
    assert read == [["2026-03"]]
    store.undo(2, "Ada", "wrong")
    assert spent(store) == [20, 100]


@pytest.mark.parametrize(("name", "limit"), [("MOST_READ", 0), ("MOST_KEPT", 1)])
def test_what_is_too_much_to_keep_is_answered_all_the_same(
    store: Store, monkeypatch: pytest.MonkeyPatch, name: str, limit: int
):
    monkeypatch.setattr(kept_leaves, name, limit)
    first(store)
    assert [spent(store), spent(store)] == [[20, 100]] * 2
    assert store._kept._size <= 1


def test_a_member_named_like_a_placeholder_is_a_member(store: Store):
    load(store, row("2026-03", "plant", "wages", 30, vendor="{rows}"))
    asked = (store.snapshot(), ("wages",), ("company",), MONTHS, ACTUAL, ("vendor",), None)
    assert store.leaves(*asked, (("vendor", "{rows}"),))["value"].to_pylist() == [30 * TICKS]
    assert len(store.leaves(*asked, (("vendor", "{where}"),))) == 0
