"""Kept leaves: slices added up by all dimensions once and kept as codes, so that most questions read no file again."""

from collections import OrderedDict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from threading import Lock

import duckdb
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from scorecard.domain.cells import Ints
from scorecard.domain.grouping import grouped
from scorecard.store.history import StoredSlice
from scorecard.store.leaves import ADDED_UP, leaves, refuse_unknown
from scorecard.store.lines import SPLIT_BY, Question
from scorecard.store.slices import SliceKey

MOST_READ = 100_000
"""Stored lines that are read at once in order to keep them; a question behind more is answered from the files."""

MOST_KEPT = 1_000_000
"""Leaves that are kept, some 64 bytes each; of more, those asked for longest ago are forgotten."""

SAFE = float(2**62)

SUMS = ("value", "quantity", "lines", "counted")
VALUE, QUANTITY, _, COUNTED = range(len(SUMS))
SLICE = ("source", "scenario", "period", "as_of")

LEAVES = (
    f"SELECT {', '.join(SPLIT_BY)}, source, scenario, coalesce(strftime(as_of, '%Y-%m-%d'), '') AS as_of, {ADDED_UP} "
    "FROM {rows} WHERE {where} AND state = 'reported' GROUP BY ALL"
)

Codes = NDArray[np.int32]
Flags = NDArray[np.bool_]
Version = tuple[SliceKey, int]
"""A slice and the revision since which it stands: what it holds never changes."""


@dataclass(frozen=True, eq=False)
class Chunk:
    """Leaves: ``codes`` int32[dimensions of ``SPLIT_BY``, leaves] and ``sums`` int64[``SUMS``, leaves]."""

    codes: Codes
    sums: Ints

    @property
    def size(self) -> int:
        """How many leaves."""
        return int(self.codes.shape[1])

    def of(self, dim: str) -> Codes:
        """The codes of a dimension."""
        found: Codes = self.codes[SPLIT_BY.index(dim)]
        return found


class KeptLeaves:
    """Answers questions from slices it has read before; one for all threads of a process."""

    def __init__(self) -> None:
        self._reading, self._looking = Lock(), Lock()
        self._books: dict[str, dict[str | None, int]] = {dim: {} for dim in SPLIT_BY}
        self._chunks: OrderedDict[Version, Chunk] = OrderedDict()
        self._size = 0

    def leaves(self, question: Question, dims: Sequence[str]) -> pa.Table:
        """Figures added up by dimensions, as ``leaves.leaves`` tells them, from the files only where they are not kept.

        Raises:
            ValueError: If a dimension is none of ``SPLIT_BY``.
            TooLarge: If a sum leaves the range of 64-bit ticks.
        """
        refuse_unknown(dims)
        try:
            found = self._told(question, dims)
        except duckdb.ConversionException:
            found = None
        return leaves(question, dims) if found is None else found

    def _told(self, question: Question, dims: Sequence[str]) -> pa.Table | None:
        """None where figures are too many to keep or too large to add."""
        chunks = self._chunks_of(question)
        if chunks is None:
            return None
        found = self._within(question, chunks)
        empty = Chunk(np.zeros((len(SPLIT_BY), 0), np.int32), np.zeros((len(SUMS), 0), np.int64))
        codes = np.concatenate([each.codes for each in (empty, *found)], axis=1)
        sums = np.concatenate([each.sums for each in (empty, *found)], axis=1)
        if np.abs(sums.astype(np.float64)).sum(axis=1).max() > SAFE:
            return None
        return self._added(Chunk(codes, sums), dims)

    def _chunks_of(self, question: Question) -> list[Chunk] | None:
        found, missing = self._known(question)
        if missing:
            if sum(stored.figures.rows for stored in missing) > MOST_READ:
                return None
            with self._reading:
                found, missing = self._known(question)
                found |= self._read(question, missing) if missing else {}
        return list(found.values())

    def _known(self, question: Question) -> tuple[dict[Version, Chunk], list[StoredSlice]]:
        """What is kept of the slices that speak, and those that are not."""
        found, missing = {}, []
        with self._looking:
            for stored in question.spoken:
                version = (stored.key, stored.since)
                if version in self._chunks:
                    self._chunks.move_to_end(version)
                    found[version] = self._chunks[version]
                else:
                    missing.append(stored)
        return found, missing

    def _read(self, question: Question, missing: Sequence[StoredSlice]) -> dict[Version, Chunk]:
        """Read slices and keep them."""
        table = question.asked_of([stored.key for stored in missing], LEAVES)
        codes = np.stack([self._coded(dim, table[dim]) for dim in SPLIT_BY])
        sums = np.stack([pc.fill_null(table[name], 0).to_numpy() for name in SUMS])
        keys, owner = _slices(table)
        order = np.argsort(owner, kind="stable")
        ends = np.searchsorted(owner[order], np.arange(len(keys) + 1))
        rows = {key: order[ends[at] : ends[at + 1]] for at, key in enumerate(keys)}
        nothing = np.zeros(0, np.int64)
        found = {}
        for stored in missing:
            own = rows.get(stored.key, nothing)
            found[stored.key, stored.since] = Chunk(codes[:, own], sums[:, own])
        self._keep(found)
        return found

    def _keep(self, found: Mapping[Version, Chunk]) -> None:
        with self._looking:
            self._chunks.update(found)
            self._size += sum(each.size for each in found.values())
            while self._size > MOST_KEPT:
                self._size -= self._chunks.popitem(last=False)[1].size

    def _coded(self, dim: str, column: pa.ChunkedArray) -> Codes:
        """Each row's place in the dimension's book, which grows by what is new; what is not told is None."""
        array, book = column.combine_chunks().dictionary_encode(null_encoding="encode"), self._books[dim]
        place = np.array([book.setdefault(word, len(book)) for word in array.dictionary.to_pylist()], np.int32)
        found: Codes = place[array.indices.to_numpy(zero_copy_only=False)] if len(place) else np.zeros(0, np.int32)
        return found

    def _within(self, question: Question, chunks: Sequence[Chunk]) -> list[Chunk]:
        """The leaves that the question asks for, values in the sign of its names."""
        signs, measures = self._signs(question.signs), self._flags("measure", question.signs)
        holds = [(dim, self._flags(dim, values)) for dim, values in question.holds]
        found = []
        for chunk in chunks:
            own = measures[chunk.of("measure")]
            if not own.any():
                continue
            for dim, flags in holds:
                own &= flags[chunk.of(dim)]
            rows = Chunk(chunk.codes[:, own], chunk.sums[:, own])
            rows.sums[VALUE] *= signs[rows.of("measure")]
            found.append(rows)
        return found

    def _flags(self, dim: str, values: Collection[str | None]) -> Flags:
        """bool[codes]: which members of a dimension are among the values."""
        book = self._books[dim]
        flags = np.zeros(len(book), np.bool_)
        flags[[book[value] for value in values if value in book]] = True
        return flags

    def _signs(self, signs: Mapping[str, int]) -> Ints:
        book = self._books["measure"]
        found = np.zeros(len(book), np.int64)
        for name, sign in signs.items():
            if name in book:
                found[book[name]] = sign
        return found

    def _added(self, chunk: Chunk, dims: Sequence[str]) -> pa.Table:
        """Leaves of the same members of some dimensions added up."""
        keys, index = grouped([chunk.of(dim) for dim in dims], [len(self._books[dim]) for dim in dims], chunk.size)
        size = len(keys[0]) if keys else min(1, chunk.size)
        sums = np.zeros((len(SUMS), size), np.int64)
        for total, each in zip(sums, chunk.sums, strict=True):
            np.add.at(total, index, each)
        words = [pa.array(list(self._books[dim]), pa.string()) for dim in dims]
        columns = [told.take(pa.array(key)) for told, key in zip(words, keys, strict=True)]
        columns += [pa.array(each, pa.int64()) for each in sums]
        columns[len(dims) + QUANTITY] = pa.array(sums[QUANTITY], pa.int64(), mask=sums[COUNTED] == 0)
        return pa.table(columns, names=[*dims, *SUMS])


def _slices(table: pa.Table) -> tuple[list[SliceKey], Ints]:
    """The slices that occur, and which of them each row belongs to."""
    told = [table[name].combine_chunks().dictionary_encode() for name in SLICE]
    words = [each.dictionary.to_pylist() for each in told]
    codes = [each.indices.to_numpy() for each in told]
    keys, owner = grouped(codes, [len(each) for each in words], len(table))
    listed = zip(*(key.tolist() for key in keys), strict=True)
    return [SliceKey(*(word[at] for word, at in zip(words, each, strict=True))) for each in listed], owner
