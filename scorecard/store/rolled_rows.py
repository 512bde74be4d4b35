"""Our own forecasts as rows of the facts' shape, ready to be staged."""

from datetime import date

import numpy as np
import pyarrow as pa

from scorecard.domain.calendar import calendar_from
from scorecard.domain.cash_lines import Ints, RolledLines
from scorecard.domain.catalogue import Catalogue
from scorecard.domain.vocabulary import Scenario, State
from scorecard.store.schema import AMOUNT, DIMENSIONS, FACT_SCHEMA

CHANCE = "@below_"
"""In a measure's id: a chance, which is in no currency."""


def rolled_table(lines: RolledLines, source: str, vintage: date, catalogue: Catalogue) -> pa.Table:
    """A vintage as rows of ``FACT_SCHEMA``.

    Args:
        lines: Its rows; parties of money in are customers, all others suppliers.
        source: Under which source it is kept.
        vintage: The last day of the actual figures it was made from.
        catalogue: Says the currency and the periods.
    """
    count = len(lines)
    empty = pa.nulls(count, pa.string())
    incoming = catalogue.cash.inflow if catalogue.cash is not None else ""
    customer = [bool(measure) and str(measure).partition("@")[0] == incoming for measure in lines.measure]
    who = {
        "customer": [party if mine else None for party, mine in zip(lines.party, customer, strict=True)],
        "vendor": [None if mine else party for party, mine in zip(lines.party, customer, strict=True)],
        "project": lines.line,
    }
    columns = {
        "source": pa.array([source] * count, pa.string()),
        "scenario": pa.array([Scenario.ROLLED.value] * count, pa.string()),
        "period": pa.array(_periods(lines, catalogue), pa.string()),
        "date": pa.array(lines.day),
        "entity": pa.array(lines.entity, pa.string()),
        "measure": pa.array(lines.measure, pa.string()),
        **{name: pa.array(who[name], pa.string()) if name in who else empty for name in DIMENSIONS},
        "value": decimals(lines.ticks),
        "quantity": pa.nulls(count, AMOUNT),
        "currency": pa.array([None if CHANCE in str(m) else catalogue.currency for m in lines.measure], pa.string()),
        "state": pa.array([State.REPORTED.value] * count, pa.string()),
        "as_of": pa.array([vintage] * count, pa.date32()),
        "note": pa.array(lines.note, pa.string()),
        "source_ref": pa.array([f"{source} as of {vintage}"] * count, pa.string()),
        "source_row": pa.array(np.arange(1, count + 1)),
        "import_id": pa.array(np.zeros(count, dtype=np.int64)),
    }
    return pa.table([columns[name] for name in FACT_SCHEMA.names], schema=FACT_SCHEMA)


def decimals(ticks: Ints, valid: "np.ndarray[tuple[int], np.dtype[np.bool_]] | None" = None) -> pa.Array:
    """Exact decimals from ticks: the 128 bits are written out, no float comes near them."""
    words = np.stack([ticks, ticks >> 63], axis=1).astype("<i8")
    mask = None if valid is None else pa.py_buffer(np.packbits(valid, bitorder="little").tobytes())
    return pa.Array.from_buffers(AMOUNT, len(ticks), [mask, pa.py_buffer(words.tobytes())])


def _periods(lines: RolledLines, catalogue: Catalogue) -> list[str]:
    if not len(lines):
        return []
    days, at = np.unique(lines.day, return_inverse=True)
    calendar = calendar_from(catalogue.calendar, days[0].astype(date), days[-1].astype(date))
    keys = [calendar.containing(day).key for day in days.astype(date)]
    return [keys[index] for index in at.tolist()]
