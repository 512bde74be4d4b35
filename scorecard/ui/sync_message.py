"""The one message on the screen: its words, who stands by them, and the forms to word it and to tick it."""

import streamlit as st

from scorecard.changes.lead_message import tick, write_message
from scorecard.domain.work_entries import LONGEST_ACTION
from scorecard.reports.sync_matters import MattersReport
from scorecard.ui import cards, forms, link, work_entries
from scorecard.ui.markup import element, joined
from scorecard.ui.shell import Page


def message(page: Page, report: MattersReport) -> None:
    """One message to the team: its text, the ticks, and for the two a button to tick and a door to word it anew."""
    if report.seat is None:
        return
    row, opened = report.message, forms.in_link("say") == "message"
    with st.container(key="sync-message"):
        text = element("p", row.message.text, class_="sc-note") if row.message.text else None
        st.html(joined(element("h2", "One message"), text, element("p", row.words, class_="sc-quiet")))
        if not row.can_write:
            return
        with st.container(horizontal=True, gap="small", vertical_alignment="center"):
            if row.message.text:
                _tick(page, report)
            address = page.address("sync", None, say="" if opened else "message")
            st.html(cards.door("Word it anew" if row.message.text else "Write it", address, opened))
        if opened:
            _worded(page, report)


def _tick(page: Page, report: MattersReport) -> None:
    row = report.message
    stands, wording = not row.has_ticked, row.message.wording
    entry = work_entries.begun(page, "tick", f"tick {page.frame.person.seated} {stands} {wording}", wording)
    note = st.container()
    label = "I stand by it" if stands else "Take my tick off"
    if st.button(label, key=entry.widget("tick"), type="primary" if stands else "secondary"):
        with note:
            done = work_entries.send(page, entry, wording, False, tick, wording, stands, entry.key)
        if done is not None:
            work_entries.fresh(entry)
            st.rerun()


def _worded(page: Page, report: MattersReport) -> None:
    row = report.message.message
    entry = work_entries.begun(page, "message", f"message {page.frame.person.seated}", row.wording)
    with st.form(entry.widget("form"), border=False):
        st.text("New words have no ticks: both stand by them anew.")
        text = st.text_area("To the team", row.text, key=entry.widget("text"), max_chars=LONGEST_ACTION, height=90)
        note, pressed = st.container(), st.form_submit_button("Write it down", type="primary")
    if pressed:
        with note:
            done = work_entries.send(page, entry, row.wording, False, write_message, text, entry.version, entry.key)
        if done is not None:
            work_entries.fresh(entry)
            link.write(page.query())
            st.rerun()
