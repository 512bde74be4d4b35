"""A page somebody asks for and may not see: one sentence that says so and who may; nothing of the page runs."""

from collections.abc import Iterable

import streamlit as st
from streamlit.navigation.page import StreamlitPage
from streamlit.runtime.scriptrunner import get_script_run_ctx
from streamlit.util import calc_hash

from scorecard.ui import show
from scorecard.ui.markup import element
from scorecard.ui.person import who_may

TITLE = "Not open to you"
WHAT_THEN = "The pages that are open to you stand above. If you are somebody else, choose at the top who you are."


def asked_for(names: Iterable[str]) -> str:
    """Which of these pages the browser asks for, by its address or as the one it showed last; "" for none of them.

    Args:
        names: Of pages this person may not open.
    """
    run = get_script_run_ctx()
    if run is None:
        return ""
    said, seen = run.pages_manager.intended_page_name, run.pages_manager.intended_page_script_hash
    return next((name for name in names if (calc_hash(name) == seen if seen else name == said)), "")


def page(name: str, needs: str) -> StreamlitPage:
    """What stands in such a page's place; it is listed for the one run that asks for it.

    Args:
        name: The page's name in links.
        needs: The right to see it.
    """

    def told() -> None:
        who = who_may(needs)
        show.headline(f"You have no right to see this page.{f' It is for {who}.' if who else ''}")
        st.html(element("p", WHAT_THEN, class_="sc-note"))

    return st.Page(told, title=TITLE, url_path=name)
