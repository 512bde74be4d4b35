"""Outlook: cash over the coming 12 to 18 months, what makes it so, and what could be moved."""

import streamlit as st

from scorecard.reports.outlook import outlook_report
from scorecard.ui import accuracy, outlook, outlook_levers, outlook_parts, shell, show, then, vintages

page = shell.page("Outlook", needs="view:outlook")
answer = page.ask(outlook_report, vintages.made(), outlook.months(), outlook.moved())

show.headline(answer.headline)
then.line(page)
outlook.ways(page, answer)
if not answer.rows:
    outlook_parts.alone(page, answer)
    st.stop()

if outlook.see() in (outlook.PATH, outlook.MOVE):
    if outlook.see() == outlook.MOVE or answer.moved is not None:
        outlook_levers.draw(answer, outlook.unmoved(page))
    outlook.draw(answer)
    accuracy.beside(page, "outlook")
    if outlook.see() == outlook.MOVE or answer.moved is not None:
        outlook.came_of_it(answer)
    if outlook.see() == outlook.PATH:
        outlook.steps(answer)
elif outlook.see() == outlook.RECORD:
    accuracy.draw(page, answer)
else:
    outlook_parts.draw(page, answer, outlook.see())
