"""One-offs scheduled by hand: large payments and receipts that no rule knows, each with its day and its amount."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

import numpy as np

from scorecard.domain.cash import CashItems
from scorecard.domain.cells import to_ticks
from scorecard.domain.display import shown
from scorecard.domain.errors import ScorecardError
from scorecard.domain.vocabulary import Unit

IN, OUT = "in", "out"
LINE = "one_off"
"""The cash line of every one-off, in a forecast as on the page."""

BASIS = "one-off"
_NUMBERED = re.compile(rf"{BASIS}: entry ([0-9]{{1,9}})\b", re.ASCII)


class PlannedState(StrEnum):
    """Whether a one-off is still expected; the words are those of the screen."""

    SCHEDULED = "scheduled"
    WITHDRAWN = "withdrawn"


class AlreadyWithdrawn(ScorecardError):
    """A one-off that was taken back stays so."""

    def __init__(self, number: int) -> None:
        super().__init__(f"One-off {number} was withdrawn. Schedule a new one instead.")


@dataclass(frozen=True, slots=True)
class PlannedCash:
    """One expected movement of money; ``version`` is the one that was read.

    Attributes:
        entity: The place whose bank account it is.
        direction: ``in`` or ``out``.
        day: When it is expected.
        amount: Above zero, in the workspace's currency.
        name: What it is.
        party: Who pays or is paid, "" where not told.
        opened: The day it was first written down.
    """

    id: int
    entity: str
    direction: str
    day: date
    amount: Decimal
    name: str
    party: str
    opened: date
    opened_by: str
    state: PlannedState = PlannedState.SCHEDULED
    version: int = 1

    @property
    def is_expected(self) -> bool:
        """Whether it was not withdrawn."""
        return self.state is PlannedState.SCHEDULED

    @property
    def signed(self) -> Decimal:
        """What it does to the balance: plus in, minus out; zero once withdrawn."""
        if not self.is_expected:
            return Decimal(0)
        return self.amount if self.direction == IN else -self.amount

    @property
    def words(self) -> str:
        """All of it in a few words, for a trail and for a conflict."""
        told = f"{self.name}, {shown(self.amount, Unit.MONEY, '', 2)} {self.direction} on {self.day:%-d %b %Y}"
        return told if self.is_expected else f"{told}, withdrawn"

    @property
    def note(self) -> str:
        """How a forecast's row says which one-off it is: "one-off: entry 3, New press"."""
        return f"{BASIS}: entry {self.id}, {self.name}"


def planned_items(planned: Sequence[PlannedCash]) -> CashItems:
    """One-offs as expected movements, in the order given."""
    return CashItems(
        day=np.array([each.day for each in planned], dtype="datetime64[D]"),
        entity=tuple(each.entity for each in planned),
        line=(LINE,) * len(planned),
        party=tuple(each.party or None for each in planned),
        basis=(BASIS,) * len(planned),
        name=tuple(each.note.partition(": ")[2] for each in planned),
        ticks=np.array([to_ticks(each.signed) for each in planned], dtype=np.int64),
    )


def number_in(note: str | None) -> int:
    """The one-off that a forecast's row stands for, 0 for none.

    Args:
        note: ``basis: item``, as the row has it.
    """
    found = _NUMBERED.match(note or "")
    return int(found[1]) if found else 0
