"""The evidence behind a value: stored lines with file and row, and periods changed after they were reported."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from itertools import pairwise

from scorecard.domain.catalogue import Catalogue
from scorecard.domain.errors import UnknownName
from scorecard.domain.measures import measure_series
from scorecard.domain.scope import Scope
from scorecard.domain.terms import name_of
from scorecard.domain.vocabulary import Scenario, View
from scorecard.reports.asked import Asked, label_of, open_scope
from scorecard.reports.evaluated import evaluated
from scorecard.reports.terms import names_of
from scorecard.store.history import Revision
from scorecard.store.store import Store

LOOKED_BACK = 12
"""How many earlier states of the numbers are opened to find restatements."""


@dataclass(frozen=True, slots=True)
class SourceRow:
    """A stored line behind the value: where it came from; place and figure by their names."""

    period: str
    entity: str
    name: str
    scenario: str
    value: Decimal
    source: str
    source_ref: str
    source_row: int
    import_id: int
    as_of: str


@dataclass(frozen=True, slots=True)
class SourceReport:
    """The largest stored lines behind a value, of so many in total. Values are in ledger sign, as stored."""

    headline: str
    as_of: str
    revision: int
    rows: tuple[SourceRow, ...]
    total: int


@dataclass(frozen=True, slots=True)
class Restatement:
    """A period's figure as first reported and as it stands."""

    period: str
    before: Decimal | None
    after: Decimal | None
    when: str
    why: str


def measure_sources(store: Store, scope: Scope, measure: str, limit: int = 50) -> SourceReport:
    """Answer: which stored lines is this value made of? The largest first.

    Args:
        store: The open store.
        scope: What is asked; the lines are those of all periods that the value covers.
        measure: Id of the measure.
        limit: Most lines to give.

    Raises:
        UnknownName: If there is no such measure.
    """
    asked = open_scope(store, scope)
    names = tuple(names_of(asked.catalogue.measure(measure), asked.catalogue))
    value = evaluated(asked, asked.catalogue.measure(measure))
    at, length = value.shown, value.series.window_lengths[value.shown]
    window = range(at - length + 1, at + 1) if length else asked.calendar.window(at, scope.view)
    keys = [asked.calendar.periods[index].key for index in window]
    where = (asked.snapshot, names, (scope.entity,), keys, Scenario.ACTUAL)
    found = store.lines(*where, limit, largest_first=True).to_pylist()
    total = len(found) if len(found) < limit else store.count_lines(*where)
    rows = tuple(_source_row(line, asked.catalogue) for line in found if line["value"] is not None)
    label = label_of(asked.catalogue.measure(measure), scope.words)
    lines = "1 stored line stands" if total == 1 else f"{total:,} stored lines stand"
    return SourceReport(f"{lines} behind {label}.", asked.snapshot.as_of_label, asked.snapshot.revision, rows, total)


def _source_row(line: dict[str, object], names: Catalogue) -> SourceRow:
    plain = {name: line[name] for name in ("period", "scenario", "value", "source", "source_ref")}
    place, what = str(line["entity"]), str(line["measure"])
    entity = names.entities[place].name if place in names.entities else place
    counted = {name: line[name] for name in ("source_row", "import_id")}
    as_of = "" if line["as_of"] is None else str(line["as_of"])
    return SourceRow(entity=entity, name=name_of(what, names), as_of=as_of, **plain, **counted)  # type: ignore[arg-type]


def measure_restatements(store: Store, scope: Scope, measure: str, periods: int = 25) -> tuple[Restatement, ...]:
    """Answer: which of this measure's figures were changed after they were first reported? Newest first.

    Opens earlier revisions, so it is not for a page's first paint.

    Args:
        store: The open store.
        scope: What is asked; periods up to the scope's are looked at, one by one.
        measure: Id of the measure.
        periods: How many periods to look back.

    Raises:
        UnknownName: If there is no such measure.
    """
    return restatements_of(store, scope, (measure,), periods)[measure]


def restatements_of(
    store: Store, scope: Scope, measures: Collection[str], periods: int
) -> dict[str, tuple[Restatement, ...]]:
    """The same for several measures, of which the earlier states are opened once: by measure, the newest first."""
    asked = open_scope(store, scope.with_(view=View.PERIOD))
    now = State(asked, f"{asked.snapshot.published:%Y-%m-%d}", asked.snapshot.why)
    first = asked.calendar.periods[max(0, asked.index - periods + 1)].start
    walks = ([*_vintages(asked, first), now], [*_revisions(store, asked), now]) if measures else ()
    told = {}
    for measure in measures:
        found: dict[str, Restatement] = {}
        for states in walks:
            found |= _changed(states, measure, periods)
        told[measure] = tuple(found[key] for key in sorted(found, reverse=True))
    return told


def _changed(states: Sequence["State"], measure: str, periods: int) -> dict[str, Restatement]:
    """Periods whose value differs between one state and the next, with the first value and the last."""
    first: dict[str, Decimal] = {}
    last: dict[str, Decimal | None] = {}
    changed: dict[str, tuple[str, str]] = {}
    for state in states:
        for key, value in values_by_period(state.asked, measure, periods).items():
            if key in first and value != last[key]:
                changed[key] = (state.when, state.why)
            if value is not None:
                first.setdefault(key, value)
            last[key] = value
    return {key: Restatement(key, first[key], last[key], *when) for key, when in changed.items()}


@dataclass(frozen=True, slots=True)
class State:
    """An earlier state of the numbers, opened for the same scope, with when and why it came to be."""

    asked: Asked
    when: str
    why: str


def values_by_period(asked: Asked, measure: str, periods: int) -> dict[str, Decimal | None]:
    """Period key to value, for so many periods up to the one asked."""
    if measure not in asked.catalogue.measures or asked.scope.entity not in asked.catalogue.entities:
        return {}
    window = range(max(0, asked.index - periods + 1), asked.index + 1)
    found = measure_series(
        asked.catalogue.measures[measure], asked.catalogue, asked.calendar, asked.snapshot.cells, asked.scope.entity,
        only=window,
    )  # fmt: skip
    return {asked.calendar.periods[index].key: found.values[index] for index in window}


def _revisions(store: Store, asked: Asked) -> Iterator[State]:
    """Earlier revisions around each that replaced actual figures, oldest first."""
    for revision in _rewriting(store, asked):
        try:
            opened = open_scope(store, asked.scope.with_(as_of=f"r{revision.id}"))
        except UnknownName:
            continue
        yield State(opened, f"{revision.at:%Y-%m-%d}", revision.why)


def _vintages(asked: Asked, first: date) -> Iterator[State]:
    """The same revision as its actual figures stood on their as-of dates, oldest first.

    Of the days before ``first``, on which the periods looked at begin, the last one speaks for all.
    """
    cells = asked.snapshot.cells
    days = (date.min, *cells.vintages(Scenario.ACTUAL))
    begins = max(at for at, day in enumerate(days) if day < first)
    for day in days[begins:] if len(days) > 1 else ():
        seen = replace(asked.snapshot, cells=cells.seen_on(day))
        yield State(replace(asked, snapshot=seen), day.isoformat(), f"reported anew on {day.isoformat()}")


def _rewriting(store: Store, asked: Asked) -> list[Revision]:
    """The revision before each one that replaced actual figures, and that one itself; oldest first."""
    every = sorted((r for r in store.revisions() if r.id < asked.snapshot.revision), key=lambda r: r.id)
    kept: dict[int, Revision] = {}
    newest = every[-LOOKED_BACK:]
    hashes = {r.id: _hashes(store, r.id) for r in newest} | {
        asked.snapshot.revision: _hashes(store, asked.snapshot.revision)
    }
    for before, after in pairwise([*(r.id for r in newest), asked.snapshot.revision]):
        shared = hashes[before].keys() & hashes[after].keys()
        if any(hashes[before][key] != hashes[after][key] for key in shared):
            kept |= {r.id: r for r in newest if r.id in (before, after)}
    return [kept[number] for number in sorted(kept)]


def _hashes(store: Store, revision: int) -> dict[object, str]:
    return {s.key: s.figures.row_hash for s in store.slices(revision) if s.key.scenario == Scenario.ACTUAL}
