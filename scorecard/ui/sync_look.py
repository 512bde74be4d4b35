"""The panel of the page Sync on which a number is looked into, drawn as on the page it comes from."""

from collections.abc import Callable

import streamlit as st

from scorecard.domain.errors import NotAllowed, ScorecardError
from scorecard.reports.bridge import bridge_report
from scorecard.reports.cash import cash_report
from scorecard.reports.measure import measure_report
from scorecard.reports.why import why_report
from scorecard.ui import (
    bridge,
    cards,
    cash,
    cash_weeks,
    figure,
    forms,
    look,
    postings,
    show,
    trend,
    why,
    words,
)
from scorecard.ui.look import Looking
from scorecard.ui.markup import Markup, element
from scorecard.ui.plain_text import plain

BACK = "\N{SINGLE LEFT-POINTING ANGLE QUOTATION MARK} Back to Sync"
OVER_TIME, EXPLAINED = "Over time", "What explains it"


def panel(page: Looking) -> None:
    """What the link looks into; nothing where it looks into nothing."""
    if not page.looks:
        return
    to, what = page.opened
    with st.container(key=f"sync-look {page.spot}"):
        try:
            inside = look.into(page)
            st.html(_head(inside))
            if to not in page.frame.pages:
                raise NotAllowed(f"see {look.KINDS[to].title}")
            for problem in inside.unread:
                st.warning(plain(problem))
            DRAWN[to](inside, what)
        except ScorecardError as fault:
            st.warning(plain(fault))


def _head(page: Looking) -> Markup:
    """The way back, the two sides of a measure, and the way to the page it comes from."""
    to, what = page.opened
    back = element("a", BACK, href=page.closed, class_="sc-view")
    own = cards.anchor(f"Open on {look.KINDS[to].title}", page.leaving()) if to in page.frame.pages else None
    return element("nav", back, *_sides(page, to, what), own, class_="sc-views sc-look", aria_label="Look into it")


def _sides(page: Looking, to: str, what: str) -> list[Markup]:
    known = page.frame.workspace.store.snapshot(page.scope.as_of).catalogue.measures
    if to not in ("measure", "why") or what not in known:
        return []
    sides = {"measure": OVER_TIME, "why": EXPLAINED}
    return [
        element("a", label, href=page.address(name, None, **{look.KINDS[name].named: what}), class_="sc-view",
                aria_current="true" if name == to else None)
        for name, label in sides.items()
    ]  # fmt: skip


def _said(sentence: str) -> None:
    st.html(element("h2", words.unbroken(sentence), class_="sc-look-said"))


def _part(title: str) -> None:
    st.html(element("h3", title, class_="sc-look-part"))


def _why(page: Looking, what: str) -> None:
    where = why.part_in_link()
    answer = why.with_owners(page, page.ask(why_report, what, where, forms.in_link("by")))
    _said(answer.headline)
    st.html(why.down(page, answer))
    why.figure(page, answer)
    why.causes(page, answer)
    _part("What it is made of")
    why.splits(page, answer)
    _part("The postings behind it")
    postings.drawn(page, answer)


def _measure(page: Looking, what: str) -> None:
    answer = page.ask(measure_report, what)
    _said(answer.headline)
    show.measure(page, answer)
    trend.draw(answer)
    if answer.split:
        links = {
            row.entity: page.address("measure", page.scope.with_(entity=row.entity), measure=what)
            for row in answer.split
        }
        _part("Place by place")
        st.html(figure.split(answer, links))


def _cash(page: Looking, _what: str) -> None:
    answer, today = page.ask(cash_report, cash.made(), forms.in_link("week")), page.frame.workspace.store.today()
    _said(answer.headline)
    if answer.made is None:
        return
    cash.told(answer)
    cash.position(answer, today)
    cash.draw(page, answer, today)
    cash_weeks.draw(page, answer)


def _steps(page: Looking, what: str) -> None:
    answer = page.ask(bridge_report, what)
    told = answer.told(forms.in_link("bridge"))
    _said(told.sentence if told else answer.headline)
    if told is None:
        bridge.refusals(page, answer)
    else:
        bridge.draw(page, answer, told)


DRAWN: dict[str, Callable[[Looking, str], None]] = {
    "why": _why,
    "measure": _measure,
    "cash": _cash,
    "bridge": _steps,
}
"""Page to what is drawn of it."""
