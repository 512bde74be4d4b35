"""The forecast of a series from its own past: the mean of a few good methods that fail in different ways."""

from collections.abc import Sequence

import numpy as np

from scorecard.domain.forecast_rows import Floats, Mask, Rows, batches
from scorecard.domain.forecast_seasons import Season, seasonal, seasons
from scorecard.domain.forecast_smooth import PLAIN, SEASONAL, smoothed
from scorecard.domain.forecast_theta import theta

FEWEST = 4
"""Values below which there is nothing to learn from: the last one is repeated."""

LONGEST_SMOOTHED = 60
"""Steps of a season up to which the season itself is smoothed."""

RECENT_CYCLES = {True: 5, False: 26}
"""Seasons that count as recent, for seasons of twelve steps or more and for shorter ones."""

YEARLY = 12

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

    Source: the mean of the theta method on all and on recent values and of damped smoothing on logarithms and as
    they are; combining simple methods beats choosing one (Makridakis and others, The M4 Competition, 2020).
    """
    found = np.empty((len(series), horizon))
    usual = np.empty(len(series))
    for chosen, rows in batches(series):
        found[chosen], usual[chosen] = _together(rows, season, horizon)
    return found, usual


def _together(rows: Rows, season: int, horizon: int) -> tuple[Floats, Floats]:
    last = rows.values[:, -1]
    lowest, highest = _ends(rows)
    found = np.repeat(last[:, None], horizon, 1)
    usual = _steps(rows)
    moving = (rows.lengths >= FEWEST) & (highest > lowest)
    if moving.any():
        inner = rows.only(moving)
        members, usual[moving] = _members(inner, season, horizon)
        found[moving] = np.nanmean(_within(members, inner), axis=0)
    found = np.where((lowest >= 0)[:, None], np.maximum(found, 0.0), found)
    return found, np.where(usual > 0, usual, np.maximum(np.abs(last), 1.0) * NOTHING)


def _steps(rows: Rows) -> Floats:
    """float64[rows], root mean square of the steps between values; of a single value the value itself."""
    known = rows.known
    moved = np.where(known[:, :-1], np.diff(rows.values, axis=1), 0.0)
    count = rows.lengths - 1
    return np.where(count > 0, np.sqrt((moved**2).sum(1) / np.maximum(count, 1)), np.abs(rows.values[:, -1]))


def _members(rows: Rows, season: int, horizon: int) -> tuple[Floats, Floats]:
    """float64[members, rows, horizon], not a number where a method does not apply; and the usual error of one step."""
    steps, repeats = rows.values.shape[1], seasonal(rows, season)
    found = seasons(rows, season, repeats)
    bare = found.taken_out(rows)
    ahead, squared = theta(bare, horizon)
    whole = found.put_back(ahead, steps)
    recent = _recent(rows, repeats, season, horizon)
    smooth = _smooth(rows, bare, found, season, horizon)
    return np.stack([whole, recent, *smooth]), np.sqrt(squared)


def _recent(rows: Rows, repeats: Mask, season: int, horizon: int) -> Floats:
    """float64[rows, horizon], theta on recent values; not a number where there are no older ones."""
    reach = season * RECENT_CYCLES[season >= YEARLY]
    steps = rows.values.shape[1]
    long = rows.lengths > reach
    found = np.full((len(long), horizon), np.nan)
    if long.any():
        cut = Rows(rows.values[long][:, steps - reach :], np.zeros(int(long.sum()), dtype=np.int64))
        own = seasons(cut, season, repeats[long] & (reach >= 2 * season + 2))
        found[long] = own.put_back(theta(own.taken_out(cut), horizon)[0], reach)
    return found


def _smooth(rows: Rows, bare: Rows, found: Season, season: int, horizon: int) -> tuple[Floats, Floats]:
    """float64[rows, horizon] twice: damped smoothing as the values are, and on logarithms of rows above zero.

    Rows too short for their season are smoothed without it, once.
    """
    steps = rows.values.shape[1]
    full = (rows.lengths > 2 * season) & (1 < season <= LONGEST_SMOOTHED)
    raw, logs = np.full((2, len(full), horizon), np.nan)
    if full.any():
        raw[full], logs[full] = _seasonal(rows.only(full), season, horizon)
    if not full.all():
        plain = smoothed(bare.only(~full), 1, horizon, PLAIN)
        raw[~full] = Season(found.index[~full], found.factors[~full]).put_back(plain, steps)
    return raw, logs


def _seasonal(rows: Rows, season: int, horizon: int) -> tuple[Floats, Floats]:
    raw = smoothed(rows, season, horizon, SEASONAL)
    positive = _ends(rows)[0] > 0
    logs = raw.copy()
    if positive.any():
        above = rows.only(positive)
        logged = above.replaced(np.log(np.where(above.known, above.values, 1.0)))
        mean = logged.values.sum(1) / logged.lengths
        apart = np.where(logged.known, logged.values - mean[:, None], 0.0)
        spread = np.sqrt((apart**2).sum(1) / logged.lengths)
        most = _ends(logged)[1] + 3 * spread + 1
        logs[positive] = np.exp(np.minimum(smoothed(logged, season, horizon, SEASONAL), most[:, None]))
    return raw, logs


def _within(members: Floats, rows: Rows) -> Floats:
    """Members that stay within a few ranges of what was seen."""
    lowest, highest = _ends(rows)
    room = highest - lowest
    found: Floats = np.clip(members, (lowest - 2 * room)[:, None], (highest + 3 * room)[:, None])
    return found


def _ends(rows: Rows) -> tuple[Floats, Floats]:
    """float64[rows] each, smallest and largest value."""
    known = rows.known
    return np.where(known, rows.values, np.inf).min(1), np.where(known, rows.values, -np.inf).max(1)
