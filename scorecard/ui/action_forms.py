"""Forms of an action agreed in a meeting: what will be done, who of the two answers for it, and by when."""

from datetime import timedelta

import streamlit as st

from scorecard.changes.assign import assign
from scorecard.changes.progress import agree_action
from scorecard.domain.work_entries import LONGEST_ACTION
from scorecard.reports.work_draft import DAYS, Draft
from scorecard.reports.work_rows import WorkRow
from scorecard.ui import work_entries
from scorecard.ui.shell import Page
from scorecard.ui.work_entries import Entry
from scorecard.ui.work_forms import NO_PAIR, answering, barred, day_chosen, owner_chosen

ASKED, BUTTON, BY = "What will be done", "Agree the action", "By when"


def new(page: Page, entry: Entry, draft: Draft) -> int | None:
    """An action on a number that nobody has yet; the item's number once it is agreed."""
    pairs = draft.pairs
    why_not = barred(page, "assign work") or ("" if pairs.finance and pairs.operations else NO_PAIR)
    if why_not:
        st.text(why_not)
        return None
    everybody = tuple(sorted((*pairs.finance, *pairs.operations), key=lambda each: each[1].casefold()))
    with st.form(entry.widget("form"), border=False):
        text = _what(entry)
        left, right = st.columns(2)
        with left:
            lead = owner_chosen("Who answers for it", everybody, draft.operations, entry.widget("lead"))
        with right:
            beside = owner_chosen("Together with", everybody, draft.finance, entry.widget("beside"))
        due = day_chosen(BY, draft.due, entry)
        note, pressed = st.container(), st.form_submit_button(BUTTON, type="primary")
    if not pressed:
        return None
    pair = (lead, beside) if lead in dict(pairs.finance) else (beside, lead)
    with note:
        args = (draft.subject, draft.figures, *pair, due, text, entry.key, lead)
        return work_entries.send(page, entry, 0, False, assign, *args)


def taken_on(page: Page, entry: Entry, row: WorkRow) -> int | None:
    """An action on what two people have already; the item's number once it is agreed."""
    why_not = barred(page, "agree an action")
    if why_not:
        st.text(why_not)
        return None
    item, today = row.item, page.frame.workspace.store.today()
    with st.form(entry.widget("form"), border=False):
        text = _what(entry, item.action)
        left, right = st.columns(2)
        with left:
            lead = answering(row, entry)
        with right:
            due = day_chosen(BY, max(item.action_due or today + timedelta(days=DAYS), today), entry)
        note, pressed = st.container(), st.form_submit_button(BUTTON, type="primary")
    if not pressed:
        return None
    args = (item.id, entry.version, text, due, row.now or item.figures, entry.key, lead, True)
    with note:
        return work_entries.send(page, entry, item.version, True, agree_action, *args)


def _what(entry: Entry, before: str = "") -> str:
    return st.text_area(ASKED, before, key=entry.widget("text"), max_chars=LONGEST_ACTION, height=90)
