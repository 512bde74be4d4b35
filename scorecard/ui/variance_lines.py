"""The lines of a statement as a table: one scale for all, better and worse by sign, word, shape and colour."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import partial

from scorecard.domain.display import shown, with_sign
from scorecard.domain.vocabulary import Unit
from scorecard.domain.wording import named_alone, named_shortly, verdict
from scorecard.reports.variance import VarianceReport, VarianceRow
from scorecard.reports.variance_drivers import Driver
from scorecard.reports.variance_written import Format, format_of
from scorecard.ui import words
from scorecard.ui.cards import anchor
from scorecard.ui.markup import Markup, element, joined

AT_MOST = 300
"""Lines drawn at once; beyond them only those with the largest differences."""

VERDICT = "Better or worse"
YEAR_TO_PLAN = "Year to plan"
LARGEST_PERCENT = Decimal("9.99")

Link = Callable[[str], str]


@dataclass(frozen=True)
class Column:
    """A column of the table; one that is not ``always`` there is left out where no row has anything to say."""

    head: str
    cell: Callable[[VarianceRow], Markup | str]
    always: bool = False
    short: str = ""
    """What it is called on a phone, where that is another word."""


def lines(answer: VarianceReport, rows: Sequence[VarianceRow], link: Link, give: Link) -> Markup:
    """The table of some rows of a statement.

    Args:
        answer: The statement.
        rows: Those of its rows that are shown, in reading order.
        link: Where a line leads, by its id.
        give: Where it is given to somebody; "" where work may not be seen.
    """
    form = format_of(answer)
    columns = [column for column in _columns(answer, form, rows) if column.always or _has_any(column, rows)]
    heads = (element("th", column.head, scope="col", class_="sc-n") for column in columns)
    first = element("th", f"In {form.said}" if form.said else "Line", scope="col")
    body = (_line(row, columns, _name(answer, row, link(row.id), give(row.id))) for row in rows)
    label = f"{answer.window}: lines with actual, {answer.against} and difference"
    head = element("thead", element("tr", first, *heads))
    drawn = element("table", element("caption", label), head, element("tbody", *body), class_="sc-table sc-lines")
    return element("div", drawn, class_="sc-scroll", tabindex="0", role="region", aria_label=label)


def _columns(answer: VarianceReport, form: Format, rows: Sequence[VarianceRow]) -> Iterator[Column]:
    largest = max((abs(row.impact) for row in rows if row.impact is not None), default=None)
    other, short = (name(answer.against) + (" to date" if answer.open else "") for name in (named_alone, named_shortly))
    yield Column("Outlook" if answer.full_year else "Actual", lambda row: form.number(row.actual), always=True)
    yield Column(other, lambda row: form.number(row.reference), always=True, short=short)
    yield Column("Difference", lambda row: form.signed(row.difference), always=True)
    yield Column(VERDICT, lambda row: _verdict(row, largest))
    yield Column("%", _percent)
    if answer.against != "last year":
        yield Column("Last year", lambda row: form.number(row.last_year))
    if not answer.full_year:
        yield Column(f"Outlook {answer.year}", lambda row: form.number(row.outlook))
        yield Column(YEAR_TO_PLAN, lambda row: _ahead(form, row))
    for at, beside in enumerate(answer.beside):
        yield Column(beside.label, partial(_beside, replace(form, unit=beside.unit, own=beside.decimals), at))
    if answer.open:
        yield Column("Needed a day", lambda row: form.number(row.pace))


def _beside(form: Format, at: int, row: VarianceRow) -> str:
    return form.number(row.beside[at])


def _has_any(column: Column, rows: Sequence[VarianceRow]) -> bool:
    return any(column.cell(row) not in ("", words.BLANK) for row in rows)


def _line(row: VarianceRow, columns: Sequence[Column], name: Markup) -> Markup:
    """One row; each cell carries its column's name, since on a phone the cells stand below one another."""
    cells = (
        element("td", column.cell(row), class_="sc-n", data_label="" if column.head == VERDICT else _short(column))
        for column in columns
    )
    first = element("th", name, scope="row", style=f"--d:{row.depth}")
    return element("tr", first, *cells, class_=f"sc-of-{row.shape}{' sc-worth' if row.worth else ''}")


def _short(column: Column) -> str:
    return column.short or column.head


def _name(answer: VarianceReport, row: VarianceRow, link: str, give: str) -> Markup:
    """The line's name, which leads to what explains it, why it is worth a look, and what is to be known about it."""
    tag = element("span", element("span", "worth a look: ", class_="sc-unseen"), row.worth, class_="sc-tag")
    told = (
        row.reason if row.difference is None and row.reason != _told_above(answer) else None,
        row.note or None,
        _driver(answer, row.driver) if row.driver else None,
        f"Who has it: {row.who}" if row.who else None,
    )
    small = [element("span", each, class_="sc-also") for each in told if each]
    return joined(_nobody(row, give), anchor(row.label, link), " ", tag if row.worth else None, *small)


def _nobody(row: VarianceRow, give: str) -> Markup | None:
    """A way to give a line that is worth a look to somebody; nothing where somebody has it or work may not be seen."""
    if not give or row.who or not row.worth or row.shape == "subtotal":
        return None
    told = f"Nobody has {row.label} yet: give it to somebody"
    return element("a", "nobody yet", href=give, class_="sc-go sc-give", aria_label=told)


def _told_above(answer: VarianceReport) -> str:
    """Why the result has no difference: the sentence on top says it already."""
    return next((row.reason for row in answer.rows if row.id == answer.result), "")


def _driver(answer: VarianceReport, driver: Driver) -> str:
    """What drives the line: "Contractor hours: 3,576 h, plan 1,811 h (+1,765 h)"."""
    if driver.value is None:
        return f"{driver.label}: {driver.reason or 'not reported'}"

    def written(value: Decimal) -> str:
        return words.number(value, driver.unit, answer.currency, driver.decimals)

    if driver.reference is None:
        return f"{driver.label}: {written(driver.value)}"
    gap = driver.value - driver.reference
    held = f"{answer.against} {written(driver.reference)} ({with_sign(gap, written(abs(gap)))})"
    return f"{driver.label}: {written(driver.value)}, {held}"


def _verdict(row: VarianceRow, largest: Decimal | None) -> Markup | str:
    """Better or worse as a shape, a word and a bar from the middle, in one scale for lines and totals."""
    if not row.impact:
        return "" if row.impact is None else "the same"
    side = "better" if row.impact > 0 else "worse"
    width = float(abs(row.impact) / largest) * 50 if largest else 0.0
    bar = element("span", element("span", style=f"width:{width:.1f}%"), class_="sc-dev", aria_hidden="true")
    return element("span", turn(side), " ", verdict(row.impact), bar, class_=f"sc-side sc-is-{side}")


def turn(side: str) -> Markup:
    """A triangle up for better, down for worse; the word stands beside it."""
    return element("span", class_=f"sc-turn sc-is-{side}", aria_hidden="true")


def _percent(row: VarianceRow) -> Markup | str:
    if row.percent is None:
        return element("span", "n/m", title=row.pct_note) if row.pct_note.startswith("n/m") else ""
    size = abs(row.percent)
    return with_sign(row.percent, "> 999 %" if size > LARGEST_PERCENT else shown(size, Unit.PERCENT, "", 1))


def _ahead(form: Format, row: VarianceRow) -> Markup | str:
    """Whether the year as it is expected is better or worse than the year's plan, and by how much."""
    if row.year_plan is None or row.outlook is None:
        return words.BLANK
    if not row.outlook_impact:
        return "the same" if row.outlook == row.year_plan else form.signed(row.outlook - row.year_plan)
    side = "better" if row.outlook_impact > 0 else "worse"
    size = f" {form.number(abs(row.outlook_impact))}"
    return element("span", turn(side), size, element("span", f" {side}", class_="sc-unseen"), class_=f"sc-is-{side}")
