"""Forms on an item of work: comment, root cause, action, verification, owners, and a new item."""

from collections.abc import Callable
from datetime import date, timedelta

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from scorecard.changes.assign import assign, hand_over
from scorecard.changes.comment import comment
from scorecard.changes.progress import agree_action, reopen, verify
from scorecard.changes.root_cause import explain
from scorecard.domain.access import NobodyChosen, is_nobody, may
from scorecard.domain.display import short
from scorecard.domain.people import actors_of
from scorecard.domain.vocabulary import Unit
from scorecard.domain.work import Cause, Figures, WorkState
from scorecard.domain.work_entries import LONGEST_ACTION, LONGEST_TEXT, LONGEST_WHY, MOST_WHYS
from scorecard.reports.people import people_report
from scorecard.reports.work_draft import DAYS, Draft, Pairs, People, owners_report
from scorecard.reports.work_rows import WorkRow
from scorecard.ui import link, work_entries
from scorecard.ui.shell import Page
from scorecard.ui.work_entries import Entry

CAUSES = {
    Cause.PROCESS: "Process: how we work",
    Cause.DATA: "Data: the figures themselves",
    Cause.DEMAND: "Demand: customers bought more or less",
    Cause.SUPPLY: "Supply: suppliers or material",
    Cause.PRICE: "Price: ours or theirs",
    Cause.POLICY: "Policy: something we decided",
    Cause.ONE_OFF: "One-off: will not come back",
}
"""Kinds of cause as they can be chosen; there is none for people."""

NOT_NOW = "You look at an earlier state of the numbers. To write something down, choose “As of now” at the top."
LOOKS_ON = "You can read this and not write: {who} looks on. Choose another person at the top."
NO_PAIR = "There is nobody in the book to own this for both sides. Add people first: “People and their roles” on Work."


def may_write(page: Page, right: str = "comment") -> str:
    """Why this cannot be written here; "" where it can."""
    return NOT_NOW if page.scope.as_of else barred(page, right)


def barred(page: Page, right: str) -> str:
    """Why this person may not do something, whatever state is shown; "" where they may."""
    person = page.frame.person
    if is_nobody(person.actor, right, actors_of(page.ask(people_report))):
        return str(NobodyChosen())
    return "" if may(person.actor, right) else LOOKS_ON.format(who=person.name or person.actor.id)


def acts(page: Page, row: WorkRow | None) -> None:
    """The forms that fit how far the item has come and what this person may do, side by side as tabs."""
    if row is None:
        return
    why_not = may_write(page)
    if why_not:
        st.text(why_not)
        return
    offered = [(name, form) for name, right, states, form in FORMS if row.state in states and not barred(page, right)]
    for tab, (_, form) in zip(st.tabs([name for name, _ in offered], key="work forms"), offered, strict=True):
        with tab:
            form(page, row)


def _now(row: WorkRow) -> Figures:
    """The numbers on the screen; where this state does not know them, those that are written down."""
    return row.now or row.item.figures


def _stands(row: WorkRow, entry: Entry, note: DeltaGenerator, is_pressed: bool) -> bool:
    """Whether a form is pressed upon the numbers it was drawn with; else they are told."""
    return work_entries.stands(note, is_pressed, entry, _now(row), row.now_words or row.then_words)


def _comment(page: Page, row: WorkRow) -> None:
    entry = work_entries.begun(page, "comment", row.item.id)
    if work_entries.is_done(entry, "Your comment is written down.", "Write another comment"):
        return
    with st.form(entry.widget("form"), border=False):
        text = st.text_area("What is behind it", key=entry.widget("text"), max_chars=LONGEST_TEXT, height=90)
        amount = _part(row, entry)
        note, pressed = _button("Add comment")
    if _stands(row, entry, note, pressed):
        reopens = row.moved and row.item.state is not WorkState.OPEN
        args = (row.item.id, text, _now(row), amount, entry.key, True)
        with note:
            _after(work_entries.send(page, entry, row.item.version, reopens, comment, *args))


def _part(row: WorkRow, entry: Entry) -> str:
    """Asks for the part of the difference that a comment explains; for none where no money is to be explained.

    The side is in the box's key: what was typed of one side is never sent as a part of the other.
    """
    if not row.impact:
        return ""
    side = "better" if row.impact > 0 else "worse"
    return st.text_input(
        f"How much of the {short(row.impact, Unit.MONEY)} {side} does this explain (optional)",
        key=entry.widget(f"amount {side}"), max_chars=40, width=420,
        placeholder="For example: 12,500 or 12.5 k; with a minus if it points the other way",
    )  # fmt: skip


def _button(label: str) -> tuple[DeltaGenerator, bool]:
    """A form's button and whether it was pressed; right above it the place for why it was refused."""
    note = st.container()
    return note, st.form_submit_button(label, type="primary")


def _cause(page: Page, row: WorkRow) -> None:
    entry = work_entries.begun(page, "cause", row.item.id, row.item.version)
    if work_entries.is_done(entry, "The root cause is written down.", "Change the root cause"):
        return
    item = row.item
    with st.form(entry.widget("form"), border=False):
        kind = cause_chosen(entry, item.cause)
        whys = [
            st.text_input(
                "Why did it happen?" if number == 0 else f"And why that? ({number + 1} of {MOST_WHYS})",
                item.whys[number] if number < len(item.whys) else "",
                key=entry.widget(f"why {number}"), max_chars=LONGEST_WHY,
            )
            for number in range(MOST_WHYS)
        ]  # fmt: skip
        note, pressed = _button("Write down the root cause")
    if _stands(row, entry, note, pressed):
        args = (item.id, entry.version, kind, whys, _now(row), entry.key)
        with note:
            _after(work_entries.send(page, entry, item.version, True, explain, *args))


def cause_chosen(entry: Entry, cause: Cause | None = None) -> str:
    """The chooser of the kind of cause; "" while none is chosen."""
    kinds = list(CAUSES)
    return st.selectbox(
        "Kind of cause", kinds, kinds.index(cause) if cause else None, key=entry.widget("kind"),
        format_func=CAUSES.__getitem__, placeholder="Choose one", width=420,
    ) or ""  # fmt: skip


def _action(page: Page, row: WorkRow) -> None:
    entry = work_entries.begun(page, "action", row.item.id, row.item.version)
    if work_entries.is_done(entry, "The action is agreed.", "Agree another action"):
        return
    item, today = row.item, page.frame.workspace.store.today()
    with st.form(entry.widget("form"), border=False):
        action = st.text_area(
            "What will be done", item.action, key=entry.widget("text"), max_chars=LONGEST_ACTION, height=90
        )
        lead = answering(row, entry)
        due = day_chosen("To be done by", item.action_due or today + timedelta(days=DAYS), entry)
        note, pressed = _button("Agree this action")
    if _stands(row, entry, note, pressed):
        args = (item.id, entry.version, action, due, _now(row), entry.key, lead)
        with note:
            _after(work_entries.send(page, entry, item.version, True, agree_action, *args))


def answering(row: WorkRow, entry: Entry) -> str:
    """The chooser of who of both owners answers for the action: by id, as it is or for operations."""
    finance, operations = row.item.owners
    pair = ((operations, row.operations), (finance, row.finance))
    return owner_chosen("Who answers for it", pair, row.item.lead or operations, entry.widget("lead"))


def _verify(page: Page, row: WorkRow) -> None:
    entry = work_entries.begun(page, "verify", row.item.id, row.item.version)
    if work_entries.is_done(entry, "Verified.", "New entry"):
        return
    with st.form(entry.widget("form"), border=False):
        st.text("The action is done and it worked. Somebody says so who did not agree it.")
        text = st.text_input("How you know (optional)", key=entry.widget("text"), max_chars=LONGEST_TEXT)
        note, pressed = _button("Verify")
    if _stands(row, entry, note, pressed):
        args = (row.item.id, entry.version, _now(row), text, entry.key)
        with note:
            _after(work_entries.send(page, entry, row.item.version, True, verify, *args))


def _owners(page: Page, row: WorkRow) -> None:
    entry = work_entries.begun(page, "owners", row.item.id, row.item.version)
    if work_entries.is_done(entry, "Owners and due date are written down.", "Change them again"):
        return
    item = row.item
    with st.form(entry.widget("form"), border=False):
        finance, operations = pair_chosen(page.ask(owners_report), *item.owners, entry)
        due = day_chosen("Due", item.due, entry)
        note, pressed = _button("Hand over")
    if _stands(row, entry, note, pressed):
        args = (item.id, entry.version, finance, operations, due, _now(row), entry.key)
        with note:
            _after(work_entries.send(page, entry, item.version, True, hand_over, *args))


def _reopen(page: Page, row: WorkRow) -> None:
    entry = work_entries.begun(page, "reopen", row.item.id, row.item.version)
    if work_entries.is_done(entry, "Open again.", "New entry"):
        return
    with st.form(entry.widget("form"), border=False):
        text = st.text_input("Why it is opened again", key=entry.widget("text"), max_chars=LONGEST_TEXT)
        note, pressed = _button("Open again")
    if _stands(row, entry, note, pressed):
        args = (row.item.id, entry.version, text, _now(row), entry.key)
        with note:
            _after(work_entries.send(page, entry, row.item.version, True, reopen, *args))


def new(page: Page, draft: Draft | None) -> None:
    """The form of a new item; once written, the link leads to it."""
    if draft is None or draft.held:
        return
    has_pair = draft.pairs.finance and draft.pairs.operations
    why_not = may_write(page, "assign work") or ("" if has_pair else NO_PAIR)
    if why_not:
        st.text(why_not)
        return
    entry = work_entries.begun(page, "new", draft.subject.key)
    with st.form(entry.widget("form"), border=False):
        finance, operations = pair_chosen(draft.pairs, draft.finance, draft.operations, entry)
        due = day_chosen("Due", draft.due, entry)
        text = st.text_area(
            "What is known so far (optional)", key=entry.widget("text"), max_chars=LONGEST_TEXT, height=70
        )
        note, pressed = _button("Give it to them")
    if not work_entries.stands(note, pressed, entry, draft.figures, draft.about):
        return
    args = (draft.subject, draft.figures, finance, operations, due, text, entry.key)
    with note:
        number = work_entries.send(page, entry, 0, False, assign, *args)
    if number is not None:
        work_entries.fresh(entry)
        link.write(page.query(item=str(number)))
        st.rerun()


def pair_chosen(pairs: Pairs, finance: str, operations: str, entry: Entry) -> tuple[str, str]:
    """The choosers of the two owners."""
    left, right = st.columns(2)
    with left:
        first = owner_chosen("Owner for finance", pairs.finance, finance, entry.widget("finance"))
    with right:
        return first, owner_chosen("Owner for operations", pairs.operations, operations, entry.widget("operations"))


def owner_chosen(label: str, people: People, chosen: str, key: str) -> str:
    """The chooser of one owner, by id; "" while nobody is chosen."""
    told = dict(people)
    names = list(told)
    at = names.index(chosen) if chosen in told else None
    return st.selectbox(label, names, at, format_func=lambda name: told.get(name, name), key=key) or ""


def day_chosen(label: str, day: date, entry: Entry) -> date:
    """The chooser of a day."""
    return st.date_input(label, day, key=entry.widget("day"), format="YYYY-MM-DD", width=200)


def _after(result: int | None) -> None:
    if result is not None:
        st.rerun()


OPEN, EXPLAINED, AGREED, VERIFIED = WorkState
TO_DO = (OPEN, EXPLAINED, AGREED)

FORMS: tuple[tuple[str, str, tuple[WorkState, ...], Callable[[Page, WorkRow], None]], ...] = (
    ("Comment", "comment", tuple(WorkState), _comment),
    ("Root cause", "explain a difference", TO_DO, _cause),
    ("Action", "agree an action", (EXPLAINED, AGREED), _action),
    ("Verify", "verify an action", (AGREED,), _verify),
    ("Owners and due date", "assign work", TO_DO, _owners),
    ("Open again", "re-open an item", (EXPLAINED, AGREED, VERIFIED), _reopen),
)
"""What a form is called, the right it needs, the states it fits, and the form."""
