"""A measure for the places one level below, and whether they add up to the whole."""

from dataclasses import dataclass, replace
from decimal import Decimal

from scorecard.domain.catalogue import Measure
from scorecard.domain.display import short
from scorecard.domain.vocabulary import Kind, State, Status
from scorecard.reports.asked import Asked
from scorecard.reports.compared import compare
from scorecard.reports.evaluated import stood
from scorecard.reports.standing import MeasureRow, reason_of

ADDING = (Kind.FLOW, Kind.BALANCE, Kind.AVERAGE)


@dataclass(frozen=True, slots=True)
class SplitRow:
    """One child entity's value beside its reference."""

    entity: str
    name: str
    value: Decimal | None
    reference: Decimal | None
    difference: Decimal | None
    impact: Decimal | None
    status: Status
    reason: str
    state: State = State.REPORTED


def split_of(asked: Asked, measure: Measure, whole: MeasureRow) -> tuple[tuple[SplitRow, ...], str]:
    """One row per place below the entity asked for, in the tree's order, and a sentence on how they foot."""
    below = asked.catalogue.children[asked.scope.entity]
    rows = tuple(_row(asked, measure, place) for place in below)
    return rows, _footing(measure, whole, rows) if rows else ""


def _row(asked: Asked, measure: Measure, place: str) -> SplitRow:
    there = replace(asked, scope=asked.scope.with_(entity=place))
    found = stood(there, measure)
    compared, at = compare(there, found), found.shown
    return SplitRow(
        entity=place,
        name=asked.catalogue.entities[place].name,
        value=found.series.values[at],
        reference=compared.reference,
        difference=compared.difference,
        impact=compared.impact,
        status=found.status(at),
        reason=reason_of(there, found),
        state=found.series.states[there.index],
    )


def _footing(measure: Measure, whole: MeasureRow, rows: tuple[SplitRow, ...]) -> str:
    if measure.kind not in ADDING or measure.denominator or measure.growth or measure.combine:
        return "The places are not added up: the whole is worked out anew from all of their figures."
    missing = sum(row.value is None for row in rows)
    if whole.value is None:
        if whole.state is State.NOT_DUE:
            return "The whole is not due yet, so there is no total."
        return f"{missing} of {len(rows)} parts {'is' if missing == 1 else 'are'} not reported, so there is no total."
    rest = whole.value - sum((row.value for row in rows if row.value is not None), Decimal(0))
    if rest == 0:
        return "The parts add up to the whole."
    left = short(rest, measure.unit, "", measure.decimals)
    return f"{left} belongs to {whole.label} of the whole and to none of its parts."
