"""Who has what, until when, and what came of it."""

import streamlit as st

from scorecard.reports.people import people_headline, people_report
from scorecard.reports.work import item_report, work_report
from scorecard.reports.work_draft import draft_report
from scorecard.ui import forms, people, shell, show, why, work, work_files, work_forms

page = shell.page("Work", needs="view:work")
whose, state = work.asked()
answer = page.ask(work_report, whose, page.frame.person.actor.id, state)

if forms.in_link("people"):
    everybody = page.ask(people_report)
    show.headline(people_headline(everybody))
    people.draw(page, everybody)
    st.stop()

if forms.in_link("new"):
    draft = page.ask(draft_report, forms.in_link("of"), why.part_in_link())
    show.headline(draft.headline if draft else answer.headline)
    work.drafted(page, draft)
    work_forms.new(page, draft)
    st.stop()

number = work.number_asked()
opened = page.ask(item_report, number) if number else None
show.headline(opened.headline if opened else answer.headline)
if number:
    work.opened(page, opened, answer.currency)
    known, writing = st.columns(2, gap="large")
    with known:
        work.told(page, opened, answer.currency)
    with writing:
        work_forms.acts(page, opened)

work.filters(page)
work.items(page, answer, number)
work_files.take_away(page, answer)
