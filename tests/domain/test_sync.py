"""Matters and the message by hand and by law: who decides, on which numbers and terms, and when it is opened again."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal as D

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scorecard.domain.decided import NOTHING, Prediction
from scorecard.domain.errors import NotAllowed
from scorecard.domain.people import Seat
from scorecard.domain.sync import TWO, Matter, MatterEntry, MatterState, Said, matter_after, matters_from
from scorecard.domain.sync_acts import (
    NoSeat,
    NotNow,
    entries_for,
    entry_words,
    never,
    offered,
    public_words,
    verdict_of,
)
from scorecard.domain.sync_message import Message, MessageEntry, Spoken, message_from
from scorecard.domain.work import Figures, Subject

AT, DAY = datetime(2026, 11, 23, 10, tzinfo=UTC), date(2026, 11, 30)
CFO, COO, CEO = Seat
THEN, NOW = Figures(D(510), D(100), D(-410), 1), Figures(D(910), D(100), D(-810), 2)
BLANK = Matter(1, "Hire two", Subject("company", "wages", (), "2026-10"), AT, "jon")


def moved(then: Figures, now: Figures) -> bool:
    return then.fingerprint != now.fingerprint


def said(seat: Seat, kind: Said, text: str = "", reason: str = "", figures: Figures = THEN) -> MatterEntry:
    return MatterEntry(0, 1, AT, seat.value, seat, kind, text, reason, DAY, figures)


def told(matter: Matter, *entries: MatterEntry) -> Matter:
    """The matter after acts, each checked as it is written."""
    for entry in entries:
        for each in entries_for(matter, entry, moved):
            matter = matter_after(matter, each)
    return matter


RAISED = matter_after(BLANK, said(COO, Said.RAISED, "agency hours fall", "the second van"))
AGREE = {seat: said(seat, Said.AGREES) for seat in TWO}
DIFFER = {seat: said(seat, Said.DIFFERS, reason="too dear") for seat in TWO}
SEND, SETTLE = said(CFO, Said.SENT), said(CEO, Said.DECIDED, "one now", "the rest in spring")


def test_both_agree_and_that_decides_it_on_the_terms_as_they_stand():
    first = told(RAISED, AGREE[CFO])
    assert (first.state, first.verdict) == (MatterState.OPEN, "")
    done = told(first, AGREE[COO])
    assert (done.state, done.decided_by, done.decided) == (MatterState.DECIDED, TWO, AT)
    assert public_words(done, done.verdict, done.why) == "Hire two? Yes, if agency hours fall."
    assert verdict_of(replace(done, yes_if="")) == "yes"


def test_one_sees_it_differently_so_the_ceo_settles_it_with_a_reason():
    sent = told(RAISED, AGREE[COO], DIFFER[CFO], SEND)
    assert (sent.state, sent.clock) == (MatterState.FOR_CEO, DAY)
    done = told(sent, SETTLE)
    assert (done.state, done.decided_by, done.clock) == (MatterState.DECIDED, (CEO,), None)
    assert public_words(done, done.verdict, done.why) == "Hire two? One now. Why: the rest in spring."


def test_the_two_may_still_come_together_while_it_is_with_the_ceo():
    done = told(RAISED, DIFFER[CFO], AGREE[COO], SEND, AGREE[CFO])
    assert (done.state, done.decided_by, done.clock) == (MatterState.DECIDED, TWO, None)


def test_agreements_about_different_numbers_decide_nothing():
    """The control: on the same numbers the same two decide it."""
    later = replace(AGREE[COO], figures=NOW)
    apart = told(RAISED, AGREE[CFO], later)
    assert (apart.state, [each.seat for each in apart.positions], apart.figures) == (MatterState.OPEN, [COO], NOW)
    assert told(apart, replace(AGREE[CFO], figures=NOW)).state is MatterState.DECIDED
    assert told(RAISED, AGREE[CFO], AGREE[COO]).state is MatterState.DECIDED


def test_new_terms_take_both_positions_off():
    """The control: without them the second agreement decides it."""
    worded = told(RAISED, AGREE[CFO], said(COO, Said.REWORDED, "agency ends", "the second van"))
    assert (worded.yes_if, worded.positions) == ("agency ends", ())
    assert told(worded, AGREE[COO]).state is MatterState.OPEN
    with pytest.raises(NotNow, match="its terms already"):
        told(worded, said(COO, Said.REWORDED, "agency ends", "the second van"))


def test_an_entry_that_says_nothing_of_a_prediction_leaves_it_and_a_day_alone_takes_it_off():
    held = replace(RAISED, expected=D(9), by=DAY)
    silent = told(held, said(COO, Said.REWORDED, "agency ends", ""))
    assert (silent.expected, silent.by) == (D(9), DAY)
    off = replace(said(COO, Said.REWORDED, "agency ends"), stated=Prediction(by=DAY))
    assert (told(held, off).predicted, entry_words(off)) == (
        NOTHING, "changed the terms: agency ends · by 30 Nov 2026 · nothing expected any more"
    )  # fmt: skip


def test_it_is_opened_again_only_when_its_numbers_moved_and_the_decision_stands_until_then():
    done = told(RAISED, AGREE[CFO], AGREE[COO])
    with pytest.raises(NotNow, match="they have not"):
        told(done, said(CFO, Said.REOPENED, reason="I changed my mind"))
    again = told(done, said(CFO, Said.REOPENED, reason="dearer", figures=NOW))
    assert (again.state, again.round, again.positions, again.verdict) == (MatterState.OPEN, 2, (), done.verdict)
    with pytest.raises(NotNow, match="needs a decision again"):
        told(again, said(COO, Said.WITHDRAWN))


def test_what_is_about_no_number_stays_decided():
    done = told(replace(RAISED, subject=None), AGREE[CFO], AGREE[COO])
    with pytest.raises(NotNow):
        entries_for(done, said(CFO, Said.REOPENED, figures=NOW), moved)


REFUSED = {
    "the CEO takes no position": (NoSeat, RAISED, said(CEO, Said.AGREES)),
    "the CFO settles nothing": (NoSeat, told(RAISED, DIFFER[CFO], SEND), replace(SETTLE, seat=CFO)),
    "the CEO settles only what was sent": (NotNow, told(RAISED, DIFFER[CFO]), SETTLE),
    "where nobody differs nothing is sent": (NotNow, told(RAISED, AGREE[CFO]), SEND),
    "what is sent is not sent again": (NotNow, told(RAISED, DIFFER[CFO], SEND), SEND),
    "what is decided takes no position": (NotNow, told(RAISED, AGREE[CFO], AGREE[COO]), DIFFER[CFO]),
    "what is open is not opened": (NotNow, RAISED, said(CFO, Said.REOPENED, figures=NOW)),
    "only who raised it withdraws it": (NoSeat, RAISED, said(CFO, Said.WITHDRAWN)),
    "nobody says that numbers moved": (NotNow, RAISED, said(CFO, Said.MOVED)),
    "nobody raises it twice": (NotNow, RAISED, said(COO, Said.RAISED)),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_does_not_fit_is_refused(case: str):
    kind, matter, entry = REFUSED[case]
    with pytest.raises(kind):
        entries_for(matter, entry, moved)


def test_without_a_seat_nothing_is_allowed():
    assert issubclass(NoSeat, NotAllowed)
    assert str(NoSeat()).startswith("Only the CFO, the COO or the CEO can do this.")
    assert str(NoSeat((CEO,))).startswith("Only the CEO can do this.")


KINDS = [kind for kind in Said if kind not in (Said.RAISED, Said.MOVED)]
ACTS = st.lists(
    st.builds(
        said, st.sampled_from(list(Seat)), st.sampled_from(KINDS), st.sampled_from(["", "a", "b"]),
        st.sampled_from(["", "why"]), st.sampled_from([THEN, NOW]),
    ), max_size=14,
)  # fmt: skip


def lived(acts: Sequence[MatterEntry]) -> list[tuple[Matter, MatterEntry, tuple[MatterEntry, ...], Matter]]:
    """Every act that was let through: before, what was said, what was written and after."""
    steps, matter = [], RAISED
    for act in acts:
        try:
            written = entries_for(matter, act, moved)
        except (NoSeat, NotNow):
            continue
        after = matter
        for entry in written:
            after = matter_after(after, entry)
        steps.append((matter, act, written, after))
        matter = after
    return steps


@settings(max_examples=120)
@given(ACTS)
def test_whatever_is_said_the_laws_hold(acts: list[MatterEntry]):
    """Nothing is decided but by both about the same numbers and terms, or by the CEO who was asked."""
    for before, act, written, after in lived(acts):
        assert act in written
        assert after.version == before.version + len(written)
        assert act.kind in offered(before, act.seat, act.figures, moved)
        if after.state is MatterState.DECIDED and before.state is not MatterState.DECIDED:
            if after.decided_by == (CEO,):
                assert (before.state, act.seat) == (MatterState.FOR_CEO, CEO)
            else:
                assert [each.seat for each in after.positions] == list(TWO)
                assert {each.figures.fingerprint for each in after.positions} == {after.figures.fingerprint}
                assert all(each.agrees for each in after.positions)
        if before.state is MatterState.DECIDED:
            assert (act.kind, moved(before.figures, act.figures)) == (Said.REOPENED, True)
        assert before.state is not MatterState.WITHDRAWN
        assert (after.clock is not None) == (after.state is MatterState.FOR_CEO)
        assert not before.verdict or after.verdict


@settings(max_examples=60)
@given(ACTS)
def test_the_log_alone_tells_the_matter(acts: list[MatterEntry]):
    """What is kept as rows leads to the very same matter, read entry by entry or all at once."""
    steps = lived(acts)
    log = [entry for _, _, written, _ in steps for entry in written]
    last = steps[-1][3] if steps else RAISED
    assert matters_from([RAISED], log) == (last,)


def words(number: int, text: str = "Service first.") -> MessageEntry:
    return MessageEntry(number, AT, "jon", COO, Spoken.WORDED, text)


def ticked(seat: Seat, wording: int, kind: Spoken = Spoken.TICKED) -> MessageEntry:
    return MessageEntry(99, AT, seat.value, seat, kind, "", wording)


def test_a_message_is_said_when_both_stand_by_its_very_words():
    one = message_from([words(1), ticked(COO, 1)])
    assert (one.ticks, one.is_said) == ((COO,), False)
    both = message_from([words(1), ticked(COO, 1), ticked(CFO, 1)])
    assert (both.text, both.ticks, both.is_said) == ("Service first.", TWO, True)


def test_other_words_take_both_ticks_off_and_a_tick_on_the_old_ones_counts_for_nothing():
    """The control: the same ticks on the new words count."""
    log = [words(1), ticked(COO, 1), ticked(CFO, 1), words(4, "Cash first."), ticked(CFO, 1)]
    assert message_from(log).ticks == ()
    assert message_from([*log, ticked(CFO, 4), ticked(COO, 4)]).is_said


def test_a_tick_can_be_taken_off_and_no_words_are_never_said():
    log = [words(1), ticked(COO, 1), ticked(CFO, 1), ticked(CFO, 1, Spoken.TAKEN_OFF)]
    assert message_from(log).ticks == (COO,)
    assert not message_from([words(1, ""), ticked(COO, 1), ticked(CFO, 1)]).is_said
    assert message_from([]) == Message()


@settings(max_examples=60)
@given(st.lists(st.tuples(st.sampled_from([*Spoken]), st.sampled_from(TWO), st.integers(0, 6)), max_size=10))
def test_the_last_words_are_said_only_with_the_last_tick_of_each_on_them(acts):
    log = [MessageEntry(at, AT, "x", seat, kind, "t" if kind is Spoken.WORDED else "", 0 if kind is Spoken.WORDED
                        else wording) for at, (kind, seat, wording) in enumerate(acts, 1)]  # fmt: skip
    last = max((each.id for each in log if each.kind is Spoken.WORDED), default=0)
    on_it = [each for each in log if each.id > last and each.wording == last]
    stands = {seat: [each.kind for each in on_it if each.seat is seat][-1:] == [Spoken.TICKED] for seat in TWO}
    assert message_from(log).is_said == (last > 0 and all(stands.values()))


def test_what_is_about_no_number_never_moves():
    assert not never(THEN, NOW)
