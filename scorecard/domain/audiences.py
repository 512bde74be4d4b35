"""Audiences: who hears of what by digest and by alert, how often, and when they are left in peace."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from scorecard.domain.vocabulary import Perspective

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
NEVER, DAILY, WEEKLY = "never", "daily", "weekly"
LISTENERS = ("viewer", "operations", "finance", "approver", "admin")
"""Roles an audience can have: a wall hears of nothing, and no audience is this computer."""


class AlertKind(StrEnum):
    """What an alert can be about."""

    CASH = "cash"
    STATUS = "status"
    LATE = "late"
    DUE = "due"


@dataclass(frozen=True, slots=True)
class Audience:
    """Some people who are written to at one address; the address itself is told by the surroundings alone.

    Attributes:
        id: Its name in settings and commands.
        name: What it is called.
        role: What its readers may see, as one of ``LISTENERS``.
        entity: The place it hears of, with all below it; "" for the whole company.
        perspectives: It hears of their measures, and of those named; of all where neither is named.
        measures: Measures by id.
        digest: ``daily``, ``weekly`` or ``never``.
        day: On which day of the week the weekly digest falls due.
        alerts: What it is alerted to.
        a_week: Alerts at most within any seven days; the rest is counted in the next digest.
        quiet: From and until when nothing is sent, by its own clock; empty for never.
        zone: That clock's time zone.
    """

    id: str
    name: str
    role: str = "viewer"
    entity: str = ""
    perspectives: tuple[Perspective, ...] = ()
    measures: tuple[str, ...] = ()
    digest: str = WEEKLY
    day: str = WEEKDAYS[0]
    alerts: tuple[AlertKind, ...] = ()
    a_week: int = 10
    quiet: tuple[time, ...] = ()
    zone: str = "UTC"


def digest_due(audience: Audience, last: date | None, today: date) -> bool:
    """Whether a digest is due: none was sent since its newest day, which may have gone by without a run.

    One of a day that is still to come was sent by a clock that went wrong; tomorrow's may be another time zone's.

    Args:
        audience: Says how often, and on which day of the week.
        last: The day of the last one by the audience's clock; None before the first.
        today: The day it is there.
    """
    if audience.digest == NEVER:
        return False
    return last is None or last < newest_day(audience, today) or last > today + timedelta(days=1)


def newest_day(audience: Audience, today: date) -> date:
    """The newest day a digest fell due on: today for a daily one, else the last day of the week that is its own."""
    gone = (today.weekday() - WEEKDAYS.index(audience.day)) % 7 if audience.digest == WEEKLY else 0
    return today - timedelta(days=gone)


def next_day(audience: Audience, today: date) -> date:
    """The day after today on which the next digest falls due."""
    return newest_day(audience, today) + timedelta(days=7 if audience.digest == WEEKLY else 1)


def quiet_until(audience: Audience, now: datetime) -> datetime | None:
    """When the quiet hours end that run now; None where none run. The first minute is quiet, the last one named is not.

    Args:
        audience: Says from and until when.
        now: The moment by the audience's own clock.
    """
    if not audience.quiet:
        return None
    start, end = audience.quiet
    at = now.time()
    is_quiet = start <= at < end if start < end else at >= start or at < end
    if not is_quiet:
        return None
    day = now.date() if at < end else now.date() + timedelta(days=1)
    return datetime.combine(day, end, now.tzinfo)
