"""Acts of a meeting: who may, what is refused, what the trail keeps, and minutes made of what was said."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal as D

import pytest

from scorecard.changes.assign import assign, hand_over
from scorecard.changes.begin_meeting import begin_meeting
from scorecard.changes.finish_meeting import finish_meeting
from scorecard.changes.progress import agree_action
from scorecard.changes.raise_flag import Warned, close_flag, raise_flag
from scorecard.changes.record_outcome import decide, note_win, park
from scorecard.changes.root_cause import explain
from scorecard.changes.stating import Stated
from scorecard.domain.access import LOCAL, MATRIX, Actor, NobodyChosen, may
from scorecard.domain.agenda import AgendaItem, Block
from scorecard.domain.decided import Cost
from scorecard.domain.errors import Conflict, NotAllowed, UnknownName
from scorecard.domain.flags import FlagClosed, FlagState
from scorecard.domain.meeting import MeetingOver, NoSuchPlace
from scorecard.domain.scope import Scope
from scorecard.domain.work import Subject, WorkState
from scorecard.domain.work_entries import UnfitEntry
from scorecard.domain.work_states import NotInThisState
from scorecard.store.refusals import AlreadyRunning, NoSuchFlag, NoSuchMeeting
from scorecard.store.store import Store
from tests.store.desk import FIGURES, TODAY

pytestmark = pytest.mark.slow

FAY, OLU = Actor("fay", "finance"), Actor("olu", "operations")
SCOPE, DUE = Scope("company", "2026-01"), date(2026, 5, 1)
AGENDA = (
    AgendaItem("opening", "opening", "Opening", "", 2, block=Block.OPENING),
    AgendaItem("line", "line/wages", "Wages", "410 k worse than plan.", 3, block=Block.MONEY),
    AgendaItem("line", "line/rent", "Rent", "As usual.", 3, block=Block.MONEY),
    AgendaItem("line", "line/sales", "Sales", "As usual.", 3, block=Block.MONEY),
)
AGENCY = Warned("overrun", "Agency staff", "80,000", DUE, "likely")
WAGES = Subject("company", "wages", (), "2026-01")


def begun(desk: Store, key: str = "") -> int:
    return begin_meeting(desk, FAY, "weekly", SCOPE, AGENDA, 45, key)


def test_a_whole_meeting_and_its_minutes(desk: Store):
    number = begun(desk)
    decide(desk, OLU, number, 2, "Hire two.", FIGURES, Stated("95,000.50", DUE, "250k"))
    note_win(desk, FAY, number, 1, "Scrap is down", "operations")
    raise_flag(desk, OLU, WAGES, FIGURES, AGENCY, number, 2)
    item = assign(desk, FAY, replace(WAGES, name="rent"), FIGURES, "fay", "olu", DUE, "ask the landlord")
    explain(desk, OLU, item, 1, "price", ["index"], FIGURES)
    agree_action(desk, FAY, item, 2, "Ask for a cap", date(2026, 6, 1), FIGURES)
    elsewhere = replace(WAGES, entity="shop", name="sales")
    assign(desk, FAY, elsewhere, FIGURES, "fay", "olu", DUE)
    assert finish_meeting(desk, FAY, number, 1, [1, 2]) == number
    done = desk.meetings.meeting(number)
    assert (done.revision, done.ended_by, done.seen) == (1, "fay", (1, 2, 3))
    assert [(line.place, line.kind, line.text) for line in done.record] == [
        (0, "given to", "Fay & Olu, due 1 May 2026 (Sales)"),
        (1, "win", "Scrap is down. Thanks to operations."),
        (2, "decision", "Hire two. (Wages expected at 95.0 k EUR by 1 May 2026, costs at most 250 k EUR)"),
        (2, "flag", "Agency staff (overrun, about 80 k EUR, from 1 May 2026, likely)"),
        (3, "given to", "Fay & Olu, due 1 May 2026: ask the landlord"),
        (3, "action", "Fay & Olu: Ask for a cap by 1 Jun 2026"),
        (4, "not talked about", "Goes to the next meeting."),
    ]
    assert desk.check() == []


def test_an_action_says_what_who_answers_and_by_when(desk: Store):
    """On a number nobody had, and on one that two people had already, whose cause nobody has said yet."""
    number = begun(desk)
    rent = replace(WAGES, name="rent")
    held = assign(desk, FAY, rent, FIGURES, "fay", "olu", DUE)
    item = assign(desk, FAY, WAGES, FIGURES, "fay", "olu", DUE, "Plan shifts in blocks.", lead="olu")
    agree_action(desk, FAY, held, 1, "Ask for a cap", date(2026, 6, 1), FIGURES, lead="fay", ahead=True)
    finish_meeting(desk, FAY, number, 1, [2, 3])
    assert [(line.place, line.kind, line.text) for line in desk.meetings.meeting(number).record[:3]] == [
        (2, "action", "Olu (with Fay): Plan shifts in blocks by 1 May 2026"),
        (3, "given to", "Fay (with Olu), due 1 May 2026"),
        (3, "action", "Fay (with Olu): Ask for a cap by 1 Jun 2026"),
    ]
    found = desk.work.item(item)
    assert (found.state, found.action, found.action_due, found.lead) == (
        WorkState.OPEN, "Plan shifts in blocks.", DUE, "olu"
    )  # fmt: skip
    assert desk.work.item(held).state is WorkState.OPEN
    hand_over(desk, FAY, item, 1, "fay", "ira", DUE, FIGURES)
    assert desk.work.item(item).lead == ""
    assert desk.check() == []


@pytest.mark.parametrize(
    ("text", "lead", "told"),
    [("", "olu", "The action is empty. Write it first."), ("x", "max", "Say who answers for it: one of both owners.")],
)
def test_an_action_without_words_or_with_a_third_to_answer_is_refused(desk: Store, text: str, lead: str, told: str):
    with pytest.raises(UnfitEntry) as refused:
        assign(desk, FAY, WAGES, FIGURES, "fay", "olu", DUE, text, lead=lead)
    assert str(refused.value) == told
    held = assign(desk, FAY, WAGES, FIGURES, "fay", "olu", DUE)
    with pytest.raises(UnfitEntry) as again:
        agree_action(desk, FAY, held, 1, text, DUE, FIGURES, lead=lead, ahead=True)
    assert str(again.value) == told
    with pytest.raises(NotInThisState):
        agree_action(desk, FAY, held, 1, "Ask", DUE, FIGURES, lead="olu")


ACTS: dict[str, tuple[str, Callable[[Store, Actor, int, str], object]]] = {
    "begin": ("hold a meeting", lambda d, who, n, key: begin_meeting(d, who, "daily", SCOPE, AGENDA, 15, key)),
    "decide": ("hold a meeting", lambda d, who, n, key: decide(d, who, n, 2, "yes", FIGURES, key=key)),
    "park": ("hold a meeting", lambda d, who, n, key: park(d, who, n, 2, "", FIGURES, key)),
    "win": ("hold a meeting", lambda d, who, n, key: note_win(d, who, n, 2, "won", "", FIGURES, key)),
    "finish": ("hold a meeting", lambda d, who, n, key: finish_meeting(d, who, n, 1, [2], key)),
    "flag": ("raise a flag", lambda d, who, n, key: raise_flag(d, who, WAGES, FIGURES, AGENCY, n, 2, key)),
    "close flag": ("raise a flag", lambda d, who, n, key: close_flag(d, who, 1, 1, "came true", "so it was", key)),
}


@pytest.mark.parametrize("act", ACTS)
def test_who_may_and_each_act_leaves_one_row_and_counts_once(desk: Store, act: str):
    right, do = ACTS[act]
    number = begun(desk)
    raise_flag(desk, FAY, WAGES, FIGURES, AGENCY)
    before = (len(desk.audit_rows()), desk.writes())
    for role in MATRIX:
        if not may(Actor("kim", role), right):
            with pytest.raises(NotAllowed, match=f"right to {right}"):
                do(desk, Actor("kim", role), number, "k1")
    with pytest.raises(NobodyChosen):
        do(desk, LOCAL, number, "k1")
    assert (len(desk.audit_rows()), desk.writes()) == before
    kim = Actor("kim", "operations")
    assert len({do(desk, kim, number, "k1") for _ in range(2)}) == 1
    assert (len(desk.audit_rows()), desk.writes()) == (before[0] + 1, before[1] + 1)
    assert desk.audit_rows()[-1].who == "kim"
    assert desk.check() == []


def test_the_trail_binds_words_to_numbers_without_repeating_them(desk: Store):
    number = begun(desk)
    decide(desk, OLU, number, 2, "a private word", FIGURES, Stated("7", DUE))
    finish_meeting(desk, FAY, number, 1, [])
    told = [(found.who, found.action, found.object) for found in desk.audit_rows()[-3:]]
    assert told == [
        ("fay", "meeting.begun", "a new meeting"),
        ("olu", "meeting.decision", "meeting 1, item 2"),
        ("fay", "meeting.finished", "meeting 1"),
    ]
    bodies = "".join(found.body for found in desk.audit_rows()[-3:])
    assert FIGURES.fingerprint in bodies
    assert "private" not in bodies


def test_the_loser_of_two_who_finish_is_told_and_nothing_is_written_over(desk: Store):
    number = begun(desk)
    finish_meeting(desk, FAY, number, 1, [2])
    done = desk.meetings.meeting(number)
    with pytest.raises(Conflict, match="now says “finished”"):
        finish_meeting(desk, OLU, number, 1, [3])
    with pytest.raises(MeetingOver):
        finish_meeting(desk, OLU, number, 2, [3])
    for late in (lambda: decide(desk, OLU, number, 2, "too late", FIGURES), lambda: park(desk, OLU, number, 2)):
        with pytest.raises(MeetingOver):
            late()
    assert desk.meetings.meeting(number) == done


def test_what_became_of_a_flag_is_said_once(desk: Store):
    number = raise_flag(desk, OLU, WAGES, FIGURES, AGENCY)
    close_flag(desk, FAY, number, 1, "did not come", "they stayed")
    (flag,) = desk.meetings.flags()
    assert (flag.state, flag.closing, flag.closed_by, flag.closed) == (FlagState.PASSED, "they stayed", "fay", TODAY)
    with pytest.raises(Conflict, match="You wrote “it came”, it now says “they stayed”"):
        close_flag(desk, OLU, number, 1, "came true", "it came")
    with pytest.raises(FlagClosed):
        close_flag(desk, OLU, number, 2, "came true")


def test_a_meeting_of_another_kind_or_place_may_run_beside_it(desk: Store):
    begun(desk)
    with pytest.raises(AlreadyRunning):
        begun(desk)
    assert begin_meeting(desk, OLU, "weekly", SCOPE.with_(entity="shop"), AGENDA, 45) == 2


REFUSED: dict[str, tuple[type[Exception], str, Callable[[Store, int], object]]] = {
    "unknown preset": (UnknownName, "kind of meeting", lambda d, n: begin_meeting(d, FAY, "x", SCOPE, AGENDA, 45)),
    "unknown place": (UnknownName, "mars",
                      lambda d, n: begin_meeting(d, FAY, "daily", SCOPE.with_(entity="mars"), AGENDA, 45)),
    "too short": (UnfitEntry, "5 to 240 minutes", lambda d, n: begin_meeting(d, FAY, "daily", SCOPE, AGENDA, 4)),
    "nothing to talk about": (UnfitEntry, "1 to 80 items", lambda d, n: begin_meeting(d, FAY, "daily", SCOPE, (), 15)),
    "no text": (UnfitEntry, "The decision is empty", lambda d, n: decide(d, FAY, n, 2, "  ", FIGURES)),
    "a prediction without a day": (UnfitEntry, "by when",
                                   lambda d, n: decide(d, FAY, n, 2, "yes", FIGURES, Stated("7"))),
    "a day gone by": (UnfitEntry, "lies before",
                      lambda d, n: decide(d, FAY, n, 2, "yes", FIGURES, Stated("7", date(2026, 4, 9)))),
    "a cost below zero": (UnfitEntry, "above zero",
                          lambda d, n: decide(d, FAY, n, 2, "yes", FIGURES, Stated(cost="-5"))),
    "no cost": (UnfitEntry, "not an amount", lambda d, n: decide(d, FAY, n, 2, "yes", FIGURES, Stated(cost="a lot"))),
    "no amount": (UnfitEntry, "is not an amount",
                  lambda d, n: decide(d, FAY, n, 2, "yes", FIGURES, Stated("much", DUE))),
    "a prediction about nothing": (UnfitEntry, "about no number",
                                   lambda d, n: decide(d, FAY, n, 1, "yes", FIGURES, Stated("7", DUE))),
    "no such item": (NoSuchPlace, "no item 9", lambda d, n: park(d, FAY, n, 9)),
    "no such meeting": (NoSuchMeeting, "no meeting 9", lambda d, n: park(d, FAY, 9, 1)),
    "seen what is not there": (NoSuchPlace, "no item 5", lambda d, n: finish_meeting(d, FAY, n, 1, [5])),
    "credit to nobody": (UnfitEntry, "owed to", lambda d, n: note_win(d, FAY, n, 1, "won", "sales")),
    "a flag of no size": (UnfitEntry, "above zero",
                          lambda d, n: raise_flag(d, FAY, WAGES, FIGURES, replace(AGENCY, size="0"))),
    "a flag from nowhere": (UnfitEntry, "where it comes from",
                            lambda d, n: raise_flag(d, FAY, WAGES, FIGURES, replace(AGENCY, kind="person"))),
    "a flag on nothing": (UnknownName, "line or measure",
                          lambda d, n: raise_flag(d, FAY, replace(WAGES, name="x"), FIGURES, AGENCY)),
    "a flag on a day gone by": (UnfitEntry, "earliest day",
                                lambda d, n: raise_flag(d, FAY, WAGES, FIGURES, replace(AGENCY, earliest=date.min))),
    "an end that is none": (UnfitEntry, "came true or did not come", lambda d, n: close_flag(d, FAY, 1, 1, "open")),
    "no such flag": (NoSuchFlag, "no flag 9", lambda d, n: close_flag(d, FAY, 9, 1, "came true")),
}  # fmt: skip


@pytest.mark.parametrize("case", REFUSED)
def test_what_cannot_be_kept_is_refused_and_nothing_is_written(desk: Store, case: str):
    kind, told, act = REFUSED[case]
    number = begun(desk)
    before = (len(desk.audit_rows()), desk.writes())
    with pytest.raises(kind, match=told):
        act(desk, number)
    assert (len(desk.audit_rows()), desk.writes()) == before
    assert desk.meetings.meeting(number).is_running


def test_a_win_is_kept_with_the_side_it_is_owed_to(desk: Store):
    number = begun(desk)
    note_win(desk, FAY, number, 2, "On plan again", "operations", FIGURES)
    (win,) = desk.meetings.outcomes()
    assert (win.credit, win.subject, win.figures, win.expected) == ("operations", WAGES, FIGURES, None)


def test_a_prediction_is_exact(desk: Store):
    decide(
        desk, FAY, begun(desk), 2, "yes", FIGURES, Stated("95,000.5001", DUE, "0.0001", brings=True, is_monthly=True)
    )
    (decision,) = desk.meetings.outcomes()
    assert (decision.expected, decision.by) == (D("95000.5001"), DUE)
    assert decision.cost == Cost(D("-0.0001"), is_monthly=True)


def test_work_given_while_two_meetings_run_is_told_by_the_one_that_began_last(desk: Store):
    weekly = begun(desk)
    crisis = begin_meeting(desk, FAY, "crisis", SCOPE, AGENDA, 30)
    assign(desk, FAY, WAGES, FIGURES, "fay", "olu", DUE)
    for number in (crisis, weekly):
        finish_meeting(desk, FAY, number, 1, [1, 2, 3, 4])
    told = {number: [line.kind for line in desk.meetings.meeting(number).record] for number in (weekly, crisis)}
    assert told == {weekly: [], crisis: ["given to"]}
