"""Days of a month on a wall: which figures are told by day or by week, and how each of them stands."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum

from scorecard.domain.catalogue import Catalogue, Measure
from scorecard.domain.status import status_of
from scorecard.domain.targets import Band
from scorecard.domain.terms import Over, is_stored, overs
from scorecard.domain.vocabulary import Cadence, Polarity, Status


class Grain(StrEnum):
    """How often figures come; the words are those of the screen."""

    DAY = "by day"
    WEEK = "by week"
    MONTH = "by month"


@dataclass(frozen=True, slots=True)
class DayParts:
    """What is counted on one day: the upper part of the quotient, and the lower one; ``None`` where it has none."""

    above: Decimal
    below: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Mark:
    """What a day is held against, in the measure's unit."""

    goal: Decimal | None
    red: Decimal | None
    band: Band | None = None


@dataclass(frozen=True, slots=True)
class DaySquare:
    """One day of the calendar; ``status`` is None where no figure was counted on it, or in its week."""

    day: date
    status: Status | None


def has_days(measure: Measure, catalogue: Catalogue, mark: Mark) -> bool:
    """Whether one day of a measure can be held against its target for the month.

    So it is for a quotient of what adds up, and for a count whose target is none at all. A month's sum is no target for
    a day, nor has a balance or an average of a day anything to do with that of a month.
    """
    if measure.combine or measure.growth or measure.cadence is not Cadence.MONTHLY or is_stored(measure):
        return False
    above, below = overs(measure, catalogue)
    if any(over is not Over.SUM for over in (*above, *below)):
        return False
    return bool(below) or (mark.goal == 0 and measure.polarity is Polarity.LOWER)


def grain_of(days: Iterable[date]) -> Grain:
    """How often figures come within a month, by the days they are dated to; one day alone is a month's closing."""
    known = set(days)
    if len(known) < 2:
        return Grain.MONTH
    return Grain.DAY if len({day.isocalendar()[:2] for day in known}) < len(known) else Grain.WEEK


def squares_of(
    parts: Mapping[date, DayParts], start: date, end: date, measure: Measure, mark: Mark
) -> tuple[Grain, tuple[DaySquare, ...]]:
    """A month's calendar.

    Args:
        parts: What is counted on each day that has figures.
        start: First day of the period.
        end: Its last day.
        measure: Tells factor, cap and which way is good.
        mark: What each day is held against.

    Returns:
        How often figures come, and one square for each day of the period; none where they come by month.
        A week's figure stands on all days of its week, from Monday.
    """
    grain = grain_of(parts)
    if grain is Grain.MONTH:
        return grain, ()
    status = {day: _status(each, measure, mark) for day, each in parts.items()}
    if grain is Grain.WEEK:
        status = {day: found for known, found in status.items() for day in _week(known)}
    days = (start + timedelta(days=each) for each in range((end - start).days + 1))
    return grain, tuple(DaySquare(day, status.get(day)) for day in days)


def counted_words(squares: Sequence[DaySquare], grain: Grain) -> str:
    """As "18 of 22 days on track."; weeks are counted as weeks."""
    known = [each for each in squares if each.status is not None]
    if grain is Grain.WEEK:
        weeks = {each.day.isocalendar()[:2]: each for each in known}
        known = list(weeks.values())
    good = sum(each.status is Status.ON_TRACK for each in known)
    unit = "week" if grain is Grain.WEEK else "day"
    return f"{good} of {len(known)} {unit}{'' if len(known) == 1 else 's'} on track."


def _status(parts: DayParts, measure: Measure, mark: Mark) -> Status | None:
    value = _value(parts, measure)
    return None if value is None else status_of(value, mark.goal, mark.red, mark.band, measure.polarity)


def _value(parts: DayParts, measure: Measure) -> Decimal | None:
    if parts.below is None:
        return parts.above * measure.factor
    if parts.below <= 0:
        return None
    value = parts.above * measure.factor / parts.below
    return value if measure.cap is None else min(value, measure.cap)


def _week(day: date) -> Iterable[date]:
    monday = day - timedelta(days=day.weekday())
    return (monday + timedelta(days=each) for each in range(7))
