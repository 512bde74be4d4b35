"""Why a number differs: what explains it, its parts, its postings."""

import streamlit as st

from scorecard.reports.why import why_report
from scorecard.ui import forms, postings, shell, show, then, why

page = shell.page("Why", needs="view:why")
of = why.subject_in_link(page)
where = why.part_in_link()
answer = why.with_owners(page, page.ask(why_report, of, where, forms.in_link("by")))

show.headline(answer.headline)
then.line(page)
why.way(page, answer)
why.figure(page, answer)
why.causes(page, answer)

st.subheader("What it is made of", anchor=False)
why.splits(page, answer)

st.subheader("The postings behind it", anchor=False)
postings.drawn(page, answer)
