"""Cash by day: items that come and go, tables of days, weeks and months whose ends are the next ones' starts."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from scorecard.domain.cash_lines import Days, Ints, Names, RolledLines
from scorecard.domain.catalogue_cash import Cash
from scorecard.domain.cells import to_ticks

SOURCE = "cash forecast"
"""Under which source our own forecasts by day are kept."""

BETWEEN = "between"
"""The cash line of money between places; it nets to nothing over all of them."""

START, DISPUTED, EVER = "start", "disputed", "_ever"
"""Bands' names for the balance on the day a forecast was made, and for what is owed but contested."""

BASES = ("known", "promise", "habit", "due", "schedule", "one-off", "statistical", "override")
WEEK = 7


@dataclass(frozen=True, eq=False)
class CashItems:
    """Expected movements of cash, one row each.

    Attributes:
        day: datetime64[D][item].
        entity: The place whose bank account it is.
        line: Cash line.
        party: Customer or supplier, None where there is none.
        basis: Why it is expected, one of ``BASES``.
        name: The document or what it is called.
        ticks: int64[item], ten-thousandths of a unit, in +, out -.
    """

    day: Days
    entity: tuple[str, ...]
    line: tuple[str, ...]
    party: Names
    basis: tuple[str, ...]
    name: tuple[str, ...]
    ticks: Ints

    def __len__(self) -> int:
        return len(self.ticks)


@dataclass(frozen=True, eq=False)
class CashTable:
    """Cash from one day to the next, or over weeks or months; opening + inflow - outflow + between = closing.

    Attributes:
        ends: datetime64[D][row], the last day of each row.
        opening: int64[row] ticks.
        inflow: int64[row], >= 0.
        outflow: int64[row], >= 0.
        between: int64[row], from other places of the workspace +, to them -; 0 over all places together.
        closing: int64[row].
    """

    ends: Days
    opening: Ints
    inflow: Ints
    outflow: Ints
    between: Ints
    closing: Ints

    def __len__(self) -> int:
        return len(self.ends)


@dataclass(frozen=True, slots=True)
class LowPoint:
    """The least cash of a window: the day it is first reached, and how much it is in ticks."""

    day: np.datetime64
    ticks: int


def no_items() -> CashItems:
    """Nothing expected."""
    return CashItems(np.zeros(0, dtype="datetime64[D]"), (), (), (), (), (), np.zeros(0, dtype=np.int64))


def together(parts: Sequence[CashItems]) -> CashItems:
    """Items of several kinds in one list, in the order given."""
    if not parts:
        return no_items()
    return CashItems(
        day=np.concatenate([part.day for part in parts]),
        entity=tuple(each for part in parts for each in part.entity),
        line=tuple(each for part in parts for each in part.line),
        party=tuple(each for part in parts for each in part.party),
        basis=tuple(each for part in parts for each in part.basis),
        name=tuple(each for part in parts for each in part.name),
        ticks=np.concatenate([part.ticks for part in parts]),
    )


def items_of(rolled: RolledLines, cash: Cash) -> CashItems:
    """The movements of a stored vintage; bands and chances are left out."""
    sign = {cash.inflow: 1, cash.outflow: -1}
    at = [row for row, measure in enumerate(rolled.measure) if measure in sign]
    told = [_told(rolled.note[row]) for row in at]
    signs = np.array([sign[rolled.measure[row] or ""] for row in at], dtype=np.int64)
    return CashItems(
        day=rolled.day[at],
        entity=tuple(rolled.entity[row] or "" for row in at),
        line=tuple(rolled.line[row] or "" for row in at),
        party=tuple(rolled.party[row] for row in at),
        basis=tuple(basis for basis, _ in told),
        name=tuple(name for _, name in told),
        ticks=rolled.ticks[at] * signs,
    )


def _told(note: str | None) -> tuple[str, str]:
    basis, _, name = (note or "").partition(": ")
    return basis, name


def available(cash: Cash) -> int:
    """Ticks that come on top of the bank balance of the whole: undrawn credit less what is restricted."""
    return to_ticks(cash.facility) - to_ticks(cash.restricted)


def day_table(items: CashItems, opening: int, after: np.datetime64, days: int) -> CashTable:
    """One row a day.

    Args:
        items: Of the place asked for, or of all places below it.
        opening: Cash at the end of ``after``, ticks.
        after: The last day of the actual figures.
        days: How many days to tell; items beyond are not counted.
    """
    at = (items.day - after).astype(np.int64) - 1
    inside = (at >= 0) & (at < days)
    between = np.array([line == BETWEEN for line in items.line], dtype=bool)
    kinds = (~between & (items.ticks > 0), ~between & (items.ticks < 0), between)
    inflow, outflow, apart = (_by_day(at, items.ticks, inside & kind, days) for kind in kinds)
    closing = opening + np.cumsum(inflow + outflow + apart)
    starts = np.concatenate([[opening], closing[:-1]]).astype(np.int64)
    return CashTable(after + 1 + np.arange(days), starts, inflow, -outflow, apart, closing)


def _by_day(at: Ints, ticks: Ints, which: NDArray[np.bool_], days: int) -> Ints:
    total = np.zeros(days, dtype=np.int64)
    np.add.at(total, at[which], ticks[which])
    return total


def weeks_of(table: CashTable) -> CashTable:
    """Blocks of seven days from the table's first day on; the last may be shorter."""
    last = np.arange(WEEK - 1, len(table) + WEEK - 1, WEEK).clip(max=len(table) - 1)
    return gathered(table, last)


def months_of(table: CashTable) -> CashTable:
    """Calendar months, the first and the last as far as the table goes."""
    month = table.ends.astype("datetime64[M]")
    return gathered(table, np.flatnonzero(np.append(month[1:] != month[:-1], True)) if len(table) else month)


def gathered(table: CashTable, last: NDArray[np.int64]) -> CashTable:
    """Rows joined into longer ones; ``last`` holds the index of each one's last row, rising."""
    if not len(table):
        return table
    first = np.concatenate([[0], last[:-1] + 1]).astype(np.int64)
    inflow, outflow, between = (np.add.reduceat(each, first) for each in (table.inflow, table.outflow, table.between))
    return CashTable(table.ends[last], table.opening[first], inflow, outflow, between, table.closing[last])


def low_point(table: CashTable) -> LowPoint | None:
    """The least closing of a table of days; None for an empty one."""
    if not len(table):
        return None
    at = int(np.argmin(table.closing))
    return LowPoint(table.ends[at], int(table.closing[at]))


def banded(rolled: RolledLines, measure: str, entity: str) -> tuple[Days, Ints]:
    """Days and ticks of one band, such as ``bank_closing@lo80``, of one place."""
    told = zip(rolled.measure, rolled.entity, strict=True)
    at = [row for row, (found, place) in enumerate(told) if found == measure and place == entity]
    return rolled.day[at], rolled.ticks[at]
