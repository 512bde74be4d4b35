"""The four-perspective scorecard: how each measure stands, and what changed."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from scorecard.domain.catalogue import Objective
from scorecard.domain.errors import UnknownName
from scorecard.domain.scope import Scope
from scorecard.domain.scoring import ENOUGH, Child, roll_up
from scorecard.domain.vocabulary import Perspective, Status
from scorecard.reports.asked import Asked, open_scope, place_of
from scorecard.reports.headline import standing_headline
from scorecard.reports.moved import Change, changes, stood_in
from scorecard.reports.standing import MeasureRow, rows_of
from scorecard.reports.standing_counts import counts_of
from scorecard.store.store import Store

__all__ = [
    "Change",
    "MeasureRow",
    "ObjectiveGroup",
    "PerspectiveColumn",
    "ScorecardReport",
    "moved_since",
    "scorecard_report",
]


@dataclass(frozen=True, slots=True)
class ObjectiveGroup:
    """An objective with its measures; score over children with data."""

    id: str
    name: str
    score: float | None
    rows: tuple[MeasureRow, ...]


@dataclass(frozen=True, slots=True)
class PerspectiveColumn:
    """One perspective: distribution first, then coverage and the worst child; score is secondary.

    ``counts`` has every Status as key; measures that have a value but no target to judge it by are
    in ``unjudged`` instead, those without one because none is due yet in ``not_due``. ``coverage`` is the
    weight share with data, 0..1; ``grey`` is true below 80 %. ``worst`` is the measure id with the lowest score.
    """

    perspective: Perspective
    name: str
    counts: dict[Status, int]
    coverage: float
    grey: bool
    score: float | None
    worst: str | None
    worst_label: str
    objectives: tuple[ObjectiveGroup, ...]
    unjudged: int = 0
    not_due: int = 0


@dataclass(frozen=True, slots=True)
class ScorecardReport:
    """The scorecard of one scope."""

    scope: Scope
    headline: str
    as_of: str
    revision: int
    invented: bool
    workspace: str
    currency: str
    entity_name: str
    period_label: str
    columns: tuple[PerspectiveColumn, ...]
    score: float | None
    coverage: float
    changes: tuple[Change, ...]
    changes_since: str

    @property
    def rows(self) -> tuple[MeasureRow, ...]:
        """All measures, perspective by perspective."""
        return tuple(row for column in self.columns for group in column.objectives for row in group.rows)


def scorecard_report(store: Store, scope: Scope, since: str = "") -> ScorecardReport:
    """Answer: how do we stand on the four perspectives?

    Args:
        store: The open store.
        scope: What is asked.
        since: What to compare with for "what changed": ``r12``, an ISO date or "" for the revision before.
    """
    asked = open_scope(store, scope)
    catalogue = asked.catalogue
    columns = tuple(_column(asked, perspective) for perspective in catalogue.perspectives)
    rows = [row for column in columns for group in column.objectives for row in group.rows]
    moved, since_when = moved_since(store, asked, rows, since)
    whole = roll_up([Child(1.0, column.score) for column in columns if column.objectives])
    return ScorecardReport(
        scope=scope,
        headline=standing_headline(rows, catalogue.currency, asked.period.label, place_of(asked)),
        as_of=asked.snapshot.as_of_label,
        revision=asked.snapshot.revision,
        invented=catalogue.invented,
        workspace=catalogue.workspace,
        currency=catalogue.currency,
        entity_name=catalogue.entity(scope.entity).name,
        period_label=asked.period.label,
        columns=columns,
        score=whole.score,
        coverage=_coverage_of(columns),
        changes=moved,
        changes_since=since_when,
    )


def _column(asked: Asked, perspective: Perspective) -> PerspectiveColumn:
    groups = tuple(
        _group(asked, objective)
        for objective in asked.catalogue.objectives.values()
        if objective.perspective == perspective
    )
    rows = [row for group in groups for row in group.rows]
    weights = asked.catalogue.objectives
    rolled = roll_up([Child(weights[group.id].weight, group.score) for group in groups if group.rows])
    counts = counts_of(rows)
    worst = min((row for row in rows if row.score_unclipped is not None), key=_unclipped, default=None)
    coverage = _coverage(rows)
    return PerspectiveColumn(
        perspective=perspective,
        name=asked.catalogue.perspectives[perspective],
        counts=counts.by,
        coverage=coverage,
        grey=coverage < ENOUGH,
        score=rolled.score,
        worst=worst.id if worst else None,
        worst_label=worst.label if worst else "",
        objectives=groups,
        unjudged=counts.unjudged,
        not_due=counts.not_due,
    )


def _group(asked: Asked, objective: Objective) -> ObjectiveGroup:
    measures = [m for m in asked.catalogue.measures.values() if m.objective == objective.id]
    rows = rows_of(asked, measures)
    rolled = roll_up([Child(row.weight, row.score, row.critical) for row in rows if row.judged])
    return ObjectiveGroup(objective.id, objective.name, rolled.score, rows)


def _unclipped(row: MeasureRow) -> float:
    return row.score_unclipped if row.score_unclipped is not None else 0.0


def _coverage(rows: Sequence[MeasureRow]) -> float:
    """The share of weight that has a value; 1 where nothing is asked for."""
    total = sum(row.weight for row in rows)
    return float(sum(row.weight for row in rows if row.value is not None) / total) if total else 1.0


def _coverage_of(columns: Sequence[PerspectiveColumn]) -> float:
    """What the whole score rests on, weighted as it is: each perspective with measures counts the same."""
    told = [column.coverage for column in columns if any(group.rows for group in column.objectives)]
    return sum(told) / len(told) if told else 1.0


def moved_since(store: Store, asked: Asked, rows: Sequence[MeasureRow], since: str) -> tuple[tuple[Change, ...], str]:
    """What moved of these rows since another state, and the words for that state; nothing where there is no other."""
    before = since or f"r{asked.snapshot.before}"
    if before == "r0":
        return (), "This is the first state of the numbers."
    try:
        opened = open_scope(store, asked.scope.with_(as_of=before))
    except UnknownName:
        return changes({}, rows, asked.catalogue, asked.catalogue), before
    then = replace(opened, counted_to=asked.counted_to)  # a plan told to another day is not another plan
    both = [row.id for row in rows if row.id in then.catalogue.measures]
    old = stood_in(then, [then.catalogue.measures[name] for name in both])
    return changes(old, rows, then.catalogue, asked.catalogue), then.snapshot.as_of_label
