"""Scores from 0 to 100 for sorting and roll-up: thirds between red flag and goal, weights over what has data."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from scorecard.domain.targets import Band
from scorecard.domain.vocabulary import Polarity

THIRD = Fraction(100, 3)
ENOUGH = 0.8
"""Share of weight with data below which a roll-up is shown grey."""

AMBER_TOP = float(2 * THIRD)


@dataclass(frozen=True, slots=True)
class Child:
    """One element of a roll-up: weight, clipped score (None where there is no data), critical or not."""

    weight: Decimal | float
    score: float | None
    critical: bool = False
    id: str = ""


@dataclass(frozen=True, slots=True)
class RollUp:
    """A weighted mean over children with data.

    Attributes:
        score: 0..100, None where no child has data.
        coverage: Share of weight with data, 0..1; 0 where there is no weight.
        worst: The lowest score of a child.
        worst_id: Whose it is.
        capped: Whether a critical child off track holds the score below green.
    """

    score: float | None
    coverage: float
    worst: float | None = None
    worst_id: str = ""
    capped: bool = False

    @property
    def grey(self) -> bool:
        """Whether too little is known to show a colour."""
        return self.coverage < ENOUGH


def unclipped_score(
    value: Decimal | None, goal: Decimal | None, red: Decimal | None, band: Band | None, polarity: Polarity
) -> float | None:
    """The score without its bounds, for sorting: a third at the red flag, two thirds at the goal.

    Returns:
        None without value, target or direction, or where goal and red flag are the same. Inside a
        band 100, linear to 0 at its red edges and below 0 beyond them.

    Source: semantics 2.11, x = 33 1/3 + (v - red) / (goal - red) * 33 1/3.
    """
    if value is None:
        return None
    if polarity is Polarity.BAND:
        return None if band is None else _band_score(value, band)
    if polarity is Polarity.NEUTRAL or goal is None or red is None or goal == red:
        return None
    return float(THIRD + Fraction(value - red) / Fraction(goal - red) * THIRD)


def score_of(
    value: Decimal | None, goal: Decimal | None, red: Decimal | None, band: Band | None, polarity: Polarity
) -> float | None:
    """The score between 0 and 100."""
    score = unclipped_score(value, goal, red, band, polarity)
    return None if score is None else min(max(score, 0.0), 100.0)


def roll_up(children: Iterable[Child], cap_critical: bool = False) -> RollUp:
    """The weighted mean of children with data, how much has data, and the worst child.

    Args:
        children: Scores and weights; those without data count in coverage only.
        cap_critical: Hold the score below green while a critical child is off track.

    Source: semantics 2.11; children 90 (weight 2), 30 and one missing give 70 with coverage 75 %.
    """
    given = [child for child in children if child.weight > 0]
    known = [(child, child.score) for child in given if child.score is not None]
    if not known:
        return RollUp(None, 0.0)
    weight, total = _weight(child for child, _ in known), _weight(given)
    score = float(sum(Fraction(child.weight) * Fraction(score) for child, score in known) / weight)
    worst, lowest = min(known, key=lambda pair: pair[1])
    red = cap_critical and any(child.critical and each < float(THIRD) for child, each in known)
    capped = red and score >= AMBER_TOP
    return RollUp(below_green(score) if capped else score, float(weight / total), lowest, worst.id, capped)


def _weight(children: Iterable[Child]) -> Fraction:
    return sum((Fraction(child.weight) for child in children), Fraction(0))


def linear_share(value: Decimal, start: Decimal, end: Decimal) -> Decimal | None:
    """How far a value has come from a start to an end, 1 at the end, unclipped; None without a way to go.

    Progress runs from baseline to target, a maximised share from least to most, a minimised one
    from most to least.
    """
    return None if start == end else (value - start) / (end - start)


def below_green(score: float) -> float:
    """The score held just inside the middle third."""
    return min(score, AMBER_TOP - 0.01)


def _band_score(value: Decimal, band: Band) -> float:
    low_red, low, high, high_red = band
    if low <= value <= high:
        return 100.0
    edge, red = (low, low_red) if value < low else (high, high_red)
    if edge == red:
        return 0.0
    return float(Fraction(value - red) / Fraction(edge - red) * 100)
