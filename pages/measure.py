"""One measure: trend, places, meaning, formula, source and history."""

import streamlit as st

from scorecard.reports.measure import measure_report
from scorecard.reports.scorecard import scorecard_report
from scorecard.reports.sources import measure_restatements, measure_sources
from scorecard.ui import evidence, forms, shell, show, trend

page = shell.page("Measure", needs="view:measure")
known = page.ask(scorecard_report)
chosen = forms.chosen(known)
answer = page.ask(measure_report, chosen)

show.headline(answer.headline)
show.measure(answer)
with st.container(horizontal=True, gap="small", vertical_alignment="center", key="chooser"):
    forms.measure(known, chosen)
    show.views(page, answer)

trend.draw(answer)

where, what = st.columns([3, 2], gap="medium")
with where:
    st.subheader("Place by place", anchor=False)
    show.split(page, answer)
with what:
    st.subheader("What it means", anchor=False)
    evidence.meaning(answer)
    st.subheader("How it is worked out", anchor=False)
    evidence.formula(answer)

with st.expander("Source: files and rows behind this value", key="sources", on_change="rerun") as opened:
    if opened.open:
        evidence.sources(answer, page.ask(measure_sources, chosen))

with st.expander("Restated figures", key="restated", on_change="rerun") as opened:
    if opened.open:
        evidence.restatements(answer, page.ask(measure_restatements, chosen))

with st.expander("Target history", key="targets"):
    evidence.targets(answer)
