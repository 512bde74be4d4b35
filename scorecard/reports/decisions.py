"""Decisions of meetings and of the CFO and the COO: about which number, what it was to become by when, and became."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from scorecard.domain.catalogue import Measure
from scorecard.domain.display import shown
from scorecard.domain.errors import UnknownName
from scorecard.domain.huddle import LINE
from scorecard.domain.meeting import Outcome, OutcomeKind
from scorecard.domain.people import Seat
from scorecard.domain.scope import Scope
from scorecard.domain.sync import Matter, MatterEntry, Said, deciders
from scorecard.domain.sync_acts import public_words
from scorecard.domain.vocabulary import State, Unit
from scorecard.domain.work import Figures, Subject
from scorecard.reports.agenda_before import parked_in
from scorecard.reports.asked import Asked, open_scope
from scorecard.reports.evaluated import stood
from scorecard.reports.sought import sought
from scorecard.reports.work_figures import figured_in, scope_of
from scorecard.reports.work_rows import both_sides, has_moved, names_of, place_of, what_of, when_of
from scorecard.store.store import Store


@dataclass(frozen=True, slots=True)
class DecisionRow:
    """One decision as a reader sees it.

    Attributes:
        outcome: As the book has it.
        who: The person's name; the seats that decided a matter.
        label: The number it is about, with its place; the text where it is about none.
        about: That number as it stood, in words; "" for none.
        moved: Whether the numbers have moved since, so that the words have to be looked at again.
        now: The same number now, in words; "" where this state does not know it.
        unit: What it is counted in.
        realised: What the number is in the period that holds the day; None where it is not over or not reported.
        is_due: Whether it can be looked back at: its day has come, and what it predicted is known.
        words: The decision in one sentence.
        check_words: What was expected and what came, in one sentence; "" where nothing was predicted.
    """

    outcome: Outcome
    who: str
    label: str
    about: str
    moved: bool
    now: str
    unit: Unit
    realised: Decimal | None
    is_due: bool
    words: str
    check_words: str


@dataclass(frozen=True, slots=True)
class DecisionsReport:
    """Decisions of a place and below it, the newest first."""

    scope: Scope
    headline: str
    as_of: str
    revision: int
    rows: tuple[DecisionRow, ...]


def decisions_report(store: Store, scope: Scope) -> DecisionsReport:
    """Answer: what was decided at this place and below it, and did it come as expected?"""
    asked = open_scope(store, scope)
    names = names_of(store, asked.catalogue)
    spoken = (decision_of(store, asked, each, names) for each in _decided(store, asked))
    every = (*spoken, *_settled(store, asked))
    rows = tuple(sorted(every, key=lambda row: (row.outcome.at, abs(row.outcome.id)), reverse=True))
    moved, due = sum(row.moved for row in rows), sum(row.is_due for row in rows)
    told = "1 decision" if len(rows) == 1 else f"{len(rows)} decisions"
    headline = (
        f"{told}; the day of {due} has come; the numbers of {moved} have moved." if rows else "Nothing decided yet."
    )
    return DecisionsReport(scope, headline, asked.snapshot.as_of_label, asked.snapshot.revision, rows)


def decisions_due(store: Store, asked: Asked) -> tuple[DecisionRow, ...]:
    """Decisions that can be looked back at and that no meeting has looked back at since; what was parked was not."""
    parked, names = parked_in(store), names_of(store, asked.catalogue)
    heard = {
        meeting.item(place).ref
        for meeting in store.meetings.meetings()
        for place in meeting.seen
        if (meeting.id, place) not in parked
    }
    open_yet = (each for each in _decided(store, asked) if each.by and f"decision/{each.id}" not in heard)
    settled = (row for row in _settled(store, asked) if f"decision/{row.outcome.id}" not in heard)
    rows = (*(decision_of(store, asked, each, names) for each in open_yet), *settled)
    return tuple(row for row in rows if row.is_due)


def decision_of(store: Store, asked: Asked, outcome: Outcome, names: Mapping[str, str]) -> DecisionRow:
    """One outcome with its numbers then and now; ``names`` are what people are called."""
    subject, now = outcome.subject, None
    if subject is not None:
        now = figured_in(store, asked.snapshot, asked.scope, subject)
    measure = now.measure if now else _as_decided(store, outcome)
    unit, decimals = (measure.unit, measure.decimals) if measure else (Unit.MONEY, None)
    currency = asked.catalogue.currency

    def words(figures: Figures) -> str:
        return both_sides(figures, unit, decimals, currency)

    realised = _realised(store, asked, outcome) if outcome.by else None
    label = outcome.text if subject is None else _label(asked, subject)
    when = f" {when_of(asked, subject, now)}" if subject else ""
    return DecisionRow(
        outcome=outcome,
        who=names.get(outcome.who, outcome.who),
        label=label,
        about=f"{words(outcome.figures)}{when}" if subject else "",
        moved=subject is not None and has_moved(asked.snapshot, subject, outcome.figures, now),
        now=words(now.figures) if now else "",
        unit=unit,
        realised=realised,
        is_due=_is_due(store, outcome, realised is not None or now is None),
        words=f"Decided on {outcome.at:%-d %b %Y}: {outcome.text.rstrip('.')}.",
        check_words=_check(outcome, realised, unit, currency, decimals),
    )


def _as_decided(store: Store, outcome: Outcome) -> Measure | None:
    """What the number was in the state it was decided on, which still knows what it is counted in."""
    if outcome.subject is None or not outcome.figures.revision:
        return None
    return sought(store.snapshot(f"r{outcome.figures.revision}").catalogue, outcome.subject.name)


def _is_due(store: Store, outcome: Outcome, is_known: bool) -> bool:
    """Whether the day has come; where a number was predicted, not before it can be held against what came."""
    has_come = outcome.by is not None and outcome.by <= store.today()
    return has_come and (outcome.expected is None or is_known)


def _decided(store: Store, asked: Asked) -> Iterator[Outcome]:
    below = set(asked.catalogue.subtree(asked.scope.entity))
    held = {meeting.id: meeting for meeting in store.meetings.meetings() if meeting.entity in below}
    for outcome in store.meetings.outcomes():
        is_here = outcome.kind is OutcomeKind.DECISION and outcome.meeting in held
        if is_here and held[outcome.meeting].item(outcome.place).kind != LINE:
            yield outcome


def _settled(store: Store, asked: Asked) -> Iterator[DecisionRow]:
    """Matters that are decided, in the words that everybody reads; of what is not decided nothing is told."""
    below, matters = set(asked.catalogue.subtree(asked.scope.entity)), {each.id: each for each in store.sync.matters()}
    last = {each.matter: each.id for each in store.sync.log() if each.kind is Said.DECIDED}
    for entry in store.sync.log():
        matter = matters[entry.matter]
        place = matter.subject.entity if matter.subject else asked.catalogue.root
        if entry.kind is Said.DECIDED and place in below:
            yield _settlement(store, asked, matter, entry, last[matter.id] == entry.id)


def _settlement(store: Store, asked: Asked, matter: Matter, entry: MatterEntry, stands: bool) -> DecisionRow:
    """As a decision numbered below zero; what was predicted is told where both agreed on it and it stands."""
    text, of = public_words(matter, entry.text, entry.reason), matter.subject
    predicted = (matter.expected, matter.by) if stands and entry.seat is not Seat.CEO else (None, None)
    told = Outcome(-entry.id, 0, 0, entry.at, entry.who, OutcomeKind.DECISION, text, of, entry.figures, *predicted)
    found = decision_of(store, asked, told, {})
    who, anew = " and ".join(seat.label for seat in deciders(entry)), "" if stands else " It was decided anew since."
    return replace(found, label=found.label if of else matter.title, who=who, words=found.words + anew)


def _label(asked: Asked, subject: Subject) -> str:
    return f"{what_of(asked, subject)}, {place_of(asked.catalogue, subject.entity)}"


def _realised(store: Store, asked: Asked, outcome: Outcome) -> Decimal | None:
    """The number in the period that holds the day, once that is over; in the decision's own place and window."""
    if outcome.subject is None or outcome.by is None:
        return None
    periods = asked.calendar.periods
    held = next((each for each in periods if each.start <= outcome.by <= each.end), None)
    if held is None or held.end > store.today():
        return None
    subject = replace(outcome.subject, period=held.key)
    try:
        there = open_scope(store, scope_of(asked.scope, subject))
        found = stood(there, sought(there.catalogue, subject.name))
    except UnknownName:
        return None
    return found.series.values[there.index] if found.series.states[there.index] is State.REPORTED else None


def _check(outcome: Outcome, realised: Decimal | None, unit: Unit, currency: str, decimals: int | None) -> str:
    if outcome.expected is None or outcome.by is None:
        return ""
    expected = shown(outcome.expected, unit, currency, decimals)
    told = f"Expected {expected} by {outcome.by:%-d %b %Y}"
    if realised is None:
        return f"{told}; not known yet."
    return f"{told}; it came to {shown(realised, unit, currency, decimals)}."
