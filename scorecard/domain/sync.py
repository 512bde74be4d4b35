"""What the CFO and the COO decide together: a matter, a position of each, the CEO's clock, and how it was decided."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

from scorecard.domain.decided import NOTHING, Cost, Prediction, Verdict
from scorecard.domain.people import Seat
from scorecard.domain.work import NO_FIGURES, Figures, Subject

TWO = (Seat.CFO, Seat.COO)
"""Those who agree or see it differently; the CEO only breaks a tie."""


class MatterState(StrEnum):
    """How far a matter has come; the words are those of the screen."""

    OPEN = "open"
    FOR_CEO = "for the CEO"
    DECIDED = "decided"
    WITHDRAWN = "withdrawn"


class Said(StrEnum):
    """What kind of entry stands in a matter's log."""

    RAISED = "raised"
    REWORDED = "changed the terms"
    AGREES = "agrees"
    DIFFERS = "sees it differently"
    MOVED = "the numbers moved"
    SENT = "sent to the CEO"
    DECIDED = "decided"
    REOPENED = "opened again"
    WITHDRAWN = "withdrawn"


POSITIONS = (Said.AGREES, Said.DIFFERS)


@dataclass(frozen=True, slots=True)
class MatterEntry:
    """One entry of a matter's log, never changed.

    Attributes:
        text: Of what is raised or worded anew, the condition ("yes, if"); of a decision, what is decided.
        reason: Of what is raised or worded anew, what it displaces; else why.
        day: By when: to decide, or the CEO's clock.
        figures: The number the matter is about as it stood.
        stated: What is predicted, and what it costs: of terms, or by the CEO who settles it.
        answer: Of the CEO's decision, which of the three it is; None of what was settled before there were three.
    """

    id: int
    matter: int
    at: datetime
    who: str
    seat: Seat
    kind: Said
    text: str = ""
    reason: str = ""
    day: date | None = None
    figures: Figures = NO_FIGURES
    stated: Prediction = NOTHING
    answer: Verdict | None = None


@dataclass(frozen=True, slots=True)
class Position:
    """Where one of the two stands, upon which numbers."""

    seat: Seat
    who: str
    at: datetime
    agrees: bool
    reason: str
    figures: Figures


@dataclass(frozen=True, slots=True)
class Matter:
    """A decision that is needed; all after ``by`` follows from its log.

    Attributes:
        subject: The number it is about; None for none.
        expected: What that number is expected to be if it is done, in its unit; None for no prediction.
        by: The day by which.
        cost: What it costs or brings if it is done; None where nobody said.
        yes_if: The condition under which it is agreed.
        displaced: What cannot be done then.
        decide_by: The day by which a decision is needed.
        figures: The numbers it stands on: of the raising, or of the last time it was found that they had moved.
        positions: At most one of each of the two, about the terms and the numbers as they are.
        clock: Until when the CEO settles it; None while it is with the two.
        answer: Of the last decision, whether it is yes, no, or on other terms; None where that was not asked.
        settled: What the last decision can be held against.
        verdict: The last decision in words, "" for none; it stays on record where the matter is opened again.
        why: The reason of that decision.
        decided: When that was.
        decided_by: The seat of the CEO, or those of both.
        round: How often it was opened, from 1.
        version: Entries of its log that were read.
    """

    id: int
    title: str
    subject: Subject | None
    raised: datetime
    raised_by: str
    expected: Decimal | None = None
    by: date | None = None
    raised_from: Seat = Seat.CFO
    cost: Cost | None = None
    yes_if: str = ""
    displaced: str = ""
    decide_by: date = date.min
    figures: Figures = NO_FIGURES
    state: MatterState = MatterState.OPEN
    positions: tuple[Position, ...] = ()
    clock: date | None = None
    verdict: str = ""
    why: str = ""
    decided: datetime | None = None
    decided_by: tuple[Seat, ...] = ()
    answer: Verdict | None = None
    settled: Prediction = NOTHING
    round: int = 1
    version: int = 0

    @property
    def is_open(self) -> bool:
        """Whether it still needs a decision."""
        return self.state in (MatterState.OPEN, MatterState.FOR_CEO)

    @property
    def predicted(self) -> Prediction:
        """What the terms as they stand predict, and what they cost or bring."""
        return Prediction(self.expected, self.by, self.cost)

    def position(self, seat: Seat) -> Position | None:
        """Where one of the two stands; None where nothing is said yet."""
        return next((each for each in self.positions if each.seat is seat), None)


def matters_from(raised: Iterable[Matter], log: Iterable[MatterEntry]) -> tuple[Matter, ...]:
    """Matters as their log leaves them, in the order in which they were raised."""
    held = {each.id: each for each in raised}
    for entry in log:
        held[entry.matter] = matter_after(held[entry.matter], entry)
    return tuple(held.values())


def matter_after(matter: Matter, entry: MatterEntry) -> Matter:
    """The matter with one more entry in its log; whether the entry may stand there is not asked here."""
    return AFTER[entry.kind](replace(matter, version=matter.version + 1), entry)


def deciders(entry: MatterEntry) -> tuple[Seat, ...]:
    """The seats that a decision comes from: the CEO's, or those of both together."""
    return (Seat.CEO,) if entry.seat is Seat.CEO else TWO


def _worded(matter: Matter, entry: MatterEntry) -> Matter:
    """New terms take both positions off: they were about other words.

    They say anew what is predicted; a day without a number takes a prediction off. With neither, as raised and as in
    entries of before terms predicted, it stays.
    """
    day, seat = entry.day or matter.decide_by, entry.seat if entry.kind is Said.RAISED else matter.raised_from
    stated = entry.stated
    expected, by = (matter.expected, matter.by) if stated.by is None else (stated.expected, stated.by)
    by = None if expected is None else by
    return replace(matter, yes_if=entry.text, displaced=entry.reason, decide_by=day, positions=(),
                   figures=entry.figures, raised_from=seat, expected=expected, by=by, cost=stated.cost)  # fmt: skip


def _with(positions: Sequence[Position], entry: MatterEntry) -> tuple[Position, ...]:
    agrees = entry.kind is Said.AGREES
    taken = Position(entry.seat, entry.who, entry.at, agrees, entry.reason, entry.figures)
    others = [each for each in positions if each.seat is not entry.seat]
    return tuple(sorted([*others, taken], key=lambda each: TWO.index(each.seat)))


def _decided(matter: Matter, entry: MatterEntry) -> Matter:
    by_two = entry.seat is not Seat.CEO
    settled = matter.predicted if by_two else entry.stated
    return replace(matter, state=MatterState.DECIDED, figures=entry.figures, clock=None, verdict=entry.text,
                   why=entry.reason, decided=entry.at, decided_by=deciders(entry), settled=settled,
                   answer=Verdict.YES if by_two else entry.answer)  # fmt: skip


def _reopened(matter: Matter, entry: MatterEntry) -> Matter:
    return replace(matter, state=MatterState.OPEN, positions=(), clock=None, figures=entry.figures,
                   decide_by=entry.day or matter.decide_by, round=matter.round + 1)  # fmt: skip


AFTER: dict[Said, Callable[[Matter, MatterEntry], Matter]] = {
    Said.RAISED: _worded,
    Said.REWORDED: _worded,
    Said.AGREES: lambda matter, entry: replace(matter, positions=_with(matter.positions, entry)),
    Said.DIFFERS: lambda matter, entry: replace(matter, positions=_with(matter.positions, entry)),
    Said.MOVED: lambda matter, entry: replace(matter, positions=(), figures=entry.figures),
    Said.SENT: lambda matter, entry: replace(matter, state=MatterState.FOR_CEO, clock=entry.day),
    Said.DECIDED: _decided,
    Said.REOPENED: _reopened,
    Said.WITHDRAWN: lambda matter, _entry: replace(matter, state=MatterState.WITHDRAWN, clock=None),
}
"""What an entry makes of a matter."""
