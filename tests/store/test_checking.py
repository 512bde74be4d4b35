"""Check: a healthy store has no problems; each kind of damage is found and told."""

import os
import shutil
import sqlite3
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from scorecard.store.refusals import BackupElsewhere, BackupExists
from scorecard.store.slices import HASH
from scorecard.store.store import Store
from tests.store.workspace import held, load, parse, row

pytestmark = pytest.mark.slow


@pytest.fixture
def full(store: Store) -> Store:
    load(store, row("2026-01", "shop", "wages", 1), row("2026-02", "shop", "wages", 2))
    load(store, row("2026-02", "shop", "wages", 3))
    return store


def file_of(store: Store, version: int, period: str) -> Path:
    return next(Path(file.uri) for file in store._shelves.facts.files(version) if file.period == period)


def test_a_healthy_store_has_no_problems_and_tells_its_steps(full: Store):
    steps: list[str] = []
    assert full.check(steps.append) == []
    assert steps == ["book", "audit trail", "revision 1", "revision 2"]


def test_a_lost_file_is_found_in_every_revision_that_needs_it(full: Store):
    file_of(full, 1, "2026-02").unlink()
    assert [problem.where for problem in full.check()] == ["revision 1"]
    file_of(full, 2, "2026-01").unlink()
    assert [problem.where for problem in full.check()] == ["revision 1", "revision 2"]


def test_a_changed_amount_is_found_although_the_file_opens(full: Store):
    path = file_of(full, 2, "2026-02")
    size = path.stat().st_size
    table = pq.read_table(path, partitioning=None)
    import decimal

    import pyarrow as pa

    changed = table.set_column(
        table.column_names.index("value"),
        table.schema.field("value"),
        pa.array([decimal.Decimal(4)], table.schema.field("value").type),
    )
    for level in range(1, 20):
        pq.write_table(changed, path, compression="zstd", compression_level=level)
        full._shelves.facts.files.cache_clear()
    if path.stat().st_size != size:
        object.__setattr__(full._shelves.facts, "missing_files", lambda _version: [])
    problems = full.check()
    assert len(problems) == 1
    assert problems[0].where == "revision 2, ledger actual 2026-02"
    assert "control total" in problems[0].what


def test_a_manifest_that_does_not_match_is_found(full: Store, tmp_path: Path):
    with sqlite3.connect(tmp_path / "store" / "book.db") as outside:
        outside.execute(f"UPDATE slice SET row_hash = '{HASH}:0' WHERE period = '2026-01'")
    outside.close()
    assert ["lines are not those" in problem.what for problem in full.check()] == [True]


def test_a_backup_opens_as_a_store_and_holds_everything(full: Store, tmp_path: Path):
    assert full.backup(tmp_path / "copy") == 2
    load(full, row("2026-03", "shop", "wages", 9))
    copy = Store.open(tmp_path / "copy", parse_catalogue=parse)
    assert copy.check() == []
    assert copy.revision() == 2
    assert held(copy) == held(full, "r2")
    assert held(copy, "r1") == held(full, "r1")
    assert load(copy, row("2026-04", "shop", "wages", 1)).revision == 3
    copy.close()


def test_a_backup_never_writes_over_anything(full: Store, tmp_path: Path):
    (tmp_path / "copy").mkdir()
    (tmp_path / "copy" / "mine.txt").write_text("mine")
    with pytest.raises(BackupExists, match="Choose an empty one"):
        full.backup(tmp_path / "copy")


@pytest.mark.postgres
def test_a_server_is_backed_up_by_its_own_means(server, tmp_path: Path):
    store = Store.open(tmp_path / "s", server(), parse_catalogue=parse)
    with pytest.raises(BackupElsewhere):
        store.backup(tmp_path / "copy")
    store.close()


def test_control_copying_the_file_in_use_misses_what_is_committed(full: Store, tmp_path: Path):
    book = tmp_path / "store" / "book.db"
    shutil.copy(book, tmp_path / "plain.db")
    with sqlite3.connect(tmp_path / "plain.db") as plain:
        try:
            found = plain.execute("SELECT count(*) FROM revision").fetchone()[0]
        except sqlite3.OperationalError:
            found = 0
    plain.close()
    assert found < 2
    assert os.path.getsize(str(book) + "-wal") > 0
