"""The meeting: an agenda that writes itself, one item a screen, and minutes at its end."""

import streamlit as st

from scorecard.domain.agenda import Block
from scorecard.reports.agenda import agenda_report
from scorecard.reports.decisions import decisions_report
from scorecard.reports.flags import flags_report
from scorecard.reports.meeting import meetings_report, minutes_report
from scorecard.reports.work_draft import draft_report
from scorecard.ui import (
    faults,
    flags,
    forms,
    huddle,
    meeting,
    meeting_clock,
    meeting_forms,
    meeting_item,
    meeting_minutes,
    shell,
    show,
    then,
    why,
)

page = shell.page("Review", needs="view:review")
meeting.style()
number, of = meeting.number_asked(), forms.in_link("of")
answer = page.ask(minutes_report, number) if number else None

if of and not number:
    draft, raised = page.ask(draft_report, of, why.part_in_link()), page.ask(flags_report)
    is_raised = bool(forms.in_link("raised"))
    show.headline(f"Raise a flag: {draft.told}." if draft and not is_raised else raised.headline)
    if not flags.raised(page, raised):
        flags.new(page, draft, raised.currency)
    flags.drawn(page, raised)
    st.stop()

if answer is None:
    agenda, meetings = page.ask(agenda_report, preset=meeting.preset_asked(page)), page.ask(meetings_report)
    show.headline("There is no meeting of this number." if number else agenda.headline)
    then.line(page)
    meeting.join(page, meetings)
    meeting.presets(page, agenda)
    meeting_forms.begin(page, agenda, meetings)
    meeting.agenda(agenda)
    meeting_minutes.listed(page, meetings)
    meeting_minutes.decided(page.ask(decisions_report))
    flags.drawn(page, page.ask(flags_report))
    st.stop()

if not answer.meeting.is_running:
    show.headline(answer.headline)
    meeting_minutes.take_away(answer)
    meeting_minutes.drawn(page, answer)
    st.stop()

at = meeting.place_asked(answer)
item = answer.meeting.item(at)
seen = meeting_clock.clock_of(page, answer.meeting, at).seen
meeting.bar(page, answer, at, seen)
show.headline(item.label)
left, right = meeting_item.sides(item)
with left, faults.calm():
    meeting_item.draw(page, answer, at)
with right, st.container(key="review-item"):
    opened = meeting.doing(item) or ("reason" if huddle.is_silent(page, answer, at) else "")
    meeting.does(page, answer, at, opened)
    meeting_forms.capture(page, answer, at, opened)
    if item.block is Block.CLOSE:
        meeting_forms.finish(page, answer, at, seen)
    meeting.captured(answer, at)
    with faults.calm():
        meeting_item.beside(page, answer, at, opened)
meeting.foot(page, answer)
