"""The meeting: an agenda that writes itself, one item a screen, and minutes at its end."""

import streamlit as st

from scorecard.domain.agenda import Block
from scorecard.reports.agenda import agenda_report
from scorecard.reports.meeting import meetings_report, minutes_report
from scorecard.ui import meeting, meeting_clock, meeting_forms, meeting_item, shell, show

page = shell.page("Review", needs="view:review")
meeting.style()
number = meeting.number_asked()
answer = page.ask(minutes_report, number) if number else None

if answer is None:
    agenda, meetings = page.ask(agenda_report, meeting.length_asked()), page.ask(meetings_report)
    show.headline("There is no meeting of this number." if number else agenda.headline)
    meeting.join(page, meetings)
    meeting.presets(page)
    meeting_forms.begin(page, agenda, meetings)
    meeting.agenda(agenda)
    meeting.listed(page, meetings)
    st.stop()

if not answer.meeting.is_running:
    show.headline(answer.headline)
    meeting.minutes(page, answer)
    st.stop()

at = meeting.place_asked(answer)
item = answer.meeting.item(at)
seen = meeting_clock.clock_of(page, answer.meeting, at).seen
meeting.bar(page, answer, at, seen)
show.headline(item.label)
left, right = st.columns([3, 2], gap="large")
with left:
    meeting_item.draw(page, answer, at)
with right, st.container(key="review-item"):
    opened = meeting.doing(item)
    meeting.does(page, answer, at, opened)
    meeting_forms.capture(page, answer, at, opened)
    if item.block is Block.CLOSE:
        meeting_forms.finish(page, answer, at, seen)
    meeting.captured(answer, at)
meeting.foot(page, answer)
