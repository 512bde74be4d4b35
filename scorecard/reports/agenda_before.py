"""What earlier meetings leave for the next one: what they parked or never came to, and when things were last heard."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from scorecard.domain.agenda import weeks_undiscussed
from scorecard.domain.meeting import NO_TOPICS, Meeting, OutcomeKind, undiscussed
from scorecard.domain.presets import RHYTHMS, USUAL
from scorecard.reports.asked import Asked
from scorecard.store.store import Store

WHOLE = ("statement", "changed")
"""Kinds of items that show every line at once."""


@dataclass(frozen=True, slots=True)
class Before:
    """The finished meetings of one place.

    Attributes:
        last: What an item's ref was last talked about on.
        first: The day of the first meeting, None before it.
        carried: Ref to why the last meeting that had it handed it on.
        since: The last meeting, as a question what moved since names it; "" where there was none.
        met: The day of the last meeting of the same series, None before the first.
        lines: The day on which a whole statement was last talked over, and with it every line.
    """

    last: dict[str, date]
    first: date | None
    carried: dict[str, str]
    since: str
    met: date | None = None
    lines: date | None = None

    def weeks(self, ref: str, today: date) -> int:
        """Weeks since something was last talked about."""
        heard = [day for day in (self.last.get(ref), self.lines if ref.startswith("line/") else None) if day]
        return weeks_undiscussed(max(heard, default=None), self.first, today)


def finished_at(store: Store, entity: str) -> tuple[Meeting, ...]:
    """The finished meetings of a place, the one that ended first first."""
    found = (each for each in store.meetings.meetings() if each.entity == entity and not each.is_running)
    return tuple(sorted(found, key=lambda each: (each.ended or each.began, each.id)))


def by_then(store: Store, asked: Asked) -> Callable[[datetime], bool]:
    """Whether a moment lies in the state asked for: until the end of its day, or until the next revision came."""
    day, shown = asked.snapshot.as_of, asked.snapshot.revision
    if day is not None:
        return lambda moment: moment.date() <= day
    later = min((each.at for each in store.revisions() if each.id > shown), default=None) if asked.scope.as_of else None
    return lambda moment: later is None or moment < later


def finished_then(store: Store, asked: Asked) -> tuple[Meeting, ...]:
    """Those of the place asked for that had ended in its state of the numbers or before it."""
    is_then, upto = by_then(store, asked), asked.snapshot.revision
    ended = (each for each in finished_at(store, asked.scope.entity) if each.revision <= upto)
    return tuple(each for each in ended if each.ended is None or is_then(each.ended))


def parked_in(store: Store) -> frozenset[tuple[int, int]]:
    """What was parked in any meeting: the meeting's number and the item's place."""
    every = store.meetings.outcomes()
    return frozenset((each.meeting, each.place) for each in every if each.kind is OutcomeKind.PARKED)


def series_of(preset: str) -> tuple[str, ...]:
    """The kinds of meeting that follow one another: a crisis round is a weekly review held more often."""
    return RHYTHMS if preset in RHYTHMS else (preset,)


def cadence_of(store: Store, entity: str) -> str:
    """The kind of review in force at a place: that of the last round held or running, weekly before the first."""
    held = (each.preset for each in reversed(store.meetings.meetings()) if each.entity == entity)
    return next((preset for preset in held if preset in RHYTHMS), USUAL.id)


def since_of(store: Store, meeting: Meeting) -> str:
    """What ``since`` says of the meeting before this one, whatever ended while this one ran."""
    ended = [each for each in finished_at(store, meeting.entity) if each.ended and each.ended <= meeting.began]
    same = [each for each in ended if each.preset in series_of(meeting.preset)] or ended
    return named(same[-1]) if same else ""


def named(meeting: Meeting) -> str:
    """How a question what moved since names a meeting."""
    return f"meeting{meeting.id}"


def before_of(store: Store, asked: Asked, preset: str = USUAL.id) -> Before:
    """What the finished meetings of the place asked for say, as far as its state had come.

    What moved is counted from the last one of the same series, before that from the last one of any kind.
    """
    found, parked = finished_then(store, asked), parked_in(store)
    last: dict[str, date] = {}
    carried: dict[str, str] = {}
    lines: date | None = None
    for meeting in found:
        missed = set(undiscussed(meeting, meeting.seen))
        for place, item in enumerate(meeting.agenda, 1):
            if item.block in NO_TOPICS:
                continue
            if place not in missed:
                last[item.ref] = meeting.day
                lines = meeting.day if item.kind in WHOLE else lines
            carried.pop(item.ref, None)
            if (meeting.id, place) in parked:
                carried[item.ref] = f"parked on {meeting.day:%-d %b %Y}"
            elif place in missed:
                carried[item.ref] = f"not reached on {meeting.day:%-d %b %Y}"
    same = [each for each in found if each.preset in series_of(preset)] or found
    return Before(
        last, found[0].day if found else None, carried, named(same[-1]) if same else "",
        same[-1].day if same and same[-1].preset in series_of(preset) else None, lines,
    )  # fmt: skip
