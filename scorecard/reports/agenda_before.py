"""What earlier meetings leave for the next one: what they parked or never came to, and when things were last heard."""

from dataclasses import dataclass
from datetime import date

from scorecard.domain.agenda import weeks_undiscussed
from scorecard.domain.meeting import Meeting, OutcomeKind, undiscussed
from scorecard.store.store import Store


@dataclass(frozen=True, slots=True)
class Before:
    """The finished meetings of one place.

    Attributes:
        last: What an item's ref was last talked about on.
        first: The day of the first meeting, None before it.
        carried: Ref to why the last meeting that had it handed it on.
        since: The state of the numbers the last meeting ended with, ``r12``; "" where there was none.
    """

    last: dict[str, date]
    first: date | None
    carried: dict[str, str]
    since: str

    def weeks(self, ref: str, today: date) -> int:
        """Weeks since something was last talked about."""
        return weeks_undiscussed(self.last.get(ref), self.first, today)


def finished_at(store: Store, entity: str) -> tuple[Meeting, ...]:
    """The finished meetings of a place, the oldest first."""
    return tuple(each for each in store.meetings.meetings() if each.entity == entity and not each.is_running)


def parked_in(store: Store) -> frozenset[tuple[int, int]]:
    """What was parked in any meeting: the meeting's number and the item's place."""
    every = store.meetings.outcomes()
    return frozenset((each.meeting, each.place) for each in every if each.kind is OutcomeKind.PARKED)


def before_of(store: Store, entity: str) -> Before:
    """What the finished meetings of a place say."""
    found, parked = finished_at(store, entity), parked_in(store)
    last: dict[str, date] = {}
    carried: dict[str, str] = {}
    for meeting in found:
        missed = set(undiscussed(meeting, meeting.seen))
        for place, item in enumerate(meeting.agenda, 1):
            if place not in missed:
                last[item.ref] = meeting.day
            carried.pop(item.ref, None)
            if (meeting.id, place) in parked:
                carried[item.ref] = f"parked on {meeting.day:%d %b %Y}"
            elif place in missed:
                carried[item.ref] = f"not reached on {meeting.day:%d %b %Y}"
    since = f"r{found[-1].revision}" if found else ""
    return Before(last, found[0].day if found else None, carried, since)
