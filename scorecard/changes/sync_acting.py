"""What all acts of the CFO, the COO and the CEO share: a seat, the version that was read, and the numbers seen."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime

from scorecard.changes.acting import unit_of
from scorecard.domain.access import LOCAL, Actor, NobodyChosen
from scorecard.domain.decided import NOTHING, Prediction, Verdict
from scorecard.domain.errors import Conflict
from scorecard.domain.people import Seat, seat_of
from scorecard.domain.statement import rule_of
from scorecard.domain.sync import POSITIONS, Matter, MatterEntry, Said
from scorecard.domain.sync_acts import Moved, entries_for, entry_words, in_seat, moved_by, never
from scorecard.domain.work import NO_FIGURES, Figures
from scorecard.store.refusals import NoSuchMatter
from scorecard.store.store import Store
from scorecard.store.sync import MatterStep
from scorecard.store.sync_tracing import of_entry


def seated(store: Store, actor: Actor) -> Seat:
    """The seat the actor speaks from; the computer's account has none, whatever it is called.

    Raises:
        NobodyChosen: If this is the computer's account and somebody has a seat.
        NoSeat: If it is anybody else without one.
    """
    people = store.people()
    if actor.role == LOCAL.role and any(each.seat and each.active for each in people):
        raise NobodyChosen
    return in_seat(None if actor.role == LOCAL.role else seat_of(people, actor.id))


def say(
    store: Store,
    actor: Actor,
    matter: int,
    version: int,
    key: str,
    kind: Said,
    text: str = "",
    reason: str = "",
    day: date | None = None,
    now: Figures = NO_FIGURES,
    stated: Prediction = NOTHING,
    answer: Verdict | None = None,
) -> int:
    """Add an entry to a matter's log, with what follows from it.

    Args:
        store: Where.
        actor: Who speaks.
        matter: Of which matter.
        version: Entries of the log that were read.
        key: Kept by the form until a new entry is begun.
        kind: What is said; ``text``, ``reason`` and ``day`` are those of the entry.
        text: Its words.
        reason: Why.
        day: By when.
        now: The number it is about, on the screen.
        stated: What is predicted, and what it costs.
        answer: How the CEO settles it.

    Returns:
        The matter's number.

    Raises:
        NobodyChosen, NoSeat: If the actor does not speak here.
        NoSuchMatter: If there is no such matter.
        Conflict: If somebody else said something since that this would go against.
        NotNow: If it does not fit how far the matter has come.
    """
    seat = seated(store, actor)
    at = store.sync.now()
    wanted = MatterEntry(0, matter, at, actor.id, seat, kind, text, reason, day, now, stated, answer)
    moved = _moved_rule(store, matter)

    def decide(found: Matter, log: Sequence[MatterEntry], holds: Seat | None, at: datetime) -> Sequence[MatterEntry]:
        entry = replace(wanted, seat=in_seat(holds), at=at)
        _refuse_overtaken(entry, log[version:])
        return entries_for(found, entry, moved)

    step = MatterStep(f"sync.{kind.name.lower()}", {"entry_sha256": of_entry(wanted)}, decide)
    return store.sync.change(matter, actor.id, step, key)


def matter_of(store: Store, number: int) -> Matter:
    """The matter of this number as its log leaves it.

    Raises:
        NoSuchMatter: If there is none.
    """
    found = next((each for each in store.sync.matters() if each.id == number), None)
    if found is None:
        raise NoSuchMatter(number)
    return found


def _moved_rule(store: Store, number: int) -> Moved:
    """When the numbers of a matter count as moved: by the rule of the line they are on."""
    found = matter_of(store, number)
    if found.subject is None:
        return never
    catalogue, name = store.snapshot().catalogue, found.subject.name
    return moved_by(rule_of(name, catalogue), unit_of(catalogue, name))


def _refuse_overtaken(entry: MatterEntry, later: Sequence[MatterEntry]) -> None:
    """Two positions taken at once don't go against each other; everything else said meanwhile does."""
    for each in later:
        beside = entry.kind in POSITIONS and each.kind in POSITIONS and each.seat is not entry.seat
        if not beside:
            raise Conflict(f"Matter {entry.matter}", entry_words(entry), f"{each.seat.label} {entry_words(each)}")
