"""Vintages: which slice speaks for a source, scenario and period as of a date, or spoke first."""

from datetime import date

import numpy as np
from numpy.typing import NDArray

from scorecard.domain.vocabulary import Scenario
from scorecard.store.cube import Cube

Flags = NDArray[np.bool_]


class Vintages:
    """Picks, whole slice at a time, the latest as-of date not after the asked one; none is the oldest.

    With ``first`` the oldest is picked: figures as they were first reported. With ``late`` actual figures of which
    nothing was reported by the asked date are told as they were first reported after it.
    """

    def __init__(self, cube: Cube, day: date | None = None, first: bool = False, late: bool = False) -> None:
        self._slices = cube.slices
        self._day, self._first, self._late = day, first, late
        self._winners: dict[tuple[str, date | None], Flags] = {}

    def winners(self, scenario: str, vintage: date | None = None) -> Flags:
        """Which of the cube's slices speak for a scenario: bool[slices].

        Args:
            scenario: The scenario asked for.
            vintage: Only slices with exactly this as-of date; None for the latest per source and period.
        """
        key = (scenario, vintage)
        if key not in self._winners:
            self._winners[key] = self._pick(scenario, vintage)
        return self._winners[key]

    def dates(self, scenario: str) -> tuple[date, ...]:
        """As-of dates of the scenario up to the asked date, oldest first."""
        own = (found[3] for found in self._slices if found[1] == scenario)
        return tuple(sorted({as_of for as_of in own if as_of is not None and self._shown(as_of)}))

    def _pick(self, scenario: str, vintage: date | None) -> Flags:
        best: dict[tuple[str, str], tuple[date, int]] = {}
        for at, (source, found, period, as_of) in enumerate(self._slices):
            if found != scenario or not self._shown(as_of) or (vintage is not None and as_of != vintage):
                continue
            rank = as_of or date.min
            if (source, period) not in best or (best[source, period][0] < rank) is not self._first:
                best[source, period] = (rank, at)
        if self._late and scenario == Scenario.ACTUAL and vintage is None:
            best = self._first_after() | best
        flags = np.zeros(len(self._slices), dtype=np.bool_)
        flags[[at for _, at in best.values()]] = True
        flags.flags.writeable = False
        return flags

    def _first_after(self) -> dict[tuple[str, str], tuple[date, int]]:
        """The oldest slice of actual figures of each source and period among those after the asked date."""
        best: dict[tuple[str, str], tuple[date, int]] = {}
        for at, (source, found, period, as_of) in enumerate(self._slices):
            if found != Scenario.ACTUAL or as_of is None or self._shown(as_of):
                continue
            if (source, period) not in best or as_of < best[source, period][0]:
                best[source, period] = (as_of, at)
        return best

    def _shown(self, as_of: date | None) -> bool:
        return as_of is None or self._day is None or as_of <= self._day
