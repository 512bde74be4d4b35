"""How far off a forecast may be: the errors it would have made before, pooled over series, by step and added up."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import NormalDist

import numpy as np

from scorecard.domain.forecast_ensemble import FEWEST, pack
from scorecard.domain.forecast_rows import Floats, Ints

Method = Callable[[Sequence[Floats], int, int], tuple[Floats, Floats]]
"""Series, season and horizon to forecasts and the usual error of one step, as ``pack`` does."""

ORIGINS = 10
"""Past forecasts of a series that is one of many, one right after the other."""

ORIGINS_APART = 5
"""Past forecasts of a series long enough for them to lie apart: fewer tell as much."""

FEW = 20
"""Series below which each gives more of its past."""

ORIGINS_OF_FEW = 26
"""Past forecasts of a series that is one of few; older ones say little of today."""

OWN_TRUST = 3.0
"""Independent past forecasts a series needs until its own spread counts as much as the others'."""

SHAPE_TRUST = 30.0
"""Independent past forecasts needed until the seen shape of errors counts as much as the normal one."""

SMALLEST_SHARE = 0.2
"""Share of its level at which an error is told where less is forecast; at five times the level where more is."""

LEAST_USUAL = 0.1
"""Share of today's usual error below which a past one is not told."""

SURPRISE = 0.012
"""What comes is a little less steady than what was: the part a band is wider for it, times its reach squared."""

HALF_NORMAL = 0.7978845608
"""Mean absolute value of a standard normal error."""


@dataclass(frozen=True, slots=True)
class Paths:
    """What one series' past forecasts missed.

    Attributes:
        errors: float64[origins, horizon], actual less forecast, oldest origin first; not a number beyond the end.
        usual: float64[origins], the usual error of one step as known at the origin.
        apart: Steps from one origin to the next.
        shares: float64[origins, horizon], the forecast in the series' usual level; None where errors are as large
            however much is forecast.
    """

    errors: Floats
    usual: Floats
    apart: int = 1
    shares: Floats | None = None

    @property
    def independent(self) -> float:
        """Past forecasts that do not overlap, about."""
        origins, horizon = self.errors.shape
        return (origins - 1) * min(self.apart / horizon, 1.0) + 1 if origins else 0.0

    def scaled(self, now: float) -> Floats:
        """float64[origins, horizon], absolute errors in the usual error of a step as large as was forecast.

        A series that had hardly moved by then is told in part of what is usual ``now``.
        """
        usual = np.maximum(self.usual, LEAST_USUAL * now)[:, None]
        found: Floats = np.abs(self.errors) / (usual if self.shares is None else usual * self.shares)
        return found

    def added_up(self) -> "Paths":
        """The errors of the running totals."""
        shares = None if self.shares is None else run_of(self.shares)
        return Paths(np.cumsum(self.errors, axis=1), self.usual, self.apart, shares)


def error_paths(
    series: Sequence[Floats],
    season: int,
    horizon: int,
    origins: int | None = None,
    apart: int | None = None,
    method: Method = pack,
) -> list[Paths]:
    """What forecasts of the past would have missed, each made from what was known then.

    Args:
        series: float64[values] each, finite.
        season: Steps of a season.
        horizon: Steps ahead.
        origins: Past forecasts of each series; None for 5 or 10 of many and 26 of few series.
        apart: Steps from one past forecast to the next; None for a quarter of the horizon where a series is long.
        method: What makes the forecasts.

    Returns:
        One a series; without origins where a series is too short.
    """
    plans = [_plan(len(each), horizon, len(series) < FEW) for each in series]
    plans = [(origins or wanted, apart or usual) for wanted, usual in plans]
    cuts = [past_origins(len(each), season, horizon, *plan) for each, plan in zip(series, plans, strict=True)]
    known = [each[:cut] for each, own in zip(series, cuts, strict=True) for cut in own.tolist()]
    ahead, usual = method(known, season, horizon) if known else (np.empty((0, horizon)), np.empty(0))
    found, at = [], 0
    for each, own, plan in zip(series, cuts, plans, strict=True):
        later = np.concatenate([each, np.full(horizon, np.nan)])
        made = ahead[at : at + len(own)]
        shares = [shares_of(one, each[:cut], season) for one, cut in zip(made, own.tolist(), strict=True)]
        errors = later[own[:, None] + np.arange(horizon)] - made
        found.append(Paths(errors, usual[at : at + len(own)], plan[1], np.array(shares).reshape(made.shape)))
        at += len(own)
    return found


def shares_of(ahead: Floats, values: Floats, season: int) -> Floats:
    """float64[horizon], a forecast in the level of the last season; all one for a series that falls below zero."""
    level = float(np.abs(values[-max(season, FEWEST) :]).mean())
    if level <= 0 or values.min() < 0:
        return np.ones_like(ahead)
    found: Floats = np.clip(ahead / level, SMALLEST_SHARE, 1 / SMALLEST_SHARE)
    return found


def run_of(shares: Floats) -> Floats:
    """float64[..., horizon], the mean share up to each step."""
    found: Floats = np.cumsum(shares, axis=-1) / np.arange(1, shares.shape[-1] + 1)
    return found


def _plan(values: int, horizon: int, few: bool) -> tuple[int, int]:
    """Past forecasts of a series and how far they lie apart: apart if half of the series is left before the first."""
    apart = max(1, horizon // 4)
    wanted = ORIGINS_OF_FEW if few else ORIGINS_APART
    fits = (wanted - 1) * apart + horizon <= values // 2
    return (wanted, apart) if fits else (ORIGINS_OF_FEW if few else ORIGINS, 1)


def past_origins(values: int, season: int, horizon: int, wanted: int, apart: int = 1) -> Ints:
    """int64[origins], how many values each past forecast knows: the latest ones that see the whole horizon come about.

    A series too short for that gives forecasts that saw part of it.
    """
    enough = max(FEWEST, min(2 * season + 1, values // 2))
    last = values - horizon if values - horizon >= enough else values - 1
    back = last - apart * np.arange(wanted - 1, -1, -1, dtype=np.int64)
    return back[back >= enough]


def half_widths(paths: Sequence[Paths], usual: Floats, levels: Sequence[int]) -> Floats:
    """How far to each side of a forecast the bands reach.

    Errors are told in the usual error of their series, pooled into one growth over the horizon and one shape; each
    series keeps its own size, drawn towards the others' where it has little past of its own.

    Args:
        paths: One a series.
        usual: float64[series], the usual error of one step now.
        levels: Percent of cases a band should hold.

    Returns:
        float64[levels, series, horizon], never smaller for a higher level.

    Source: split conformal prediction on scaled errors (Vovk, Gammerman and Shafer, 2005), pooled over series.
    """
    scaled = [each.scaled(now) for each, now in zip(paths, usual.tolist(), strict=True)]
    growth = _growth(scaled)
    independent = np.array([each.independent for each in paths])
    trust = independent / (independent + OWN_TRUST) if len(paths) > 1 else np.ones(1)
    sizes = _sizes([each / growth for each in scaled], trust)
    reach = np.array([NormalDist().inv_cdf(0.5 + level / 200) for level in levels])
    shape = _shape([each / growth / size for each, size in zip(scaled, sizes, strict=True)], independent.sum(), reach)
    unsure = trust / (independent + OWN_TRUST) if len(paths) > 1 else np.zeros(1)
    wider = 1 + np.outer(reach**2 + 1, unsure) / 4 + SURPRISE * reach[:, None] ** 2
    return (shape[:, None] * wider * usual * sizes)[:, :, None] * growth


def _growth(scaled: Sequence[Floats]) -> Floats:
    """float64[horizon], mean absolute scaled error by step; as the root of time where none was seen."""
    together = np.concatenate(scaled)
    steps = np.sqrt(np.arange(1, together.shape[1] + 1))
    seen = np.isfinite(together)
    count = seen.sum(0)
    mean = np.where(seen, together, 0.0).sum(0) / np.maximum(count, 1)
    known = np.flatnonzero((count > 0) & (mean > 0))
    if not len(known):
        return HALF_NORMAL * steps
    last = known[-1]
    beyond = mean[last] * steps / steps[last]
    growth: Floats = np.where((count > 0) & (mean > 0), mean, beyond)
    return growth


def _sizes(grown: Sequence[Floats], trust: Floats) -> Floats:
    """float64[series], each series' own size of errors against the usual, drawn to one where it is little trusted."""
    own = np.array([np.nanmean(each) if np.isfinite(each).any() else 1.0 for each in grown])
    return np.asarray(np.maximum(1 + trust * (own - 1), 0.05))


def _shape(sized: Sequence[Floats], independent: float, reach: Floats) -> Floats:
    """float64[levels], how many mean errors a band reaches: as seen, and as normal errors would where few were seen.

    Args:
        sized: Absolute errors in mean errors, one a series.
        independent: Past forecasts that do not overlap, about.
        reach: float64[levels], standard deviations a normal error stays within.
    """
    seen = np.concatenate([each.ravel() for each in sized])
    seen = seen[np.isfinite(seen)]
    normal = reach / HALF_NORMAL * (1 + (reach**2 + 1) / (8 * max(independent, 1.0)))
    if not len(seen):
        return normal
    trust = independent / (independent + SHAPE_TRUST)
    inside = np.array([2 * NormalDist().cdf(each) - 1 for each in reach])
    found: Floats = trust * np.quantile(seen, inside) + (1 - trust) * normal
    return found
