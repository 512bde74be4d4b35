"""What is unusual in a series: XmR limits frozen on a baseline, and the signals against them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from itertools import pairwise

NATURAL = Fraction(266, 100)
"""Mean moving ranges from the mean to a natural process limit."""

RANGE = Fraction(327, 100)
"""Mean moving ranges up to the limit of a single moving range."""

RUN = 8
FEWEST = 6
"""Known points below which there are no limits."""


class Rule(StrEnum):
    """Why a point is unusual."""

    OUTSIDE = "outside the usual range"
    RUN = "eight in a row on one side"
    NEAR = "three of four near a limit"


@dataclass(frozen=True, slots=True)
class Signal:
    """An unusual point: its index in the series and the strongest rule it meets."""

    index: int
    rule: Rule


@dataclass(frozen=True, slots=True)
class Xmr:
    """Limits of ordinary variation, in the series' unit.

    Attributes:
        mean: Centre line, over the baseline.
        mean_range: Mean moving range, over the baseline.
        upper: Upper natural process limit, mean + 2.66 mean ranges.
        lower: Lower natural process limit.
        range_limit: Largest ordinary step from one point to the next, 3.27 mean ranges.
        baseline: Known points the limits come from.
        signals: Unusual points, oldest first.
    """

    mean: float
    mean_range: float
    upper: float
    lower: float
    range_limit: float
    baseline: int
    signals: tuple[Signal, ...]


def xmr(values: Sequence[Decimal | float | None], baseline: int | None = None, fewest: int = FEWEST) -> Xmr | None:
    """Limits and signals of a series, oldest first.

    Args:
        values: One per period; None is not reported and is left out, never counted as zero.
        baseline: How many known points, from the oldest, the limits come from; None for all.
        fewest: Known points below which there are no limits.

    Returns:
        None with fewer known points than ``fewest``.

    Source: Wheeler, Understanding Variation: mean +- 2.66 mean moving range.
    """
    known = [(index, Fraction(value)) for index, value in enumerate(values) if value is not None]
    base = [value for _, value in known[:baseline]]
    if len(base) < max(fewest, 2):
        return None
    mean = sum(base, Fraction(0)) / len(base)
    steps = [abs(later - earlier) for earlier, later in pairwise(base)]
    mean_range = sum(steps, Fraction(0)) / len(steps)
    reach = NATURAL * mean_range
    rules = _rules([value for _, value in known], mean, reach)
    signals = tuple(Signal(index, rule) for (index, _), rule in zip(known, rules, strict=True) if rule)
    upper, lower, step = float(mean + reach), float(mean - reach), float(RANGE * mean_range)
    return Xmr(float(mean), float(mean_range), upper, lower, step, len(base), signals)


def _rules(values: Sequence[Fraction], mean: Fraction, reach: Fraction) -> Iterator[Rule | None]:
    sides = [(value > mean) - (value < mean) for value in values]
    near = [side if abs(value - mean) > reach / 2 else 0 for value, side in zip(values, sides, strict=True)]
    for at, value in enumerate(values):
        if abs(value - mean) > reach:
            yield Rule.OUTSIDE
        elif at + 1 >= RUN and abs(sum(sides[at + 1 - RUN : at + 1])) == RUN:
            yield Rule.RUN
        elif near[at] and near[max(at - 3, 0) : at + 1].count(near[at]) >= 3:
            yield Rule.NEAR
        else:
            yield None
