"""How far month-end cash may be off: what whole outlooks of the past would have missed, cumulated along each path."""

from collections.abc import Mapping

import numpy as np

from scorecard.domain.cash_indirect import CashPath
from scorecard.domain.cells import TICKS, Ints
from scorecard.domain.forecast import LEVELS
from scorecard.domain.forecast_bands import Paths, half_widths
from scorecard.domain.forecast_rows import Floats
from scorecard.domain.outlook_forecast import Ahead, band_ticks
from scorecard.domain.outlook_past import INVESTED, Past
from scorecard.domain.outlook_steps import Actual, actual, projected

FEWEST = 6
"""Past outlooks that must have seen a month come about; later months grow as the root of time."""


def closing_bands(past: Past, ahead: Ahead, path: CashPath) -> dict[str, Ints]:
    """Band name to int64[month] of cash at month end.

    The errors of a month are those of the whole outlook as it would have been made at each of the last months,
    from profit down to cash; they are added up along each path before their spread is taken, never as bands.
    What cash may be off by never shrinks again.

    Args:
        past: The figures known.
        ahead: What the lines would have been forecast as before.
        path: The forecast that the bands lie around.

    Source: pooled error paths, cumulated; adding interval ends covers far too much, independent months too little.
    """
    missed = _missed(past, ahead)
    missed = np.where(np.isfinite(missed).sum(axis=0) >= FEWEST, missed, np.nan)
    usual = np.nanmean(np.abs(missed)) if np.isfinite(missed).any() else float(np.abs(path.change).mean()) / TICKS
    usual = max(usual, 0.01)
    paths = Paths(missed, np.full(len(missed), usual)).added_up()
    widths = np.maximum.accumulate(half_widths([paths], np.array([usual]), LEVELS)[:, 0], axis=1)
    middle = path.closing / TICKS
    low = {level: middle - width for level, width in zip(LEVELS, widths, strict=True)}
    return band_ticks(low, {level: middle + width for level, width in zip(LEVELS, widths, strict=True)})


def _missed(past: Past, ahead: Ahead) -> Floats:
    """Actual less forecast change of cash in units, float64[origin, month]; not a number where nothing is known."""
    done, months = actual(past), len(past.ahead)
    rows = [_missed_from(past, done, cut, lines) for cut, lines in ahead.before.items() if _starts(past, cut)]
    return np.array(rows).reshape(len(rows), months)


def _missed_from(past: Past, done: Actual, cut: int, lines: Mapping[str, Ints]) -> Floats:
    months = len(past.ahead)
    expected = projected(past.cut(cut), lines, lines[INVESTED]).path.change
    came = np.full(months, np.nan)
    known = done.known[cut - 1 :][:months]
    came[: len(known)] = np.where(known, done.path.change[cut - 1 :][:months] / TICKS, np.nan)
    missed: Floats = came - expected / TICKS
    return missed


def _starts(past: Past, cut: int) -> bool:
    """Whether cash was known at the end of so many months."""
    return bool(past.balances["cash"].known[cut - 1])
