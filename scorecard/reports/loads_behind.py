"""Which loads made a number another than it was: those that brought figures of it, or took some back."""

from collections.abc import Collection, Iterator
from functools import cached_property

from scorecard.domain.catalogue import Measure
from scorecard.domain.problems import excerpt
from scorecard.domain.vocabulary import Scenario
from scorecard.reports.asked import Asked
from scorecard.reports.evaluated import Evaluated
from scorecard.reports.terms import leaves_of, names_of
from scorecard.store.history import Revision
from scorecard.store.slices import SliceKey
from scorecard.store.store import Snapshot, Store

UNDO = "undo"
"""Kind of the revisions that take a load back."""

NAMED = 2
"""Loads told by name; of more their number is told."""


class LoadsBehind:
    """The loads between two states, for as many numbers as are asked for.

    Args:
        store: The open store.
        asked: The scope in the later state.
        after: The earlier state's revision.
    """

    def __init__(self, store: Store, asked: Asked, after: int) -> None:
        self._store, self._asked, self._after = store, asked, after
        self._known: dict[tuple[Scenario, tuple[str, ...]], set[tuple[int, str]]] = {}

    def words(self, found: Evaluated, at: int, scenario: Scenario = Scenario.ACTUAL) -> str:
        """The loads that brought figures of a measure's value at a period: "load 6: wages that were rent".

        Args:
            found: The measure in the later state.
            at: Index of the period.
            scenario: Which set of numbers.
        """
        asked, length = self._asked, found.series.window_lengths[at]
        window = range(at - length + 1, at + 1) if length else asked.calendar.window(at, asked.scope.view)
        return self.behind(found.measure, [asked.calendar.periods[index].key for index in window], scenario)

    def behind(self, measure: Measure, periods: Collection[str], scenario: Scenario = Scenario.ACTUAL) -> str:
        """The loads that brought or took back figures of a measure in some periods, the newest first.

        Args:
            measure: As the later state knows it.
            periods: Their keys.
            scenario: Which set of numbers.
        """
        names = leaves_of(names_of(measure, self._asked.catalogue), self._asked.catalogue)
        told = {revision for revision, name in self._moved(scenario, tuple(periods)) if name in names}
        named = [_named(self._revisions[number]) for number in sorted(told, reverse=True)]
        more = f" and {len(named) - NAMED} more" if len(named) > NAMED else ""
        return "; ".join(named[:NAMED]) + more

    def brought(self, scenario: Scenario) -> bool:
        """Whether any figure of a set of numbers was brought or taken back at all."""
        return any(key.scenario == scenario for key in (*self._fresh, *self._undone))

    def names(self, scenario: Scenario, periods: Collection[str]) -> set[str]:
        """Accounts and readings of which figures were brought or taken back in some periods."""
        return {name for _, name in self._moved(scenario, tuple(periods))}

    def _moved(self, scenario: Scenario, keys: tuple[str, ...]) -> set[tuple[int, str]]:
        """Revision and name of each figure, at the place asked for and below, that came or went."""
        if (scenario, keys) not in self._known:
            sides = ((self._fresh, self._asked.snapshot), (self._undone, self._then))
            self._known[scenario, keys] = {
                found for slices, snapshot in sides for found in self._figures(slices, snapshot, scenario, keys)
            }
        return self._known[scenario, keys]

    def _figures(
        self, slices: dict[SliceKey, int], snapshot: Snapshot | None, scenario: Scenario, keys: tuple[str, ...]
    ) -> Iterator[tuple[int, str]]:
        revisions: dict[tuple[str, str], set[int]] = {}
        for key, revision in slices.items():
            if key.scenario == scenario and key.period in keys:
                revisions.setdefault((key.source, key.period), set()).add(revision)
        if snapshot is None or not revisions:
            return
        below = set(self._asked.catalogue.subtree(self._asked.scope.entity))
        for source, name, entity, period in snapshot.cells.held_by(scenario, keys):
            if entity in below:
                yield from ((revision, name) for revision in revisions.get((source, period), ()))

    @cached_property
    def _fresh(self) -> dict[SliceKey, int]:
        """Slices of the later state that the earlier one did not have, with the revision that brought them."""
        stored = self._store.slices(self._asked.snapshot.revision)
        return {each.key: each.since for each in stored if each.since > self._after}

    @cached_property
    def _undone(self) -> dict[SliceKey, int]:
        """Slices of the earlier state that an undo took back for good, with its revision."""
        now, found = self._asked.snapshot.revision, dict[SliceKey, int]()
        undos = sorted(
            each.id for each in self._revisions.values() if each.kind == UNDO and self._after < each.id <= now
        )
        if not undos or not self._after:
            return found
        gone = self._keys(self._after) - self._keys(now)
        for number in undos if gone else ():
            found |= dict.fromkeys(gone - found.keys() - self._keys(number), number)
        return found

    @cached_property
    def _then(self) -> Snapshot | None:
        return self._store.snapshot(f"r{self._after}") if self._after else None

    def _keys(self, revision: int) -> set[SliceKey]:
        return {each.key for each in self._store.slices(revision)}

    @cached_property
    def _revisions(self) -> dict[int, Revision]:
        return {each.id: each for each in self._store.revisions()}


def _named(revision: Revision) -> str:
    verb = "undo of load" if revision.kind == UNDO else "load"
    return f"{verb} {revision.import_id}: {excerpt(revision.why, 110)}"
