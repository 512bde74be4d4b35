"""Undo: slices and catalogue are again what they were, to the byte; what built on them is not pulled away."""

from datetime import date
from decimal import Decimal

import pytest

from scorecard.store.refusals import CannotUndo, CatalogueDoesNotFit, NoSuchImport
from scorecard.store.store import ImportFile, Store
from tests.store.workspace import held, load, row

FILE = ImportFile("b.csv", "b" * 64)


def test_undo_restores_rows_to_the_byte(any_store: Store):
    vintage = date(2026, 1, 31)
    load(
        any_store,
        row("2026-01", "shop", "sales", "-100.0001", note="first", cost_centre="a", quantity=Decimal(3)),
        row("2026-01", "shop", "wages", 60),
        row("2026-02", "shop", "wages", 61, scenario="forecast", as_of=vintage),
        row("2026-03", "shop", "wages", 62),
    )
    before, slices = held(any_store), any_store.slices(1)
    published = load(
        any_store,
        row("2026-01", "shop", "sales", -1),
        row("2026-02", "shop", "wages", 1, scenario="forecast", as_of=vintage),
        row("2026-05", "plant", "wages", 5),
    )
    assert held(any_store) != before
    undone = any_store.undo(published.import_id, "bea", "wrong file")
    assert (undone.revision, any_store.revision()) == (3, 3)
    assert held(any_store) == before
    assert [(s.key, s.figures) for s in any_store.slices(3)] == [(s.key, s.figures) for s in slices]
    assert any_store.imports()[0].state == "undone"
    assert any_store.check() == []


def test_undoing_the_only_figures_leaves_none(store: Store):
    load(store, text="little")
    published = load(store, row("2026-01", "shop", "wages", 1))
    store.undo(published.import_id, "bea", "")
    assert held(store) == []
    assert held(store, "r2") != []


def test_an_undone_file_can_be_loaded_again(store: Store):
    load(store, row("2026-01", "shop", "wages", 1))
    published = load(store, row("2026-01", "shop", "wages", 2), file=FILE)
    store.undo(published.import_id, "bea", "")
    again = load(store, row("2026-01", "shop", "wages", 2), file=FILE)
    assert (again.revision, again.already) == (4, False)
    store.undo(again.import_id, "bea", "")
    assert [int(found["value"]) for found in held(store)] == [1]


def test_what_a_later_import_replaced_is_not_pulled_away(any_store: Store):
    load(any_store, row("2026-01", "shop", "wages", 1), row("2026-02", "shop", "wages", 1))
    first = load(any_store, row("2026-01", "shop", "wages", 2), row("2026-02", "shop", "wages", 2))
    later = load(any_store, row("2026-02", "shop", "wages", 3))
    with pytest.raises(CannotUndo, match=f"import {later.import_id} has since replaced .* 2026-02. Undo import"):
        any_store.undo(first.import_id, "bea", "")
    any_store.undo(later.import_id, "bea", "")
    any_store.undo(first.import_id, "bea", "")
    assert [int(found["value"]) for found in held(any_store)] == [1, 1]


def test_other_slices_loaded_since_stay(store: Store):
    load(store, row("2026-01", "shop", "wages", 1))
    first = load(store, row("2026-01", "shop", "wages", 2))
    load(store, row("2026-01", "shop", "rent", 9, source="rents"), row("2026-02", "shop", "rent", 9))
    store.undo(first.import_id, "bea", "")
    assert sorted(int(found["value"]) for found in held(store)) == [1, 9, 9]


def test_undo_restores_the_catalogue_too(store: Store):
    load(store, row("2026-01", "shop", "wages", 1))
    published = load(store, row("2026-01", "shop", "wages", 2), text="renamed")
    store.undo(published.import_id, "bea", "")
    assert store.snapshot().catalogue.workspace == "little"
    assert store.snapshot("r2").catalogue.workspace == "renamed"


def test_a_catalogue_replaced_since_is_not_pulled_away(store: Store):
    load(store, row("2026-01", "shop", "wages", 1))
    second = store.publish("ann", "", "catalogue", catalogue_text="renamed")
    store.publish("ann", "", "catalogue", catalogue_text="pounds")
    with pytest.raises(CannotUndo, match="later catalogue"):
        store.undo(second.import_id, "bea", "")


def test_a_catalogue_whose_names_are_in_use_is_not_pulled_away(store: Store):
    store.publish("ann", "", "catalogue", catalogue_text="without rent")
    second = store.publish("ann", "", "catalogue", catalogue_text="little")
    load(store, row("2026-01", "shop", "rent", 1))
    with pytest.raises(CatalogueDoesNotFit, match="rent"):
        store.undo(second.import_id, "bea", "")


def test_what_cannot_be_undone_says_why(store: Store):
    first = load(store, row("2026-01", "shop", "wages", 1))
    same = load(store, row("2026-01", "shop", "wages", 1))
    second = load(store, row("2026-01", "shop", "wages", 2))
    store.undo(second.import_id, "bea", "")
    for import_id, said in (
        (first.import_id, "first catalogue"),
        (same.import_id, "nothing"),
        (second.import_id, "before"),
    ):
        with pytest.raises(CannotUndo, match=said):
            store.undo(import_id, "bea", "")
    with pytest.raises(NoSuchImport, match="no import 99"):
        store.undo(99, "bea", "")
    assert store.revision() == 3
