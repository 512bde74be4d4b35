"""Differences: arithmetic, signed so that plus is better, in percent where that has a meaning, and worth a look."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from scorecard.domain.catalogue import Materiality
from scorecard.domain.targets import Band
from scorecard.domain.vocabulary import Polarity, Unit

ZERO_BASE = "n/m (zero base)"
NEGATIVE_BASE = "n/m (negative base)"
LARGE = 5
"""Times the limit beyond which an amount alone is worth a look."""

PERSISTENT = 3
"""Periods the same way after which their sum counts."""


@dataclass(frozen=True, slots=True)
class Percent:
    """A difference over its base as a fraction, or a note why there is none."""

    value: Decimal | None
    note: str = ""


def difference(actual: Decimal | None, reference: Decimal | None) -> Decimal | None:
    """Actual less reference; None where either is not reported."""
    return None if actual is None or reference is None else actual - reference


def impact(
    actual: Decimal | None, reference: Decimal | None, polarity: Polarity, band: Band | None = None
) -> Decimal | None:
    """The difference signed so that plus is better; None where a side is missing or nothing is better.

    Band measures: minus the distance outside the green band (0 inside); the reference is not used.

    Source: semantics 2.2; less cost than planned is a plus.
    """
    if polarity is Polarity.BAND:
        return None if actual is None or band is None else -outside(actual, band)
    if polarity is Polarity.NEUTRAL:
        return None
    found = difference(actual, reference)
    return None if found is None else found * polarity.sign


def outside(value: Decimal, band: Band) -> Decimal:
    """Distance outside the green part of a band, 0 inside."""
    _, low, high, _ = band
    return max(low - value, value - high, Decimal(0))


def percent(actual: Decimal | None, base: Decimal | None) -> Percent:
    """The difference over its base, only where the base is positive.

    Source: semantics 2.3; a zero or negative base has no meaning, a missing side is missing, not -100 %.
    """
    if actual is None or base is None:
        return Percent(None, "missing")
    if base <= 0:
        return Percent(None, ZERO_BASE if base == 0 else NEGATIVE_BASE)
    return Percent((actual - base) / base)


def difference_pct(actual: Decimal | None, base: Decimal | None, unit: Unit) -> Percent:
    """Percent difference for amounts; ratios and points are compared in points, never in percent of percent."""
    return Percent(None, "compared in points") if unit in (Unit.PERCENT, Unit.POINTS) else percent(actual, base)


def points(difference_as_fraction: Decimal) -> Decimal:
    """A difference of two fractions in percentage points: 0.42 against 0.45 is -3 points."""
    return difference_as_fraction * 100


def basis_points(difference_as_fraction: Decimal) -> Decimal:
    """A difference of two fractions in basis points: 0.42 against 0.45 is -300."""
    return difference_as_fraction * 10_000


def limit_of(materiality: Materiality, unit: Unit, total: Decimal | None) -> Decimal | None:
    """The amount from which a difference is worth a look, in the measure's unit.

    Money: the fixed amount, or a share of the perspective's total. Percent: the share as points
    (0.01 is one point). Everything else: a share of ``total``, the size of what is compared with.

    Returns:
        None where there is no total to take a share of.
    """
    if unit is Unit.MONEY and materiality.amount is not None:
        return materiality.amount
    if unit in (Unit.PERCENT, Unit.POINTS):
        return materiality.share * (100 if unit is Unit.POINTS else 1)
    return None if total is None else materiality.share * abs(total)


class Worth(StrEnum):
    """Why a difference is worth a look."""

    CHANGED = "changed"
    LARGE = "large"
    AMOUNT = "amount"
    PERSISTENT = "persistent"


def is_material(
    impact: Decimal | None,
    pct: Decimal | None,
    limit: Decimal | None,
    share: Decimal = Decimal("0.05"),
    changed: bool = False,
    recent: Sequence[Decimal | None] = (),
) -> bool:
    """Whether a difference is worth a look: see :func:`worth`, with the impacts of the periods before this one."""
    return worth(impact, pct, limit, share, changed, (*recent, impact)) is not None


def worth(
    impact: Decimal | None,
    pct: Decimal | None,
    limit: Decimal | None,
    share: Decimal = Decimal("0.05"),
    changed: bool = False,
    steps: Sequence[Decimal | None] = (),
) -> Worth | None:
    """Why a difference is worth a look; None where it is not.

    Args:
        impact: The difference in the measure's unit; its size counts.
        pct: The difference as a fraction of its base; None where that has no meaning, then the
            amount alone decides.
        limit: The amount A, from :func:`limit_of`; None means no amount rule, the percent decides.
        share: The percent p as a fraction.
        changed: Whether the status changed.
        steps: Impacts of the last periods one by one, oldest first.

    Source: semantics 2.3: A and p, or five times A, or a new state, or three periods the same way
    whose sum reaches A.
    """
    if changed:
        return Worth.CHANGED
    if impact is None:
        return None
    if limit is None or limit <= 0:
        without_amount = impact != 0 if limit is not None else pct is not None and abs(pct) >= share
        return Worth.AMOUNT if without_amount else None
    if abs(impact) >= LARGE * limit:
        return Worth.LARGE
    if abs(impact) >= limit and (pct is None or abs(pct) >= share):
        return Worth.AMOUNT
    return Worth.PERSISTENT if is_persistent(steps, limit) else None


def is_persistent(impacts: Sequence[Decimal | None], limit: Decimal) -> bool:
    """Whether the last three periods went the same way and together reach the limit."""
    last = [each for each in impacts[-PERSISTENT:] if each is not None]
    if len(last) < PERSISTENT:
        return False
    same = all(each > 0 for each in last) or all(each < 0 for each in last)
    return same and abs(sum(last, Decimal(0))) >= limit
