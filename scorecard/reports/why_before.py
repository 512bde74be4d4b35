"""What a difference was in the periods before: which of them are known on both sides, and where their figures lie."""

from collections.abc import Sequence
from dataclasses import replace

from scorecard.domain.catalogue import Measure
from scorecard.domain.measures import measure_series
from scorecard.domain.vocabulary import Scenario, View
from scorecard.reports.asked import Asked
from scorecard.reports.remembered import series_of
from scorecard.reports.why_against import Against, Window

LOOKED_BACK = 12
"""Periods whose differences tell what is usual."""


def known_before(asked: Asked, measure: Measure, now: Window, against: Against) -> tuple[int, ...]:
    """How many periods back both sides are known, oldest first.

    Only for amounts of a single period held against plan or last year: windows of several periods hang together, an
    outlook of what is over is no outlook, and no restatement is a usual one.
    """
    held = against.window
    if measure.denominator or now.length != 1 or held is None or _tells_no_past(held):
        return ()
    backs = [back for back in range(LOOKED_BACK, 0, -1) if back <= min(now.at, held.at)]
    alone = replace(asked, scope=asked.scope.with_(view=View.PERIOD))
    actual = series_of(alone, measure, [now.at - back for back in backs]).values
    other = _values(alone, measure, held, [held.at - back for back in backs])
    return tuple(b for b in backs if actual[now.at - b] is not None and other[held.at - b] is not None)


def _tells_no_past(held: Window) -> bool:
    return held.scenario is Scenario.FORECAST or any(segment.known for segment in held.column)


def _values(asked: Asked, measure: Measure, held: Window, only: Sequence[int]) -> Sequence[object]:
    if held.scenario is Scenario.ACTUAL:
        return series_of(asked, measure, only).values
    catalogue, cells = asked.catalogue, asked.snapshot.cells
    entity, scenario = asked.scope.entity, held.scenario
    return measure_series(measure, catalogue, asked.calendar, cells, entity, scenario, only=only).values
