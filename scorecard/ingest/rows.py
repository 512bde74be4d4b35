"""Rows of one batch: their numbers in the file, their cells by column."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from scorecard.ingest.words import Words

Mask = np.ndarray[Any, np.dtype[np.bool_]]
Numbers = np.ndarray[Any, np.dtype[np.int64]]


@dataclass(frozen=True)
class Rows:
    """Some rows of a file.

    Attributes:
        numbers: int64[rows], the record's number in the file, header included.
        cells: Column name to cells, as the reading process sent them.
        coded: Columns already looked at as words.
    """

    numbers: Numbers
    cells: Mapping[str, pa.Array]
    coded: dict[str, Words]

    @classmethod
    def of(cls, batch: pa.RecordBatch, first: int) -> "Rows":
        """The rows of a batch, numbered from ``first``."""
        cells = dict(zip(batch.schema.names, batch.columns, strict=True))
        return cls(np.arange(first, first + batch.num_rows, dtype=np.int64), cells, {})

    def __len__(self) -> int:
        return len(self.numbers)

    def words(self, column: str) -> Words:
        """A column as words."""
        if column not in self.coded:
            self.coded[column] = Words.of(self.cells[column], column)
        return self.coded[column]

    def text(self, column: str) -> pa.Array:
        """A column as plain text, "" for empty cells."""
        cells = self.cells[column]
        if pa.types.is_dictionary(cells.type):
            cells = pc.cast(cells, pa.string())
        return pc.fill_null(pc.cast(cells, pa.string()), "")

    def only(self, mask: Mask) -> "Rows":
        """The rows of a mask."""
        if mask.all():
            return self
        chosen = pa.array(mask)
        cells = {name: column.filter(chosen) for name, column in self.cells.items()}
        return Rows(self.numbers[mask], cells, {name: words.kept(mask) for name, words in self.coded.items()})

    def marked(self, mask: Mask, most: int) -> Iterator[tuple[int, int]]:
        """Position and number of the first rows of a mask."""
        for at in np.flatnonzero(mask)[:most].tolist():
            yield at, int(self.numbers[at])
