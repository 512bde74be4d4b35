"""The item that is talked about: its number and its picture, drawn as on the page it comes from."""

from collections.abc import Callable

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from scorecard.domain.agenda import AgendaItem, Block
from scorecard.domain.huddle import COLUMN
from scorecard.reports.cash import cash_report
from scorecard.reports.measure import measure_report
from scorecard.reports.meeting import MinutesReport
from scorecard.reports.since import since_report
from scorecard.reports.why import why_report
from scorecard.reports.wins import wins_report
from scorecard.reports.work import item_report
from scorecard.ui import (
    cash,
    huddle,
    item_facts,
    meeting,
    meeting_clock,
    meeting_forms,
    meeting_last,
    meeting_parts,
    since,
    trend,
    why,
    work,
)
from scorecard.ui.markup import element, joined
from scorecard.ui.shell import Page


def sides(item: AgendaItem) -> tuple[DeltaGenerator, DeltaGenerator]:
    """Where an item is drawn and where it is written about: side by side, below one another what needs the width."""
    if item.kind in (*meeting_parts.WIDE, COLUMN):
        return st.container(), st.container()
    left, right = st.columns([3, 2], gap="large")
    return left, right


def draw(page: Page, answer: MinutesReport, at: int) -> None:
    """What an item is about."""
    item = answer.meeting.item(at)
    if item.sentence and item.kind != COLUMN:
        st.html(element("p", item.sentence, class_="sc-told"))
    meeting.about(item)
    DRAWN.get(item.kind, _nothing)(page, answer, at)


def beside(page: Page, answer: MinutesReport, at: int, opened: str) -> None:
    """What is known of a number; at the opening what was left last time, unless a form needs the room."""
    if answer.meeting.item(at).block is not Block.OPENING:
        item_facts.drawn(page, answer, at)
    elif not opened:
        meeting_last.drawn(page, answer, at)


def _nothing(_page: Page, _answer: MinutesReport, _at: int) -> None:
    """An item that its sentence tells wholly."""


def _opening(page: Page, answer: MinutesReport, at: int) -> None:
    carried = [f"{item.item.label}: {item.item.carried}" for item in answer.items if item.item.carried]
    wins = page.ask_in(answer.meeting.scope(), wins_report)
    if wins:
        st.subheader("What went well", anchor=False)
        meeting_forms.suggested(page, answer, at, wins)
    if carried:
        st.subheader("Handed on by the last meeting", anchor=False)
        st.html(joined(*(element("p", each, class_="sc-told") for each in carried)))


def _since(page: Page, answer: MinutesReport, _at: int) -> None:
    since.draw(page, page.ask_in(answer.meeting.scope(), since_report, answer.since), answer.since)


def _measure(page: Page, answer: MinutesReport, at: int) -> None:
    name = answer.meeting.item(at).name
    known = page.frame.workspace.store.snapshot().catalogue.measures
    if name in known:
        trend.draw(page.ask_in(answer.meeting.scope(), measure_report, name))


def _line(page: Page, answer: MinutesReport, at: int) -> None:
    found = page.ask_in(answer.meeting.scope(), why_report, answer.meeting.item(at).name)
    why.causes(page, found)


def _work(page: Page, answer: MinutesReport, at: int) -> None:
    number = int(answer.meeting.item(at).ref.partition("/")[2])
    row = page.ask_in(answer.meeting.scope(), item_report, number)
    if row is not None:
        work.told(page, row, answer.currency)


def _cash(page: Page, answer: MinutesReport, _at: int) -> None:
    if not meeting_parts.may(page, "view:cash", "Cash"):
        return
    found = page.ask_in(answer.meeting.scope(), cash_report, "", "")
    st.html(element("p", found.headline, class_="sc-told"))
    if found.made is not None:
        cash.draw(page, found, page.frame.workspace.store.today())


def _close(page: Page, answer: MinutesReport, at: int) -> None:
    told = meeting.everything(answer)
    st.html(told or element("p", "Nothing is written down yet.", class_="sc-told"))
    if silent := huddle.reds(page, answer):
        st.html(joined(element("p", "Before the end, a reason and an action for:", class_="sc-told"), silent))
    if rest := meeting.not_reached(answer, meeting_clock.clock_of(page, answer.meeting, at).seen):
        st.html(rest)


DRAWN: dict[str, Callable[[Page, MinutesReport, int], None]] = {
    "opening": _opening,
    "since": _since,
    "measure": _measure,
    "line": _line,
    "cash": _cash,
    "work": _work,
    "close": _close,
    COLUMN: huddle.draw,
    **meeting_parts.DRAWN,
}
"""What an item is about to what is drawn."""
