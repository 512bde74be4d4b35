"""Answers about cash as columns and rows for the terminal."""

from collections.abc import Iterable, Sequence
from decimal import Decimal

from scorecard.domain.display import SCALES, in_scale, shown
from scorecard.domain.vocabulary import Unit
from scorecard.reports.cash_answer import CashReport
from scorecard.reports.cash_items import CashItemsReport
from scorecard.reports.cash_lines import why_expected
from scorecard.reports.cash_moved import CashMovedReport

WIDE = 7
"""Signs of an amount in thousands."""

Rows = tuple[Sequence[str], Iterable[Sequence[object]]]


def cash(answer: CashReport) -> Rows:
    """The table as it stands on the page, in thousands, each column named by its first day."""
    if answer.table is None:
        return ("Line",), ()
    heads = [f"{f'{column.first:%-d %b}':>{WIDE}}" for column in answer.table.columns]
    rows = ((row.name, *(_thousands(value) for value in row.values)) for row in answer.table.rows)
    return (f"In k {answer.currency}", *heads), rows


def items(answer: CashItemsReport) -> Rows:
    """Items with their days, the largest first."""
    rows = (
        (
            row.name,
            row.party,
            row.line_name,
            why_expected(row.basis),
            f"{row.first:%Y-%m-%d}",
            f"{row.last:%Y-%m-%d}",
            "" if row.paper is None else f"{row.paper.due:%Y-%m-%d}",
            _amount(row.amount),
        )
        for row in answer.rows
    )
    return ("Item", "With", "Line", "Why", "First", "Last", "Due", "Amount"), rows


def moved(answer: CashMovedReport) -> Rows:
    """Items that moved, those that moved cash most first; the smaller ones as one, and all together."""
    rows: list[Sequence[object]] = [
        (
            row.name,
            row.party,
            row.line,
            ", ".join(kind.value for kind in row.kinds),
            "" if row.later is None else row.later,
            _amount(row.then),
            _amount(row.now),
            _amount(row.effect),
        )
        for row in answer.rows
    ]
    for name, several in (("Smaller items", answer.rest), ("All together", answer.whole)):
        if several is not None:
            sums = (_amount(each) for each in (several.then, several.now, several.effect))
            rows.append((name, "", "", f"{several.count} items", "", *sums))
    return ("Item", "With", "Line", "Moved", "Days later", "Before", "Now", "Effect"), rows


def footing(answer: object) -> tuple[str, ...]:
    """What of an answer about cash was added up and found equal, as the page says below its table."""
    if isinstance(answer, CashMovedReport):
        return (answer.foots,)
    return (answer.table.foots,) if isinstance(answer, CashReport) and answer.table is not None else ()


def _amount(value: Decimal | None) -> str:
    return "" if value is None else shown(value, Unit.MONEY, "", 2)


def _thousands(value: Decimal | None) -> str:
    """An amount in thousands, aligned to the right of its column."""
    return "" if value is None else f"{in_scale(value, SCALES[1], 0):>{WIDE}}"
