"""One-offs on the screen: the list, and the forms that schedule one, change it or take it back."""

from datetime import timedelta

import streamlit as st

from scorecard.changes.schedule_cash import (
    LONGEST_NAME,
    LONGEST_PARTY,
    RIGHT,
    Movement,
    change_cash,
    schedule_cash,
    withdraw_cash,
)
from scorecard.domain.access import NobodyChosen, is_nobody, may
from scorecard.domain.display import shown, with_sign
from scorecard.domain.people import actors_of
from scorecard.domain.planned_cash import IN, OUT, PlannedCash
from scorecard.domain.vocabulary import Unit
from scorecard.reports.people import people_report
from scorecard.reports.planned_cash import OneOff, OneOffsReport
from scorecard.ui import cards, cash, forms, show, words, work_entries
from scorecard.ui.shell import Page
from scorecard.ui.work_entries import Entry
from scorecard.ui.work_forms import NOT_NOW

WAYS = {OUT: "Goes out", IN: "Comes in"}
MAY_NOT = "You can read this and not write. Finance and operations people schedule one-offs."
AHEAD = timedelta(days=14)
"""The day a new one-off begins with."""


def draw(page: Page, answer: OneOffsReport) -> None:
    """The one-offs there are, and the form that fits: for a new one, or for the one the link opens."""
    if answer.rows:
        rows = [_row(page, row) for row in answer.rows]
        with st.container(key="cash-one-offs"):
            show.rows(("One-off", "With", "Where", "Day", "State", "Amount"), rows, "One-offs")
    why_not = may_write(page)
    if why_not:
        st.text(why_not)
        return
    opened = _opened(answer)
    if opened is None:
        _new(page, answer)
        return
    st.subheader(f"One-off {opened.id}", anchor=False)
    change, withdraw = st.tabs(["Change it", "Take it back"], key="one-off forms")
    with change:
        _change(page, answer, opened)
    with withdraw:
        _withdraw(page, opened)


def may_write(page: Page) -> str:
    """Why nothing can be scheduled here; "" where it can."""
    if page.scope.as_of:
        return NOT_NOW
    actor = page.frame.person.actor
    if is_nobody(actor, RIGHT, actors_of(page.ask(people_report))):
        return str(NobodyChosen())
    return "" if may(actor, RIGHT) else MAY_NOT


def _opened(answer: OneOffsReport) -> PlannedCash | None:
    told = forms.in_link("entry")
    return next((row.entry for row in answer.rows if str(row.entry.id) == told and row.entry.is_expected), None)


def _row(page: Page, row: OneOff) -> tuple[object, ...]:
    entry = row.entry
    state = "withdrawn" if not entry.is_expected else "its day has gone by" if row.is_past else "expected"
    name: object = entry.name
    if entry.is_expected:
        name = cards.anchor(entry.name, cash.address(page, see=cash.PLANNED, entry=str(entry.id)))
    sign = entry.amount if entry.direction == IN else -entry.amount
    amount = with_sign(sign, shown(entry.amount, Unit.MONEY, "", 2))
    day = f"{entry.day.day} {entry.day:%b %Y}"
    return name, entry.party or words.BLANK, row.place, day, f"{state}, by {row.who}", amount


def _new(page: Page, answer: OneOffsReport) -> None:
    st.subheader("Schedule a one-off", anchor=False)
    entry = work_entries.begun(page, "one-off", "new")
    if work_entries.is_done(entry, "It is scheduled, and the forecast shows it at once.", "Schedule another"):
        return
    with st.form(entry.widget("form"), border=False):
        movement = _movement(page, answer, entry, None)
        note, pressed = st.container(), st.form_submit_button("Schedule it", type="primary")
    if pressed:
        with note:
            done = work_entries.send(page, entry, 0, False, schedule_cash, movement, entry.key)
        if done is not None:
            st.rerun()


def _change(page: Page, answer: OneOffsReport, opened: PlannedCash) -> None:
    entry = work_entries.begun(page, "one-off change", opened.id, opened.version)
    if work_entries.is_done(entry, "It is changed, and the forecast shows it at once.", "Change it again"):
        return
    with st.form(entry.widget("form"), border=False):
        movement = _movement(page, answer, entry, opened)
        note, pressed = st.container(), st.form_submit_button("Change it", type="primary")
    if pressed:
        args = (opened.id, entry.version, movement, entry.key)
        with note:
            done = work_entries.send(page, entry, opened.version, True, change_cash, *args)
        if done is not None:
            st.rerun()


def _withdraw(page: Page, opened: PlannedCash) -> None:
    entry = work_entries.begun(page, "one-off withdraw", opened.id, opened.version)
    with st.form(entry.widget("form"), border=False):
        st.text("It stays in the list and no longer counts in the forecast. What was withdrawn cannot come back.")
        note, pressed = st.container(), st.form_submit_button("Take it back")
    if pressed:
        args = (opened.id, entry.version, entry.key)
        with note:
            done = work_entries.send(page, entry, opened.version, True, withdraw_cash, *args)
        if done is not None:
            st.rerun()


def _movement(page: Page, answer: OneOffsReport, entry: Entry, before: PlannedCash | None) -> Movement:
    """The boxes of a one-off; of one that is there already they begin with what it says."""
    places, today = dict(answer.places), page.frame.workspace.store.today()
    left, middle, right = st.columns(3)
    name = left.text_input("What it is", before.name if before else "", key=entry.widget("name"),
                           max_chars=LONGEST_NAME, placeholder="For example: new press, first instalment")  # fmt: skip
    party = middle.text_input("With whom (optional)", before.party if before else "", key=entry.widget("party"),
                              max_chars=LONGEST_PARTY)  # fmt: skip
    names = list(places)
    at = names.index(before.entity) if before and before.entity in places else 0 if len(names) == 1 else None
    entity = right.selectbox("Whose bank account", names, at, format_func=lambda each: places.get(each, each),
                             key=entry.widget("entity"), placeholder="Choose one")  # fmt: skip
    ways = list(WAYS)
    way = left.selectbox("Which way", ways, ways.index(before.direction) if before else 0,
                         format_func=WAYS.__getitem__, key=entry.widget("way"))  # fmt: skip
    typed = f"{before.amount.normalize():,f}" if before else ""
    amount = middle.text_input(f"Amount in {answer.currency}", typed, key=entry.widget("amount"), max_chars=40,
                               placeholder="For example: 120,000")  # fmt: skip
    day = right.date_input("Day", before.day if before else today + AHEAD, key=entry.widget("day"), format="YYYY-MM-DD")
    return Movement(entity or "", way, day, amount, name, party)
