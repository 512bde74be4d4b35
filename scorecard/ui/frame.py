"""What main.py has found out before a page runs, kept for the page and its fragments."""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from scorecard.domain.scope import Scope
from scorecard.ui.person import Person
from scorecard.ui.workspace import Workspace

_KEY = "frame"


@dataclass(frozen=True)
class Frame:
    """The workspace, the person, the scope and the pages this person may open.

    ``scope`` is None while nothing has been published.
    """

    workspace: Workspace
    person: Person
    pages: Mapping[str, StreamlitPage]
    scope: Scope | None = None
    usual: Scope | None = None

    def address(self, to: str, query: Mapping[str, str]) -> str:
        """The address of a page with parameters; the home page's where this person may not open it."""
        path = self.pages[to].url_path if to in self.pages else ""
        return f"/{path}?{urlencode(query)}".rstrip("?")


def put(frame: Frame) -> None:
    """Remember the frame of this session's run."""
    st.session_state[_KEY] = frame


def current() -> Frame | None:
    """The frame of this session, None if main.py has not run."""
    frame = st.session_state.get(_KEY)
    return frame if isinstance(frame, Frame) else None
