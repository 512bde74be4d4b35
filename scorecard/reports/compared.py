"""A measure's value beside its reference: target or plan, last year, or outlook."""

from dataclasses import dataclass
from decimal import Decimal

from scorecard.domain.measures import beside, measure_series
from scorecard.domain.variance import Percent, difference, difference_pct, impact, is_material, limit_of
from scorecard.domain.vocabulary import Comparison
from scorecard.domain.wording import difference_words
from scorecard.reports.asked import Asked, side_words
from scorecard.reports.evaluated import Evaluated
from scorecard.reports.reference import held_cells, length_of, reference_column, since_of


@dataclass(frozen=True, slots=True)
class Compared:
    """The other side of the comparison and the difference to it, in the measure's unit."""

    reference: Decimal | None
    against: str
    difference: Decimal | None
    impact: Decimal | None
    percent: Percent
    words: str

    def material(self, asked: Asked, found: Evaluated, changed: bool) -> bool:
        """Whether the difference is worth a look, by the workspace's rule; a new status always is."""
        rule = asked.catalogue.materiality
        limit = limit_of(rule, found.measure.unit, self.reference)
        recent = _impacts_before(found) if asked.scope.compare is Comparison.PLAN else ()
        return is_material(self.impact, self.percent.value, limit, rule.percent, changed, recent)


def compare(asked: Asked, found: Evaluated) -> Compared:
    """The value shown, beside what the scope compares it with."""
    at, measure = found.shown, found.measure
    value = found.series.values[at]
    reference, against = reference_of(asked, found)
    band = found.goals.bands[at] if asked.scope.compare is Comparison.PLAN else None
    signed = impact(value, reference, measure.polarity, band)
    words = difference_words(value, reference, measure, signed, against, band, asked.catalogue.currency)
    return Compared(
        reference, against, difference(value, reference), signed,
        difference_pct(value, reference, measure.unit), words,
    )  # fmt: skip


def reference_of(asked: Asked, found: Evaluated) -> tuple[Decimal | None, str]:
    """The other side and its name; a target set by hand is called target, one from the budget plan."""
    goal, words = found.goals.goals[found.shown], side_words(asked)
    if asked.scope.compare is not Comparison.PLAN or goal is None:
        return _held(asked, found), words
    return goal, "target" if found.measure.target.source == "steps" else words


def _held(asked: Asked, found: Evaluated) -> Decimal | None:
    """The measure of what the scope compares with, over the very periods the value covers; None where it has fewer."""
    measure, catalogue, calendar, at = found.measure, asked.catalogue, asked.calendar, found.shown
    column = reference_column(asked, range(at, at + 1))
    if not column:
        return None
    there, view, entity = column[-1].window[-1], asked.scope.view, asked.scope.entity
    since, length = 0, length_of(asked, measure, found.series, at)
    if asked.scope.compare is not Comparison.LAST_YEAR:
        since = since_of(asked, measure)
        length = max(length, at - max(calendar.starts(view)[at], since) + 1)
    held = held_cells(asked, measure)
    scenario, vintage = column[-1].scenario, column[-1].vintage
    series = measure_series(measure, catalogue, calendar, held, entity, scenario, view, vintage, (there,), since)
    return beside(measure, length, series, there)


def _impacts_before(found: Evaluated) -> tuple[Decimal | None, ...]:
    """Impacts of the two periods before the one shown, oldest first, against their own goals."""
    series, goals, polarity = found.series, found.goals, found.measure.polarity
    places = range(max(0, found.shown - 2), found.shown)
    return tuple(impact(series.values[at], goals.goals[at], polarity, goals.bands[at]) for at in places)
