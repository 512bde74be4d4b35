"""One measure at one scope: value, target, difference in words, status, age and what weakens it."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from scorecard.domain.catalogue import Catalogue, Measure
from scorecard.domain.display import shown
from scorecard.domain.targets import Band
from scorecard.domain.vocabulary import Kind, Perspective, Polarity, State, Status, Unit, View
from scorecard.domain.wording import span_words
from scorecard.reports.asked import Asked, label_of
from scorecard.reports.compared import compare
from scorecard.reports.evaluated import SPARK, Evaluated, evaluated, first_reported


@dataclass(frozen=True, slots=True)
class MeasureRow:
    """One measure as a row or card. Values are exact, in the measure's unit (percent as a fraction).

    ``difference`` is arithmetic (value - reference), ``impact`` is signed so that plus is better;
    ``difference_words`` says it in words ("410 k worse than plan"). ``reason`` says why there is
    no value of this period. ``spark`` holds the periods due among the last 13, None where not
    reported; ``spark_goal`` likewise. ``age_days`` counts from the end of the newest period reported;
    ``stale`` means older than the measure's maximum age. ``trust`` is a short hint ("restated once", "2 of 3 sites
    reported") or "". ``status_before`` is the status one period earlier.

    ``carried_from`` is the label of the period a value is carried over from: then ``state`` is
    ``not_due``, the value is that period's and is drawn hollow. ``judged`` is false for a measure
    without target or direction: it has a value and no status, whatever ``status`` says. ``band`` is
    low red flag, low, high and high red flag of a measure that should stay within a range.
    """

    id: str
    label: str
    perspective: Perspective
    objective: str
    kind: Kind
    unit: Unit
    polarity: Polarity
    decimals: int | None
    value: Decimal | None
    state: State
    reason: str
    target: Decimal | None
    red: Decimal | None
    reference: Decimal | None
    difference: Decimal | None
    difference_pct: Decimal | None
    pct_note: str
    impact: Decimal | None
    difference_words: str
    material: bool
    status: Status
    score: float | None
    weight: Decimal
    spark: tuple[float | None, ...]
    spark_goal: tuple[float | None, ...]
    finance_owner: str
    operations_owner: str
    age_days: int | None
    stale: bool
    trust: str
    status_before: Status | None
    carried_from: str = ""
    judged: bool = True
    score_unclipped: float | None = None
    critical: bool = False
    band: Band | None = None


def rows_of(asked: Asked, measures: Iterable[Measure]) -> tuple[MeasureRow, ...]:
    """Measures at the scope asked for, in the order given."""
    return tuple(row_of(asked, measure) for measure in measures)


def row_of(asked: Asked, measure: Measure) -> MeasureRow:
    """One measure at the scope asked for."""
    found = evaluated(asked, measure)
    at, catalogue = found.shown, asked.catalogue
    compared = compare(asked, found)
    status, before = found.status(at), found.status(at - 1) if at else None
    unclipped = found.score(at)
    spark = _drawn(asked, found)
    age = None if found.newest is None else max((asked.day - asked.calendar.periods[found.newest].end).days, 0)
    stale = age is not None and age > measure.max_age_days
    return MeasureRow(
        id=measure.id,
        label=label_of(measure, asked.scope.words),
        perspective=measure.perspective,
        objective=measure.objective,
        kind=measure.kind,
        unit=measure.unit,
        polarity=measure.polarity,
        decimals=measure.decimals,
        value=found.series.values[at],
        state=found.series.states[asked.index],
        reason=reason_of(asked, found),
        target=found.goals.goals[at],
        red=found.goals.reds[at],
        reference=compared.reference,
        difference=compared.difference,
        difference_pct=compared.percent.value,
        pct_note=compared.percent.note,
        impact=compared.impact,
        difference_words=compared.words,
        material=compared.material(asked, found, turned(before, status)),
        status=status,
        score=None if unclipped is None else min(max(unclipped, 0.0), 100.0),
        weight=measure.weight,
        spark=_floats(found.series.values, spark),
        spark_goal=_floats(found.goals.goals, spark),
        finance_owner=_person(catalogue, measure.finance_owner),
        operations_owner=_person(catalogue, measure.operations_owner),
        age_days=age,
        stale=stale,
        trust=trust_of(asked, found),
        status_before=before,
        carried_from="" if at == asked.index else asked.calendar.periods[at].label,
        judged=_judged(found),
        score_unclipped=unclipped,
        critical=measure.critical,
        band=found.goals.bands[at],
    )


def reason_of(asked: Asked, found: Evaluated) -> str:
    """Why the period asked for has no value of its own, and what is known instead."""
    at, said = asked.index, found.series.reasons[asked.index]
    if found.series.states[at] is State.REPORTED:
        return ""
    periods = asked.calendar.periods
    if found.shown != at:
        days = (min(asked.day, periods[at].end) - periods[found.shown].end).days
        return f"{said}; carried over from {periods[found.shown].label}, {span_words(days)} old"
    last = periods[found.newest].label if found.newest is not None and found.newest < at else ""
    return f"{said}; last reported for {last}" if last and not said.endswith(f"after {last}") else said


def trust_of(asked: Asked, found: Evaluated) -> str:
    """What weakens the number beside its age: part of the sources, a short window, carried over, restated."""
    hints = []
    part = re.search(r"\d+ of \d+ sources reported", found.series.reasons[asked.index])
    if part:
        hints.append(part[0])
    length = found.series.window_lengths[asked.index]
    if asked.scope.view is View.ROLLING and 0 < length < asked.calendar.per_year:
        hints.append(f"R{length}: {length} periods only")
    if found.shown != asked.index:
        hints.append(f"carried over from {asked.calendar.periods[found.shown].label}")
    told = restated_words(asked, found)
    if told:
        hints.append(told)
    return "; ".join(hints)


def restated_words(asked: Asked, found: Evaluated) -> str:
    """What the value shown was when it was first reported, if it was another."""
    at, measure = found.shown, found.measure
    first = first_reported(asked, measure, (at,))
    before = None if first is None else first.values[at]
    if before is None or before == found.series.values[at]:
        return ""
    return f"restated, first {shown(before, measure.unit, asked.catalogue.currency, measure.decimals)}"


def _drawn(asked: Asked, found: Evaluated) -> list[int]:
    """The small line's periods: those in which nothing was due are no gaps and are left out."""
    window = range(asked.index - SPARK + 1, asked.index + 1)
    return [at for at in window if at < 0 or found.series.states[at] is not State.NOT_DUE]


def _judged(found: Evaluated) -> bool:
    goals, at = found.goals, found.shown
    return found.measure.polarity is not Polarity.NEUTRAL and (goals.goals[at], goals.bands[at]) != (None, None)


def turned(before: Status | None, status: Status) -> bool:
    """Whether the status is another in one of two periods or states than in the other, where both have one."""
    known = before is not None and Status.NOT_REPORTED not in (before, status)
    return known and before is not status


def _floats(values: Sequence[Decimal | None], places: Iterable[int]) -> tuple[float | None, ...]:
    known = (values[index] if index >= 0 else None for index in places)
    return tuple([None if value is None else float(value) for value in known])


def _person(catalogue: Catalogue, who: str) -> str:
    return catalogue.people[who].name if who in catalogue.people else who
