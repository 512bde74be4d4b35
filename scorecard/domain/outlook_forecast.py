"""Every line of an outlook forecast from its own past, now and as it would have been forecast before."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from scorecard.domain.cash_indirect import CENT
from scorecard.domain.cells import Ints
from scorecard.domain.forecast import LEVELS, Forecast, with_bands
from scorecard.domain.forecast_bands import Paths
from scorecard.domain.forecast_ensemble import pack
from scorecard.domain.forecast_gaps import filled
from scorecard.domain.forecast_rows import Floats

MOST = 18
"""Past forecasts that the bands learn from."""


@dataclass(frozen=True, eq=False)
class Ahead:
    """What lines come to, in ticks.

    Attributes:
        now: Line to int64[month], from all that is known.
        bands: Line to band name (``lo80``) to int64[month].
        before: Months known to line to int64[month], as it would have been forecast then.
    """

    now: Mapping[str, Ints]
    bands: Mapping[str, Mapping[str, Ints]]
    before: Mapping[int, Mapping[str, Ints]]


def lines_ahead(series: Mapping[str, Floats], months: int, year: int, also: Collection[int] = ()) -> Ahead:
    """Forecasts of lines of the same months.

    Args:
        series: Line to float64[month] in units of money; what is not known is not a number.
        months: How far ahead.
        year: Months in a year.
        also: Other numbers of months known, of a year and more, to tell what would have been forecast then.
    """
    told = {name: values for name, values in series.items() if np.isfinite(values).any()}
    whole = {name: filled(values, year) for name, values in told.items()}
    length = max((len(values) for values in series.values()), default=0)
    usually = range(max(min(2 * year, length // 2), length - MOST, 1), length)
    cuts = sorted({*usually, *(cut for cut in also if year < cut < length)})
    asked = [(name, cut) for cut in (*cuts, length) for name in told if _known(whole[name], length, cut)]
    means, usual = pack([whole[name][: _known(whole[name], length, cut)] for name, cut in asked], year, months)
    found: dict[int, dict[str, Floats]] = {cut: {} for cut in (*cuts, length)}
    size: dict[int, dict[str, float]] = {cut: {} for cut in (*cuts, length)}
    for (name, cut), mean, step in zip(asked, means, usual.tolist(), strict=True):
        found[cut][name], size[cut][name] = mean, step
    names = list(told)
    paths = [_missed(whole[name], length, {cut: found[cut] for cut in cuts}, size, name, months) for name in names]
    now = _with_bands([whole[name] for name in names], [found[length][name] for name in names],
                      [size[length][name] for name in names], paths)  # fmt: skip
    ahead = dict(zip(names, now, strict=True))
    nothing = np.zeros(months, dtype=np.int64)
    return Ahead(
        now={name: cents(ahead[name].mean) if name in ahead else nothing for name in series},
        bands={name: band_ticks(each.low, each.high) for name, each in ahead.items()},
        before={
            cut: {name: cents(found[cut][name]) if name in found[cut] else nothing for name in series} for cut in cuts
        },
    )


def cents(values: Floats) -> Ints:
    """Amounts rounded to cents, in ticks."""
    rounded: Ints = np.rint(values * 100).astype(np.int64) * CENT
    return rounded


def band_ticks(low: Mapping[int, Floats], high: Mapping[int, Floats]) -> dict[str, Ints]:
    """Bands by their names: ``lo80``, ``hi80`` and so on."""
    lows = {f"lo{level}": cents(values) for level, values in low.items()}
    return lows | {f"hi{level}": cents(values) for level, values in high.items()}


def _known(whole: Floats, length: int, cut: int) -> int:
    """How many values a line had after so many months, its first one perhaps later than others'."""
    return max(len(whole) - (length - cut), 0)


def _missed(
    whole: Floats,
    length: int,
    found: Mapping[int, Mapping[str, Floats]],
    size: Mapping[int, Mapping[str, float]],
    name: str,
    months: int,
) -> Paths:
    """What the forecasts of one line would have missed; nothing of a line that began in the last month."""
    cuts = [cut for cut in found if name in found[cut]]
    came = np.concatenate([whole, np.full(months, np.nan)])
    errors = [came[_known(whole, length, cut) :][:months] - found[cut][name] for cut in cuts]
    return Paths(np.array(errors).reshape(len(cuts), months), np.array([size[cut][name] for cut in cuts]))


def _with_bands(
    whole: Sequence[Floats], means: Sequence[Floats], usual: Sequence[float], paths: Sequence[Paths]
) -> list[Forecast]:
    return with_bands(whole, np.array(means), np.array(usual), paths, LEVELS) if whole else []
