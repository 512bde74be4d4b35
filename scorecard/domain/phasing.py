"""Amounts spread over days and periods, exact to the last cent, and the plan up to a day within a month."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from scorecard.domain.calendar import Calendar, Period

CENT = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class ToDate:
    """A period's plan up to a day.

    Attributes:
        plan: The whole period's plan.
        plan_to_date: Its share up to and including the day, by working days.
        working_days: Of the whole period.
        working_days_done: Up to and including the day.
    """

    plan: Decimal
    plan_to_date: Decimal
    working_days: int
    working_days_done: int

    @property
    def remaining(self) -> Decimal:
        """The part of the plan after the day."""
        return self.plan - self.plan_to_date

    @property
    def working_days_left(self) -> int:
        """Working days after the day."""
        return self.working_days - self.working_days_done

    def needed_pace(self, actual: Decimal) -> Decimal | None:
        """What each working day left must bring to reach the plan; None when none is left."""
        return (self.plan - actual) / self.working_days_left if self.working_days_left else None


def spread(total: int, weights: Sequence[int]) -> tuple[int, ...]:
    """A whole number of cents (or ticks) spread by weights; the parts add up to it exactly.

    Each part is rounded down, then the largest remainders get one more; of equal ones the earlier.

    Raises:
        ValueError: If a weight is negative or all are zero.
    """
    whole = sum(weights)
    if whole <= 0 or min(weights) < 0:
        raise ValueError("Weights must not be negative, and one must be positive.")
    size = abs(total)
    parts = [size * weight // whole for weight in weights]
    by_remainder = sorted(range(len(weights)), key=lambda at: -(size * weights[at] % whole))
    for at in by_remainder[: size - sum(parts)]:
        parts[at] += 1
    return tuple(part if total >= 0 else -part for part in parts)


def cut(amounts: Sequence[int], total: int, part: tuple[int, int]) -> tuple[int, ...]:
    """The part of each amount that working days done make, adding up to the part of their sum exactly.

    Args:
        amounts: Whole numbers of ticks.
        total: The part of their sum, to the nearest tick above or below.
        part: Working days done and in all.
    """
    done, whole = part
    parts = [amount * done // whole for amount in amounts]
    by_remainder = sorted(range(len(amounts)), key=lambda at: -(amounts[at] * done % whole))
    for at in by_remainder[: total - sum(parts)]:
        parts[at] += 1
    return tuple(parts)


def spread_amount(total: Decimal, weights: Sequence[int], step: Decimal = CENT) -> tuple[Decimal, ...]:
    """An amount spread by weights in steps of a cent.

    Raises:
        ValueError: If the total is not a whole number of steps, or weights are as :func:`spread` refuses.
    """
    steps = total / step
    if steps != steps.to_integral_value():
        raise ValueError(f"{total} is not a whole number of {step}.")
    return tuple(part * step for part in spread(int(steps), weights))


def phased(total: Decimal, calendar: Calendar, buckets: Sequence[tuple[date, date]]) -> tuple[Decimal, ...]:
    """A period's amount over weeks or other buckets (first and last day) by their working days.

    Raises:
        ValueError: If no bucket has a working day.
    """
    return spread_amount(total, [calendar.working_days(start, end) for start, end in buckets])


def plan_to_date(plan: Decimal, calendar: Calendar, period: Period, day: date) -> ToDate:
    """A period's plan up to and including a day, by working days.

    A day after the period counts as its last, a day before it as none done.
    """
    done, whole = days_done(calendar, period, day)
    return ToDate(plan, plan * done / whole if whole else plan, whole, done)


def days_done(calendar: Calendar, period: Period, day: date) -> tuple[int, int]:
    """Working days of a period up to and including a day, and in all."""
    done = calendar.working_days(period.start, min(day, period.end))
    return done, calendar.working_days(period.start, period.end)


def is_open(period: Period, day: date) -> bool:
    """Whether a period has not ended by the close of a day."""
    return day < period.end


def same_working_day(calendar: Calendar, period: Period, done: int) -> date:
    """The day by which a period has as many working days behind it, for a fair comparison with a part month.

    The last day of the period where it has fewer.
    """
    day = period.start
    while day < period.end and calendar.working_days(period.start, day) < done:
        day += timedelta(days=1)
    return day
