"""Cells: a revision's cube read as of one date, rolled up over entities and accounts."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

import numpy as np

from scorecard.domain.calendar import Calendar
from scorecard.domain.catalogue import Catalogue
from scorecard.domain.cells import Ints, Series
from scorecard.domain.vocabulary import Scenario
from scorecard.store.accounts import Accounts
from scorecard.store.coverage import Awaited, Coverage, Flags
from scorecard.store.cube import Codes, Cube
from scorecard.store.refusals import MixedCurrencies, TooLarge
from scorecard.store.vintages import Vintages

SAFE = float(2**62)


@dataclass(frozen=True, eq=False)
class Leaf:
    """One account or reading: ledger-sign ticks int64[entities, periods], and who was to report it."""

    ticks: Ints
    awaited: dict[tuple[str, int], Awaited]


class RevisionCells:
    """Implements ``domain.cells.Cells``; every answer is computed once and shared, read-only.

    ``worked_out`` has room for what others work out of these figures; it is forgotten with them.
    """

    def __init__(
        self,
        cube: Cube,
        catalogue: Catalogue,
        calendar: Calendar,
        day: date | None = None,
        first: bool = False,
        late: bool = False,
    ) -> None:
        order = catalogue.subtree(catalogue.root)
        self._cube, self._catalogue, self._calendar, self._day = cube, catalogue, calendar, day
        self._accounts = Accounts(catalogue)
        self._periods = tuple(period.key for period in calendar.periods)
        self._rank = {name: at for at, name in enumerate(order)}
        self._entity = _placed(cube.entities, self._rank)
        self._period = _placed(cube.periods, {key: at for at, key in enumerate(self._periods)})
        self._vintages = Vintages(cube, day, first, late)
        self._coverage = Coverage(cube, self._vintages, (self._entity, self._period), catalogue, calendar)
        self._leaves: dict[tuple[str, Scenario, date | None], Leaf | None] = {}
        self._answers: dict[tuple[str, str, Scenario, date | None, bool], Series] = {}
        self._restated: dict[tuple[str, str], bool] = {}
        self.worked_out: dict[Any, Any] = {}

    @property
    def periods(self) -> Sequence[str]:
        """Keys of all periods, oldest first, without gaps."""
        return self._periods

    def series(self, name: str, entity: str, scenario: Scenario, vintage: date | None = None) -> Series:
        """Figures of an account, group, subtotal or reading, for an entity's whole subtree.

        Raises:
            UnknownName: If the catalogue has no such name or entity.
            MixedCurrencies: If the figures are not all in the workspace's currency.
        """
        return self._remembered(name, entity, scenario, vintage, True)

    def stored(self, name: str, entity: str, scenario: Scenario) -> Series:
        """Figures stored at exactly this entity, for kinds that do not add up."""
        return self._remembered(name, entity, scenario, None, False)

    def data_through(self, scenario: Scenario) -> int:
        """Index of the last period with any figure of the scenario, -1 if none."""
        return self._coverage.through(scenario, None)

    def vintages(self, scenario: Scenario) -> Sequence[date]:
        """As-of dates present for the scenario, oldest first."""
        return self._vintages.dates(scenario)

    def seen_on(self, day: date) -> "RevisionCells":
        """The same revision's figures as of a date: no vintage after it speaks."""
        return RevisionCells(self._cube, self._catalogue, self._calendar, day)

    def known_of(self, day: date) -> "RevisionCells":
        """The same revision's figures as they were known when those up to a date were new.

        As ``seen_on``; actual figures first reported after the date are there as they were first reported.
        """
        return RevisionCells(self._cube, self._catalogue, self._calendar, day, late=True)

    @cached_property
    def first_reported(self) -> "RevisionCells":
        """The same revision's figures as they were first reported; itself where no actual figure has a date."""
        if not self.vintages(Scenario.ACTUAL):
            return self
        return RevisionCells(self._cube, self._catalogue, self._calendar, self._day, first=True)

    def was_restated(self, name: str, entity: str) -> bool:
        """Whether any actual figure of an account or reading was first reported otherwise."""
        key = (name, entity)
        if key not in self._restated:
            now, first = (each.series(name, entity, Scenario.ACTUAL) for each in (self, self.first_reported))
            self._restated[key] = not np.array_equal(now.values, first.values)
        return self._restated[key]

    def by_centre(
        self, name: str, entity: str, scenario: Scenario, vintage: date | None = None
    ) -> dict[str | None, Ints]:
        """The values of ``series`` split by cost centre; None holds figures without one.

        Returns:
            int64[periods] ticks in natural sign per cost centre; they add up to the series' values.
        """
        total = np.zeros((len(self._cube.centres), len(self._periods)), dtype=np.int64)
        brought = np.zeros(len(self._cube.centres), dtype=np.bool_)
        asked = self._range(entity)
        for leaf, factor in self._accounts.parts(name).items():
            rows, chosen = self._chosen(leaf, scenario, vintage)
            place = self._entity[self._cube.entity[rows]]
            inside = chosen & (place >= asked.start) & (place < asked.stop)
            self._refuse_mixed(leaf, self._cube.currency[rows][inside])
            centre, period = self._cube.centre[rows][inside], self._period[self._cube.period[rows][inside]]
            np.add.at(total, (centre, period), factor * self._cube.ticks[rows][inside])
            brought[centre] = True
        return {self._cube.centres[code]: _frozen(total[code]) for code in np.flatnonzero(brought).tolist()}

    def held_by(self, scenario: Scenario, periods: Collection[str]) -> set[tuple[str, str, str, str]]:
        """(source, name, entity, period) of every figure a scenario holds in some periods, of any vintage."""
        cube, found = self._cube, set()
        wanted = [at for at, key in enumerate(cube.periods) if key in set(periods)]
        for name, span in cube.spans_of(scenario).items():
            inside = np.isin(cube.period[span], wanted)
            parts = np.stack([codes[span][inside] for codes in (cube.source, cube.entity, cube.period)], axis=1)
            for source, entity, period in np.unique(parts, axis=0).tolist():
                found.add((cube.sources[source], name, cube.entities[entity], cube.periods[period]))
        return found

    def _remembered(self, name: str, entity: str, scenario: Scenario, vintage: date | None, whole: bool) -> Series:
        key = (name, entity, scenario, vintage, whole)
        found = self._answers.get(key)
        if found is None:
            found = self._answers[key] = self._answer(*key)
        return found

    def _answer(self, name: str, entity: str, scenario: Scenario, vintage: date | None, whole: bool) -> Series:
        asked = self._range(entity) if whole else slice(self._range(entity).start, self._range(entity).start + 1)
        parts = self._accounts.parts(name)
        leaves = [(factor, leaf) for part, factor in parts.items() if (leaf := self._leaf(part, scenario, vintage))]
        values = np.zeros(len(self._periods), dtype=np.int64)
        size = 0.0
        for factor, leaf in leaves:
            size += float(np.abs(leaf.ticks[asked].astype(np.float64)).sum(axis=0).max(initial=0.0)) * abs(factor)
            values += factor * leaf.ticks[asked].sum(axis=0)
        if size > SAFE:
            raise TooLarge(name)
        known, expected = _counted([leaf.awaited for _, leaf in leaves], asked, len(self._periods))
        return Series(_frozen(values), _frozen(known), _frozen(expected))

    def _leaf(self, name: str, scenario: Scenario, vintage: date | None) -> Leaf | None:
        key = (name, scenario, vintage)
        if key not in self._leaves:
            self._leaves[key] = self._read(name, scenario, vintage)
        return self._leaves[key]

    def _read(self, name: str, scenario: Scenario, vintage: date | None) -> Leaf | None:
        rows, chosen = self._chosen(name, scenario, vintage)
        if not chosen.any():
            return None
        self._refuse_mixed(name, self._cube.currency[rows][chosen])
        reading = self._catalogue.readings.get(name)
        cadence = reading.cadence if reading is not None else None
        awaited = self._coverage.awaited(rows, chosen, scenario, vintage, cadence)
        apart = name if reading is not None else ""
        return Leaf(self._summed(rows, chosen), {(apart, source): found for source, found in awaited.items()})

    def _chosen(self, name: str, scenario: Scenario, vintage: date | None) -> tuple[slice, Flags]:
        rows = self._cube.spans.get((name, str(scenario)), slice(0, 0))
        return rows, self._vintages.winners(scenario, vintage)[self._cube.slice_code[rows]]

    def _summed(self, rows: slice, chosen: Flags) -> Ints:
        grid = np.zeros(self._coverage.shape, dtype=np.int64)
        entity, period = self._entity[self._cube.entity[rows][chosen]], self._period[self._cube.period[rows][chosen]]
        placed = (entity >= 0) & (period >= 0)
        np.add.at(grid, (entity[placed], period[placed]), self._cube.ticks[rows][chosen][placed])
        return grid

    def _range(self, entity: str) -> slice:
        self._catalogue.entity(entity)
        start = self._rank[entity]
        return slice(start, start + len(self._catalogue.subtree(entity)))

    def _refuse_mixed(self, name: str, codes: Codes) -> None:
        found = {self._cube.currencies[code] for code in np.unique(codes).tolist()} - {None, ""}
        if found - {self._catalogue.currency}:
            raise MixedCurrencies(name, tuple(sorted(map(str, found))), self._catalogue.currency)


def _counted(leaves: list[dict[tuple[str, int], Awaited]], asked: slice, periods: int) -> tuple[Ints, Ints]:
    """How many were due and how many of them reported, one per origin and entity.

    A total waits for the entities that ever brought one of its figures. Where none below the asked
    entity did, all that post to its sources count: a posted month without such lines is a true zero.
    """
    known, expected = np.zeros(periods, dtype=np.int64), np.zeros(periods, dtype=np.int64)
    anybody = any(found.used[asked].any() for leaf in leaves for found in leaf.values())
    for origin in {origin for leaf in leaves for origin in leaf}:
        found = [leaf[origin] for leaf in leaves if origin in leaf]
        counted = [(one.used[asked] if anybody else np.ones_like(one.used[asked]))[:, None] for one in found]
        due = np.logical_or.reduce([one.expected[asked] & who for one, who in zip(found, counted, strict=True)])
        lacking = [one.expected[asked] & ~one.known[asked] & who for one, who in zip(found, counted, strict=True)]
        expected += due.sum(axis=0)
        known += (due & ~np.logical_or.reduce(lacking)).sum(axis=0)
    return known, expected


def _placed(labels: tuple[Any, ...], rank: dict[str, int]) -> Codes:
    return np.array([rank.get(label, -1) for label in labels], dtype=np.int32)


def _frozen(array: Ints) -> Ints:
    array.flags.writeable = False
    return array
