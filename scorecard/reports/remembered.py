"""Measures already evaluated for a state of the numbers: another period of the same measure asks only what is new."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import fields
from threading import Lock
from typing import Any
from weakref import WeakKeyDictionary

from scorecard.domain.catalogue import Measure
from scorecard.domain.measures import MeasureSeries, measure_series
from scorecard.domain.targets import Goals, goal_series
from scorecard.domain.vocabulary import View
from scorecard.reports.asked import Asked
from scorecard.store.cells import RevisionCells

KEPT = 1_000
"""Measures by place and view that are kept for one state; beyond it that state is forgotten and begun anew."""

Key = tuple[str, str, str, View]
More = Callable[[Sequence[int]], MeasureSeries | Goals]


class Known:
    """One answer that grows: its columns, one element per period, and the periods evaluated so far."""

    def __init__(self) -> None:
        self.columns: list[list[Any]] = []
        self.periods: set[int] = set()

    def take(self, found: MeasureSeries | Goals, periods: Iterable[int]) -> None:
        """Take in an answer for more periods."""
        answered = [getattr(found, field.name) for field in fields(found)]
        if not self.columns:
            self.columns = [list(column) for column in answered]
        for index in periods:
            for column, new in zip(self.columns, answered, strict=True):
                column[index] = new[index]
        self.periods.update(periods)


_LOCK = Lock()
_STATES: WeakKeyDictionary[RevisionCells, dict[Key, Known]] = WeakKeyDictionary()


def series_of(asked: Asked, measure: Measure, only: Sequence[int], cells: RevisionCells | None = None) -> MeasureSeries:
    """The measure's actual figures at the scope's place and view; at least the periods asked for are evaluated.

    Args:
        asked: The question, opened.
        measure: A measure of the catalogue, as it stands there.
        only: Indices wanted.
        cells: Other figures of the same state, such as those first reported.
    """
    scope, figures = asked.scope, cells or asked.snapshot.cells

    def more(periods: Sequence[int]) -> MeasureSeries:
        return measure_series(
            measure, asked.catalogue, asked.calendar, figures, scope.entity, view=scope.view, only=periods
        )

    return MeasureSeries(*_answered(figures, ("series", measure.id, scope.entity, scope.view), only, more))


def goals_of(asked: Asked, measure: Measure, only: Sequence[int]) -> Goals:
    """The measure's targets at the scope's place and view; at least the periods asked for are evaluated."""
    scope, figures = asked.scope, asked.snapshot.cells

    def more(periods: Sequence[int]) -> Goals:
        return goal_series(measure, asked.catalogue, asked.calendar, figures, scope.entity, scope.view, periods)

    return Goals(*_answered(figures, ("goals", measure.id, scope.entity, scope.view), only, more))


def _answered(figures: RevisionCells, key: Key, only: Sequence[int], more: More) -> Iterable[tuple[Any, ...]]:
    with _LOCK:
        known = _STATES.setdefault(figures, {}).get(key) or Known()
    missing = [index for index in dict.fromkeys(only) if index not in known.periods]
    if missing:
        found = more(missing)
        with _LOCK:
            known.take(found, missing)
            state = _STATES.setdefault(figures, {})
            if len(state) >= KEPT:
                state.clear()
            state[key] = known
    return [tuple(column) for column in known.columns]
