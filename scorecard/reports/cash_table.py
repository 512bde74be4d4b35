"""The weeks as treasury reads them: start, in by line, out by line, between sites, end, room; proven to foot."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal

import numpy as np

from scorecard.domain.cash import BETWEEN, CashTable, gathered, weeks_of
from scorecard.domain.cash_lines import Ints
from scorecard.domain.catalogue import Catalogue
from scorecard.domain.cells import to_decimal, to_ticks
from scorecard.domain.planned_cash import IN, OUT
from scorecard.reports.cash_headline import within
from scorecard.reports.cash_lines import name_of, order_of
from scorecard.reports.cash_vintage import Vintage

LENDERS = "the lender’s minimum"
"""What a lender's minimum is called where the catalogue gives it no name."""


@dataclass(frozen=True, slots=True)
class Column:
    """One stretch of days; ``key`` is its last day in a link, ``note`` says that it is past, where it is."""

    key: str
    label: str
    first: date
    last: date
    note: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table.

    Attributes:
        id: Cash line, or what the row is: ``start``, ``in``, ``out``, ``between``, ``end``, ``low`` (the lowest day
            of a column), ``floor``, ``covenant``.
        name: What it is called.
        kind: ``in`` or ``out`` for lines, ``total`` for what they add up to, ``room`` for what is left above a limit.
        values: One amount a column, in the workspace's currency; None where there is none.
        total: The sum over all columns of what flows, the last column of what stands.
    """

    id: str
    name: str
    kind: str
    values: tuple[Decimal | None, ...]
    total: Decimal | None


@dataclass(frozen=True, slots=True)
class Table:
    """Columns, rows, and the sentence that says what was added up and found equal."""

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    foots: str


def week_table(found: Vintage, catalogue: Catalogue) -> Table:
    """Week by week.

    Args:
        found: The vintage.
        catalogue: Names of lines, and the limits of the whole workspace.
    """
    days = found.table
    weeks = weeks_of(days)
    last = np.searchsorted(days.ends, weeks.ends)
    columns = _columns(days, last)
    checked = _foots(days, weeks)
    said = (
        f"Start + in − out{' + between sites' if weeks.between.any() else ''} = end in all {len(weeks)} weeks and all "
        f"{len(days)} days, and each starts where the one before ended."
        if checked
        else "The lines of this forecast do not add up; somebody changed its figures. Roll it again."
    )
    return Table(columns, _rows(found, catalogue, weeks, last), said)


def day_columns(found: Vintage, catalogue: Catalogue, week: date) -> Table | None:
    """The days of the week that ends on a day; None where no week does."""
    days = found.table
    weeks = weeks_of(days)
    at = np.flatnonzero(weeks.ends == np.datetime64(week))
    if not len(at):
        return None
    stop = int(np.searchsorted(days.ends, weeks.ends[at[0]])) + 1
    start = int(np.searchsorted(days.ends, weeks.ends[at[0] - 1])) + 1 if at[0] else 0
    last = np.arange(start, stop)
    some = gathered(days, np.arange(len(days)))
    chosen = CashTable(*(getattr(some, name)[start:stop] for name in CashTable.__dataclass_fields__))
    columns = tuple(
        Column(day.isoformat(), f"{day:%a} {day.day} {day:%b}", day, day)
        for day in (each.astype(date) for each in chosen.ends)
    )
    return Table(columns, _rows(found, catalogue, chosen, last, start), "")


def with_past(table: Table, today: date, loaded: date) -> Table:
    """The table with a note at each column that is past.

    Args:
        table: The table.
        today: The day it is.
        loaded: The last day whose bank lines are there.
    """
    return replace(table, columns=tuple(_noted(column, today, loaded) for column in table.columns))


def _noted(column: Column, today: date, loaded: date) -> Column:
    if column.last >= today:
        return column
    if column.last <= loaded:
        return replace(column, note="past")
    known = "not yet loaded" if loaded < column.first else f"loaded to {loaded.day} {loaded:%b}"
    return replace(column, note=f"past, {known}")


def by_line(found: Vintage) -> dict[tuple[str, str], Ints]:
    """Cash line and direction to its movements day by day, gross: int64[day] ticks, in +, out −."""
    at = (found.items.day - np.datetime64(found.made)).astype(np.int64) - 1
    lines, ticks = np.array(found.items.line), found.items.ticks
    inside = (at >= 0) & (at < found.days)
    told: dict[tuple[str, str], Ints] = {}
    for line in sorted(set(found.items.line)):
        for way, ours in ((IN, ticks > 0), (OUT, ticks < 0)):
            which = (lines == line) & inside & ours
            if which.any():
                told[line, way] = np.zeros(found.days, np.int64)
                np.add.at(told[line, way], at[which], ticks[which])
    return told


def _columns(days: CashTable, last: Ints) -> tuple[Column, ...]:
    ends = [day.astype(date) for day in days.ends[last]]
    firsts = [days.ends[0].astype(date), *(day + timedelta(days=1) for day in ends[:-1])]
    return tuple(
        Column(end.isoformat(), f"{first.day} {first:%b}", first, end) for first, end in zip(firsts, ends, strict=True)
    )


def _foots(days: CashTable, weeks: CashTable) -> bool:
    """Whether every row is its start plus what moved, and every start the end before."""
    return all(
        np.array_equal(each.opening + each.inflow - each.outflow + each.between, each.closing)
        and np.array_equal(each.opening[1:], each.closing[:-1])
        for each in (days, weeks)
    ) and np.array_equal(days.closing[-1:], weeks.closing[-1:])


def _rows(found: Vintage, catalogue: Catalogue, table: CashTable, last: Ints, start: int = 0) -> tuple[Row, ...]:
    """Rows of a table whose columns end on the given days, the first of them beginning at ``start``."""
    first = np.concatenate([[start], last[:-1] + 1]).astype(np.int64)
    flows = {
        key: np.add.reduceat(each[: last[-1] + 1], first)
        for key, each in by_line(found).items()
        if key[0] != BETWEEN and each[start : last[-1] + 1].any()
    }
    lines = sorted(flows, key=lambda key: order_of(catalogue, key[0]))
    into, out = ([line for line, found_way in lines if found_way == way] for way in (IN, OUT))
    rows = [
        _row("start", "Cash at start", "total", table.opening, table.opening[0]),
        *(_row(line, name_of(catalogue, line), "in", flows[line, IN]) for line in into),
        _row("in", "In", "total", table.inflow),
        *(_row(line, name_of(catalogue, line), "out", -flows[line, OUT]) for line in out),
        _row("out", "Out", "total", table.outflow),
    ]
    if table.between.any():
        rows.append(_row(BETWEEN, name_of(catalogue, BETWEEN), "between", table.between))
    rows.append(_row("end", "Cash at end", "total", table.closing, table.closing[-1]))
    lowest = np.minimum.reduceat(found.table.closing[: last[-1] + 1], first)
    return (*rows, *_room(found, catalogue, lowest))


def _room(found: Vintage, catalogue: Catalogue, lowest: Ints) -> list[Row]:
    """What is left above the limits of the whole workspace on the lowest day of each column."""
    rows = [_row("low", "Lowest day", "note", lowest, lowest.min())]
    cash = catalogue.cash
    if cash is None or found.entity != catalogue.root:
        return rows
    limits = [("floor", "Room above our floor", cash.floor)]
    limits.append(("covenant", f"Room above {within(cash.covenant_name) or LENDERS}", cash.covenant))
    for name, said, limit in limits:
        if limit is not None:
            rows.append(_row(name, said, "room", lowest - to_ticks(limit), lowest.min() - to_ticks(limit)))
    return rows


def _row(name: str, said: str, kind: str, ticks: Ints, total: int | None = None) -> Row:
    whole = int(ticks.sum()) if total is None else int(total)
    return Row(name, said, kind, tuple(to_decimal(each) for each in ticks.tolist()), to_decimal(whole))
