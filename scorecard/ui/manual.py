"""Help on the screen: topics, one page at a time, the glossary, and what a search found."""

from collections.abc import Sequence

import streamlit as st

from scorecard.domain.glossary import Term
from scorecard.reports.help import HelpPage, HelpReport
from scorecard.ui import cards, show
from scorecard.ui.markup import element
from scorecard.ui.shell import Page

LONGEST = 260


def topics(page: Page, answer: HelpReport, chosen: str) -> None:
    """Links to the glossary and to every help page."""
    told = {"glossary": "Glossary", **{entry.name: entry.title for entry in answer.pages}}
    links = [
        element(
            "a",
            title,
            href=page.address("help", topic=name),
            class_="sc-go sc-topic",
            aria_current="page" if name == chosen else None,
        )
        for name, title in told.items()
    ]
    st.html(element("nav", *links, class_="sc-topics", aria_label="Help topics"))


def read(found: HelpPage | None, terms: Sequence[Term]) -> None:
    """One help page, or the glossary where there is no such page."""
    if found is not None:
        st.subheader(found.title, anchor=False)
        st.markdown(found.text.partition("\n")[2])
        return
    st.subheader("Glossary", anchor=False)
    lines = [(term.plain, term.finance, f"{term.meaning} {term.example}".strip()) for term in terms]
    show.rows(("Plain words", "Finance words", "What it means"), lines, "Glossary")


def hits(page: Page, answer: HelpReport) -> None:
    """What a search found, each leading to its page of help."""
    told = [
        element(
            "li",
            cards.anchor(hit.heading, page.address("help", topic=hit.page)),
            element("span", hit.title, class_="sc-why"),
            element("p", _excerpt(hit.text)),
        )
        for hit in answer.hits
    ]
    st.html(element("ul", *told, class_="sc-moved sc-hits"))


def _excerpt(text: str) -> str:
    """The beginning of a text of help without its markdown signs."""
    told = text.replace("*", "").replace("`", "")
    return told if len(told) <= LONGEST else f"{told[:LONGEST]}…"
