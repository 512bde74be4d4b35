"""Data files as the table's log tells of them: where, how large, and what is the same in all rows."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pyarrow as pa
import pyarrow.compute as pc
from deltalake.transaction import AddAction

from scorecard.store.slices import quoted

Word = str | date | None

TOLD = ("source", "scenario", "cost_centre", "currency", "state", "as_of")
"""Columns that often have one value throughout."""

MEASURED = (*TOLD, "date", "entity", "measure")
"""Columns of which a file tells what they hold: it lets readers skip it."""

SURE = 24
"""Longer words may be cut short in the log."""


@dataclass(frozen=True, slots=True)
class DataFile:
    """One Parquet file of a version; ``same`` has the value of each column that does not vary in it."""

    period: str
    uri: str
    rows: int
    size: int
    same: Mapping[str, Word] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Finished:
    """A file with rows of one period, written in the shape in which the table keeps them.

    Attributes:
        period: The period of all its rows.
        path: Where it lies.
        rows: How many rows it has.
        words: The values each column of ``MEASURED`` has; of dates only the first and the last.
        gaps: Rows in which such a column is empty.
    """

    period: str
    path: Path
    rows: int
    words: Mapping[str, Sequence[Any]]
    gaps: Mapping[str, int]

    @classmethod
    def of(cls, period: str, path: Path, varying: pa.Table, same: Mapping[str, pa.Array]) -> "Finished":
        """The file that holds these rows, words coded alike throughout; ``same`` has a cell of what does not vary."""
        rows = varying.num_rows
        words = {name: _values(same[name] if name in same else varying[name]) for name in MEASURED}
        gaps = {name: same[name].null_count * rows if name in same else varying[name].null_count for name in MEASURED}
        return cls(period, path, rows, words, gaps)

    @property
    def same(self) -> dict[str, Word]:
        """Columns of ``TOLD`` that do not vary, with their values."""
        alike = {name: set(words) for name, words in self.words.items() if name in TOLD}
        return {
            name: next(iter(words), None)
            for name, words in alike.items()
            if len(words) + (self.gaps[name] > 0) == 1  # a gap is a value, too
        }

    def addition(self, table: Path) -> AddAction:
        """The log's entry of the file, which lies in the table's folder."""
        reach = {
            name: words for name, words in self.words.items() if words and all(len(str(each)) <= SURE for each in words)
        }
        told = {
            "numRecords": self.rows,
            "minValues": {name: min(words) for name, words in reach.items()},
            "maxValues": {name: max(words) for name, words in reach.items()},
            "nullCount": self.gaps,
        }
        found = self.path.stat()
        return AddAction(
            path=quote(self.path.relative_to(table).as_posix(), safe="/="),
            size=found.st_size,
            partition_values={"period": self.period},
            modification_time=int(found.st_mtime * 1000),
            data_change=True,
            stats=json.dumps(told, default=date.isoformat),
        )


def _values(column: pa.ChunkedArray | pa.Array) -> list[Any]:
    if not pa.types.is_dictionary(column.type):
        return [each.as_py() for each in pc.min_max(column).values() if each.is_valid]
    return [word for word in pc.unique(column).to_pylist() if word is not None]


def data_files(actions: pa.Table, base: str) -> tuple[DataFile, ...]:
    """The files in the order of their addresses.

    Args:
        actions: The log's flattened ``add`` actions.
        base: The table's address with its separator.
    """
    found = (
        DataFile(row["partition.period"], base + row["path"], row["num_records"], row["size_bytes"], _same(row))
        for row in actions.to_pylist()
    )
    return tuple(sorted(found, key=lambda file: file.uri))


def same_in(files: Iterable[DataFile | Finished]) -> dict[str, Word]:
    """The columns, with their values, that do not vary over all these files."""
    first, *others = [file.same for file in files]
    return {
        name: value for name, value in first.items() if all(name in each and each[name] == value for each in others)
    }


def literal(name: str, word: Word) -> str:
    """SQL of the value that a column has throughout."""
    kind = "DATE" if name == "as_of" else "VARCHAR"
    return f"NULL::{kind}" if word is None else f"{quoted(str(word))}::{kind}"


def _same(row: Mapping[str, Any]) -> dict[str, Word]:
    found: dict[str, Word] = {}
    for name in TOLD:
        low, high, absent = (row.get(f"{about}.{name}") for about in ("min", "max", "null_count"))
        if absent is not None and absent == row["num_records"]:
            found[name] = None
        elif absent == 0 and low is not None and low == high and len(str(low)) <= SURE:
            found[name] = low
    return found
