"""The sentence a reader would say aloud about the work that is open."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Protocol

from scorecard.domain.display import short
from scorecard.domain.vocabulary import Unit
from scorecard.domain.wording import span_words
from scorecard.domain.work import WorkState
from scorecard.domain.work_explained import ExplainedSoFar

WHOLE = Decimal(1)


class Told(Protocol):
    """What the sentence needs to know of an item."""

    @property
    def state(self) -> WorkState:
        """As it counts."""

    @property
    def overdue(self) -> int:
        """Days."""

    @property
    def impact(self) -> Decimal | None:
        """Money, plus is better."""

    @property
    def explained(self) -> ExplainedSoFar:
        """Of that money."""


def work_headline(rows: Sequence[Told], ever: int, currency: str, apart: Sequence[Told]) -> str:
    """How many items are open and about how much, how many are overdue, and how much is explained.

    Args:
        rows: Every item of the place and the people asked for, also verified ones.
        ever: How many items there are at all.
        currency: ISO code.
        apart: Those to do about money that no other of them is about; only they are added up.
    """
    todo = [row for row in rows if row.state is not WorkState.VERIFIED]
    if not ever:
        return "Nobody has been given any work yet."
    if not todo:
        return f"Nothing is open here; {len(rows)} verified." if rows else "Nothing is open here."
    count = "1 open item" if len(todo) == 1 else f"{len(todo):,} open items"
    total = sum((abs(row.impact) for row in apart if row.impact is not None), Decimal(0))
    about = f" about {short(total, Unit.MONEY, currency)}" if total else ""
    share = f"; {_explained(apart, total)}" if total else ""
    return f"{count}{about}; {_overdue(todo)}{share}."


def _overdue(todo: Sequence[Told]) -> str:
    late = [row.overdue for row in todo if row.overdue]
    if not late:
        return "none is overdue"
    if len(late) == 1:
        return f"1 is overdue, by {span_words(late[0])}"
    return f"{len(late):,} are overdue, the oldest by {span_words(max(late))}"


def _explained(apart: Sequence[Told], total: Decimal) -> str:
    """Each item counts with what is explained of it, at least nothing and at most all."""
    parts = (abs(row.impact) * _within(row.explained.share) for row in apart if row.impact is not None)
    share = sum(parts, Decimal(0)) / total
    if share == 0:
        return "nothing explained yet"
    if share == WHOLE:
        return "all explained"
    return f"{min(max(round(share * 100), 1), 99)} % explained"


def _within(share: Decimal | None) -> Decimal:
    return Decimal(0) if share is None else min(max(share, Decimal(0)), WHOLE)
