"""How often a series has a value, found from its dates: which days are missing, and which come next."""

from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from scorecard.domain.forecast_rows import Ints, Mask

MONTH_END = 31
"""Day of the month that stands for its last one."""

SELDOM = 0.05
"""Share of the busiest weekday below which a weekday counts as closed."""

REGULAR = 0.8
"""Share of the dates that lie on a rhythm of several days; with fewer any day may have a value."""

MONTHLY_GAP = 28
"""Usual days between values from which on they may come by month."""

WEEK = 7
SATURDAY = 5
YEAR = 365.25
LONGEST_SEASON = 60


class Kind(StrEnum):
    """What is counted from one value to the next."""

    NUMBERS = "numbers"
    DAYS = "days"
    WEEKDAYS = "weekdays"
    MONTHS = "months"


@dataclass(frozen=True, slots=True)
class Rhythm:
    """The places of a series, counted without a gap.

    Attributes:
        kind: What is counted.
        step: Numbers, days or months from one place to the next.
        anchor: Number or day since 1970 of place 0, below ``step``; of months the month since 1970.
        day: Of months, the day of the month; 31 for the last one.
        working: Of months, whether the day is the last working day.
        open_days: Of weekdays, which are open, Monday first.
    """

    kind: Kind
    step: int = 1
    anchor: int = 0
    day: int = 1
    working: bool = False
    open_days: tuple[bool, ...] = (True,) * WEEK

    @property
    def season(self) -> int:
        """Places that usually make a season: a week of days, a year of anything longer; 1 of plain numbers."""
        if self.kind is Kind.NUMBERS:
            return 1
        if self.kind is Kind.WEEKDAYS:
            return sum(self.open_days)
        if self.kind is Kind.MONTHS:
            return max(12 // self.step, 1)
        year = round(YEAR / self.step)
        return year if year <= LONGEST_SEASON else 1

    @property
    def name(self) -> str:
        """In words."""
        if self.kind is Kind.WEEKDAYS:
            return "daily" if self.season == WEEK else f"{self.season} days a week"
        if self.kind is Kind.MONTHS:
            return {1: "monthly", 3: "quarterly", 12: "yearly"}.get(self.step, f"every {self.step} months")
        if self.kind is Kind.DAYS:
            return "weekly" if self.step == WEEK else f"every {self.step} days"
        return "one by one" if self.step == 1 else f"every {self.step}"

    def places(self, days: Ints) -> tuple[Ints, Mask]:
        """int64[days], the place of each day, and bool[days], which days fall on one exactly."""
        if self.kind is Kind.MONTHS:
            months = days.astype("datetime64[D]").astype("datetime64[M]").astype(np.int64) - self.anchor
            return months // self.step, months % self.step == 0
        if self.kind is Kind.WEEKDAYS:
            return self._counted(days)
        return (days - self.anchor) // self.step, (days - self.anchor) % self.step == 0

    def days(self, places: Ints) -> Ints:
        """int64[places], the day (since 1970) or number of each place."""
        if self.kind is Kind.MONTHS:
            return self.in_months(self.anchor + places * self.step)
        if self.kind is Kind.WEEKDAYS:
            opened = np.flatnonzero(self.open_days)
            weeks, rest = np.divmod(places, len(opened))
            return np.asarray(weeks * WEEK + opened[rest] - _MONDAY, dtype=np.int64)
        return self.anchor + places * self.step

    def _counted(self, days: Ints) -> tuple[Ints, Mask]:
        """Open days before each day, from a Monday long ago, and whether it is open itself."""
        weeks, weekday = np.divmod(days + _MONDAY, WEEK)
        is_open = np.array(self.open_days)
        before = np.concatenate([[0], is_open.cumsum()])
        return weeks * int(is_open.sum()) + before[weekday], is_open[weekday]

    def in_months(self, months: Ints) -> Ints:
        """int64[months], the day of each month since 1970."""
        first = months.astype("datetime64[M]").astype("datetime64[D]").astype(np.int64)
        last = (months + 1).astype("datetime64[M]").astype("datetime64[D]").astype(np.int64) - 1
        if self.working:
            return last - np.maximum(weekday_of(last) - (SATURDAY - 1), 0)
        return np.minimum(first + self.day - 1, last)


_MONDAY = 3
"""1970 began on a Thursday."""


def weekday_of(days: Ints) -> Ints:
    """int64[days], 0 for Monday."""
    found: Ints = (days + _MONDAY) % WEEK
    return found


def rhythm_of(days: Ints, numbers: bool = False) -> Rhythm:
    """The rhythm of a series.

    Args:
        days: int64[values], days since 1970 or plain numbers, rising, each once.
        numbers: Whether they are plain numbers.
    """
    gaps = np.diff(days)
    usual = _commonest(gaps) if len(gaps) else 1
    if numbers:
        return Rhythm(Kind.NUMBERS, usual, int(days[0]) % usual)
    if usual >= MONTHLY_GAP and (found := _monthly(days)) is not None:
        return found
    if usual == 1:
        return Rhythm(Kind.WEEKDAYS, open_days=_open_days(days))
    regular = Rhythm(Kind.DAYS, usual, _commonest(days % usual))
    return regular if regular.places(days)[1].mean() >= REGULAR else Rhythm(Kind.WEEKDAYS)


def _monthly(days: Ints) -> Rhythm | None:
    """By months, unless several values share a month or all keep one weekday in steps of weeks."""
    dates = days.astype("datetime64[D]")
    months = dates.astype("datetime64[M]")
    month = months.astype(np.int64)
    of_month = (dates - months.astype("datetime64[D]")).astype(np.int64) + 1
    by_week = len(days) > 2 and bool((np.diff(days) % WEEK == 0).all()) and len(set(of_month.tolist())) > 1
    if by_week or (np.diff(month) < 1).any():
        return None
    step = _commonest(np.diff(month))
    anchor = int(month[0]) % step
    endings = [Rhythm(Kind.MONTHS, step, anchor, MONTH_END, working) for working in (False, True)]
    hits = [float((each.in_months(month) == days).mean()) for each in endings]
    best = endings[int(hits[1] > hits[0])]
    moved = len(set(of_month.tolist())) > 1
    ends = max(hits) > 0.5 if moved else hits[0] == 1
    return best if ends else Rhythm(Kind.MONTHS, step, anchor, _commonest(of_month))


def _open_days(days: Ints) -> tuple[bool, ...]:
    """Which weekdays have values; one that came by less than twice without any counts as closed at weekends only."""
    span = np.bincount(weekday_of(np.arange(days[0], days[-1] + 1)), minlength=WEEK)
    seen = np.bincount(weekday_of(days), minlength=WEEK)
    closed = (seen <= SELDOM * seen.max()) & ((span >= 2) | ((np.arange(WEEK) >= SATURDAY) & (span >= 1)))
    return tuple((~closed).tolist())


def _commonest(values: Ints) -> int:
    """The commonest value, the smallest of several."""
    distinct, counts = np.unique(values, return_counts=True)
    return int(distinct[counts.argmax()])
