"""What comments explain of a difference so far, and causes that come back."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from scorecard.domain.work import Cause, Item, Subject

WHOLE = Decimal(1)
LEAST = Decimal("0.005")
"""The share from which on whole percent tell it; less than this beyond the whole is not told."""


@dataclass(frozen=True, slots=True)
class ExplainedSoFar:
    """How much of an impact the amounts in comments explain.

    Attributes:
        amount: Sum of the amounts, in the workspace's currency, signed like the impact.
        rest: The impact less that; None where there is no impact.
        share: The sum over the impact, not capped: above 1 is more than the whole, below 0 is the
            other way; None where there is no impact or it is 0.
        words: For a reader.
    """

    amount: Decimal
    rest: Decimal | None
    share: Decimal | None
    words: str


def explained_so_far(impact: Decimal | None, amounts: Iterable[Decimal | None]) -> ExplainedSoFar:
    """Hold the amounts of comments against an impact; comments without an amount explain nothing.

    Args:
        impact: Money, signed so that plus is better; None where not reported or not counted in money.
        amounts: Parts of it, signed the same way; those of the other sign count against the sum.
    """
    total = sum((amount for amount in amounts if amount is not None), Decimal(0))
    if impact is None:
        return ExplainedSoFar(total, None, None, "there is no difference in money to explain")
    if impact == 0:
        return ExplainedSoFar(total, -total, None, "there is no difference to explain")
    share = total / impact
    return ExplainedSoFar(total, impact - total, share, _words(share))


def along(impact: Decimal | None, amount: Decimal | None) -> Decimal | None:
    """A part entered along the difference, plus for what goes its way, signed as the impact is."""
    return -amount if amount is not None and impact is not None and impact < 0 else amount


def _words(share: Decimal) -> str:
    if share == 0:
        return "nothing explained yet"
    if share < 0:
        return "the amounts so far point the other way"
    if share - WHOLE >= LEAST:
        return f"all explained, and {_percent(share - WHOLE)} more than there is"
    if share >= WHOLE:
        return "all explained"
    return f"{_percent(share)} explained"


def _percent(share: Decimal) -> str:
    """A share in whole percent; a part is never told as nothing, nor as the whole."""
    if share < LEAST:
        return "less than 1 %"
    whole = (share * 100).quantize(WHOLE, ROUND_HALF_UP)
    return "99 %" if share < WHOLE <= whole / 100 else f"{whole} %"


def same_cause(subject: Subject, cause: Cause | None, items: Iterable[Item], before: int) -> tuple[Item, ...]:
    """Earlier items about the same line, place and slice that had the same cause, the newest first.

    Args:
        subject: What it is about; its period, window and comparison don't matter.
        cause: The category; without one nothing recurs.
        items: Any items.
        before: Id of the item itself; only those written before it count.
    """
    if cause is None:
        return ()
    found = [each for each in items if each.id < before and each.cause is cause]
    return tuple(sorted((each for each in found if each.subject.steady == subject.steady), key=_newest))


def recurrence_words(earlier: tuple[Item, ...], label: Callable[[str], str]) -> str:
    """Recurrence in words: "same cause, March 2026"; "" where there is none.

    Args:
        earlier: From :func:`same_cause`.
        label: Period key to its label.
    """
    if not earlier:
        return ""
    more = f" and {len(earlier) - 1} more" if len(earlier) > 1 else ""
    return f"same cause, {label(earlier[0].subject.period)}{more}"


def _newest(item: Item) -> int:
    return -item.id
