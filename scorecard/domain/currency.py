"""Translation into the reporting currency: flows at the month's average, balances at closing, the rest named."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Translation:
    """A balance's year in the reporting currency; opening + movement + difference = closing.

    ``difference`` is the translation difference: it goes to equity (CTA) for net assets, and is
    foreign exchange on cash for cash.
    """

    opening: Decimal
    movement: Decimal
    closing: Decimal

    @property
    def difference(self) -> Decimal:
        """What only the change of rates explains."""
        return self.closing - self.opening - self.movement


@dataclass(frozen=True, slots=True)
class FxSplit:
    """A difference from plan, split: operational at the plan's rates, the rest foreign exchange."""

    reported: Decimal
    at_plan_rates: Decimal
    plan: Decimal

    @property
    def total(self) -> Decimal:
        """Reported less plan."""
        return self.reported - self.plan

    @property
    def operational(self) -> Decimal:
        """At the plan's rates less plan."""
        return self.at_plan_rates - self.plan

    @property
    def fx(self) -> Decimal:
        """Reported less what it would be at the plan's rates."""
        return self.reported - self.at_plan_rates


def translated_flows(local: Sequence[Decimal | None], averages: Sequence[Decimal]) -> tuple[Decimal | None, ...]:
    """Each month's flow at that month's average rate (reporting currency per unit of local).

    A year to date is the sum of translated months, never the local year at one rate.

    Source: IAS 21.39-40; an average is allowed unless rates fluctuate significantly.
    """
    return tuple(None if amount is None else amount * rate for amount, rate in zip(local, averages, strict=True))


def translated_balance(local: Decimal | None, closing_rate: Decimal) -> Decimal | None:
    """A balance at the closing rate of its day."""
    return None if local is None else local * closing_rate


def translation(
    opening: Decimal,
    movements: Sequence[Decimal],
    opening_rate: Decimal,
    averages: Sequence[Decimal],
    closing_rate: Decimal,
) -> Translation:
    """A balance followed from opening to closing, all amounts local.

    Args:
        opening: Balance at the start.
        movements: The flows of each month.
        opening_rate: Closing rate of the day before.
        averages: Average rate of each month.
        closing_rate: Closing rate at the end.
    """
    moved = sum((amount * rate for amount, rate in zip(movements, averages, strict=True)), Decimal(0))
    closing = (opening + sum(movements, Decimal(0))) * closing_rate
    return Translation(opening * opening_rate, moved, closing)


def fx_split(
    local: Sequence[Decimal], averages: Sequence[Decimal], plan: Decimal, plan_rate: Decimal | Sequence[Decimal]
) -> FxSplit:
    """Split a difference from plan into operational and foreign exchange.

    Args:
        local: Actual flows per month, local.
        averages: Actual average rate per month.
        plan: The plan in the reporting currency.
        plan_rate: The plan's rate, or one per month.
    """
    rates = [plan_rate] * len(local) if isinstance(plan_rate, Decimal) else plan_rate
    reported = sum((amount * rate for amount, rate in zip(local, averages, strict=True)), Decimal(0))
    at_plan = sum((amount * rate for amount, rate in zip(local, rates, strict=True)), Decimal(0))
    return FxSplit(reported, at_plan, plan)
