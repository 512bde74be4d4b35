"""Forms of a matter: raise it, take a position, send it to the CEO, settle it, and what else its log may hold."""

from collections.abc import Callable
from datetime import date, timedelta

import streamlit as st

from scorecard.changes.raise_matter import LONGEST_TITLE, Needed, raise_matter, reword_matter, withdraw_matter
from scorecard.changes.settle_matter import reopen_matter, send_to_ceo, settle
from scorecard.changes.stating import Stated, as_typed
from scorecard.changes.take_position import take_position
from scorecard.domain.decided import Verdict
from scorecard.domain.sync import Said
from scorecard.domain.work import NO_FIGURES
from scorecard.domain.work_entries import LONGEST_ACTION, LONGEST_WHY
from scorecard.reports.sync_matters import MatterRow
from scorecard.reports.why import subjects_report
from scorecard.reports.work_draft import draft_report
from scorecard.ui import chooser, decided_forms, forms, link, work_entries
from scorecard.ui.shell import Page
from scorecard.ui.work_entries import Entry

NO_NUMBER = ""
NOT_HERE = (
    "A matter cannot be about this number as it is shown here. Choose another number, or another comparison at the top."
)
MOVED = "The numbers of this matter moved while the form was open; they stand above as they are now. Press again."
THEN = "What it will be then, as it is written there (optional)"
KEPT = "Below stands what the terms predict. Yes and other terms keep it as it stands there; no keeps none of it."
SAYS = {Verdict.YES: "Yes", Verdict.NO: "No", Verdict.TERMS: "On other terms"}
DAYS, CLOCK = timedelta(days=7), timedelta(days=3)
"""Days to decide, and for the CEO to settle, unless somebody says otherwise."""

LOW = 68
"""Pixels of a box for a few lines, so that its button stays on a shared screen."""


def new(page: Page) -> None:
    """A new matter, about the number that is chosen, or about none."""
    of, told = forms.in_link("of"), {NO_NUMBER: "no number", **dict(page.ask(subjects_report))}
    chooser.select("matter about", "About", told, of if of in told else NO_NUMBER, _about, bare=False)
    draft = page.ask(draft_report, of) if of in told and of else None
    if draft is None and of:
        st.warning(NOT_HERE)
        return
    entry, today = work_entries.begun(page, "matter", f"new {of} {page.frame.person.seated}"), _today(page)
    with st.form(entry.widget("form"), border=False):
        title = st.text_input("What is to be decided", key=entry.widget("title"), max_chars=LONGEST_TITLE)
        yes_if, displaced, day = _terms(entry, "", "", today + DAYS)
        if draft is not None:
            st.text(f"{draft.label}: {draft.about} {draft.when}.")
        label, by = (THEN, today + 4 * DAYS) if draft else ("", None)
        said = decided_forms.stated(entry, label, _currency(page), by)
        note, pressed = st.container(), st.form_submit_button("Raise the matter", type="primary")
    subject, now = (draft.subject, draft.figures) if draft else (None, NO_FIGURES)
    warned = decided_forms.doubt(page, entry, page.scope, subject, said) if pressed else ""
    if warned:
        note.warning(warned)
    elif pressed:
        needed = Needed(title, day, yes_if, displaced, said)
        with note:
            _done(page, entry, work_entries.send(page, entry, 0, False, raise_matter, needed, subject, now, entry.key))


def _about(name: str) -> None:
    forms.say("of", name)


def _agree(page: Page, row: MatterRow) -> None:
    def ask(entry: Entry) -> tuple[object, ...]:
        return True, _long("In a few words (optional)", entry), row.now

    _form(page, row, "agree", "Agree", take_position, ask)


def _differ(page: Page, row: MatterRow) -> None:
    def ask(entry: Entry) -> tuple[object, ...]:
        return False, _long("Why you see it differently", entry), row.now

    _form(page, row, "differ", "Write it down", take_position, ask)


def _sent(page: Page, row: MatterRow) -> None:
    def ask(entry: Entry) -> tuple[object, ...]:
        text = _short("What the CEO is asked (optional)", entry)
        return _day("Settled by", _today(page) + CLOCK, entry), text

    _form(page, row, "send", "Send it to the CEO", send_to_ceo, ask)


def _settle(page: Page, row: MatterRow) -> None:
    def ask(entry: Entry) -> tuple[object, ...]:
        answer = st.radio("Decision", list(Verdict), None, SAYS.__getitem__, key=entry.widget("answer"),
                          horizontal=True)  # fmt: skip
        terms, why = _long("On which other terms", entry, "terms"), _short("Why", entry)
        st.text(KEPT)
        said = _stated(page, row, entry)
        return answer, why, row.now, terms, None if answer in (None, Verdict.NO) else said

    _form(page, row, "settle", "Decide it", settle, ask)


def _stated(page: Page, row: MatterRow, entry: Entry) -> Stated:
    """What is predicted, beginning with what the terms predict."""
    about = row.matter.subject
    label, day = (THEN, _today(page) + 4 * DAYS) if about else ("", None)
    held = as_typed(page.frame.workspace.store, about, row.matter.predicted)
    return decided_forms.stated(entry, label, _currency(page), day, held)


def _reword(page: Page, row: MatterRow) -> None:
    def ask(entry: Entry) -> tuple[object, ...]:
        st.text("Positions about the terms as they stand are taken off.")
        day = max(row.matter.decide_by, _today(page))
        terms = _terms(entry, row.matter.yes_if, row.matter.displaced, day)
        return *terms, row.now, _stated(page, row, entry)

    _form(page, row, "terms", "Change the terms", reword_matter, ask)


def _reopen(page: Page, row: MatterRow) -> None:
    def ask(entry: Entry) -> tuple[object, ...]:
        text = _short("Why it is opened again", entry)
        return _day("Decide by", _today(page) + DAYS, entry), text, row.now

    _form(page, row, "reopen", "Open again", reopen_matter, ask)


def _withdraw(page: Page, row: MatterRow) -> None:
    _form(page, row, "withdraw", "Withdraw", withdraw_matter, lambda entry: (_short("Why it is withdrawn", entry),))


def _form(
    page: Page,
    row: MatterRow,
    name: str,
    button: str,
    change: Callable[..., int],
    ask: Callable[[Entry], tuple[object, ...]],
) -> None:
    """One entry of the log, about the version on the screen when the form was begun.

    A form is the seat's own: what somebody typed is not there for who comes next to the same screen.
    """
    matter = row.matter
    entry = work_entries.begun(page, name, f"matter {matter.id} {page.frame.person.seated}", matter.version)
    with st.form(entry.widget("form"), border=False):
        said = ask(entry)
        note, pressed = st.container(), st.form_submit_button(button, type="primary")
    have_moved = work_entries.moved_since_drawn(entry, row.now, row.about)
    stated = next((each for each in said if isinstance(each, Stated)), None)
    warned = MOVED if have_moved else ""
    if pressed and stated and not warned:
        warned = decided_forms.doubt(page, entry, page.scope, matter.subject, stated, matter.expected)
    if pressed and warned:
        note.warning(warned)
    elif pressed:
        args = (matter.id, entry.version, *said)
        with note:
            _done(page, entry, work_entries.send(page, entry, matter.version, True, change, *args, key=entry.key))


def _long(label: str, entry: Entry, part: str = "reason") -> str:
    return st.text_area(label, key=entry.widget(part), max_chars=LONGEST_ACTION, height=LOW)


def _short(label: str, entry: Entry) -> str:
    return st.text_input(label, key=entry.widget("reason"), max_chars=LONGEST_ACTION)


def _done(page: Page, entry: Entry, result: int | None) -> None:
    """Close the form once it is written; what was typed stays where it was refused."""
    if result is not None:
        work_entries.fresh(entry)
        link.write(page.query())
        st.rerun()


def _terms(entry: Entry, yes_if: str, displaced: str, decide_by: date) -> tuple[str, str, date]:
    condition = st.text_input("Yes, if (optional)", yes_if, key=entry.widget("yes if"), max_chars=LONGEST_WHY)
    instead = st.text_input(
        "What it displaces (optional)", displaced, key=entry.widget("displaced"), max_chars=LONGEST_WHY
    )
    return condition, instead, _day("Decide by", decide_by, entry)


def _day(label: str, day: date, entry: Entry) -> date:
    return st.date_input(label, day, key=entry.widget("day"), format="YYYY-MM-DD", width=200)


def _currency(page: Page) -> str:
    return page.frame.workspace.store.snapshot(page.scope.as_of).catalogue.currency


def _today(page: Page) -> date:
    return page.frame.workspace.store.today()


FORMS: dict[str, Callable[[Page, MatterRow], None]] = {
    Said.AGREES.name: _agree,
    Said.DIFFERS.name: _differ,
    Said.SENT.name: _sent,
    Said.DECIDED.name: _settle,
    Said.REWORDED.name: _reword,
    Said.REOPENED.name: _reopen,
    Said.WITHDRAWN.name: _withdraw,
}
"""What the link says to the form it opens."""
