"""What a decision says beside its words: what it costs or brings, what its number will be then, and the answer."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from scorecard.domain.display import shown
from scorecard.domain.vocabulary import Unit


class Verdict(StrEnum):
    """How a matter is settled; the words are those of the screen."""

    YES = "yes"
    NO = "no"
    TERMS = "on other terms"


@dataclass(frozen=True, slots=True)
class Cost:
    """What a decision costs at most, or brings at least where it is below zero.

    Attributes:
        amount: In the workspace's currency, exact, four decimals at most; never zero.
        is_monthly: Whether that is every month; once otherwise.
    """

    amount: Decimal
    is_monthly: bool = False

    def words(self, currency: str) -> str:
        """In a few words: "costs at most 250 k EUR", "brings at least 12 k EUR a month"."""
        told = "brings at least" if self.amount < 0 else "costs at most"
        often = " a month" if self.is_monthly else ""
        return f"{told} {shown(abs(self.amount), Unit.MONEY, currency)}{often}"


@dataclass(frozen=True, slots=True)
class Prediction:
    """What a decision can be held against.

    Attributes:
        expected: What its number will be, in the number's unit; None for no prediction.
        by: The day by which.
        cost: None where nobody said.
    """

    expected: Decimal | None = None
    by: date | None = None
    cost: Cost | None = None


NOTHING = Prediction()


def looks_wrong(expected: Decimal, seen: tuple[Decimal, ...], now: Decimal | None, cost: Cost | None = None) -> str:
    """Why a number that somebody expects may be a slip, as half a sentence; "" where it looks like one of its kind.

    Args:
        expected: In the number's unit.
        seen: What the number was in the periods before that are known.
        now: What it is.
        cost: What was written beside it.
    """
    if cost is not None and abs(expected) == abs(cost.amount) and expected != now:
        return "it is the very amount that the decision costs or brings"
    known = (*seen, *(() if now is None else (now,)))
    if expected and now and not min(known) <= expected <= max(known) and _in_another_size(abs(expected), abs(now)):
        return f"it is more than {SIZES} times {'smaller' if abs(expected) < abs(now) else 'larger'} than what is now"
    if len(known) < ENOUGH:
        return ""
    low, high = min(known), max(known)
    if low <= expected <= high or (now is not None and abs(expected - now) <= high - low):
        return ""
    return "it lies further from what is now than the number ever was between its lowest and its highest"


def _in_another_size(one: Decimal, other: Decimal) -> bool:
    """Whether one is so many times the other that thousands may have been forgotten or written twice."""
    return max(one, other) > SIZES * min(one, other)


SIZES = 50
"""Times from which on one amount is not of the size of another."""

ENOUGH = 6
"""Periods from which on a number's range says something."""
