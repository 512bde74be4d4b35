"""One measure: trend, places, meaning, formula, source and history."""

import streamlit as st

from scorecard.reports.measure import measure_report
from scorecard.reports.scorecard import scorecard_report
from scorecard.reports.sources import measure_restatements, measure_sources
from scorecard.ui import evidence, forms, shell, show, then, trend

page = shell.page("Measure", needs="view:measure")
known = page.ask(scorecard_report)
chosen = forms.chosen(known)
answer = page.ask(measure_report, chosen)

show.headline(answer.headline)
then.line(page, chosen)
show.measure(page, answer)
with st.container(horizontal=True, gap="small", vertical_alignment="center", key="chooser"):
    forms.measure(known, chosen)
    show.views(page, answer)

trend.draw(answer)
opened = forms.in_link("show") == "source"
evidence.draw(page, answer, opened)
if opened:
    evidence.source(answer, page.ask(measure_sources, chosen), page.ask(measure_restatements, chosen))
