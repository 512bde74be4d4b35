"""The numbers of a subject of work as they stand: of a line, a slice or a measure, in the subject's own window."""

from dataclasses import dataclass
from datetime import date
from threading import Lock
from weakref import WeakKeyDictionary

from scorecard.domain.catalogue import Measure
from scorecard.domain.errors import ScorecardError
from scorecard.domain.scope import Scope
from scorecard.domain.vocabulary import State
from scorecard.domain.work import Figures, Subject
from scorecard.reports.against import against_of, window_of
from scorecard.reports.asked import Asked, open_scope
from scorecard.reports.compared import compare
from scorecard.reports.evaluated import Evaluated, stood
from scorecard.reports.leaves import rows_between
from scorecard.reports.parts import Shape, whole_of
from scorecard.reports.sought import sought, whole_reason
from scorecard.store.cells import RevisionCells
from scorecard.store.store import Snapshot, Store

KEPT = 4_000
"""Subjects whose numbers are kept for one state of the numbers; of more, those asked for first are forgotten."""


@dataclass(frozen=True, slots=True)
class Figured:
    """A subject's numbers.

    Attributes:
        measure: What it is about, as a measure.
        figures: Actual, reference and impact; with the revision they were read from.
        against: What the other side is called inside a sentence, "" where there is none.
    """

    measure: Measure
    figures: Figures
    against: str


_LOCK = Lock()
_STATES: WeakKeyDictionary[RevisionCells, dict[tuple[date, Subject], Figured | None]] = WeakKeyDictionary()


def figured(store: Store, scope: Scope, subject: Subject) -> Figured | None:
    """The subject's numbers in the state the scope reads; the scope's place, time and comparison don't matter.

    None where this state knows no such place, period or line.
    """
    return figured_in(store, store.snapshot(scope.as_of), scope, subject)


def figures_now(store: Store, scope: Scope, subject: Subject) -> Figures | None:
    """The subject's numbers alone, as an act takes them along."""
    found = figured(store, scope, subject)
    return None if found is None else found.figures


def figured_in(store: Store, snapshot: Snapshot, scope: Scope, subject: Subject) -> Figured | None:
    """The same where the scope's state is open already; targets and reporting duties hold as of the store's today."""
    day = store.today()
    with _LOCK:
        known = _STATES.get(snapshot.cells, {})
        if (day, subject) in known:
            return known[day, subject]
    try:
        found = _found(store, scope_of(scope, subject), subject)
    except ScorecardError:
        found = None
    with _LOCK:
        state = _STATES.setdefault(snapshot.cells, {})
        while len(state) >= KEPT:
            del state[next(iter(state))]
        state[day, subject] = found
    return found


def scope_of(scope: Scope, subject: Subject) -> Scope:
    """The subject's own scope, in the state and the words of another one."""
    return scope.with_(
        entity=subject.entity, period=subject.period, view=subject.view, compare=subject.compare, vintage=""
    )


def subject_of(scope: Scope, name: str, where: tuple[tuple[str, str], ...] = ()) -> Subject:
    """What a line, a slice or a measure is called as a subject, in a scope."""
    return Subject(scope.entity, name, where, scope.period, scope.view, scope.compare)


def _found(store: Store, scope: Scope, subject: Subject) -> Figured:
    asked = open_scope(store, scope)
    measure = sought(asked.catalogue, subject.name)
    found = stood(asked, measure)
    if subject.where:
        return _slice(store, asked, found, subject)
    compared = compare(asked, found)
    figures = Figures(found.series.values[found.shown], compared.reference, compared.impact, asked.snapshot.revision)
    return Figured(measure, figures, compared.against)


def _slice(store: Store, asked: Asked, found: Evaluated, subject: Subject) -> Figured:
    """A part's numbers as they are where it is looked into; none where it has no value there."""
    measure, now, revision = found.measure, window_of(asked, found), asked.snapshot.revision
    nothing = Figured(measure, Figures(None, None, None, revision), "")
    is_reported = found.series.states[found.shown] is State.REPORTED
    if not is_reported or whole_reason(measure, asked.catalogue, now.length):
        return nothing
    against = against_of(store, asked, found, subject.where)
    rows = rows_between(store, asked, measure, now, against, subject.where)
    if not len(rows.ticks):
        return nothing
    shape = Shape(measure, rows.places, against.window is not None or against.rate is not None)
    whole = whole_of(rows)
    actual, reference = shape.actual(whole), shape.reference(whole)
    signed = shape.impact(shape.difference(actual, reference))
    return Figured(measure, Figures(actual, reference, signed, revision), against.words)
