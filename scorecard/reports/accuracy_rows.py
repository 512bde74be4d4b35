"""Forecasts held against what came: one row for each amount and vintage, from every kind of forecast there is."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from scorecard.domain.accuracy import LEVELS, Judged
from scorecard.domain.calendar import Period
from scorecard.domain.cash_lines import RolledLines
from scorecard.domain.cells import Ints
from scorecard.domain.outlook_past import Told, told_of
from scorecard.domain.outlook_vintage import SOURCE, sign_of
from scorecard.domain.vocabulary import Scenario
from scorecard.reports.asked import Asked
from scorecard.store.accounts import Accounts

BANDS = tuple((f"lo{level}", f"hi{level}") for level in LEVELS)

Row = tuple[int, ...]
"""line, area, vintage, ahead, came, said, naive, seasonal, has_naive, has_seasonal, has_bands, lows and highs."""


@dataclass(frozen=True, eq=False)
class Held:
    """Rows with the names of their numbers.

    Attributes:
        lines: Ids.
        areas: Ids of places.
        vintages: When each forecast was made, oldest first.
        steps: What a step ahead is: ``month`` or ``week``.
        ends: Last day of each row's step, as days since 1970.
    """

    judged: Judged
    lines: tuple[str, ...]
    areas: tuple[str, ...]
    vintages: tuple[date, ...]
    steps: str
    ends: Ints


def judged_of(rows: list[Row]) -> Judged:
    """Rows as columns."""
    width = 11 + 2 * len(LEVELS)
    table = np.array(rows, dtype=np.int64).reshape(len(rows), width).T
    line, area, vintage, ahead, came, said, naive, seasonal = table[:8]
    has_naive, has_seasonal, has_bands = (column.astype(np.bool_) for column in table[8:11])
    bands = table[11:].reshape(len(LEVELS), 2, len(rows))
    return Judged(
        line, area, vintage, ahead, came, said, naive, seasonal, has_naive, has_seasonal, bands, has_bands
    )  # fmt: skip


def monthly_lines(asked: Asked) -> tuple[str, ...]:
    """Accounts that are judged by month: cash, what makes it, and profit with its parts."""
    cash = asked.catalogue.cash
    if cash is None:
        return ()
    flows = (cash.inflow, cash.outflow) if cash.by == "months" else ()
    drivers = (cash.drivers.revenue, cash.drivers.cost_of_goods, cash.drivers.profit)
    return tuple(dict.fromkeys(name for name in (cash.closing, *flows, *drivers) if name))


def outlook_rows(asked: Asked) -> Held:
    """Our outlooks by month, the whole workspace: the lines of ``monthly_lines`` and every leaf below them."""
    named = monthly_lines(asked)
    parts = {name: Accounts(asked.catalogue).own(name) for name in named[1:]}
    leaves = tuple(dict.fromkeys(leaf for each in parts.values() for leaf in each))
    lines = tuple(dict.fromkeys((*named, *leaves)))
    past = {name: _actual(asked, name) for name in lines}
    rolled = asked.snapshot.every_rolled(SOURCE)
    rows: list[Row] = []
    ends: list[int] = []
    for at, (made, said_then) in enumerate(rolled.items()):
        told = _by_month(asked, said_then)
        for name in lines:
            said = told.get(name) or _added_up(told, parts.get(name, {}))
            bands = [[told.get(f"{name}@{end}", {}) for end in pair] for pair in BANDS]
            for row, end in _months(asked, lines.index(name), at, made, past[name], said, bands):
                rows.append(row)
                ends.append(end)
    return Held(judged_of(rows), lines, (asked.catalogue.root,), tuple(rolled), "month", np.array(ends, dtype=np.int64))


def own_rows(asked: Asked) -> Held:
    """The company's own forecasts by month: the lines of ``monthly_lines``."""
    lines = monthly_lines(asked)
    past = {name: _actual(asked, name) for name in lines}
    cells, root = asked.snapshot.cells, asked.catalogue.root
    vintages = tuple(cells.vintages(Scenario.FORECAST))
    whole = range(len(asked.calendar.periods))
    rows: list[Row] = []
    ends: list[int] = []
    for at, made in enumerate(vintages):
        for number, name in enumerate(lines):
            told = told_of(cells, name, root, Scenario.FORECAST, whole, made)
            said = {int(index): int(told.values[index]) for index in np.flatnonzero(told.known)}
            for row, end in _months(asked, number, at, made, past[name], said, []):
                rows.append(row)
                ends.append(end)
    return Held(judged_of(rows), lines, (root,), vintages, "month", np.array(ends, dtype=np.int64))


def _actual(asked: Asked, name: str) -> Told:
    return told_of(asked.snapshot.cells, name, asked.catalogue.root, Scenario.ACTUAL, range(asked.through + 1))


def _by_month(asked: Asked, rolled: RolledLines) -> dict[str, dict[int, int]]:
    """Measure to index of the month to ticks in natural sign, of one outlook."""
    index = {period.end: at for at, period in enumerate(asked.calendar.periods)}
    sign = {name: sign_of(asked.catalogue, name.partition("@")[0]) for name in set(rolled.measure) if name is not None}
    found: dict[str, dict[int, int]] = {}
    told = zip(rolled.day.tolist(), rolled.measure, rolled.line, rolled.ticks.tolist(), strict=True)
    for day, name, line, ticks in told:
        if name is not None and line is None and day in index:
            found.setdefault(name, {})[index[day]] = ticks * sign[name]
    return found


def _added_up(told: Mapping[str, Mapping[int, int]], parts: Mapping[str, int]) -> dict[int, int]:
    """An account from its leaves, where any is told; leaves that come to nothing are not."""
    found: dict[int, int] = {}
    for leaf, factor in parts.items():
        for at, ticks in told.get(leaf, {}).items():
            found[at] = found.get(at, 0) + factor * ticks
    return found


def _months(
    asked: Asked,
    line: int,
    vintage: int,
    made: date,
    past: Told,
    said: Mapping[int, int],
    bands: Sequence[Sequence[Mapping[int, int]]],
) -> Iterator[tuple[Row, int]]:
    """The months after a forecast that have come about, with their last day."""
    year, periods = asked.calendar.per_year, asked.calendar.periods
    last = _last_closed(periods, made)
    for at, ticks in sorted(said.items()):
        ahead = at - last
        if ahead < 1 or at >= len(past.known) or not past.known[at]:
            continue
        before = at - year * -(-ahead // year)
        naive, seasonal = _known(past, last), _known(past, before)
        ends = [[each.get(at) for each in pair] for pair in bands]
        edges = [edge for pair in ends for edge in pair]
        whole = bool(edges) and None not in edges
        flags = (naive is not None, seasonal is not None, whole)
        low_high = [edge or 0 for edge in edges] if whole else [0] * (2 * len(LEVELS))
        row = (line, 0, vintage, ahead, int(past.values[at]), ticks, naive or 0, seasonal or 0, *flags, *low_high)
        yield tuple(int(each) for each in row), _day(periods[at].end)


def _known(past: Told, at: int) -> int | None:
    return int(past.values[at]) if 0 <= at < len(past.known) and past.known[at] else None


def _last_closed(periods: tuple[Period, ...], made: date) -> int:
    """Index of the last period that had ended by a day; -1 where none had."""
    return sum(period.end <= made for period in periods) - 1


def _day(day: date) -> int:
    return (day - date(1970, 1, 1)) // timedelta(days=1)
