"""The row on top of every screen: pages as links that carry the scope, one step apart, and who you are."""

from collections.abc import Iterable, Mapping

import streamlit as st

from scorecard.ui import link, show
from scorecard.ui.frame import Frame
from scorecard.ui.markup import Markup, element
from scorecard.ui.person import KEY, Person

CHOICE = 2
"""People from whom on there is something to choose."""


def draw(frame: Frame, names: Iterable[str], here: str, people: Mapping[str, Person]) -> None:
    """Draw a link for every page this person may open, and who is at the screen.

    Args:
        frame: What is shown.
        names: The pages, in order.
        here: The page that is shown.
        people: Who can be chosen; the chooser is left out where there is nobody to choose.
    """
    show.style()
    if len(people) < CHOICE:
        st.html(_bar(frame, names, here))
        return
    with st.container(horizontal=True, gap="small", key="top-row", vertical_alignment="bottom"):
        st.html(_bar(frame, names, here))
        _who(people)


def _who(people: Mapping[str, Person]) -> None:
    """The chooser of the person; what the session keeps for somebody who is not offered any more is dropped."""
    if st.session_state.get(KEY) not in people:
        st.session_state[KEY] = ""
    st.selectbox(
        "You are",
        list(people),
        format_func=lambda key: f"You are: {people[key].label}" if key in people else "",
        key=KEY,
        label_visibility="collapsed",
        width=300,
    )


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
    person = st.session_state.get(KEY, "")
    return element("nav", *links, class_="sc-pages", aria_label="Pages", data_person=person)
