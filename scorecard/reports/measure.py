"""A measure's own page: trend, limits, split, definition, formula with numbers, source and history."""

from dataclasses import dataclass
from decimal import Decimal

from scorecard.domain.catalogue import Measure
from scorecard.domain.measures import valid_views
from scorecard.domain.scope import Scope
from scorecard.domain.targets import Band
from scorecard.domain.vocabulary import View
from scorecard.reports.asked import open_scope, place_of
from scorecard.reports.formula import FormulaTerm, formula_of
from scorecard.reports.headline import measure_headline
from scorecard.reports.sources import Restatement, SourceRow
from scorecard.reports.split import SplitRow, split_of
from scorecard.reports.standing import MeasureRow, row_of
from scorecard.reports.trend import Limits, TrendPoint, trend_of
from scorecard.store.store import Store

__all__ = [
    "FormulaTerm", "Limits", "MeasureReport", "Restatement", "SourceRow", "SplitRow", "TargetChange", "TrendPoint",
    "measure_report",
]  # fmt: skip


VIEW_WORDS = {
    View.PERIOD: "Single periods",
    View.QUARTER_TO_DATE: "Quarter to date",
    View.YEAR_TO_DATE: "Year to date",
    View.ROLLING: "Last twelve months",
}


@dataclass(frozen=True, slots=True)
class TargetChange:
    """One step of the target's history; a range has ``band`` in place of goal and red flag."""

    since: str
    goal: Decimal | None
    red: Decimal | None
    who: str
    why: str
    band: Band | None = None


@dataclass(frozen=True, slots=True)
class MeasureReport:
    """Everything the measure page shows.

    ``views`` lists the windows valid for the kind; ``view_notes`` says why others are not.
    ``formula_text`` is the formula with words, ``formula_result`` with numbers, and ``formula_window`` the periods
    these are of where a single period looks back over several.
    ``sources`` and ``restatements`` are empty here: ``measure_sources`` and ``measure_restatements``
    (room ``sources``) answer for them, off the page's hot path.
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
    formula_window: str
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
    asked = open_scope(store, scope)
    catalogue, found = asked.catalogue, asked.catalogue.measure(measure)
    row = row_of(asked, found)
    trend = trend_of(asked, found)
    views = valid_views(found, catalogue)
    split, foots = split_of(asked, found, row)
    formula = formula_of(asked, found, row)
    return MeasureReport(
        scope=scope,
        headline=measure_headline(row, catalogue.currency, asked.period.label, scope.view, place_of(asked)),
        as_of=asked.snapshot.as_of_label,
        revision=asked.snapshot.revision,
        invented=catalogue.invented,
        currency=catalogue.currency,
        workspace=catalogue.workspace,
        entity_name=catalogue.entity(scope.entity).name,
        period_label=asked.period.label,
        row=row,
        objective_name=catalogue.objectives[found.objective].name,
        perspective_name=catalogue.perspectives[found.perspective],
        definition=found.definition,
        finance_definition=found.finance_definition,
        finance_label=found.finance_name or found.name,
        plain_label=found.name,
        source=found.source,
        trend=trend.points,
        limits=trend.limits,
        views=views.valid,
        view_notes=tuple(f"{VIEW_WORDS[view]}: {reason}." for view, reason in views.reasons.items()),
        split=split,
        split_foots=foots,
        formula_text=formula.text,
        formula_result=formula.result,
        formula_window=formula.window,
        terms=formula.terms,
        sources=(),
        sources_total=0,
        restatements=(),
        targets=_targets(found),
    )


def _targets(measure: Measure) -> tuple[TargetChange, ...]:
    """The target's steps, newest first; a target from the plan is one step without values."""
    if measure.target.source == "plan":
        return (TargetChange("", None, None, "", "From the plan, through the measure's own formula."),)
    steps = reversed(measure.target.steps)
    return tuple(TargetChange(step.since, step.goal, step.red, step.who, step.why, step.band) for step in steps)
