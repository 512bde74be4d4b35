"""The weeks as a table: each opens into its days, each amount into its items; room under zero by word and shape."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

import streamlit as st

from scorecard.domain.display import Scale
from scorecard.reports.cash_answer import CashReport
from scorecard.reports.cash_table import Column, Row, Table
from scorecard.reports.cash_written import amount_in, scale_of
from scorecard.reports.outlook_beyond import beyond_days_of
from scorecard.ui import cash
from scorecard.ui.markup import Markup, element, joined
from scorecard.ui.shell import Page


@dataclass(frozen=True, slots=True)
class Form:
    """How one table is written: scale and decimals, whether it has a column for all, whether amounts lead to items."""

    scale: Scale
    decimals: int
    has_whole: bool
    leads: bool


def draw(page: Page, answer: CashReport) -> None:
    """The weeks, the days of the one that is opened, and what was checked."""
    weeks = answer.table
    if weeks is not None:
        week = answer.opened.columns[-1].key if answer.opened else ""
        here, beyond = cash.address(page), page.ask(beyond_days_of, answer.made.isoformat()) if answer.made else ()
        st.html(cash.kept(page, answer, "cash weeks", here, week, make=lambda: _drawn(page, answer, weeks, beyond)))


def _drawn(page: Page, answer: CashReport, weeks: Table, beyond: tuple[str, ...]) -> Markup:
    title = element("h2", "Week by week" if answer.by == "days" else "Month by month")
    parts = [title, table(page, answer, weeks)]
    if answer.opened is not None:
        first, last = answer.opened.columns[0].first, answer.opened.columns[-1].last
        parts.append(element("h2", f"{_day(first)} to {_day(last)}, day by day"))
        parts.append(table(page, answer, answer.opened))
    parts.append(element("p", weeks.foots, cash.ROUNDED, class_="sc-note"))
    parts += [element("p", note, class_="sc-note") for note in beyond]
    return element("div", *parts, class_="sc-cash")


def table(page: Page, answer: CashReport, shown: Table) -> Markup:
    """One table with a column a week or a day; amounts are in one scale, so that thirteen fit."""
    opened = answer.opened.columns[-1].key if answer.opened else ""
    heads = [_head(page, answer, column, opened if shown is answer.table else "") for column in shown.columns]
    form = _form(answer, shown)
    first = element("th", f"In {form.scale.letter} {answer.currency}{_from(answer, shown)}", scope="col")
    whole = element("th", "All", scope="col", class_="sc-n") if form.has_whole else None
    body = [_row(page, row, shown, form) for row in shown.rows]
    label = "Cash at start, in, out and at end" if form.has_whole else "The same by day"
    drawn = element(
        "table",
        element("caption", label),
        element("thead", element("tr", first, *heads, whole)),
        element("tbody", *body),
        class_="sc-cash-weeks",
    )
    return element("div", drawn, class_="sc-scroll", tabindex="0", role="region", aria_label=label)


def _form(answer: CashReport, shown: Table) -> Form:
    return Form(*scale_of(shown), shown is answer.table, answer.by == "days")


def _from(answer: CashReport, shown: Table) -> str:
    return ", weeks from" if answer.by == "days" and shown is answer.table else ""


def _head(page: Page, answer: CashReport, column: Column, opened: str) -> Markup:
    note = joined(" ", element("span", column.note, class_="sc-also")) if column.note else None
    if answer.by != "days" or column.first == column.last:
        return element("th", column.label, note, scope="col", class_="sc-n")
    is_open = column.key == opened
    to = cash.address(page, week="" if is_open else column.key)
    said = f"{_day(column.first)} to {_day(column.last)}, {'close' if is_open else 'open its days'}"
    way = element("a", column.label, href=to, class_="sc-go", title=said, aria_expanded="true" if is_open else "false")
    return element("th", way, note, scope="col", class_="sc-n sc-is-open" if is_open else "sc-n")


def _row(page: Page, row: Row, shown: Table, form: Form) -> Markup:
    cells = [_cell(page, row, value, column, form) for value, column in zip(row.values, shown.columns, strict=True)]
    if form.has_whole:
        cells.append(element("td", amount_in(row.total, form.scale, form.decimals), class_="sc-n"))
    return element("tr", element("th", row.name, scope="row"), *cells, class_=f"sc-cash-{row.kind} sc-cash-is-{row.id}")


def _cell(page: Page, row: Row, value: Decimal | None, column: Column, form: Form) -> Markup:
    told: object = amount_in(value, form.scale, form.decimals)
    if form.leads and row.kind in ("in", "out", "between") and value:
        to = cash.address(
            page, see=cash.ITEMS, line=row.id, since=column.first.isoformat(), till=column.last.isoformat()
        )
        told = element("a", told, href=to, class_="sc-go")
    if row.kind == "room" and value is not None and value < 0:
        told = joined(element("span", "under", class_="sc-cash-under"), " ", told)
    return element("td", told, class_="sc-n" if value else "sc-n sc-cash-zero")


def _day(day: date) -> str:
    return f"{day.day} {day:%b}"
