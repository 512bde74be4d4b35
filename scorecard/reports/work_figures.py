"""The numbers of a subject of work as they stand: of a line, a slice or a measure, in the subject's own window."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from threading import Lock
from weakref import WeakKeyDictionary

from scorecard.domain.catalogue import Measure
from scorecard.domain.errors import ScorecardError
from scorecard.domain.scope import Scope
from scorecard.domain.vocabulary import State
from scorecard.domain.work import Figures, Subject
from scorecard.reports.asked import Asked, open_scope
from scorecard.reports.compared import compare
from scorecard.reports.evaluated import stood
from scorecard.reports.sought import sought, whole_reason
from scorecard.reports.why_against import Against, against_of, window_of
from scorecard.reports.why_leaves import Rows, rows_between
from scorecard.reports.why_parts import Shape, whole_of
from scorecard.reports.why_where import Where
from scorecard.store.cells import RevisionCells
from scorecard.store.schema import TOLD_BY
from scorecard.store.store import Snapshot, Store

FEW = 4
"""Parts of one line from which on the line is read once for all of them."""

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
    _keep(snapshot, day, {subject: found})
    return found


def read_together(store: Store, snapshot: Snapshot, scope: Scope, subjects: Iterable[Subject]) -> None:
    """Have the numbers of many subjects ready: a line of which several parts are asked for is read once for them."""
    day, of_line = store.today(), dict[tuple[Subject, tuple[str, ...]], list[Subject]]()
    with _LOCK:
        known = {subject for at, subject in _STATES.get(snapshot.cells, {}) if at == day}
    for subject in subjects:
        dims = tuple(dim for dim, _ in subject.where)
        if subject not in known and dims and set(dims) <= set(TOLD_BY):
            of_line.setdefault((replace(subject, where=()), dims), []).append(subject)
    for (line, _), parts in of_line.items():
        if len(parts) >= FEW:
            try:
                found = _parts_of(store, scope_of(scope, line), line.name, [part.where for part in parts])
            except ScorecardError:
                continue  # asked for one by one, each part tells what it has
            _keep(snapshot, day, dict(zip(parts, found, strict=True)))


def _keep(snapshot: Snapshot, day: date, found: dict[Subject, Figured | None]) -> None:
    with _LOCK:
        state = _STATES.setdefault(snapshot.cells, {})
        for subject, each in found.items():
            while len(state) >= KEPT:
                del state[next(iter(state))]
            state[day, subject] = each


def scope_of(scope: Scope, subject: Subject) -> Scope:
    """The subject's own scope, in the state and the words of another one."""
    return scope.with_(
        entity=subject.entity, period=subject.period, view=subject.view, compare=subject.compare, vintage="",
        known=subject.known,
    )  # fmt: skip


def subject_of(scope: Scope, name: str, where: tuple[tuple[str, str], ...] = ()) -> Subject:
    """What a line, a slice or a measure is called as a subject, in a scope."""
    return Subject(scope.entity, name, where, scope.period, scope.view, scope.compare, scope.known)


def _found(store: Store, scope: Scope, subject: Subject) -> Figured:
    if subject.where:
        return _parts_of(store, scope, subject.name, [subject.where])[0]
    asked = open_scope(store, scope)
    measure = sought(asked.catalogue, subject.name)
    found = stood(asked, measure)
    compared = compare(asked, found)
    figures = Figures(found.series.values[found.shown], compared.reference, compared.impact, asked.snapshot.revision)
    return Figured(measure, figures, compared.against)


def _parts_of(store: Store, scope: Scope, name: str, wheres: Sequence[Where]) -> list[Figured]:
    """Parts by the same dimensions, each with its numbers as where it is looked into; none where it has no value."""
    asked = open_scope(store, scope)
    found = stood(asked, sought(asked.catalogue, name))
    measure, now = found.measure, window_of(asked, found)
    is_reported = found.series.states[found.shown] is State.REPORTED
    if not is_reported or whole_reason(measure, asked.catalogue, now.length):
        return [_nothing(measure, asked) for _ in wheres]
    against = against_of(store, asked, found, wheres[0])
    rows = rows_between(store, asked, measure, now, against, wheres[0] if len(wheres) == 1 else ())
    return [_added_up(asked, measure, against, rows.within(where)) for where in wheres]


def _added_up(asked: Asked, measure: Measure, against: Against, rows: Rows) -> Figured:
    if not len(rows.ticks):
        return _nothing(measure, asked)
    shape = Shape(measure, rows.places, against.window is not None or against.rate is not None)
    whole = whole_of(rows)
    actual, reference = shape.actual(whole), shape.reference(whole)
    signed = shape.impact(shape.difference(actual, reference))
    return Figured(measure, Figures(actual, reference, signed, asked.snapshot.revision), against.words)


def _nothing(measure: Measure, asked: Asked) -> Figured:
    return Figured(measure, Figures(None, None, None, asked.snapshot.revision), "")
