"""Whether members of a dimension were renamed between two sides: one gone, another grown by just as much."""

from collections.abc import Sequence

LARGE = 0.01
"""Share of a side's turnover from which a member that is on one side only is looked at."""

ALIKE = 0.2
"""How far what one lost and what another gained may lie apart, as a share of what was lost."""

Turnover = Sequence[int]
"""Ticks per member, zero or more: its figures without their signs, added up."""


def renamed(actual: Turnover, reference: Turnover) -> bool:
    """Whether a large member is told by one side only and another, on the other side, stands in for it.

    A renamed member may have both names within one side, where the change came midway: its successor is then no new
    member but one that grew by as much as the other lost, to at least twice its size.

    Args:
        actual: Turnover per member.
        reference: The same members on the other side.
    """
    return _replaced(reference, actual) or _replaced(actual, reference)


def _replaced(before: Turnover, after: Turnover) -> bool:
    least = LARGE * sum(before)
    gone = [was for was, now in zip(before, after, strict=True) if not now and was and was >= least]
    grown = [now - was for was, now in zip(before, after, strict=True) if now >= 2 * was and now]
    return any(abs(more - lost) <= ALIKE * lost for lost in gone for more in grown)
