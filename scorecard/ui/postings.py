"""Drawing the postings behind a number, the largest first."""

from collections.abc import Iterator

import streamlit as st

from scorecard.reports.postings import MOST, PostingsReport, postings_report
from scorecard.reports.why import WhyReport
from scorecard.ui import cards, forms, show
from scorecard.ui.markup import element
from scorecard.ui.shell import Page
from scorecard.ui.why import address

FIRST = 12
"""Postings shown before the rest is asked for."""

DOOR = "Every line behind this figure, with its document, file and row"


def drawn(page: Page, answer: WhyReport) -> None:
    """The postings, once the link asks for them; at once where there is nothing finer to look into."""
    asked_for = forms.in_link("rows")
    if asked_for or answer.splits:
        rows = "" if asked_for else str(FIRST)
        st.html(cards.door(DOOR, address(page, answer.spot, by=answer.split.by, rows=rows), bool(asked_for)))
    if asked_for or not answer.splits:
        most = min(int(asked_for), MOST) if asked_for.isascii() and asked_for.isdigit() else FIRST
        _listed(page, answer, page.ask(postings_report, answer.spot.of, answer.spot.where, most), most)


def _listed(page: Page, answer: WhyReport, found: PostingsReport, most: int) -> None:
    """The largest postings with file, row and load; how many there are, and that all of them make the figure."""
    if not found.total:
        elsewhere = "The postings stand behind the figures it is worked out from."
        st.text(elsewhere if answer.inseparable else "No posting stands behind this figure.")
        return
    exact = len(found.sums) == 1 and answer.value == found.sums[0].total
    told = f"{found.headline[:-1]}{': exactly the figure above' if exact else ''}."
    st.html(element("p", told, class_="sc-note"))
    lines = [
        (f"{row.date:%-d %b %Y}", f"{row.amount:,.2f}", row.account, row.entity, ", ".join(row.dims), row.note,
         row.file, f"{row.row:,}", f"{row.load}, {row.recorded:%-d %b %Y %H:%M}" if row.recorded else row.load)
        for row in found.rows[:most]
    ]  # fmt: skip
    header = ("Date", "Amount", "Account", "Place", "Told by", "Document", "File", "Row", "Load")
    with st.container(key="why-postings"):
        show.rows(header, lines, f"Postings behind {answer.label}")
    st.html(element("p", *_more(page, answer, found, len(lines)), class_="sc-note"))


def _more(page: Page, answer: WhyReport, found: PostingsReport, drawn: int) -> Iterator[object]:
    if drawn == found.total:
        yield "These are all of them."
        return
    yield f"The {drawn} largest of {found.total:,}. "
    if drawn < min(MOST, found.total):
        yield cards.anchor(
            f"Show {min(MOST, found.total)}", address(page, answer.spot, by=answer.split.by, rows=str(MOST))
        )
        yield ". "
    if found.total > MOST:
        yield "Split further to see the rest."
