"""Work as files: a workbook of items and what was said, and a calendar of what is due."""

from datetime import UTC, date, datetime, time

from scorecard.domain.wording import span_words
from scorecard.exports.calendar_file import Due, calendar_file
from scorecard.exports.workbook import Cell, Column, Sheet, workbook
from scorecard.reports.work import WorkReport
from scorecard.reports.work_rows import WorkRow

ITEMS = (
    Column("Item", Cell.WHOLE, 7),
    Column("What", width=34),
    Column("Where", width=20),
    Column("When", width=26),
    Column("State", width=14),
    Column("Due", Cell.DAY, 12),
    Column("Days overdue", Cell.WHOLE, 13),
    Column("Opened", Cell.DAY, 12),
    Column("Days open", Cell.WHOLE, 10),
    Column("Age", width=14),
    Column("Owner for finance", width=20),
    Column("Owner for operations", width=20),
    Column("Actual then", Cell.AMOUNT, 15),
    Column("Compared with then", Cell.AMOUNT, 18),
    Column("Better (worse) then", Cell.AMOUNT, 18),
    Column("Actual now", Cell.AMOUNT, 15),
    Column("Compared with now", Cell.AMOUNT, 18),
    Column("Better (worse) now", Cell.AMOUNT, 18),
    Column("Numbers moved", width=15),
    Column("Explained", Cell.MONEY, 14),
    Column("Explained, share", Cell.SHARE, 15),
    Column("Kind of cause", width=14),
    Column("Why", width=40),
    Column("Same cause before", width=24),
    Column("Action", width=40),
    Column("Action due", Cell.DAY, 12),
)
SAID = (
    Column("Item", Cell.WHOLE, 7),
    Column("What", width=34),
    Column("When", width=18),
    Column("Who", width=20),
    Column("Entry", width=14),
    Column("Text", width=60),
    Column("Explains", Cell.MONEY, 14),
    Column("About", width=34),
)


def work_workbook(answer: WorkReport, chosen: str) -> bytes:
    """Items on one sheet, their history on another; amounts in the unit of what they are about.

    Args:
        answer: The items.
        chosen: Which ones, in words.
    """
    stamp = (
        ("Workspace", answer.workspace),
        ("Place", answer.scope.entity),
        ("Items", chosen),
        ("Numbers as of", answer.as_of),
        ("Revision", str(answer.revision)),
        ("Currency", answer.currency),
    )
    said = [line for row in answer.rows for line in _said(row)]
    sheets = (
        items_sheet(answer),
        Sheet("What was said", f"{len(said):,} entries.", SAID, said),
    )
    return workbook(sheets, (*stamp, ("Invented", "yes")) if answer.invented else stamp)


def items_sheet(answer: WorkReport) -> Sheet:
    """The items, each with its amounts in the unit of what it is about."""
    rows, units = [item_cells(row) for row in answer.rows], [row.unit for row in answer.rows]
    return Sheet("Work", answer.headline, ITEMS, rows, units)


def item_cells(row: WorkRow) -> tuple[object, ...]:
    """One item as the cells of ``ITEMS``."""
    item, then, now = row.item, row.item.figures, row.now
    figures = (now.actual, now.reference, now.impact) if now else (None, None, None)
    return (
        item.id, row.what, row.place, row.when, row.state.value, row.due, row.overdue, item.opened, row.age, row.band,
        row.finance, row.operations, then.actual, then.reference, then.impact, *figures,
        "yes" if row.moved else "no", row.explained.amount, row.explained.share,
        item.cause.value if item.cause else None, "\n".join(item.whys) or None, row.again or None, item.action or None,
        item.action_due,
    )  # fmt: skip


def _said(row: WorkRow) -> list[tuple[object, ...]]:
    item, what = row.item.id, row.label
    return [
        (item, what, f"{line.at:%Y-%m-%d %H:%M}", line.who, line.kind.value, line.text, line.amount, line.about)
        for line in row.lines
    ]


def work_calendar(answer: WorkReport) -> bytes:
    """One all-day entry per item that awaits something, on the day it is due."""
    entries = (_due(row, row.due) for row in answer.rows if row.due is not None)
    return calendar_file(answer.workspace, entries)


def _due(row: WorkRow, day: date) -> Due:
    item = row.item
    changed = row.lines[-1].at if row.lines else datetime.combine(item.opened, time(), UTC)
    told = (
        f"{row.state.value.capitalize()}: {row.now_words or row.then_words}",
        row.when,
        f"{row.finance} (finance) & {row.operations} (operations)",
        f"{row.explained.words}; open for {span_words(row.age)}",
        item.action,
    )
    text = "\n".join(filter(None, told))
    return Due(f"work-{item.id}", day, f"Due: {row.label}", text, changed, item.version - 1)
