"""Time of an item and of the meeting against their minutes, told in whole minutes and never counted down."""

from dataclasses import dataclass, field
from datetime import datetime

import streamlit as st

from scorecard.domain.meeting import Meeting
from scorecard.ui.markup import element
from scorecard.ui.shell import Page

BEAT = "30s"
MINUTE = 60.0


@dataclass(slots=True)
class Clock:
    """What one session has seen of a meeting: seconds by item, which is on the screen, and since when.

    ``earlier`` is what the same person saw before the page was loaded anew.
    """

    spent: dict[int, float] = field(default_factory=dict)
    at: int = 0
    since: datetime | None = None
    earlier: frozenset[int] = frozenset()

    def turn(self, to: int, now: datetime) -> None:
        """Another item, or the same one, is on the screen now."""
        if self.since is not None:
            self.spent[self.at] = self.spent.get(self.at, 0.0) + max((now - self.since).total_seconds(), 0.0)
        self.at, self.since = to, now
        self.spent.setdefault(to, 0.0)

    @property
    def seen(self) -> tuple[int, ...]:
        """Items that were on this screen, also before it was loaded anew."""
        return tuple(sorted(self.earlier.union(self.spent)))


def clock_of(page: Page, meeting: Meeting, at: int) -> Clock:
    """This session's clock of a meeting, turned to an item; what a person has seen outlasts the session."""
    place = f"meeting clock {meeting.id}"
    clock: Clock = st.session_state.setdefault(place, Clock())
    clock.turn(at, page.frame.workspace.store.meetings.now())
    if who := page.frame.person.actor.id:
        shown = page.frame.workspace.shown
        clock.earlier = shown[meeting.id, who] = shown.get((meeting.id, who), frozenset()).union(clock.spent)
    return clock


@st.fragment(run_every=BEAT)
def told(page: Page, meeting: Meeting, at: int) -> None:
    """How long this item has taken of its minutes, and the meeting of its own."""
    clock = clock_of(page, meeting, at)
    st.html(element("p", words(meeting, clock, page.frame.workspace.store.meetings.now()), class_="sc-told-small"))


def words(meeting: Meeting, clock: Clock, now: datetime) -> str:
    """The same as a sentence: "1 of 3 minutes on this, 14 of 45 in all"; over time is said, not shouted."""
    item = meeting.item(clock.at)
    spent, whole = int(clock.spent[clock.at] / MINUTE), int(max((now - meeting.began).total_seconds(), 0.0) / MINUTE)
    late = "; time to move on" if spent >= item.minutes else ""
    over = "; time is up" if whole >= meeting.length else ""
    return f"{spent} of {item.minutes} min on this{late} · {min(whole, 999)} of {meeting.length} min in all{over}"
