"""Decisions of meetings and of the CFO and the COO: about which number, what it was to become by when, and became."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from scorecard.domain.calendar import Period
from scorecard.domain.catalogue import Measure
from scorecard.domain.decided import Prediction
from scorecard.domain.display import shown
from scorecard.domain.errors import UnknownName
from scorecard.domain.huddle import LINE
from scorecard.domain.meeting import Outcome, OutcomeKind
from scorecard.domain.scope import Scope
from scorecard.domain.sync import Matter, MatterEntry, Said, deciders, matter_after, matters_from
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

GONE = "no longer measured"
"""What stands in place of a number whose place, line or measure has left the catalogue."""


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
        gone: Whether its place, line or measure has left the catalogue.
        unit: What it is counted in.
        realised: What the number is in the period that holds the day; None where it is not over or not reported.
        is_due: Whether it can be looked back at: its day has come, and what it predicted is known.
        words: The decision in one sentence.
        cost_words: What it costs at most or brings at least, as a sentence, which ``words`` holds already; "" for none.
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
    cost_words: str = ""
    gone: bool = False


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

    realised, cost = _realised(store, asked, outcome) if outcome.by else None, _cost_words(outcome, currency)
    gone = subject is not None and is_gone(asked, subject)
    label = outcome.text if subject is None else _label(asked, subject)
    when = f" {when_of(asked, subject, now)}" if subject else ""
    return DecisionRow(
        outcome=outcome,
        who=names.get(outcome.who, outcome.who),
        label=label,
        about=f"{words(outcome.figures)}{when}" if subject else "",
        moved=subject is not None and has_moved(asked.snapshot, subject, outcome.figures, now),
        now=GONE if gone else words(now.figures) if now else "",
        unit=unit,
        realised=realised,
        is_due=_is_due(store, outcome, realised is not None or now is None),
        words=f"{_decision_words(outcome)}{f' {cost}' if cost else ''}{f' The number is {GONE}.' if gone else ''}",
        check_words=_check(asked, outcome, realised, unit, decimals),
        cost_words=cost,
        gone=gone,
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
    held = {meeting.id: meeting for meeting in store.meetings.meetings() if _is_below(asked, meeting.entity)}
    for outcome in store.meetings.outcomes():
        is_here = outcome.kind is OutcomeKind.DECISION and outcome.meeting in held
        if is_here and held[outcome.meeting].item(outcome.place).kind != LINE:
            yield outcome


def _settled(store: Store, asked: Asked) -> Iterator[DecisionRow]:
    """Matters that are decided, in the words that everybody reads; of what is not decided nothing is told."""
    matters = {each.id: each for each in store.sync.matters()}
    last = {each.matter: each.id for each in store.sync.log() if each.kind is Said.DECIDED}
    for entry in store.sync.log():
        matter = matters[entry.matter]
        place = matter.subject.entity if matter.subject else asked.catalogue.root
        if entry.kind is Said.DECIDED and _is_below(asked, place):
            yield _settlement(store, asked, matter, entry, last[matter.id] == entry.id)


def _is_below(asked: Asked, entity: str) -> bool:
    """Whether a place is the one that is asked about or below it; one that has left the catalogue is the whole's."""
    catalogue = asked.catalogue
    known = entity if entity in catalogue.entities else catalogue.root
    return known in catalogue.subtree(asked.scope.entity)


def is_gone(asked: Asked, subject: Subject) -> bool:
    """Whether the catalogue has no such place, line or measure any more."""
    catalogue = asked.catalogue
    named = (catalogue.accounts, catalogue.measures, catalogue.readings)
    return subject.entity not in catalogue.entities or not any(subject.name in names for names in named)


def _settlement(store: Store, asked: Asked, matter: Matter, entry: MatterEntry, stands: bool) -> DecisionRow:
    """As a decision numbered below zero; what was predicted is told where it stands."""
    text, of = public_words(matter, entry.text, entry.reason), matter.subject
    stated = matter_after(_as_it_was(store, matter, entry), entry).settled
    predicted = stated if stands else Prediction(cost=stated.cost)
    beside = (predicted.expected, predicted.by, "", predicted.cost)
    told = Outcome(-entry.id, 0, 0, entry.at, entry.who, OutcomeKind.DECISION, text, of, entry.figures, *beside)
    found = decision_of(store, asked, told, {})
    who, anew = " and ".join(seat.label for seat in deciders(entry)), "" if stands else " It was decided anew since."
    return replace(found, label=found.label if of else matter.title, who=who, words=found.words + anew)


def _label(asked: Asked, subject: Subject) -> str:
    return f"{what_of(asked, subject)}, {place_of(asked.catalogue, subject.entity)}"


def _holds(asked: Asked, day: date) -> Period | None:
    """The period that a prediction by a day is about: the one that holds the day."""
    return next((each for each in asked.calendar.periods if each.start <= day <= each.end), None)


def _decision_words(outcome: Outcome) -> str:
    return f"Decided on {outcome.at:%-d %b %Y}: {outcome.text.rstrip('.')}."


def _cost_words(outcome: Outcome, currency: str) -> str:
    told = outcome.cost.words(currency) if outcome.cost else ""
    return f"{told[:1].upper()}{told[1:]}." if told else ""


def _as_it_was(store: Store, matter: Matter, entry: MatterEntry) -> Matter:
    """The matter before an entry, on its terms of then."""
    raised = next(each for each in store.sync.raised() if each.id == matter.id)
    log = (each for each in store.sync.log() if each.matter == matter.id and each.id < entry.id)
    return matters_from([raised], log)[0]


def _realised(store: Store, asked: Asked, outcome: Outcome) -> Decimal | None:
    """The number in the period that holds the day, once that is over; in the decision's own place and window."""
    if outcome.subject is None or outcome.by is None:
        return None
    held = _holds(asked, outcome.by)
    if held is None or held.end > store.today():
        return None
    subject = replace(outcome.subject, period=held.key)
    try:
        there = open_scope(store, scope_of(asked.scope, subject))
        found = stood(there, sought(there.catalogue, subject.name))
    except UnknownName:
        return None
    return found.series.values[there.index] if found.series.states[there.index] is State.REPORTED else None


def _check(asked: Asked, outcome: Outcome, realised: Decimal | None, unit: Unit, decimals: int | None) -> str:
    if outcome.expected is None or outcome.by is None:
        return ""
    currency = asked.catalogue.currency
    held = _holds(asked, outcome.by)
    meant = f" ({held.label} counts)" if held is not None and held.end != outcome.by else ""
    told = f"Expected {shown(outcome.expected, unit, currency, decimals)} by {outcome.by:%-d %b %Y}{meant}"
    if realised is None:
        return f"{told}; not known yet."
    return f"{told}; it came to {shown(realised, unit, currency, decimals)}."
