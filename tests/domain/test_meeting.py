"""Meetings and flags by hand: what a finished meeting keeps, what it hands on, and who was warned."""

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal as D

import pytest

from scorecard.domain.agenda import AgendaItem, Block
from scorecard.domain.flags import AreaCandour, Confidence, Flag, FlagKind, FlagState, Turned, candour
from scorecard.domain.meeting import (
    UNDISCUSSED,
    Meeting,
    MeetingOver,
    MeetingState,
    Minute,
    NoSuchPlace,
    finished,
    undiscussed,
)
from scorecard.domain.vocabulary import Comparison, View
from scorecard.domain.work import Figures, Subject

BEGAN = datetime(2026, 11, 23, 10, tzinfo=UTC)
AGENDA = (
    AgendaItem("opening", "opening", "Opening", "", 2, block=Block.OPENING),
    AgendaItem("measure", "measure/otif", "On time", "On time is 3 points below target.", 3),
    AgendaItem("line", "line/wages", "Wages", "Wages are 410 k worse than plan.", 3, block=Block.MONEY),
    AgendaItem("close", "close", "Close", "", 2, block=Block.CLOSE),
)
MEETING = Meeting(
    1, "weekly", "company", "2026-10", View.PERIOD, Comparison.PLAN, 45, BEGAN, "fay", 7, AGENDA
)  # fmt: skip


def test_finishing_keeps_the_state_and_counts_what_has_an_outcome_as_seen():
    record = (Minute(3, "decision", "Hire two.", 1), Minute(2, UNDISCUSSED, "On time"))
    done = finished(MEETING, "olu", BEGAN, 8, [1], record)
    assert (done.state, done.revision, done.seen, done.ended_by) == (MeetingState.FINISHED, 8, (1, 3), "olu")
    assert done.agenda == MEETING.agenda
    with pytest.raises(MeetingOver):
        finished(done, "olu", BEGAN, 9, [], ())


def test_what_nobody_came_to_is_handed_on_but_opening_and_close_are_no_topics():
    assert undiscussed(MEETING, [2]) == (3,)
    assert undiscussed(MEETING, []) == (2, 3)
    assert undiscussed(MEETING, [1, 2, 3, 4]) == ()


@pytest.mark.parametrize("place", [0, -1, 5])
def test_an_item_that_is_not_on_the_agenda_is_refused(place):
    with pytest.raises(NoSuchPlace):
        finished(MEETING, "olu", BEGAN, 8, [place], ())


def test_an_item_about_a_number_has_that_numbers_subject():
    assert MEETING.subject(3) == Subject("company", "wages", (), "2026-10")
    assert MEETING.subject(1) is None


FLAG = Flag(
    1, Subject("company", "wages"), Figures(None, None, None), date(2026, 9, 10), "olu", FlagKind.OVERRUN, "agency",
    D(80_000), date(2026, 10, 1), Confidence.MEDIUM,
)  # fmt: skip


def test_warnings_and_surprises_are_counted_by_area():
    """Flagged on 10 Sep, red at the end of September: 20 days; flagged again later counts from the first."""
    turned = [
        Turned("wages", "Financial", date(2026, 9, 30)),
        Turned("rent", "Financial", date(2026, 9, 30)),
        Turned("otif", "Customer", date(2026, 10, 31)),
    ]
    again = replace(FLAG, id=2, opened=date(2026, 9, 25))
    assert candour(turned, [FLAG, again]) == (AreaCandour("Financial", 1, 1, 20), AreaCandour("Customer", 0, 1, None))


@pytest.mark.parametrize("day", [date(2026, 10, 1), date(2026, 3, 1)])
def test_a_flag_after_it_or_half_a_year_before_is_no_warning(day):
    turned = [Turned("wages", "Financial", date(2026, 9, 30))]
    assert candour(turned, [replace(FLAG, opened=day)]) == (AreaCandour("Financial", 0, 1, None),)


def test_a_flag_that_was_called_off_before_is_no_warning():
    turned = [Turned("wages", "Financial", date(2026, 9, 30))]
    off = replace(FLAG, state=FlagState.PASSED, closed=date(2026, 9, 20))
    assert candour(turned, [off]) == (AreaCandour("Financial", 0, 1, None),)
    assert candour(turned, [replace(off, closed=date(2026, 10, 5))]) == (AreaCandour("Financial", 1, 0, 20),)


def test_nothing_turned_red():
    assert candour([], [FLAG]) == ()
