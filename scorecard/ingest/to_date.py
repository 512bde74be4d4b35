"""Year-to-date figures become each period's own: the difference to the period before in the fiscal year."""

from decimal import Decimal

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from scorecard.domain.calendar import Calendar
from scorecard.domain.cells import TICKS
from scorecard.ingest.amounts import VALUE
from scorecard.ingest.profile import DIMENSIONS

KEY = ("source", "scenario", "entity", "measure", *DIMENSIONS, "as_of")


def own_figures(facts: pa.Table, calendar: Calendar) -> pa.Table:
    """Take differences along the periods of each fiscal year.

    Args:
        facts: Lines of ``FACT_SCHEMA`` with year-to-date values; several lines of one key and period
            are added up by the difference as they stand, so a key should stand once in a period.
        calendar: Which fiscal year a period belongs to.

    Returns:
        The same lines, each with the value of the time since the line before it in its fiscal year.
    """
    keys = facts["period"].unique().to_pylist()
    places = {key: calendar.index(key) for key in keys}
    at = np.array([places[key] for key in facts["period"].to_pylist()], np.int64)
    year = np.array([calendar.periods[place].fiscal_year for place in at.tolist()], np.int64)
    codes = [_codes(facts[name]) for name in KEY]
    order = np.lexsort((at, year, *codes))
    ticks = np.array([int((value or Decimal(0)) * TICKS) for value in facts["value"].to_pylist()], np.int64)[order]
    same = np.zeros(len(order), bool)
    if len(order):
        same[1:] = np.logical_and.reduce([part[order][1:] == part[order][:-1] for part in (year, *codes)])
    own = np.where(same, ticks - np.concatenate(([0], ticks[:-1])), ticks)
    values = np.empty(len(order), np.int64)
    values[order] = own
    found = pa.array([Decimal(tick) / TICKS for tick in values.tolist()], VALUE)
    found = pc.if_else(pc.is_null(facts["value"].combine_chunks()), pa.scalar(None, VALUE), found)
    return facts.set_column(facts.schema.get_field_index("value"), facts.schema.field("value"), found)


def _codes(column: pa.ChunkedArray) -> "np.ndarray[tuple[int], np.dtype[np.int64]]":
    coded = column.combine_chunks().dictionary_encode(null_encoding="encode")
    return np.asarray(coded.indices.to_numpy(zero_copy_only=False), np.int64)
