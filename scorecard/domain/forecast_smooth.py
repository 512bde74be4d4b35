"""Damped exponential smoothing, with and without season, over a grid of parameters and for many series at once."""

from dataclasses import dataclass

import numpy as np

from scorecard.domain.forecast_rows import Floats, Mask, Rows
from scorecard.domain.forecast_seasons import decomposed

FIRST_YEAR = 12
"""First values a starting trend is drawn through."""

FIRST_LEVEL = 4
"""First values a starting level is the mean of."""

SMALLEST = 1e-12


@dataclass(frozen=True, slots=True)
class Grid:
    """Parameter sets side by side: float64[sets], of level, trend and season, and how much of a trend is kept."""

    alpha: Floats
    beta: Floats
    gamma: Floats
    kept: Floats

    @classmethod
    def of(cls, alpha: list[float], beta: list[float], gamma: list[float], kept: list[float]) -> "Grid":
        """All combinations; those without a trend (a beta of zero) once each."""
        mesh = np.meshgrid(alpha, beta, gamma, kept, indexing="ij")
        level, trend, season, damped = (each.ravel() for each in mesh)
        once = (trend > 0) | (damped == kept[0])
        level, trend, season, damped = (each[once] for each in (level, trend, season, damped))
        return cls(level, trend, season, np.where(trend > 0, damped, 0.0))

    @property
    def trended(self) -> Mask:
        """bool[sets], which follow a trend."""
        found: Mask = self.beta > 0
        return found


SEASONAL = Grid.of(
    alpha=[0.03, 0.08, 0.15, 0.25, 0.4, 0.6, 0.85],
    beta=[0.0, 0.03, 0.1],
    gamma=[0.01, 0.05, 0.12, 0.25, 0.5],
    kept=[0.9, 0.98],
)
PLAIN = Grid.of(
    alpha=[0.02, 0.05, 0.1, 0.15, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.99],
    beta=[0.0, 0.02, 0.08, 0.25],
    gamma=[0.0],
    kept=[0.8, 0.9, 0.98],
)


def smoothed(rows: Rows, season: int, horizon: int, grid: Grid) -> tuple[Floats, Floats]:
    """Forecasts by the parameter set that fits best, allowing for how many parameters it has.

    Args:
        rows: Series; of at least two seasons and a step where ``season`` is above 1.
        season: Steps of a season; 1 for none.
        horizon: Steps ahead.
        grid: The parameter sets tried.

    Returns:
        float64[rows, horizon], and float64[rows], the criterion of the set chosen: the smaller, the better it fits.

    Source: Gardner and McKenzie, Forecasting trends in time series, 1985; Hurvich and Tsai's corrected criterion, 1989.
    """
    index = decomposed(rows, season, np.zeros(len(rows.starts), dtype=bool)) if season > 1 else None
    return _Smoothing.begun(rows, index, grid).run(rows).ahead(rows, horizon)


@dataclass(frozen=True, slots=True)
class _Smoothing:
    """The state of all parameter sets: float64[rows, sets], the season float64[season, rows, sets]."""

    grid: Grid
    level: Floats
    trend: Floats
    season: Floats
    squares: Floats

    @classmethod
    def begun(cls, rows: Rows, index: Floats | None, grid: Grid) -> "_Smoothing":
        """Before the first value of each row."""
        sets = len(grid.alpha)
        shape = (len(rows.starts), sets)
        bare = rows.values if index is None else _without(rows, index)
        start, slope, mean = _first(Rows(bare, rows.starts))
        season = np.zeros((1, *shape)) if index is None else np.repeat(index.T[:, :, None], sets, 2)
        return cls(
            grid,
            np.where(grid.trended, start[:, None], mean[:, None]),
            np.where(grid.trended, slope[:, None], 0.0),
            season,
            np.zeros(shape),
        )

    def run(self, rows: Rows) -> "_Smoothing":
        """Through all values, in place."""
        grid, size = self.grid, len(self.season)
        slow, yearly = grid.alpha * grid.beta, grid.gamma * (1 - grid.alpha)
        error, moved = np.empty_like(self.level), np.empty_like(self.level)
        for step, begun in enumerate(rows.begun()):
            level, trend, season = self.level[:begun], self.trend[:begun], self.season[step % size, :begun]
            off, part = error[:begun], moved[:begun]
            np.multiply(trend, grid.kept, out=trend)
            level += trend
            np.subtract(rows.values[:begun, step, None], level, out=off)
            off -= season
            self.squares[:begun] += np.multiply(off, off, out=part)
            level += np.multiply(off, grid.alpha, out=part)
            trend += np.multiply(off, slow, out=part)
            if size > 1:
                season += np.multiply(off, yearly, out=part)
        return self

    def ahead(self, rows: Rows, horizon: int) -> tuple[Floats, Floats]:
        """float64[rows, horizon] by each row's best parameter set, and its criterion."""
        size, steps = len(self.season), rows.values.shape[1]
        lengths = rows.lengths[:, None]
        free = np.where(self.grid.trended, 6, 3) + (size if size > 1 else 0)
        told = lengths * np.log(np.maximum(self.squares, SMALLEST) / lengths) + 2 * free
        correction = 2 * free * (free + 1) / np.maximum(lengths - free - 1, 1)
        row, best = np.arange(len(told)), told.argmin(1)
        kept = self.grid.kept[best][:, None]
        run = np.cumsum(kept ** np.arange(1, horizon + 1), axis=1)
        season = self.season[:, row, best].T[:, (steps + np.arange(horizon)) % size]
        ahead = self.level[row, best][:, None] + run * self.trend[row, best][:, None] + season
        return ahead, (told + correction)[row, best]


def _without(rows: Rows, index: Floats) -> Floats:
    return rows.values - index[:, np.arange(rows.values.shape[1]) % index.shape[1]]


def _first(rows: Rows) -> tuple[Floats, Floats, Floats]:
    """float64[rows] each: where a starting trend stands before the first value, its slope, and the starting level."""
    reach = min(FIRST_YEAR, rows.values.shape[1])
    at = np.minimum(rows.starts[:, None] + np.arange(reach), rows.values.shape[1] - 1)
    values = rows.values[np.arange(len(at))[:, None], at]
    count = np.minimum(rows.lengths, reach)[:, None]
    inside = np.arange(reach) < count
    place = np.where(inside, np.arange(reach) - (count - 1) / 2, 0.0)
    mean = np.where(inside, values, 0.0).sum(1) / count[:, 0]
    spread = (place**2).sum(1)
    slope = np.divide((place * values).sum(1), spread, out=np.zeros_like(mean), where=spread > 0)
    early = np.arange(reach) < np.minimum(count, FIRST_LEVEL)
    level = np.where(early, values, 0.0).sum(1) / early.sum(1)
    return mean - slope * (count[:, 0] + 1) / 2, slope, level
