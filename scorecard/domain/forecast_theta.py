"""The optimised theta method for many series at once: a bent series is smoothed, its line is learned as it goes."""

from dataclasses import dataclass

import numpy as np

from scorecard.domain.forecast_rows import Floats, Rows

ALPHA = np.concatenate([[0.01, 0.03], np.arange(0.05, 1.0, 0.05), [0.99]])
"""Shares of the newest value in the level."""

THETA = np.array([1.0, 1.2, 1.5, 1.8, 2.2, 2.8, 3.6, 5.0, 8.0])
"""How far the series is bent away from its line; one is plain smoothing."""

SETTLED = 2
"""First values whose errors do not count: the line is not known yet."""

VANISHED = 1e-60


@dataclass(frozen=True, slots=True)
class _Fit:
    """What smoothing left: float64[rows], and the mean squared error of one step."""

    alpha: Floats
    bent: Floats
    level: Floats
    faded: Floats
    error: Floats


def theta(rows: Rows, horizon: int) -> tuple[Floats, Floats]:
    """Forecasts of series without season, and the mean squared error of their past steps.

    Args:
        rows: Series of at least three values.
        horizon: Steps ahead.

    Returns:
        float64[rows, horizon] and float64[rows].

    Source: Fiorucci, Pellegrini, Louzada, Petropoulos and Koehler, Models for optimising the theta method, 2016; the
    first level is solved exactly instead of being guessed.
    """
    line, slope = _lines(rows)
    fit = _fitted(rows, line, slope)
    return _ahead(rows, fit, horizon), fit.error


def _lines(rows: Rows) -> tuple[Floats, Floats]:
    """float64[rows, steps] each: intercept and slope of the straight line through the values before a step."""
    known = rows.known
    first = rows.values[np.arange(len(rows.starts)), rows.starts][:, None]
    centred = np.where(known, rows.values - first, 0.0)
    count = np.maximum(np.arange(rows.values.shape[1]) - rows.starts[:, None] + 1, 1).astype(np.float64)
    total = centred.cumsum(1)
    weighted = (centred * count).cumsum(1)
    slope = 6 * (2 * weighted - (count + 1) * total) / (count * np.maximum(count**2 - 1, 1))
    intercept = total / count - (count + 1) / 2 * slope + first
    before = np.zeros_like(slope)
    before[:, 1:] = slope[:, :-1]
    start = np.broadcast_to(first, intercept.shape).copy()
    start[:, 1:] = np.where(known[:, :-1], intercept[:, :-1], first)
    return start, np.where(known, before, 0.0)


def _fitted(rows: Rows, line: Floats, slope: Floats) -> _Fit:
    """The grid's best smoothing: errors are linear in the first level and quadratic in the bend, so both are solved."""
    steps = rows.values.shape[1]
    keep = 1 - ALPHA
    powers = keep[None, :] ** np.arange(steps + 1)[:, None]
    powers[powers < VANISHED] = 0.0
    level = np.zeros((len(rows.starts), len(ALPHA)))
    sums = np.zeros((6, *level.shape))
    for step, (begun, counted) in enumerate(zip(rows.begun(), rows.begun(SETTLED), strict=True)):
        value, active = rows.values[:begun, step, None], level[:begun]
        faded = powers[step - rows.starts[:begun]]
        bend = faded * line[:begun, step, None] + (1 - faded * keep) / ALPHA * slope[:begun, step, None]
        error = value - active
        _added(sums[:, :counted], error[:counted], bend[:counted], faded[:counted])
        active += ALPHA * error
    return _chosen(rows, sums, level, powers[steps - rows.starts])


def _added(sums: Floats, error: Floats, bend: Floats, faded: Floats) -> None:
    """One step's products, added to what least squares needs."""
    pairs = ((error, error), (error, bend), (bend, bend), (error, faded), (bend, faded), (faded, faded))
    for at, (one, other) in enumerate(pairs):
        sums[at] += one * other


def _chosen(rows: Rows, sums: Floats, level: Floats, faded: Floats) -> _Fit:
    """The alpha and theta of the smallest squared error, the first level solved for each of them."""
    errors, crossed, bends, own, other, whole = sums[:, :, :, None]
    bent = 1 - 1 / THETA
    start = (own - bent * other) / np.maximum(whole, 1e-12)
    squares = errors - 2 * bent * crossed + bent**2 * bends - start * (own - bent * other)
    best = squares.reshape(len(squares), -1).argmin(1)
    row, alpha, theta_at = np.arange(len(best)), best // len(THETA), best % len(THETA)
    fade = faded[row, alpha]
    counted = np.maximum(rows.lengths - SETTLED, 1)
    return _Fit(
        alpha=ALPHA[alpha],
        bent=bent[theta_at],
        level=level[row, alpha] + fade * start[row, alpha, theta_at],
        faded=fade,
        error=np.maximum(squares[row, alpha, theta_at], 0.0) / counted,
    )


def _ahead(rows: Rows, fit: _Fit, horizon: int) -> Floats:
    """The method's own iteration: each forecast is taken as the next value."""
    count = rows.lengths.astype(np.float64)
    line, slope = (each[:, -1] for each in _lines(_longer(rows)))
    mean = rows.values.sum(1) / count
    level, faded = fit.level.copy(), fit.faded.copy()
    found = np.empty((len(count), horizon))
    for ahead in range(horizon):
        step = count + ahead + 1
        found[:, ahead] = level + fit.bent * (faded * line + (1 - faded * (1 - fit.alpha)) / fit.alpha * slope)
        level = fit.alpha * found[:, ahead] + (1 - fit.alpha) * level
        slope = ((step - 2) * slope + 6 / step * (found[:, ahead] - mean)) / (step + 1)
        mean = ((step - 1) * mean + found[:, ahead]) / step
        line = mean - (step + 1) / 2 * slope
        faded = faded * (1 - fit.alpha)
    return found


def _longer(rows: Rows) -> Rows:
    """The rows with a place for the next value, so that the last line is the one through all values."""
    return Rows(np.column_stack([rows.values, np.zeros(len(rows.starts))]), rows.starts)
