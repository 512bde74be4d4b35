"""The first screen of an empty store: no figures yet, and one button to begin."""

import streamlit as st

from scorecard.domain.access import may
from scorecard.reports.usual_desk import usual_desk
from scorecard.ui.frame import Frame

COMMAND = "python -m scorecard demo"


def draw(frame: Frame) -> None:
    """Say what is missing and offer the invented sample company."""
    st.title("No figures yet")
    st.text("This store is empty. Begin with the invented sample company, or load your own files on the Data page.")
    if may(frame.person.actor, "create the sample company") and st.button("Create the sample company", type="primary"):
        with st.spinner("Inventing three years of a company's books, about 15 seconds …"):
            _create(frame)
        st.rerun()
    st.text("The same from the command line:")
    st.code(COMMAND, language=None)


def _create(frame: Frame) -> None:
    from scorecard.changes.begin_demo import begin_demo  # slow to import, needed once in a store's life

    store = frame.workspace.store
    begin_demo(store, frame.person.actor, store.today(), usual_desk)
