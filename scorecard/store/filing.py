"""Rows filed by period as they come: gathered, arranged and written in the shape in which the table keeps them."""

import itertools
from collections.abc import Callable, Container, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from urllib.parse import quote

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from scorecard.store.clustering import AT_ONCE, arranged
from scorecard.store.datafiles import Finished
from scorecard.store.facts import ROW_GROUP
from scorecard.store.schema import AMOUNT, FACT_SCHEMA, STAGED_AMOUNT, TEXTS

HELD = 320 << 20
"""Bytes of rows in memory at most before those of the fullest period are put down."""

QUIET = 1_000_000
"""Rows of others that came since a period's last: its own are taken to have all come, and are written if many."""

THREADS = 2
"""Files written at once, each with up to ``AT_ONCE`` rows in memory."""

MANY = 8
"""Rows of a period that are this part of what came keep its memory; others would keep more than they are worth."""

PACKED = ("value", "source_row")
"""Numbers that hardly come again."""

SKIPPED_BY = ("source", "scenario", "as_of", "date", "entity", "measure")
"""Columns by whose least and greatest value readers skip rows within a file."""

CODES = ((pa.int8(), 1 << 7), (pa.int16(), 1 << 15), (pa.int32(), 1 << 31))
"""Kinds of codes and how many words each tells apart."""

CODED = pa.dictionary(pa.int32(), pa.string())
STAGED_SCHEMA = pa.schema(
    [
        each.with_type(CODED if each.name in TEXTS else STAGED_AMOUNT if each.type == AMOUNT else each.type)
        for each in FACT_SCHEMA
    ]
)
"""``FACT_SCHEMA`` with its words coded, each written once a file, not once a row; and narrow amounts."""

FILE_SCHEMA = pa.schema([field for field in STAGED_SCHEMA if field.name != "period"])
"""What stands in a file; its folder names the period."""


class Filing:
    """Files rows in a thread, so that the next are read and mapped meanwhile; use it in a ``with`` block.

    ``import_id`` is written instead of what the rows say, unless it is None; ``files`` are there once the block ends,
    and ``told`` hears of each as it is written, from whichever thread wrote it.
    """

    def __init__(self, folder: Path, import_id: int | None, told: Callable[[Finished], None]) -> None:
        self.files: list[Finished] = []
        self._folder, self._told = folder, told
        self._same = {} if import_id is None else {"import_id": pa.array([import_id], pa.int64())}
        self._piles: dict[str, _Pile] = {}
        self._threads = ThreadPoolExecutor(THREADS, "filing")
        self._last: Future[None] | None = None
        self._came = 0

    def add(self, table: pa.Table) -> None:
        """Hand rows of ``STAGED_SCHEMA`` over, once those before are filed; raises what went wrong with them."""
        self._wait()
        self._last = self._threads.submit(self._file, table)

    def __enter__(self) -> "Filing":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            if error is None:
                self._wait()
                finished = self._threads.map(_Pile.finished, self._piles.values())
                self.files = [file for files in finished for file in files]
        finally:
            self._threads.shutdown()

    def _wait(self) -> None:
        if self._last is not None:
            self._last.result()

    def _file(self, table: pa.Table) -> None:
        self._came += table.num_rows
        for period, part in _by_period(table, self._same):
            pile = self._piles.get(period) or self._new_pile(period)
            pile.take(part, self._came)
        for pile in self._piles.values():
            if pile.rows >= ROW_GROUP and self._came - pile.last > QUIET:
                pile.put_down()
        while sum(pile.bytes for pile in self._piles.values()) > HELD:
            max(self._piles.values(), key=lambda pile: pile.bytes).put_down()

    def _new_pile(self, period: str) -> "_Pile":
        folder = self._folder / f"period={quote(period, safe='')}"
        folder.mkdir()
        return self._piles.setdefault(period, _Pile(period, folder, self._told))


@dataclass(frozen=True, slots=True)
class _Part:
    """Some rows of a period: the columns that vary, and one cell of each that does not."""

    varying: pa.Table
    same: Mapping[str, pa.Array]

    @classmethod
    def of(cls, table: pa.Table, same: Mapping[str, pa.Array]) -> "_Part":
        """Rows in one piece; columns that are the same by decree need no look."""
        names = [name for name in FILE_SCHEMA.names if name not in same]
        same = {**same, **{name: cell for name in names if (cell := _same(table[name].chunk(0))) is not None}}
        return cls(_narrow(table.select([name for name in names if name not in same])), same)

    @classmethod
    def together(cls, parts: Sequence["_Part"]) -> "_Part":
        """The rows of several parts, words coded alike throughout."""
        first, *others = (part.same for part in parts)
        same = {
            name: cell for name, cell in first.items() if all(name in each and each[name] == cell for each in others)
        }
        rows = pa.concat_tables(_wide(part.without(same)) for part in parts).unify_dictionaries().combine_chunks()
        return cls(_narrow(rows), same)

    @property
    def rows(self) -> int:
        """How many rows there are."""
        return int(self.varying.num_rows)

    @property
    def bytes(self) -> int:
        """How much memory the rows take, with their share of words that other parts may use too."""
        words = _words_of(self.varying).values()
        kinds = (kind.index_type if pa.types.is_dictionary(kind) else kind for kind in self.varying.schema.types)
        shares = sum(int(each.nbytes) * min(self.rows, len(each)) // max(len(each), 1) for each in words)
        return self.rows * sum(int(kind.bit_width) for kind in kinds) // 8 + shares

    def without(self, names: Container[str]) -> pa.Table:
        """The rows with all columns but these."""
        kept = {
            name: _again(self.same[name], self.rows) if name in self.same else self.varying[name]
            for name in FILE_SCHEMA.names
            if name not in names
        }
        return pa.table(kept)


class _Pile:
    """The rows of one period: those in memory, those that wait on the disk, and the files written."""

    def __init__(self, period: str, folder: Path, told: Callable[[Finished], None]) -> None:
        self.rows = self.bytes = self.last = 0
        self._period, self._folder, self._told = period, folder, told
        self._parts: list[_Part] = []
        self._waiting: list[_Part] = []
        self._files: list[Finished] = []
        self._names = itertools.count()

    def take(self, part: _Part, came: int = 0) -> None:
        """Hold more rows, the last of so many of all periods; so many that they fill a file are written."""
        self._parts.append(part)
        self.last = came
        self.rows += part.rows
        self.bytes += part.bytes
        if self.rows >= AT_ONCE:
            self._write(self._given_up())

    def put_down(self) -> None:
        """Free the memory; few rows wait on the disk for more to be written with."""
        enough = self.rows >= ROW_GROUP
        given_up = self._given_up()
        if enough:
            self._write(given_up)
        else:
            path = str(self._folder / f"{next(self._names)}.waiting")
            with pa.ipc.new_file(path, given_up.varying.schema) as file:
                file.write_table(given_up.varying)
            self._waiting.append(_Part(pa.ipc.open_file(pa.memory_map(path)).read_all(), given_up.same))

    def finished(self) -> list[Finished]:
        """The files, once all rows came."""
        waiting, self._waiting = [*self._waiting, *self._parts], []
        self._parts, self.rows, self.bytes = [], 0, 0
        for part in waiting:
            self.take(part)
        if self.rows:
            self._write(self._given_up())
        return self._files

    def _given_up(self) -> _Part:
        """The rows in memory, which are then held no more."""
        parts, self._parts, self.rows, self.bytes = self._parts, [], 0, 0
        return _Part.together(parts)

    def _write(self, part: _Part) -> None:
        path = self._folder / f"{self._folder.parent.name}-{next(self._names)}.parquet"
        part = _Part(arranged(part.varying), part.same)
        _write_file(part.without(()), path)
        self._files.append(file := Finished.of(self._period, path, part.varying, part.same))
        self._told(file)


def _own_words(table: pa.Table) -> pa.Table:
    """The same rows; where there are more words than rows, only with the words they say."""
    many = [name for name, words in _words_of(table).items() if len(words) > table.num_rows]
    for name in many:
        said = table[name].chunk(0).dictionary_decode().dictionary_encode()
        table = table.set_column(table.column_names.index(name), name, said)
    return _narrow(table) if many else table


def _narrow(table: pa.Table) -> pa.Table:
    """The same rows, words coded in as few bytes as tell a column's words apart."""
    kinds = {name: next(kind for kind, most in CODES if len(words) <= most) for name, words in _words_of(table).items()}
    return _coded_in(table, kinds)


def _wide(table: pa.Table) -> pa.Table:
    """The same rows, words coded as in a file."""
    return _coded_in(table, dict.fromkeys(_words_of(table), CODED.index_type))


def _words_of(table: pa.Table) -> dict[str, pa.Array]:
    """The words of each column that has some; of a table in one piece."""
    columns = {name: table[name].chunk(0) for name in table.column_names}
    return {name: column.dictionary for name, column in columns.items() if pa.types.is_dictionary(column.type)}


def _coded_in(table: pa.Table, kinds: Mapping[str, pa.DataType]) -> pa.Table:
    for name, kind in kinds.items():
        column = table[name].chunk(0)
        coded = pa.DictionaryArray.from_arrays(column.indices.cast(kind, safe=False), column.dictionary, safe=False)
        table = table.set_column(table.column_names.index(name), name, coded)
    return table


def _same(column: pa.Array) -> pa.Array | None:
    """One cell of a column, if all its cells are surely the same."""
    if column.null_count == len(column):
        return pa.nulls(1, column.type)
    if column.null_count:
        return None
    if pa.types.is_dictionary(column.type) and len(column.dictionary) == 1:
        return pa.DictionaryArray.from_arrays(pa.array([0], pa.int8()), column.dictionary)
    if pa.types.is_integer(column.type):
        least, most = pc.min_max(column).values()
        return pa.array([least], column.type) if least == most else None
    return None


def _again(cell: pa.Array, rows: int) -> pa.Array:
    """A column whose cells are all the same."""
    if cell.null_count:
        return pa.nulls(rows, cell.type)
    if pa.types.is_dictionary(cell.type):
        return pa.DictionaryArray.from_arrays(pa.array(np.zeros(rows, np.int8)), cell.dictionary, safe=False)
    return pa.repeat(cell[0], rows)


def _by_period(table: pa.Table, same: Mapping[str, pa.Array]) -> Iterator[tuple[str, _Part]]:
    """Rows by their period, each period's in the order they came; few rows in memory of their own."""
    table = table.unify_dictionaries().combine_chunks()
    part, periods = _Part.of(table, same), table["period"].chunk(0)
    codes = periods.indices.to_numpy()
    order = np.argsort(codes.astype(np.int16), kind="stable")
    for run in np.split(order, np.flatnonzero(np.diff(codes[order])) + 1):
        in_a_row = run[-1] - run[0] < len(run)
        if in_a_row and len(run) * MANY >= len(order):
            varying = part.varying.slice(run[0], len(run))
        else:
            varying = part.varying.take(pa.array(run))
        yield periods.dictionary[int(codes[run[0]])].as_py(), _Part(_own_words(varying), part.same)


def _write_file(table: pa.Table, path: Path) -> None:
    shape = pa.schema([field.with_type(table.schema.field(field.name).type) for field in FILE_SCHEMA])
    with pq.ParquetWriter(
        path,
        shape,
        compression="snappy",  # a fifth more bytes than ZSTD, but scans are a quarter faster
        use_dictionary=[name for name in FILE_SCHEMA.names if name not in PACKED],
        column_encoding=dict.fromkeys(PACKED, "DELTA_BINARY_PACKED"),
        write_statistics=list(SKIPPED_BY),
        store_decimal_as_integer=True,
        store_schema=False,
    ) as writer:
        writer.write_table(pa.table(table.columns, schema=shape), row_group_size=ROW_GROUP)
