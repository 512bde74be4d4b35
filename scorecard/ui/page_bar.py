"""The row of pages on top of every screen: links that carry the scope, so that changing page is one step."""

from collections.abc import Iterable

import streamlit as st

from scorecard.ui import link, show
from scorecard.ui.frame import Frame
from scorecard.ui.markup import Markup, element


def draw(frame: Frame, names: Iterable[str], here: str) -> None:
    """Draw a link for every page this person may open.

    Args:
        frame: What is shown.
        names: The pages, in order.
        here: The page that is shown.
    """
    show.style()
    st.html(_bar(frame, names, here))


def _bar(frame: Frame, names: Iterable[str], here: str) -> Markup:
    told = link.house_wide() | (frame.scope.query(frame.usual) if frame.scope and frame.usual else {})
    links = (
        element(
            "a",
            frame.pages[name].title,
            href=frame.address(name, told),
            aria_current="page" if name == here else None,
        )
        for name in names
        if name in frame.pages
    )
    return element("nav", *links, class_="sc-pages", aria_label="Pages")
