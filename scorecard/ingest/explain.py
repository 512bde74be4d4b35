"""A table of actual and reference amounts becomes leaves: exact ticks, members coded, one clear sentence per fault."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, BinaryIO

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from scorecard.domain.explain import Leaves
from scorecard.domain.explain_cube import Floats, Ints
from scorecard.domain.problems import Problem, excerpt
from scorecard.ingest.csv_reader import read_csv
from scorecard.ingest.faults import Faults
from scorecard.ingest.reader_request import ReadReport, ReadRequest, Unreadable

NUMBER = r"^[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?$"
MOST_PLACES = 12
EXACT = float(1 << 52)
"""Ticks below which a float holds every one."""

SUMMED = float(1 << 62)
"""Ticks below which sums of absolute amounts stay whole numbers of 64 bits."""


@dataclass(frozen=True, slots=True)
class Columns:
    """Which columns of a table say what; ``bases`` are the denominators of a ratio, actual first, or nothing."""

    actual: str
    reference: str
    dims: tuple[str, ...]
    bases: tuple[str, ...] = ()

    @property
    def amounts(self) -> tuple[str, ...]:
        """All columns of numbers."""
        return (self.actual, self.reference, *self.bases)


def read_leaves(stream: BinaryIO, name: str, columns: Columns) -> tuple[Leaves | None, tuple[Problem, ...]]:
    """The leaves of a CSV file, or what is wrong with it.

    Args:
        stream: The bytes, seekable.
        name: What the file is called in problems.
        columns: Which columns to read.

    Raises:
        MissingColumn: If a column is not there.
        Unreadable: If the file cannot be read at all.
    """
    request = ReadRequest("csv", columns=(*columns.amounts, *columns.dims), plain=columns.amounts)
    report, faults = ReadReport(), Faults(name)
    batches = [batch.select(request.columns) for batch in read_csv(stream, request, report)]
    faults.add_all(report.faults, report.more)
    if not report.rows:
        raise Unreadable("there are no rows", "Give at least one row below the header.")
    if faults:
        return None, faults.problems()
    table = pa.Table.from_batches(batches).unify_dictionaries()
    numbers = [_numbers(table, column, faults) for column in columns.amounts]
    return (None, faults.problems()) if faults else (_leaves(table, columns, numbers), ())


def _leaves(table: pa.Table, columns: Columns, numbers: Sequence[Floats]) -> Leaves:
    (actual, reference, *bases), places = _in_ticks(numbers)
    actual_base, reference_base = bases or (None, None)
    coded = [table[dim].combine_chunks() for dim in columns.dims]
    return Leaves(
        columns.dims,
        tuple(_array(each.indices).astype(np.int64) for each in coded),
        tuple(tuple(each.dictionary.to_pylist()) for each in coded),
        actual,
        reference,
        actual_base,
        reference_base,
        places=places,
    )


def _numbers(table: pa.Table, column: str, faults: Faults) -> Floats:
    """A column as float64; cells that are no numbers are told once each for empty and other ones."""
    cells = pc.utf8_trim_whitespace(table[column].combine_chunks())
    try:
        found = _array(pc.cast(cells, pa.float64()))
        if np.isfinite(found).all():
            return found
    except pa.ArrowInvalid:
        found = np.empty(0)
    empty = _mask(pc.equal(cells, ""))
    other = _mask(pc.invert(pc.match_substring_regex(cells, NUMBER))) & ~empty
    if empty.any():
        said = f"{_cells(empty)} empty, and empty is not zero"
        faults.add(_row(empty), column, said, "Write 0 where there was nothing, or leave the row out.")
    if other.any():
        said = f"{_cells(other)} not a number, such as “{excerpt(cells[int(other.argmax())].as_py(), 40)}”"
        faults.add(_row(other), column, said, "Write amounts like 1234.56.")
    if not (empty.any() or other.any()):
        faults.add(_row(~np.isfinite(found)), column, "the number is too large", "Check the amount and its unit.")
    return found


def _array(values: pa.Array) -> NDArray[Any]:
    """Numbers without nulls as they lie in memory; the usual way would load pandas for it."""
    return np.from_dlpack(values)


def _mask(values: pa.Array) -> NDArray[np.bool_]:
    return _array(pc.cast(values, pa.int8())).astype(bool)


def _cells(wrong: NDArray[np.bool_]) -> str:
    count = int(wrong.sum())
    return f"{count:,} cells are" if count > 1 else "the cell is"


def _row(wrong: NDArray[np.bool_]) -> int:
    """The record of the first one, the header being the first record."""
    return int(wrong.argmax()) + 2


def _in_ticks(numbers: Sequence[Floats]) -> tuple[list[Ints], int]:
    """All columns as whole ticks of one size: as many decimals as they have, or as can be told exactly."""
    largest = max(float(np.abs(each).max()) for each in numbers)
    together = max(float(np.abs(each).sum()) for each in numbers)
    allowed = [p for p in range(MOST_PLACES + 1) if largest * 10.0**p < EXACT and together * 10.0**p < SUMMED]
    if not allowed:
        raise Unreadable("the amounts are too large to be told exactly", "Give them in thousands or millions.")
    places = next((p for p in allowed if all(_fits(each, p) for each in numbers)), allowed[-1])
    return [np.rint(each * 10.0**places).astype(np.int64) for each in numbers], places


def _fits(numbers: Floats, places: int) -> bool:
    """Whether no number has more decimals; a few are tried first."""
    scale = 10.0**places
    return all(bool((np.rint(part * scale) / scale == part).all()) for part in (numbers[:100], numbers))
