"""Rows on their way in: a file in the workshop, its slices and what they would change."""

import os
import secrets
import shutil
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence, Set
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from types import TracebackType

import duckdb
import pyarrow as pa
import pyarrow.compute as pc

from scorecard.store.datafiles import Finished
from scorecard.store.filing import STAGED_SCHEMA, Filing
from scorecard.store.history import Published, StoredSlice, state_at
from scorecard.store.netting import CHANGES, Netted, by_period, changes, net
from scorecard.store.schema import FACT_SCHEMA
from scorecard.store.shelves import Shelves
from scorecard.store.slices import Figures, SliceFigures, SliceKey, predicate, same_rows
from scorecard.store.summing import Summing, rows_in

Progress = Callable[[int], None]


@dataclass(frozen=True, slots=True)
class Preview:
    """What publishing would do, in lines counted by copy and in slices."""

    new: int
    restated: int
    removed: int
    unchanged: int
    slices_changed: int
    slices_same: int


class Staged:
    """Rows checked for shape and summed up, not yet published; use it in a ``with`` block."""

    def __init__(
        self, shelves: Shelves, folder: Path, files: Sequence[Finished], figures: Figures, import_id: int | None
    ) -> None:
        self._shelves, self._folder = shelves, folder
        self.files, self.figures, self.import_id = files, figures, import_id

    @property
    def rows(self) -> int:
        """How many rows are staged."""
        return sum(found.rows for found in self.figures.values())

    @property
    def total(self) -> Decimal:
        """The exact sum of all reported values."""
        return sum((found.total for found in self.figures.values()), Decimal(0))

    @property
    def relation(self) -> str:
        """SQL of the staged rows."""
        return rows_in(self.files)

    def preview(self) -> Preview:
        """Count what differs from the newest revision."""
        return self.compare(self._newest())[0]

    def changes(self, limit: int = 100) -> pa.Table:
        """Example lines that differ from the newest revision; shape ``netting.CHANGES``."""
        state, found, left = self._newest(), [CHANGES.empty_table()], limit
        with self._shelves.questions.cursor() as cursor:
            for _ in self._netted(cursor, state):
                found.append(changes(cursor, left))
                left -= found[-1].num_rows
                if left <= 0:
                    break
        return pa.concat_tables(found)

    def compare(self, state: Published) -> tuple[Preview, frozenset[SliceKey]]:
        """The preview against a published state, and the slices that change."""
        fresh = self.figures.keys() - state.slices.keys()
        lines = sum(self.figures[key].rows for key in fresh)
        total = Netted(new=lines, added=lines, slices=frozenset(fresh))
        with self._shelves.questions.cursor() as cursor:
            for netted in self._netted(cursor, state, fresh):
                total += netted
        preview = Preview(
            total.new,
            total.restated,
            total.removed,
            self.rows - total.added,
            len(total.slices),
            len(self.figures) - len(total.slices),
        )
        return preview, total.slices

    def differing(self, state: Published) -> frozenset[SliceKey]:
        """The slices that are new to a published state, or whose hashes say that their rows differ."""
        return frozenset(key for key, found in self.figures.items() if not _same(state.slices.get(key), found))

    def changing(self, scenario: str, periods: Collection[str]) -> frozenset[SliceKey]:
        """The slices of a scenario and of these periods in which a line would differ from the newest revision."""
        wanted = {key for key in self.figures if key.scenario == scenario and key.period in periods}
        with self._shelves.questions.cursor() as cursor:
            netted = self._netted(cursor, self._newest(), self.figures.keys() - wanted)
            return frozenset(key for each in netted for key in each.slices)

    def close(self) -> None:
        """Remove the staged rows from the workshop."""
        shutil.rmtree(self._folder, ignore_errors=True)

    def __enter__(self) -> "Staged":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _newest(self) -> Published:
        with self._shelves.book.read() as connection:
            return state_at(connection)

    def _netted(
        self, cursor: duckdb.DuckDBPyConnection, state: Published, without: Set[SliceKey] = frozenset()
    ) -> Iterator[Netted]:
        for period, keys in by_period(self.differing(state) - without).items():
            old = [key for key in keys if key in state.slices]
            after = f"(SELECT * FROM {self.relation} WHERE {predicate(keys)})"
            stored = self._shelves.facts.rows(cursor, state.facts_version, {period} if old else ())
            yield net(cursor, f"(SELECT * FROM {stored} WHERE {predicate(old)})", after)


def _same(stored: StoredSlice | None, staged: SliceFigures) -> bool:
    return stored is not None and same_rows(stored.figures, staged)


def _unheard(_rows: int) -> None:
    """Nobody listens."""


def stage(
    shelves: Shelves,
    tables: Iterable[pa.Table | pa.RecordBatch],
    progress: Progress = _unheard,
    import_id: int | None = None,
) -> Staged:
    """File rows by period in the workshop as they come, and sum up their slices.

    Args:
        shelves: Whose workshop.
        tables: Rows of ``FACT_SCHEMA``.
        progress: Hears of rows taken.
        import_id: What the import that brings them will probably be called; None if each row says its own.

    Raises:
        ValueError: If rows do not have the shape, or a reported row has no value.
    """
    folder = shelves.workshop / f"{os.getpid()}-{secrets.token_hex(8)}"
    folder.mkdir(parents=True)
    try:
        with Summing(shelves.questions) as summing, Filing(folder, import_id, summing.add) as filing:
            for rows in tables:
                if rows.num_rows:
                    filing.add(fitted(rows))
                progress(rows.num_rows)
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    return Staged(shelves, folder, filing.files, summing.figures, import_id)


def fitted(rows: pa.Table | pa.RecordBatch) -> pa.Table:
    """Rows in the exact shape of ``STAGED_SCHEMA``; without an ``import_id`` it is 0."""
    table = pa.table(rows) if isinstance(rows, pa.Table) else pa.Table.from_batches([rows])
    if "import_id" not in table.column_names:
        table = table.append_column("import_id", pa.repeat(pa.scalar(0, pa.int64()), table.num_rows))
    columns = [_shaped(table[field.name], field) for field in FACT_SCHEMA]
    for field, column in zip(FACT_SCHEMA, columns, strict=True):
        if not field.nullable and column.null_count:
            raise ValueError(f"rows to stage lack a {field.name}")
    table = pa.table(columns, schema=STAGED_SCHEMA)
    silent = pc.is_null(table["value"])
    if pc.any(silent).as_py() and pc.any(pc.and_(pc.equal(table["state"], "reported"), silent)).as_py():
        raise ValueError("a reported row to stage has no value")
    return table


def _shaped(column: pa.ChunkedArray, field: pa.Field) -> pa.ChunkedArray:
    coded = STAGED_SCHEMA.field(field.name).type
    return column if column.type == coded else column.cast(field.type).cast(coded)


def sweep(workshop: Path) -> None:
    """Remove what processes that are gone have left behind."""
    for folder in workshop.glob("*-*"):
        owner = folder.name.split("-")[0]
        if owner.isdigit() and not _is_running(int(owner)):
            shutil.rmtree(folder, ignore_errors=True)


def _is_running(process: int) -> bool:
    if os.name == "nt":
        return True
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True
