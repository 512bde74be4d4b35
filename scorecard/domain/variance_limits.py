"""Spending against a limit: what is used of it, and the marks it has passed."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

NEAR = Decimal("0.8")
FULL = Decimal(1)


class Reach(StrEnum):
    """How far spending has come."""

    WITHIN = "within"
    NEAR = "near"
    OVER = "over"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Used:
    """A limit and what is used of it, in units; ``share`` is a fraction, None where there is no limit to divide by."""

    limit: Decimal | None
    spent: Decimal | None
    committed: Decimal | None
    share: Decimal | None
    reach: Reach

    @property
    def left(self) -> Decimal | None:
        """What may still be ordered; negative where the limit is passed."""
        if self.limit is None or self.spent is None:
            return None
        return self.limit - self.spent - (self.committed or 0)


def used(limit: Decimal | None, spent: Decimal | None, committed: Decimal | None = None) -> Used:
    """Spent and committed against a limit, marked at 80 % and at 100 %.

    Args:
        limit: What may be spent in the year; zero or less allows nothing.
        spent: Posted so far; None where not reported.
        committed: Ordered and not yet posted; None where nobody keeps it.

    Source: practices S2.8; a limit that is reached is marked like one that is passed.
    """
    if limit is None or spent is None:
        return Used(limit, spent, committed, None, Reach.UNKNOWN)
    taken = spent + (committed or 0)
    if limit <= 0:
        return Used(limit, spent, committed, None, Reach.OVER if taken > 0 else Reach.WITHIN)
    share = taken / limit
    reach = Reach.OVER if share >= FULL else Reach.NEAR if share >= NEAR else Reach.WITHIN
    return Used(limit, spent, committed, share, reach)
