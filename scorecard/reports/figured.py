"""The numbers of a subject of work as they stand: of a line, a slice or a measure, in the subject's own window."""

from dataclasses import dataclass
from decimal import Decimal
from threading import Lock
from weakref import WeakKeyDictionary

from scorecard.domain.catalogue import Measure
from scorecard.domain.errors import ScorecardError
from scorecard.domain.scope import Scope
from scorecard.domain.variance import impact
from scorecard.domain.work import Figures, Subject
from scorecard.reports.against import against_of, window_of
from scorecard.reports.asked import Asked, open_scope
from scorecard.reports.compared import compare
from scorecard.reports.evaluated import Evaluated, stood
from scorecard.reports.leaves import added, rows_between
from scorecard.reports.sought import sought
from scorecard.store.cells import RevisionCells
from scorecard.store.store import Snapshot, Store

KEPT = 4_000
"""Subjects whose numbers are kept for one state of the numbers; beyond it that state is begun anew."""


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
_STATES: WeakKeyDictionary[RevisionCells, dict[Subject, Figured | None]] = WeakKeyDictionary()


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
    """The same where the scope's state is open already."""
    with _LOCK:
        known = _STATES.get(snapshot.cells, {})
        if subject in known:
            return known[subject]
    try:
        found = _found(store, scope_of(scope, subject), subject)
    except ScorecardError:
        found = None
    with _LOCK:
        state = _STATES.setdefault(snapshot.cells, {})
        if len(state) >= KEPT:
            state.clear()
        state[subject] = found
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
    measure, against = found.measure, against_of(store, asked, found, subject.where)
    rows = rows_between(store, asked, measure, window_of(asked, found), against, subject.where)
    sums = added(rows, (), bool(measure.denominator))
    told = set(rows.column.tolist())
    sides = ((0, sums.actual, sums.actual_base), (1, sums.reference, sums.reference_base))
    actual, reference = (
        _side(sum(above.tolist()), None if below is None else sum(below.tolist()), sums.places) if at in told else None
        for at, above, below in sides
    )
    if against.rate is not None:
        reference = against.rate
    signed = impact(actual, reference, measure.polarity)
    return Figured(measure, Figures(actual, reference, signed, asked.snapshot.revision), against.words)


def _side(above: int, below: int | None, places: int) -> Decimal | None:
    """Ticks as an exact number; of a quotient the quotient, None without a denominator."""
    if below is None:
        return Decimal(above).scaleb(-places)
    return Decimal(above) / Decimal(below) if below else None
