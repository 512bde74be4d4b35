"""Forms of a meeting: begin it, write down what comes of an item, and finish it with its minutes."""

from collections.abc import Callable, Sequence
from datetime import timedelta

import streamlit as st

from scorecard.changes.begin_meeting import RIGHT, begin_meeting
from scorecard.changes.finish_meeting import finish_meeting
from scorecard.changes.record_outcome import decide, note_win, park
from scorecard.domain.display import SUFFIX, shown
from scorecard.domain.people import FINANCE, OPERATIONS
from scorecard.domain.vocabulary import Unit
from scorecard.domain.work import NO_FIGURES, Figures
from scorecard.domain.work_entries import LONGEST_ACTION
from scorecard.reports.agenda import AgendaReport
from scorecard.reports.flags import flags_report
from scorecard.reports.meeting import MeetingsReport, MinutesReport
from scorecard.reports.wins import WinRow
from scorecard.reports.work import item_report
from scorecard.reports.work_draft import draft_report
from scorecard.reports.work_figures import Figured, figured
from scorecard.ui import action_forms, decided_forms, flags, huddle, link, meeting, work_entries, work_forms
from scorecard.ui.markup import element
from scorecard.ui.shell import Page
from scorecard.ui.work_entries import Entry
from scorecard.ui.work_forms import barred, may_write

AHEAD = timedelta(days=28)
"""The day a decision is looked back at unless somebody says otherwise."""

CREDIT = {OPERATIONS: "operations", FINANCE: "finance", "": "both together"}


def begin(page: Page, answer: AgendaReport, meetings: MeetingsReport) -> None:
    """The button that begins the meeting; nothing where one of this kind runs already."""
    preset = answer.preset.id
    if any(row.meeting.preset == preset for row in meetings.running(page.scope.entity)):
        return
    why_not = may_write(page, RIGHT)
    if why_not:
        st.text(why_not)
        return
    entry = work_entries.begun(page, "begin", f"{preset} {page.scope.entity}")
    note = st.container()
    if st.button("Begin the meeting", key=entry.widget("begin"), type="primary"):
        args = (preset, answer.scope, answer.items, answer.length, entry.key)
        with note:
            number = work_entries.send(page, entry, 0, False, begin_meeting, *args)
        if number is not None:
            work_entries.fresh(entry)
            link.write(page.query(meeting=str(number), at="1"))
            st.rerun()


def capture(page: Page, answer: MinutesReport, at: int, opened: str) -> None:
    """The form that the link opens, if there is one and this person may write."""
    if not opened:
        return
    why_not = barred(page, RIGHT)
    if why_not:
        st.text(why_not)
        return
    FORMS[opened](page, answer, at)


def _numbers(page: Page, answer: MinutesReport, at: int) -> Figured | None:
    subject = answer.meeting.subject(at)
    return None if subject is None else page.ask_in(answer.meeting.scope(), figured, subject)


def _figures(found: Figured | None) -> Figures:
    return NO_FIGURES if found is None else found.figures


def _begun(page: Page, answer: MinutesReport, at: int, name: str) -> Entry:
    return work_entries.begun(page, name, f"meeting {answer.meeting.id} item {at}")


def _done(page: Page, answer: MinutesReport, at: int, entry: Entry, result: int | None) -> None:
    """Close the form once it is written; what was typed stays where it was refused."""
    if result is not None:
        work_entries.fresh(entry)
        link.write(meeting.query(page, answer, at))
        st.rerun()


def _decide(page: Page, answer: MinutesReport, at: int) -> None:
    entry, found = _begun(page, answer, at, "decide"), _numbers(page, answer, at)
    day = page.frame.workspace.store.today() + AHEAD
    with st.form(entry.widget("form"), border=False):
        text = st.text_area("What is decided", key=entry.widget("text"), max_chars=LONGEST_ACTION, height=90)
        said = decided_forms.stated(entry, _then(found, answer.currency) if found else "", answer.currency, day)
        note, pressed = st.container(), st.form_submit_button("Write down the decision", type="primary")
    subject, scope = answer.meeting.subject(at), answer.meeting.scope()
    warned = work_entries.moved_since_drawn(entry, _figures(found), _now(found, answer.currency))
    if pressed and not warned:
        warned = decided_forms.doubt(page, entry, scope, subject, said)
    if pressed and warned:
        note.warning(warned)
    elif pressed:
        args = (answer.meeting.id, at, text, _figures(found), said, entry.key)
        with note:
            _done(page, answer, at, entry, work_entries.send(page, entry, 0, False, decide, *args))


def _then(found: Figured, currency: str) -> str:
    """What is asked of the number: which it is, what it is now, and in what it is typed."""
    unit = found.measure.unit
    told = currency if unit is Unit.MONEY else SUFFIX.get(unit, "").strip()
    return f"{found.measure.name} will then be{f' in {told}' if told else ''} (now {_now(found, currency)}; optional)"


def _now(found: Figured | None, currency: str) -> str:
    if found is None or found.figures.actual is None:
        return "not reported"
    return shown(found.figures.actual, found.measure.unit, currency, found.measure.decimals)


def _park(page: Page, answer: MinutesReport, at: int) -> None:
    entry, found = _begun(page, answer, at, "park"), _numbers(page, answer, at)
    with st.form(entry.widget("form"), border=False):
        text = st.text_input("Why it waits (optional)", key=entry.widget("text"), max_chars=LONGEST_ACTION)
        note, pressed = st.container(), st.form_submit_button("Park it for the next meeting", type="primary")
    if pressed:
        args = (answer.meeting.id, at, text, _figures(found), entry.key)
        with note:
            _done(page, answer, at, entry, work_entries.send(page, entry, 0, False, park, *args))


def _flag(page: Page, answer: MinutesReport, at: int) -> None:
    subject = answer.meeting.subject(at)
    if subject is not None:
        entry, found = _begun(page, answer, at, "flag"), _numbers(page, answer, at)
        raised = flags.form(page, entry, subject, _figures(found), answer.currency, answer.meeting.id, at)
        _done(page, answer, at, entry, raised)


def _became(page: Page, answer: MinutesReport, at: int) -> None:
    number = int(answer.meeting.item(at).ref.partition("/")[2])
    found = next((row for row in page.ask_in(answer.meeting.scope(), flags_report).rows if row.flag.id == number), None)
    if found is not None:
        entry = work_entries.begun(page, "became", f"flag {number}", found.flag.version)
        _done(page, answer, at, entry, flags.became(page, entry, found.flag))


def _win(page: Page, answer: MinutesReport, at: int) -> None:
    entry, found = _begun(page, answer, at, "win"), _numbers(page, answer, at)
    with st.form(entry.widget("form"), border=False):
        text = st.text_area("What went well", key=entry.widget("text"), max_chars=LONGEST_ACTION, height=90)
        credit = st.selectbox("Thanks to", list(CREDIT), key=entry.widget("credit"), format_func=CREDIT.__getitem__)
        note, pressed = st.container(), st.form_submit_button("Write down the win", type="primary")
    if pressed:
        args = (answer.meeting.id, at, text, credit, _figures(found), entry.key)
        with note:
            _done(page, answer, at, entry, work_entries.send(page, entry, 0, False, note_win, *args))


def suggested(page: Page, answer: MinutesReport, at: int, wins: Sequence[WinRow]) -> None:
    """The wins that the figures suggest, each with a button until it is written down."""
    told, why_not = [line.text for line in answer.items[at - 1].lines], barred(page, RIGHT)
    for place, win in enumerate(wins):
        thanks = f" Thanks to {win.credit}: {win.credit_name}." if win.credit_name else ""
        with st.container(horizontal=True, gap="small", vertical_alignment="center", key=f"review-win-{place}"):
            st.html(element("p", f"{win.words}{thanks}", class_="sc-told"))
            if not why_not and not any(win.words in text for text in told):
                _suggestion(page, answer, at, win)


def _suggestion(page: Page, answer: MinutesReport, at: int, win: WinRow) -> None:
    entry = work_entries.begun(page, "suggested win", f"meeting {answer.meeting.id} {win.measure}")
    if st.button("Write it down", key=entry.widget("note")):
        args = (answer.meeting.id, at, win.words, win.credit, NO_FIGURES, entry.key)
        if work_entries.send(page, entry, 0, False, note_win, *args) is not None:
            st.rerun()


def _action(page: Page, answer: MinutesReport, at: int) -> None:
    """An action on the number, for a pair that has it or gets it; what else there is to say of it stands below."""
    item, scope = answer.meeting.item(at), answer.meeting.scope()
    held, draft = 0, None
    if item.kind == "work":
        held = int(item.ref.partition("/")[2])
    else:
        draft = page.ask_in(scope, draft_report, item.name)
        held = draft.held if draft else 0
    row = page.ask_in(scope, item_report, held) if held else None
    if row is not None:
        entry = work_entries.begun(page, "agree", row.item.id, row.item.version)
        st.text(row.headline)
        _done(page, answer, at, entry, action_forms.taken_on(page, entry, row))
        with st.expander("Comment, root cause, owners"):
            work_forms.acts(page, row)
    elif draft is not None:
        entry = _begun(page, answer, at, "agree")
        _done(page, answer, at, entry, action_forms.new(page, entry, draft))


def finish(page: Page, answer: MinutesReport, at: int, seen: Sequence[int]) -> None:
    """The button that ends the meeting."""
    why_not = barred(page, RIGHT)
    if why_not:
        st.text(why_not)
        return
    found = answer.meeting
    entry = work_entries.begun(page, "finish", f"meeting {found.id}", found.version)
    note = st.container()
    if st.button("Finish and write the minutes", key=entry.widget("finish"), type="primary"):
        args = (found.id, entry.version, sorted({*seen, at}), entry.key)
        with note:
            result = work_entries.send(page, entry, found.version, True, finish_meeting, *args)
        if result is not None:
            link.write(page.query(meeting=str(found.id)))
            st.rerun()


def _reason(page: Page, answer: MinutesReport, at: int) -> None:
    if huddle.reason(page, answer, at) is not None:
        link.write(meeting.query(page, answer, at))
        st.rerun()


FORMS: dict[str, Callable[[Page, MinutesReport, int], None]] = {
    "reason": _reason,
    "decide": _decide,
    "action": _action,
    "park": _park,
    "flag": _flag,
    "win": _win,
    "became": _became,
}
"""What the link says to the form it opens."""
