"""Columns become facts: tables in the store's own shape, with the file and row each figure came from."""

from dataclasses import dataclass, field

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from scorecard.ingest.demo.months import Ints, Months
from scorecard.ingest.demo.postings import Days
from scorecard.store.schema import AMOUNT, FACT_SCHEMA

CURRENCY = "EUR"
TICKS_PER_CENT = 100
TICKS_PER_UNIT = 10_000


@dataclass(frozen=True)
class Coded:
    """A text column: a code a line, -1 where empty, and the texts behind the codes."""

    codes: Ints
    names: tuple[str, ...]


@dataclass(frozen=True)
class Figures:
    """Figures of one source and scenario, before they get the store's shape.

    ``ticks`` are ten-thousandths of a unit; ``as_of`` one day a month of the company's calendar.
    """

    source: str
    scenario: str
    month: Ints
    day: Days
    entity: Coded
    measure: Coded
    ticks: Ints
    money: NDArray[np.bool_]
    as_of: Days
    file: str
    dimensions: dict[str, Coded] = field(default_factory=dict)
    quantity: Ints | None = None
    note: Coded | None = None


def fact_table(months: Months, figures: Figures) -> pa.Table:
    """Figures as rows of ``FACT_SCHEMA``; rows are numbered within each month's file, heading included.

    Args:
        months: The company's months.
        figures: One source's figures; ``file`` is the file name's stem.

    Returns:
        A table in the order given.
    """
    count = len(figures.month)
    empty = pa.nulls(count, pa.string())
    texts = {name: _text(column) for name, column in figures.dimensions.items()}
    names = tuple(f"{figures.file}_{key}.csv" for key in months.keys)
    columns = {
        "source": _same(figures.source, count),
        "scenario": _same(figures.scenario, count),
        "period": _text(Coded(figures.month, months.keys)),
        "date": pa.array(figures.day.astype("datetime64[D]")),
        "entity": _text(figures.entity),
        "measure": _text(figures.measure),
        **{name: texts.get(name, empty) for name in ("cost_centre", "product", "customer", "vendor", "project")},
        "value": _decimal(figures.ticks, None),
        "quantity": _quantity(figures),
        "currency": _text(Coded(np.where(figures.money, 0, -1), (CURRENCY,))),
        "state": _same("reported", count),
        "as_of": pa.array(figures.as_of[figures.month].astype("datetime64[D]")),
        "note": empty if figures.note is None else _text(figures.note),
        "source_ref": _text(Coded(figures.month, names)),
        "source_row": pa.array(_row_numbers(figures.month) + 1),
        "import_id": pa.array(np.zeros(count, dtype=np.int64)),
    }
    return pa.table([columns[name] for name in FACT_SCHEMA.names], schema=FACT_SCHEMA)


def _quantity(figures: Figures) -> pa.Array:
    """Units of every line of what is counted, 0 for one too small for a whole piece; null of anything else."""
    units, codes = figures.quantity, figures.measure.codes
    if units is None:
        return pa.nulls(len(figures.month), AMOUNT)
    return _decimal(units, np.isin(codes, np.unique(codes[units != 0])))


def _same(text: str, count: int) -> pa.Array:
    return _text(Coded(np.zeros(count, dtype=np.int64), (text,)))


def _text(column: Coded) -> pa.Array:
    codes = pa.array(column.codes.astype(np.int32), mask=column.codes < 0)
    return pa.DictionaryArray.from_arrays(codes, pa.array(column.names, pa.string())).cast(pa.string())


def _decimal(ticks: Ints, valid: NDArray[np.bool_] | None) -> pa.Array:
    """Exact decimals from ticks: the 128 bits are written out, no float comes near them."""
    words = np.stack([ticks, ticks >> 63], axis=1).astype("<i8")
    mask = None if valid is None else pa.py_buffer(np.packbits(valid, bitorder="little").tobytes())
    return pa.Array.from_buffers(AMOUNT, len(ticks), [mask, pa.py_buffer(words.tobytes())])


def _row_numbers(month: Ints) -> Ints:
    """1, 2, 3 … within each month, in the order of the lines."""
    order = np.argsort(month, kind="stable")
    ranked = month[order]
    starts = np.searchsorted(ranked, ranked)
    rows = np.empty(len(month), dtype=np.int64)
    rows[order] = np.arange(len(month)) - starts + 1
    return rows


def month_ends(months: Months) -> Days:
    """The last day of each month: the day its figures were closed."""
    return months.first_days[1:] - 1
