"""A forecast: what is most likely, and the bands around each step and around the running total."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from scorecard.domain.forecast_bands import Paths, error_paths, half_widths, run_of, shares_of
from scorecard.domain.forecast_ensemble import pack
from scorecard.domain.forecast_gaps import filled
from scorecard.domain.forecast_rows import Floats

LEVELS = (80, 95)


@dataclass(frozen=True, slots=True)
class Forecast:
    """What comes next, in the series' own unit.

    Attributes:
        mean: float64[horizon], most likely.
        low: Level in percent to float64[horizon]: below it in half of the cases outside the band.
        high: The same above.
        cum_low: Level in percent to float64[horizon], of the running total; never the sum of ``low``.
        cum_high: The same above.
    """

    mean: Floats
    low: Mapping[int, Floats]
    high: Mapping[int, Floats]
    cum_low: Mapping[int, Floats]
    cum_high: Mapping[int, Floats]

    @property
    def cum_mean(self) -> Floats:
        """float64[horizon], the running total of ``mean``."""
        found: Floats = np.cumsum(self.mean)
        return found


def forecast(values: Floats, horizon: int, season: int, levels: Sequence[int] = LEVELS) -> Forecast:
    """The forecast of one series; see ``forecast_many``."""
    return forecast_many([values], horizon, season, levels)[0]


def forecast_many(
    series: Sequence[Floats], horizon: int, season: int, levels: Sequence[int] = LEVELS
) -> list[Forecast]:
    """Forecasts of series that are alike enough to learn from each other how far off a forecast may be.

    Args:
        series: float64[values] each, oldest first, of at least one number; what is not a number is not reported and
            is filled in from its neighbours and from other seasons, never with zero.
        horizon: Steps ahead, at least 1.
        season: Steps of a season; 1 for none.
        levels: Percent of cases the bands should hold, each between 1 and 99.

    Returns:
        One a series. A series that never was below zero stays so.
    """
    whole = [filled(each, season) for each in series]
    mean, usual = pack(whole, season, horizon)
    return with_bands(whole, mean, usual, error_paths(whole, season, horizon), levels, season)


def with_bands(
    series: Sequence[Floats],
    mean: Floats,
    usual: Floats,
    paths: Sequence[Paths],
    levels: Sequence[int] = LEVELS,
    season: int = 0,
) -> list[Forecast]:
    """Forecasts with bands from what past forecasts missed.

    Args:
        series: float64[values] each, without gaps.
        mean: float64[series, horizon], what is most likely.
        usual: float64[series], the usual error of one step now.
        paths: What past forecasts of each missed.
        levels: Percent of cases the bands should hold.
        season: Steps of a season, where the paths' errors are told in the level of what was forecast; else 0.

    Returns:
        One a series.
    """
    shares = np.array([shares_of(one, each, season) for one, each in zip(mean, series, strict=True)])
    shares = shares if season else np.ones_like(mean)
    step = half_widths(paths, usual, levels) * shares
    total = half_widths([each.added_up() for each in paths], usual, levels) * run_of(shares)
    return [banded(each, mean[at], step[:, at], total[:, at], levels) for at, each in enumerate(series)]


def banded(values: Floats, mean: Floats, step: Floats, total: Floats, levels: Sequence[int]) -> Forecast:
    """A forecast with bands as wide as told to each side, never below zero for a series that never was.

    Args:
        values: float64[values], the past.
        mean: float64[horizon].
        step: float64[levels, horizon], half the band around each step.
        total: float64[levels, horizon], half the band around the running total; its first step is the first step.
        levels: Percent of cases the bands should hold.
    """
    floor = 0.0 if values.min() >= 0 else -np.inf
    total = np.concatenate([step[:, :1], total[:, 1:]], axis=1)
    return Forecast(mean, *_ends(mean, step, levels, floor), *_ends(np.cumsum(mean), total, levels, floor))


def _ends(
    middle: Floats, widths: Floats, levels: Sequence[int], floor: float
) -> tuple[dict[int, Floats], dict[int, Floats]]:
    low = {level: np.maximum(middle - width, floor) for level, width in zip(levels, widths, strict=True)}
    high = {level: middle + width for level, width in zip(levels, widths, strict=True)}
    return low, high
