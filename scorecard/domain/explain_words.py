"""Words about the parts of a difference: a sentence per part, whether parts offset each other, what the rest is."""

from collections.abc import Iterable
from decimal import Decimal

from scorecard.domain.display import short
from scorecard.domain.explain import Slice
from scorecard.domain.vocabulary import Unit

ALL_OF_IT = Decimal("1.005")
"""Share from which parts are more than all of a difference, rounding aside."""

SMALL = Decimal("0.1")
"""Share of a difference below which what is left of it is small."""


def offset(shares: Iterable[Decimal | None]) -> bool:
    """Whether parts offset each other: those that go the way of the whole come to more than all of it.

    Their shares then say nothing: 85 % and 77 % and 69 % of one difference.
    """
    return sum((share for share in shares if share is not None and share > 0), Decimal(0)) > ALL_OF_IT


def rest_words(rest: Decimal, difference: Decimal, largest: Decimal) -> str:
    """What is left of a difference, by its size beside the whole and beside the largest part told."""
    size = abs(rest)
    if not size:
        return "nothing is left"
    if size >= abs(difference):
        return "as large as the difference itself: look at the parts below"
    if size > abs(largest):
        return "larger than any part above: look at the parts below"
    return "smaller differences, added up" if size > SMALL * abs(difference) else "small differences, added up"


def sentence(told: Slice, unit: Unit) -> str:
    """What a slice did: "vendor Kestrel: 48.2 k more than planned (62 % of the difference)".

    Args:
        told: The slice.
        unit: What amounts are counted in; percent for a ratio whose amounts are fractions.
    """
    where = ", ".join(f"{dim} {member or '(none)'}" for dim, member in told.where)
    size = short(told.amount, unit)
    side = "more" if told.amount > 0 else "less"
    return f"{where}: {_kind(told)}{size} {side} than planned{_share(told.share)}{_apart(told)}"


def _kind(told: Slice) -> str:
    """Whether one side has nothing of it."""
    if told.reference == 0 and told.actual == told.amount:
        return "new, "
    if told.actual == 0 and told.reference == -told.amount:
        return "gone, "
    return ""


def _share(share: Decimal | None) -> str:
    if share is None:
        return ""
    if share < 0:
        return f" (the other way, {-share * 100:,.0f} % of the difference)"
    return f" ({share * 100:,.0f} % of the difference)"


def _apart(told: Slice) -> str:
    return ", without what is told apart" if told.apart else ""
