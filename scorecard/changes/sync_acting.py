"""What all acts of the CFO, the COO and the CEO share: a seat, the version that was read, and the numbers seen."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from scorecard.changes.acting import unit_of
from scorecard.domain.access import LOCAL, Actor, NobodyChosen
from scorecard.domain.errors import Conflict
from scorecard.domain.people import Seat, seat_of
from scorecard.domain.statement import rule_of
from scorecard.domain.sync import POSITIONS, Matter, MatterEntry
from scorecard.domain.sync_acts import Moved, entries_for, entry_words, in_seat, moved_by, never
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


def say(store: Store, actor: Actor, wanted: MatterEntry, version: int, key: str) -> int:
    """Add an entry to a matter's log, with what follows from it.

    Args:
        store: Where.
        actor: Who speaks.
        wanted: What is said, of which matter and upon which numbers; seat and moment are those of the act.
        version: Entries of the log that were read.
        key: Kept by the form until a new entry is begun.

    Returns:
        The matter's number.

    Raises:
        NobodyChosen, NoSeat: If the actor does not speak here.
        NoSuchMatter: If there is no such matter.
        Conflict: If somebody else said something since that this would go against.
        NotNow: If it does not fit how far the matter has come.
    """
    seated(store, actor)
    moved = _moved_rule(store, wanted.matter)

    def decide(matter: Matter, log: Sequence[MatterEntry], seat: Seat | None, now: datetime) -> Sequence[MatterEntry]:
        entry = replace(wanted, who=actor.id, seat=in_seat(seat), at=now)
        _refuse_overtaken(entry, log[version:])
        return entries_for(matter, entry, moved)

    step = MatterStep(f"sync.{wanted.kind.name.lower()}", {"entry_sha256": of_entry(wanted)}, decide)
    return store.sync.change(wanted.matter, actor.id, step, key)


def _moved_rule(store: Store, number: int) -> Moved:
    """When the numbers of a matter count as moved: by the rule of the line they are on."""
    found = next((each for each in store.sync.matters() if each.id == number), None)
    if found is None:
        raise NoSuchMatter(number)
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
