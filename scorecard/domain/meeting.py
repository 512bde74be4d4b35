"""Meetings: begun with an agenda, what was decided in them, and finished with minutes that stay as they are."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

from scorecard.domain.agenda import AgendaItem, Block
from scorecard.domain.decided import Cost
from scorecard.domain.errors import ScorecardError
from scorecard.domain.presets import COLUMNS, PRESETS
from scorecard.domain.scope import Scope
from scorecard.domain.vocabulary import Comparison, View
from scorecard.domain.work import Figures, Subject

SHORTEST, LONGEST = 5, 240
"""Minutes a meeting may last."""


class MeetingState(StrEnum):
    """How far a meeting has come."""

    RUNNING = "running"
    FINISHED = "finished"


class OutcomeKind(StrEnum):
    """What can be written down about an item beside an action and a flag."""

    DECISION = "decision"
    PARKED = "parked"
    WIN = "win"


class MeetingOver(ScorecardError):
    """A finished meeting takes nothing more."""

    def __init__(self, number: int) -> None:
        super().__init__(f"Meeting {number} is finished, and its minutes are written. Begin the next one.")


class NoSuchPlace(ScorecardError):
    """An item was named that the agenda does not have."""

    def __init__(self, meeting: int, place: int) -> None:
        super().__init__(f"The agenda of meeting {meeting} has no item {place}.")


@dataclass(frozen=True, slots=True)
class Minute:
    """One line of the minutes: which item (0 for the whole meeting), what kind of line, what it says.

    ``outcome`` is the number of the outcome it tells, 0 for none.
    """

    place: int
    kind: str
    text: str
    outcome: int = 0


@dataclass(frozen=True, slots=True)
class Meeting:
    """One meeting; ``version`` is the one that was read.

    Attributes:
        entity, period, view, compare: What it looks at.
        length: Minutes.
        began_revision: The state of the numbers its agenda was made from.
        agenda: As it was made; it stays.
        revision: The state of the numbers it ended with, 0 while it runs.
        seen: Items that were on the screen or had an outcome, by place from 1.
        record: The minutes, empty while it runs.
        known: The earlier state it compares with, where it compares with one.
        vintage: The outlook it compares with, where it is not the newest.
    """

    id: int
    preset: str
    entity: str
    period: str
    view: View
    compare: Comparison
    length: int
    began: datetime
    began_by: str
    began_revision: int
    agenda: tuple[AgendaItem, ...]
    state: MeetingState = MeetingState.RUNNING
    ended: datetime | None = None
    ended_by: str = ""
    revision: int = 0
    seen: tuple[int, ...] = ()
    record: tuple[Minute, ...] = field(default=())
    version: int = 1
    known: str = ""
    vintage: str = ""

    @property
    def held(self) -> str:
        """What it compares with as one word: ``plan``, ``known:r3``, ``outlook:2026-08-31``."""
        other = self.known or self.vintage
        return f"{self.compare.value}:{other}" if other else self.compare.value

    @property
    def name(self) -> str:
        """What kind of meeting it is, in words."""
        return PRESETS[self.preset].name if self.preset in PRESETS else self.preset

    @property
    def is_running(self) -> bool:
        """Whether it takes more."""
        return self.state is MeetingState.RUNNING

    @property
    def day(self) -> date:
        """The day it began."""
        return self.began.date()

    def item(self, place: int) -> AgendaItem:
        """The item at a place, from 1.

        Raises:
            NoSuchPlace: If there is none.
        """
        if not 1 <= place <= len(self.agenda):
            raise NoSuchPlace(self.id, place)
        return self.agenda[place - 1]

    def scope(self, as_of: str = "") -> Scope:
        """What it looks at, in the newest state of the numbers or another."""
        return Scope(
            self.entity, self.period, self.view, self.compare, as_of, vintage=self.vintage, known=self.known
        )  # fmt: skip

    def subject(self, place: int) -> Subject | None:
        """The number an item is about; None where it is about none."""
        name = self.item(place).name
        return self.about(name) if name else None

    def about(self, name: str) -> Subject:
        """A measure or line as the meeting looks at it."""
        return Subject(self.entity, name, (), self.period, self.view, self.compare, self.known)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What was said about one item, never changed.

    Attributes:
        place: Which item, from 1.
        subject: The number it is about; None for none.
        figures: That number as it stood.
        expected: What that number is expected to be, in its unit; only of a decision.
        by: The day by which, only of a decision.
        credit: The side that a win is owed to, finance or operations; "" for neither.
        cost: What a decision costs or brings; None where nobody said.
    """

    id: int
    meeting: int
    place: int
    at: datetime
    who: str
    kind: OutcomeKind
    text: str
    subject: Subject | None
    figures: Figures
    expected: Decimal | None = None
    by: date | None = None
    credit: str = ""
    cost: Cost | None = None


def require_running(meeting: Meeting) -> Meeting:
    """The meeting, if it takes more.

    Raises:
        MeetingOver: If it is finished.
    """
    if not meeting.is_running:
        raise MeetingOver(meeting.id)
    return meeting


def finished(
    meeting: Meeting, who: str, at: datetime, revision: int, seen: Sequence[int], record: Sequence[Minute]
) -> Meeting:
    """The meeting closed: state of the numbers, what was talked about, and its minutes.

    Raises:
        MeetingOver: If it was finished before.
        NoSuchPlace: If an item was seen that the agenda does not have.
    """
    require_running(meeting)
    for place in seen:
        meeting.item(place)
    told = {line.place for line in record if line.place and line.kind != UNDISCUSSED}
    return replace(
        meeting, state=MeetingState.FINISHED, ended=at, ended_by=who, revision=revision,
        seen=tuple(sorted({*seen, *told})), record=tuple(record),
    )  # fmt: skip


UNDISCUSSED = "not talked about"
"""The kind of a minute that hands an item on."""

NO_TOPICS = (Block.OPENING, Block.SINCE, *COLUMNS, Block.CLOSE)
"""What every meeting has for itself, and hands on to no other; lines of a huddle are handed on one by one."""


def undiscussed(meeting: Meeting, seen: Sequence[int]) -> tuple[int, ...]:
    """Places that are handed to the next agenda because nobody came to them."""
    topics = (place for place, item in enumerate(meeting.agenda, 1) if item.block not in NO_TOPICS)
    return tuple(place for place in topics if place not in seen)


def sealed(value: object) -> str:
    """SHA-256 of a value of plain texts and numbers, by which the trail knows it again."""
    told = json.dumps(value, ensure_ascii=False, sort_keys=True, default=str)
    return hashlib.sha256(told.encode()).hexdigest()
