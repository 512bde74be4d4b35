"""Then and now: a link that keeps its numbers, and what a link of an earlier state shows beside today."""

import streamlit as st

from scorecard.domain.scope import Scope
from scorecard.reports.then import then_and_now
from scorecard.store.store import Snapshot
from scorecard.ui import cards
from scorecard.ui.frame import Frame
from scorecard.ui.markup import Markup, element
from scorecard.ui.shell import Page


def line(page: Page, measure: str = "") -> None:
    """What the numbers of this screen are today and why, where the link names an earlier state; else nothing.

    Args:
        page: The page.
        measure: The one number it is about; "" for the whole scorecard.
    """
    told = page.ask(then_and_now, measure) if page.scope.as_of else None
    if told is not None and told.sentence:
        differs = " sc-then-differs" if told.differ else ""
        st.html(element("p", told.sentence, class_=f"sc-then-now{differs}", role="note"))


def link(frame: Frame, scope: Scope, snapshot: Snapshot, here: str) -> Markup:
    """The address of this screen with its state and its period written in; of one that has them, that of today."""
    query = {name: text for name, text in st.query_params.to_dict().items() if text}
    if scope.as_of:
        query.pop("as_of", None)
        return cards.anchor("See them as they are today", frame.address(here, query))
    pinned = query | {"as_of": f"r{snapshot.revision}", "period": scope.period}
    return cards.anchor("Link to these numbers as of now", frame.address(here, pinned))
