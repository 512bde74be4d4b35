"""Meetings on both kinds of book: one runs at a time, minutes stay as they were, and what was said is traced."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from scorecard.domain.agenda import AgendaItem, Block
from scorecard.domain.decided import Cost
from scorecard.domain.errors import Conflict
from scorecard.domain.flags import Confidence, Flag, FlagKind, FlagState
from scorecard.domain.meeting import Meeting, MeetingOver, Minute, NoSuchPlace, Outcome, OutcomeKind, finished
from scorecard.domain.vocabulary import Comparison, View
from scorecard.store.meeting import Heard
from scorecard.store.refusals import AlreadyRunning, NoSuchFlag, NoSuchMeeting
from scorecard.store.store import Store
from tests.store.desk import FIGURES, LINE, opened, staffed

BEGAN = datetime(2026, 4, 10, 9, tzinfo=UTC)
DAY = date(2026, 5, 4)
AGENDA = (
    AgendaItem("opening", "opening", "Opening", "Two actions are open.", 2, block=Block.OPENING),
    AgendaItem("line", "line/wages", "Wages", "Wages: 410 k worse than plan.", 3, "Fay & Olu", 2,
               Decimal("820000.0001"), Block.MONEY, "parked on 3 Apr 2026"),
)  # fmt: skip
MEETING = Meeting(
    0, "weekly", "company", "2026-01", View.PERIOD, Comparison.PLAN, 45, BEGAN, "fay", 1, AGENDA
)  # fmt: skip
DECISION = Outcome(0, 1, 2, BEGAN, "olu", OutcomeKind.DECISION, "Hire two", LINE, FIGURES, Decimal("95000.5"), DAY)
FLAG = Flag(0, LINE, FIGURES, date(2026, 4, 10), "olu", FlagKind.OVERRUN, "Agency", Decimal(80_000), DAY,
            Confidence.MEDIUM, 1, 2)  # fmt: skip


def ended(found: Meeting, heard: Heard, now: datetime) -> Meeting:
    lines = [Minute(each.place, each.kind.value, each.text, each.id) for each in heard.outcomes]
    return finished(found, "fay", now, 1, [1], lines)


def finish(store: Store, version: int = 1, key: str = "") -> int:
    before = store.meetings.meeting(1)
    wanted = ended(before, store.meetings.heard(1), store.meetings.now()) if before.is_running else before
    return store.meetings.finish(replace(wanted, version=version), ended, key)


def test_a_meeting_comes_back_exactly_and_ends_once(any_store: Store):
    meetings = any_store.meetings
    assert meetings.begin(MEETING) == 1
    began = meetings.meeting(1).began
    assert meetings.meeting(1) == replace(MEETING, id=1, began=began)
    with pytest.raises(AlreadyRunning) as refused:
        meetings.begin(replace(MEETING, began_by="olu"))
    assert refused.value.meeting == 1
    assert meetings.record(DECISION) == 1
    assert meetings.raise_flag(FLAG) == 1
    assert finish(any_store, key="k") == 1
    done = meetings.meeting(1)
    assert (done.seen, done.revision, done.version) == ((1, 2), 1, 2)
    assert done.record == (Minute(2, "decision", "Hire two", 1),)
    assert meetings.meetings() == (done,)
    assert meetings.begin(MEETING) == 2
    assert any_store.check() == []


def test_what_was_said_comes_back_exactly(any_store: Store):
    any_store.meetings.begin(MEETING)
    any_store.meetings.record(DECISION)
    any_store.meetings.record(replace(DECISION, kind=OutcomeKind.WIN, subject=None, expected=None, by=None, credit="f"))
    any_store.meetings.raise_flag(FLAG)
    heard = any_store.meetings.heard(1)
    assert heard.outcomes[0] == replace(DECISION, id=1, at=heard.outcomes[0].at)
    assert (heard.outcomes[1].subject, heard.outcomes[1].credit) == (None, "f")
    assert heard.flags == (replace(FLAG, id=1),)
    assert (any_store.meetings.outcomes(), any_store.meetings.flags()) == (heard.outcomes, heard.flags)


def test_a_finished_meeting_takes_nothing_more(any_store: Store):
    any_store.meetings.begin(MEETING)
    finish(any_store)
    for refused in (lambda: any_store.meetings.record(DECISION), lambda: any_store.meetings.raise_flag(FLAG)):
        with pytest.raises(MeetingOver):
            refused()
    assert any_store.meetings.outcomes() == ()
    with pytest.raises(NoSuchPlace):
        any_store.meetings.record(replace(DECISION, meeting=any_store.meetings.begin(MEETING), place=3))
    with pytest.raises(NoSuchMeeting):
        any_store.meetings.record(replace(DECISION, meeting=9))


def test_whoever_ends_it_second_is_told(any_store: Store):
    any_store.meetings.begin(MEETING)
    finish(any_store)
    with pytest.raises(Conflict, match="now says “finished”"):
        finish(any_store)


def test_minutes_never_leave_out_what_was_said_while_they_were_written(any_store: Store):
    any_store.meetings.begin(MEETING)
    wanted = ended(any_store.meetings.meeting(1), any_store.meetings.heard(1), BEGAN)
    any_store.meetings.record(DECISION)
    with pytest.raises(Conflict, match=r"0 lines.*1 line”"):
        any_store.meetings.finish(wanted, ended)
    assert any_store.meetings.meeting(1).is_running


def test_work_given_while_it_ran_is_heard_and_nothing_else(any_store: Store):
    staffed(any_store)
    opened(any_store)
    any_store.meetings.begin(MEETING)
    later = opened(any_store, subject=replace(LINE, name="rent"))
    assert [(entry.text, item.id) for entry, item in any_store.meetings.heard(1).given] == [("look", later)]


def test_many_who_begin_at_once_are_in_one_meeting_and_speak_in_turn(any_store: Store):
    def begin(_: int) -> int:
        try:
            return any_store.meetings.begin(MEETING)
        except AlreadyRunning as running:
            return running.meeting

    def speak(_: int) -> int:
        return any_store.meetings.record(DECISION)

    with ThreadPoolExecutor(4) as pool:
        assert set(pool.map(begin, range(4))) == {1}
        assert sorted(pool.map(speak, range(12))) == list(range(1, 13))
    assert any_store.check() == []


def test_a_second_click_is_the_same_act(any_store: Store):
    assert {any_store.meetings.begin(MEETING, "k") for _ in range(2)} == {1}
    assert {any_store.meetings.record(DECISION, "d") for _ in range(2)} == {1}
    assert {any_store.meetings.raise_flag(FLAG, "f") for _ in range(2)} == {1}
    assert any_store.writes() == 3


def test_what_became_of_a_flag_needs_the_version_that_was_read(any_store: Store):
    number = any_store.meetings.raise_flag(replace(FLAG, meeting=0, place=0))
    wanted = replace(FLAG, id=number, meeting=0, place=0, state=FlagState.CAME, closing="it came", closed_by="fay")
    any_store.meetings.close_flag(wanted, lambda _before: wanted)
    assert any_store.meetings.flags() == (replace(wanted, version=2),)
    with pytest.raises(Conflict, match="it came"):
        any_store.meetings.close_flag(replace(wanted, closing="no"), lambda _before: wanted)
    with pytest.raises(NoSuchFlag):
        any_store.meetings.close_flag(replace(wanted, id=9), lambda _before: wanted)
    assert any_store.check() == []


def change(statement: str) -> Callable[[Store], None]:
    def run(store: Store) -> None:
        with store._shelves.book.write() as connection:
            connection.execute(text(statement))

    return run


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM meeting",
        "DELETE FROM outcome",
        "DELETE FROM flag",
        "UPDATE outcome SET text = 'other'",
        "UPDATE meeting SET agenda = '[]'",
        "UPDATE meeting SET state = 'gone'",
        "UPDATE meeting SET state = 'finished'",
        "UPDATE flag SET text = 'other'",
        "UPDATE flag SET opened = '2026-01-01'",
        "UPDATE flag SET state = 'gone'",
    ],
)
def test_the_book_refuses_to_forget_and_to_hold_what_cannot_be(any_store: Store, statement: str):
    any_store.meetings.begin(MEETING)
    any_store.meetings.record(DECISION)
    any_store.meetings.raise_flag(FLAG)
    with pytest.raises(DBAPIError):
        change(statement)(any_store)
    assert any_store.check() == []


@pytest.mark.parametrize(
    ("statement", "where"),
    [
        ("UPDATE meeting SET record = '[]'", "end of meeting 1"),
        ("UPDATE flag SET closing = 'never'", "flag 1"),
    ],
)
def test_what_is_changed_behind_the_trail_is_told(any_store: Store, statement: str, where: str):
    any_store.meetings.begin(MEETING)
    any_store.meetings.record(DECISION)
    any_store.meetings.raise_flag(FLAG)
    finish(any_store)
    assert any_store.check() == []
    change(statement)(any_store)
    assert [(problem.where, problem.what) for problem in any_store.check()] == [(where, "it is not what was entered")]


COSTS = {
    "400000001, cost_monthly = 0": [],
    "400000002, cost_monthly = 0": ["outcome 1"],
    "400000001, cost_monthly = 1": ["outcome 1"],
    "-400000001, cost_monthly = 0": ["outcome 1"],
    "NULL, cost_monthly = 0": ["outcome 1"],
}
"""A cost as it was entered, in ticks, and as somebody with the file in hand makes it; what is told of it."""


def test_a_cost_changed_past_the_guards_is_told(store: Store):
    """The first row is the control: as it was entered."""
    store.meetings.begin(MEETING)
    store.meetings.record(replace(DECISION, cost=Cost(Decimal("40000.0001"))))
    change("DROP TRIGGER outcome_no_update")(store)
    for cost, told in COSTS.items():
        change(f"UPDATE outcome SET cost = {cost}")(store)
        assert [problem.where for problem in store.check()] == told, cost
