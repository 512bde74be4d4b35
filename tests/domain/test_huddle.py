"""The huddle by hand: what is carried on with which age, what settles a line, and that no red ends in silence."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal as D

import pytest

from scorecard.domain.agenda import AgendaItem, Block
from scorecard.domain.flags import Confidence, Flag, FlagKind
from scorecard.domain.huddle import (
    COLUMN,
    LINE,
    Line,
    RedIsSilent,
    age_words,
    answer_to,
    carried,
    column_items,
    item_of,
    lines_of,
    silent,
)
from scorecard.domain.meeting import Meeting, Outcome, OutcomeKind, undiscussed
from scorecard.domain.minutes import Words, minutes_of
from scorecard.domain.vocabulary import Comparison, View
from scorecard.domain.work import Comment, Figures, Item, Said, Subject, WorkState

MONDAY = datetime(2026, 11, 23, 8, tzinfo=UTC)
NONE = Figures(None, None, None)
OTIF = Subject("company", "otif", (), "2026-10")
COLUMNS = tuple(column_items({}))
RED = AgendaItem("measure", "measure/otif", "On time", "81 %; off track.", 1, block=Block.REDS)
YESTERDAY, TODAY, OBSTACLES, NEXT = 1, 2, 3, 4


def huddle(number: int, day: datetime, *more: AgendaItem) -> Meeting:
    agenda = (*COLUMNS, *more)
    return Meeting(number, "daily", "company", "2026-10", View.PERIOD, Comparison.PLAN, 15, day, "fay", 7, agenda)


def said(number: int, meeting: Meeting, place: int, text: str, about: Subject | None = None) -> Outcome:
    return Outcome(number, meeting.id, place, meeting.began, "fay", OutcomeKind.PARKED, text, about, NONE)


FIRST = huddle(1, MONDAY)
LINES = (
    said(1, FIRST, YESTERDAY, "Two trucks were late"),
    said(2, FIRST, TODAY, "Call Nordhaven"),
    said(3, FIRST, OBSTACLES, "Forklift is broken", OTIF),
    said(4, FIRST, NEXT, "Train two people"),
)


def next_day(days: int, *left: Line) -> Meeting:
    day = MONDAY + timedelta(days=days)
    return huddle(2, day, *(item_of(line, day.date()) for line in left))


def test_lines_are_carried_on_day_by_day_with_their_age_and_a_recap_is_told_once():
    left = carried(lines_of(FIRST, LINES))
    assert [(line.column, line.text) for line in left] == [
        (Block.TODAY, "Call Nordhaven"), (Block.OBSTACLES, "Forklift is broken"), (Block.NEXT, "Train two people"),
    ]  # fmt: skip
    second = next_day(3, *left)
    again = lines_of(second, (*LINES, said(5, second, TODAY, "Count the stock")))
    thursday = date(2026, 11, 26)
    assert [(line.text, line.age(thursday), age_words(line, thursday)) for line in again] == [
        ("Call Nordhaven", 3, "since 23 Nov, 3 days"),
        ("Forklift is broken", 3, "since 23 Nov, 3 days"),
        ("Train two people", 3, "since 23 Nov, 3 days"),
        ("Count the stock", 0, ""),
    ]
    assert [item.ref for item in second.agenda[4:]] == ["carried/2", "carried/3", "carried/4"]
    assert undiscussed(second, []) == (), "lines are carried on one by one, columns never"


def test_a_line_is_settled_by_a_word_a_flag_or_an_action_about_it_and_then_carried_no_more():
    left = carried(lines_of(FIRST, LINES))
    second = next_day(1, *left)
    done = Outcome(5, 2, 5, second.began, "olu", OutcomeKind.DECISION, "Done", None, NONE)
    flag = Flag(7, OTIF, NONE, date(2026, 11, 24), "olu", FlagKind.OVERRUN, "Forklift is broken", None,
                date(2026, 11, 24), Confidence.MEDIUM)  # fmt: skip
    told = lines_of(second, (*LINES, done), [flag])
    assert [line.settled for line in told] == ["done", "flag 7", ""]
    assert [line.text for line in carried(told)] == ["Train two people"]
    item = Item(3, OTIF, date(2026, 11, 24), "fay", "fay", "olu", date(2026, 12, 1), NONE)
    entry = Comment(1, 3, second.began, "fay", Said.OPENED, "Forklift is broken", None, NONE)
    assert [line.settled for line in lines_of(second, LINES, (), [(entry, item)])] == ["", "work 3", ""]
    elsewhere = replace(item, subject=replace(OTIF, name="scrap"))
    assert [line.settled for line in lines_of(second, LINES, (), [(entry, elsewhere)])] == ["", "", ""]


def test_minutes_say_what_was_noted_what_was_settled_and_what_is_carried_on():
    second = next_day(1, *carried(lines_of(FIRST, LINES)))
    done = Outcome(5, 2, 5, second.began, "olu", OutcomeKind.DECISION, "Done", None, NONE)
    new = said(6, second, TODAY, "Count the stock")
    lines = lines_of(second, (*LINES, done, new))
    told = minutes_of(second, [done, new], [], [], [1, 2], Words({}, {}, (), "EUR"), lines)
    assert [(line.place, line.kind, line.text) for line in told] == [
        (0, "carried on", "Today: Count the stock"),
        (2, "noted", "Count the stock"),
        (5, "settled", "Done"),
        (6, "carried on", "Obstacles: Forklift is broken"),
        (7, "carried on", "Next: Train two people"),
    ]


def test_a_red_speaks_once_an_action_is_agreed_and_its_day_has_not_passed():
    today, day = date(2026, 11, 23), date(2026, 11, 30)
    found = huddle(1, MONDAY, RED)
    agreed = Item(3, replace(OTIF, period="2026-09"), date(2026, 11, 2), "fay", "fay", "olu", day, NONE,
                  WorkState.AGREED, whys=("dock",), action="second dock", action_due=day)  # fmt: skip
    assert silent(found, [], [], today) == ("On time",)
    assert silent(found, [agreed], [], today) == ()
    assert answer_to("company", ("otif",), [agreed], today) is agreed
    line = replace(agreed, subject=replace(OTIF, name="lines_good"))
    assert silent(found, [line], [], today) == ("On time",), "the line is another number"
    assert silent(found, [line], [], today, {"otif": "lines_good"}) == (), "the number is that line"
    assert silent(found, [agreed], [], date(2026, 12, 1)) == ("On time",), "its day has passed"
    assert silent(found, [replace(agreed, state=WorkState.EXPLAINED)], [], today) == ("On time",)
    assert silent(found, [replace(agreed, subject=replace(OTIF, entity="north"))], [], today) == ("On time",)


@pytest.mark.parametrize(("text", "quiet"), [("a new gauge comes Friday", ()), ("", ("On time",))])
def test_a_red_that_waits_needs_a_reason_too(text, quiet):
    found = huddle(1, MONDAY, RED)
    assert silent(found, [], [said(1, found, 5, text)], date(2026, 11, 23)) == quiet


def test_the_refusal_names_who_is_silent():
    assert str(RedIsSilent(["On time"])) == (
        "1 number is off track without a reason and an action: On time. Say both, or park it and say why it waits."
    )
    assert "4 numbers are off track" in str(RedIsSilent(["a", "b", "c", "d"]))


def test_columns_and_lines_take_the_time_of_a_huddle():
    assert sum(item.minutes for item in COLUMNS) == 8
    line = Line(9, Block.TODAY, "x", None, date(2026, 11, 20), "fay")
    item = item_of(line, date(2026, 11, 23))
    assert (item.kind, item.minutes, item.block, item.score) == (LINE, 0, Block.TODAY, D(0))
    assert {item.kind for item in COLUMNS} == {COLUMN}


def test_a_column_that_has_nothing_to_tell_says_so():
    told = {item.block: item.sentence for item in column_items({Block.TODAY: "Overdue: the dock."})}
    assert (told[Block.TODAY], told[Block.OBSTACLES]) == ("Overdue: the dock.", "Nothing yet.")
