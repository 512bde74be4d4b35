"""Year-to-date figures become each period's own: the difference to the period before in the fiscal year."""

from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from scorecard.domain.calendar import Calendar
from scorecard.domain.cells import TICKS
from scorecard.store.schema import AMOUNT, TOLD_BY

KEY = ("source", *TOLD_BY, "currency")
NO_VINTAGE = np.iinfo(np.int64).min

Codes = np.ndarray[tuple[int], np.dtype[np.int64]]


def own_figures(facts: pa.Table, calendar: Calendar, side_by_side: bool = False) -> pa.Table:
    """Take differences along the periods of each fiscal year.

    A figure to date is held against the latest earlier period of its fiscal year, in that period's
    newest vintage that was known at the figure's own (or the oldest there is): so one report may hold
    many periods, each period may have a report of its own, and a year end may come twice.

    Args:
        facts: Lines of ``FACT_SCHEMA`` with year-to-date values and quantities, one period of one key as often as
            the file says it (its lines are one figure to date together).
        calendar: Which fiscal year a period belongs to.
        side_by_side: Actual and outlook periods are told by the same reports, so one goes on from the other;
            else each scenario is a series of its own.

    Returns:
        The same lines, each with the value and the quantity of the time since the period before it in its
        fiscal year; a line without one of them keeps none, and no other is held against it.
    """
    if facts.num_rows == 0:
        return facts
    places = {key: calendar.index(key) for key in facts["period"].unique().to_pylist()}
    at = np.array([places[key] for key in facts["period"].to_pylist()], np.int64)
    year = np.array([calendar.periods[place].fiscal_year for place in at.tolist()], np.int64)
    vintage = pc.fill_null(pc.cast(pc.cast(facts["as_of"], pa.int32()), pa.int64()), NO_VINTAGE)
    as_of = vintage.combine_chunks().to_numpy(zero_copy_only=False)
    series = [_codes(facts[name]) for name in (KEY if side_by_side else ("scenario", *KEY))]
    order = np.lexsort((as_of, at, year, *series))
    runs = [order[start:end] for start, end in _runs(order, (year, *series))]
    for name in ("value", "quantity"):
        found = _own(facts[name].combine_chunks(), runs, at, as_of)
        facts = facts.set_column(facts.schema.get_field_index(name), facts.schema.field(name), found)
    return facts


def _own(told: pa.Array, runs: list[Codes], at: Codes, as_of: Codes) -> pa.Array:
    """One column of figures to date as own ones, along the lines of each series and fiscal year."""
    if told.null_count == len(told):
        return told
    ticks = np.array([int((value or Decimal(0)) * TICKS) for value in told.to_pylist()], np.int64)
    own, valid = ticks.copy(), told.is_valid().to_numpy(zero_copy_only=False)
    for run in runs:
        lines = run[valid[run]]
        own[lines] = _differences(at[lines].tolist(), as_of[lines].tolist(), ticks[lines].tolist())
    found = pa.array([Decimal(tick) / TICKS for tick in own.tolist()], AMOUNT)
    return pc.if_else(pc.is_valid(told), found, pa.scalar(None, AMOUNT))


def _differences(at: list[int], as_of: list[int], ticks: list[int]) -> list[int]:
    """One series of one fiscal year, lines in the order of period and vintage: figures to date become own ones."""
    totals: dict[int, dict[int, int]] = {}
    for place, day, tick in zip(at, as_of, ticks, strict=True):
        vintages = totals.setdefault(place, {})
        vintages[day] = vintages.get(day, 0) + tick
    own, told = [], set()
    for place, day, tick in zip(at, as_of, ticks, strict=True):
        first = (place, day) not in told
        told.add((place, day))
        own.append(tick - _before(totals, place, day) if first else tick)
    return own


def _before(totals: dict[int, dict[int, int]], place: int, day: int) -> int:
    """The figure to date that one is held against; nought for the first of the year."""
    earlier = max((other for other in totals if other < place), default=None)
    if earlier is None:
        return 0
    vintages = totals[earlier]
    return vintages[max((each for each in vintages if each <= day), default=min(vintages))]


def _runs(order: Codes, keys: tuple[Codes, ...]) -> Iterator[tuple[int, int]]:
    changed = np.logical_or.reduce([key[order][1:] != key[order][:-1] for key in keys])
    edges = [0, *(np.flatnonzero(changed) + 1).tolist(), len(order)]
    yield from pairwise(edges)


def _codes(column: pa.ChunkedArray) -> Codes:
    coded = column.combine_chunks().dictionary_encode(null_encoding="encode")
    return np.asarray(coded.indices.to_numpy(zero_copy_only=False), np.int64)
