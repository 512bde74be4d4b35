"""What meetings leave behind: the list of them, the minutes of one, and what was decided earlier."""

from functools import partial

import streamlit as st

from scorecard.domain.minutes import REACHED
from scorecard.exports.minutes_tables import wrote_words
from scorecard.exports.packs import MINUTES_FORMATS, name_of
from scorecard.reports.decisions import DecisionsReport
from scorecard.reports.meeting import MeetingsReport, MinutesReport
from scorecard.ui import cards, meeting, show
from scorecard.ui.markup import element, text
from scorecard.ui.shell import Page

SHOWN = 12
"""Earlier meetings and decisions shown at once."""


def listed(page: Page, answer: MeetingsReport) -> None:
    """Meetings that were held, each leading to its minutes."""
    rows = [row for row in answer.rows if not row.meeting.is_running][:SHOWN]
    if not rows:
        return
    st.subheader("Earlier meetings", anchor=False)
    lines = [
        (
            cards.anchor(
                f"{row.meeting.name}, {row.meeting.day:%-d %b %Y}",
                page.address("review", row.meeting.scope(), meeting=str(row.meeting.id)),
            ),
            row.place_name,
            row.words,
        )
        for row in rows
    ]
    show.rows(("Minutes", "Where", "What came of it"), lines, "Earlier meetings")


def decided(answer: DecisionsReport) -> None:
    """What was decided: expected and come; a decision whose numbers have moved says so."""
    if not answer.rows:
        return
    st.subheader("Decided earlier", anchor=False)
    lines = []
    for row in answer.rows[:SHOWN]:
        now = f"about {row.about}; now {row.now}" if row.moved else ""
        stale = element("span", f"Numbers have moved since: {now}", class_="sc-old sc-under") if row.moved else None
        lines.append((row.label, element("span", row.words, stale), row.check_words, row.who))
    show.rows(("About", "Decision", "Expected and come", "Written down by"), lines, "Decided earlier")


def drawn(page: Page, answer: MinutesReport) -> None:
    """The minutes: what was said, item by item; what goes to the next meeting; which state of the numbers it was."""
    parts: list[object] = [
        element("p", answer.held, class_="sc-told-small"),
        element("p", text(wrote_words(answer), meeting.WHOLE), class_="sc-told-small"),
        element("p", cards.anchor("Back to the agenda", page.address("review"))),
    ]
    if said := meeting.everything(answer):
        parts += [element("h2", "What was said"), said]
    if answer.came:
        told = (element("p", element("b", f"{label}: "), came, class_="sc-told") for label, came in answer.came)
        parts += [element("h2", "Expected and come"), *told]
    if rest := meeting.handed_on(answer.next, answer.unreached):
        parts += [element("h2", "Goes to the next meeting"), rest]
    topics = element("ul", *(element("li", each) for each in answer.topics), class_="sc-topics")
    heard = topics if answer.topics else element("p", "Nothing.", class_="sc-told")
    parts += [element("h2", "Talked about"), heard, element("p", REACHED, class_="sc-told-small")]
    st.html(element("section", *parts, class_="sc-minutes", aria_label="Minutes"))


def take_away(answer: MinutesReport) -> None:
    """The minutes as files, each made only when it is asked for."""
    with st.container(horizontal=True, gap="small", key="take-away-minutes"):
        for form in MINUTES_FORMATS.values():
            name = name_of(answer.kind, answer.scope, answer.revision, form)
            label = f"Take away as {form.label}"
            st.download_button(label, partial(form.made, answer), name, form.media, on_click="ignore", key=name)
