"""XLSX: the pack as exact values with their units, definitions and stamp; text stays text, never a formula."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from scorecard.domain.vocabulary import Unit
from scorecard.domain.wording import named_alone, verdict
from scorecard.exports.work import items_sheet
from scorecard.exports.workbook import Cell, Column, Sheet, workbook
from scorecard.reports.pack import Pack
from scorecard.reports.standing import MeasureRow
from scorecard.reports.standing_words import number, status_label, target
from scorecard.reports.variance import VarianceReport

Cells = tuple[object, ...]

SENTENCES = (Column("About", width=18), Column("Sentence", width=120))
MEASURES = (
    Column("Measure", width=34), Column("Perspective", width=14), Column("Objective", width=30),
    Column("Unit", width=10), Column("Value", Cell.AMOUNT, 16), Column("As written", width=14),
    Column("Target", Cell.AMOUNT, 16), Column("Target as written", width=18), Column("Red flag", Cell.AMOUNT, 16),
    Column("Compared with", Cell.AMOUNT, 16), Column("Difference", Cell.AMOUNT, 16),
    Column("Better (worse)", Cell.AMOUNT, 16), Column("Difference in words", width=30),
    Column("Status", Cell.STATUS, 14),
    Column("Days old", Cell.WHOLE, 10), Column("Carried over from", width=16),
    Column("Why there is no value", width=40),
    Column("Owner for finance", width=20), Column("Owner for operations", width=20),
)  # fmt: skip
MOVED = (
    Column("What", width=34), Column("Where", width=24), Column("Of", width=10), Column("Period then", width=14),
    Column("Period now", width=14), Column("Kind", width=24), Column("Unit", width=10),
    Column("Then", Cell.AMOUNT, 16), Column("Then as written", width=16), Column("Now", Cell.AMOUNT, 16),
    Column("Now as written", width=16), Column("Difference", Cell.AMOUNT, 16),
    Column("Better (worse)", Cell.AMOUNT, 16), Column("Why", width=60),
)  # fmt: skip
LEFT = (
    Column("Kind", width=12), Column("About", width=34), Column("In words", width=70),
    Column("How it stands", width=50), Column("Day", Cell.DAY, 12), Column("Expected", Cell.AMOUNT, 16),
    Column("Came", Cell.AMOUNT, 16), Column("Unit", width=10), Column("Costs at most (brings)", Cell.MONEY, 20),
    Column("How often", width=12), Column("Who", width=36),
)  # fmt: skip
TALK = (
    Column("What", width=34), Column("Part of the meeting", width=24), Column("How it stands", width=70),
    Column("Minutes", Cell.WHOLE, 10), Column("Weeks since it was talked about", Cell.WHOLE, 18),
    Column("Who has it", width=36),
)  # fmt: skip
MEANING = (
    Column("Measure", width=34), Column("Other name", width=30), Column("Meaning", width=70),
    Column("Formula", width=50), Column("With this window's numbers", width=50), Column("How it adds up", width=18),
    Column("Good", width=18), Column("Source", width=40), Column("Owner for finance", width=20),
    Column("Owner for operations", width=20),
)  # fmt: skip


def pack_workbook(pack: Pack) -> bytes:
    """The file: one sheet a part, each under its sentence and the stamp; the same pack, the same bytes."""
    return workbook(tuple(_sheets(pack)), pack.stamp)


def _sheets(pack: Pack) -> Iterator[Sheet]:
    said = [(each.about, each.text) for each in pack.sentences]
    yield Sheet("Summary", f"{pack.title}.", SENTENCES, said)
    cards = [
        (column, group, row) for column in pack.scorecard.columns for group in column.objectives for row in group.rows
    ]
    measures = [(row.label, column.name, group.name, *_values(row, pack.currency)) for column, group, row in cards]
    yield Sheet("Scorecard", pack.scorecard.headline, MEASURES, measures, [row.unit for _, _, row in cards])
    moved = [row.unit for group in pack.since.groups for row in group.rows]
    yield Sheet("Since we last met", pack.since.headline, MOVED, [*_moved(pack)], moved)
    yield _last(pack)
    talk = [
        (item.label, item.block.value, item.sentence, item.minutes, item.weeks_undiscussed, item.owners)
        for item in pack.talk
    ]
    yield Sheet("To talk about", pack.agenda.headline, TALK, talk)
    yield _statement("Plan & actual", pack.statement)
    if pack.year is not None:
        yield _statement("Whole year", pack.year)
    yield from _cash(pack)
    yield from _outlook(pack)
    yield items_sheet(pack.work)
    meaning = [
        (each.label, each.other_name, each.meaning, each.formula, each.numbers, each.kind, each.direction, each.source,
         each.finance_owner, each.operations_owner)
        for each in pack.definitions
    ]  # fmt: skip
    yield Sheet("Definitions", f"{len(meaning)} measures.", MEANING, meaning)


def _moved(pack: Pack) -> Iterator[Cells]:
    for group in pack.since.groups:
        for row in group.rows:
            before, after = (number(each, row.unit, pack.currency, row.decimals) for each in (row.before, row.after))
            yield (
                row.label, row.place, "target" if row.of_target else "value", row.before_label, row.period_label,
                group.label, row.unit.value, row.before, before, row.after, after, row.difference, row.impact, row.note,
            )  # fmt: skip


def _last(pack: Pack) -> Sheet:
    """What the meeting before left, all of it; amounts in the unit of the number that was decided about."""
    lines = pack.last.lines
    rows = [
        (line.kind.value, line.about or None, line.text, line.stands or None, line.day, line.expected, line.came,
         line.unit.value if line.expected is not None else None, line.cost.amount if line.cost else None,
         ("every month" if line.cost.is_monthly else "once") if line.cost else None, line.who or None)
        for line in lines
    ]  # fmt: skip
    return Sheet("Last time", pack.last.headline, LEFT, rows, [line.unit for line in lines])


def _values(row: MeasureRow, currency: str) -> Cells:
    return (
        row.unit.value, row.value, number(row.value, row.unit, currency, row.decimals), row.target,
        target(row, currency), row.red, row.reference, row.difference, row.impact, row.difference_words,
        status_label(row), row.age_days, row.carried_from, row.reason, row.finance_owner, row.operations_owner,
    )  # fmt: skip


def _statement(name: str, answer: VarianceReport) -> Sheet:
    unit = answer.currency if answer.unit is Unit.MONEY else answer.unit.value
    columns = (
        Column("Line", width=40), Column("Kind", width=10), Column("Level", Cell.WHOLE, 7),
        Column("Outlook" if answer.full_year else f"Actual, {unit}", Cell.AMOUNT, 18),
        Column(named_alone(answer.against), Cell.AMOUNT, 18), Column("Difference", Cell.AMOUNT, 16),
        Column("Better (worse)", Cell.AMOUNT, 16), Column("Verdict", width=10),
        Column("Difference, share", Cell.SHARE, 16), Column("Last year", Cell.AMOUNT, 18),
        Column("Year's outlook", Cell.AMOUNT, 18), Column("Year's plan", Cell.AMOUNT, 18),
        Column("Worth a look", width=36), Column("Note", width=40),
    )  # fmt: skip
    rows = [
        (
            row.label, row.shape, row.depth, row.actual, row.reference, row.difference, row.impact,
            None if row.impact is None else verdict(row.impact), row.percent, row.last_year, row.outlook,
            row.year_plan, row.worth, row.reason or row.note or row.pct_note,
        )
        for row in answer.rows
    ]  # fmt: skip
    return Sheet(name, answer.headline, columns, rows, [answer.unit] * len(rows))


def _cash(pack: Pack) -> Iterator[Sheet]:
    table = pack.weeks
    if pack.cash is None or table is None:
        return
    ends = (Column(f"{column.first:%Y-%m-%d} to {column.last:%Y-%m-%d}", Cell.AMOUNT, 24) for column in table.columns)
    columns = (Column("Line", width=40), Column("Kind", width=10), *ends, Column("All", Cell.AMOUNT, 18))
    rows = [(row.name, row.kind, *row.values, row.total) for row in table.rows]
    yield Sheet("Cash", pack.cash.headline, columns, rows)


def _outlook(pack: Pack) -> Iterator[Sheet]:
    answer = pack.outlook
    ahead = [row for row in answer.rows if row.forecast is not None] if answer else []
    if answer is None or not ahead:
        return
    steps = (Column(name, Cell.AMOUNT, 18) for _, name in answer.steps)
    ends = ("Cash at the end", "Likely from", "Likely to")
    columns = (Column("Month", width=12), *steps, *(Column(name, Cell.AMOUNT, 18) for name in ends))
    rows = [(row.label, *row.steps, row.forecast, *_likely(row.likely)) for row in ahead]
    yield Sheet("Outlook", answer.headline, columns, rows)


def _likely(ends: Sequence[Decimal] | None) -> Sequence[Decimal | None]:
    return ends or (None, None)
