"""What stands beside an item of a meeting: marks, largest parts, open work, the last remark, and the ways further."""

from collections.abc import Iterator

import streamlit as st

from scorecard.domain.scope import Scope
from scorecard.domain.vocabulary import Unit
from scorecard.reports.cash_acts import cash_acts_report
from scorecard.reports.cash_moved import cash_moved_report
from scorecard.reports.item_facts import ItemFacts, item_facts_report, largest
from scorecard.reports.meeting import MinutesReport
from scorecard.reports.why import WhyReport, why_report
from scorecard.ui import cards, words
from scorecard.ui.markup import Markup, element, joined
from scorecard.ui.shell import Page

ACTS = 3
"""Who must act on cash: so many at once."""

DRAWN_BY_ITS_PARTS = "line"
"""A kind of item whose picture is its parts already."""

LONGEST = 160
"""Characters of a remark; all of it stands on Work."""


def drawn(page: Page, answer: MinutesReport, at: int) -> None:
    """The facts of an item about a number; nothing beside any other."""
    item, scope = answer.meeting.item(at), answer.meeting.scope()
    if not item.name:
        return
    found = page.ask_in(scope, item_facts_report, item.name)
    parts: list[Markup | None]
    if item.kind == "cash":
        parts = [*_cash(page, answer), *_work(page, answer, found)]
    else:
        is_drawn = item.kind == DRAWN_BY_ITS_PARTS
        why = page.ask_in(scope, why_report, item.name) if found.marks and not is_drawn else None
        parts = [_marks(found), *_parts(why), *_work(page, answer, found), _ways(page, answer, item.name)]
    st.html(element("section", *filter(None, parts), class_="sc-beside", aria_label="What is known"))


def _marks(found: ItemFacts) -> Markup | None:
    cells = (
        element("div", element("span", label, class_="sc-of"), element("b", words.unbroken(value)))
        for label, value in found.marks
    )
    return element("div", *cells, class_="sc-marks") if found.marks else None


def _parts(why: WhyReport | None) -> Iterator[Markup]:
    if why is not None and (told := largest(why)):
        yield element("h2", f"Largest parts, against {why.against}" if why.against else "Largest parts")
        yield element("ul", *(element("li", words.unbroken(each.sentence)) for each in told))


def _work(page: Page, answer: MinutesReport, found: ItemFacts) -> Iterator[Markup]:
    yield element("h2", "Open work")
    if not found.work:
        yield element("p", "None yet.")
    for number, told in found.work:
        yield element("p", *piece(page, answer.meeting.scope(), number, told))
    who, said = found.said
    if said:
        cut = said if len(said) <= LONGEST else f"{said[:LONGEST].rstrip()}\N{HORIZONTAL ELLIPSIS}"
        yield element("p", element("span", f"{who}: ", class_="sc-of"), f"“{cut}”")


def piece(page: Page, scope: Scope, number: int, told: str) -> Iterator[Markup | str]:
    """A piece of work in words, and the way to it for those who may see it."""
    yield f"{told}. "
    if "work" in page.frame.pages:
        yield cards.anchor("See it", page.address("work", scope, item=str(number)))


def _ways(page: Page, answer: MinutesReport, name: str) -> Markup | None:
    """To the pages that tell more of it, for those who may see them."""
    scope, known = answer.meeting.scope(), page.frame.workspace.store.snapshot().catalogue.measures
    ways = {
        "measure": ("Measure", {"measure": name}) if name in known else None,
        "why": ("Why", {"of": name}),
    }
    links = [
        cards.anchor(told[0], page.address(target, scope, **told[1]))
        for target, told in ways.items()
        if told is not None and target in page.frame.pages
    ]
    return element("p", joined(*links, between=" · ")) if links else None


def _cash(page: Page, answer: MinutesReport) -> Iterator[Markup]:
    """What moved since the forecast before, who must act, and the way to all of it."""
    if not page.frame.person.may("view:cash"):
        return
    scope = answer.meeting.scope()
    yield element("h2", "Since the forecast before")
    yield element("p", words.unbroken(page.ask_in(scope, cash_moved_report).headline))
    acts = page.ask_in(scope, cash_acts_report).acts
    if acts:
        yield element("h2", "Who must act")
        told = (
            f"{act.what}: {act.party or act.item}, {words.number(act.amount, Unit.MONEY, answer.currency)}"
            for act in acts[:ACTS]
        )
        yield element("ul", *(element("li", words.unbroken(each)) for each in told))
    if "cash" in page.frame.pages:
        yield element("p", cards.anchor("Cash, all of it", page.address("cash", scope)))
