"""Rows of a period arranged by scenario and name, so that readers of a few names can skip the rest."""

from collections.abc import Iterable, Iterator

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from scorecard.store.facts import ROW_GROUP
from scorecard.store.questions import BATCH

CLUSTERED = ("scenario", "measure")

FEW = 2 * ROW_GROUP
"""Up to here arranging costs more than the little that could be skipped."""

AT_ONCE = 4 * ROW_GROUP
"""Rows arranged together, so that memory does not grow with the period."""


def clustered(batches: Iterable[pa.RecordBatch], most: int = AT_ONCE) -> Iterator[pa.RecordBatch]:
    """The same rows in runs of at most about ``most``, each arranged within.

    A short run stays as it came.
    """
    held: list[pa.RecordBatch] = []
    rows = 0
    for batch in batches:
        held.append(batch)
        rows += batch.num_rows
        if rows >= most:
            yield from _arranged(held, rows)
            held, rows = [], 0
    yield from _arranged(held, rows)


def _arranged(batches: list[pa.RecordBatch], rows: int) -> Iterator[pa.RecordBatch]:
    if rows <= FEW:
        yield from batches
        return
    yield from arranged(pa.Table.from_batches(batches)).to_batches(max_chunksize=BATCH)


def arranged(table: pa.Table) -> pa.Table:
    """The same rows by scenario and name; where all rows have the same one, its column may be left out."""
    if table.num_rows <= FEW:
        return table
    table = table.combine_chunks()
    places = np.zeros(table.num_rows, np.int64)
    for name in CLUSTERED:
        if name in table.column_names:
            ranks = _ranks(table[name])
            places = places * (int(ranks.max()) + 1) + ranks
    few = int(places.max()) < 1 << 16  # numbers of 16 bits are sorted in a fifth of the time
    return table.take(pa.array(np.argsort(places.astype(np.uint16) if few else places, kind="stable")))


def _ranks(column: pa.ChunkedArray) -> NDArray[np.int32]:
    """Each word's place in the alphabet of the words there are."""
    coded = pa.chunked_array([column.combine_chunks()]).dictionary_encode().unify_dictionaries().combine_chunks()
    place = np.empty(len(coded.dictionary), dtype=np.int32)
    place[pc.sort_indices(coded.dictionary).to_numpy()] = np.arange(len(place), dtype=np.int32)
    ranks: NDArray[np.int32] = place[coded.indices.to_numpy()]
    return ranks
