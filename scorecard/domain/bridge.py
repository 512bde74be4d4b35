"""What changed an amount: a start, steps and an end that foot exactly; price, volume and mix, volume and spending."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from math import floor
from typing import Generic, TypeVar

from scorecard.domain.vocabulary import Unit

NOT_EXPLAINED = "Not explained"
CENT, TICK = Decimal("0.01"), Decimal("0.0001")
Exact = Decimal | Fraction
Number = TypeVar("Number", Decimal, Fraction)


@dataclass(frozen=True, slots=True)
class Part:
    """One effect before it is rounded, in the unit of its bridge; the rest is as in ``Step``."""

    name: str
    amount: Fraction
    note: str = ""
    of: str = ""
    place: str = ""


@dataclass(frozen=True, slots=True)
class Step:
    """One bar of a bridge: what it adds, in the bridge's unit.

    ``note`` says what is in it; ``of`` and ``place`` are the ids of the account and the entity behind it, "" where
    it is more than one or the bridge's own.
    """

    name: str
    amount: Decimal
    note: str = ""
    of: str = ""
    place: str = ""


@dataclass(frozen=True, slots=True)
class Bridge:
    """From a start over steps to an end: ``start`` + all steps = ``end`` exactly.

    Attributes:
        title: What kind of bridge it is.
        start: The other side of the comparison.
        steps: In reading order; the last one is ``NOT_EXPLAINED`` where something is left.
        end: The amount now.
        unit: What the numbers are counted in; percent as a fraction.
        sign: 1 where more is better, -1 where less is, 0 where neither.
        start_name: What the start is called.
        end_name: What the end is called.

    Raises:
        ValueError: If the steps do not lead from start to end.
    """

    title: str
    start: Decimal
    steps: tuple[Step, ...]
    end: Decimal
    unit: Unit = Unit.MONEY
    sign: int = 0
    start_name: str = "Plan"
    end_name: str = "Actual"

    def __post_init__(self) -> None:
        if self.start + sum((step.amount for step in self.steps), Decimal(0)) != self.end:
            raise ValueError(f"“{self.title}” does not lead from its start to its end.")

    @property
    def difference(self) -> Decimal:
        """End less start."""
        return self.end - self.start

    def impact(self, step: Step) -> Decimal:
        """A step signed so that plus is better; 0 where neither way is."""
        return step.amount * self.sign


def footing(title: str, start: Exact, parts: Sequence[Part], end: Exact, grain: Decimal, unit: Unit) -> Bridge:
    """A bridge whose numbers are whole multiples of ``grain`` and foot; parts that round to nothing are left out.

    Start and difference are rounded to the nearest, half away from zero; the parts by largest remainder, so
    that none is further than one grain from its exact amount. What the parts leave is its own last step.

    Args:
        title: What kind of bridge it is.
        start: Exact.
        parts: Exact effects, in reading order.
        end: Exact.
        grain: The smallest step of the numbers, such as a cent.
        unit: Of all numbers.
    """
    unexplained = Fraction(end) - Fraction(start) - sum((part.amount for part in parts), Fraction(0))
    told = (*parts, Part(NOT_EXPLAINED, unexplained))
    size = Fraction(grain)
    first, moved = nearest(Fraction(start) / size), nearest((Fraction(end) - Fraction(start)) / size)
    amounts = apportioned([part.amount / size for part in told], moved)
    pairs = zip(told, amounts, strict=True)
    steps = tuple(Step(part.name, many * grain, part.note, part.of, part.place) for part, many in pairs if many)
    return Bridge(title, first * grain, steps, (first + moved) * grain, unit)


def decimals_of(bridge: Bridge) -> int:
    """Decimals in which every number of a bridge is written in full; those of shares are of their percent."""
    amounts = (bridge.start, bridge.end, *(step.amount for step in bridge.steps))
    places = max(-int(amount.normalize().as_tuple().exponent) for amount in amounts)
    if bridge.unit is Unit.PERCENT:
        return max(places - 2, 0)
    return max(places, 2 if bridge.unit is Unit.MONEY else 0)


def nearest(number: Fraction) -> int:
    """The nearest whole number, halves away from zero."""
    size = floor(abs(number) + Fraction(1, 2))
    return size if number >= 0 else -size


def apportioned(parts: Sequence[Fraction], total: int) -> tuple[int, ...]:
    """Whole numbers near the parts that add up to a total: rounded down, the largest remainders get one more.

    Of equal remainders the earlier part's counts first. Negated parts give negated numbers.

    Args:
        parts: Exact numbers, of any sign.
        total: Their sum rounded up or down.

    Raises:
        ValueError: If the total is no rounding of the sum.
    """
    whole = sum(parts, Fraction(0))
    if abs(whole - total) >= 1:
        raise ValueError(f"{total} is no rounding of {whole}.")
    way = -1 if (whole or next((part for part in parts if part), 0)) < 0 else 1
    turned = [part * way for part in parts]
    found = [floor(part) for part in turned]
    order = sorted(range(len(parts)), key=lambda at: found[at] - turned[at])
    for at in order[: total * way - sum(found)]:
        found[at] += 1
    return tuple(number * way for number in found)


def grain_of(*amounts: Exact) -> Decimal:
    """A cent where all amounts are whole cents, else a ten-thousandth."""
    return CENT if all((Fraction(amount) * 100).denominator == 1 for amount in amounts) else TICK


@dataclass(frozen=True, slots=True)
class Line:
    """One product's price and quantity before and after; quantities of all lines have one unit.

    Prices are in the line's own currency, rates turn them into the reporting one; both are 1 where they agree.
    """

    price_before: Exact
    quantity_before: Exact
    price: Exact
    quantity: Exact
    rate_before: Exact = Decimal(1)
    rate: Exact = Decimal(1)

    @classmethod
    def of_amounts(cls, before: Exact, quantity_before: Exact, now: Exact, quantity: Exact) -> "Line | None":
        """A line from its amounts; None where an amount has no quantity above zero to be divided by."""
        prices = []
        for amount, count in ((before, quantity_before), (now, quantity)):
            if count < 0 or (count == 0 and amount != 0):
                return None
            prices.append(Fraction(amount) / Fraction(count) if count else Fraction(0))
        return cls(prices[0], quantity_before, prices[1], quantity)


@dataclass(frozen=True, slots=True)
class Effects:
    """Steps from the amount before to the amount now; they add up to the difference exactly."""

    price: Fraction = Fraction(0)
    volume: Fraction = Fraction(0)
    mix: Fraction = Fraction(0)
    new: Fraction = Fraction(0)
    gone: Fraction = Fraction(0)
    currency: Fraction = Fraction(0)

    @property
    def total(self) -> Fraction:
        """The whole difference."""
        return self.price + self.volume + self.mix + self.new + self.gone + self.currency


def price_volume_mix(lines: Mapping[str, Line]) -> dict[str, Effects]:
    """Effects per line.

    Lines without quantity before are new, without quantity now gone; volume and mix are told among
    the lines there before and now. Currency comes first: all other effects are at the rates before.

    Source: semantics 2.4; price (p1 - p0) q1, volume (Q1/Q0 - 1) p0 q0, mix (q1 - Q1/Q0 q0) p0.
    """
    both = [line for line in lines.values() if line.quantity_before and line.quantity]
    before = sum((Fraction(line.quantity_before) for line in both), Fraction(0))
    now = sum((Fraction(line.quantity) for line in both), Fraction(0))
    growth = now / before if before else Fraction(1)
    return {name: _effects(line, growth) for name, line in lines.items()}


def added(effects: Iterable[Effects]) -> Effects:
    """The effects of several lines together."""
    whole = Effects()
    for each in effects:
        whole = Effects(
            whole.price + each.price,
            whole.volume + each.volume,
            whole.mix + each.mix,
            whole.new + each.new,
            whole.gone + each.gone,
            whole.currency + each.currency,
        )
    return whole


@dataclass(frozen=True, slots=True)
class Flexed(Generic[Number]):
    """A cost's impact (plus is better) split into what volume explains and what spending does."""

    volume: Number
    spending: Number

    @property
    def impact(self) -> Number:
        """Against the budget as it was set."""
        return self.volume + self.spending


def flexed(actual: Number, budget: Number, budget_at_actual_volume: Number) -> Flexed[Number]:
    """Split a cost's difference from budget: less cost because less was made is volume, not a saving."""
    return Flexed(budget - budget_at_actual_volume, budget_at_actual_volume - actual)


def driven(before: Fraction, now: Fraction, driver_before: Exact, driver: Exact) -> Flexed[Fraction] | None:
    """Split an amount's difference by what drives it; effects add to the amount, so that a cost's growth is a plus.

    With hours as the driver of pay, ``volume`` is what the hours explain and ``spending`` what the rate does.

    Args:
        before: The amount expected.
        now: The amount that came.
        driver_before: Units, hours or visits expected.
        driver: Those that came, counted alike.

    Returns:
        Effects that add up to ``now - before``; None where nothing was expected of the driver.

    Source: semantics 2.2 and 2.4, the flexed budget: the budget at the actual volume stands between the two.
    """
    if driver_before <= 0 or driver < 0:
        return None
    at_volume = before * Fraction(driver) / Fraction(driver_before)
    return flexed(-now, -before, -at_volume)


def _effects(line: Line, growth: Fraction) -> Effects:
    rate = Fraction(line.rate_before)
    p0, q0 = Fraction(line.price_before) * rate, Fraction(line.quantity_before)
    p1, q1 = Fraction(line.price) * rate, Fraction(line.quantity)
    currency = Fraction(line.price) * q1 * (Fraction(line.rate) - rate)
    if not q0:
        return Effects(new=p1 * q1, currency=currency)
    if not q1:
        return Effects(gone=-p0 * q0)
    return Effects((p1 - p0) * q1, (growth - 1) * p0 * q0, (q1 - growth * q0) * p0, currency=currency)
