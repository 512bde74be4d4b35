"""Items of a cash forecast on the screen: chosen by line, days and party, each opened into its days."""

from collections.abc import Mapping
from datetime import date
from functools import partial

import streamlit as st

from scorecard.domain.display import shown, with_sign
from scorecard.domain.vocabulary import Unit
from scorecard.reports.cash_headline import day_words
from scorecard.reports.cash_items import SHOWN, Asking, CashItemsReport, ItemRow
from scorecard.reports.cash_lines import why_expected
from scorecard.ui import cards, cash, chooser, forms, show, words
from scorecard.ui.markup import Markup, element, joined
from scorecard.ui.shell import Page

_KEPT = ("line", "since", "till", "party")
"""What the link says of the items asked for."""


def asking() -> Asking:
    """Which items the link asks for."""
    start = forms.in_link("start")
    line, since, till, party = (forms.in_link(name) for name in _KEPT)
    first = int(start) if start.isascii() and start.isdigit() and len(start) < 7 else 0
    return Asking(line, _day(since), _day(till), party, first)


def _day(text: str) -> str:
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        return ""


def draw(page: Page, answer: CashItemsReport, today: date) -> None:
    """The choosers, the items, and the way to the next ones."""
    with st.container(horizontal=True, gap="small", key="cash-filters"):
        lines, parties = dict(answer.lines), {name: name for name in answer.parties}
        _choose("line", "Line", {"": "All lines", **lines}, answer.asking.line)
        _choose("party", "With", {"": "Everybody", **parties}, answer.asking.party)
    ask = answer.asking
    if ask.since or ask.till:
        st.html(
            element("p", cards.anchor("Show all days", _address(page, answer, since="", till="")), class_="sc-note")
        )
    if not answer.rows:
        return
    opened = forms.in_link("item")
    rows = [_row(page, answer, row, row.key == opened, today) for row in answer.rows]
    with st.container(key="cash-items"):
        show.rows(("Item", "With", "Line", "Why it is expected", "When", "Document", "Amount"), rows, "Items")
    st.html(_more(page, answer))


def _row(page: Page, answer: CashItemsReport, row: ItemRow, is_open: bool, today: date) -> tuple[object, ...]:
    name: object = row.name or row.line_name
    if len(row.parts) > 1:
        name = cards.door(str(name), _address(page, answer, item="" if is_open else row.key), is_open)
    when = day_words(row.first, today)
    if row.last != row.first:
        when = f"{when} to {day_words(row.last, today)}, most likely {day_words(row.likeliest, today)}"
    place = element("span", row.entity, class_="sc-also")
    parts = _parts(row, today) if is_open else ""
    return (
        element("span", name, place, parts), row.party or words.BLANK, row.line_name, why_expected(row.basis), when,
        _paper(row, answer.made or today, today), _signed(row),
    )  # fmt: skip


def _parts(row: ItemRow, today: date) -> Markup:
    """What is expected day by day."""
    told = [
        element(
            "li",
            f"{day_words(part.day, today)}: {shown(abs(part.amount), Unit.MONEY, '', 2)}, {why_expected(part.basis)}",
        )
        for part in row.parts
    ]
    return element("ul", *told, class_="sc-cash-parts")


def _paper(row: ItemRow, made: date, today: date) -> str:
    paper = row.paper
    if paper is None:
        return words.BLANK
    late = f", {(made - paper.due).days} days overdue then" if paper.due < made else ""
    return f"{shown(paper.open, Unit.MONEY, '', 2)} open, due {day_words(paper.due, today)}{late}"


def _signed(row: ItemRow) -> str:
    return with_sign(row.amount, shown(abs(row.amount), Unit.MONEY, "", 2))


def _more(page: Page, answer: CashItemsReport) -> Markup:
    """Which items are shown of how many, and the ways to the others."""
    first = answer.asking.start + 1
    last = min(first + SHOWN - 1, answer.count)
    ways = []
    if first > 1:
        ways.append(cards.anchor("Larger ones", _address(page, answer, start=str(max(0, first - 1 - SHOWN)))))
    if last < answer.count:
        ways.append(cards.anchor("Smaller ones", _address(page, answer, start=str(last))))
    total = shown(answer.total, Unit.MONEY, answer.currency, 2)
    said = f"Items {first:,} to {last:,} of {answer.count:,}, the largest first; all together {total}. "
    return element("p", said, joined(*ways, between=" · "), class_="sc-note")


def _address(page: Page, answer: CashItemsReport, **more: str) -> str:
    ask = answer.asking
    told = {"see": cash.ITEMS, "line": ask.line, "since": ask.since, "till": ask.till, "party": ask.party}
    return cash.address(page, **{**told, **more})


def _choose(name: str, label: str, offered: Mapping[str, str], shown: str) -> None:
    """One choice among many, written into the link."""
    say = partial(forms.say, name)
    chooser.select(f"cash {name} chooser", label, offered, shown, lambda value: say(value, "item", "start"), width=300)
