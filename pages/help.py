"""Glossary and help: every word, page and setting, searchable."""

import streamlit as st

from scorecard.reports.help import help_page, help_report
from scorecard.ui import forms, manual, shell, show

page = shell.page("Glossary & help", needs="view:help")
answer = help_report(forms.in_link("about"))

show.headline(answer.headline)
forms.search("Search the help", "about", "For example: year to date, red flag, undo")

if answer.text:
    manual.hits(page, answer)
    st.stop()

topics, reading = st.columns([1, 3], gap="medium")
chosen = forms.in_link("topic") or "glossary"
with topics:
    manual.topics(page, answer, chosen)
with reading:
    manual.read(help_page(chosen), answer.terms)
