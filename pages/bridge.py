"""What changed it: the steps that lead from plan to actual and foot exactly."""

import streamlit as st

from scorecard.reports.bridge import bridge_report
from scorecard.reports.bridge_subjects import bridge_subjects
from scorecard.ui import bridge, forms, shell, show, then

page = shell.page("What changed it", needs="view:bridge")
answer = page.ask(bridge_report, forms.in_link("of") or forms.in_link("measure"))

told = answer.told(forms.in_link("bridge"))

show.headline(told.sentence if told else answer.headline)
then.line(page)
bridge.choose(page.ask(bridge_subjects), answer.of)

if told is None:
    bridge.refusals(page, answer)
    st.stop()

bridge.draw(page, answer, told)
