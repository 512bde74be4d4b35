"""The four-perspective scorecard: how each measure stands, and what changed."""

from dataclasses import dataclass
from decimal import Decimal

from scorecard.domain.scope import Scope
from scorecard.domain.vocabulary import Kind, Perspective, Polarity, State, Status, Unit
from scorecard.store.store import Store


@dataclass(frozen=True, slots=True)
class MeasureRow:
    """One measure as a row or card. Values are exact, in the measure's unit (percent as a fraction).

    ``difference`` is arithmetic (value - reference), ``impact`` is signed so that plus is better;
    ``difference_words`` says it in words ("410 k worse than plan"). ``reason`` says why there is
    no value. ``spark`` holds 13 periods, None where not reported; ``spark_goal`` likewise.
    ``age_days`` counts from the end of the newest period reported; ``stale`` means older than the
    measure's maximum age. ``trust`` is a short hint ("restated once", "2 of 3 sites reported") or "".
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

    ``counts`` has every Status as key. ``coverage`` is the weight share with data, 0..1;
    ``grey`` is true below 80 %. ``worst`` is the measure id with the lowest score.
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


@dataclass(frozen=True, slots=True)
class Change:
    """One measure that moved since the other state: value then and now, and why.

    ``why`` is one of "new period", "restated", "plan changed", "definition changed".
    """

    measure: str
    label: str
    unit: Unit
    before: Decimal | None
    after: Decimal | None
    status_before: Status
    status_after: Status
    why: str
    sentence: str


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
    raise NotImplementedError
