"""The forecast of a series from its own past: a few good methods that fail in different ways, put together."""

from collections.abc import Sequence

import numpy as np

from scorecard.domain.forecast_methods import Members
from scorecard.domain.forecast_rows import Floats, Rows, batches

FEWEST = 4
"""Values below which there is nothing to learn from: the last one is repeated."""

TRIMMED = 5
"""Methods from which on the lowest and the highest forecast of a step are left out."""

NOTHING = 1e-12
"""Share of a value that stands for an error of nothing, so that errors can be told in it."""


def pack(series: Sequence[Floats], season: int, horizon: int) -> tuple[Floats, Floats]:
    """Forecasts of many series, each from its own past only.

    Args:
        series: float64[values] each, finite, at least one value.
        season: Steps of a season; 1 for none.
        horizon: Steps ahead.

    Returns:
        float64[series, horizon], never below zero for a series that never was; and float64[series], the usual error
        of one step, never zero.

    Source: combining simple methods beats choosing one (Makridakis and others, The M4 Competition, 2020).
    """
    found = np.empty((len(series), horizon))
    usual = np.empty(len(series))
    for chosen, rows in batches(series):
        found[chosen], usual[chosen] = _together(rows, season, horizon)
    return found, usual


def _together(rows: Rows, season: int, horizon: int) -> tuple[Floats, Floats]:
    last = rows.values[:, -1]
    lowest, highest = rows.ends
    found = np.repeat(last[:, None], horizon, 1)
    usual = _steps(rows)
    moving = (rows.lengths >= FEWEST) & (highest > lowest)
    if moving.any():
        inner = rows.only(moving)
        members = Members.of(inner, season, horizon)
        found[moving], usual[moving] = _middle(_within(members.made(), inner)), members.usual
    found = np.where((lowest >= 0)[:, None], np.maximum(found, 0.0), found)
    return found, np.where(usual > 0, usual, np.maximum(np.abs(last), 1.0) * NOTHING)


def _middle(members: Floats) -> Floats:
    """float64[rows, horizon], the mean of the methods there are, without the outermost two where there are enough."""
    count = np.isfinite(members).sum(0)
    ordered = np.sort(members, axis=0)
    place = np.arange(len(members))[:, None, None]
    cut = (count >= TRIMMED).astype(np.int64)
    kept = (place >= cut) & (place < count - cut)
    found: Floats = np.where(kept, ordered, 0.0).sum(0) / kept.sum(0)
    return found


def _within(members: Floats, rows: Rows) -> Floats:
    """Members that stay within a few ranges of what was seen."""
    lowest, highest = rows.ends
    room = highest - lowest
    found: Floats = np.clip(members, (lowest - 2 * room)[:, None], (highest + 3 * room)[:, None])
    return found


def _steps(rows: Rows) -> Floats:
    """float64[rows], root mean square of the steps between values; of a single value the value itself."""
    moved = np.where(rows.known[:, :-1], np.diff(rows.values, axis=1), 0.0)
    count = rows.lengths - 1
    return np.where(count > 0, np.sqrt((moved**2).sum(1) / np.maximum(count, 1)), np.abs(rows.values[:, -1]))
