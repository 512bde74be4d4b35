"""Which periods of which set of numbers make a column: a window, or a year of closed actuals and the outlook's rest."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from scorecard.domain.calendar import Calendar
from scorecard.domain.vocabulary import Scenario

UNLIKE = Decimal("0.25")
"""Share by which what is expected of a month may be off what a month was, before it is asked about."""


@dataclass(frozen=True, slots=True)
class Segment:
    """Consecutive periods of one set of numbers.

    ``part`` is working days done and in all of the last period, where only that part of it counts. ``known`` names
    the earlier state of the numbers that tells it, "" for the one that is shown.
    """

    scenario: Scenario
    window: range
    vintage: date | None = None
    part: tuple[int, int] | None = None
    known: str = ""


def fiscal_year(calendar: Calendar, index: int) -> range:
    """Indices of the fiscal year a period lies in, as far as the calendar reaches."""
    year = calendar.periods[index].fiscal_year
    inside = [at for at, period in enumerate(calendar.periods) if period.fiscal_year == year]
    return range(inside[0], inside[-1] + 1)


def closed_by(calendar: Calendar, day: date, through: int) -> int:
    """Index of the last period that ended by a day and has figures, -1 if there is none.

    Args:
        calendar: The periods.
        day: The day from which it is looked.
        through: Index of the last period with any actual figure.
    """
    ended = [at for at, period in enumerate(calendar.periods[: through + 1]) if period.end <= day]
    return ended[-1] if ended else -1


def with_outlook(window: range, closed: int, vintage: date | None = None) -> tuple[Segment, ...]:
    """What happened up to the last closed period, and what is expected from there on.

    Args:
        window: Indices covered.
        closed: Index of the last closed period.
        vintage: One outlook by its as-of date; None for the newest that speaks about each period.

    Source: semantics 2.6, the year's outlook is closed actuals and the forecast of the rest; an open
    period is forecast.
    """
    cut = min(max(closed + 1, window.start), window.stop)
    parts = (
        Segment(Scenario.ACTUAL, range(window.start, cut)),
        Segment(Scenario.FORECAST, range(cut, window.stop), vintage),
    )
    return tuple(part for part in parts if part.window)


def a_year_earlier(window: range, calendar: Calendar) -> range | None:
    """The same periods of the year before; None where the calendar does not reach back so far."""
    back = calendar.per_year
    return range(window.start - back, window.stop - back) if window.start >= back else None


def covered(segments: Sequence[Segment]) -> int:
    """How many periods several segments cover."""
    return sum(len(segment.window) for segment in segments)


def common(one: range, other: range) -> range:
    """The indices two windows share."""
    return range(max(one.start, other.start), max(min(one.stop, other.stop), one.start, other.start))


def is_unlike(
    ahead: Decimal | None, recent: Decimal | None, plan: Decimal | None, limit: Decimal | None, share: Decimal = UNLIKE
) -> bool:
    """Whether what an outlook leaves for each month ahead is far from what the last months were, and no plan says so.

    Args:
        ahead: The outlook's average month still to come, in units.
        recent: The average of the last months reported.
        plan: The plan's average of the same months to come; None where there is none.
        limit: The amount from which a difference is worth a look; None means no amount rule.
        share: The fraction of ``recent`` that ``ahead`` may be off, and of ``ahead`` that ``plan`` may be off it.

    Source: a season stands in the plan as well; what neither plan nor recent months bear out is asked about.
    """
    if ahead is None or recent is None:
        return False
    gap = abs(ahead - recent)
    if gap <= share * abs(recent) or gap < (limit or 0):
        return False
    return plan is None or abs(plan - ahead) > share * abs(ahead)
