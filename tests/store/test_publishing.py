"""Revisions: loading, loading again, previews by count, and what was believed when."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from decimal import Decimal

import pyarrow as pa
import pytest

from scorecard.domain.errors import NothingPublished, UnknownRevision
from scorecard.domain.vocabulary import Scenario
from scorecard.store.refusals import CatalogueDoesNotFit, CatalogueNeeded, PublishingIsBusy
from scorecard.store.store import ImportFile, Preview, Store
from tests.store.workspace import held, load, parse, row, table

pytestmark = pytest.mark.slow

FILE = ImportFile("january.csv", "a" * 64, 120, "ledger")


def january(*more: dict[str, object]) -> list[dict[str, object]]:
    return [row("2026-01", "shop", "sales", -100), row("2026-01", "shop", "wages", 60), *more]


def test_an_empty_store_says_so(store: Store):
    assert store.revision() == 0
    with pytest.raises(NothingPublished):
        store.snapshot()


def test_figures_need_a_catalogue(store: Store):
    with pytest.raises(CatalogueNeeded):
        load(store, *january(), text=None)
    assert store.revision() == 0


def test_a_first_load_is_all_new_and_one_revision(any_store: Store):
    published = load(any_store, *january(), file=FILE)
    assert published.revision == any_store.revision() == 1
    assert published.preview == Preview(new=2, restated=0, removed=0, unchanged=0, slices_changed=1, slices_same=0)
    assert [r["import_id"] for r in held(any_store)] == [1, 1]
    assert any_store.imports()[0].file_sha256 == "a" * 64
    assert any_store.imports()[0].total == Decimal(-40)
    assert any_store.catalogue_text(1) == "little"


def test_the_same_file_again_is_already_loaded(any_store: Store):
    load(any_store, *january(), file=FILE)
    again = load(any_store, *january(), file=FILE)
    assert (again.revision, again.import_id, again.already) == (None, 1, True)
    assert any_store.revision() == 1
    assert len(any_store.imports()) == 1
    assert any_store.already_loaded(FILE) == 1


def test_the_same_rows_in_another_file_and_order_make_no_revision(any_store: Store):
    load(any_store, *january(), file=FILE)
    rows = [found | {"source_row": 99 - at, "source_ref": "copy.csv"} for at, found in enumerate(reversed(january()))]
    again = load(any_store, *rows, file=ImportFile("copy.csv", "b" * 64))
    assert (again.revision, again.already, again.preview.unchanged) == (None, False, 2)
    assert any_store.revision() == 1
    assert any_store.imports()[0].state == "unchanged"


def test_a_file_loads_again_once_its_figures_no_longer_stand(store: Store):
    load(store, *january(), file=FILE)
    load(store, *january(row("2026-01", "shop", "rent", 5)), file=ImportFile("b.csv", "b" * 64))
    assert store.already_loaded(FILE) is None
    back = load(store, *january(), file=FILE)
    assert (back.revision, back.preview.removed, back.preview.unchanged) == (3, 1, 2)


def test_the_same_file_read_by_another_profile_is_another_import(store: Store):
    load(store, *january(), file=FILE)
    assert store.already_loaded(ImportFile("january.csv", "a" * 64, 120, "other")) is None


def test_a_preview_tells_new_restated_removed_and_unchanged_lines_apart(store: Store):
    load(store, *january(row("2026-01", "plant", "wages", 7)), row("2026-02", "shop", "wages", 61))
    rows = [
        row("2026-01", "shop", "sales", -101),
        row("2026-01", "shop", "wages", 60),
        row("2026-01", "south", "rent", 1),
        row("2026-01", "south", "rent", 2),
        row("2026-02", "shop", "wages", 61),
    ]
    with store.stage([table(rows)]) as staged:
        assert staged.preview() == Preview(new=2, restated=1, removed=1, unchanged=2, slices_changed=1, slices_same=1)
        changes = staged.changes(10).to_pylist()
    told = {(c["change"], c["entity"], c["measure"], c["before"], c["after"]) for c in changes}
    assert told == {
        ("restated", "shop", "sales", Decimal(-100), Decimal(-101)),
        ("new", "south", "rent", None, Decimal(1)),
        ("new", "south", "rent", None, Decimal(2)),
        ("removed", "plant", "wages", Decimal(7), None),
    }
    assert store.revision() == 1


def test_doubled_lines_count_by_copy(store: Store):
    once, twice = row("2026-01", "shop", "wages", 5), [row("2026-01", "shop", "wages", 5)] * 2
    load(store, once)
    with store.stage([table(twice)]) as staged:
        assert (staged.preview().new, staged.preview().unchanged) == (1, 1)
    load(store, *twice)
    with store.stage([table([once])]) as staged:
        assert (staged.preview().removed, staged.preview().unchanged) == (1, 1)


def test_there_and_back_again_nets_to_nothing(store: Store):
    """A line that goes A, B, A: by set it was once restated; by count nothing differs."""
    for value in (1, 2, 1):
        load(store, row("2026-01", "shop", "wages", value), row("2026-02", "shop", "wages", value))
    there, back = store.diff(1, 2), store.diff(1, 3)
    assert (there.new, there.restated, there.removed) == (0, 2, 0)
    assert (back.new, back.restated, back.removed, back.slices, back.rows.num_rows) == (0, 0, 0, (), 0)


def test_a_difference_reads_only_the_periods_that_differ(store: Store):
    load(store, *(row(f"2026-{month:02d}", "shop", "wages", 5) for month in range(1, 13)))
    load(store, row("2026-07", "shop", "wages", 6))
    asked: list[object] = []
    real = store._shelves.facts.rows
    object.__setattr__(store._shelves.facts, "rows", lambda c, v, p=None: (asked.append(p), real(c, v, p))[1])
    assert store.diff(1, 2).restated == 1
    assert asked == [{"2026-07"}, {"2026-07"}]


def test_an_import_replaces_its_slices_and_no_others(store: Store):
    load(
        store,
        row("2026-01", "shop", "wages", 1),
        row("2026-02", "shop", "wages", 2),
        row("2026-01", "shop", "wages", 3, source="payroll"),
        row("2026-01", "shop", "wages", 4, scenario="budget"),
        row("2026-01", "shop", "wages", 5, scenario="forecast", as_of=date(2026, 1, 1)),
        row("2026-01", "shop", "wages", 6, scenario="forecast", as_of=date(2026, 2, 1)),
    )
    load(store, row("2026-01", "shop", "wages", 50, scenario="forecast", as_of=date(2026, 1, 1)))
    assert sorted(int(found["value"]) for found in held(store)) == [1, 2, 3, 4, 6, 50]
    load(store, row("2026-01", "shop", "wages", 10))
    assert sorted(int(found["value"]) for found in held(store)) == [2, 3, 4, 6, 10, 50]


def test_names_with_quotes_and_odd_letters_are_only_names(store: Store):
    odd = "it's; DROP TABLE facts; -- ß/\\%"
    load(store, row("2026-01", "shop", "wages", 1, source=odd), row("2026-01", "shop", "wages", 2))
    load(store, row("2026-01", "shop", "wages", 3, source=odd))
    assert sorted(int(found["value"]) for found in held(store)) == [2, 3]


def test_any_past_revision_opens_as_it_was(any_store: Store):
    load(any_store, *january())
    before = held(any_store)
    load(any_store, row("2026-01", "shop", "wages", 77), text="renamed")
    assert held(any_store, "r1") == before
    old, new = any_store.snapshot("r1"), any_store.snapshot()
    assert [s.catalogue.workspace for s in (old, new)] == ["little", "renamed"]
    wages = [int(s.cells.series("wages", "company", Scenario.ACTUAL).values[0]) for s in (old, new)]
    assert wages == [600_000, 770_000]
    with pytest.raises(UnknownRevision):
        any_store.snapshot("r3")
    with pytest.raises(UnknownRevision):
        any_store.snapshot("rx")


def test_a_date_asks_for_the_newest_revision_published_by_then(store: Store, today: list[date]):
    load(store, text="little")
    load(store, *january())
    today[0] = date(2026, 5, 10)
    load(store, *january(row("2026-01", "shop", "rent", 5)))
    assert store.snapshot("2026-04-30").revision == 2
    assert store.snapshot("2026-05-10").revision == 3
    assert store.snapshot("2026-01-01").revision == 2
    assert store.snapshot("2026-04-30").as_of_label == "30 Apr 2026 (revision 2)"


def test_a_catalogue_alone_is_a_revision_and_the_same_again_is_not(any_store: Store):
    first = any_store.publish("ann", "start", "catalogue", catalogue_text="little")
    again = any_store.publish("ann", "start", "catalogue", catalogue_text="little")
    assert (first.revision, again.revision) == (1, None)
    assert any_store.snapshot().calendar.periods[0].key == "2026-04"


def test_figures_without_a_meaning_are_refused(store: Store):
    load(store, *january())
    for odd, said in (
        (row("2026-01", "shop", "bribes", 1), "bribes"),
        (row("2026-01", "moon", "wages", 1), "moon"),
        (row("2026-01", "shop", "costs", 1), "costs"),
        (row("2026-01", "shop", "wages", 1) | {"period": "2026-P01"}, "2026-P01"),
    ):
        with pytest.raises(CatalogueDoesNotFit, match=said):
            load(store, odd)
    assert store.revision() == 1


def test_a_catalogue_that_forgets_a_name_in_use_is_refused(store: Store):
    load(store, *january())
    with pytest.raises(CatalogueDoesNotFit, match="wages"):
        store.publish("ann", "", "catalogue", catalogue_text="without wages")
    store.publish("ann", "", "catalogue", catalogue_text="without rent")


def test_rows_of_another_shape_are_refused(store: Store):
    good = table(january())
    with pytest.raises(ValueError, match="entity"):
        store.stage([good.set_column(4, "entity", pa.array(["shop", None]))])
    with pytest.raises(ValueError, match="no value"):
        store.stage([table([row("2026-01", "shop", "wages", None, state="reported")])])
    with pytest.raises(KeyError):
        store.stage([good.drop_columns(["period"])])
    assert not list((store._shelves.workshop).glob("*-*/*/*.parquet"))


def test_staged_rows_leave_the_workshop_at_the_end(store: Store):
    with store.stage([table(january())]) as staged:
        assert list(store._shelves.workshop.glob("*-*/*/*.parquet"))
        assert (staged.rows, staged.total) == (2, Decimal(-40))
    assert not list(store._shelves.workshop.glob("*-*"))


def test_a_newer_state_is_seen_by_another_open_store(store: Store, tmp_path):
    other = Store.open(tmp_path / "store", parse_catalogue=parse)
    load(store, *january())
    assert other.revision() == 1
    assert other.snapshot().cells.series("wages", "shop", Scenario.ACTUAL).values.tolist() == [600_000]
    load(store, *january(row("2026-02", "shop", "wages", 5)))
    assert len(other.snapshot().cells.periods) == 2
    other.close()


def test_two_importers_at_once_lose_nothing(any_store: Store, tmp_path, book_url: str):
    other = Store.open(tmp_path / "store", book_url, parse_catalogue=parse)
    load(any_store, text="little")
    months = [f"2026-{month:02d}" for month in range(1, 7)]

    def one(at: int) -> int | None:
        return load((any_store, other)[at % 2], row(months[at], "shop", "wages", at + 1), text=None).revision

    with ThreadPoolExecutor(4) as pool:
        assert sorted(pool.map(one, range(6))) == [2, 3, 4, 5, 6, 7]
    assert sorted(int(found["value"]) for found in held(any_store)) == [1, 2, 3, 4, 5, 6]
    assert any_store.check() == []
    other.close()


def test_an_importer_that_waits_too_long_is_told(tmp_path, book_url: str):
    one, other = (Store.open(tmp_path / "s", book_url, parse_catalogue=parse, wait=0.2) for _ in range(2))
    with one._shelves.book.publishing(1), pytest.raises(PublishingIsBusy, match="Try again"):
        load(other, *january())
    assert other.revision() == 0
    load(other, *january())
    assert one.revision() == 1
    one.close()
    other.close()


def test_one_snapshot_is_shared_by_all_sessions(store: Store):
    load(store, *january())
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(lambda _: store.snapshot(), range(16)))
    assert len({id(snapshot) for snapshot in found}) == 1
