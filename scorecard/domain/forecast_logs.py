"""The methods on logarithms, where growth is a straight line and the season a factor."""

from collections.abc import Callable

import numpy as np

from scorecard.domain.forecast_rows import Floats, Mask, Rows
from scorecard.domain.forecast_seasons import Season, decomposed
from scorecard.domain.forecast_smooth import PLAIN, SEASONAL, smoothed
from scorecard.domain.forecast_theta import theta

HIGHEST = 3.0
"""Standard deviations, and one more, above the largest logarithm that a forecast may reach."""


def of_logarithms(rows: Rows, repeats: Mask, season: int, horizon: int) -> Floats:
    """Theta, and whichever of smoothing with and without season explains the past better, of logarithms.

    Args:
        rows: Logarithms, each row longer than two seasons.
        repeats: bool[rows], which of them are seasonal.
        season: Steps of a season, above 1.
        horizon: Steps ahead.

    Returns:
        float64[3, rows, horizon]: theta, seasonal smoothing, the better smoothing.
    """
    amounts = np.zeros(len(rows.starts), dtype=bool)
    taken = Season(np.where(repeats[:, None], decomposed(rows, season, amounts), 0.0), amounts)
    bent = taken.put_back(theta(taken.taken_out(rows), horizon)[0], rows.values.shape[1])
    ahead, told = smoothed(rows, season, horizon, SEASONAL)
    plain, told_plain = smoothed(rows, 1, horizon, PLAIN)
    return np.stack([bent, ahead, np.where((told <= told_plain)[:, None], ahead, plain)])


def on_logarithms(rows: Rows, method: Callable[[Rows], Floats]) -> Floats:
    """A method's forecasts float64[..., rows, horizon] on logarithms, as amounts again.

    Args:
        rows: Series above zero.
        method: What makes the forecasts of the logarithms.
    """
    logs = rows.replaced(np.log(np.where(rows.known, rows.values, 1.0)))
    mean = logs.values.sum(1) / logs.lengths
    apart = np.where(logs.known, logs.values - mean[:, None], 0.0)
    spread = np.sqrt((apart**2).sum(1) / logs.lengths)
    most = logs.ends[1] + HIGHEST * spread + 1
    found: Floats = np.exp(np.minimum(method(logs), most[:, None]))
    return found
