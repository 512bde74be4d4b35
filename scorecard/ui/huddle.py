"""The huddle's board: four columns, a line written into one, and what becomes of a line; and a red answered for."""

from datetime import date

import streamlit as st

from scorecard.changes.answer_red import RedAnswer, answer_red
from scorecard.changes.assign import assign
from scorecard.changes.begin_meeting import RIGHT
from scorecard.changes.comment import comment
from scorecard.changes.raise_flag import RIGHT as FLAGGING
from scorecard.changes.raise_flag import Warned, raise_flag
from scorecard.changes.record_outcome import decide, note_line
from scorecard.changes.stating import UNSTATED
from scorecard.domain.agenda import Block
from scorecard.domain.flags import Confidence, FlagKind
from scorecard.domain.huddle import LATE, Line
from scorecard.domain.work import NO_FIGURES
from scorecard.domain.work_entries import LONGEST_ACTION, LONGEST_WHY
from scorecard.reports.huddle import BoardColumn, BoardLine, HuddleReport, RedRow, huddle_report
from scorecard.reports.meeting import MinutesReport
from scorecard.reports.scorecard import scorecard_report
from scorecard.reports.work_draft import Draft, draft_report
from scorecard.reports.work_figures import figured
from scorecard.ui import cards, meeting, work_entries, work_forms
from scorecard.ui.markup import Markup, element, joined
from scorecard.ui.shell import Page
from scorecard.ui.work_entries import Entry
from scorecard.ui.work_forms import barred

ASKED = {
    Block.YESTERDAY: "What happened",
    Block.TODAY: "What comes first today",
    Block.OBSTACLES: "What is in the way",
    Block.NEXT: "What comes next, and who does it",
}
"""What is asked for in a column."""

MEANT = "Action gives an obstacle to the owners of its number; Flag warns everybody. Either settles the line."


def draw(page: Page, answer: MinutesReport, at: int) -> None:
    """The board, with the form of the column that is open."""
    board = page.ask_in(answer.meeting.scope(), huddle_report, answer.meeting.id)
    if board is None:
        return
    st.html(element("p", board.headline, class_="sc-told"))
    may = not barred(page, RIGHT)
    for place, (side, column) in enumerate(zip(st.columns(len(board.columns)), board.columns, strict=True)):
        with side, st.container(key=f"huddle-column-{place}"):
            _head(page, answer, column, column.place == at)
            if may and column.place == at:
                _note(page, answer, column)
            for line in column.lines:
                _line(page, answer, column, line, may)
            _facts(page, answer, board, column)


def _head(page: Page, answer: MinutesReport, column: BoardColumn, is_open: bool) -> None:
    """The column's name, which opens it."""
    head = element(
        "a", column.column.value, class_="sc-go", href=meeting.address(page, answer, column.place),
        aria_current="true" if is_open else None,
    )  # fmt: skip
    st.html(element("section", element("h2", head), class_="sc-board-column"))


def _facts(page: Page, answer: MinutesReport, board: HuddleReport, column: BoardColumn) -> None:
    """What figures and work say in a column."""
    told = [element("p", text, class_="sc-told-small") for text in column.told]
    if not (told or column.lines or column.column is Block.OBSTACLES):
        told = [element("p", "Nothing yet.", class_="sc-told-small")]
    if column.column is Block.OBSTACLES:
        told += [element("p", MEANT, class_="sc-told-small")] if column.lines else []
        told += [_red(page, answer, red) for red in board.reds]
    if told:
        st.html(element("section", *told, class_="sc-board-column"))


def _red(page: Page, answer: MinutesReport, red: RedRow) -> Markup:
    """A red number, and why and what is done, or that nobody has said so."""
    told = red.answer or element("b", "no reason and action yet")
    label = cards.anchor(red.label, meeting.address(page, answer, red.place))
    return element("p", cards.shape("off-track"), " ", label, ": ", told, class_="sc-board-red")


def _line(page: Page, answer: MinutesReport, column: BoardColumn, told: BoardLine, may: bool) -> None:
    line, is_late = told.line, column.column is Block.OBSTACLES and told.line.age(_today(page)) >= LATE
    settled = f"settled: {line.settled}" if line.settled else ""
    about = f"about {told.about}" if told.about else ""
    weekly = "goes to the weekly review" if is_late and not line.settled else ""
    also = " · ".join(filter(None, (told.age or "new today", told.who, about, settled, weekly)))
    parts = (line.text, element("span", also, class_="sc-also"))
    st.html(element("p", *parts, class_=f"sc-board-line{' sc-settled' if line.settled else ''}"))
    if not may or line.settled or column.column is Block.YESTERDAY:
        return
    with st.container(horizontal=True, gap="small", key=f"huddle-line-{line.id}"):
        if line.place:
            _done(page, answer, line)
        if line.subject is not None:
            _escalate(page, answer, column, line)


def _done(page: Page, answer: MinutesReport, line: Line) -> None:
    entry = work_entries.begun(page, "done", f"meeting {answer.meeting.id} line {line.id}")
    if st.button("Done", key=entry.widget("done")):
        args = (answer.meeting.id, line.place, "Done", NO_FIGURES, UNSTATED, entry.key)
        _after(work_entries.send(page, entry, 0, False, decide, *args))


def _escalate(page: Page, answer: MinutesReport, column: BoardColumn, line: Line) -> None:
    """An obstacle becomes an action in one click, or a flag of a kind."""
    draft = page.ask_in(answer.meeting.scope(), draft_report, line.subject.name) if line.subject else None
    if draft is None:
        return
    entry = work_entries.begun(page, "obstacle", f"line {line.id}")
    if (draft.held or (draft.finance and draft.operations)) and st.button("Action", key=entry.widget("action")):
        _after(_give(page, draft, line, entry))
    if barred(page, FLAGGING):
        return
    with st.popover("Flag"):
        for kind in FlagKind:
            if st.button(kind.capitalize(), key=entry.widget(kind)):
                warned = Warned(kind, line.text, "", _today(page), Confidence.MEDIUM)
                args = (draft.subject, draft.figures, warned, answer.meeting.id, column.place, entry.key)
                _after(work_entries.send(page, entry, 0, False, raise_flag, *args))


def _give(page: Page, draft: Draft, line: Line, entry: Entry) -> int | None:
    """To the pair of its number; where somebody has that already, as a word on their work."""
    if draft.held:
        args = (draft.held, line.text, draft.figures, None, entry.key)
        return work_entries.send(page, entry, 0, False, comment, *args)
    pair = (draft.finance, draft.operations)
    return work_entries.send(
        page, entry, 0, False, assign, draft.subject, draft.figures, *pair, draft.due, line.text, entry.key
    )


def _note(page: Page, answer: MinutesReport, column: BoardColumn) -> None:
    """The form of the column that is open."""
    entry = work_entries.begun(page, "note", f"meeting {answer.meeting.id} item {column.place}")
    with st.form(entry.widget("form"), border=False, clear_on_submit=False):
        text = st.text_input(ASKED[column.column], key=entry.widget("text"), max_chars=LONGEST_ACTION)
        about = _number(page, answer, entry) if column.column is Block.OBSTACLES else ""
        note, pressed = st.container(), st.form_submit_button("Add", type="primary")
    if not pressed:
        return
    scope = answer.meeting.scope()
    subject = answer.meeting.about(about) if about else None
    found = page.ask_in(scope, figured, subject) if subject else None
    args = (answer.meeting.id, column.place, text, subject, found.figures if found else NO_FIGURES, entry.key)
    with note:
        result = work_entries.send(page, entry, 0, False, note_line, *args)
    if result is not None:
        work_entries.fresh(entry)
        st.rerun()


def _number(page: Page, answer: MinutesReport, entry: Entry) -> str:
    """The number an obstacle is in the way of: red ones first; none is a choice too."""
    rows = page.ask_in(answer.meeting.scope(), scorecard_report).rows
    told = {"": "no number", **{row.id: row.label for row in sorted(rows, key=lambda row: row.score or 0.0)}}
    return st.selectbox("In the way of", list(told), format_func=told.__getitem__, key=entry.widget("number")) or ""


def reason(page: Page, answer: MinutesReport, at: int) -> int | None:
    """The form that asks why a number is red and what is done; the item's number once both are written down."""
    item = answer.meeting.item(at)
    draft = page.ask_in(answer.meeting.scope(), draft_report, item.name)
    if draft is None:
        return None
    if not draft.held and not (draft.pairs.finance and draft.pairs.operations):
        st.text(work_forms.NO_PAIR)
        return None
    entry = work_entries.begun(page, "reason", f"meeting {answer.meeting.id} item {at}")
    with st.form(entry.widget("form"), border=False):
        cause = work_forms.cause_chosen(entry)
        why = st.text_input("Why is it red", key=entry.widget("why"), max_chars=LONGEST_WHY)
        action = st.text_input("What is done, and by whom", key=entry.widget("action"), max_chars=LONGEST_ACTION)
        until = work_forms.day_chosen("Until", draft.due, entry)
        pair = ("", "") if draft.held else work_forms.pair_chosen(draft.pairs, draft.finance, draft.operations, entry)
        note, pressed = st.container(), st.form_submit_button("Write down why and what", type="primary")
    if not pressed:
        return None
    told = RedAnswer(cause, why, action, until, *pair)
    with note:
        return work_entries.send(
            page, entry, 0, False, answer_red, draft.subject, draft.figures, told, draft.held, entry.key
        )


def is_silent(page: Page, answer: MinutesReport, at: int) -> bool:
    """Whether an item is a red number that nobody has answered for."""
    if answer.meeting.item(at).block is not Block.REDS:
        return False
    board = page.ask_in(answer.meeting.scope(), huddle_report, answer.meeting.id)
    return board is not None and any(red.place == at and red.is_silent for red in board.reds)


def reds(page: Page, answer: MinutesReport) -> Markup | None:
    """At the close: the reds that are still silent, each leading to its item."""
    board = page.ask_in(answer.meeting.scope(), huddle_report, answer.meeting.id)
    silent = [red for red in board.reds if red.is_silent] if board else []
    return joined(*(_red(page, answer, red) for red in silent)) if silent else None


def _today(page: Page) -> date:
    return page.frame.workspace.store.today()


def _after(result: int | None) -> None:
    if result is not None:
        st.rerun()
