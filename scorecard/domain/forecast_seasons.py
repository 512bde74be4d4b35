"""Whether a series repeats itself with the season, and how to take the season out of it and put it back."""

from dataclasses import dataclass

import numpy as np

from scorecard.domain.forecast_rows import Floats, Mask, Rows

CERTAIN = 1.645
"""Standard errors beyond which an autocorrelation counts: 90 %, both sides."""

CYCLES = 3
"""Seasons a series needs before it can be called seasonal."""

SMALLEST_INDEX = 0.01


@dataclass(frozen=True, slots=True)
class Season:
    """What the season does to rows.

    Attributes:
        index: float64[rows, season], by column modulo season: factors, or amounts to add; neutral where not seasonal.
        factors: bool[rows], where the index multiplies.
    """

    index: Floats
    factors: Mask

    def spread(self, first: int, steps: int) -> Floats:
        """float64[rows, steps], the index from column ``first`` on."""
        found: Floats = self.index[:, np.arange(first, first + steps) % self.index.shape[1]]
        return found

    def taken_out(self, rows: Rows) -> Rows:
        """The rows without their season."""
        index = self.spread(0, rows.values.shape[1])
        divisor = np.where(self.factors[:, None], index, 1.0)
        return rows.replaced(np.where(self.factors[:, None], rows.values / divisor, rows.values - index))

    def put_back(self, ahead: Floats, steps: int) -> Floats:
        """Forecasts float64[rows, horizon] of rows of ``steps`` columns, with their season."""
        index = self.spread(steps, ahead.shape[1])
        return np.where(self.factors[:, None], ahead * index, ahead + index)


def seasonal(rows: Rows, season: int) -> Mask:
    """bool[rows], by the 90 % test of the autocorrelation at the season.

    Source: Makridakis, Spiliotis and Assimakopoulos, The M4 Competition, 2020.
    """
    if season <= 1:
        return np.zeros(len(rows.values), dtype=bool)
    lengths = rows.lengths
    centred = rows.replaced(rows.values - (rows.values.sum(1) / lengths)[:, None]).values
    whole = (centred**2).sum(1)
    reach = min(season, centred.shape[1] - 1)
    lags = [(centred[:, lag:] * centred[:, : centred.shape[1] - lag]).sum(1) for lag in range(1, reach + 1)]
    found = np.divide(lags, whole, out=np.zeros((reach, len(whole))), where=whole > 0)
    limit = CERTAIN * np.sqrt((1 + 2 * (found[:-1] ** 2).sum(0)) / lengths)
    repeats: Mask = (np.abs(found[-1]) > limit) & (lengths >= CYCLES * season)
    return repeats


def seasons(rows: Rows, season: int, repeats: Mask) -> Season:
    """The season of rows by classical decomposition: factors for rows above zero, amounts for the rest.

    Args:
        rows: Series of at least two seasons where ``repeats``.
        season: Steps of a season, above 1 where any row repeats.
        repeats: bool[rows], which rows have a season; the rest keep a neutral index.
    """
    lowest = np.where(rows.known, rows.values, np.inf).min(1)
    factors = repeats & (lowest > 0)
    if not repeats.any():
        return Season(np.zeros((len(repeats), 1)), factors)
    index = decomposed(rows, season, factors)
    tiny = factors & (index.min(1) <= SMALLEST_INDEX)
    if tiny.any():
        factors = factors & ~tiny
        index = np.where(tiny[:, None], decomposed(rows, season, factors), index)
    return Season(np.where(repeats[:, None], index, 0.0), factors)


def decomposed(rows: Rows, season: int, factors: Mask) -> Floats:
    """float64[rows, season], mean deviation from the centred moving average, by column modulo season.

    Args:
        rows: Series of more than a season each.
        season: Steps of a season, above 1.
        factors: bool[rows]: ratios that average one; amounts that average zero elsewhere.
    """
    half, steps = season // 2, rows.values.shape[1]
    weights = np.full(season, 1.0 / season)
    if season % 2 == 0:
        weights = np.concatenate([[0.5], np.ones(season - 1), [0.5]]) / season
    width = len(weights)
    level = _moving(rows.values, weights)
    inner = slice(half, half + steps - width + 1)
    known = np.arange(steps - width + 1) >= rows.starts[:, None]
    middle = rows.values[:, inner]
    ratio = np.divide(middle, level, out=np.ones_like(middle), where=known & (level != 0))
    apart = np.where(known, np.where(factors[:, None], ratio, middle - level), 0.0)
    index = np.empty((len(apart), season))
    for phase in range(season):
        own = slice((phase - half) % season, None, season)
        count = known[:, own].sum(1)
        neutral = np.where(factors, 1.0, 0.0)
        index[:, phase] = np.where(count > 0, apart[:, own].sum(1) / np.maximum(count, 1), neutral)
    mean = index.mean(1, keepdims=True)
    return np.where(factors[:, None], index / np.where(mean > 0, mean, 1.0), index - mean)


def _moving(values: Floats, weights: Floats) -> Floats:
    """float64[rows, steps - width + 1], weighted means of neighbours."""
    windows = np.lib.stride_tricks.sliding_window_view(values, len(weights), axis=1)
    found: Floats = windows @ weights
    return found
