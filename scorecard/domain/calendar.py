"""The fiscal calendar: periods, windows to date and rolling, the comparable period, working days."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from scorecard.domain import weeks
from scorecard.domain.catalogue import CalendarRule
from scorecard.domain.errors import UnknownName
from scorecard.domain.vocabulary import Cadence, View

MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]


@dataclass(frozen=True, slots=True)
class Period:
    """One closed interval of days of a fiscal year.

    ``key`` is "2026-11" where periods are calendar months, else "FY2026-P03". ``number`` counts
    from 1 within the fiscal year, ``quarter`` is 1 to 4. ``label`` is for screens: "Nov 2026".
    """

    key: str
    start: date
    end: date
    fiscal_year: int
    number: int
    quarter: int
    label: str

    @property
    def days(self) -> int:
        """How many days it covers."""
        return (self.end - self.start).days + 1


@dataclass(frozen=True, eq=False)
class Calendar:
    """Contiguous periods, oldest first, under one rule; made by :func:`calendar_from`."""

    rule: CalendarRule
    periods: tuple[Period, ...]

    @property
    def per_year(self) -> int:
        """Periods in a fiscal year: 12, or 13 where each has four weeks."""
        return len(weeks.LAYOUTS.get(self.rule.pattern, range(12)))

    def index(self, key: str) -> int:
        """Where a period is.

        Raises:
            UnknownName: If the calendar does not cover it.
        """
        if key not in self._by_key:
            raise UnknownName("period", key)
        return self._by_key[key]

    def containing(self, day: date) -> Period:
        """The period a day falls in; a week belongs to the period of its last day.

        Raises:
            UnknownName: If the calendar does not cover the day.
        """
        at = bisect_right(self._starts_of_days, day) - 1
        if at < 0 or day > self.periods[at].end:
            raise UnknownName("period", day.isoformat())
        return self.periods[at]

    def window(self, index: int, view: View) -> range:
        """Indices a view covers at a period; fewer where the calendar has just begun."""
        return range(self.starts(view)[index], index + 1)

    def starts(self, view: View) -> tuple[int, ...]:
        """Index of the first period of the view's window at each period."""
        return self._starts[view]

    def last_year(self, index: int) -> int | None:
        """The period of the same number a year earlier; None before the calendar begins.

        A 53rd week stays in the last period of its year; :meth:`comparison_note` says so.
        """
        return index - self.per_year if index >= self.per_year else None

    def comparable_days(self, index: int) -> tuple[date, date]:
        """First and last day a year earlier that a period compares with.

        Weeks under ``restate`` go 364 days back; weeks under ``append`` keep their numbers; months
        keep their dates, 29 February becoming 28.
        """
        period = self.periods[index]
        if self.rule.pattern == "months":
            start = a_year_before(period.start)
            return start, _month_after(start) - timedelta(days=1)
        if self.rule.extra_week == "restate":
            return period.start - weeks.YEAR_OF_WEEKS, period.end - weeks.YEAR_OF_WEEKS
        year = period.fiscal_year - 1
        ends = (weeks.year_end(self.rule, year - 1), *weeks.period_ends(self.rule, year))
        return ends[period.number - 1] + timedelta(days=1), ends[period.number]

    def comparison_note(self, index: int) -> str:
        """Why the period a year earlier is not like for like: "6 weeks against 5", else ""."""
        before = self.last_year(index)
        if before is None or self.rule.pattern == "months":
            return ""
        now, then = self.periods[index], self.periods[before]
        if now.days != then.days:
            return f"{now.days // 7} weeks against {then.days // 7} a year earlier"
        start = self.comparable_days(index)[0]
        return "" if start == then.start else "a year earlier lies one week apart"

    def told(self, keys: Sequence[str]) -> str:
        """Periods in order, in words: "Oct 2026 and Nov 2026", "4 periods from Aug 2026 to Nov 2026"; "" for none."""
        labels = [self.periods[self.index(key)].label for key in keys]
        return " and ".join(labels) if len(labels) < 3 else f"{len(labels)} periods from {labels[0]} to {labels[-1]}"

    def days(self, window: range) -> int:
        """Actual days of a window of indices."""
        if not window:
            return 0
        return (self.periods[window[-1]].end - self.periods[window[0]].start).days + 1

    def working_days(self, start: date, end: date) -> int:
        """Mondays to Fridays from start to end, both included, without the rule's holidays."""
        if end < start:
            return 0
        holidays = np.array(self.rule.holidays, dtype="datetime64[D]")
        return int(np.busday_count(start, end + timedelta(days=1), holidays=holidays))

    def is_due(self, index: int, cadence: Cadence) -> bool:
        """Whether a figure of this cadence is due in the period: a quarter's or a year's last."""
        return cadence is Cadence.MONTHLY or bool(self._due[cadence][index])

    def due(self, cadence: Cadence) -> NDArray[np.bool_]:
        """bool[periods]: where figures of this cadence are due."""
        return self._due[cadence]

    @cached_property
    def _by_key(self) -> dict[str, int]:
        return {period.key: index for index, period in enumerate(self.periods)}

    @cached_property
    def _starts_of_days(self) -> tuple[date, ...]:
        return tuple(period.start for period in self.periods)

    @cached_property
    def _starts(self) -> dict[View, tuple[int, ...]]:
        back = {
            View.PERIOD: [0] * len(self.periods),
            View.QUARTER_TO_DATE: [period.number - 1 - 3 * (period.quarter - 1) for period in self.periods],
            View.YEAR_TO_DATE: [period.number - 1 for period in self.periods],
            View.ROLLING: [self.per_year - 1] * len(self.periods),
        }
        return {view: tuple(max(at - step, 0) for at, step in enumerate(steps)) for view, steps in back.items()}

    @cached_property
    def _due(self) -> dict[Cadence, NDArray[np.bool_]]:
        last = self.per_year
        quarter_ends = {3, 6, 9, last}
        return {
            Cadence.MONTHLY: np.ones(len(self.periods), dtype=np.bool_),
            Cadence.QUARTERLY: np.array([p.number in quarter_ends for p in self.periods], dtype=np.bool_),
            Cadence.YEARLY: np.array([p.number == last for p in self.periods], dtype=np.bool_),
        }


def calendar_from(rule: CalendarRule, first: date, last: date) -> Calendar:
    """All periods from the one with the first day to the one with the last day.

    Raises:
        ValueError: If the pattern is not known or last lies before first.
    """
    if last < first:
        raise ValueError("The last day lies before the first.")
    if rule.pattern == "months":
        return Calendar(rule, _months(rule, first, last))
    if rule.pattern not in weeks.LAYOUTS:
        raise ValueError(f"There is no calendar pattern “{rule.pattern}”.")
    years = range(weeks.fiscal_year_of(rule, first), weeks.fiscal_year_of(rule, last) + 1)
    found = (period for year in years for period in _week_periods(rule, year))
    return Calendar(rule, tuple(period for period in found if period.end >= first and period.start <= last))


def fiscal_month(rule: CalendarRule, day: date) -> tuple[int, int]:
    """Fiscal year and number (1 to 12) of the month of a day."""
    number = (day.month - rule.start_month) % 12 + 1
    started = day.year if day.month >= rule.start_month else day.year - 1
    return started + (1 if rule.label == "ends" and rule.start_month > 1 else 0), number


def a_year_before(day: date) -> date:
    """The same day a year earlier; 29 February becomes 28."""
    try:
        return day.replace(year=day.year - 1)
    except ValueError:
        return day.replace(year=day.year - 1, day=28)


def _months(rule: CalendarRule, first: date, last: date) -> tuple[Period, ...]:
    start, found = first.replace(day=1), []
    while start <= last:
        following = _month_after(start)
        year, number = fiscal_month(rule, start)
        label = f"{MONTHS[start.month - 1]} {start.year}"
        end = following - timedelta(days=1)
        found.append(Period(f"{start:%Y-%m}", start, end, year, number, (number - 1) // 3 + 1, label))
        start = following
    return tuple(found)


def _month_after(day: date) -> date:
    return (day.replace(day=1) + timedelta(days=32)).replace(day=1)


def _week_periods(rule: CalendarRule, year: int) -> tuple[Period, ...]:
    start, found = weeks.year_end(rule, year - 1) + timedelta(days=1), []
    for number, end in enumerate(weeks.period_ends(rule, year), start=1):
        quarter = min((number - 1) // 3, 3) + 1
        found.append(Period(f"FY{year}-P{number:02}", start, end, year, number, quarter, f"P{number} FY{year}"))
        start = end + timedelta(days=1)
    return tuple(found)
