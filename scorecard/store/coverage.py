"""Coverage: which entity of which source was to report in a period, and did."""

from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from scorecard.domain.calendar import Calendar
from scorecard.domain.catalogue import Catalogue
from scorecard.domain.vocabulary import Cadence
from scorecard.store.cube import Codes, Cube
from scorecard.store.vintages import Vintages

Flags = NDArray[np.bool_]
ANY_SOURCE = -1


@dataclass(frozen=True, eq=False)
class Awaited:
    """Per entity and period, bool[entities, periods]; ``used`` is bool[entities]: did it ever bring the figure?"""

    expected: Flags
    known: Flags
    used: Flags


class Coverage:
    """Knows, per source, where anything was posted; shared by all names of a view."""

    def __init__(
        self, cube: Cube, vintages: Vintages, places: tuple[Codes, Codes], catalogue: Catalogue, calendar: Calendar
    ) -> None:
        self._cube, self._vintages, self._calendar = cube, vintages, calendar
        self._entity, self._period = places
        order = catalogue.subtree(catalogue.root)
        self.shape = (len(order), len(calendar.periods))
        self._open = _open(catalogue, order, calendar)
        self._posted: dict[tuple[str, date | None], dict[int, Flags]] = {}

    def posted(self, scenario: str, vintage: date | None) -> dict[int, Flags]:
        """Per source code, where it has any reported figure of the scenario."""
        key = (scenario, vintage)
        if key not in self._posted:
            self._posted[key] = self._mark(scenario, vintage)
        return self._posted[key]

    def through(self, scenario: str, vintage: date | None) -> int:
        """Index of the last period with any reported figure, -1 if none."""
        marks = [np.flatnonzero(flags.any(axis=0)) for flags in self.posted(scenario, vintage).values()]
        return max((int(found[-1]) for found in marks if len(found)), default=-1)

    def awaited(
        self, rows: slice, chosen: Flags, scenario: str, vintage: date | None, alone: Cadence | None
    ) -> dict[int, Awaited]:
        """For one name, per source code: who was to report it, who did.

        An account is known wherever its source posted anything, so an account without lines in a
        posted month is a true zero. A reading is awaited by itself, at its own cadence, whichever source
        brings it: a place may change its system. A place that said "not applicable" is awaited again
        once it reports again.

        Args:
            rows: Where the name's figures lie in the cube.
            chosen: Which of them speak in this view.
            scenario: The scenario asked for.
            vintage: One vintage, or None.
            alone: A reading's cadence; None for accounts.
        """
        found: dict[int, Awaited] = {}
        sources = self._cube.source[rows] if alone is None else np.full(len(chosen), ANY_SOURCE)
        for source in np.unique(sources[chosen]).tolist():
            mine = chosen & (sources == source)
            said = self._grid(rows, mine & (self._cube.reported[rows] > 0))
            silent = self._grid(rows, mine) & ~said
            excused = silent & self._grid(rows, mine & (self._cube.not_applicable[rows] > 0))
            known = said if alone is not None else self._posted_by(source, scenario, vintage) & ~silent
            due = self._due(alone or Cadence.MONTHLY, self.through(scenario, vintage))
            begun = _still_true(known, excused)
            expected = ((begun & due & self._open) | known | silent) & ~excused
            found[source] = Awaited(expected, known, np.any(self._grid(rows, mine), axis=1))
        return found

    def _posted_by(self, source: int, scenario: str, vintage: date | None) -> Flags:
        found = self.posted(scenario, vintage).get(source)
        return np.zeros(self.shape, dtype=np.bool_) if found is None else found

    def _mark(self, scenario: str, vintage: date | None) -> dict[int, Flags]:
        winners = self._vintages.winners(scenario, vintage)
        chosen = winners[self._cube.slice_code] & (self._cube.reported > 0)
        everything = slice(0, len(chosen))
        return {
            source: self._grid(everything, chosen & (self._cube.source == source))
            for source in np.unique(self._cube.source[chosen]).tolist()
        }

    def _grid(self, rows: slice, chosen: Flags) -> Flags:
        flags = np.zeros(self.shape, dtype=np.bool_)
        entity, period = self._entity[self._cube.entity[rows][chosen]], self._period[self._cube.period[rows][chosen]]
        placed = (entity >= 0) & (period >= 0)
        flags[entity[placed], period[placed]] = True
        return flags

    def _due(self, cadence: Cadence, through: int) -> Flags:
        due: Flags = self._calendar.due(cadence) & (np.arange(self.shape[1]) <= through)
        return due


def _still_true(begins: Flags, ends: Flags) -> Flags:
    """Along the periods: true from where it begins until where it ends."""
    moments = np.where(begins | ends, np.arange(begins.shape[1]), -1)
    latest = np.maximum.accumulate(moments, axis=1)
    return (latest >= 0) & np.take_along_axis(begins, np.maximum(latest, 0), axis=1)


def _open(catalogue: Catalogue, order: tuple[str, ...], calendar: Calendar) -> Flags:
    """Where an entity is not closed, nor anything above it: bool[entities, periods]."""
    closing = [
        min((e.closed for e in map(catalogue.entity, catalogue.path(name)) if e.closed), default=None) for name in order
    ]
    starts = [period.start for period in calendar.periods]
    return np.array([[closed is None or start <= closed for start in starts] for closed in closing], dtype=np.bool_)
