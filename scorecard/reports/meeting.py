"""Meetings: which there are, and the minutes of one, as written at its end or as they stand while it runs."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from scorecard.domain.agenda import AgendaItem
from scorecard.domain.huddle import COLUMN, LINE, lines_of
from scorecard.domain.meeting import UNDISCUSSED, Meeting, Minute, OutcomeKind
from scorecard.domain.minutes import CARRIED_ON, minutes_of, words_of
from scorecard.domain.scope import Scope
from scorecard.domain.wording import span_words
from scorecard.reports.agenda_before import finished_at, since_of
from scorecard.reports.asked import Asked, open_scope
from scorecard.reports.decisions import DecisionRow, decision_of
from scorecard.reports.work_rows import names_of, period_label, place_of
from scorecard.store.meeting import Heard
from scorecard.store.store import Store

HANDED_ON = (UNDISCUSSED, CARRIED_ON)
"""Kinds of lines that are told at the end, as what goes to the next meeting."""


@dataclass(frozen=True, slots=True)
class MinutesItem:
    """One item of the agenda with what was said about it.

    Attributes:
        place: Its number, from 1.
        lines: What was decided, given, flagged, parked or won; without the line that hands it on.
        decisions: Its decisions with their numbers then and now.
        is_seen: Whether anybody came to it.
    """

    place: int
    item: AgendaItem
    lines: tuple[Minute, ...]
    decisions: tuple[DecisionRow, ...]
    is_seen: bool


@dataclass(frozen=True, slots=True)
class MinutesReport:
    """The minutes of one meeting.

    Attributes:
        scope: What it looked at; pinned to the state it ended with, as it is now while it runs.
        place_name: The entity's name.
        period_label: The period's label.
        began_by: The person's name.
        ended_by: The same, "" while it runs.
        taken: Minutes from its beginning to its end, None while it runs.
        items: The agenda, in order.
        general: What was given out that belongs to no item.
        next: What goes to the next meeting, by label: what was parked, and lines of a huddle that stand.
        unreached: What nobody came to, by label; it goes to the next meeting too.
        wrote: Who wrote something down in it, by name; who only held it or listened did not.
        since: The state of the numbers the meeting before it ended with; "" where there was none.
    """

    scope: Scope
    headline: str
    as_of: str
    revision: int
    invented: bool
    workspace: str
    currency: str
    meeting: Meeting
    place_name: str
    period_label: str
    began_by: str
    ended_by: str
    taken: int | None
    items: tuple[MinutesItem, ...]
    general: tuple[Minute, ...]
    next: tuple[str, ...]
    since: str
    unreached: tuple[str, ...] = ()
    wrote: tuple[str, ...] = ()

    @property
    def kind(self) -> str:
        """Which file it is, where it is taken away."""
        return f"minutes-{self.meeting.id}"

    @property
    def title(self) -> str:
        """Of which meeting, where and when."""
        day = self.meeting.day
        return f"Minutes: {self.meeting.name}, {self.place_name}, {day.day} {day:%b %Y}"

    @property
    def stamp(self) -> tuple[tuple[str, str], ...]:
        """What is told: name and value, the same in every file."""
        return (
            ("Workspace", self.workspace),
            ("Place", self.place_name),
            ("Window", self.period_label),
            ("Numbers as of", self.as_of),
            ("Revision", str(self.revision)),
            ("Meeting", str(self.meeting.id)),
            *((("Invented", "yes"),) if self.invented else ()),
        )

    @property
    def held(self) -> str:
        """Where, begun by whom and when, how long it took, and which state of the numbers it looked at."""
        ended = f", ended by {self.ended_by} after {minutes_words(self.taken)}" if self.taken is not None else ""
        begun = f"Begun by {self.began_by} on {when_began(self.meeting)}{ended}"
        return f"{self.place_name}, {self.period_label}. {begun}. Numbers as of {self.as_of}."

    @property
    def came(self) -> tuple[tuple[str, str], ...]:
        """Of every prediction that was decided: about what, and in one sentence what was expected and what came."""
        return tuple((row.label, row.check_words) for item in self.items for row in item.decisions if row.check_words)

    @property
    def topics(self) -> tuple[str, ...]:
        """What people came to, by label."""
        return tuple(item.item.label for item in self.items if item.is_seen)

    @property
    def is_written(self) -> bool:
        """Whether anything was written down."""
        return bool(self.general) or any(item.lines for item in self.items)

    @property
    def rows(self) -> tuple[MinutesItem, ...]:
        """The items, as other reports call theirs."""
        return self.items


@dataclass(frozen=True, slots=True)
class MeetingRow:
    """One meeting in a list: its place by name, who began it, and in a few words what came of it."""

    meeting: Meeting
    place_name: str
    began_by: str
    words: str


@dataclass(frozen=True, slots=True)
class MeetingsReport:
    """Meetings of a place and below it, the newest first."""

    scope: Scope
    headline: str
    as_of: str
    revision: int
    rows: tuple[MeetingRow, ...]

    def running(self, entity: str) -> tuple[MeetingRow, ...]:
        """Those that run at this very place."""
        return tuple(row for row in self.rows if row.meeting.is_running and row.meeting.entity == entity)


def meetings_report(store: Store, scope: Scope) -> MeetingsReport:
    """Answer: which meetings were there, and what came of each?"""
    asked = open_scope(store, scope)
    below, names = set(asked.catalogue.subtree(scope.entity)), names_of(store, asked.catalogue)
    rows = tuple(
        MeetingRow(each, place_of(asked.catalogue, each.entity), names.get(each.began_by, each.began_by), _came(each))
        for each in reversed(store.meetings.meetings())
        if each.entity in below
    )
    ended = sum(not row.meeting.is_running for row in rows)
    told = f"{ended} meetings with minutes" if ended != 1 else "1 meeting with minutes"
    headline = f"{told}; {len(rows) - ended} running." if rows else "There has been no meeting yet."
    return MeetingsReport(scope, headline, asked.snapshot.as_of_label, asked.snapshot.revision, rows)


def minutes_report(store: Store, scope: Scope, meeting: int = 0) -> MinutesReport | None:
    """Answer: what did a meeting decide, and what goes to the next one?

    Args:
        store: The open store.
        scope: Whose words are used; for no meeting in particular also whose place.
        meeting: Its number; 0 for the last one that was finished at the place.

    Returns:
        None where there is no such meeting.
    """
    if meeting:
        found = next((each for each in store.meetings.meetings() if each.id == meeting), None)
    else:
        found = next(reversed(finished_at(store, scope.entity)), None)
    return None if found is None else _minutes(store, found, scope)


def _minutes(store: Store, found: Meeting, scope: Scope) -> MinutesReport:
    asked = open_scope(store, found.scope(f"r{found.revision}" if found.revision else "").with_(words=scope.words))
    now = open_scope(store, found.scope().with_(words=scope.words))
    catalogue, names = asked.catalogue, names_of(store, asked.catalogue)
    heard = store.meetings.heard(found.id)
    record = found.record if not found.is_running else _so_far(store, asked, found, heard)
    items = tuple(_items(store, now, found, record, names))
    taken = None if found.ended is None else round((found.ended - found.began).total_seconds() / 60)
    return MinutesReport(
        scope=asked.scope,
        headline=minutes_headline(found, record),
        as_of=asked.snapshot.as_of_label,
        revision=asked.snapshot.revision,
        invented=catalogue.invented,
        workspace=catalogue.workspace,
        currency=catalogue.currency,
        meeting=found,
        place_name=place_of(catalogue, found.entity),
        period_label=period_label(asked, found.period),
        began_by=names.get(found.began_by, found.began_by),
        ended_by=names.get(found.ended_by, found.ended_by),
        taken=taken,
        items=items,
        general=tuple(line for line in record if line.place == 0 and line.kind not in HANDED_ON),
        next=_next(found, record),
        since=since_of(store, found),
        unreached=tuple(found.item(line.place).label for line in record if line.kind == UNDISCUSSED),
        wrote=tuple(sorted({names.get(who, who) for who in _wrote(found, heard)})),
    )


def _wrote(found: Meeting, heard: Heard) -> set[str]:
    """Ids of all who wrote something down; of work only what was given or agreed at the meeting's own place."""
    given = (entry.who for entry, item in heard.given if item.subject.entity == found.entity)
    spoken = (*(each.who for each in heard.outcomes), *(each.opened_by for each in heard.flags), *given)
    return {who for who in spoken if who}


def unreached_words(labels: Sequence[str]) -> str:
    """What nobody came to, in one line; names hold commas."""
    return f"Not reached: {'; '.join(labels)}." if labels else ""


def minutes_words(taken: int) -> str:
    """A meeting's length in words: "1 minute", "44 minutes", from two days on the days."""
    if taken >= 2 * 24 * 60:
        return span_words(taken // (24 * 60))
    return "1 minute" if taken == 1 else f"{taken} minutes"


def minutes_headline(meeting: Meeting, record: Sequence[Minute]) -> str:
    """What came of a meeting, in one sentence."""
    state = "so far" if meeting.is_running else f"on {meeting.day:%-d %b %Y}"
    return f"{meeting.name} {state}: {came_words(record)}."


def came_words(record: Sequence[Minute]) -> str:
    """How much of each kind: "1 decision, 2 actions, 1 flag, 3 for the next meeting"."""
    kinds = {
        "decision": ("decision", "decisions"),
        "action": ("action", "actions"),
        "given to": ("new item of work", "new items of work"),
        "flag": ("flag", "flags"),
        "win": ("win", "wins"),
        "settled": ("line settled", "lines settled"),
    }
    count = {kind: sum(line.kind == kind for line in record) for kind in kinds}
    told = [f"{number} {kinds[kind][number > 1]}" for kind, number in count.items() if number]
    handed = len({line.place for line in record if line.kind in (UNDISCUSSED, OutcomeKind.PARKED)})
    handed += sum(line.kind == CARRIED_ON for line in record)
    return ", ".join([*told, *([f"{handed} for the next meeting"] if handed else [])]) or "nothing written down"


def when_began(meeting: Meeting) -> str:
    """The moment in words, as the book keeps it (UTC)."""
    return f"{meeting.began:%-d %b %Y, %H:%M} UTC"


def _came(meeting: Meeting) -> str:
    return "running" if meeting.is_running else came_words(meeting.record)


def _so_far(store: Store, asked: Asked, found: Meeting, heard: Heard) -> tuple[Minute, ...]:
    """What was written down until now; nothing is handed on before the end."""
    every = range(1, len(found.agenda) + 1)
    words = words_of(asked.catalogue, store.people(), found.entity)
    lines = lines_of(found, store.meetings.outcomes(), heard.flags, store.work.told())
    return minutes_of(found, heard.outcomes, heard.flags, heard.given, every, words, lines)


def _items(
    store: Store, now: Asked, found: Meeting, record: Sequence[Minute], names: Mapping[str, str]
) -> Iterator[MinutesItem]:
    decided = {line.outcome for line in record if line.kind == OutcomeKind.DECISION}
    outcomes = [each for each in store.meetings.outcomes() if each.id in decided]
    for place, item in enumerate(found.agenda, 1):
        lines = tuple(line for line in record if line.place == place and line.kind not in HANDED_ON)
        numbers = {line.outcome for line in lines}
        decisions = (decision_of(store, now, each, names) for each in outcomes if each.id in numbers)
        seen = bool(lines) or (not found.is_running and (place in found.seen or item.kind in (COLUMN, LINE)))
        yield MinutesItem(place, item, lines, tuple(decisions), seen)


def _next(found: Meeting, record: Sequence[Minute]) -> tuple[str, ...]:
    """By label, what was parked; and lines that stand."""
    handed: dict[int, str] = {}
    for line in record:
        if line.kind == OutcomeKind.PARKED:
            handed[line.place] = f"parked: {line.text}" if line.text else "parked"
    told = (f"{found.item(place).label} ({why})" for place, why in sorted(handed.items()))
    return (*told, *(line.text for line in record if line.kind == CARRIED_ON))
