"""Mute alerts for a while, with a reason, and take that back."""

from collections.abc import Iterator
from datetime import date

from scorecard.domain.access import Actor, authorise
from scorecard.domain.audiences import AlertKind
from scorecard.domain.catalogue import Catalogue
from scorecard.domain.errors import UnknownName
from scorecard.domain.notices import EVERYTHING, OF_KIND, OF_MEASURE, Mute
from scorecard.domain.sync import Said
from scorecard.domain.work_entries import LONGEST_WHY, UnfitEntry, day_entered, text_entered
from scorecard.store.store import Store

RIGHT = "mute alerts"


def mute(store: Store, actor: Actor, what: str, until: date, reason: str, audience: str = "", key: str = "") -> int:
    """Write down that alerts are not wanted, through the last day named.

    Args:
        store: Where.
        actor: Who does not want them.
        what: A measure's id or a kind of alert, with ``measure:`` or ``kind:`` before it where both are called so;
            ``item12``, ``decision3`` (``decision-3`` of the CFO and the COO), or ``everything``.
        until: The last day.
        reason: Why.
        audience: Who does not want them; "" for everybody.
        key: Kept by the form until a new entry is begun.

    Returns:
        Its number.

    Raises:
        NotAllowed: If the actor may not mute.
        UnknownName: If there is no such thing, or no such audience.
        UnfitEntry: If there is no reason, the day has gone by, or the name is that of a measure and a kind.
    """
    authorise(actor, RIGHT)
    catalogue, today = store.snapshot().catalogue, store.today()
    if audience and audience not in catalogue.audiences:
        raise UnknownName("audience", audience)
    named = _named(store, catalogue, what)
    told, day = text_entered(reason, "reason", LONGEST_WHY), day_entered(until, today, "last day")
    return store.notices.mute(Mute(0, named, audience, day, told, today, actor.id), key)


def unmute(store: Store, actor: Actor, number: int) -> None:
    """Take a mute back.

    Raises:
        NotAllowed: If the actor may not mute.
        NoSuchMute: If none of this number stands.
    """
    authorise(actor, RIGHT)
    store.notices.unmute(number, actor.id)


def _named(store: Store, catalogue: Catalogue, what: str) -> str:
    """What is muted, as it is kept."""
    typed = [f"{OF_MEASURE}{name}" for name in catalogue.measures] + [f"{OF_KIND}{kind}" for kind in AlertKind]
    found = [each for each in typed if what in (each, each.partition(":")[2])]
    found += [each for each in _others(store) if each == what]
    if len(found) > 1:
        raise UnfitEntry(f"“{what}” names more than one thing. Write {' or '.join(found)}.")
    if not found:
        raise UnknownName("measure, item, decision or kind of alert", what)
    return found[0]


def _others(store: Store) -> Iterator[str]:
    """Everything that is neither a measure nor a kind of alert."""
    yield EVERYTHING
    yield from (f"item{each.id}" for each in store.work.items())
    yield from (f"decision{each.id}" for each in store.meetings.outcomes())
    yield from (f"decision{-each.id}" for each in store.sync.log() if each.kind is Said.DECIDED)
