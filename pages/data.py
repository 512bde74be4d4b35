"""Where the numbers come from: freshness, problems, loads, revisions, undo and import."""

import streamlit as st

from scorecard.changes.undo_load import undo_load
from scorecard.reports.history import diff_report, history_report
from scorecard.ui import forms, journal, loading, shell, show, walls

page = shell.page("Data", needs="view:data")

if page.revision == 0:
    show.headline("Nothing has been loaded yet. Begin with a catalogue, then load files.")
    loading.catalogue_box(page)
    st.stop()

answer = page.ask(history_report)
show.headline(answer.headline)

names = ["Freshness", f"Problems ({len(answer.problems)})", "Loads", "States and differences", "Load a file"]
fresh, wrong, loads, states, bring, *screens = st.tabs(
    [*names, *walls.tabs(page)],
    key="data tab",
    on_change="rerun",
)
with fresh:
    journal.freshness(page, answer)
with wrong:
    show.problems(answer.problems)
with loads:
    journal.loads(answer)
    st.subheader("Undo a load", anchor=False)
    if refused := page.refusal("undo a load"):
        st.text(refused)
    else:
        undone = forms.undo([row for row in answer.imports if not row.undone])
        done = page.do(undo_load, *undone) if undone else None
        journal.said(done)
if states.open:
    with states:
        journal.states(answer)
        st.subheader("What the step from one state to another changed", anchor=False)
        before, after = forms.two_revisions(answer.revisions)
        journal.difference(page.ask(diff_report, before, after))
with bring:
    loading.box(page)
    st.subheader("Change the catalogue", anchor=False)
    loading.catalogue_box(page)
for tab in screens:
    with tab:
        walls.drawn(page)
