"""What changed an amount: price, volume, mix, new and gone lines; volume and spending of a cost."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction


@dataclass(frozen=True, slots=True)
class Line:
    """One product's price and quantity before and after; quantities of all lines have one unit."""

    price_before: Decimal
    quantity_before: Decimal
    price: Decimal
    quantity: Decimal


@dataclass(frozen=True, slots=True)
class Effects:
    """Steps from the amount before to the amount now; they add up to the difference exactly."""

    price: Fraction = Fraction(0)
    volume: Fraction = Fraction(0)
    mix: Fraction = Fraction(0)
    new: Fraction = Fraction(0)
    gone: Fraction = Fraction(0)

    @property
    def total(self) -> Fraction:
        """The whole difference."""
        return self.price + self.volume + self.mix + self.new + self.gone


@dataclass(frozen=True, slots=True)
class Flexed:
    """A cost's impact (plus is better) split into what volume explains and what spending does."""

    volume: Decimal
    spending: Decimal

    @property
    def impact(self) -> Decimal:
        """Against the budget as it was set."""
        return self.volume + self.spending


def price_volume_mix(lines: Mapping[str, Line]) -> dict[str, Effects]:
    """Effects per line.

    Lines without quantity before are new, without quantity now gone; volume and mix are told among
    the lines there before and now.

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
        )
    return whole


def flexed(actual: Decimal, budget: Decimal, budget_at_actual_volume: Decimal) -> Flexed:
    """Split a cost's difference from budget: less cost because less was made is volume, not a saving."""
    return Flexed(budget - budget_at_actual_volume, budget_at_actual_volume - actual)


def _effects(line: Line, growth: Fraction) -> Effects:
    p0, q0 = Fraction(line.price_before), Fraction(line.quantity_before)
    p1, q1 = Fraction(line.price), Fraction(line.quantity)
    if not q0:
        return Effects(new=p1 * q1)
    if not q1:
        return Effects(gone=-p0 * q0)
    return Effects(price=(p1 - p0) * q1, volume=(growth - 1) * p0 * q0, mix=(q1 - growth * q0) * p0)
