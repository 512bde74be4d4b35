"""Snapshots: one published state opened for reading, cached and shared by all sessions."""

import threading
from collections import OrderedDict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from scorecard.domain.calendar import Calendar
from scorecard.domain.cash_lines import DatedLines, Documents, RolledLines
from scorecard.domain.catalogue import Catalogue
from scorecard.domain.vocabulary import Scenario
from scorecard.store.cells import RevisionCells
from scorecard.store.cube import Cube, build_cube
from scorecard.store.fitting import calendar_of
from scorecard.store.history import Published, Revision, before, catalogue_text, revision_for, revision_row, state_at
from scorecard.store.rolled import RevisionLines
from scorecard.store.shelves import Shelves
from scorecard.store.slices import SliceFigures

CUBES = 4
VIEWS = 24

Key = tuple[int, str, int]
"""Revision, as-of, and the revision whose catalogue and calendar tell it."""


@dataclass(frozen=True)
class Snapshot:
    """One published state of the dataset, opened for reading.

    ``as_of_label`` is what screens print after "Numbers as of"; ``before`` is the revision whose figures these
    replaced, 0 for none.
    """

    revision: int
    published: datetime
    why: str
    catalogue: Catalogue
    calendar: Calendar
    cells: RevisionCells
    as_of: date | None
    as_of_label: str
    lines: RevisionLines
    before: int

    def known_of(self, day: date) -> "Snapshot":
        """The same state with its figures as they were known when those up to a day were new: no hindsight."""
        return replace(self, cells=self.cells.known_of(day), lines=self.lines.known_of(day), as_of=day)

    def rolled_vintages(self, source: str) -> tuple[date, ...]:
        """As-of dates of our own forecasts of a source, oldest first."""
        return self.lines.vintages(source)

    def rolled(self, source: str, vintage: date) -> RolledLines:
        """One vintage of our own forecast, by day; empty where there is none."""
        return self.lines.rolled(source, vintage)

    def every_rolled(self, source: str) -> dict[date, RolledLines]:
        """All vintages of our own forecasts of a source, oldest first."""
        return self.lines.every_rolled(source)

    def rolled_since(self, source: str, vintage: date) -> int:
        """The revision a vintage of our own forecast stands since, 0 where there is none."""
        return self.lines.rolled_since(source, vintage)

    def dated(self, names: tuple[str, ...], party: str = "") -> DatedLines:
        """Actual lines of accounts or readings one by one, by day.

        Args:
            names: Which; groups are spread to what is below them.
            party: ``customer`` or ``vendor``; whichever is told if empty.
        """
        return self.lines.dated(names, party)

    def documents(self, written: str, settled: str, party: str) -> Documents:
        """Invoices or bills as they are known now: each part with the day it was paid, and what is open.

        Args:
            written: Reading of documents by the day they were written.
            settled: Reading of payments.
            party: ``customer`` or ``vendor``.
        """
        return self.lines.documents(written, settled, party)


@dataclass(frozen=True, eq=False)
class Opened:
    """What all as-of views of one revision share."""

    found: Revision
    catalogue: Catalogue
    calendar: Calendar
    cube: Cube
    state: Published
    before: int


class Snapshots:
    """Opens each revision once, however many sessions ask, and keeps the latest few."""

    def __init__(self, shelves: Shelves, today: Callable[[], date]) -> None:
        self._shelves, self._today = shelves, today
        self._opening, self._looking = threading.Lock(), threading.Lock()
        self._opened: OrderedDict[int, Opened] = OrderedDict()
        self._views: OrderedDict[Key, Snapshot] = OrderedDict()

    def snapshot(self, as_of: str) -> Snapshot:
        """The state an as-of asks for.

        Raises:
            NothingPublished: If there is no revision.
            UnknownRevision: If it was never published.
        """
        number = self._number(as_of)
        return self._once((number, as_of, number), lambda: self._view(number, as_of))

    def earlier(self, as_of: str, now: Snapshot) -> Snapshot:
        """The figures of the state an as-of asks for, by the accounts, places and periods of another state.

        Raises:
            UnknownRevision: If it was never published.
        """
        number = self._number(as_of)
        return self._once((number, as_of, now.revision), lambda: self._view(number, as_of, now))

    def _once(self, key: Key, made: Callable[[], Snapshot]) -> Snapshot:
        found = self._seen(key)
        if found is not None:
            return found
        with self._opening:
            found = self._seen(key) or made()
            with self._looking:
                self._views[key] = found
                _keep(self._views, VIEWS)
            return found

    def _seen(self, key: Key) -> Snapshot | None:
        with self._looking:
            if key in self._views:
                self._views.move_to_end(key)
            return self._views.get(key)

    def _number(self, as_of: str) -> int:
        if not as_of and (newest := self._shelves.book.counters()[0]):
            return newest
        with self._shelves.book.read() as connection:
            return revision_for(connection, as_of).id

    def _view(self, number: int, as_of: str, told_by: Snapshot | None = None) -> Snapshot:
        day = date.fromisoformat(as_of) if as_of and not as_of.startswith("r") else None
        opened = self._open(number)
        found, names = opened.found, told_by or opened
        return Snapshot(
            revision=found.id,
            published=found.at,
            why=found.why,
            catalogue=names.catalogue,
            calendar=names.calendar,
            cells=RevisionCells(opened.cube, names.catalogue, names.calendar, day),
            as_of=day,
            as_of_label=f"{_written(day or found.at)} (revision {found.id})",
            lines=RevisionLines(self._shelves, opened.state, names.catalogue, day),
            before=opened.before,
        )

    def _open(self, number: int) -> Opened:
        if number in self._opened:
            self._opened.move_to_end(number)
            return self._opened[number]
        with self._shelves.book.read() as connection:
            found = revision_row(connection, number)
            state, earlier = state_at(connection, number), before(connection, number)
            catalogue = self._shelves.parse(catalogue_text(connection, found.catalogue_id))
        with self._shelves.questions.cursor() as cursor:
            cube = build_cube(cursor, self._shelves.facts, found.facts_version)
        self._opened[number] = Opened(
            found, catalogue, calendar_of(catalogue, list(_figures(state)), self._today()), cube, state, earlier
        )
        _keep(self._opened, CUBES)
        return self._opened[number]


def _figures(state: Published) -> Iterator[SliceFigures]:
    """What the calendar covers: our own forecast has days of its own and makes no period."""
    return (stored.figures for key, stored in state.slices.items() if key.scenario != Scenario.ROLLED)


def _keep(cache: OrderedDict[Any, Any], size: int) -> None:
    while len(cache) > size:
        cache.popitem(last=False)


def _written(day: date) -> str:
    return f"{day.day} {day:%b %Y}"
