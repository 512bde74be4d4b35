"""Work as files: every item with its numbers and history, and one calendar entry for each that awaits something."""

import io
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal as D

import openpyxl
import pytest
from icalendar import Calendar

from scorecard.domain.scope import Scope
from scorecard.domain.vocabulary import Unit
from scorecard.domain.work import Cause, Figures, Item, Said, Subject, WorkState
from scorecard.domain.work_explained import explained_so_far
from scorecard.exports.work import ITEMS, work_calendar, work_workbook
from scorecard.reports.work import WorkReport
from scorecard.reports.work_rows import Line, WorkRow

EVIL = "=cmd|' /C calc'!A0"
AT = datetime(2026, 11, 20, 9, 30, tzinfo=UTC)
THEN, NOW = Figures(D("40809.41"), D(12300), D("-28509.41"), 6), Figures(D(41000), D(12300), D(-28700), 7)
ITEM = Item(
    7, Subject("all", "contractors", (), "2026-10"), date(2026, 9, 25), "ada", "ada", "bo", date(2026, 10, 9), THEN,
    WorkState.EXPLAINED, Cause.SUPPLY, ("Two people left", "Pay"), version=3,
)  # fmt: skip
ROW = WorkRow(
    item=ITEM, what="Contractors", place="Tarnwick", when="in Oct 2026, against plan", unit=Unit.MONEY, decimals=None,
    now=NOW, moved=False, state=WorkState.EXPLAINED, then_words="28.5 k worse than plan",
    now_words="28.7 k worse than plan", impact=D(-28700), explained=explained_so_far(D(-28700), [D(-14350)]),
    finance="Ada", operations="Bo", due=date(2026, 10, 9), overdue=45, age=59, band="31 to 60 days",
    again="same cause, Mar 2026",
    lines=(Line(AT, "Bo", Said.COMMENT, EVIL, D("-14350"), "40.8 k EUR against 12.3 k EUR", False),),
)  # fmt: skip
DONE = replace(ROW, item=replace(ITEM, id=8, state=WorkState.VERIFIED), state=WorkState.VERIFIED, due=None, overdue=0)


def report(*rows: WorkRow) -> WorkReport:
    return WorkReport(
        Scope("all", "2026-10"), "1 open item.", "20 Nov 2026", 7, True, "Tarnwick Cooling", "EUR", rows, 0, len(rows)
    )


def cells(made: bytes, sheet: str) -> dict[str, list[object]]:
    page = openpyxl.load_workbook(io.BytesIO(made))[sheet]
    header, *lines = page.iter_rows(min_row=4, values_only=True)
    return {str(name): list(column) for name, column in zip(header, zip(*lines, strict=True), strict=True)}


def test_every_item_is_a_row_with_its_exact_numbers():
    told = cells(work_workbook(report(ROW, DONE), "Everybody's"), "Work")
    assert list(told) == [column.title for column in ITEMS]
    assert told["Item"] == [7, 8]
    assert told["Better (worse) then"] == [-28509.41] * 2
    assert told["Better (worse) now"] == [-28700] * 2
    assert told["Explained, share"] == [0.5] * 2
    assert told["Due"] == [datetime(2026, 10, 9), None]
    assert told["Why"][0] == "Two people left\nPay"


def test_numbers_not_known_now_are_empty_and_no_zero():
    told = cells(work_workbook(report(replace(ROW, now=None)), "Mine"), "Work")
    assert told["Actual now"] == [None]
    assert told["Actual then"] == [40809.41]


def test_what_was_said_is_text_whatever_it_looks_like():
    made = work_workbook(report(ROW), "Mine")
    page = openpyxl.load_workbook(io.BytesIO(made))["What was said"]
    assert page["F5"].value == EVIL
    assert page["F5"].data_type == "s"
    assert page["G5"].value == -14350


def test_the_stamp_says_whose_numbers_and_that_they_are_invented():
    page = openpyxl.load_workbook(io.BytesIO(work_workbook(report(ROW), "Mine, overdue")))["Work"]
    for told in ("Items: Mine, overdue", "Numbers as of: 20 Nov 2026", "Revision: 7", "Currency: EUR", "Invented: yes"):
        assert told in page["A2"].value


def test_the_calendar_holds_what_awaits_something():
    (event,) = Calendar.from_ical(work_calendar(report(ROW, DONE))).walk("VEVENT")
    assert event["uid"] == "work-7@tarnwick-cooling.scorecard.invalid"
    assert event.decoded("dtstart") == date(2026, 10, 9)
    assert event.decoded("dtstamp") == AT
    assert event.decoded("sequence") == 2
    assert "Ada (finance) & Bo (operations)" in event["description"]


@pytest.mark.parametrize("made", [lambda: work_workbook(report(ROW), "Mine"), lambda: work_calendar(report(ROW))])
def test_the_same_items_make_the_same_bytes(made):
    assert made() == made()
