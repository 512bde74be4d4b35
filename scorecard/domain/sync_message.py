"""One message of the CFO and the COO to the team: one text, and a tick of each that is bound to its words."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from scorecard.domain.errors import ScorecardError
from scorecard.domain.people import Seat
from scorecard.domain.sync import TWO


class Spoken(StrEnum):
    """What kind of entry stands in the message's log."""

    WORDED = "worded"
    TICKED = "ticked"
    TAKEN_OFF = "took the tick off"


class NothingToTick(ScorecardError):
    """A tick needs words under it."""

    def __init__(self) -> None:
        super().__init__("There is no message yet. Write one first.")


@dataclass(frozen=True, slots=True)
class MessageEntry:
    """One entry of the message's log, never changed; ``wording`` is the number of the text a tick is about."""

    id: int
    at: datetime
    who: str
    seat: Seat
    kind: Spoken
    text: str = ""
    wording: int = 0


@dataclass(frozen=True, slots=True)
class Message:
    """The message as it stands.

    Attributes:
        wording: Number of the text, by which ticks know it; 0 before the first.
        text: As it was written; "" for none.
        at: When it was worded.
        who: Who worded it.
        ticks: Who of the two stands by these very words.
    """

    wording: int = 0
    text: str = ""
    at: datetime | None = None
    who: str = ""
    ticks: tuple[Seat, ...] = ()

    @property
    def is_said(self) -> bool:
        """Whether both stand by it, so that the team hears it."""
        return bool(self.text) and self.ticks == TWO


def message_from(log: Iterable[MessageEntry]) -> Message:
    """The message as its log leaves it: new words have no ticks, and a tick on older words counts for nothing."""
    found = Message()
    for entry in log:
        if entry.kind is Spoken.WORDED:
            found = Message(entry.id, entry.text, entry.at, entry.who)
        elif entry.wording == found.wording:
            ticked = {*found.ticks, entry.seat} if entry.kind is Spoken.TICKED else {*found.ticks} - {entry.seat}
            found = replace(found, ticks=tuple(seat for seat in TWO if seat in ticked))
    return found
