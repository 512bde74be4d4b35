"""Many futures at once: the balance's own bands, its low point and the chance to go under; never sums of band ends."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from scorecard.domain.cash import WEEK
from scorecard.domain.cash_collections import EARLIEST
from scorecard.domain.cash_future import FutureFlow, MonthAgain
from scorecard.domain.cash_lines import Ints
from scorecard.domain.cash_open import Uncertain
from scorecard.domain.cash_residual import Residual
from scorecard.domain.cash_scheduled import Varying

Floats = NDArray[np.float64]

PATHS = 2_000
AT_ONCE = 256
"""Documents whose days are drawn together: enough to be quick, few enough for a small memory."""

BANDS = {"lo80": 0.10, "hi80": 0.90, "lo95": 0.025, "hi95": 0.975}


@dataclass(frozen=True, eq=False)
class Paths:
    """Simulated balances of one place, or of all together.

    Attributes:
        closing: int64[path, day] ticks; opening and movements add up to it exactly in every path.
    """

    closing: Ints

    def bands(self) -> dict[str, Ints]:
        """Band's name to int64[day]: the balance below which the share of paths lies that the name means."""
        found = np.rint(np.quantile(self.closing, list(BANDS.values()), axis=0)).astype(np.int64)
        return dict(zip(BANDS, found, strict=True))

    def lowest(self) -> dict[str, int]:
        """The same of the least balance of each path."""
        found = np.rint(np.quantile(self.closing.min(axis=1), list(BANDS.values())))
        return dict(zip(BANDS, found.astype(int).tolist(), strict=True))

    def below(self, floor: int) -> Floats:
        """Chance to be under a floor on any day of each week, float64[week] in [0, 1]."""
        under = self.closing < floor
        starts = np.arange(0, under.shape[1], WEEK)
        found: Floats = np.logical_or.reduceat(under, starts, axis=1).mean(axis=0)
        return found

    def ever_below(self, floor: int) -> float:
        """Chance to be under a floor on any day at all, in [0, 1]; more than that of any single week."""
        return float((self.closing.min(axis=1) < floor).mean())


def moved_paths(
    known: Ints,
    uncertain: Sequence[Uncertain],
    flows: Sequence[tuple[int, FutureFlow]],
    rest: Sequence[tuple[int, Residual]],
    varying: Sequence[Varying],
    random: np.random.Generator,
    paths: int = PATHS,
) -> Ints:
    """Net movement by path, place and day.

    Args:
        known: int64[place, day], movements whose day is known, in +, out -.
        uncertain: Documents drawn one by one from their chances.
        flows: Sign and what is expected of documents not written yet; each path draws one of the past errors.
        rest: Sign and the rest of the bank lines; each path draws the errors of one past forecast, all days together.
        varying: Lines of ``known`` whose amounts are learned; each time draws one of their past distances.
        random: Where draws come from; the same state gives the same paths.
        paths: How many.

    Returns:
        int64[path, place, day] ticks.
    """
    total = np.tile(known.astype(np.float64), (paths, 1, 1))
    for group in uncertain:
        _draw(total, group, random)
    for sign, flow in flows:
        _write(total, sign, flow, random)
    for line in varying:
        drawn = line.ratios[random.integers(0, len(line.ratios), (paths, len(line.day)))]
        total[:, line.place, line.day] += line.ticks * drawn
    for sign, other in rest:
        if other.mean.any() or other.errors.any():
            total += sign * (other.mean + other.errors[random.integers(0, len(other.errors), paths)])
    return np.rint(total).astype(np.int64)


def _draw(total: Floats, group: Uncertain, random: np.random.Generator) -> None:
    """Add each document on the day it is drawn for; beyond the horizon it does not come."""
    paths, places, days = total.shape
    flat = total.reshape(-1)
    base = np.arange(paths) * (places * days)
    strays = _strays(group, paths, random)
    for start in range(0, len(group.ticks), AT_ONCE):
        part = slice(start, start + AT_ONCE)
        until = np.cumsum(group.chances[part], axis=1)
        drawn = random.random((len(until), paths))
        day = np.stack([np.searchsorted(row, own, side="right") for row, own in zip(until, drawn, strict=True)])
        if group.party is not None:
            late = strays[group.party[part]]
            day = np.where(day < days, np.clip(day + late, 0, days), days)
        cell = base[None, :] + group.place[part][:, None] * days + day
        comes = day < days
        weight = np.broadcast_to(group.ticks[part][:, None].astype(np.float64), day.shape)
        flat += np.bincount(cell[comes], weight[comes], len(flat))


def _strays(group: Uncertain, paths: int, random: np.random.Generator) -> Ints:
    """Days later or sooner by party and path; the last row, for parties that keep their pace, is 0."""
    spread = np.zeros(0) if group.spread is None else group.spread
    drawn = np.rint(random.standard_normal((len(spread), paths)) * spread[:, None]).astype(np.int64)
    return np.concatenate([drawn, np.zeros((1, paths), dtype=np.int64)])


def _write(total: Floats, sign: int, flow: FutureFlow, random: np.random.Generator) -> None:
    """Add documents not written yet: a past error, and for each month ahead one of the months of late once more."""
    scale = sign * (1 + flow.errors[random.integers(0, len(flow.errors), len(total))])
    for lead in range(flow.mean.shape[1]):
        months = flow.again[lead] if flow.again else ()
        if not months:
            total += scale[:, lead, None, None] * flow.mean[:, lead]
            continue
        drawn = random.integers(0, len(months), len(total))
        for at, month in enumerate(months):
            chosen = np.flatnonzero(drawn == at)
            total[chosen] += scale[chosen, lead, None, None] * month.smooth
            _lumps(total, chosen, scale[chosen, lead], month, flow, random)


def _lumps(
    total: Floats, chosen: Ints, scale: Floats, month: MonthAgain, flow: FutureFlow, random: np.random.Generator
) -> None:
    """Add a month's large documents to some paths, each on a day drawn around its usual one."""
    _, places, days = total.shape
    age = np.searchsorted(np.cumsum(flow.shape), random.random((len(month.ticks), len(chosen))), side="right")
    day = month.usual[:, None] + age + EARLIEST
    day = np.where((day >= 0) & (day < days), flow.working[np.clip(day, 0, days - 1)], days)
    cell = (chosen[None, :] * places + month.place[:, None]) * days + day
    comes = day < days
    np.add.at(total.reshape(-1), cell[comes], (month.ticks[:, None] * scale[None, :])[comes])


def balances(moved: Ints, opening: Ints) -> list[Paths]:
    """Paths of each place, then of all together.

    Args:
        moved: int64[path, place, day].
        opening: int64[place + 1], the last of all together.
    """
    own = [Paths(opening[at] + np.cumsum(moved[:, at], axis=1)) for at in range(moved.shape[1])]
    return [*own, Paths(opening[-1] + np.cumsum(moved.sum(axis=1), axis=1))]
