"""Early flags on the screen: raised on a number, what became of each, and how early each area warned."""

from datetime import timedelta

import streamlit as st

from scorecard.changes.raise_flag import RIGHT, Warned, close_flag, raise_flag
from scorecard.domain.flags import AreaCandour, Confidence, Flag, FlagKind, FlagState
from scorecard.domain.work import Figures, Subject
from scorecard.domain.work_entries import LONGEST_ACTION
from scorecard.reports.flags import FlagRow, FlagsReport
from scorecard.reports.why_where import written
from scorecard.reports.work import owners_of
from scorecard.reports.work_draft import Draft
from scorecard.ui import cards, forms, link, show, words, work_entries
from scorecard.ui.markup import element
from scorecard.ui.plain_text import plain
from scorecard.ui.shell import Page
from scorecard.ui.work_entries import Entry
from scorecard.ui.work_forms import may_write

AHEAD = timedelta(days=28)
"""The earliest effect unless somebody says otherwise."""

MEANT = "A flag warns. It never lowers a score; areas are counted for how early they warned, never people."

ENDS = (FlagState.CAME, FlagState.PASSED)


def form(
    page: Page, entry: Entry, subject: Subject, now: Figures, currency: str, meeting: int = 0, place: int = 0
) -> int | None:
    """The form of a new flag; its number once it is raised."""
    today = page.frame.workspace.store.today()
    st.text(MEANT)
    with st.form(entry.widget("form"), border=False):
        text = st.text_input("What is coming", key=entry.widget("text"), max_chars=LONGEST_ACTION)
        left, right = st.columns(2)
        kind = left.selectbox("Kind", list(FlagKind), key=entry.widget("kind"), format_func=str.capitalize)
        sure = right.selectbox("How sure", list(Confidence), key=entry.widget("sure"), format_func=str.capitalize)
        size = left.text_input(
            f"Size in {currency} (optional)", key=entry.widget("size"), max_chars=40, placeholder="For example: 250 k"
        )
        day = right.date_input("Earliest effect", today + AHEAD, key=entry.widget("day"), format="YYYY-MM-DD")
        note, pressed = st.container(), st.form_submit_button("Raise the flag", type="primary")
    if not pressed:
        return None
    warned = Warned(kind or "", text, size, day, sure or "")
    with note:
        return work_entries.send(page, entry, 0, False, raise_flag, subject, now, warned, meeting, place, entry.key)


def became(page: Page, entry: Entry, flag: Flag) -> int | None:
    """The form that says what became of a flag; its number once it is written down."""
    if flag.state is not FlagState.OPEN:
        st.text(f"It {flag.state.value}. {flag.closing}")
        return None
    with st.form(entry.widget("form"), border=False):
        state = st.radio("What became of it", ENDS, key=entry.widget("state"), format_func=str.capitalize)
        text = st.text_input("In a few words (optional)", key=entry.widget("text"), max_chars=LONGEST_ACTION)
        note, pressed = st.container(), st.form_submit_button("Write it down", type="primary")
    if not pressed:
        return None
    args = (flag.id, entry.version, str(state), text, entry.key)
    with note:
        return work_entries.send(page, entry, flag.version, True, close_flag, *args)


def new(page: Page, draft: Draft | None, currency: str) -> None:
    """A flag on any number of the house, outside a meeting."""
    if draft is None:
        st.warning("There is no such line or measure here; begin from a measure or a line.")
        return
    why_not = may_write(page, RIGHT)
    if why_not:
        st.text(why_not)
        return
    entry = work_entries.begun(page, "flag", draft.subject.key)
    number = form(page, entry, draft.subject, draft.figures, currency)
    if number is not None:
        work_entries.fresh(entry)
        link.write(page.query(of=draft.subject.name, where=written(draft.subject.where), raised=str(number)))
        st.rerun()


def raised(page: Page, answer: FlagsReport) -> bool:
    """Say with whom a flag is that was just raised, and lead back to its number; False where none was."""
    row = next((each for each in answer.rows if str(each.flag.id) == forms.in_link("raised")), None)
    if row is None or row.flag.subject.name != forms.in_link("of"):
        return False
    pair = page.ask(owners_of).get(row.flag.subject.name)
    told = f"Your flag is {f'with {pair} and ' if pair else ''}on the agenda of the weekly review."
    st.success(plain(told))
    st.html(element("p", cards.anchor(f"Back to {row.label}", about(page, row))))
    return True


def drawn(page: Page, answer: FlagsReport) -> None:
    """The flags and, by area, what was flagged before it turned red; nothing while nobody raised one."""
    if not answer.rows:
        return
    st.subheader("Early flags", anchor=False)
    st.text(answer.headline)
    rows = [(cards.anchor(row.label, about(page, row)), words.unbroken(row.words), row.who) for row in answer.rows]
    show.rows(("About", "What is coming", "Raised by"), rows, "Early flags")
    if answer.areas:
        show.rows(
            ("Area", "Turned red with a flag before", "Turned red as a surprise", "Flagged ahead, usual days"),
            map(_area, answer.areas),
            "How early each area warned",
        )


def about(page: Page, row: FlagRow) -> str:
    """Where the number of a flag stands, in its own place."""
    subject = row.flag.subject
    scope = page.scope.with_(entity=subject.entity)
    if row.is_measure and not subject.where:
        return page.address("measure", scope, measure=subject.name)
    return page.address("why", scope, of=subject.name, where=written(subject.where))


def _area(area: AreaCandour) -> tuple[object, ...]:
    return area.area, str(area.warned), str(area.surprises), "" if area.lead is None else str(area.lead)
