"""Snapshots: one published state opened for reading, cached and shared by all sessions."""

import threading
from collections import OrderedDict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from scorecard.domain.calendar import Calendar
from scorecard.domain.catalogue import Catalogue
from scorecard.store.cells import RevisionCells
from scorecard.store.cube import Cube, build_cube
from scorecard.store.fitting import calendar_of
from scorecard.store.history import Published, Revision, catalogue_text, revision_for, revision_row, state_at
from scorecard.store.shelves import Shelves
from scorecard.store.slices import SliceFigures

CUBES = 4
VIEWS = 24


@dataclass(frozen=True)
class Snapshot:
    """One published state of the dataset, opened for reading.

    ``as_of_label`` is what screens print after "Numbers as of".
    """

    revision: int
    published: datetime
    why: str
    catalogue: Catalogue
    calendar: Calendar
    cells: RevisionCells
    as_of: date | None
    as_of_label: str


@dataclass(frozen=True, eq=False)
class Opened:
    """What all as-of views of one revision share."""

    found: Revision
    catalogue: Catalogue
    calendar: Calendar
    cube: Cube


class Snapshots:
    """Opens each revision once, however many sessions ask, and keeps the latest few."""

    def __init__(self, shelves: Shelves, today: Callable[[], date]) -> None:
        self._shelves, self._today = shelves, today
        self._opening, self._looking = threading.Lock(), threading.Lock()
        self._opened: OrderedDict[int, Opened] = OrderedDict()
        self._views: OrderedDict[tuple[int, str], Snapshot] = OrderedDict()

    def snapshot(self, as_of: str) -> Snapshot:
        """The state an as-of asks for.

        Raises:
            NothingPublished: If there is no revision.
            UnknownRevision: If it was never published.
        """
        key = (self._number(as_of), as_of)
        found = self._seen(key)
        if found is not None:
            return found
        with self._opening:
            found = self._seen(key) or self._view(*key)
            with self._looking:
                self._views[key] = found
                _keep(self._views, VIEWS)
            return found

    def _seen(self, key: tuple[int, str]) -> Snapshot | None:
        with self._looking:
            if key in self._views:
                self._views.move_to_end(key)
            return self._views.get(key)

    def _number(self, as_of: str) -> int:
        if not as_of and (newest := self._shelves.book.counters()[0]):
            return newest
        with self._shelves.book.read() as connection:
            return revision_for(connection, as_of).id

    def _view(self, number: int, as_of: str) -> Snapshot:
        day = date.fromisoformat(as_of) if as_of and not as_of.startswith("r") else None
        opened = self._open(number)
        found = opened.found
        return Snapshot(
            revision=found.id,
            published=found.at,
            why=found.why,
            catalogue=opened.catalogue,
            calendar=opened.calendar,
            cells=RevisionCells(opened.cube, opened.catalogue, opened.calendar, day),
            as_of=day,
            as_of_label=f"{_written(day or found.at)} (revision {found.id})",
        )

    def _open(self, number: int) -> Opened:
        if number in self._opened:
            self._opened.move_to_end(number)
            return self._opened[number]
        with self._shelves.book.read() as connection:
            found = revision_row(connection, number)
            state = state_at(connection, number)
            catalogue = self._shelves.parse(catalogue_text(connection, found.catalogue_id))
        with self._shelves.questions.cursor() as cursor:
            cube = build_cube(cursor, self._shelves.facts, found.facts_version)
        self._opened[number] = Opened(
            found, catalogue, calendar_of(catalogue, list(_figures(state)), self._today()), cube
        )
        _keep(self._opened, CUBES)
        return self._opened[number]


def _figures(state: Published) -> Iterator[SliceFigures]:
    return (stored.figures for stored in state.slices.values())


def _keep(cache: OrderedDict[Any, Any], size: int) -> None:
    while len(cache) > size:
        cache.popitem(last=False)


def _written(day: date) -> str:
    return f"{day.day} {day:%b %Y}"
