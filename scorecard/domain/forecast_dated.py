"""Forecasts of series with dates: books of working days by the calendar where that missed less, else by their past."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from scorecard.domain.forecast import LEVELS, Forecast, banded, forecast_many, with_bands
from scorecard.domain.forecast_bands import error_paths
from scorecard.domain.forecast_ensemble import pack
from scorecard.domain.forecast_rhythm import SATURDAY, WEEK, Kind, Rhythm, weekday_of
from scorecard.domain.forecast_rows import Floats, Ints, Mask
from scorecard.domain.forecast_sums import sums, with_sums

CLOSED = 3
"""Working days in a row without a value in any series up to which they count as holidays."""

TRIED = 8
"""Past forecasts by which the calendar and the series' own past are compared."""

APART = 4
"""Weeks between them."""

WEEKS = 52
RARE = 0.05
"""Share of weekend days with an amount up to which a line of calendar days rests at weekends."""


@dataclass(frozen=True, slots=True)
class Past:
    """A series with its dates: float64[places] from a place of its rhythm on, not a number where not reported."""

    rhythm: Rhythm
    first: int
    values: Floats

    @property
    def end(self) -> int:
        """The place after its last one."""
        return self.first + len(self.values)

    def days(self, start: int, count: int) -> Ints:
        """int64[count], days since 1970 (or numbers) from the value at ``start`` on, also beyond the last one."""
        return self.rhythm.days(self.first + start + np.arange(count))


@dataclass(frozen=True, slots=True)
class Ahead:
    """A forecast with its dates: int64[horizon], days since 1970, or numbers."""

    days: Ints
    forecast: Forecast


def forecast_dated(
    past: Sequence[Past], horizon: int, season: int | None = None, levels: Sequence[int] = LEVELS
) -> list[Ahead]:
    """Forecasts of series with dates; those of one season learn from each other how far off they may be.

    Args:
        past: The series, each with at least one number.
        horizon: Steps ahead, at least 1. Of series of working days holidays the calendar foresees are no steps.
        season: Steps of a season; None for each rhythm's own.
        levels: Percent of cases the bands should hold.

    Returns:
        One a series.
    """
    found: dict[int, Ahead] = {}
    for book in _books(past, horizon):
        found |= dict(zip(book, _book([past[at] for at in book], horizon, season, levels), strict=True))
    rest = [at for at in range(len(past)) if at not in found]
    lengths = {at: season or past[at].rhythm.season for at in rest}
    for length in sorted(set(lengths.values())):
        alike = [at for at in rest if lengths[at] == length]
        made = forecast_many([past[at].values for at in alike], horizon, length, levels)
        dated = (
            Ahead(past[at].days(len(past[at].values), horizon), each) for at, each in zip(alike, made, strict=True)
        )
        found |= dict(zip(alike, dated, strict=True))
    return [found[at] for at in range(len(past))]


def closed_places(past: Iterable[Past]) -> set[tuple[Rhythm, int]]:
    """Rhythm and place of days on which no series of a working week has a value, a few in a row at most: holidays."""
    weekly = [each for each in past if is_working_week(each.rhythm)]
    found: set[tuple[Rhythm, int]] = set()
    for rhythm in dict.fromkeys(each.rhythm for each in weekly):
        own = [each for each in weekly if each.rhythm == rhythm]
        start = min(each.first for each in own)
        missing = np.flatnonzero(~_seen(own, start, max(each.end for each in own)))
        runs = np.split(missing, np.flatnonzero(np.diff(missing) > 1) + 1)
        found |= {(rhythm, start + place) for run in runs if len(run) <= CLOSED for place in run.tolist()}
    return found


def is_working_week(rhythm: Rhythm) -> bool:
    """Whether a rhythm has closed days in every week."""
    return rhythm.kind is Kind.WEEKDAYS and rhythm.season < WEEK


def _rests(each: Past) -> bool:
    """Whether a series of calendar days has next to nothing at weekends and something on other days: a book's line."""
    if each.rhythm.kind is not Kind.WEEKDAYS or each.rhythm.season < WEEK:
        return False
    weekend = weekday_of(each.days(0, len(each.values))) >= SATURDAY
    moved = np.nan_to_num(each.values) != 0
    return bool(weekend.any() and moved.any()) and float(moved[weekend].mean()) <= RARE


def _seen(own: Sequence[Past], start: int, end: int) -> Mask:
    """bool[places] from ``start`` to ``end``, where any series has a value."""
    seen = np.zeros(end - start, dtype=bool)
    for each in own:
        seen[each.first - start : each.end - start] |= np.isfinite(each.values)
    return seen


def _books(past: Sequence[Past], horizon: int) -> list[list[int]]:
    """Positions of series that make a book: days, the same first and last one, long enough, nothing missing.

    Calendar days make one where weekends are empty.
    """
    found: dict[tuple[Rhythm, int, int], list[int]] = {}
    closed = closed_places(past)
    for at, each in enumerate(past):
        long = len(each.values) >= (WEEKS + TRIED * APART) * each.rhythm.season + 2 * horizon
        if long and (is_working_week(each.rhythm) or _rests(each)):
            missing = (each.first + np.flatnonzero(~np.isfinite(each.values))).tolist()
            if all((each.rhythm, place) in closed for place in missing):
                found.setdefault((each.rhythm, each.first, each.end), []).append(at)
    return list(found.values())


def _book(past: Sequence[Past], horizon: int, season: int | None, levels: Sequence[int]) -> list[Ahead]:
    """Lines of one book, each by the calendar or by its own past, whichever missed less in past weeks; sums as sums."""
    from scorecard.domain.forecast_balance import blend_widths
    from scorecard.domain.forecast_daily import blend

    is_open = _seen(past, past[0].first, past[0].end)
    days = past[0].days(0, len(is_open))[is_open]
    values = [each.values[is_open] for each in past]
    length = season or past[0].rhythm.season
    found = sums(np.array(values))
    blended = with_sums(blend(days.astype("datetime64[D]"), np.array(values), horizon), found)
    step, total = blend_widths(blended, levels)
    mean, usual = pack(values, length, horizon)
    week = past[0].rhythm.season
    paths = error_paths(values, length, horizon, TRIED, APART * week)
    made = with_bands(values, mean, usual, paths, levels, length)
    for at, own in enumerate(paths):
        if _misses_less(blended.errors[at], own.errors, week):
            made[at] = banded(values[at], blended.mean[at], step[:, at], total[:, at], levels)
    for at, weights in found.items() if blended.errors.shape[1] else ():
        whole = weights @ np.array([each.mean for each in made])
        made[at] = banded(values[at], whole, step[:, at], total[:, at], levels)
    return [Ahead(blended.days.astype(np.int64), each) for each in made]


def _misses_less(blended: Floats, own: Floats, week: int) -> bool:
    """Whether the calendar's last past forecasts missed no more than the series' own."""
    return len(blended) > 0 and _missed(blended[-TRIED:], week) <= _missed(own, week)


def _missed(errors: Floats, week: int) -> float:
    """Mean absolute error of a week's sum."""
    weeks = np.arange(0, errors.shape[1], week)
    return float(np.abs(np.add.reduceat(errors, weeks, axis=1)).mean())
