"""Fiscal years made of whole weeks: when they end, how many weeks they have, which week compares with which."""

from datetime import date, timedelta

from scorecard.domain.catalogue import CalendarRule

LAYOUTS: dict[str, tuple[int, ...]] = {
    "4-4-5": (4, 4, 5) * 4,
    "4-5-4": (4, 5, 4) * 4,
    "5-4-4": (5, 4, 4) * 4,
    "13x4": (4,) * 13,
}
"""Weeks per period of a year of 52 weeks; a 53rd week lengthens the last period."""

YEAR_OF_WEEKS = timedelta(days=364)


def year_end(rule: CalendarRule, fiscal_year: int) -> date:
    """The last day of a fiscal year: the week-end weekday nearest to, or last within, the anchor month.

    Source: the retail 4-5-4 calendar ends on the Saturday nearest 31 January.
    """
    month_end = _month_end(anchor_year(rule, fiscal_year), rule.anchor_month)
    last = month_end - timedelta(days=(month_end.weekday() - rule.week_end) % 7)
    if rule.year_end == "last" or (month_end - last).days <= 3:
        return last
    return last + timedelta(days=7)


def anchor_year(rule: CalendarRule, fiscal_year: int) -> int:
    """The calendar year in which a fiscal year ends by its anchor month."""
    return fiscal_year + (1 if rule.label == "starts" and rule.anchor_month < 12 else 0)


def fiscal_year_of(rule: CalendarRule, day: date) -> int:
    """The fiscal year a day falls in."""
    guess = day.year - 2
    while year_end(rule, guess) < day:
        guess += 1
    return guess


def weeks_in(rule: CalendarRule, fiscal_year: int) -> int:
    """52 or 53."""
    return (year_end(rule, fiscal_year) - year_end(rule, fiscal_year - 1)).days // 7


def period_ends(rule: CalendarRule, fiscal_year: int) -> tuple[date, ...]:
    """Last day of each period of a fiscal year; a 53rd week belongs to the last period."""
    day = year_end(rule, fiscal_year - 1)
    ends = []
    for weeks in LAYOUTS[rule.pattern]:
        day += timedelta(weeks=weeks)
        ends.append(day)
    return (*ends[:-1], year_end(rule, fiscal_year))


def week_of(rule: CalendarRule, day: date) -> tuple[int, int]:
    """Fiscal year and week number (1 to 53) of a day."""
    fiscal_year = fiscal_year_of(rule, day)
    return fiscal_year, (day - year_end(rule, fiscal_year - 1)).days // 7 + ((day.weekday() - rule.week_end) % 7 > 0)


def comparable_week(rule: CalendarRule, fiscal_year: int, week: int) -> tuple[int, int] | None:
    """The week a year earlier that a week compares with.

    ``append`` keeps the number, so a 53rd week has none. ``restate`` goes 364 days back, so after a
    year of 53 weeks every week compares with the one after its number.
    """
    if rule.extra_week == "restate":
        last_day = year_end(rule, fiscal_year - 1) + timedelta(weeks=week)
        return week_of(rule, last_day - YEAR_OF_WEEKS)
    return (fiscal_year - 1, week) if week <= weeks_in(rule, fiscal_year - 1) else None


def _month_end(year: int, month: int) -> date:
    following = date(year + 1, 1, 1) if month == 12 else date(year, month + 1, 1)
    return following - timedelta(days=1)
