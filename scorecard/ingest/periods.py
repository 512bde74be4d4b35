"""Periods of the fiscal calendar found from dates, keys, or the parts a file gives."""

from collections.abc import Mapping
from datetime import date

from scorecard.domain.calendar import Calendar, Period, calendar_from
from scorecard.domain.catalogue import CalendarRule
from scorecard.domain.problems import excerpt
from scorecard.ingest.dates import (
    FIRST,
    LAST,
    date_fault,
    parse_date,
    parse_month,
    parse_number,
    parse_quarter,
    parse_year,
)

Found = tuple[Period | None, str, str]
DOES_NOT_EXIST = "Write a period of the fiscal calendar."
MIDDLE = 15
"""The day of a month that most of its days lie with, where periods are weeks."""


class Periods:
    """Every period a file can name."""

    def __init__(self, rule: CalendarRule, order: str) -> None:
        self.calendar: Calendar = calendar_from(rule, FIRST, LAST)
        self._order = order
        self._by_key = {period.key: period for period in self.calendar.periods}
        self._by_number = {(period.fiscal_year, period.number): period for period in self.calendar.periods}
        self._last = {(period.fiscal_year, period.quarter): period for period in self.calendar.periods}
        self._last_of_year = {period.fiscal_year: period for period in self.calendar.periods}

    def of_date(self, word: str) -> tuple[tuple[date, Period] | None, str, str]:
        """The day a word says, and its period."""
        day = parse_date(word, self._order)
        if day is None:
            return None, *date_fault(word, self._order)
        return (day, self.calendar.containing(day)), "", ""

    def of_key(self, word: str) -> Found:
        """A period by its key, or a month by number or English name with its year."""
        if found := self._by_key.get(word.upper()):
            return found, "", ""
        if found := self._month(word):
            return found, "", ""
        said = "the period is empty" if word == "" else f"period “{excerpt(word, 40)}” does not exist"
        return None, said, "Write it like 2026-01 to 2026-12, or by the fiscal calendar's keys."

    def of_parts(self, parts: Mapping[str, str]) -> Found:
        """A period from fiscal year and month or quarter, or calendar year and month."""
        said = ", ".join(f"{name.replace('_', ' ')} “{excerpt(word, 20)}”" for name, word in parts.items())
        missing = f"{said} does not name a period", DOES_NOT_EXIST
        year = parse_year(parts.get("fiscal_year") or parts.get("year") or "")
        if year is None:
            return None, *missing
        found = self._calendar_month(year, parts) if "year" in parts else self._fiscal(year, parts)
        return (found, "", "") if found else (None, *missing)

    def quarter_end(self, year: str, quarter: str) -> tuple[date | None, str, str]:
        """The last day of a fiscal quarter."""
        number, named = parse_quarter(quarter), parse_year(year)
        found = self._last.get((named, number)) if named and number else None
        said = f"fiscal year “{excerpt(year, 20)}” has no quarter “{excerpt(quarter, 20)}”"
        return (found.end, "", "") if found else (None, said, "Write quarters as 1 to 4.")

    def _fiscal(self, year: int, parts: Mapping[str, str]) -> Period | None:
        if "fiscal_month" in parts:
            if month := parse_month(parts["fiscal_month"]):
                return self._in_year(year, month)
            return self._by_number.get((year, parse_number(parts["fiscal_month"], 13) or 0))
        if "fiscal_quarter" in parts:
            return self._last.get((year, parse_quarter(parts["fiscal_quarter"]) or 0))
        if "month" in parts:
            month = _month_of(parts["month"])
            return self._in_year(year, month) if month else None
        return self._last_of_year.get(year)

    def _in_year(self, year: int, month: int) -> Period | None:
        """The period of a fiscal year in which the middle day of a calendar month lies."""
        days = (date(calendar_year, month, MIDDLE) for calendar_year in (year - 1, year, year + 1))
        found = (self.calendar.containing(day) for day in days if FIRST <= day <= LAST)
        return next((period for period in found if period.fiscal_year == year), None)

    def _calendar_month(self, year: int, parts: Mapping[str, str]) -> Period | None:
        month = _month_of(parts.get("month", ""))
        return self._by_key.get(f"{year}-{month:02d}") if month else None

    def _month(self, word: str) -> Period | None:
        """01/2026, 01-2026, Jan 2026, Jan-2026, January 2026."""
        parts = word.replace("/", " ").replace("-", " ").replace(".", " ").split()
        if len(parts) != 2 or not (len(parts[1]) == 4 and parts[1].isascii() and parts[1].isdigit()):
            return None
        bare = len(parts[0]) <= 2 and parts[0].isascii() and parts[0].isdigit()
        month = parse_number(parts[0], 12) if bare else parse_month(parts[0])
        return self._by_key.get(f"{parts[1]}-{month:02d}") if month else None


def _month_of(text: str) -> int | None:
    """A calendar month by name or number."""
    return parse_month(text) or parse_number(text, 12)
