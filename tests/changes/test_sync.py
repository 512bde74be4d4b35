"""Acts of the CFO, the COO and the CEO: who may, what is refused, what a conflict shows, and one act for two clicks."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal as D

import pytest

from scorecard.changes.lead_message import tick, write_message
from scorecard.changes.raise_matter import Needed, raise_matter, reword_matter, withdraw_matter
from scorecard.changes.settle_matter import reopen_matter, send_to_ceo, settle
from scorecard.changes.stating import Stated, as_typed, stated_entered
from scorecard.changes.take_position import take_position
from scorecard.domain.access import LOCAL, Actor, NobodyChosen
from scorecard.domain.decided import NOTHING, Cost, Prediction, Verdict
from scorecard.domain.errors import Conflict, UnknownName
from scorecard.domain.people import Seat
from scorecard.domain.sync import Matter, MatterState
from scorecard.domain.sync_acts import NoSeat, NotNow
from scorecard.domain.sync_message import NothingToTick
from scorecard.domain.work import Subject
from scorecard.domain.work_entries import UnfitEntry
from scorecard.store.refusals import NoSuchMatter, SameKeyOtherInput
from scorecard.store.store import Store
from tests.store.desk import FAY, FIGURES, MOVED, OLU, TODAY, ZOE

pytestmark = pytest.mark.slow

CFO, COO, CEO = Actor("fay", "finance"), Actor("olu", "operations"), Actor("zoe", "approver")
IRA, EVE, WALL = Actor("ira", "operations"), Actor("eve", "viewer"), Actor("wall", "kiosk")
DUE = date(2026, 5, 1)
WAGES = Subject("company", "wages", (), "2026-01")
HIRE = Needed("Hire two", DUE, "agency hours fall", "the second van", Stated("95,000", DUE, "40k", is_monthly=True))
BARE = Needed("Hire two", DUE)


@pytest.fixture
def seats(desk: Store) -> Store:
    for person, seat in ((FAY, "cfo"), (OLU, "coo"), (ZOE, "ceo")):
        desk.put_person(replace(person, seat=seat, version=1), "boss")
    return desk


def raised(store: Store, key: str = "") -> int:
    return raise_matter(store, COO, HIRE, WAGES, FIGURES, key)


def matter(store: Store) -> Matter:
    return store.sync.matters()[-1]


def differ(store: Store, version: int = 1, key: str = "") -> int:
    return take_position(store, CFO, 1, version, False, "too dear", FIGURES, key)


def test_both_agree_and_it_is_decided_in_the_same_words_for_both(seats: Store):
    number = raised(seats)
    take_position(seats, COO, number, 1, True, "", FIGURES)
    take_position(seats, CFO, number, 1, True, "from the pool", FIGURES)
    found = matter(seats)
    assert (found.state, found.verdict, found.decided_by) == (
        MatterState.DECIDED, "yes, if agency hours fall", (Seat.CFO, Seat.COO)
    )  # fmt: skip
    assert (found.expected, found.by, found.raised_from) == (D(95_000), DUE, Seat.COO)
    assert seats.check() == []


def test_the_ceo_settles_what_the_two_see_differently(seats: Store):
    raised(seats)
    differ(seats)
    send_to_ceo(seats, CFO, 1, 2, date(2026, 4, 14), "Two, or one?")
    assert (matter(seats).state, matter(seats).clock) == (MatterState.FOR_CEO, date(2026, 4, 14))
    settle(seats, CEO, 1, 3, Verdict.TERMS, "The pool pays the other", FIGURES, "One now.", Stated("97k", DUE, "20k"))
    assert (matter(seats).verdict, matter(seats).why, matter(seats).decided_by) == (
        "on other terms: One now", "The pool pays the other", (Seat.CEO,)
    )  # fmt: skip
    assert (matter(seats).answer, matter(seats).settled) == (
        Verdict.TERMS, Prediction(D(97_000), DUE, Cost(D(20_000)))
    )  # fmt: skip
    assert seats.check() == []


@pytest.mark.parametrize(
    ("answer", "words", "settled"),
    [
        (Verdict.YES, "yes, if agency hours fall", Prediction(D(95_000), DUE, Cost(D(40_000), is_monthly=True))),
        (Verdict.TERMS, "on other terms: one", Prediction(D(95_000), DUE, Cost(D(40_000), is_monthly=True))),
        (Verdict.NO, "no", NOTHING),
    ],
    ids=["a yes is one to what the terms predict", "other terms keep what stands in the boxes", "a no keeps nothing"],
)
def test_the_ceo_says_yes_no_or_other_terms(seats: Store, answer: Verdict, words: str, settled: Prediction):
    """With the boxes as they are found, with nothing said of them, and with both of them emptied."""
    told = "one" if answer is Verdict.TERMS else ""
    for number, kept in enumerate((settled, settled, NOTHING), 1):
        raised(seats)
        take_position(seats, CFO, number, 1, False, "too dear", FIGURES)
        send_to_ceo(seats, CFO, number, 2, date(2026, 4, 14))
        boxes = as_typed(seats, WAGES, matter(seats).predicted)
        said = (boxes, None, replace(boxes, expected="", cost=""))[number - 1]
        settle(seats, CEO, number, 3, answer, "It is time", FIGURES, told, said)
        assert (matter(seats).verdict, matter(seats).answer, matter(seats).settled) == (words, answer, kept)
    assert seats.check() == []


def test_what_stands_in_the_boxes_of_the_terms_is_what_is_meant(seats: Store):
    """Only the day moves, only the number, only the cost, and what is emptied is taken off; the log says each."""
    raised(seats)
    later, cost = date(2026, 6, 30), Cost(D(40_000), is_monthly=True)
    assert as_typed(seats, WAGES, matter(seats).predicted) == Stated("95000", DUE, "40000", False, True, DUE)
    for changed, meant in (
        ({"by": later}, Prediction(D(95_000), later, cost)),
        ({"expected": "90k"}, Prediction(D(90_000), later, cost)),
        ({"cost": "5k", "brings": True, "is_monthly": False}, Prediction(D(90_000), later, Cost(D(-5_000)))),
        ({"cost": ""}, Prediction(D(90_000), later)),
        ({"expected": ""}, NOTHING),
    ):
        boxes = as_typed(seats, WAGES, matter(seats).predicted)
        reword_matter(seats, COO, 1, matter(seats).version, "agency ends", "", DUE, FIGURES, replace(boxes, **changed))
        assert matter(seats).predicted == meant
    with pytest.raises(NotNow, match="its terms already"):
        reword_matter(seats, COO, 1, matter(seats).version, "agency ends", "", DUE, FIGURES, Stated())
    for who in (COO, CFO):
        take_position(seats, who, 1, matter(seats).version, True, "", FIGURES)
    assert matter(seats).settled == NOTHING
    assert seats.check() == []


def test_new_terms_without_a_word_of_it_leave_what_was_predicted(seats: Store):
    raised(seats)
    before = matter(seats).predicted
    reword_matter(seats, COO, 1, 1, "agency ends", "", DUE, FIGURES)
    assert matter(seats).predicted == before == Prediction(D(95_000), DUE, Cost(D(40_000), is_monthly=True))


@pytest.mark.parametrize("offered", [DUE, date(2026, 5, 7)], ids=["the day of the terms", "a day nobody chose"])
def test_a_day_that_is_changed_without_a_number_is_refused(seats: Store, offered: date):
    """The control: as it stood in its box the day says nothing."""
    (raised if offered == DUE else lambda store: raise_matter(store, COO, BARE, WAGES, FIGURES))(seats)
    with pytest.raises(UnfitEntry, match="A day without a number predicts nothing"):
        reword_matter(seats, CFO, 1, 1, "x", "", DUE, FIGURES, Stated(by=date(2026, 6, 30), offered=offered))
    reword_matter(seats, CFO, 1, 1, "x", "", DUE, FIGURES, Stated(by=offered, offered=offered))
    assert matter(seats).predicted == NOTHING


@pytest.mark.parametrize(
    ("held", "number", "cost"),
    [
        (Prediction(D("1234567.8901"), DUE, Cost(D("-0.0001"))), "1234567.8901", "0.0001"),
        (Prediction(D("-1200"), DUE, Cost(D(250_000), is_monthly=True)), "-1200", "250000"),
        (Prediction(D(0), DUE), "0", ""),
        (NOTHING, "", ""),
    ],
    ids=["to the last decimal", "below zero", "zero is a number", "nothing"],
)
def test_a_form_that_is_sent_as_it_was_found_says_what_was_said(seats: Store, held: Prediction, number: str, cost: str):
    boxes = as_typed(seats, WAGES, held)
    assert (boxes.expected, boxes.cost, boxes.by) == (number, cost, held.by)
    assert stated_entered(seats, WAGES, boxes, held) == held


def test_decided_is_decided_until_its_numbers_move(seats: Store):
    raised(seats)
    for who in (COO, CFO):
        take_position(seats, who, 1, matter(seats).version, True, "", FIGURES)
    with pytest.raises(NotNow, match="they have not"):
        reopen_matter(seats, CFO, 1, 4, DUE, "second thoughts", FIGURES)
    reopen_matter(seats, CFO, 1, 4, DUE, "wages rose by a fifth", MOVED)
    assert (matter(seats).state, matter(seats).round, matter(seats).figures) == (MatterState.OPEN, 2, MOVED)
    assert seats.check() == []


def test_an_agreement_on_other_numbers_decides_nothing(seats: Store):
    raised(seats)
    take_position(seats, COO, 1, 1, True, "", FIGURES)
    take_position(seats, CFO, 1, 2, True, "", MOVED)
    assert (matter(seats).state, [each.seat for each in matter(seats).positions]) == (MatterState.OPEN, [Seat.CFO])
    take_position(seats, COO, 1, matter(seats).version, True, "", MOVED)
    assert matter(seats).state is MatterState.DECIDED
    assert seats.check() == []


ACTS: dict[str, Callable[[Store, Actor], object]] = {
    "raise": lambda store, who: raise_matter(store, who, HIRE, WAGES, FIGURES),
    "position": lambda store, who: take_position(store, who, 1, 1, True, "", FIGURES),
    "send": lambda store, who: send_to_ceo(store, who, 1, 1, DUE),
    "settle": lambda store, who: settle(store, who, 1, 1, Verdict.YES, "why", FIGURES),
    "reword": lambda store, who: reword_matter(store, who, 1, 1, "x", "", DUE),
    "reopen": lambda store, who: reopen_matter(store, who, 1, 1, DUE, "x", MOVED),
    "withdraw": lambda store, who: withdraw_matter(store, who, 1, 1, "x"),
    "message": lambda store, who: write_message(store, who, "x", 0),
    "tick": lambda store, who: tick(store, who, 0),
}


@pytest.mark.parametrize("number", [1, 9])
@pytest.mark.parametrize("who", [IRA, EVE, WALL, LOCAL, Actor("fay", "local")], ids=lambda who: f"{who.id} {who.role}")
def test_without_a_seat_nobody_writes_or_learns_which_matters_there_are(seats: Store, who: Actor, number: int):
    """One answer whether there is such a matter or not; the control: somebody with a seat is told."""
    if number == 1:
        raised(seats)
    before = (len(seats.audit_rows()), seats.writes())
    for act in ACTS.values():
        with pytest.raises((NoSeat, NobodyChosen)) as refused:
            act(seats, who)
        assert "atter" not in str(refused.value)
    assert (len(seats.audit_rows()), seats.writes()) == before
    if number == 9:
        with pytest.raises(NoSuchMatter):
            differ(seats)


def test_while_nobody_has_a_seat_nobody_writes(desk: Store):
    for act in ACTS.values():
        with pytest.raises(NoSeat):
            act(desk, LOCAL)


def test_what_somebody_else_said_meanwhile_is_shown_and_stays(seats: Store):
    """Two positions don't go against each other; everything else does."""
    raised(seats)
    take_position(seats, COO, 1, 1, True, "", FIGURES)
    differ(seats, version=1)
    send_to_ceo(seats, CFO, 1, 3, DUE)
    with pytest.raises(Conflict) as refused:
        take_position(seats, COO, 1, 3, False, "one is enough", FIGURES)
    assert (refused.value.yours, refused.value.theirs) == (
        "sees it differently: one is enough", "CFO sent to the CEO: by 1 May 2026"
    )  # fmt: skip
    with pytest.raises(Conflict):
        settle(seats, CEO, 1, 3, Verdict.YES, "why", FIGURES)
    assert matter(seats).version == 4


def test_the_terms_were_changed_while_somebody_agreed(seats: Store):
    """The control: who has read the new terms agrees to them."""
    raised(seats)
    reword_matter(seats, COO, 1, 1, "agency ends", "", DUE, FIGURES)
    with pytest.raises(Conflict, match="agency ends"):
        take_position(seats, CFO, 1, 1, True, "", FIGURES)
    take_position(seats, CFO, 1, 2, True, "", FIGURES)
    assert [each.agrees for each in matter(seats).positions] == [True]


def test_a_second_click_is_the_same_act_and_another_text_under_its_key_is_refused(seats: Store):
    assert {raised(seats, "k") for _ in range(2)} == {1}
    assert {differ(seats, key="d") for _ in range(2)} == {1}
    assert {write_message(seats, COO, "Service first.", 0, "m") for _ in range(2)} == {1}
    assert {tick(seats, COO, 1, True, "t") for _ in range(2)} == {2}
    assert (matter(seats).version, len(seats.sync.spoken())) == (2, 2)
    with pytest.raises(SameKeyOtherInput):
        take_position(seats, CFO, 1, 1, True, "", FIGURES, "d")


def test_a_tick_is_on_the_words_that_were_read(seats: Store):
    first = write_message(seats, COO, "Service first.", 0)
    tick(seats, COO, first)
    tick(seats, CFO, first)
    assert seats.sync.message().is_said
    second = write_message(seats, CFO, "Cash first.", first)
    assert seats.sync.message().ticks == ()
    with pytest.raises(Conflict) as refused:
        tick(seats, COO, first)
    assert (refused.value.yours, refused.value.theirs) == ("Service first.", "Cash first.")
    with pytest.raises(Conflict, match=r"You wrote “Both.”, it now says “Cash first.”"):
        write_message(seats, COO, "Both.", first)
    tick(seats, COO, second)
    tick(seats, COO, second, stands=False)
    assert seats.sync.message().ticks == ()
    assert seats.check() == []


def test_the_ceo_neither_words_nor_ticks_the_message_and_nothing_is_not_ticked(seats: Store):
    with pytest.raises(NoSeat, match="Only the CFO or the COO"):
        write_message(seats, CEO, "x", 0)
    with pytest.raises(NothingToTick):
        tick(seats, CFO, 0)
    with pytest.raises(NothingToTick):
        tick(seats, CFO, write_message(seats, CFO, "  ", 0))


REFUSED: dict[str, tuple[type[Exception], str, Callable[[Store], object]]] = {
    "no title": (UnfitEntry, "matter is empty", lambda d: raise_matter(d, COO, replace(HIRE, title=" "))),
    "a day gone by": (UnfitEntry, "day to decide by",
                      lambda d: raise_matter(d, COO, replace(BARE, decide_by=date.min))),
    "a prediction of nothing": (UnfitEntry, "about no number", lambda d: raise_matter(d, COO, HIRE)),
    "a prediction without a day": (UnfitEntry, "by when",
                                   lambda d: raise_matter(d, COO, replace(HIRE, stated=Stated("9")), WAGES, FIGURES)),
    "about a line nobody has": (UnknownName, "line or measure",
                                lambda d: raise_matter(d, COO, HIRE, replace(WAGES, name="x"), FIGURES)),
    "about a place nobody has": (UnknownName, "entity",
                                 lambda d: raise_matter(d, COO, HIRE, replace(WAGES, entity="x"), FIGURES)),
    "differing without a reason": (UnfitEntry, "reason is empty", lambda d: take_position(d, CFO, 1, 1, False)),
    "signs that cannot be seen": (UnfitEntry, "cannot be seen",
                                  lambda d: take_position(d, CFO, 1, 1, False, "a\u202eb")),
    "too much": (UnfitEntry, "Shorten it", lambda d: write_message(d, CFO, "x" * 1_001, 0)),
    "the CEO's day gone by": (UnfitEntry, "day of the CEO", lambda d: send_to_ceo(d, CFO, 1, 1, date.min)),
    "settled without a reason": (UnfitEntry, "reason is empty",
                                 lambda d: settle(d, CEO, 1, 1, Verdict.NO, "", FIGURES)),
    "other terms that are none": (UnfitEntry, "on other terms is empty",
                                  lambda d: settle(d, CEO, 1, 1, Verdict.TERMS, "why", FIGURES)),
    "settled without an answer": (UnfitEntry, "Say yes, no, or on other terms",
                                  lambda d: settle(d, CEO, 1, 1, None, "No, the cash is not there", FIGURES)),
    "no with terms": (UnfitEntry, "go with “no”", lambda d: settle(d, CEO, 1, 1, Verdict.NO, "why", FIGURES, "half")),

    "no such matter": (NoSuchMatter, "no matter 9", lambda d: take_position(d, CFO, 9, 1, True)),
}  # fmt: skip


def test_what_cannot_be_kept_is_refused_and_nothing_is_written(seats: Store):
    raised(seats)
    before = (len(seats.audit_rows()), seats.writes())
    for kind, told, act in REFUSED.values():
        with pytest.raises(kind, match=told):
            act(seats)
    assert (len(seats.audit_rows()), seats.writes()) == before


def test_what_was_raised_by_mistake_is_withdrawn(seats: Store):
    raised(seats)
    with pytest.raises(NoSeat, match="Only the COO"):
        withdraw_matter(seats, CFO, 1, 1, "not mine")
    withdraw_matter(seats, COO, 1, 1, "raised twice")
    assert matter(seats).state is MatterState.WITHDRAWN
    assert seats.today() == TODAY
