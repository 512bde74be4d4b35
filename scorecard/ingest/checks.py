"""What a load is held against in the store: figures of other sources, and vintages already there."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field

import pyarrow as pa
import pyarrow.compute as pc

from scorecard.domain.calendar import Calendar
from scorecard.domain.closing import REOPEN, Closing
from scorecard.domain.problems import Problem
from scorecard.domain.vocabulary import CloseState, Scenario
from scorecard.store.slices import SliceKey
from scorecard.store.staging import Staged
from scorecard.store.store import Snapshot, Store

SHOWN = 20
Held = tuple[str, str, str, str]


@dataclass
class OtherSources:
    """Finds figures that another source already holds for the same measure, entity, period and scenario.

    Attributes:
        source: Whose figures are being loaded.
        shared: Sources whose figures may be added to them.
        alone: Readings that cannot be added up, whoever shares them.
        periods: What sources that are not shared hold, periods by scenario.
        shared_periods: What shared sources hold.
        met: What was loaded where another source speaks too.
    """

    source: str
    shared: frozenset[str]
    alone: frozenset[str]
    periods: dict[str, set[str]] = field(default_factory=dict)
    shared_periods: dict[str, set[str]] = field(default_factory=dict)
    met: set[Held] = field(default_factory=set)

    @classmethod
    def of(
        cls, slices: Iterable[SliceKey], source: str, shared: Collection[str], alone: Collection[str]
    ) -> "OtherSources":
        """What other sources hold, by scenario and period."""
        others = cls(source, frozenset(shared) - {source}, frozenset(alone))
        for key in slices:
            if key.source != source and (alone or key.source not in others.shared):
                held = others.shared_periods if key.source in others.shared else others.periods
                held.setdefault(key.scenario, set()).add(key.period)
        return others

    def watch(self, batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        """Pass lines on, remembering what they are about where another source speaks too."""
        for batch in batches:
            for scenario in self.periods.keys() | self.shared_periods.keys():
                same = pc.and_(pc.equal(batch["scenario"], scenario), self._told_elsewhere(batch, scenario))
                if pc.any(same).as_py():
                    self._remember(batch.filter(same), scenario)
            yield batch

    def _told_elsewhere(self, batch: pa.RecordBatch, scenario: str) -> pa.BooleanArray:
        told = _among(batch["period"], self.periods.get(scenario, ()))
        if scenario not in self.shared_periods:
            return told
        both = pc.and_(_among(batch["measure"], self.alone), _among(batch["period"], self.shared_periods[scenario]))
        return pc.or_(told, both)

    def _remember(self, batch: pa.RecordBatch, scenario: str) -> None:
        names = ["measure", "entity", "period"]
        distinct = pa.Table.from_batches([batch]).group_by(names).aggregate([])
        self.met.update((scenario, *key) for key in zip(*(distinct[name].to_pylist() for name in names), strict=True))

    def problems(self, snapshot: Snapshot, file: str) -> tuple[Problem, ...]:
        """One problem for each other source that holds the same figures, and one for those that cannot be added up."""
        found: dict[tuple[str, bool], list[Held]] = {}
        for scenario in {key[0] for key in self.met}:
            periods = self.periods.get(scenario, set()) | self.shared_periods.get(scenario, set())
            for source, *key in snapshot.cells.held_by(Scenario(scenario), periods):
                same, alone = (scenario, key[0], key[1], key[2]), key[0] in self.alone
                if source != self.source and (alone or source not in self.shared) and same in self.met:
                    found.setdefault((source, alone), []).append(same)
        return tuple(_conflict(source, alone, sorted(keys), file) for (source, alone), keys in sorted(found.items()))


def _among(column: pa.Array, words: Collection[str]) -> pa.BooleanArray:
    return pc.is_in(column, value_set=pa.array(sorted(words), pa.string()))


def _conflict(source: str, alone: bool, keys: list[Held], file: str) -> Problem:
    listed = ", ".join(f"{measure} of {entity} in {period}" for _, measure, entity, period in keys[:SHOWN])
    more = f" and {len(keys) - SHOWN:,} more" if len(keys) > SHOWN else ""
    what = f"the source “{source}” already holds {keys[0][0]} figures for {listed}{more}"
    if alone:
        return Problem(
            file, f"{what}, which cannot be added up", "Load it as the same source, or leave these figures out."
        )
    remedy = f'Load it as the same source, or write shares_with = ["{source}"] if both are to be added up.'
    return Problem(file, what, remedy)


def cut_off(
    store: Store, calendar: Calendar, coming: Collection[SliceKey], file: str, side_by_side: bool = False
) -> tuple[Problem, ...]:
    """A problem for each fiscal year whose figures to date begin later here than in the store.

    The first of them would be taken for the period's own, and what came before it counted twice. Where actual and
    outlook periods stand ``side_by_side`` in one report, the outlook goes on from the actual figures: they are one.
    """

    def series(key: SliceKey, at: int) -> tuple[str, str, int]:
        return key.source, "" if side_by_side else key.scenario, calendar.periods[at].fiscal_year

    first: dict[tuple[str, str, int], int] = {}
    for key in coming:
        at = calendar.index(key.period)
        year = series(key, at)
        first[year] = min(at, first.get(year, at))
    lacking: dict[tuple[str, str, int], int] = {}
    for found in store.slices(store.revision()):
        at = calendar.index(found.key.period)
        year = series(found.key, at)
        if at < min(first.get(year, 0), lacking.get(year, at + 1)):
            lacking[year] = at
    return tuple(
        Problem(
            file,
            f"its {scenario or 'actual and outlook'} figures to date of fiscal year {year} begin with "
            f"{calendar.periods[begins].label}, and those from "
            f"{calendar.periods[lacking[source, scenario, year]].label} on are already there",
            "Load the reports of a fiscal year together, from its first to this one.",
        )
        for (source, scenario, year), begins in sorted(first.items())
        if (source, scenario, year) in lacking
    )


def closed_books(
    staged: Staged, closing: Closing, calendar: Calendar, file: str
) -> tuple[tuple[Problem, ...], tuple[str, ...]]:
    """A problem where actual figures of closed periods would change; a note where they are closed for now."""
    for_good = _changing(staged, closing, calendar, CloseState.CLOSED)
    for_now = _changing(staged, closing, calendar, CloseState.SOFT_CLOSED)
    what = f"it would change actual figures of {for_good}, where the books are closed"
    told = f"it changes actual figures of {for_now}, where the books are closed for now"
    return (Problem(file, what, REOPEN),) if for_good else (), (told,) if for_now else ()


def _changing(staged: Staged, closing: Closing, calendar: Calendar, state: CloseState) -> str:
    """Periods that stand so and whose actual figures would change, in words."""
    among = {key.period for key in staged.figures if closing.state(key.period) is state}
    found = {key.period for key in staged.changing(Scenario.ACTUAL, among)} if among else set()
    return calendar.told(sorted(found))


def older_vintages(store: Store, coming: Collection[SliceKey]) -> tuple[str, ...]:
    """A note for each scenario whose vintage is older than one already there."""
    newest: dict[tuple[str, str, str], str] = {}
    for found in store.slices(store.revision()) if store.revision() else ():
        at = (found.key.source, found.key.scenario, found.key.period)
        newest[at] = max(newest.get(at, ""), found.key.as_of)
    stale: dict[tuple[str, str, str], int] = {}
    for key in coming:
        held = newest.get((key.source, key.scenario, key.period), "")
        if key.as_of < held:
            group = (key.scenario, key.as_of or "no date", held)
            stale[group] = stale.get(group, 0) + 1
    return tuple(
        f"the report as of {as_of} is older than the {scenario} figures as of {held} already there "
        f"({count} periods); it is kept beside them and does not replace them"
        for (scenario, as_of, held), count in sorted(stale.items())
    )
