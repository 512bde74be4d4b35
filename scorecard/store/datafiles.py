"""Data files as the table's log tells of them: where, how large, and what is the same in all rows."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pyarrow as pa
import pyarrow.parquet as pq
from deltalake.transaction import AddAction

Word = str | date | None

TOLD = ("source", "scenario", "cost_centre", "currency", "state", "as_of")
"""Columns that often have one value throughout."""

MEASURED = (*TOLD, "date", "entity", "measure")
"""Columns whose least and greatest value a file tells: they let readers skip it."""

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
    """A file with rows of one period, written in the shape in which the table keeps them."""

    period: str
    path: Path


def addition(file: Finished, table: Path) -> AddAction:
    """The log's entry for a finished file that lies in the table's folder."""
    found = file.path.stat()
    return AddAction(
        path=quote(file.path.relative_to(table).as_posix(), safe="/="),
        size=found.st_size,
        partition_values={"period": file.period},
        modification_time=int(found.st_mtime * 1000),
        data_change=True,
        stats=json.dumps(_measured(pq.read_metadata(file.path)), default=date.isoformat),
    )


def _measured(found: pq.FileMetaData) -> dict[str, object]:
    """Rows, least and greatest values and gaps by column, as the log writes them."""
    least: dict[str, Any] = {}
    most: dict[str, Any] = {}
    gaps: dict[str, int] = {}
    names = found.schema.names
    for name in MEASURED:
        told = [found.row_group(at).column(names.index(name)).statistics for at in range(found.num_row_groups)]
        gaps[name] = sum(each.null_count for each in told)
        reach = [word for each in told if each.has_min_max for word in (each.min, each.max)]
        if reach and all(len(str(word)) <= SURE for word in reach):
            least[name], most[name] = min(reach), max(reach)
    return {"numRecords": found.num_rows, "minValues": least, "maxValues": most, "nullCount": gaps}


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
