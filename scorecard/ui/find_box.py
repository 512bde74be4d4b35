"""Find: one box, opened by the key `/`, that jumps to anything with a name."""

import streamlit as st

from scorecard.domain.scope import FIELDS
from scorecard.reports.find import find_report
from scorecard.reports.find_index import Hit
from scorecard.ui import frame as frames
from scorecard.ui.faults import calm
from scorecard.ui.plain_text import plain
from scorecard.ui.shell import Page

LONGEST_TEXT = 80
_TYPED = "find typed"


def draw() -> None:
    """The button in the strip; the key `/` presses it (``keys.js``)."""
    if st.button("Find", icon=":material/search:", key="find", help="Press / to find anything by its name"):
        st.session_state.pop(_TYPED, None)
        _box()


@st.dialog("Find", width="medium")
def _box() -> None:
    frame = frames.current()
    if frame is None or frame.scope is None:
        return
    with calm():
        typed = str(st.session_state.get(_TYPED) or "")
        report = Page("Find", frame).ask(find_report, typed[:LONGEST_TEXT])
        st.text_input(
            "Name of a measure, account, place, page or word",
            key=_TYPED,
            type="search",
            live="150ms",
            max_chars=LONGEST_TEXT,
            placeholder=report.example,
        )
        st.text(" ".join(filter(None, (report.headline, report.note))))
        for place, hit in enumerate(report.hits):
            if st.button(f"**{plain(hit.label)}**  {plain(hit.hint)}", key=f"find hit {place}", width="stretch"):
                _jump(Page("Find", frame), hit)


def _jump(page: Page, hit: Hit) -> None:
    scope = page.scope.with_(**{name: text for name, text in hit.query.items() if name in FIELDS})
    page.go(hit.page, scope, **{name: text for name, text in hit.query.items() if name not in FIELDS})
