"""Autoregression for many series at once: what a value owes to the ones before it, and to the one a season ago."""

from dataclasses import dataclass

import numpy as np

from scorecard.domain.forecast_rows import Floats, Ints, Mask, Rows

LAGS = 6
ORDERS = (1, 2, 3, 4, 6)
"""How many of the nearest values are looked at."""

RIDGE = 0.02
"""Share by which the weights are held back, so that few values do not make large ones."""

SMALLEST = 1e-12
CYCLES = 3
"""Seasons a series needs before a season's lag is looked at."""

SPARE = 6
"""Values a series has beyond twice its lags, at least."""

LARGEST = 4.0
"""Largest seen values up to which one step may be forecast."""


@dataclass(frozen=True, slots=True)
class _Fit:
    """float64[rows, lags] weights, float64[rows] mean, and the criterion it was chosen by."""

    weights: Floats
    mean: Floats
    told: Floats


def autoregressed(rows: Rows, season: int, horizon: int) -> Floats:
    """Forecasts of series without season, as they are or by their steps, whichever explains them better.

    Args:
        rows: Series without season; shorter than ten values they have no forecast.
        season: Steps of a season, for one more lag; 1 for none.
        horizon: Steps ahead.

    Returns:
        float64[rows, horizon], not a number where there is too little.

    Source: least squares with ridge; orders by the corrected information criterion (Hurvich and Tsai, 1989).
    """
    level, steps = _fitted(rows, season, True), _fitted(_differences(rows, 1), season, False)
    by_level = _ahead(rows, level, season, horizon)
    moved = _ahead(_differences(rows, 1), steps, season, horizon)
    by_steps = rows.values[:, -1, None] + np.cumsum(moved, axis=1)
    return np.where((level.told <= steps.told)[:, None], by_level, by_steps)


def seasonally_autoregressed(rows: Rows, season: int, horizon: int) -> Floats:
    """Forecasts by how values differ from those a season before.

    Args:
        rows: Series, season included.
        season: Steps of a season, above 1.
        horizon: Steps ahead.

    Returns:
        float64[rows, horizon], not a number where there are fewer than four seasons.
    """
    apart = _differences(rows, season)
    moved = _ahead(apart, _fitted(apart, season, True), season, horizon)
    moved[rows.lengths < (CYCLES + 1) * season] = np.nan
    found = np.empty_like(moved)
    for ahead in range(horizon):
        before = rows.values[:, ahead - season] if ahead < season else found[:, ahead - season]
        found[:, ahead] = before + moved[:, ahead]
    return found


def _differences(rows: Rows, lag: int) -> Rows:
    starts = np.minimum(rows.starts + lag, rows.values.shape[1] - 1)
    before = np.zeros_like(rows.values)
    before[:, lag:] = rows.values[:, :-lag]
    return Rows(np.where(np.arange(rows.values.shape[1]) >= starts[:, None], rows.values - before, 0.0), starts)


def _lags(season: int) -> list[int]:
    return [*range(1, LAGS + 1), *([season] if season > LAGS else [])]


def _fitted(rows: Rows, season: int, centred: bool) -> _Fit:
    """The best order of each row, all of them judged by the same values."""
    mean = rows.values.sum(1) / rows.lengths if centred else np.zeros(len(rows.starts))
    values = np.where(rows.known, rows.values - mean[:, None], 0.0)
    lags = _lags(season)
    yearly = (len(lags) > LAGS) & (rows.lengths > CYCLES * season)
    reach = np.where(yearly, season, LAGS)
    grams, squares, count = _products(values, rows.starts + reach, lags)
    weights = np.zeros((len(mean), len(lags)))
    told = np.full(len(mean), np.inf)
    for order in ORDERS:
        for season_too in (False, True)[: 1 + (len(lags) > LAGS)]:
            chosen = [*range(order), *([LAGS] if season_too else [])]
            enough = (count >= 2 * len(chosen) + SPARE) & (yearly | (not season_too))
            found, criterion = _solved(grams, squares, count, chosen, centred)
            better = enough & (criterion < told)
            told = np.where(better, criterion, told)
            weights[better] = 0.0
            weights[np.ix_(better, chosen)] = found[better]
    return _Fit(weights, mean, told)


def _products(values: Floats, first: Ints, lags: list[int]) -> tuple[Floats, Floats, Floats]:
    """float64[rows, lags, 1 + lags] products of lags with each other and the value, its squares, values counted."""
    steps = values.shape[1]
    shifted = np.zeros((len(values), len(lags) + 1, steps))
    shifted[:, 0] = values
    for at, lag in enumerate(lags, 1):
        shifted[:, at, lag:] = values[:, : max(steps - lag, 0)]
    counted: Mask = np.arange(steps) >= first[:, None]
    shifted *= counted[:, None, :]
    grams = shifted @ shifted.transpose(0, 2, 1)
    return grams[:, 1:], grams[:, 0, 0], counted.sum(1).astype(np.float64)


def _solved(grams: Floats, squares: Floats, count: Floats, chosen: list[int], centred: bool) -> tuple[Floats, Floats]:
    """float64[rows, chosen] weights and the criterion of each row."""
    inner = grams[:, chosen][:, :, [1 + at for at in chosen]]
    target = grams[:, chosen, 0]
    diagonal = np.arange(len(chosen))
    held = inner.copy()
    held[:, diagonal, diagonal] = held[:, diagonal, diagonal] * (1 + RIDGE) + 1e-9
    weights = np.linalg.solve(held, target[:, :, None])[:, :, 0]
    left = squares - 2 * (weights * target).sum(1) + np.einsum("ri,rij,rj->r", weights, inner, weights)
    free = len(chosen) + 1 + centred
    mean = np.maximum(left, 0.0) / np.maximum(count, 1)
    told = count * np.log(np.maximum(mean, SMALLEST)) + 2 * free * count / np.maximum(count - free - 1, 1)
    return np.asarray(weights, np.float64), np.asarray(told, np.float64)


def _ahead(rows: Rows, fit: _Fit, season: int, horizon: int) -> Floats:
    """Step by step, each forecast taken as the next value."""
    lags = np.array(_lags(season))
    reach = int(lags.max())
    steps = rows.values.shape[1]
    values = np.where(rows.known, rows.values - fit.mean[:, None], 0.0)
    most = LARGEST * np.abs(values).max(1) + 1e-9
    line = np.zeros((len(values), reach + horizon))
    kept = min(reach, steps)
    line[:, reach - kept : reach] = values[:, steps - kept :]
    for ahead in range(horizon):
        at = reach + ahead
        line[:, at] = np.clip((fit.weights * line[:, at - lags]).sum(1), -most, most)
    found = line[:, reach:] + fit.mean[:, None]
    found[~np.isfinite(fit.told)] = np.nan
    return found
