"""Lines whose outlook of the months still to come is far from what the last months were, in words."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from scorecard.domain.display import shown
from scorecard.domain.statement import rule_of
from scorecard.domain.variance import limit_of
from scorecard.domain.variance_outlook import Segment, is_unlike
from scorecard.domain.vocabulary import Scenario, Unit
from scorecard.reports.reference import Column
from scorecard.reports.variance_rows import Told, VarianceRow

RECENT = 3
"""Last closed periods that are looked at."""

NAMED = 3
"""Lines named before the rest is only counted."""


@dataclass(frozen=True, slots=True)
class Unlike:
    """A line with its average month still to come and its average of the last three."""

    row: VarianceRow
    ahead: Decimal
    recent: Decimal


def unlike_words(told: Told, rows: Sequence[VarianceRow]) -> str:
    """What the outlook leaves for lines and what the last months were, the largest gap first; "" where none is far off.

    Args:
        told: The statement.
        rows: Its rows; only lines are looked at.
    """
    closed, ahead = told.columns.closed, [each for each in told.columns.outlook if each.scenario is Scenario.FORECAST]
    if not ahead or closed + 1 < RECENT:
        return ""
    found = [unlike for row in rows if row.shape == "line" and (unlike := _unlike(told, row, ahead[0]))]
    found.sort(key=lambda each: -abs(each.ahead - each.recent))
    currency = told.asked.catalogue.currency
    said = [_sentence(each, currency) for each in found[:NAMED]]
    if more := len(found) - len(said):
        said.append(f"{more} more {'line is' if more == 1 else 'lines are'} as far off.")
    return " ".join(said)


def _unlike(told: Told, row: VarianceRow, ahead: Segment) -> Unlike | None:
    closed = told.columns.closed
    expected = _average(told, row, (ahead,), "outlook")
    recent = _average(told, row, (Segment(Scenario.ACTUAL, range(closed + 1 - RECENT, closed + 1)),), "")
    plan = _average(told, row, (Segment(Scenario.BUDGET, ahead.window),), "plan")
    if expected is None or recent is None:
        return None
    limit = limit_of(rule_of(row.id, told.asked.catalogue), Unit.MONEY, max(abs(expected), abs(recent)))
    return Unlike(row, expected, recent) if is_unlike(expected, recent, plan, limit) else None


def _average(told: Told, row: VarianceRow, column: Column, called: str) -> Decimal | None:
    whole, _ = told.side(row.id, column, called)
    return None if whole is None else whole / len(column[0].window)


def _sentence(found: Unlike, currency: str) -> str:
    """What is left beside what was: "For Rent the outlook leaves 171 k EUR a month; the last three months took …"."""
    ahead, recent = (shown(each, Unit.MONEY, currency) if each else "nothing" for each in (found.ahead, found.recent))
    verb = "brought" if found.row.sign > 0 else "took"
    left = f"For {found.row.label} the outlook leaves {ahead}{' a month' if found.ahead else ''}"
    return f"{left}; the last three months {verb} {recent}{' each on average' if found.recent else ''}."
