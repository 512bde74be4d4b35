"""A measure's own page: trend, limits, split, definition, formula with numbers, source and history."""

from dataclasses import dataclass
from decimal import Decimal

from scorecard.domain.scope import Scope
from scorecard.domain.vocabulary import Status, View
from scorecard.reports.scorecard import MeasureRow
from scorecard.store.store import Store


@dataclass(frozen=True, slots=True)
class TrendPoint:
    """One period of the trend; None is not reported, never zero."""

    period: str
    label: str
    value: Decimal | None
    goal: Decimal | None
    red: Decimal | None
    plan: Decimal | None
    last_year: Decimal | None
    outlook: Decimal | None
    complete: bool
    open: bool
    signal: str
    restated: bool


@dataclass(frozen=True, slots=True)
class Limits:
    """XmR limits frozen on a baseline; None with fewer than six points or where not meaningful."""

    centre: float
    upper: float
    lower: float
    baseline: int


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


@dataclass(frozen=True, slots=True)
class FormulaTerm:
    """One term of the formula with this window's own number."""

    side: str
    sign: str
    id: str
    label: str
    value: Decimal | None


@dataclass(frozen=True, slots=True)
class SourceRow:
    """A stored line behind the value: where it came from."""

    period: str
    entity: str
    name: str
    scenario: str
    value: Decimal
    source: str
    source_ref: str
    source_row: int
    import_id: int
    as_of: str


@dataclass(frozen=True, slots=True)
class Restatement:
    """A period's figure as first reported and as it stands."""

    period: str
    before: Decimal | None
    after: Decimal | None
    when: str
    why: str


@dataclass(frozen=True, slots=True)
class TargetChange:
    """One step of the target's history."""

    since: str
    goal: Decimal | None
    red: Decimal | None
    who: str
    why: str


@dataclass(frozen=True, slots=True)
class MeasureReport:
    """Everything the measure page shows.

    ``views`` lists the windows valid for the kind; ``view_notes`` says why others are not.
    ``formula_text`` is the formula with words, ``formula_result`` with numbers.
    """

    scope: Scope
    headline: str
    as_of: str
    revision: int
    invented: bool
    currency: str
    workspace: str
    entity_name: str
    period_label: str
    row: MeasureRow
    objective_name: str
    perspective_name: str
    definition: str
    finance_definition: str
    finance_label: str
    plain_label: str
    source: str
    trend: tuple[TrendPoint, ...]
    limits: Limits | None
    views: tuple[View, ...]
    view_notes: tuple[str, ...]
    split: tuple[SplitRow, ...]
    split_foots: str
    formula_text: str
    formula_result: str
    terms: tuple[FormulaTerm, ...]
    sources: tuple[SourceRow, ...]
    sources_total: int
    restatements: tuple[Restatement, ...]
    targets: tuple[TargetChange, ...]

    @property
    def rows(self) -> tuple[TrendPoint, ...]:
        """The trend, for the command line."""
        return self.trend


def measure_report(store: Store, scope: Scope, measure: str) -> MeasureReport:
    """Answer: how is this one measure doing, what is it made of and where does it come from?

    Raises:
        UnknownName: If there is no such measure.
    """
    raise NotImplementedError
