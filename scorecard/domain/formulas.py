"""Named formulas of the field that are more than one quotient; None where a formula has no meaning."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from math import prod

NORMAL_95 = Decimal("1.96")


@dataclass(frozen=True, slots=True)
class Retention:
    """Shares of the cohort at the start, as fractions; new customers don't count in either.

    ``gross`` never exceeds 1, ``net`` may.
    """

    gross: Decimal
    net: Decimal


@dataclass(frozen=True, slots=True)
class Promoters:
    """Net promoter score in points, how many answered, and the margin of error at 95 % in points."""

    score: Decimal
    margin: Decimal
    answers: int


@dataclass(frozen=True, slots=True)
class Oee:
    """Overall equipment effectiveness and its three factors, as fractions.

    ``performance`` above 1 means the ideal cycle is wrong.
    """

    availability: Decimal
    performance: Decimal
    quality: Decimal

    @property
    def oee(self) -> Decimal:
        """Availability x performance x quality."""
        return self.availability * self.performance * self.quality


@dataclass(frozen=True, slots=True)
class Machine:
    """One line's shift: planned and run time, ideal time per piece, pieces made and good."""

    planned: Decimal
    run: Decimal
    ideal: Decimal
    total: Decimal
    good: Decimal


@dataclass(frozen=True, slots=True)
class ForecastError:
    """Weighted absolute error and bias, as fractions of the sum of actual sizes; plus is forecast too high."""

    wape: Decimal
    bias: Decimal


def share(part: Decimal, whole: Decimal) -> Decimal | None:
    """Part over whole: customers kept over those at the start, lines on time and in full over lines due."""
    return part / whole if whole > 0 else None


def retention(start: Decimal, expansion: Decimal, contraction: Decimal, churn: Decimal) -> Retention | None:
    """Gross and net revenue retention of the cohort at the start; None without a start.

    Source: semantics 2.10; start 100, expansion 18, contraction 6, churn 9: 85 % and 103 %.
    """
    if start <= 0:
        return None
    kept = start - contraction - churn
    return Retention(kept / start, (kept + expansion) / start)


def net_promoters(promoters: int, detractors: int, answers: int) -> Promoters | None:
    """Net promoter score with its margin of error; None without answers.

    Source: variance of a difference of two shares of one sample, (p + d - (p - d)^2) / n.
    """
    if answers <= 0:
        return None
    p, d = Decimal(promoters) / answers, Decimal(detractors) / answers
    error = ((p + d - (p - d) ** 2) / answers).sqrt()
    return Promoters((p - d) * 100, NORMAL_95 * error * 100, answers)


def lifetime_value(
    income_per_month: Decimal, gross_margin: Decimal, monthly_churn: Decimal, most_months: Decimal = Decimal(60)
) -> Decimal:
    """Margin a customer leaves over the time they stay; the time is capped, also where none leaves.

    Args:
        income_per_month: Average income per customer and month.
        gross_margin: As a fraction.
        monthly_churn: Share of customers lost per month.
        most_months: Longest lifetime counted.
    """
    months = min(1 / monthly_churn, most_months) if monthly_churn > 0 else most_months
    return income_per_month * gross_margin * months


def oee(machine: Machine) -> Oee | None:
    """Effectiveness of one line; None where nothing was planned, run or made."""
    if min(machine.planned, machine.run, machine.total) <= 0:
        return None
    return Oee(
        machine.run / machine.planned,
        machine.ideal * machine.total / machine.run,
        machine.good / machine.total,
    )


def plant_oee(machines: Sequence[Machine]) -> Decimal | None:
    """Effectiveness of a plant: ideal time of good pieces over planned time, never the mean of lines."""
    planned = sum((machine.planned for machine in machines), Decimal(0))
    ideal = sum((machine.good * machine.ideal for machine in machines), Decimal(0))
    return share(ideal, planned)


def rolled_yield(first_pass: Sequence[Decimal]) -> Decimal | None:
    """Share of pieces that pass every step at the first attempt: the product of the steps' yields."""
    return prod(first_pass, start=Decimal(1)) if first_pass else None


def days_of(balance: Decimal, flow: Decimal, days: int) -> Decimal | None:
    """How many days of a flow a balance stands for; ``days`` are those the flow was counted over.

    Both must be with or both without tax: receivables contain it, revenue does not.
    """
    return balance / flow * days if flow > 0 else None


def cash_conversion(dso: Decimal | None, dio: Decimal | None, dpo: Decimal | None) -> Decimal | None:
    """Days to be paid plus days in stock less days taken to pay; None where one is not known."""
    return None if dso is None or dio is None or dpo is None else dso + dio - dpo


def price_of_a_day(flow: Decimal, days: int) -> Decimal:
    """Cash that one day less frees: the flow of a day."""
    return flow / days


def without_tax(gross: Decimal, rate: Decimal) -> Decimal:
    """An amount with tax taken out of it: 300 at 20 % is 250."""
    return gross / (1 + rate)


def forecast_error(actual: Sequence[Decimal], forecast: Sequence[Decimal]) -> ForecastError | None:
    """Error over all periods together; None where nothing happened.

    Source: semantics 2.10; the mean of percentages is undefined where one actual is zero.
    """
    whole = sum((abs(value) for value in actual), Decimal(0))
    if not whole:
        return None
    errors = [told - happened for happened, told in zip(actual, forecast, strict=True)]
    return ForecastError(sum(map(abs, errors), Decimal(0)) / whole, sum(errors, Decimal(0)) / whole)
