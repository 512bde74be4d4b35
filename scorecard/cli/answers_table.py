"""Any answer as a table for the terminal: headline, as-of, one line per row; foreign text is shown as text."""

from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal
from typing import Any

from rich.console import Group
from rich.table import Table
from rich.text import Text

from scorecard.cli import answers_accuracy, answers_cash, answers_meeting, answers_since, answers_sync
from scorecard.domain.bridge import decimals_of
from scorecard.domain.display import BLANKS, shown
from scorecard.domain.problems import excerpt
from scorecard.domain.vocabulary import State, Unit
from scorecard.domain.wording import age_words, named_alone, status_words
from scorecard.reports.accuracy import AccuracyReport
from scorecard.reports.agenda import AgendaReport
from scorecard.reports.bridge import BridgeReport, signed
from scorecard.reports.cash_answer import CashReport
from scorecard.reports.cash_items import CashItemsReport
from scorecard.reports.cash_moved import CashMovedReport
from scorecard.reports.find import FindReport
from scorecard.reports.headline import value_words
from scorecard.reports.help import HelpReport
from scorecard.reports.history import HistoryReport, ImportRow
from scorecard.reports.measure import MeasureReport
from scorecard.reports.meeting import MinutesReport
from scorecard.reports.outlook import OutlookReport
from scorecard.reports.postings import PostingsReport
from scorecard.reports.scorecard import MeasureRow, ScorecardReport
from scorecard.reports.since import SinceReport
from scorecard.reports.standing_counts import is_not_due
from scorecard.reports.standing_words import STATE, why_none
from scorecard.reports.sync import SyncReport
from scorecard.reports.sync_goals import GoalsReport
from scorecard.reports.variance import VarianceReport
from scorecard.reports.why import WhyReport
from scorecard.reports.why_causes import percent
from scorecard.reports.work import WorkReport

WIDEST, LONGEST = 200, 600
"""Signs of a cell, and of a sentence above or below the table."""

RIGHT = frozenset(
    ("Actual", "Better", "Value", "Target", "Goal", "Plan", "Last year", "Outlook", "Age", "New",
     "Restated", "Removed", "Amount", "Against", "Share", "Before", "After", "Step")
)  # fmt: skip
"""Columns of numbers."""

Answer = (
    ScorecardReport
    | SinceReport
    | VarianceReport
    | BridgeReport
    | WhyReport
    | PostingsReport
    | MeasureReport
    | HistoryReport
    | OutlookReport
    | AccuracyReport
    | WorkReport
    | AgendaReport
    | MinutesReport
    | SyncReport
    | GoalsReport
    | CashReport
    | CashItemsReport
    | CashMovedReport
    | FindReport
    | HelpReport
)


def table_of(answer: Answer) -> Group:
    """A report as something rich can print."""
    columns, rows = SHAPES[type(answer)](answer)
    table = Table(box=None, pad_edge=False, header_style="bold")
    for name in columns:
        right = name in RIGHT
        table.add_column(name, justify="right" if right else "left")
    for row in rows:
        table.add_row(*(_text(cell) for cell in row))
    label = getattr(answer, "as_of", "")
    stated = f"Numbers as of {label}." if label else ""
    above = (answer.headline, stated, getattr(answer, "stale", ""))
    below = (*answers_cash.footing(answer), *getattr(answer, "notes", ()))
    problems = [Text(excerpt(problem, WIDEST)) for problem in getattr(answer, "problems", ())]
    told, also = ([Text(excerpt(line, LONGEST)) for line in lines if line] for lines in (above, below))
    return Group(*told, table, *also, *problems)


Rows = tuple[Sequence[str], Iterable[Sequence[object]]]


def _scorecard(answer: ScorecardReport) -> Rows:
    names = {column.perspective: column.name for column in answer.columns}
    rows = (
        (
            names[row.perspective],
            row.label,
            value_words(row, answer.currency),
            _number(row.target, row, answer.currency),
            row.difference_words or why_none(row.label, row.reason),
            STATE[row.state] if is_not_due(row) else status_words(row.status) if row.judged else "",
            "" if row.age_days is None else age_words(row.age_days, row.stale),
        )
        for row in answer.rows
    )
    return ("Perspective", "Measure", "Value", "Target", "Difference", "Status", "Age"), rows


def _variance(answer: VarianceReport) -> Rows:
    def words(value: Decimal | None) -> str:
        return BLANKS[State.MISSING] if value is None else shown(value, answer.unit, "", answer.decimals)

    rows = (
        (
            "  " * row.depth + row.label,
            words(row.actual),
            words(row.reference),
            words(row.difference),
            words(row.impact),
            row.pct_note if row.percent is None else shown(row.percent, Unit.PERCENT, decimals=1),
            words(row.last_year),
            words(row.outlook),
            row.worth or row.reason or row.note,
        )
        for row in answer.rows
    )
    other = named_alone(answer.against)
    return ("Line", "Actual", other, "Difference", "Better", "%", "Last year", "Outlook", "Worth a look"), rows


def _measure(answer: MeasureReport) -> Rows:
    def words(value: Decimal | None) -> str:
        return _number(value, answer.row, answer.currency)

    rows = (
        (p.label, words(p.value), words(p.goal), words(p.plan), words(p.last_year), words(p.outlook), p.signal)
        for p in answer.trend
    )
    return ("Period", "Value", "Goal", "Plan", "Last year", "Outlook", "Unusual"), rows


def _bridge(answer: BridgeReport) -> Rows:
    """Every bridge there is, one below the other, in full; then what is not separable."""
    rows: list[tuple[object, ...]] = []
    for told in answer.bridges:
        bridge, unit, decimals = told.bridge, told.bridge.unit, decimals_of(told.bridge)
        start, end = (shown(amount, unit, answer.currency, decimals) for amount in (bridge.start, bridge.end))
        rows.append((told.label, bridge.start_name, start, ""))
        rows += [("", step.name, signed(step.amount, unit, decimals), step.note) for step in bridge.steps]
        rows.append(("", bridge.end_name, end, ""))
    rows += [(each.label, "not separable", "", each.reason) for each in answer.refusals]
    return ("Bridge", "Step", "Amount", "What is in it"), rows


def _history(answer: HistoryReport) -> Rows:
    lines = {row.import_id: row for row in answer.imports}
    rows = (
        (r.revision, f"{r.when:%Y-%m-%d %H:%M}", r.who, r.why, r.kind, *_counts(lines.get(r.import_id or -1)))
        for r in answer.revisions
    )
    return ("Revision", "When", "Who", "Why", "What", "New", "Restated", "Removed"), rows


def _outlook(answer: OutlookReport) -> Rows:
    """The months ahead in full: what each step brings, cash at the end, and what it is likely between."""

    def words(value: Decimal | None) -> str:
        return BLANKS[State.MISSING] if value is None else shown(value, Unit.MONEY)

    rows = (
        (row.label, *map(words, row.steps), words(row.forecast), *map(words, row.likely or (None, None)))
        for row in answer.rows
        if row.forecast is not None
    )
    return ("Month", *(name for _, name in answer.steps), "Cash at the end", "Likely from", "to"), rows


def _work(answer: WorkReport) -> Rows:
    rows = (
        (
            row.item.id,
            row.label,
            row.when,
            row.now_words or row.then_words,
            row.explained.words,
            row.state.value,
            "" if row.due is None else f"{row.due:%Y-%m-%d}",
            row.overdue or "",
            row.pair,
        )
        for row in answer.rows
    )
    return ("Item", "What", "When", "Difference", "Explained", "State", "Due", "Days overdue", "Who has it"), rows


def _counts(row: ImportRow | None) -> tuple[object, ...]:
    return ("", "", "") if row is None else (row.new, row.restated, row.removed)


def _find(answer: FindReport) -> Rows:
    rows = ((hit.kind, hit.label, hit.hint, hit.page, *hit.query.values()) for hit in answer.hits)
    return ("Kind", "Name", "What it is", "Page", "Link", ""), ((*row, "", "")[:6] for row in rows)


def _help(answer: HelpReport) -> Rows:
    return ("Page", "Heading", "Text"), ((hit.title, hit.heading, " ".join(hit.text.split())) for hit in answer.rows)


def _why(answer: WhyReport) -> Rows:
    def words(value: Decimal | None, unit: Unit) -> str:
        return BLANKS[State.MISSING] if value is None else shown(value, unit, answer.currency)

    unit = answer.unit
    rows: list[Sequence[object]] = [
        ("explains", c.name, words(c.actual, unit), words(c.reference, unit), words(c.amount, unit),
         "" if c.share is None else percent(c.share))
        for c in answer.causes
    ]  # fmt: skip
    if answer.causes:
        rows.append(("", "not explained", "", "", words(answer.rest, unit), ""))
    by = f"by {dict(answer.splits).get(answer.split.by, 'what it is made of')}"
    rows += [(by, p.name, words(p.actual, p.unit), words(p.reference, p.unit), words(p.amount, p.unit), "")
             for p in answer.rows]  # fmt: skip
    return ("", "Part", "Actual", "Against", "Amount", "Share"), rows


def _postings(answer: PostingsReport) -> Rows:
    rows = (
        (r.date, f"{r.amount:,.2f}", r.account, r.entity, ", ".join(r.dims), r.note, r.file, r.row, r.load)
        for r in answer.rows
    )
    return ("Date", "Value", "Account", "Place", "Told by", "Document", "File", "Row", "Load"), rows


SHAPES: dict[type, Callable[[Any], Rows]] = {
    ScorecardReport: _scorecard,
    SinceReport: answers_since.since,
    VarianceReport: _variance,
    BridgeReport: _bridge,
    WhyReport: _why,
    PostingsReport: _postings,
    MeasureReport: _measure,
    HistoryReport: _history,
    OutlookReport: _outlook,
    AccuracyReport: answers_accuracy.accuracy,
    WorkReport: _work,
    AgendaReport: answers_meeting.agenda,
    MinutesReport: answers_meeting.minutes,
    SyncReport: answers_sync.sync,
    GoalsReport: answers_sync.goals,
    CashReport: answers_cash.cash,
    CashItemsReport: answers_cash.items,
    CashMovedReport: answers_cash.moved,
    FindReport: _find,
    HelpReport: _help,
}


def _number(value: Decimal | None, row: MeasureRow, currency: str) -> str:
    return BLANKS[State.MISSING] if value is None else shown(value, row.unit, currency, row.decimals)


def _text(cell: object) -> Text:
    return Text("" if cell is None else excerpt(cell, WIDEST))
