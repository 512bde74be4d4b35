"""What the calendar says of a day: its place in the month and the week, what falls due on it, and days alike before."""

from dataclasses import dataclass

import numpy as np

from scorecard.domain.cash_lines import Days
from scorecard.domain.forecast_closed import closed_ahead, closed_days, weekday
from scorecard.domain.forecast_rows import Floats, Ints, Mask

RARE = 0.05
"""Share of Saturdays or Sundays with something booked up to which they count as closed."""

MID_MONTH = 15
"""Day of the month around which taxes and interest fall due, the world over."""

AROUND_MIDDLE = range(-1, 6)
AROUND_ENDS = (0, 1, 2, -1, -2)
"""Working days from the month's middle, and from its ends, whose amounts depend on the month."""

HALF_MONTH = 31
"""More working days than lie between a month's middle and its ends."""

WEEK = 7
FORTNIGHT = 14
WAVES = 3
"""Yearly waves by weekday: what a weekday brings changes with the time of year."""

BEYOND = 40
"""Calendar days looked at past the last one asked for, so that its month is whole."""


@dataclass(frozen=True, slots=True)
class Calendar:
    """Days of a book and the days ahead, and which of them are worked on.

    Attributes:
        days: datetime64[D][n + h], the book's rows and the same kind of rows ahead.
        known: How many of them are past, n.
        closed: datetime64[D][k], weekdays on which nothing is booked, past and ahead.
        worked: bool[n + h], whether something may be booked.
    """

    days: Days
    known: int
    closed: Days
    worked: Mask


def calendar_of(days: Days, booked: Mask, horizon: int, holidays: Days | None = None) -> Calendar:
    """The calendar of a book.

    Args:
        days: datetime64[D][n], oldest first, no day twice; weekends and holidays may be left out.
        booked: bool[n], whether any line has an amount other than zero.
        horizon: Rows ahead, at least 1: calendar days where the book has weekends, else weekdays; without holidays
            where the book leaves them out.
        holidays: Closed days known besides those learned, past or ahead.

    Returns:
        The calendar; a horizon of zero rows worked on is possible.
    """
    given = np.asarray(holidays if holidays is not None else [], dtype="datetime64[D]")
    learned = closed_days(days, booked)
    until = days[-1] + 2 * horizon + BEYOND
    told = closed_ahead(learned, days[0], days[-1], until)
    closed = np.unique(np.concatenate([learned, told, given]))
    kinds = weekday(days)
    ahead = np.arange(days[-1] + 1, until + 1)
    rows = np.isin(weekday(ahead), np.unique(kinds)) if days[-1] - days[0] >= WEEK else np.ones(len(ahead), dtype=bool)
    if len(learned) and not np.isin(learned, days).any():
        rows &= ~np.isin(ahead, closed)
    every = np.concatenate([days, ahead[rows][:horizon]])
    shut = [which for which in (5, 6) if (kinds == which).any() and not _open(booked[kinds == which])]
    worked = ~np.isin(every, closed) & ~np.isin(weekday(every), shut)
    worked[: len(days)] |= booked & ~np.isin(kinds, shut)
    return Calendar(every, len(days), closed, worked)


def _open(booked: Mask) -> bool:
    return float(booked.mean()) > RARE


def features(days: Days, closed: Days) -> Floats:
    """What is special about each day, as zeros and ones and a few waves.

    Args:
        days: datetime64[D][n], days worked on, oldest first.
        closed: Weekdays that are not.

    Returns:
        float64[n, features]: weekday; working day of the month from its start and its end; due days of the month
        moved to the next and to the last working day; nth weekday; day of a fortnight; month; month with the working
        days around its middle and its ends; days beside closed ones; waves of the year by weekday.
    """
    every = _whole_months(days)
    work = every[np.is_busday(every, holidays=closed)]
    later = np.busday_offset(every, 0, roll="forward", holidays=closed)
    earlier = np.busday_offset(every, 0, roll="backward", holidays=closed)
    date, kind = _day(every) - 1, weekday(every)
    start, end = _from_ends(work)
    month = _month(days)
    shut = ~np.is_busday(every, holidays=closed) & (kind < 5)
    named = np.where(shut, earlier, every)
    blocks = [
        _marks(days, days, weekday(days), 7),
        _marks(days, work, start, 23),
        _marks(days, work, end, 23),
        _marks(days, later, date, 31),
        _marks(days, earlier, date, 31),
        _marks(days, named, date // 7 * 7 + kind, 35),
        _marks(days, named, every.astype(np.int64) % FORTNIGHT, FORTNIGHT),
        _marks(days, days, month, 12),
        _by_month(days, work, later[date == MID_MONTH - 1]),
        _beside(days, every[shut]),
        _waves(days),
    ]
    whole = np.concatenate(blocks, axis=1)
    found: Floats = whole[:, whole.any(axis=0)]
    return found


def slots(days: Days, closed: Days) -> dict[str, Ints]:
    """Codes of the ways in which days are alike: int64[n] each, by name.

    Args:
        days: datetime64[D][n], days worked on, oldest first.
        closed: Weekdays that are not.
    """
    every = _whole_months(days)
    work = every[np.is_busday(every, holidays=closed)]
    start, end = _from_ends(work)
    at = np.minimum(np.searchsorted(work, days), len(work) - 1)
    kind, date = weekday(days), _day(days) - 1
    weekend = np.where(kind > 4, kind, 0)
    later = np.busday_offset(every, 0, roll="forward", holidays=closed)
    middles = np.searchsorted(work, later[_day(every) == MID_MONTH])
    return {
        "from the start": start[at] * 7 + weekend,
        "from the end": end[at] * 7 + weekend,
        "from the middle": _from_nearest(at, middles) * 7 + weekend,
        "nth weekday": date // 7 * 7 + kind,
        "fortnight": days.astype(np.int64) % FORTNIGHT,
    }


def _from_nearest(at: Ints, anchors: Ints) -> Ints:
    """int64[days], working days after the nearest anchor, plus half a month so that none is below zero."""
    after = np.clip(np.searchsorted(anchors, at), 0, len(anchors) - 1)
    before = np.maximum(after - 1, 0)
    apart = np.where(
        np.abs(at - anchors[after]) <= np.abs(at - anchors[before]), at - anchors[after], at - anchors[before]
    )
    return np.asarray(apart + HALF_MONTH)


def _whole_months(days: Days) -> Days:
    first = days[0].astype("datetime64[M]").astype("datetime64[D]")
    return np.arange(first, (days[-1].astype("datetime64[M]") + 2).astype("datetime64[D]"))


def _day(days: Days) -> Ints:
    return np.asarray((days - days.astype("datetime64[M]").astype("datetime64[D]")).astype(np.int64) + 1)


def _month(days: Days) -> Ints:
    return np.asarray(days.astype("datetime64[M]").astype(np.int64) % 12)


def _from_ends(work: Days) -> tuple[Ints, Ints]:
    """int64 each: working days of the month before a day, and after it."""
    month = work.astype("datetime64[M]")
    place = np.arange(len(work))
    first, beyond = np.searchsorted(month, month), np.searchsorted(month, month, side="right")
    return place - first, beyond - 1 - place


def _marks(days: Days, on: Days, codes: Ints, size: int) -> Floats:
    """float64[days, size], one where a day bears a code."""
    found = np.zeros((len(days), size))
    at = np.minimum(np.searchsorted(days, on), len(days) - 1)
    here = (days[at] == on) & (codes < size)
    found[at[here], codes[here]] = 1.0
    return found


def _by_month(days: Days, work: Days, middles: Days) -> Floats:
    """Month with the place of a working day around the month's middle and ends."""
    middle = np.searchsorted(work, middles)
    month = work.astype("datetime64[M]")
    turns = np.flatnonzero(np.append(True, month[1:] != month[:-1]))
    parts = []
    for anchors, places in ((middle, AROUND_MIDDLE), (turns, AROUND_ENDS)):
        for place in places:
            at = anchors + place
            at = at[(at >= 0) & (at < len(work))]
            parts.append(_marks(days, work[at], _month(work[at]), 12))
    return np.concatenate(parts, axis=1)


def _beside(days: Days, shut: Days) -> Floats:
    """The working day before and the one after a closed weekday."""
    found = np.zeros((len(days), 2))
    after = np.searchsorted(days, shut)
    inside = (after > 0) & (after < len(days))
    found[after[inside] - 1, 0] = 1.0
    found[after[inside], 1] = 1.0
    return found


def _waves(days: Days) -> Floats:
    """Sines and cosines of the year, on each weekday apart."""
    angle = 2 * np.pi * (days.astype(np.int64) % 365.2425) / 365.2425
    waves = np.stack([turn(angle * (each + 1)) for each in range(WAVES) for turn in (np.sin, np.cos)], axis=1)
    kinds = _marks(days, days, weekday(days), 7)
    found: Floats = (kinds[:, :, None] * waves[:, None, :]).reshape(len(days), -1)
    return found
