"""Since we last met: every number that moved since an earlier state, by why it moved, the biggest first."""

from dataclasses import dataclass, replace
from datetime import timedelta

from scorecard.domain.errors import ScorecardError, UnknownName, UnknownRevision
from scorecard.domain.meeting import Meeting
from scorecard.domain.scope import Scope, names_state
from scorecard.domain.since import SinceGroup, SinceKind, SinceRow, grouped, lead_words, since_headline
from scorecard.reports.agenda_before import finished_then, named
from scorecard.reports.asked import Asked, open_scope
from scorecard.reports.loads_behind import LoadsBehind
from scorecard.reports.since_booked import booked_elsewhere, booked_words, both_sides, is_of
from scorecard.reports.since_rows import moved_numbers
from scorecard.reports.since_states import TwoStates
from scorecard.reports.since_words import stale_words, state_of, without_doubles
from scorecard.reports.usual import usual_scope
from scorecard.store.store import Snapshot, Store

__all__ = ["SinceGroup", "SinceKind", "SinceReport", "SinceRow", "meetings_of", "not_since", "since_report"]

WEEK = timedelta(days=7)
"""Between two meetings, where nothing says when the last one was."""


@dataclass(frozen=True, slots=True)
class SinceReport:
    """What moved between an earlier state and the one shown.

    Attributes:
        since: The earlier state in words; "" where there is none.
        before_revision: Its revision, 0 where there is none.
        before_as_of: The same as an as-of, for links.
        before_period: Key of the period the scorecard showed there.
        groups: What is unusual, by why it moved; with ``everything`` what is usual too.
        moved: How many numbers moved in all.
        usual: How many of them are not among the groups, since there is nothing unusual about them.
    """

    scope: Scope
    headline: str
    as_of: str
    revision: int
    invented: bool
    workspace: str
    currency: str
    since: str
    before_revision: int
    before_as_of: str
    before_period: str
    groups: tuple[SinceGroup, ...]
    moved: int
    usual: int

    @property
    def rows(self) -> tuple[SinceRow, ...]:
        """All rows, group by group."""
        return tuple(row for group in self.groups for row in group.rows)


class LaterThanShown(ScorecardError):
    """What is to have moved since lies after what is shown."""

    def __init__(self, label: str) -> None:
        super().__init__(f"{label} is later than the numbers shown, so nothing can have moved since.")


def since_report(store: Store, scope: Scope, since: str = "", everything: bool = False) -> SinceReport:
    """Answer: what is otherwise than when we last met?

    Numbers are those of the scorecard: each row is exactly what it shows in both states. Where the scope is in the
    usual period, the other side is what was usual then; a number of another period than the one shown then is of a
    new period, and the period shown then is looked at for restatements with the eleven before it.

    Args:
        store: The open store.
        scope: What is asked.
        since: The earlier state: ``r12``, an ISO date, ``meeting3`` for what that meeting ended with, or "" for what
            the last one at this place ended with; where there was none, for the state before the last week's loads.
        everything: Whether rows with nothing unusual about them are told one by one.

    Raises:
        UnknownRevision: If it names a state or a meeting that never was.
        LaterThanShown: If it names one later than the state that is shown.
        UnknownName: If the place or the period does not exist.
    """
    asked = open_scope(store, scope)
    snapshot, meeting = _opened(store, asked, since)
    then = _opened_then(store, asked, snapshot) if snapshot else None
    seen = _seen(store, asked, then) if then else asked
    lead, moved = _moved(store, seen, then, snapshot) if snapshot else ("", [])
    every = grouped(moved, everything=True)
    groups = every if everything else grouped(moved)
    words = "" if snapshot is None else f"{meeting} (revision {snapshot.revision})" if meeting else snapshot.as_of_label
    if seen is not asked:
        lead = f"{seen.period.label} was taken back: {asked.period.label} is shown now."
    return SinceReport(
        scope=scope,
        headline=_headline(every, lead, _today(asked, snapshot, meeting) + words, asked.catalogue.currency),
        as_of=asked.snapshot.as_of_label,
        revision=asked.snapshot.revision,
        invented=asked.catalogue.invented,
        workspace=asked.catalogue.workspace,
        currency=asked.catalogue.currency,
        since=words,
        before_revision=snapshot.revision if snapshot else 0,
        before_as_of=state_of(snapshot) if snapshot else "",
        before_period=then.period.key if then else "",
        groups=groups,
        moved=len(moved),
        usual=len(moved) - sum(len(group.rows) for group in groups),
    )


def not_since(store: Store, scope: Scope, since: str) -> str:
    """Why nothing can be held against a state in words; "" where it can."""
    try:
        _opened(store, open_scope(store, scope), since)
    except ScorecardError as fault:
        return str(fault)
    return ""


def meetings_of(store: Store, scope: Scope) -> dict[str, str]:
    """What ``since`` can say of the finished meetings at a place, to words, the newest first."""
    return {name: _meeting_words(each) for name, each in _meetings(store, open_scope(store, scope)).items()}


def _meetings(store: Store, asked: Asked) -> dict[str, Meeting]:
    """The finished meetings; those that ended later than the state that is shown are left out."""
    return {named(each): each for each in reversed(finished_then(store, asked)) if each.revision}


def _meeting_words(meeting: Meeting) -> str:
    return f"the {meeting.name.lower()} of {meeting.day.day} {meeting.day:%b %Y}"


def _chosen(store: Store, asked: Asked, since: str) -> tuple[str, str]:
    """The earlier state as an as-of, and the meeting that ended with it in words, "" for none."""
    told = _meetings(store, asked)
    name = since or next(iter(told), "")
    if name in told:
        return f"r{told[name].revision}", _meeting_words(told[name])
    if since and not names_state(since):
        raise UnknownRevision(since)
    return since or _before_the_week(store, asked.snapshot), ""


def _before_the_week(store: Store, now: Snapshot) -> str:
    """The newest state that is a week old, else the one before this one; "" where there is none."""
    week_ago = (now.as_of or store.today()) - WEEK
    old = (each.id for each in store.revisions() if each.id < now.revision and each.at.date() <= week_ago)
    before = next(old, 0) or now.before
    return f"r{before}" if before else ""


def _opened(store: Store, asked: Asked, since: str) -> tuple[Snapshot | None, str]:
    """The earlier state, None where there is none, and the meeting that ended with it in words, "" for none."""
    chosen, meeting = _chosen(store, asked, since)
    snapshot, now = store.snapshot(chosen) if chosen else None, asked.snapshot
    if snapshot is None:
        return None, ""
    days = (snapshot.as_of, now.as_of) if snapshot.revision == now.revision else (None, None)
    if snapshot.revision > now.revision or (days[0] and days[1] and days[0] > days[1]):
        raise LaterThanShown(snapshot.as_of_label)
    return snapshot, meeting


def _headline(every: tuple[SinceGroup, ...], lead: str, since: str, currency: str) -> str:
    """What is worth knowing first, then how many numbers moved and why."""
    counted = since_headline(every, sum(len(group.rows) for group in every), since)
    first = next((row for group in every[:1] for row in group.rows[:1] if row.unusual), None)
    lead = lead or (lead_words(first, currency) if first else "")
    return f"{lead} {counted}" if lead else counted


def _today(asked: Asked, then: Snapshot | None, meeting: str) -> str:
    """That the earlier state is of the very day on which it is asked for: a date alone would not say so."""
    is_now = then is not None and not meeting and not asked.scope.as_of and then.as_of is None
    return "earlier today, " if is_now and then and then.published.date() == asked.day else ""


def _moved(
    store: Store, asked: Asked, then: Asked | None, snapshot: Snapshot
) -> tuple[str, list[tuple[SinceKind, SinceRow]]]:
    """Every number that moved; before it in words what the biggest is only booked elsewhere, "" where it is not."""
    states = TwoStates(asked, then, LoadsBehind(store, asked, snapshot.revision))
    moved = without_doubles(list(moved_numbers(states)), stale_words(store, asked, snapshot))
    elsewhere = booked_elsewhere(states, store.earlier(state_of(snapshot), asked.snapshot).cells)
    for each in elsewhere:
        if any(is_of(each, found, asked) for found in moved):
            moved = both_sides(moved, each, asked)
    biggest = next(((group.kind, group.rows[0]) for group in grouped(moved)), None)
    lead = next((booked_words(each, asked) for each in elsewhere if biggest and is_of(each, biggest, asked)), "")
    return lead, moved


def _opened_then(store: Store, asked: Asked, then: Snapshot) -> Asked | None:
    """The earlier state, in the period it showed; None where it did not know the place or the period."""
    scope = asked.scope.with_(as_of=state_of(then), period=_period_then(asked, then), known="")
    try:
        return open_scope(store, scope)
    except UnknownName:
        return None


def _period_then(asked: Asked, then: Snapshot) -> str:
    """What was usual then where the usual period is asked for; else the period asked for."""
    is_usual = asked.scope.period == usual_scope(asked.snapshot, asked.day).period
    return usual_scope(then, then.as_of or then.published.date()).period if is_usual else asked.scope.period


def _seen(store: Store, asked: Asked, then: Asked) -> Asked:
    """The state that is shown, in the period it is held against the earlier one.

    That is the period asked for, or the one shown then where it was taken back since: what is asked for was there
    already. Where no figure of it is left in the calendar, the numbers are told by the calendar they were in.
    """
    if then.period.start <= asked.period.start:
        return asked
    key, snapshot = then.period.key, asked.snapshot
    if key not in {period.key for period in asked.calendar.periods}:
        snapshot = store.earlier(asked.scope.as_of, then.snapshot)
    return replace(asked, snapshot=snapshot, index=snapshot.calendar.index(key), scope=asked.scope.with_(period=key))
