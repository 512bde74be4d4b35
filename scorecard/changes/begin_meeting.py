"""Begin a meeting with the agenda that is on the screen."""

from collections.abc import Sequence

from scorecard.changes.acting import authorise_entry
from scorecard.domain.access import Actor
from scorecard.domain.agenda import AgendaItem
from scorecard.domain.meeting import LONGEST, SHORTEST, Meeting
from scorecard.domain.presets import preset_of
from scorecard.domain.scope import Scope
from scorecard.domain.work_entries import UnfitEntry
from scorecard.store.store import Store

RIGHT = "hold a meeting"
MOST_ITEMS = 80


def begin_meeting(
    store: Store, actor: Actor, preset: str, scope: Scope, agenda: Sequence[AgendaItem], length: int, key: str = ""
) -> int:
    """Write a new meeting down; its agenda stays as it is, whatever happens to the numbers.

    Args:
        store: Where.
        actor: Who does it.
        preset: The kind of meeting, by its id.
        scope: Place, period, window and comparison that it looks at.
        agenda: The items, in order.
        length: Minutes.
        key: Kept by the form until a new entry is begun.

    Returns:
        Its number.

    Raises:
        NotAllowed: If the actor may not hold a meeting.
        UnknownName: If there is no such kind of meeting, place or period.
        UnfitEntry: If length or agenda cannot be kept.
        AlreadyRunning: If one of this kind runs at this place.
    """
    authorise_entry(store, actor, RIGHT)
    snapshot = store.snapshot()
    snapshot.catalogue.entity(scope.entity)
    snapshot.calendar.index(scope.period)
    preset_of(preset)
    if not SHORTEST <= length <= LONGEST:
        raise UnfitEntry(f"A meeting lasts {SHORTEST} to {LONGEST} minutes. Choose another length.")
    if not 0 < len(agenda) <= MOST_ITEMS:
        raise UnfitEntry(f"An agenda has 1 to {MOST_ITEMS} items; this one has {len(agenda)}.")
    now = store.meetings.now()
    return store.meetings.begin(
        Meeting(0, preset, scope.entity, scope.period, scope.view, scope.compare, length, now, actor.id,
                snapshot.revision, tuple(agenda), known=scope.known, vintage=scope.vintage), key,
    )  # fmt: skip
