"""Who must act on which, and the largest items, on the screen; each act leads to its work, each item to its days."""

from collections.abc import Sequence
from datetime import date

import streamlit as st

from scorecard.domain.display import shown, with_sign
from scorecard.domain.vocabulary import Unit
from scorecard.reports.cash_acts import CashAct, CashActsReport
from scorecard.reports.cash_headline import day_words
from scorecard.reports.cash_items import ItemRow
from scorecard.reports.cash_lines import why_expected
from scorecard.ui import cards, cash, show, words
from scorecard.ui.markup import Markup, element
from scorecard.ui.shell import Page


def draw(page: Page, answer: CashActsReport, today: date) -> None:
    """The acts as a table, then the largest items in and out side by side."""
    with st.container(key="cash-acts"):
        if answer.acts:
            st.subheader("Who must act on which", anchor=False)
            rows = [_act(page, act) for act in answer.acts]
            show.rows(("What to do", "Document", "With", "Who has it", "Amount"), rows, "Who must act on which")
        if answer.into or answer.out:
            left, right = st.columns(2, gap="large")
            _largest(page, left, "The largest to come in", answer.into, today)
            _largest(page, right, "The largest to go out", answer.out, today)


def _act(page: Page, act: CashAct) -> tuple[object, ...]:
    document = element("span", act.item, class_="sc-nowrap")
    return act.what, document, act.party or words.BLANK, _who(page, act), shown(act.amount, Unit.MONEY, "", 2)


def _who(page: Page, act: CashAct) -> Markup | str:
    """The pair that has it and the way to their work; where nobody has it, the way to give it to somebody."""
    if not act.about or "work" not in page.frame.pages:
        return act.who or act.suggested or words.BLANK
    if act.who:
        return element("span", act.who, " ", cards.anchor("See the work", page.address("work")))
    give = cards.anchor("Give it to somebody", page.address("work", new="1", of=act.about))
    told = f"nobody yet, {act.suggested} by the catalogue " if act.suggested else "nobody yet "
    return element("span", told, give)


def _largest(
    page: Page, where: st.delta_generator.DeltaGenerator, title: str, rows: Sequence[ItemRow], today: date
) -> None:
    if not rows:
        return
    where.subheader(title, anchor=False)
    lines = [
        (
            cards.anchor(_named(row), cash.address(page, see=cash.ITEMS, line=row.line, item=row.key)),
            row.party or words.BLANK,
            element(
                "span", day_words(row.likeliest, today), element("span", why_expected(row.basis), class_="sc-also")
            ),
            with_sign(row.amount, shown(abs(row.amount), Unit.MONEY, "", 2)),
        )
        for row in rows
    ]
    where.html(show.table(("Item", "With", "Most likely", "Amount"), lines, title))


def _named(row: ItemRow) -> str:
    return row.name or row.line_name
