"""An outlook as the dated rows of its vintage, and read back from them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from scorecard.domain.calendar import Calendar, Period
from scorecard.domain.cash_indirect import USES, CashPath
from scorecard.domain.cash_lines import RolledLines
from scorecard.domain.catalogue import Catalogue
from scorecard.domain.cells import Cells, Ints
from scorecard.domain.outlook import LineAhead, Outlook, outlook_of
from scorecard.domain.outlook_overrides import Driver
from scorecard.domain.outlook_past import PartsOf, past_of, told_of
from scorecard.domain.vocabulary import Scenario

SOURCE = "outlook forecast"
"""Source of the vintages in the store."""

STEP, BALANCE, OWN = "@step", "@balance", "@own"
"""Behind the id of closing cash: its steps and the balances behind them; behind a line's: the forecast's own number
where something else was decided."""

Row = tuple[date, str, str | None, str, int]
"""Month's last day, measure, line, note, ticks."""


@dataclass(frozen=True, eq=False)
class Rolled:
    """A vintage read back.

    Attributes:
        path: Profit to cash as it was forecast.
        lines: Leaf to its months, in natural sign.
        balances: Balance id to int64[1 + month], the last known one first.
        bands: Band name to int64[month] of month-end cash.
    """

    path: CashPath
    lines: Mapping[str, LineAhead]
    balances: Mapping[str, Ints]
    bands: Mapping[str, Ints]


def outlook_lines(
    cells: Cells, catalogue: Catalogue, calendar: Calendar, closed: int, parts_of: PartsOf
) -> RolledLines:
    """The monthly rows of a vintage, of the root entity; none where cash of the last closed month is not known.

    Args:
        cells: Exact figures.
        catalogue: Says what cash is.
        calendar: The periods.
        closed: Index of the last closed month; the vintage bears its last day.
        parts_of: A name to its leaf accounts with the factor from their natural sign (``store.accounts.own``).

    Returns:
        Leaf accounts in ledger sign with their bands; the forecast's own number beside what was decided; closing
        cash with its steps, balances and bands.
    """
    months = catalogue.cash.months if catalogue.cash is not None else 0
    past = past_of(cells, catalogue, calendar, closed, parts_of, months)
    if past is None or not past.balances["cash"].known[-1]:
        return rolled_lines([], catalogue.root)
    found = outlook_of(past, catalogue, _drivers(cells, catalogue, calendar, past.periods, closed, months))
    closing = catalogue.cash.closing if catalogue.cash is not None else ""
    return rolled_lines(list(_rows(found, closing, catalogue)), catalogue.root)


def rolled_lines(rows: Sequence[Row], entity: str) -> RolledLines:
    """Rows as columns, all of one entity."""
    day, measure, line, note, ticks = zip(*rows, strict=True) if rows else ((), (), (), (), ())
    nobody: tuple[str | None, ...] = (None,) * len(rows)
    return RolledLines(
        day=np.array(day, dtype="datetime64[D]"),
        entity=(entity,) * len(rows),
        measure=measure,
        line=line,
        party=nobody,
        note=note,
        ticks=np.array(ticks, dtype=np.int64),
    )


def read_back(lines: RolledLines, periods: Sequence[Period], catalogue: Catalogue, closing: str) -> Rolled | None:
    """A vintage's rows as an outlook again; None where it holds no cash.

    Args:
        lines: The rows.
        periods: The months they are about.
        catalogue: Tells the sign of accounts.
        closing: Id of closing cash.
    """
    table = _by_name(lines, periods)
    cash = {name: values for (name, line), values in table.items() if line is None and name.startswith(closing)}
    if closing not in cash:
        return None
    steps = {line: values for (name, line), values in table.items() if name == closing + STEP and line}
    ends = {line: values for (name, line), values in table.items() if name == closing + BALANCE and line}
    balances = {name: _with_start(values, steps[name], name) for name, values in ends.items() if name in steps}
    opening = int(cash[closing][0]) - sum(int(values[0]) for values in steps.values())
    bands = {name.partition("@")[2]: values for name, values in cash.items() if "@" in name}
    notes = {name: note for name, note in zip(lines.measure, lines.note, strict=True) if name and note}
    found = {}
    for (name, line), values in table.items():
        if line is None and "@" not in name and name != closing:
            own = {each.partition("@")[2]: many for (each, _), many in table.items() if each.startswith(name + "@")}
            found[name] = _line(catalogue, name, values, own, notes.get(name, ""))
    return Rolled(CashPath(opening, steps), found, balances, bands)


def _with_start(ends: Ints, step: Ints, name: str) -> Ints:
    """A balance with what it was before the first month, which its first step tells."""
    first = ends[:1] + step[:1] if name in USES else ends[:1] - step[:1]
    return np.concatenate([first, ends])


def _line(catalogue: Catalogue, name: str, used: Ints, own: Mapping[str, Ints], note: str) -> LineAhead:
    sign = _sign(catalogue, name)
    bands = {band: sign * values for band, values in own.items() if band != OWN[1:]}
    return LineAhead(sign * used, sign * own.get(OWN[1:], used), bands, note)


def _rows(found: Outlook, closing: str, catalogue: Catalogue) -> Iterator[Row]:
    days = [period.end for period in found.past.ahead]
    for name, each in found.lines.items():
        sign = _sign(catalogue, name)
        for measure, values in _told(name, each):
            yield from _dated(days, measure, sign * values, each.note)
    path, note = found.base.path, "statistical: from profit to cash"
    yield from _dated(days, closing, path.closing, note)
    for band, values in found.bands.items():
        yield from _dated(days, f"{closing}@{band}", values, note)
    for step, values in path.steps.items():
        yield from _dated(days, closing + STEP, values, note, step)
    for balance, values in found.base.balances.items():
        yield from _dated(days, closing + BALANCE, values[1:], note, balance)


def _told(name: str, each: LineAhead) -> Iterator[tuple[str, Ints]]:
    """A line's measures with their values in natural sign; none of a line that comes to nothing."""
    if each.used.any() or each.own.any():
        yield name, each.used
        if not np.array_equal(each.used, each.own):
            yield name + OWN, each.own
        yield from ((f"{name}@{band}", values) for band, values in each.bands.items())


def _dated(days: Sequence[date], measure: str, values: Ints, note: str, line: str | None = None) -> Iterator[Row]:
    for day, ticks in zip(days, values.tolist(), strict=True):
        yield day, measure, line, note, ticks


def _by_name(lines: RolledLines, periods: Sequence[Period]) -> dict[tuple[str, str | None], Ints]:
    place = {np.datetime64(period.end): at for at, period in enumerate(periods)}
    found: dict[tuple[str, str | None], Ints] = {}
    for day, name, line, ticks in zip(lines.day, lines.measure, lines.line, lines.ticks.tolist(), strict=True):
        at = place.get(day)
        if name is not None and at is not None:
            found.setdefault((name, line), np.zeros(len(periods), dtype=np.int64))[at] = ticks
    return found


def _drivers(
    cells: Cells, catalogue: Catalogue, calendar: Calendar, periods: Sequence[Period], closed: int, months: int
) -> dict[str, Driver]:
    """What moves the lines that follow a driver, where the driver is a figure of its own."""
    found = {}
    first = calendar.index(periods[0].key)
    for rule in catalogue.cash.overrides if catalogue.cash is not None else ():
        moved_by = catalogue.accounts[rule.line].driver if rule.line in catalogue.accounts else ""
        if rule.by == "driver" and (moved_by in catalogue.readings or moved_by in catalogue.accounts):
            past = told_of(cells, moved_by, catalogue.root, Scenario.ACTUAL, range(first, closed + 1))
            plan = told_of(cells, moved_by, catalogue.root, Scenario.BUDGET, range(closed + 1, closed + 1 + months))
            found[rule.line] = Driver(past, plan)
    return found


def _sign(catalogue: Catalogue, name: str) -> int:
    return catalogue.accounts[name].normal.sign if name in catalogue.accounts else 1
