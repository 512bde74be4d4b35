"""Which loads made a number another than it was: those that brought figures of it after an earlier state."""

from collections.abc import Iterable
from functools import cached_property

from scorecard.domain.problems import excerpt
from scorecard.domain.vocabulary import Scenario
from scorecard.reports.asked import Asked
from scorecard.reports.evaluated import Evaluated
from scorecard.reports.terms import leaves_of, names_of
from scorecard.store.history import Revision, StoredSlice
from scorecard.store.store import Store

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
        self._held: dict[tuple[Scenario, tuple[str, ...]], set[tuple[str, str, str, str]]] = {}

    def words(self, found: Evaluated, at: int, scenario: Scenario = Scenario.ACTUAL) -> str:
        """The loads that brought figures of a measure's value at a period: "load 6: wages that were rent".

        Args:
            found: The measure in the later state.
            at: Index of the period.
            scenario: Which set of numbers.
        """
        told = [self._revisions[number] for number in sorted(self._behind(found, at, scenario), reverse=True)]
        named = [_named(revision) for revision in told[:NAMED]]
        more = f" and {len(told) - NAMED} more" if len(told) > NAMED else ""
        return "; ".join(named) + more

    def _behind(self, found: Evaluated, at: int, scenario: Scenario) -> set[int]:
        asked, length = self._asked, found.series.window_lengths[at]
        window = range(at - length + 1, at + 1) if length else asked.calendar.window(at, asked.scope.view)
        keys = tuple(asked.calendar.periods[index].key for index in window)
        names = leaves_of(names_of(found.measure, asked.catalogue), asked.catalogue)
        below = set(asked.catalogue.subtree(asked.scope.entity))
        brought = {
            (source, period)
            for source, name, entity, period in self._figures(scenario, keys)
            if name in names and entity in below
        }
        fresh = (each for each in self._fresh if each.key.scenario == scenario)
        return {each.since for each in fresh if (each.key.source, each.key.period) in brought}

    def _figures(self, scenario: Scenario, keys: tuple[str, ...]) -> Iterable[tuple[str, str, str, str]]:
        if (scenario, keys) not in self._held:
            self._held[scenario, keys] = self._asked.snapshot.cells.held_by(scenario, keys)
        return self._held[scenario, keys]

    @cached_property
    def _fresh(self) -> list[StoredSlice]:
        """Slices of the later state that the earlier one did not have."""
        return [each for each in self._store.slices(self._asked.snapshot.revision) if each.since > self._after]

    @cached_property
    def _revisions(self) -> dict[int, Revision]:
        return {each.id: each for each in self._store.revisions()}


def _named(revision: Revision) -> str:
    verb = "undo of load" if revision.kind == UNDO else "load"
    return f"{verb} {revision.import_id}: {excerpt(revision.why, 110)}"
