"""Days on which nothing is booked: learned from past ones, by the rule that explains them, and told ahead."""

from collections.abc import Iterator, Sequence

import numpy as np

from scorecard.domain.cash_lines import Days, Ints
from scorecard.domain.forecast_rows import Mask

SEEN = 2
"""Years in which a rule must have held before it is believed."""

HOLDS = 0.7
"""Share of years in which a believed rule holds."""

YEARS = 8
"""Past years a rule is judged by: later than that, customs change."""

DENSE = 0.9
"""Share of weekdays with something booked from which an empty weekday counts as closed."""

WEEKEND = 5

Rule = tuple[str, int, int, int]
"""Kind (fixed, nth, easter), month, day or which one, weekday."""


def weekday(days: Days | np.datetime64) -> Ints:
    """0 Monday to 6 Sunday."""
    return np.asarray((days.astype("datetime64[D]").astype(np.int64) + 3) % 7)


def closed_days(days: Days, booked: Mask) -> Days:
    """Weekdays between the first and the last day on which nothing was booked, where most weekdays are booked.

    Args:
        days: datetime64[D][n], oldest first; days may be left out.
        booked: bool[n], whether anything was booked.

    Returns:
        datetime64[D][closed]; none where empty weekdays are usual.
    """
    every = np.arange(days[0], days[-1] + 1)
    weekdays = every[weekday(every) < WEEKEND]
    empty = weekdays[~np.isin(weekdays, days[booked])]
    return empty if len(empty) <= (1 - DENSE) * len(weekdays) else empty[:0]


def closed_ahead(closed: Days, first: np.datetime64, last: np.datetime64, until: np.datetime64) -> Days:
    """Weekdays after the last known day on which nothing will be booked, by the rules past ones follow.

    Args:
        closed: Past closed weekdays, oldest first.
        first: The first day known.
        last: The last day known.
        until: The last day asked for.

    Returns:
        datetime64[D][found] after ``last``, oldest first. A rule seen in one year alone is not believed.
    """
    years = range(max(_year(first), _year(last) - YEARS), _year(until) + 1)
    rules = believed(closed[closed >= first], first, last, years)
    found = {day for rule in rules for year in years for day in days_of(rule, year)}
    told = np.array(sorted(day for day in found if last < day <= until), dtype="datetime64[D]")
    return told[weekday(told) < WEEKEND]


def believed(closed: Days, first: np.datetime64, last: np.datetime64, years: Sequence[int]) -> tuple[Rule, ...]:
    """Rules that explain closed days, the surest first; each day is explained once."""
    left, found = set(closed.tolist()), []
    due = {rule: _due(rule, years, first, last) for rule in _candidates(closed)}
    while left:
        scored = [
            (len(days & left) / len(days), len(days & left), rule)
            for rule, days in due.items()
            if len(days & left) >= SEEN
        ]
        best = max(scored, default=(0.0, 0, None), key=lambda each: each[:2])
        if best[2] is None or best[0] < HOLDS:
            break
        found.append(best[2])
        left -= due.pop(best[2])
    return tuple(found)


def _due(rule: Rule, years: Sequence[int], first: np.datetime64, last: np.datetime64) -> set[object]:
    days = np.array([day for year in years for day in days_of(rule, year)], dtype="datetime64[D]")
    inside = days[(days >= first) & (days <= last)]
    return set(inside[weekday(inside) < WEEKEND].tolist())


def _candidates(closed: Days) -> set[Rule]:
    return {rule for day in closed for rule in _rules_of(day)}


def _rules_of(day: np.datetime64) -> Iterator[Rule]:
    """Every rule that would name a day."""
    month = day.astype("datetime64[M]")
    place, which = int((day - month.astype("datetime64[D]")).astype(int)), int(weekday(day))
    number, length = int(month.astype(int)) % 12 + 1, int(((month + 1).astype("datetime64[D]") - day).astype(int))
    yield "nth", number, place // 7 + 1, which
    if length <= 7:
        yield "nth", number, -1, which
    for nominal in (day, day + 1 if which == 4 else day, day - 1 if which == 0 else day):
        start = nominal.astype("datetime64[M]")
        yield (
            "fixed",
            int(start.astype(int)) % 12 + 1,
            int((nominal - start.astype("datetime64[D]")).astype(int)) + 1,
            0,
        )
    after = int((day - easter(_year(day))).astype(int))
    if -7 <= after <= 60:
        yield "easter", 0, after, 0


def days_of(rule: Rule, year: int) -> Iterator[np.datetime64]:
    """The day a rule names in a year; a fixed day on a weekend is kept on the Friday or the Monday beside it."""
    kind, month, day, which = rule
    if kind == "easter":
        yield easter(year) + day
        return
    start = np.datetime64(f"{year}-{month:02d}-01")
    end = (start.astype("datetime64[M]") + 1).astype("datetime64[D]") - 1
    if kind == "fixed":
        nominal = np.minimum(start + day - 1, end)
        yield nominal + {5: -1, 6: 1}.get(int(weekday(nominal)), 0)
    elif day > 0:
        yield start + (which - int(weekday(start))) % 7 + 7 * (day - 1)
    else:
        yield end - (int(weekday(end)) - which) % 7


def easter(year: int) -> np.datetime64:
    """Easter Sunday. Source: the anonymous Gregorian algorithm (Nature, 20 April 1876)."""
    century, rest = divmod(year, 100)
    golden = year % 19
    moon = (19 * golden + century - century // 4 - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    week = (32 + 2 * (century % 4) + 2 * (rest // 4) - moon - rest % 4) % 7
    late = (golden + 11 * moon + 22 * week) // 451
    month, day = divmod(moon + week - 7 * late + 114, 31)
    return np.datetime64(f"{year}-{month:02d}-{day + 1:02d}")


def _year(day: np.datetime64) -> int:
    return int(day.astype("datetime64[Y]").astype(int)) + 1970
