"""The facts shelf: orphans are never read, bytes are flushed before they are named, other addresses work."""

import json
import os
import shutil
import sys
from contextlib import closing
from pathlib import Path

import pytest
from deltalake import DeltaTable, write_deltalake

from scorecard.store import publishing
from scorecard.store.durable import added_files, log_entry
from scorecard.store.facts import SETTINGS, Facts
from scorecard.store.refusals import FactsUnreadable, FolderNameUnfit
from scorecard.store.schema import FACT_SCHEMA
from scorecard.store.store import Store
from tests.store.workspace import held, load, parse, row, table

pytestmark = pytest.mark.slow


def values(store: Store) -> list[int]:
    return sorted(int(found["value"]) for found in held(store))


def write_orphan(store: Store, *rows: dict[str, object], **how: object) -> int:
    """A commit that no revision names, as a killed import leaves it."""
    facts = store._shelves.facts
    write_deltalake(facts.uri, table(rows), mode="append", **how)
    return DeltaTable(facts.uri).version()


def test_old_versions_are_kept_for_a_hundred_years(store: Store):
    settings = DeltaTable(store._shelves.facts.uri).metadata().configuration
    assert settings["delta.logRetentionDuration"] == "interval 36500 days"
    assert settings["delta.deletedFileRetentionDuration"] == "interval 36500 days"


def test_one_publish_is_one_commit_with_files_by_period(store: Store):
    load(store, *(row(f"2026-{month:02d}", "shop", "wages", month) for month in range(1, 7)))
    load(store, *(row(f"2026-{month:02d}", "shop", "wages", -month) for month in range(1, 4)))
    facts = store._shelves.facts
    assert DeltaTable(facts.uri).version() == 2 == store.revisions()[0].facts_version
    assert sorted(file.period for file in facts.files(2)) == [f"2026-{month:02d}" for month in range(1, 7)]


def test_an_orphan_is_not_read_and_the_next_import_starts_from_the_published_version(store: Store):
    load(store, row("2026-01", "shop", "wages", 1))
    orphan = write_orphan(store, row("2026-01", "shop", "wages", 666), row("2026-09", "shop", "wages", 667))
    assert orphan == 2
    assert values(store) == [1]
    load(store, row("2026-02", "shop", "wages", 2))
    assert values(store) == [1, 2]
    assert store.revisions()[0].facts_version == 4
    assert store.check() == []


def test_control_without_taking_it_back_an_orphan_becomes_visible(store: Store):
    load(store, row("2026-01", "shop", "wages", 1))
    write_orphan(store, row("2026-09", "shop", "wages", 666))
    naive = Facts(store._shelves.facts.uri)
    rows = table([row("2026-02", "shop", "wages", 2)])
    write_deltalake(naive.uri, rows, mode="append")
    assert sum(file.rows for file in naive.files(DeltaTable(naive.uri).version())) == 3


def test_an_orphan_that_removed_rows_is_taken_back_too(store: Store):
    load(store, row("2026-01", "shop", "wages", 1), row("2026-02", "shop", "wages", 2))
    DeltaTable(store._shelves.facts.uri).delete("period = '2026-01'")
    load(store, row("2026-02", "shop", "wages", 20))
    assert values(store) == [1, 20]
    assert store.undo(2, "ann", "").revision == 3
    assert values(store) == [1, 2]


@pytest.mark.parametrize("cut", [0, 10, 400], ids=["empty", "ten bytes", "in the middle"])
def test_a_torn_unpublished_log_entry_is_set_aside(store: Store, tmp_path: Path, cut: int):
    load(store, row("2026-01", "shop", "wages", 1))
    facts = store._shelves.facts
    entry = log_entry(facts.local, write_orphan(store, row("2026-09", "shop", "wages", 666)))
    entry.write_bytes(entry.read_bytes()[:cut])
    fresh = Store.open(tmp_path / "store", parse_catalogue=parse)
    assert values(fresh) == [1]
    load(fresh, row("2026-02", "shop", "wages", 2))
    assert values(fresh) == [1, 2]
    assert fresh.check() == []
    fresh.close()


def test_a_failure_after_the_commit_leaves_an_orphan_and_the_retry_loads(store: Store, monkeypatch: pytest.MonkeyPatch):
    load(store, row("2026-01", "shop", "wages", 1))

    def fail(*_: object) -> int:
        raise OSError("no room")

    with monkeypatch.context() as patched:
        patched.setattr(publishing, "record_revision", fail)
        with pytest.raises(OSError, match="no room"):
            load(store, row("2026-01", "shop", "wages", 2))
    assert (store.revision(), values(store), len(store.imports())) == (1, [1], 1)
    assert DeltaTable(store._shelves.facts.uri).version() == 2
    assert load(store, row("2026-01", "shop", "wages", 2)).revision == 2
    assert values(store) == [2]


def flushed_while(work) -> list[str]:
    """Names of files and folders flushed, and the moments SQLite commits, in order."""
    seen: list[str] = []
    real = os.fsync

    def told(handle: int) -> None:
        seen.append(os.readlink(f"/proc/self/fd/{handle}"))
        real(handle)

    os.fsync = told
    try:
        work(seen)
    finally:
        os.fsync = real
    return seen


@pytest.mark.skipif(sys.platform != "linux", reason="file names of handles are read from /proc")
def test_everything_a_revision_rests_on_is_flushed_before_the_book_names_it(store: Store):
    load(store, row("2026-01", "shop", "wages", 1))
    root = store._shelves.facts.local
    state = []

    def publish(seen: list[str]) -> None:
        real = publishing.record_import

        def noted(*args: object) -> None:
            state.extend(seen)
            real(*args)

        publishing.record_import = noted
        try:
            load(store, row("2026-01", "shop", "wages", 2), row("2026-02", "shop", "wages", 2))
        finally:
            publishing.record_import = real

    flushed_while(publish)
    files = added_files(root, 2)
    assert len(files) == 2
    needed = {*files, log_entry(root, 2), root / "_delta_log", root, *(file.parent for file in files)}
    assert {str(path) for path in needed} <= set(state)
    positions = [
        max(at for at, name in enumerate(state) if name == str(path)) for path in (files[0], log_entry(root, 2))
    ]
    assert positions == sorted(positions)


@pytest.mark.skipif(sys.platform != "linux", reason="file names of handles are read from /proc")
def test_control_deltalake_alone_flushes_nothing(tmp_path: Path):
    rows = table([row("2026-01", "shop", "wages", 1)])
    assert flushed_while(lambda _: write_deltalake(tmp_path / "bare", rows, partition_by=["period"])) == []


@pytest.mark.parametrize("name", ["plain", "with space", "it's odd *?#", "Zahlen-ü"])
def test_the_folder_may_have_any_name(tmp_path: Path, name: str):
    store = Store.open(tmp_path / name, parse_catalogue=parse)
    load(store, row("2026-01", "shop", "wages", 1))
    load(store, row("2026-01", "shop", "wages", 2), row("2026-02", "shop", "wages", 3))
    assert values(store) == [2, 3]
    assert store.check() == []
    store.close()


@pytest.mark.parametrize("name", ["a[b", "a]b", "a^b", "a|b", "a%20b"])
def test_a_folder_that_the_library_stumbles_over_is_refused_at_once(tmp_path: Path, name: str):
    with pytest.raises(FolderNameUnfit, match="its path holds"):
        Store.open(tmp_path / name, parse_catalogue=parse)


def test_facts_may_lie_at_a_uri(tmp_path: Path):
    store = Store.open(tmp_path / "s", facts_uri=(tmp_path / "else where").as_uri(), parse_catalogue=parse)
    load(store, row("2026-01", "shop", "wages", 1))
    load(store, row("2026-01", "shop", "wages", 2))
    assert values(store) == [2]
    assert (tmp_path / "else where" / "_delta_log").is_dir()
    store.close()


def test_an_object_stores_table_is_read_through_deltalake(store: Store):
    """An address that is not local: nothing to flush, and files are read as a dataset of the opened version."""
    load(store, row("2026-01", "shop", "wages", 1), row("2026-02", "shop", "wages", 2))
    facts = store._shelves.facts
    facts.local = None
    load(store, row("2026-02", "shop", "wages", 3))
    assert values(store) == [1, 3]
    assert [int(found["value"]) for found in held(store, "r1")] == [1, 2]
    assert store.diff(1, 2).restated == 1
    assert store.undo(2, "ann", "").revision == 3
    assert values(store) == [1, 2]


def test_other_engines_find_the_revision_in_the_commit(store: Store):
    load(store, row("2026-01", "shop", "wages", 1))
    entry = log_entry(store._shelves.facts.local, 1).read_text().splitlines()
    told = next(json.loads(line)["commitInfo"] for line in entry if "commitInfo" in line)
    assert told["revision"] == "1"


def test_a_lost_facts_folder_is_told_in_a_sentence(store: Store):
    load(store, row("2026-01", "shop", "wages", 1))
    shutil.rmtree(store._shelves.facts.local)
    with pytest.raises(FactsUnreadable, match="Restore the store from its backup"):
        store.snapshot()
    assert store.check()


def test_amounts_are_decimals_at_rest(store: Store):
    load(store, row("2026-01", "shop", "wages", "90071992547409.9301"))
    stored = DeltaTable(store._shelves.facts.uri).to_pyarrow_table()
    assert stored.schema.field("value").type == FACT_SCHEMA.field("value").type
    assert str(stored["value"][0].as_py()) == "90071992547409.9301"


def test_the_first_revision_still_opens_after_a_checkpoint(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """The table's library sums its log up every so many commits, here ten; old versions stay readable, also without."""
    monkeypatch.setitem(SETTINGS, "delta.checkpointInterval", "10")
    with closing(Store.open(tmp_path / "store", parse_catalogue=parse)) as store:
        for number in range(1, 16):
            load(store, row("2026-01", "shop", "wages", number), text="little" if number == 1 else None)
        log = store._shelves.facts.local / "_delta_log"
        assert [found.name for found in log.glob("*.checkpoint.parquet")] == [f"{9:020}.checkpoint.parquet"]
        fresh = Facts(store._shelves.facts.uri)
        assert [len(fresh.files(version)) for version in (1, 9, 10, 15)] == [1, 1, 1, 1]
        assert [int(found["value"]) for found in held(store, "r1")] == [1]
        assert store.undo(15, "ann", "").revision == 16
        assert values(store) == [14]
        assert store.check() == []
