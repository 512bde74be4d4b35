"""The first screen of an empty store: no figures yet, and one button to begin."""

from functools import partial

import streamlit as st

from scorecard.domain.access import may
from scorecard.reports.usual import usual_scope
from scorecard.reports.work_figures import figures_now
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
    from scorecard.changes.create_demo import create_demo  # slow to import, needed once in a store's life
    from scorecard.changes.demo_sync import open_demo_sync
    from scorecard.changes.demo_work import open_demo_work

    store, actor = frame.workspace.store, frame.person.actor
    create_demo(store, actor, store.today())
    scope = usual_scope(store.snapshot(), store.today())
    for begin in (open_demo_work, open_demo_sync):
        begin(store, actor, scope.period, partial(figures_now, store, scope))
