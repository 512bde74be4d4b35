"""The company's own forecasts of its money in and out, month by month, as each stood when later figures came."""

from collections.abc import Mapping
from datetime import date

import numpy as np

from scorecard.domain.catalogue import Catalogue
from scorecard.domain.cells import TICKS, Cells
from scorecard.domain.forecast_rows import Floats
from scorecard.domain.outlook_past import Past, told_of
from scorecard.domain.vocabulary import Scenario

OTHER = "other"
"""What moves cash beside money in and out: notes borrowed and paid back."""

Said = Mapping[int, Mapping[str, Floats]]
"""Months known then to line to float64[month ahead] in units of money; not a number where nothing was said."""


def people_of(cells: Cells, catalogue: Catalogue, past: Past) -> Said:
    """The company's own forecasts of every line, and of what moves cash beside the lines.

    The newest one may be some months old; it and those before it are told as they stood that many months on, so that
    like is compared with like.

    Args:
        cells: Exact figures.
        catalogue: Says what cash is.
        past: The figures known.

    Returns:
        Nothing unless the catalogue tells cash by month, or where the newest forecast ends before the months ahead.
    """
    cash = catalogue.cash
    if cash is None or cash.by != "months" or "in" not in past.made_of:
        return {}
    ends = [period.end for period in past.periods]
    told = [made for made in cells.vintages(Scenario.FORECAST) if made < past.ahead[0].end]
    cuts = {sum(end <= made for end in ends): made for made in told}
    cuts = {cut: made for cut, made in cuts.items() if cut and _says(cells, catalogue, past, cut, made)}
    if not cuts:
        return {}
    late, months = len(ends) - max(cuts), len(past.ahead)
    found = {}
    for cut, made in sorted(cuts.items()):
        said = _said(cells, catalogue, past, cut, made)
        found[cut + late] = {name: _to(values[late:], months) for name, values in said.items()}
    newest = found[len(ends)]
    return found if any(np.isfinite(each).any() for each in newest.values()) else {}


def _says(cells: Cells, catalogue: Catalogue, past: Past, cut: int, made: date) -> bool:
    """Whether a forecast tells the month after those known to it."""
    return any(np.isfinite(_line(cells, catalogue, past, name, cut, made)[:1]).any() for name in past.lines)


def _said(cells: Cells, catalogue: Catalogue, past: Past, cut: int, made: date) -> dict[str, Floats]:
    """One forecast from the month after those known to it, until the calendar ends."""
    found = {name: _line(cells, catalogue, past, name, cut, made) for name in past.lines}
    if (cash := catalogue.cash) is None:
        return found
    opening, totals = past.balances["cash"], (cash.closing, cash.inflow, cash.outflow)
    closing, into, out = (_line(cells, catalogue, past, name, cut, made) for name in totals)
    before = opening.values[cut - 1] / TICKS if opening.known[cut - 1] else np.nan
    return {**found, OTHER: np.diff(closing, prepend=before) - into + out}


def _line(cells: Cells, catalogue: Catalogue, past: Past, name: str, cut: int, made: date) -> Floats:
    first = cells.periods.index(past.periods[cut - 1].key) + 1
    told = told_of(cells, name, catalogue.root, Scenario.FORECAST, range(first, first + 2 * len(past.ahead)), made)
    found: Floats = np.where(told.known, told.values / TICKS, np.nan)
    return found


def _to(values: Floats, months: int) -> Floats:
    """Values drawn out to so many months."""
    found = np.full(months, np.nan)
    found[: len(values[:months])] = values[:months]
    return found
