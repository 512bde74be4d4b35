"""Mute alerts for a while, with a reason, and take that back."""

from datetime import date

from scorecard.domain.access import Actor, authorise
from scorecard.domain.audiences import AlertKind
from scorecard.domain.catalogue import Catalogue
from scorecard.domain.errors import UnknownName
from scorecard.domain.notices import EVERYTHING, Mute
from scorecard.domain.sync import Said
from scorecard.domain.work_entries import LONGEST_WHY, day_entered, text_entered
from scorecard.store.store import Store

RIGHT = "mute alerts"


def mute(store: Store, actor: Actor, what: str, until: date, reason: str, audience: str = "", key: str = "") -> int:
    """Write down that alerts are not wanted, through the last day named.

    Args:
        store: Where.
        actor: Who does not want them.
        what: A measure's id, ``item12``, ``decision3`` (``decision-3`` of the CFO and the COO), a kind of alert, or
            ``everything``.
        until: The last day.
        reason: Why.
        audience: Who does not want them; "" for everybody.
        key: Kept by the form until a new entry is begun.

    Returns:
        Its number.

    Raises:
        NotAllowed: If the actor may not mute.
        UnknownName: If there is no such thing, or no such audience.
        UnfitEntry: If there is no reason, or the day has gone by.
    """
    authorise(actor, RIGHT)
    catalogue, today = store.snapshot().catalogue, store.today()
    if audience and audience not in catalogue.audiences:
        raise UnknownName("audience", audience)
    if not _is_known(store, catalogue, what):
        raise UnknownName("measure, item, decision or kind of alert", what)
    told, day = text_entered(reason, "reason", LONGEST_WHY), day_entered(until, today, "last day")
    return store.notices.mute(Mute(0, what, audience, day, told, today, actor.id), key)


def unmute(store: Store, actor: Actor, number: int) -> None:
    """Take a mute back.

    Raises:
        NotAllowed: If the actor may not mute.
        NoSuchMute: If none of this number stands.
    """
    authorise(actor, RIGHT)
    store.notices.unmute(number, actor.id)


def _is_known(store: Store, catalogue: Catalogue, what: str) -> bool:
    if what in catalogue.measures or what in (EVERYTHING, *AlertKind):
        return True
    items = (f"item{each.id}" for each in store.work.items())
    decisions = (f"decision{each.id}" for each in store.meetings.outcomes())
    settled = (f"decision{-each.id}" for each in store.sync.log() if each.kind is Said.DECIDED)
    return what in items or what in decisions or what in settled
