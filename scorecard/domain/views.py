"""Which windows of time a measure may be shown in, and why not in the others."""

from dataclasses import dataclass

from scorecard.domain.catalogue import Catalogue, Measure
from scorecard.domain.terms import is_stored, parse_terms
from scorecard.domain.vocabulary import Kind, View

NOT_ADDABLE = {
    Kind.DISTINCT: "different ones can't be counted together over several periods",
    Kind.QUANTILE: "medians and percentiles can't be put together over several periods",
    Kind.SCORE: "without the number of answers scores can't be put together over several periods",
    Kind.RATIO: "without its two parts a ratio can't be put together over several periods",
}


@dataclass(frozen=True, slots=True)
class Views:
    """The views a measure may be shown in, and for each of the others why not."""

    valid: tuple[View, ...]
    reasons: dict[View, str]


EVERYWHERE = Views(tuple(View), {})


def valid_views(measure: Measure, catalogue: Catalogue) -> Views:
    """Which views don't mislead: all of them where figures add up, only the period where they don't."""
    reason = _reason(measure, catalogue)
    if not reason:
        return EVERYWHERE
    return Views((View.PERIOD,), {view: reason for view in View if view is not View.PERIOD})


def rolling_label(length: int) -> str:
    """What a rolling window is called: R12, or R9 where only nine periods have figures."""
    return f"R{length}"


def _reason(measure: Measure, catalogue: Catalogue) -> str:
    if measure.combine:
        parts = (catalogue.measure(term.name) for term in parse_terms(measure.parts))
        return next((reason for part in parts if (reason := _reason(part, catalogue))), "")
    return NOT_ADDABLE.get(measure.kind, "") if is_stored(measure) else ""
