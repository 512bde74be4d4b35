"""What may be said about a matter, by whom and when: positions, the CEO's clock, a decision, opening it again."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from scorecard.domain.catalogue import Materiality
from scorecard.domain.decided import NOTHING, Verdict
from scorecard.domain.errors import NotAllowed, ScorecardError
from scorecard.domain.people import Seat
from scorecard.domain.sync import POSITIONS, TWO, Matter, MatterEntry, MatterState, Said, matter_after
from scorecard.domain.vocabulary import Unit
from scorecard.domain.work import Figures
from scorecard.domain.work_states import is_stale

Moved = Callable[[Figures, Figures], bool]
"""Whether numbers have moved so far, from then to now, that what was said about them has to be said again."""


def moved_by(materiality: Materiality, unit: Unit) -> Moved:
    """Numbers count as moved by the rule of the line they are on."""
    return lambda then, now: is_stale(then, now, materiality, unit)


def never(_then: Figures, _now: Figures) -> bool:
    """What is about no number never moves."""
    return False


class NoSeat(NotAllowed):
    """Somebody speaks who is neither CFO, COO nor CEO, or whose seat does not speak here."""

    def __init__(self, seats: Sequence[Seat] = tuple(Seat)) -> None:
        told = [f"the {seat.label}" for seat in seats]
        who = " or ".join([", ".join(told[:-1]), told[-1]] if len(told) > 1 else told)
        ScorecardError.__init__(self, f"Only {who} can do this. An administrator says who that is.")


class NotNow(ScorecardError):
    """What is said does not fit how far the matter has come."""

    def __init__(self, matter: Matter, why: str) -> None:
        super().__init__(f"Matter {matter.id} is {matter.state.value}: {why}")


def in_seat(seat: Seat | None, seats: Sequence[Seat] = tuple(Seat)) -> Seat:
    """The seat, if it speaks here.

    Raises:
        NoSeat: If it is none of these.
    """
    if seat is None or seat not in seats:
        raise NoSeat(seats)
    return seat


def entries_for(matter: Matter, entry: MatterEntry, moved: Moved) -> tuple[MatterEntry, ...]:
    """The entries that one act adds to a matter's log, in order.

    Args:
        matter: As its log leaves it.
        entry: What somebody says, with their seat and the numbers they saw.
        moved: The rule of the number it is about.

    Raises:
        NoSeat: If this seat does not speak here.
        NotNow: If it does not fit how far the matter has come.
    """
    in_seat(entry.seat, SPEAKS[entry.kind])
    FITS[entry.kind](matter, entry, moved)
    return _positioned(matter, entry, moved) if entry.kind in POSITIONS else (entry,)


def offered(matter: Matter, seat: Seat, now: Figures, moved: Moved) -> tuple[Said, ...]:
    """What this seat may say about a matter as it stands, upon the numbers as they are."""
    return tuple(
        kind for kind in Said if _fits(matter, MatterEntry(0, 0, matter.raised, "", seat, kind, figures=now), moved)
    )


def _fits(matter: Matter, entry: MatterEntry, moved: Moved) -> bool:
    try:
        entries_for(matter, entry, moved)
    except (NoSeat, NotNow):
        return False
    return True


def verdict_of(matter: Matter) -> str:
    """What is decided where both agree: yes, under the condition that stands there."""
    return f"yes, if {matter.yes_if.rstrip('.')}" if matter.yes_if else "yes"


def ruling(matter: Matter, answer: Verdict, terms: str) -> str:
    """What the CEO decides in words: yes under the condition that stands there, no, or on other terms and which."""
    if answer is Verdict.YES:
        return verdict_of(matter)
    return f"{answer.value}: {terms.rstrip('.')}" if answer is Verdict.TERMS else answer.value


def public_words(matter: Matter, verdict: str, why: str) -> str:
    """A decision as everybody reads it, whoever reads: what was asked, the answer, and the reason where one was given.

    The answer may be no, so what was asked is told as a question.
    """
    because = f" Why: {why.rstrip('.')}." if why else ""
    return f"{matter.title.rstrip('.?')}? {verdict[:1].upper()}{verdict[1:].rstrip('.')}.{because}"


def entry_words(entry: MatterEntry, *predicted: str) -> str:
    """An entry of the log in a few words: what kind it is, what was said, and what it ``predicted``, in words."""
    day = f"by {entry.day:%-d %b %Y}" if entry.day else ""
    gone = "nothing expected any more" if entry.stated.by and entry.stated.expected is None else ""
    told = " · ".join(part for part in (entry.text, entry.reason, day, gone, *predicted) if part)
    return f"{entry.kind.value}: {told}" if told else entry.kind.value


def _positioned(matter: Matter, entry: MatterEntry, moved: Moved) -> tuple[MatterEntry, ...]:
    """A position; before it, positions about other numbers are taken off, and after it both may agree."""
    stale = any(moved(each.figures, entry.figures) for each in matter.positions if each.seat is not entry.seat)
    off = replace(entry, kind=Said.MOVED, text="", reason="", day=None, stated=NOTHING)
    said = (off, entry) if stale else (entry,)
    after = matter
    for each in said:
        after = matter_after(after, each)
    if len(after.positions) < len(TWO) or not all(each.agrees for each in after.positions):
        return said
    return (*said, replace(entry, kind=Said.DECIDED, text=verdict_of(matter), reason="", day=None))


def _open(matter: Matter, _entry: MatterEntry, _moved: Moved) -> None:
    if not matter.is_open:
        raise NotNow(matter, "it takes nothing more.")


def _sendable(matter: Matter, _entry: MatterEntry, _moved: Moved) -> None:
    if matter.state is not MatterState.OPEN:
        raise NotNow(matter, "it cannot be sent to the CEO.")
    if all(each.agrees for each in matter.positions):
        raise NotNow(matter, "nobody sees it differently, so there is nothing for the CEO to settle.")


def _settleable(matter: Matter, _entry: MatterEntry, _moved: Moved) -> None:
    if matter.state is not MatterState.FOR_CEO:
        raise NotNow(matter, "the CEO settles only what the CFO or the COO sent.")


def _reworded(matter: Matter, entry: MatterEntry, moved: Moved) -> None:
    _open(matter, entry, moved)
    told = (entry.text, entry.reason, entry.day, entry.stated)
    if told == (matter.yes_if, matter.displaced, matter.decide_by, matter.predicted):
        raise NotNow(matter, "these are its terms already.")


def _reopenable(matter: Matter, entry: MatterEntry, moved: Moved) -> None:
    if matter.state is not MatterState.DECIDED:
        raise NotNow(matter, "only what is decided can be opened again.")
    if matter.subject is None or not moved(matter.figures, entry.figures):
        raise NotNow(matter, "it is opened again only when its numbers have moved, and they have not.")


def _withdrawable(matter: Matter, entry: MatterEntry, moved: Moved) -> None:
    _open(matter, entry, moved)
    if entry.seat is not matter.raised_from:
        raise NoSeat((matter.raised_from,))
    if matter.verdict:
        raise NotNow(matter, "it was decided before, so it needs a decision again.")


def _never(matter: Matter, _entry: MatterEntry, _moved: Moved) -> None:
    raise NotNow(matter, "this is written down by itself.")


SPEAKS: dict[Said, tuple[Seat, ...]] = dict.fromkeys(Said, tuple(Seat)) | {
    Said.AGREES: TWO,
    Said.DIFFERS: TWO,
    Said.REWORDED: TWO,
    Said.SENT: TWO,
    Said.DECIDED: (Seat.CEO,),
}
"""Who may say what."""

FITS: dict[Said, Callable[[Matter, MatterEntry, Moved], None]] = {
    Said.RAISED: _never,
    Said.REWORDED: _reworded,
    Said.AGREES: _open,
    Said.DIFFERS: _open,
    Said.MOVED: _never,
    Said.SENT: _sendable,
    Said.DECIDED: _settleable,
    Said.REOPENED: _reopenable,
    Said.WITHDRAWN: _withdrawable,
}
"""What each entry asks of a matter before it may stand in its log."""
