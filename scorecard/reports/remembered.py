"""Measures already evaluated for a state of the numbers: another period of the same measure asks only what is new."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields
from threading import Lock
from typing import Any, Generic, TypeVar

from scorecard.domain.catalogue import Measure
from scorecard.domain.measures import MeasureSeries, measure_series
from scorecard.domain.targets import Goals, goal_series
from scorecard.domain.vocabulary import View
from scorecard.reports.asked import Asked
from scorecard.reports.reference import part_of, planned_cells
from scorecard.store.cells import RevisionCells

KEPT = 1_000
"""Measures by place and view that are kept for one state; beyond it that state is forgotten and begun anew."""

Key = tuple[str, str, str, View]
Answer = TypeVar("Answer", MeasureSeries, Goals)


@dataclass(frozen=True)
class Known(Generic[Answer]):
    """One answer, and the periods evaluated so far."""

    answer: Answer
    periods: frozenset[int]

    def grown(self, found: Answer, periods: Sequence[int]) -> "Known[Answer]":
        """With an answer for more periods."""
        columns = []
        for field in fields(found):
            column, new = list(getattr(self.answer, field.name)), getattr(found, field.name)
            for index in periods:
                column[index] = new[index]
            columns.append(tuple(column))
        return Known(type(found)(*columns), self.periods.union(periods))


_LOCK = Lock()


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

    return _answered(figures, ("series", measure.id, scope.entity, scope.view), only, more)


def goals_of(asked: Asked, measure: Measure, only: Sequence[int]) -> Goals:
    """The measure's targets at the scope's place and view, an open period's plan to date; as ``series_of``."""
    scope, figures = asked.scope, asked.snapshot.cells

    def more(periods: Sequence[int]) -> Goals:
        plan = planned_cells(asked)
        return goal_series(measure, asked.catalogue, asked.calendar, plan, scope.entity, scope.view, periods)

    part = part_of(asked)
    kind = "goals" if part is None else f"goals {asked.index} {part}"
    return _answered(figures, (kind, measure.id, scope.entity, scope.view), only, more)


def _answered(figures: RevisionCells, key: Key, only: Sequence[int], more: Callable[[Sequence[int]], Answer]) -> Answer:
    kept: dict[Key, Known[Any]] = figures.worked_out
    known: Known[Answer] | None = kept.get(key)
    if known is not None and known.periods.issuperset(only):
        return known.answer
    missing = [index for index in dict.fromkeys(only) if known is None or index not in known.periods]
    found = more(missing)
    known = Known(found, frozenset(missing)) if known is None else known.grown(found, missing)
    with _LOCK:
        if len(kept) >= KEPT:
            kept.clear()
        kept[key] = known
    return known.answer
