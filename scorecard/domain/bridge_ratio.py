"""What changed a ratio: the effect of each of its parts, or each segment's own rate beside the mix of segments."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations
from math import comb

MOST = 8
"""Parts of a denominator told apart: each doubles the work."""


@dataclass(frozen=True, slots=True)
class Share:
    """One part of a quotient: what it adds above and below the line, before and now."""

    above_before: Fraction
    above: Fraction
    below_before: Fraction = Fraction(0)
    below: Fraction = Fraction(0)


@dataclass(frozen=True, slots=True)
class RateMix:
    """A segment's effects in points of the whole ratio: its own rate, and its weight among the others."""

    rate: Fraction
    mix: Fraction


def part_effects(parts: Mapping[str, Share]) -> dict[str, Fraction] | None:
    """What each part did to the quotient Σ above / Σ below: its mean effect over all orders of changing the parts.

    Args:
        parts: Every part once; one that stands above and below the line (revenue in a margin) in one entry.

    Returns:
        Effects in the quotient's unit that add up to its change; None where what is divided by is not above
        zero throughout, or more than ``MOST`` parts of it changed.

    Source: Shapley value; for one changed denominator its mid-point form.
    """
    dividing = [name for name, part in parts.items() if part.below != part.below_before]
    below = sum((part.below_before for part in parts.values()), Fraction(0))
    if len(dividing) > MOST:
        return None
    sets = [frozenset(found) for size in range(len(dividing) + 1) for found in combinations(dividing, size)]
    divisor = {found: below + sum(parts[name].below - parts[name].below_before for name in found) for found in sets}
    if min(divisor.values()) <= 0:
        return None
    above = {name: part.above - part.above_before for name, part in parts.items()}
    plain = _plain_weight(divisor, len(dividing))
    found = {name: above[name] * plain for name in parts if name not in dividing}
    standing = sum((part.above_before for part in parts.values()), Fraction(0))
    moving = sum((above[name] for name in found), Fraction(0))
    for name in dividing:
        found[name] = _dividing(name, divisor, above, standing, moving, len(dividing))
    return {name: found[name] for name in parts}


def rate_and_mix(segments: Mapping[str, Share]) -> dict[str, RateMix] | None:
    """Each segment's own rate and its weight, at mid-point weights; mix is told against the mean of both ratios.

    Returns:
        Effects that add up to the change of Σ above / Σ below; None where a whole is not above zero or a
        segment's denominator is negative.

    Source: the two-factor mid-point split, insight B2.
    """
    before = sum((part.below_before for part in segments.values()), Fraction(0))
    now = sum((part.below for part in segments.values()), Fraction(0))
    if before <= 0 or now <= 0 or any(part.below_before < 0 or part.below < 0 for part in segments.values()):
        return None
    was = sum((part.above_before for part in segments.values()), Fraction(0)) / before
    is_now = sum((part.above for part in segments.values()), Fraction(0)) / now
    found = {}
    for name, part in segments.items():
        if (not part.below_before and part.above_before) or (not part.below and part.above):
            return None
        if not part.below_before and not part.below:
            continue
        weight_before, weight = part.below_before / before, part.below / now
        rate_before = part.above_before / part.below_before if part.below_before else part.above / part.below
        rate = part.above / part.below if part.below else rate_before
        middle = (rate_before + rate - was - is_now) / 2
        found[name] = RateMix((weight_before + weight) / 2 * (rate - rate_before), (weight - weight_before) * middle)
    return found


def _plain_weight(divisor: Mapping[frozenset[str], Fraction], many: int) -> Fraction:
    """The mean of 1 / divisor at the moment a part that stands only above the line changes."""
    return sum((_chance(len(found), many) / size for found, size in divisor.items()), Fraction(0))


def _chance(before: int, many: int) -> Fraction:
    """How likely exactly these ``before`` of ``many`` come before one more."""
    return Fraction(1, comb(many, before) * (many + 1))


def _dividing(
    name: str,
    divisor: Mapping[frozenset[str], Fraction],
    above: Mapping[str, Fraction],
    standing: Fraction,
    moving: Fraction,
    many: int,
) -> Fraction:
    """The mean effect of a part that changes what is divided by; others above have changed with even chances."""
    effect = Fraction(0)
    for found in divisor:
        if name in found:
            continue
        here = standing + sum((above[each] for each in found), Fraction(0))
        here += moving * Fraction(len(found) + 1, many + 1)
        step = (here + above[name]) / divisor[found | {name}] - here / divisor[found]
        effect += _chance(len(found), many - 1) * step
    return effect
