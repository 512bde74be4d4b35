"""Data files of a version, as the table's log tells of them: where, how large, and what is the same in all rows."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import pyarrow as pa

Word = str | date | None

TOLD = ("source", "scenario", "cost_centre", "currency", "state", "as_of")
"""Columns that often have one value throughout."""

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


def same_in(files: Iterable[DataFile]) -> dict[str, Word]:
    """The columns, with their values, that do not vary over all these files."""
    first, *others = [file.same for file in files]
    return {
        name: value for name, value in first.items() if all(name in each and each[name] == value for each in others)
    }


def _same(row: Mapping[str, Any]) -> dict[str, Word]:
    found: dict[str, Word] = {}
    for name in TOLD:
        low, high, absent = (row.get(f"{about}.{name}") for about in ("min", "max", "null_count"))
        if absent is not None and absent == row["num_records"]:
            found[name] = None
        elif absent == 0 and low is not None and low == high and len(str(low)) <= SURE:
            found[name] = low
    return found
