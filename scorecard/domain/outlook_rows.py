"""An outlook as the dated rows of its vintage."""

from collections.abc import Iterator, Sequence
from datetime import date

import numpy as np

from scorecard.domain.calendar import Calendar, Period
from scorecard.domain.cash_lines import RolledLines
from scorecard.domain.catalogue import Catalogue
from scorecard.domain.cells import Cells, Ints
from scorecard.domain.outlook import Outlook, outlook_of
from scorecard.domain.outlook_overrides import Driver
from scorecard.domain.outlook_past import PartsOf, past_of, told_of
from scorecard.domain.outlook_people import people_of
from scorecard.domain.outlook_vintage import BALANCE, OWN, SOURCE, STEP, LineAhead, sign_of
from scorecard.domain.vocabulary import Scenario

__all__ = ["SOURCE", "outlook_lines", "rolled_lines"]

Row = tuple[date, str, str | None, str, int]
"""Month's last day, measure, line, note, ticks."""


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
    drivers = _drivers(cells, catalogue, calendar, past.periods, closed, months)
    found = outlook_of(past, catalogue, drivers, people_of(cells, catalogue, past))
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


def _rows(found: Outlook, closing: str, catalogue: Catalogue) -> Iterator[Row]:
    days = [period.end for period in found.past.ahead]
    for name, each in found.lines.items():
        sign = sign_of(catalogue, name)
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
