"""Matters on the screen: what is to be decided, on which terms, where each of the two stands, and how it came out."""

from collections.abc import Iterator
from pathlib import Path

import streamlit as st

from scorecard.domain.sync import MatterState, Said
from scorecard.reports.sync_matters import MatterRow, MattersReport, PositionRow
from scorecard.ui import cards, forms, show, sync_forms
from scorecard.ui.markup import Markup, element
from scorecard.ui.shell import Page

SAYS = {
    Said.AGREES: "Agree",
    Said.DIFFERS: "See it differently",
    Said.SENT: "To the CEO",
    Said.DECIDED: "Settle",
    Said.REWORDED: "Change the terms",
    Said.REOPENED: "Open again",
    Said.WITHDRAWN: "Withdraw",
}
"""What can be said about a matter, as links; the link says the entry's name."""

SHOWN = 6
"""Decided matters shown at once."""


def matters(page: Page, report: MattersReport) -> None:
    """Matters that need a decision, each with what this seat may say about it; one form at a time, under its matter."""
    st.html(f"<style>{Path(__file__).with_name('sync_matters.css').read_text(encoding='utf-8')}</style>")
    if report.seat is None:
        st.text(report.headline)
        return
    asked, saying = forms.in_link("matter"), forms.in_link("say")
    if not report.open:
        st.html(element("p", "Nothing needs a decision of the two.", class_="sc-note"))
    for row in report.open:
        _drawn(page, row, asked, saying)
    _new(page, asked)


def decided(page: Page, report: MattersReport) -> None:
    """Decided matters as the three see them: the words everybody reads, and the way to open one again."""
    asked, saying = forms.in_link("matter"), forms.in_link("say")
    for row in report.decided[:SHOWN]:
        _drawn(page, row, asked, saying)


def _drawn(page: Page, row: MatterRow, asked: str, saying: str) -> None:
    number = str(row.matter.id)
    here = number == asked
    st.html(card(page, row, saying if here else ""))
    if here and saying in sync_forms.FORMS and Said[saying] in row.can:
        sync_forms.FORMS[saying](page, row)
    if here and saying == "log":
        lines = [(f"{line.at:%d %b %Y, %H:%M}", f"{line.seat.label}, {line.who}", line.words) for line in row.log]
        show.rows(("When (UTC)", "Who", "What"), lines, "Log")


def card(page: Page, row: MatterRow, saying: str = "") -> Markup:
    """One matter: title and day, number and room, terms, both positions, and what can be said about it."""
    matter, is_late = row.matter, bool(row.overdue)
    due = element("span", row.due, class_="sc-old" if is_late else "sc-quiet") if row.due else None
    return element(
        "article",
        element("h3", matter.title, due),
        *_facts(row),
        element("p", row.decision, class_="sc-decision") if row.decision else None,
        *(_position(each) for each in row.positions if matter.is_open),
        element("nav", *_ways(page, row, saying), class_="sc-says", aria_label=f"About matter {matter.id}"),
        class_=f"sc-matter{' sc-late' if is_late else ''}{' sc-is-done' if not matter.is_open else ''}",
    )


def _facts(row: MatterRow) -> Iterator[Markup]:
    told = f"{row.label}: {row.about}." if row.label else ""
    if told:
        yield element("p", told)
    if row.moved:
        yield element("p", f"The numbers have moved: now {row.now_words}.", class_="sc-old")
    if row.matter.is_open:
        for name, text in (("Yes, if", row.matter.yes_if), ("Displaces", row.matter.displaced)):
            if text:
                yield element("p", element("b", name), f" {text}")
        if row.room:
            yield element("p", row.room)
        if row.expected:
            yield element("p", element("b", "Expected"), f" {row.expected}")


def _position(position: PositionRow) -> Markup:
    name = "open" if position.agrees is None else "agrees" if position.agrees else "differs"
    sign = {"open": "○", "agrees": "✓", "differs": "≠"}[name]
    again = " Taken on other numbers." if position.moved else ""
    mark = element("span", sign, class_="sc-stand-sign", aria_hidden="true")
    return element("p", mark, f"{position.words}{again}", class_=f"sc-stand sc-stand-{name}")


def _ways(page: Page, row: MatterRow, saying: str) -> Iterator[Markup]:
    """What this seat may say, then the log; on a matter with the CEO positions may still come together."""
    for kind, label in SAYS.items():
        if kind in row.can:
            yield _way(page, row, kind.name, label, saying)
    yield _way(page, row, "log", "Log", saying)


def _way(page: Page, row: MatterRow, name: str, label: str, saying: str) -> Markup:
    opened = name == saying
    said = ("", "") if opened else (str(row.matter.id), name)
    address = page.address("sync", None, matter=said[0], say=said[1])
    return element("a", label, href=address, class_="sc-view", aria_current="true" if opened else None)


def _new(page: Page, asked: str) -> None:
    opened = asked == "new"
    st.html(cards.door("Raise a matter", page.address("sync", None, matter="" if opened else "new"), opened))
    if opened:
        sync_forms.new(page)


def state_words(row: MatterRow) -> str:
    """How far a matter has come, in words."""
    return "with the CEO" if row.matter.state is MatterState.FOR_CEO else row.matter.state.value
