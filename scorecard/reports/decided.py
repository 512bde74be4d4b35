"""Whether a number that somebody expects looks like one of its kind, before it is written down."""

from decimal import Decimal

from scorecard.domain.decided import Cost, looks_wrong
from scorecard.domain.display import shown
from scorecard.domain.errors import ScorecardError
from scorecard.domain.scope import Scope
from scorecard.domain.work import Subject
from scorecard.reports.asked import open_scope
from scorecard.reports.remembered import series_of
from scorecard.reports.sought import sought
from scorecard.reports.work_figures import scope_of
from scorecard.store.store import Store

WINDOW = 36
"""Periods whose lowest and highest an expected number is held against, whoever looked at which of them before."""


def doubt_report(store: Store, scope: Scope, subject: Subject, expected: Decimal, cost: Cost | None) -> str:
    """Answer: is that number meant? "" where there is no doubt, or nothing to hold it against.

    Args:
        store: The open store.
        scope: In which state of the numbers.
        subject: The number; of a slice of a line nothing is asked.
        expected: What it is expected to be, in its unit.
        cost: What the decision costs or brings.
    """
    if subject.where:
        return ""
    try:
        asked = open_scope(store, scope_of(scope, subject))
        measure = sought(asked.catalogue, subject.name)
        window = range(max(0, asked.index - WINDOW + 1), asked.index + 1)
        series = series_of(asked, measure, window)
    except ScorecardError:
        return ""
    seen = tuple(value for at in window[:-1] if (value := series.values[at]) is not None)
    now = series.values[asked.index]
    why = looks_wrong(expected, seen, now, cost)
    if not why:
        return ""
    currency = asked.catalogue.currency
    told = shown(expected, measure.unit, currency, measure.decimals)
    today = f", and it is {shown(now, measure.unit, currency, measure.decimals)} now" if now is not None else ""
    return f"Is {told} meant? {why[:1].upper()}{why[1:]}{today}. Press again if it is."
