"""Places a search found, each as a link that keeps the scope."""

import streamlit as st

from scorecard.domain.scope import FIELDS
from scorecard.reports.find import FindReport
from scorecard.reports.find_index import Hit
from scorecard.ui import cards
from scorecard.ui.markup import element
from scorecard.ui.shell import Page


def hits(page: Page, answer: FindReport) -> None:
    """What was found, best first; where nothing was, what Find covers and where other names stand."""
    told = [
        element("li", cards.anchor(hit.label, _address(page, hit)), element("span", hit.hint, class_="sc-why"))
        for hit in answer.hits
    ]
    if told:
        st.html(element("ul", *told, class_="sc-moved"))
    elif answer.note:
        st.text(answer.note)


def _address(page: Page, hit: Hit) -> str:
    scope = page.scope.with_(**{name: text for name, text in hit.query.items() if name in FIELDS})
    others = {name: text for name, text in hit.query.items() if name not in FIELDS}
    return page.address(hit.page, scope, **others)
