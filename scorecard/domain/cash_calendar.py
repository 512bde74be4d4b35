"""Payments the calendar knows: days by rule, rules learned from past days, and what comes on them."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from scorecard.domain.cash_lines import Days, Ints
from scorecard.domain.catalogue_cash import DayRule

Floats = NDArray[np.float64]

LEAST = 3
"""Occurrences from which on days are believed to follow a rule."""

FITS = 0.6
"""Share of a rule's days and of the days that happened that must agree."""

WIDEST = 0.6
"""A past amount further from the usual one than this share counts as this."""

LOOKED_BACK = 24
"""Months of history a rule is learned from."""


def rule_days(rule: DayRule, after: np.datetime64, last: np.datetime64, holidays: Days) -> Days:
    """Days on which something comes, oldest first.

    Args:
        rule: How the days are found.
        after: The day before the first that counts.
        last: The last that counts.
        holidays: Days besides Saturdays and Sundays on which no bank works.

    Returns:
        datetime64[D][n]; a day that is no working day has moved as the rule says, within its month.
    """
    if rule.every_days is not None and rule.anchor is not None:
        found = _every(rule.every_days, np.datetime64(rule.anchor, "D"), after, last)
    elif rule.weekday is not None and rule.nth is None:
        start = after - 7
        found = start + np.arange(int((last - start).astype(int)) + 8)
        found = found[_weekday(found) == rule.weekday]
    else:
        months = np.arange(after.astype("datetime64[M]") - 1, last.astype("datetime64[M]") + 2)
        found = _of_months(rule, months, holidays)
        found = found[found.astype("datetime64[M]") == months]  # not every month has a fifth Friday
    found = _in_months(rule, found)
    moved = _moved(found, rule.roll, holidays)
    return np.unique(moved[(moved > after) & (moved <= last)])


def _every(step: int, anchor: np.datetime64, after: np.datetime64, last: np.datetime64) -> Days:
    first = int(np.ceil((after - 7 - anchor).astype(int) / step))
    final = int(np.floor((last + 7 - anchor).astype(int) / step))
    steps: Ints = step * np.arange(first, final + 1, dtype=np.int64)
    found: Days = anchor + steps.astype("timedelta64[D]")
    return found


def _weekday(days: Days) -> Ints:
    """0 Monday to 6 Sunday."""
    return np.asarray((days.astype("datetime64[D]").astype(np.int64) + 3) % 7)


def _of_months(rule: DayRule, months: Days, holidays: Days) -> Days:
    start: Days = months.astype("datetime64[D]")
    end: Days = (months + 1).astype("datetime64[D]") - 1
    if rule.day is not None:
        return np.asarray(np.minimum(start + (rule.day - 1), end))
    if rule.business_day is not None:
        if rule.business_day > 0:
            return np.busday_offset(start, rule.business_day - 1, roll="forward", holidays=holidays)
        return np.busday_offset(end, rule.business_day + 1, roll="backward", holidays=holidays)
    nth, weekday = rule.nth or 1, rule.weekday or 0
    if nth > 0:
        return np.asarray(start + (weekday - _weekday(start)) % 7 + 7 * (nth - 1))
    return np.asarray(end - (_weekday(end) - weekday) % 7 + 7 * (nth + 1))


def _in_months(rule: DayRule, days: Days) -> Days:
    if not rule.months:
        return days
    month = days.astype("datetime64[M]").astype(np.int64) % 12 + 1
    return days[np.isin(month, rule.months)]


def _moved(days: Days, roll: str, holidays: Days) -> Days:
    if roll == "none" or not len(days):
        return days
    if roll == "after":
        return np.busday_offset(days, 0, roll="modifiedfollowing", holidays=holidays)
    return np.busday_offset(days, 0, roll="modifiedpreceding", holidays=holidays)


def next_run(rule: DayRule | None, days: Days, holidays: Days) -> Days:
    """The first payment run on or after each day; without a rule the first working day, in the next month too."""
    if not len(days):
        return days
    if rule is None:
        return np.busday_offset(days, 0, roll="forward", holidays=holidays)
    runs = rule_days(rule, days.min() - 1, days.max() + 400, holidays)
    at = np.searchsorted(runs, days)
    return np.where(at < len(runs), runs[np.minimum(at, len(runs) - 1)], days)


def learned_rule(days: Days, as_of: np.datetime64, holidays: Days) -> DayRule | None:
    """The rule that the days of the past years follow best; None where none fits.

    Args:
        days: When it came, in any order.
        as_of: The last day that is known; later days are not looked at.
        holidays: Days on which no bank works.
    """
    known = np.unique(days[days <= as_of])
    known = known[known > as_of - LOOKED_BACK * 31]
    if not len(known):
        return None
    months = _months_hit(known, as_of)
    if len(known) < (2 if len(months) == 1 else LEAST):
        return None
    after = known[0].astype("datetime64[M]").astype("datetime64[D]") - 1
    rules = [replace(rule, months=months if len(months) < 12 else ()) for rule in _candidates(known)]
    scored = [(_agreement(rule_days(rule, after, as_of, holidays), known), -at) for at, rule in enumerate(rules)]
    best, at = max(scored)
    return rules[-at] if best >= FITS else None


def has_stopped(days: Days, rule: DayRule, as_of: np.datetime64, holidays: Days) -> bool:
    """Whether what came on some days has not come since on more than ``LEAST`` days of its rule."""
    known = days[days <= as_of]
    return len(known) > 0 and len(rule_days(rule, known.max(), as_of, holidays)) > LEAST


def _months_hit(days: Days, as_of: np.datetime64) -> tuple[int, ...]:
    """Calendar months in which it came in more than half of the years that are known.

    What came in every month that is over since it began comes in all, also in those that were not known yet.
    """
    month = days.astype("datetime64[M]")
    hit = np.unique(month)
    over = np.arange(hit[0], max(hit[-1] + 1, (as_of + 1).astype("datetime64[M]")))
    if len(hit) == len(over):
        return tuple(range(1, 13))
    seen = hit.astype(np.int64) % 12 + 1
    span = np.arange(hit[0], hit[-1] + 1).astype(np.int64) % 12 + 1
    counts = [(number, int((seen == number).sum()), int((span == number).sum())) for number in range(1, 13)]
    return tuple(number for number, came, could in counts if came and came * 2 > could)


def _candidates(days: Days) -> Iterator[DayRule]:
    """Rules that could give the days seen, simple ones first: of equals the earlier one is taken."""
    start = days.astype("datetime64[M]").astype("datetime64[D]")
    of_month = (days - start).astype(np.int64) + 1
    for roll, low, high in (("after", -3, 0), ("before", 0, 3)):
        first, last = np.percentile(of_month, 20) + low, np.percentile(of_month, 80) + high
        yield from (DayRule(day=day, roll=roll) for day in range(1, 32) if first <= day <= last)
    number = np.busday_count(start, days + 1)
    left = -np.busday_count(days, (start.astype("datetime64[M]") + 1).astype("datetime64[D]"))
    usual = (int(np.median(number)), int(np.median(left)))
    yield from (DayRule(business_day=each + step) for each in usual for step in (0, 1, -1) if each + step)
    weekdays, counted = np.unique(_weekday(days), return_counts=True)
    weekday = int(weekdays[np.argmax(counted)])
    yield from (DayRule(weekday=weekday, nth=nth) for nth in (1, 2, 3, 4, -1))
    yield DayRule(weekday=weekday)
    yield from (DayRule(every_days=step, anchor=days[-1].astype(object)) for step in (14, 28))


def _agreement(told: Days, came: Days) -> float:
    """Twice the days in common over the days of both, 0 to 1."""
    common = len(np.intersect1d(told, came))
    return 2 * common / max(len(told) + len(came), 1)


def usual_amount(days: Days, ticks: Ints, as_of: np.datetime64) -> int:
    """What comes each time: the mean of the last three where it comes each month or more often, else the last.

    Returns:
        Ticks, rounded to the cent (100 ticks).
    """
    known = days <= as_of
    when, which = np.unique(days[known], return_inverse=True)
    if not len(when):
        return 0
    total = np.zeros(len(when), dtype=np.int64)
    np.add.at(total, which, ticks[known])
    last = total[-LEAST:] if len(when) > 1 and int(np.median(np.diff(when).astype(int))) <= 45 else total[-1:]
    return round(int(last.sum()) / len(last) / 100) * 100


def past_ratios(days: Days, ticks: Ints, as_of: np.datetime64) -> Floats:
    """How far past amounts were from what would have been expected of them, as shares of that; none where it is rare.

    Returns:
        float64[amount], between -``WIDEST`` and ``WIDEST``.
    """
    known = days <= as_of
    when, which = np.unique(days[known], return_inverse=True)
    total = np.zeros(len(when))
    np.add.at(total, which, ticks[known].astype(np.float64))
    if len(total) <= 2 * LEAST:
        return np.zeros(0)
    usual = np.convolve(total, np.ones(LEAST) / LEAST, "valid")[:-1]
    found: Floats = np.clip(total[LEAST:] / np.maximum(usual, 1.0) - 1, -WIDEST, WIDEST)[-LOOKED_BACK:]
    return found


def holidays_of(days: Sequence[object]) -> Days:
    """Holidays of a catalogue's calendar as numpy days."""
    return np.array(days, dtype="datetime64[D]")
