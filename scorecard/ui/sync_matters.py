"""Matters on the screen: what is to be decided, on which terms, where each of the two stands, and how it came out."""

from collections.abc import Iterable, Iterator
from pathlib import Path

import streamlit as st

from scorecard.domain.sync import Said
from scorecard.reports.sync_matters import LogLine, MatterRow, MattersReport, PositionRow
from scorecard.reports.why_where import written
from scorecard.reports.work_figures import scope_of
from scorecard.ui import cards, forms, item_facts, sync_forms, words
from scorecard.ui.markup import Markup, element
from scorecard.ui.shell import Page
from scorecard.ui.work import whole
from scorecard.ui.work_forms import NOT_NOW

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

LOG, NEW = "log", "new"
SIGNS = {"open": "○", "agrees": "✓", "differs": "≠"}
"""How a position is marked beside its words."""

STANDS = {None: "has not said", True: "agrees", False: "sees it differently"}
"""Where one of the two stands, in a word."""

NOBODY = "Nobody carries this out yet."

SHOWN = 6
"""Decided matters shown at once."""


def style() -> None:
    """How matters and the message look, once on the page that draws them."""
    st.html(f"<style>{Path(__file__).with_name('sync_matters.css').read_text(encoding='utf-8')}</style>")


def matters(page: Page, report: MattersReport) -> None:
    """Matters that need a decision, each with what this seat may say about it; one form at a time, under its matter.

    What is opened, or else the first of them, stands in full; of the others it is told what they are and who stands
    where.
    """
    style()
    if report.seat is None:
        st.text(report.headline)
        return
    asked = forms.in_link("matter")
    if asked == NEW:
        _new(page, asked)
    rows = sorted(report.open, key=lambda row: str(row.matter.id) != asked)
    full = asked or next((str(row.matter.id) for row in rows), "")
    for row in rows:
        _drawn(page, row, asked) if str(row.matter.id) == full else _short(page, row)
    if asked != NEW:
        _new(page, asked)


def decided(page: Page, report: MattersReport) -> None:
    """Decided matters as the three see them: the words everybody reads, and the way to open one again."""
    asked = forms.in_link("matter")
    for row in report.decided[:SHOWN]:
        _drawn(page, row, asked)


def _drawn(page: Page, row: MatterRow, asked: str) -> None:
    number, saying = str(row.matter.id), forms.in_link("say")
    if asked not in ("", number):
        _short(page, row)
        return
    here = number == asked
    st.html(card(page, row, saying if here else "", here))
    if here and saying in sync_forms.FORMS and Said[saying] in row.can:
        sync_forms.FORMS[saying](page, row)
    if here and saying == LOG:
        st.html(element("ul", *map(_line, row.log), class_="sc-matter-log", aria_label="Log"))


def _short(page: Page, row: MatterRow) -> None:
    """What it is, where each of the two stands in a word, and the most urgent work on its number."""
    stands = " · ".join(f"{each.seat.label} {STANDS[each.agrees]}" for each in row.positions if row.matter.is_open)
    said = element("p", stands, class_="sc-quiet") if stands else None
    work = _work(page, row.work[:1])
    st.html(element("article", _head(page, row), said, *work, class_="sc-matter sc-folded sc-is-short"))


def card(page: Page, row: MatterRow, saying: str = "", is_opened: bool = False) -> Markup:
    """One matter: title and day, number and room, terms, both positions, and what can be said about it.

    Long texts are whole once it is opened.
    """
    matter = row.matter
    return element(
        "article",
        _head(page, row),
        *_facts(page, row),
        element("p", whole(row.decision), class_="sc-decision") if row.decision else None,
        element("p", whole(words.unbroken(row.terms))) if row.terms else None,
        *_carried_out(page, row),
        *(_position(each) for each in row.positions if matter.is_open),
        element("nav", *_ways(page, row, saying), class_="sc-says", aria_label=f"About matter {matter.id}"),
        class_=" ".join(_classes(row, is_opened)),
    )


def _classes(row: MatterRow, is_opened: bool) -> Iterator[str]:
    yield "sc-matter"
    yield "sc-opened" if is_opened else "sc-folded"
    if row.overdue:
        yield "sc-late"
    if not row.matter.is_open:
        yield "sc-is-done"


def _head(page: Page, row: MatterRow) -> Markup:
    due = element("span", row.due, class_="sc-old" if row.overdue else "sc-quiet") if row.due else None
    return element("h3", cards.anchor(row.matter.title, page.address("sync", None, matter=str(row.matter.id))), due)


def _facts(page: Page, row: MatterRow) -> Iterator[Markup]:
    subject, terms = row.matter.subject, row.matter
    if subject is not None:
        address = page.address("why", scope_of(page.scope, subject), of=subject.name, where=written(subject.where))
        about = element("span", cards.anchor(row.label, address), f": {words.unbroken(row.about)}.")
        yield element("p", about, f" {words.unbroken(row.room)}" if row.room else None)
    if row.moved:
        yield element("p", f"The numbers have moved: now {row.now_words}.", class_="sc-old")
    if terms.is_open:
        for name, text in (("Yes, if", terms.yes_if), ("Displaces", terms.displaced), ("Expected", row.expected)):
            if text:
                yield element("p", element("b", name), " ", whole(text))
        if row.cost:
            yield element("p", f"{row.cost}.")
        yield from _work(page, row.work)


def _carried_out(page: Page, row: MatterRow) -> Iterator[Markup]:
    """Of a decision: the work on its number and what is done, or that nobody has an action, with the form for one."""
    subject = row.matter.subject
    if subject is None or row.matter.is_open:
        return
    if not row.is_nobodys:
        yield from _work(page, row.work)
        return
    link = None
    if "work" in page.frame.pages and not page.scope.as_of:
        held = {"item": str(row.work[0][0])} if row.work else {}
        told = held or {"new": "1", "of": subject.name, "where": written(subject.where)}
        link = cards.anchor("Write an action down", page.address("work", scope_of(page.scope, subject), **told))
    yield element("p", element("b", NOBODY), " ", link)


def _work(page: Page, pieces: Iterable[tuple[int, str]]) -> Iterator[Markup]:
    """What is being done about its number already, each piece with the way to it."""
    for number, told in pieces:
        yield element("p", element("b", "Work"), " ", *item_facts.piece(page, page.scope, number, told))


def _position(position: PositionRow) -> Markup:
    name = "open" if position.agrees is None else "agrees" if position.agrees else "differs"
    again = " Taken on other numbers." if position.moved else ""
    mark = element("span", SIGNS[name], class_="sc-stand-sign", aria_hidden="true")
    return element("p", mark, element("span", whole(f"{position.words}{again}")), class_=f"sc-stand sc-stand-{name}")


def _line(line: LogLine) -> Markup:
    who = element("b", f"{line.at:%-d %b %Y, %H:%M} UTC, {line.seat.label}, {line.who}")
    return element("li", who, " ", whole(line.words))


def _ways(page: Page, row: MatterRow, saying: str) -> Iterator[Markup]:
    """What this seat may say, then the log; on a matter with the CEO positions may still come together."""
    for kind, label in SAYS.items():
        if kind in row.can:
            yield _way(page, row, kind.name, label, saying)
    yield _way(page, row, LOG, "Log", saying)


def _way(page: Page, row: MatterRow, name: str, label: str, saying: str) -> Markup:
    opened = name == saying
    said = ("", "") if opened else (str(row.matter.id), name)
    address = page.address("sync", None, matter=said[0], say=said[1])
    return element("a", label, href=address, class_="sc-view", aria_current="true" if opened else None)


def _new(page: Page, asked: str) -> None:
    if page.scope.as_of:
        st.text(NOT_NOW)
        return
    opened = asked == NEW
    st.html(cards.door("Raise a matter", page.address("sync", None, matter="" if opened else NEW), opened))
    if opened:
        sync_forms.new(page)
