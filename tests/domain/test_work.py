"""Work on numbers: keys, fingerprints, states, staleness, ageing, what is explained, and what may be entered."""

from dataclasses import FrozenInstanceError, replace
from datetime import date, datetime
from decimal import Decimal as D
from hashlib import sha256

import pytest

from scorecard.domain.catalogue import Materiality
from scorecard.domain.vocabulary import Comparison, Unit, View
from scorecard.domain.work import Cause, Comment, Figures, Item, Said, Subject, WorkState
from scorecard.domain.work_ageing import age_band, by_urgency, days_open, days_overdue, due_next
from scorecard.domain.work_explained import along, explained_so_far, recurrence_words, same_cause
from scorecard.domain.work_states import MOVED as MOVED_SINCE
from scorecard.domain.work_states import (
    NotInThisState,
    NumbersMoved,
    OwnActionVerified,
    agreed,
    explained,
    is_stale,
    met,
    reopened,
    state_now,
    verified,
)

OPENED, DUE, ACTION_DUE = date(2026, 3, 2), date(2026, 3, 20), date(2026, 5, 1)
LINE = Subject("north", "contractors", (("cost_centre", "c7"), ("vendor", "v1")), "2026-02")
FIGURES = Figures(D(510_000), D(100_000), D(-410_000), 3)
MOVED = Figures(D(610_000), D(100_000), D(-510_000), 4)
OPEN, EXPLAINED, AGREED, VERIFIED = WorkState
RULE = Materiality(amount=D(10_000), percent=D("0.05"))


def item(**more: object) -> Item:
    return replace(Item(1, LINE, OPENED, "ann", "fay", "olu", DUE, FIGURES), **more)  # type: ignore[arg-type]


def in_state(state: WorkState) -> Item:
    known = {"cause": Cause.SUPPLY, "whys": ("late",), "action": "call", "action_due": ACTION_DUE, "agreed_by": "fay"}
    closed = {"verified_by": "zoe", "verified": date(2026, 5, 4)} if state is VERIFIED else {}
    return item(state=state, **(known if state is not OPEN else {}), **closed)


class TestKeys:
    def test_the_order_of_a_slice_does_not_matter(self):
        assert replace(LINE, where=LINE.where[::-1]).key == LINE.key

    @pytest.mark.parametrize(
        "other",
        [
            {"entity": "south"},
            {"name": "wages"},
            {"where": ()},
            {"where": (("cost_centre", "c7|vendor:v1"),)},
            {"where": (("cost_centre", "c7"), ("vendor", "v2"))},
            {"period": "2026-03"},
            {"view": View.YEAR_TO_DATE},
            {"compare": Comparison.LAST_YEAR},
            {"compare": Comparison.KNOWN},
            {"compare": Comparison.KNOWN, "known": "r3"},
            {"entity": "north/contractors", "name": ""},
        ],
    )
    def test_other_subjects_have_other_keys(self, other: dict):
        assert replace(LINE, **other).key != LINE.key

    def test_signs_of_the_key_inside_a_value_do_not_make_two_subjects_one(self):
        one = Subject("a", "b", (("vendor", "x|project:y"),))
        two = Subject("a", "b", (("vendor", "x"), ("project", "y")))
        assert one.key != two.key
        assert Subject("a/b", "c").key != Subject("a", "b/c").key

    def test_an_earlier_state_is_named_in_the_key_and_is_its_own_subject(self):
        held = [replace(LINE, compare=Comparison.KNOWN, known=known) for known in ("r3", "r4", "2026-02-01")]
        assert [each.held for each in (LINE, *held)] == ["plan", "known:r3", "known:r4", "known:2026-02-01"]
        assert len({each.key for each in (LINE, *held)}) == 4
        assert {each.steady for each in held} == {LINE.steady}
        assert held[0].key == f"{LINE.steady}/2026-02/period/known%3Ar3"

    def test_signs_of_the_key_are_written_as_their_numbers_wherever_they_stand(self):
        """Kept in books, so that it must not change with the code."""
        odd = Subject("a/b", "c/d", (("e/f", "g/h"),), "i/j", compare=Comparison.KNOWN, known="k/l")
        assert odd.key == "a%2Fb/c%2Fd/e%2Ff:g%2Fh/i%2Fj/period/known%3Ak%2Fl"

    def test_the_steady_key_leaves_out_when_and_against_what(self):
        later = replace(LINE, period="2026-09", view=View.ROLLING, compare=Comparison.OUTLOOK)
        assert later.steady == LINE.steady == "north/contractors/cost_centre:c7|vendor:v1"
        assert later.key == "north/contractors/cost_centre:c7|vendor:v1/2026-09/r12/outlook"
        assert replace(LINE, entity="south").steady != LINE.steady


class TestFingerprints:
    def test_it_is_the_hash_of_the_three_numbers_in_plain_digits(self):
        """Kept in books and trails, so that it must not change with the code."""
        assert FIGURES.fingerprint == sha256(b"510000|100000|-410000").hexdigest()
        assert Figures(D("0.00"), None, D("-1.50")).fingerprint == sha256(b"0||-1.5").hexdigest()
        assert Figures(D("100"), D("1E+2"), D("0.010")).fingerprint == sha256(b"100|100|0.01").hexdigest()

    def test_it_is_of_the_numbers_and_not_of_their_zeros(self):
        assert FIGURES.fingerprint == Figures(D("510000.00"), D("1.0E+5"), D("-410000.0"), 9).fingerprint
        assert Figures(D("-0.00"), D(0), D("0.0")).fingerprint == Figures(D(0), D(0), D(0)).fingerprint
        assert Figures(D(100), None, None).fingerprint != Figures(D(1), None, None).fingerprint

    def test_long_numbers_keep_every_digit(self):
        third = D(1) / D(3)
        longer = D("12345678901234567890123456789012.5")
        assert Figures(third, None, None).fingerprint != Figures(third + D("1e-28"), None, None).fingerprint
        assert Figures(longer, None, None).fingerprint != Figures(longer + 1, None, None).fingerprint

    @pytest.mark.parametrize("name", ["actual", "reference", "impact"])
    def test_one_tick_or_a_missing_number_is_another_fingerprint(self, name: str):
        near = replace(FIGURES, **{name: getattr(FIGURES, name) + D("0.0001")})
        assert len({f.fingerprint for f in (FIGURES, near, replace(FIGURES, **{name: None}))}) == 3

    def test_missing_is_not_zero_and_sides_are_not_exchanged(self):
        zero, none = Figures(D(0), D(1), D(0)), Figures(None, D(1), D(0))
        assert len({f.fingerprint for f in (zero, none, Figures(D(1), D(0), D(0)))}) == 3


ALLOWED = {
    "explain": {OPEN: EXPLAINED, EXPLAINED: EXPLAINED, AGREED: EXPLAINED},
    "agree": {EXPLAINED: AGREED, AGREED: AGREED},
    "verify": {AGREED: VERIFIED},
    "reopen": {EXPLAINED: OPEN, AGREED: OPEN, VERIFIED: OPEN},
}
ACTS = {
    "explain": lambda found: explained(found, Cause.PRICE, ("dearer", "index"), MOVED),
    "agree": lambda found: agreed(found, "olu", "buy elsewhere", date(2026, 6, 1)),
    "verify": lambda found: verified(found, "zoe", date(2026, 5, 9)),
    "reopen": lambda found: reopened(found, MOVED),
}


class TestStates:
    @pytest.mark.parametrize("state", WorkState)
    @pytest.mark.parametrize("act", ALLOWED)
    def test_an_act_leads_on_from_these_states_only(self, act: str, state: WorkState):
        if state in ALLOWED[act]:
            assert ACTS[act](in_state(state)).state is ALLOWED[act][state]
        else:
            with pytest.raises(NotInThisState, match=f"it is {state.value}"):
                ACTS[act](in_state(state))

    @pytest.mark.parametrize(
        ("act", "state", "sentence"),
        [
            ("explain", VERIFIED, "You cannot explain this item: it is verified. Re-open it first."),
            ("agree", OPEN, "You cannot agree an action on this item: it is open. Say first what was behind it."),
            ("agree", VERIFIED, "You cannot agree an action on this item: it is verified. Re-open it first."),
            ("verify", OPEN,
             "You cannot verify this item: it is open. First say what was behind it and agree an action."),
            ("verify", EXPLAINED, "You cannot verify this item: it is explained. Agree an action first."),
            ("verify", VERIFIED, "You cannot verify this item: it is verified."),
            ("reopen", OPEN, "You cannot re-open this item: it is open."),
        ],
    )  # fmt: skip
    def test_a_refusal_says_what_to_do_first(self, act: str, state: WorkState, sentence: str):
        with pytest.raises(NotInThisState) as refused:
            ACTS[act](in_state(state))
        assert str(refused.value) == sentence

    def test_an_explanation_is_about_the_numbers_of_its_day(self):
        found = explained(item(), Cause.PRICE, ("dearer",), MOVED)
        assert (found.cause, found.whys, found.figures) == (Cause.PRICE, ("dearer",), MOVED)

    def test_an_action_keeps_who_agreed_it_and_until_when(self):
        found = agreed(in_state(EXPLAINED), "olu", "buy elsewhere", date(2026, 6, 1))
        assert (found.action, found.action_due, found.agreed_by) == ("buy elsewhere", date(2026, 6, 1), "olu")
        assert found.figures == FIGURES

    def test_nobody_verifies_their_own_action(self):
        with pytest.raises(OwnActionVerified) as refused:
            verified(in_state(AGREED), "fay", date(2026, 5, 9))
        assert str(refused.value) == "You agreed this action yourself. Let somebody else look whether it worked."
        found = verified(in_state(AGREED), "zoe", date(2026, 5, 9))
        assert (found.verified_by, found.verified) == ("zoe", date(2026, 5, 9))

    def test_re_opening_keeps_date_cause_and_action_and_takes_the_new_numbers(self):
        before = in_state(VERIFIED)
        found = reopened(before, MOVED)
        assert (found.opened, found.cause, found.action, found.due) == (OPENED, Cause.SUPPLY, "call", DUE)
        assert (found.figures, found.verified_by, found.verified) == (MOVED, "", None)

    @pytest.mark.parametrize("state", WorkState)
    def test_what_was_said_about_numbers_that_moved_counts_as_open(self, state: WorkState):
        assert state_now(in_state(state), stale=True) is OPEN
        assert state_now(in_state(state), stale=False) is state

    @pytest.mark.parametrize("state", [EXPLAINED, AGREED, VERIFIED])
    def test_the_next_act_finds_a_moved_item_open_on_the_new_numbers(self, state: WorkState):
        before = in_state(state)
        assert met(before, True, MOVED) == reopened(before, MOVED)
        assert met(before, False, MOVED) is before
        assert met(in_state(state), False, MOVED) == in_state(state)

    def test_numbers_that_moved_are_told_in_a_sentence(self):
        assert MOVED_SINCE == "The numbers have moved since."
        assert str(NumbersMoved()) == (
            "The numbers have moved since this was explained, so it is open again. Say first what is behind them now."
        )

    def test_an_open_item_stays_about_the_numbers_it_was_opened_on(self):
        assert met(item(), True, MOVED) == item()


class TestStale:
    """Rule: 10,000 and 5 % of what it was, or 50,000, or a number came or went."""

    @pytest.mark.parametrize(
        ("then", "now", "stale"),
        [
            ((100_000, 90_000, -10_000), (100_000, 90_000, -10_000), False),
            ((100_000, 90_000, -10_000), (109_999, 90_000, -19_999), False),
            ((100_000, 90_000, -10_000), (110_000, 90_000, -20_000), True),
            ((1_000_000, 500_000, -500_000), (1_010_000, 500_000, -510_000), False),
            ((1_000_000, 800_000, -200_000), (1_010_000, 800_000, -210_000), True),
            ((1_000_000, 800_000, -200_000), (1_009_999, 800_000, -209_999), False),
            ((9_000_000, 5_000_000, -4_000_000), (9_049_999, 5_000_000, -4_049_999), False),
            ((9_000_000, 5_000_000, -4_000_000), (9_050_000, 5_000_000, -4_050_000), True),
            ((9_000_000, 5_000_000, -4_000_000), (8_950_000, 5_000_000, -3_950_000), True),
            ((100_000, 90_000, -10_000), (150_000, 140_000, -10_000), True),
            ((100_000, 100_000, 0), (110_000, 100_000, -10_000), True),
            ((100_000, 100_000, 0), (100_000, 109_999, 9_999), False),
            ((100_000, None, None), (100_000, 90_000, -10_000), True),
            ((None, 90_000, None), (100_000, 90_000, -10_000), True),
            ((100_000, 90_000, -10_000), (100_000, 90_000, None), True),
            ((None, None, None), (None, None, None), False),
            ((100_000, 90_000, None), (100_001, 90_000, None), False),
            ((100_000, 90_000, None), (120_000, 90_000, None), True),
        ],
    )
    def test_numbers_that_moved_materially_make_it_stale(self, then: tuple, now: tuple, stale: bool):
        sides = [
            Figures(*(None if n is None else D(n) for n in side), revision=r) for r, side in enumerate((then, now))
        ]
        assert is_stale(sides[0], sides[1], RULE) is stale

    def test_another_revision_with_the_same_numbers_is_not_stale(self):
        assert not is_stale(FIGURES, replace(FIGURES, revision=99), Materiality(amount=D(0)))

    def test_numbers_that_stand_still_are_not_stale_even_where_every_percentage_counts(self):
        """Neither side known: no limit can be taken from them, and nothing is 0 % of 5."""
        alone, rule = Figures(None, None, D(5)), Materiality(amount=None, percent=D(0))
        assert not is_stale(alone, replace(alone, revision=2), rule)
        assert is_stale(alone, replace(alone, impact=D("5.01")), rule)
        assert is_stale(alone, replace(alone, impact=D("4.99")), rule)

    def test_a_percentage_is_of_what_it_was_above_and_below_zero(self):
        """Moved by 12,000: 5 % of 240,000, less of 240,001, whichever way and on whichever side of zero."""
        for way in (1, -1):
            for whole, stale in ((240_000, True), (240_001, False)):
                then = Figures(None, None, D(whole * way))
                for step in (12_000, -12_000):
                    moved = replace(then, impact=then.impact + step)
                    assert is_stale(then, moved, RULE) is stale

    def test_points_of_a_percentage_move_by_one_point(self):
        then, rule = Figures(D("0.420"), D("0.450"), D("-0.030")), Materiality()
        near, far = Figures(D("0.411"), D("0.450"), D("-0.039")), Figures(D("0.410"), D("0.450"), D("-0.040"))
        assert (is_stale(then, near, rule, Unit.PERCENT), is_stale(then, far, rule, Unit.PERCENT)) == (False, True)

    def test_ratios_move_by_points_and_never_by_a_percentage_of_a_percentage(self):
        """From 96.0 to 94.9 % is more than a point, though little more than a hundredth of what it was."""
        then, now = Figures(D("0.960"), None, None), Figures(D("0.949"), None, None)
        assert is_stale(then, now, Materiality(), Unit.PERCENT)
        then, now = Figures(D("96.0"), None, None), Figures(D("94.9"), None, None)
        assert is_stale(then, now, Materiality(), Unit.POINTS)
        assert not is_stale(then, now, Materiality(), Unit.COUNT)

    def test_without_an_amount_the_share_is_of_the_larger_side(self):
        """One per cent of 200,000 is 2,000."""
        then, now = Figures(D(150_000), D(-200_000), D(10_000)), Figures(D(150_000), D(-200_000), D(12_000))
        less = Figures(D(150_000), D(-200_000), D("11_999.9999"))
        rule = Materiality(amount=None, share=D("0.01"))
        assert (is_stale(then, less, rule), is_stale(then, now, rule)) == (False, True)
        small = Figures(D(500), D(400), D(-100))
        assert is_stale(small, replace(small, impact=D(-106)), Materiality(amount=None), Unit.COUNT)
        assert not is_stale(small, replace(small, impact=D(-104)), Materiality(amount=None), Unit.COUNT)


class TestAgeing:
    @pytest.mark.parametrize(
        ("days", "words"),
        [
            (0, "0 to 30 days"), (30, "0 to 30 days"), (31, "31 to 60 days"), (60, "31 to 60 days"),
            (61, "61 to 90 days"), (90, "61 to 90 days"), (91, "over 90 days"), (4_000, "over 90 days"),
        ],
    )  # fmt: skip
    def test_ages_fall_into_four_bands(self, days: int, words: str):
        assert age_band(days) == words

    def test_age_counts_from_the_original_date_and_stops_when_verified(self):
        assert days_open(item(), OPEN, date(2026, 4, 1)) == 30
        assert days_open(item(), OPEN, OPENED) == 0
        assert days_open(item(), OPEN, date(2026, 3, 1)) == 0
        assert days_open(in_state(VERIFIED), VERIFIED, date(2027, 1, 1)) == 63
        assert days_open(reopened(in_state(VERIFIED), MOVED), OPEN, date(2026, 6, 10)) == 100
        later = replace(in_state(AGREED), due=date(2026, 12, 1), version=9)
        assert days_open(later, AGREED, date(2026, 6, 10)) == 100

    @pytest.mark.parametrize(("state", "due"), [(OPEN, DUE), (EXPLAINED, DUE), (AGREED, ACTION_DUE), (VERIFIED, None)])
    def test_what_is_awaited_next(self, state: WorkState, due: date | None):
        assert due_next(in_state(state), state) == due

    def test_overdue_begins_the_day_after(self):
        assert [days_overdue(item(), OPEN, date(2026, 3, day)) for day in (19, 20, 21, 31)] == [0, 0, 1, 11]
        assert days_overdue(in_state(VERIFIED), VERIFIED, date(2027, 1, 1)) == 0

    def test_verified_about_numbers_that_moved_it_is_as_old_and_as_due_as_an_open_one(self):
        done, today = in_state(VERIFIED), date(2026, 6, 10)
        now = state_now(done, stale=True)
        assert (days_open(done, now, today), due_next(done, now), days_overdue(done, now, today)) == (100, DUE, 82)
        assert by_urgency(done, now, today) < by_urgency(done, VERIFIED, today)

    def test_an_agreed_action_about_numbers_that_moved_awaits_an_explanation(self):
        agreed_once = in_state(AGREED)
        assert due_next(agreed_once, state_now(agreed_once, stale=True)) == DUE

    def test_overdue_comes_first_then_the_nearest_day_then_the_oldest(self):
        today = date(2026, 4, 1)
        late, later = item(id=5, due=date(2026, 3, 10)), item(id=4, due=date(2026, 3, 31))
        soon, old = item(id=3, due=today), item(id=2, due=date(2026, 4, 9), opened=date(2026, 1, 1))
        young, twin = item(id=1, due=date(2026, 4, 9)), item(id=9, due=date(2026, 4, 9))
        done = replace(in_state(VERIFIED), id=0)
        want = [late, later, soon, old, young, twin, done]
        assert sorted([done, twin, young, *want[:4]], key=lambda each: by_urgency(each, each.state, today)) == want


class TestExplainedSoFar:
    @pytest.mark.parametrize(
        ("impact", "amounts", "share", "rest", "words"),
        [
            (-410_000, [-205_000, None], "0.5", -205_000, "50 % explained"),
            (-410_000, [], "0", -410_000, "nothing explained yet"),
            (-410_000, [None], "0", -410_000, "nothing explained yet"),
            (-400_000, [-300_000, 100_000], "0.5", -200_000, "50 % explained"),
            (-400_000, [-300_000, 300_000], "0", -400_000, "nothing explained yet"),
            (-400_000, [100_000], "-0.25", -500_000, "the amounts so far point the other way"),
            (-400_000, [-400_000], "1", 0, "all explained"),
            (-400_000, [-500_000], "1.25", 100_000, "all explained, and 25 % more than there is"),
            (-400_000, [-800_000], "2", 400_000, "all explained, and 100 % more than there is"),
            (-400_000, [-402_000], "1.005", 2_000, "all explained, and 1 % more than there is"),
            (-400_000, [-401_000], "1.0025", 1_000, "all explained"),
            (-400_000, [-399_000], "0.9975", -1_000, "99 % explained"),
            (-400_000, [-1_999], "0.0049975", -398_001, "less than 1 % explained"),
            (-400_000, [-2_000], "0.005", -398_000, "1 % explained"),
            (200_000, [50_000, 49_000], "0.495", 101_000, "50 % explained"),
        ],
    )
    def test_shares_are_not_capped_and_words_are(self, impact: int, amounts: list, share: str, rest: int, words: str):
        found = explained_so_far(D(impact), [None if each is None else D(each) for each in amounts])
        assert (found.share, found.rest, found.words) == (D(share), D(rest), words)
        assert found.amount + found.rest == impact

    @pytest.mark.parametrize(
        ("impact", "entered", "kept"),
        [(-410_000, 50, -50), (-410_000, -50, 50), (410_000, 50, 50), (0, 50, 50), ("0.5", 50, 50), (None, 50, 50)],
        ids=["a part of a loss", "what runs against it", "a part of a gain", "no difference", "a gain below one",
             "not reported"],
    )  # fmt: skip
    def test_a_part_is_entered_along_the_difference_and_kept_as_the_impact_is_signed(self, impact, entered, kept):
        assert along(None if impact is None else D(impact), D(entered)) == kept

    def test_a_comment_without_an_amount_keeps_none(self):
        assert (along(D(-5), None), along(D(5), None), along(None, None)) == (None, None, None)

    def test_without_a_difference_there_is_no_share(self):
        none, zero = explained_so_far(None, [D(5)]), explained_so_far(D(0), [D(5)])
        assert (none.amount, none.rest, none.share) == (D(5), None, None)
        assert (zero.amount, zero.rest, zero.share) == (D(5), D(-5), None)
        assert none.words == "there is no difference in money to explain"
        assert zero.words == "there is no difference to explain"


class TestRecurrence:
    MARCH = item(id=1, cause=Cause.SUPPLY, subject=replace(LINE, period="2026-03"))
    MAY = item(id=2, cause=Cause.SUPPLY, subject=replace(LINE, period="2026-05", view=View.YEAR_TO_DATE))
    OTHERS = (
        item(id=3, cause=Cause.PRICE),
        item(id=4, cause=Cause.SUPPLY, subject=replace(LINE, name="wages")),
        item(id=5),
        item(id=7, cause=Cause.SUPPLY),
    )

    def test_earlier_items_with_the_same_line_and_cause_newest_first(self):
        every = (self.MARCH, *self.OTHERS, self.MAY)
        assert same_cause(LINE, Cause.SUPPLY, every, 7) == (self.MAY, self.MARCH)
        assert same_cause(LINE, Cause.SUPPLY, every, 2) == (self.MARCH,)
        assert same_cause(LINE, Cause.SUPPLY, every, 1) == ()
        assert same_cause(LINE, None, (self.OTHERS[2],), 9) == ()

    def test_it_is_told_with_the_month(self):
        label = {"2026-03": "March 2026", "2026-05": "May 2026"}.__getitem__
        assert recurrence_words((), label) == ""
        assert recurrence_words((self.MARCH,), label) == "same cause, March 2026"
        assert recurrence_words((self.MAY, self.MARCH), label) == "same cause, May 2026 and 1 more"


def test_there_is_no_kind_of_cause_for_people():
    assert {str(each) for each in Cause} == {"process", "data", "demand", "supply", "price", "policy", "one-off"}


def test_words_kept_in_the_book_do_not_change():
    assert [str(each) for each in WorkState] == ["open", "explained", "action agreed", "verified"]
    assert [str(each) for each in Said] == [
        "opened", "comment", "explained", "action agreed", "verified", "re-opened", "handed over"
    ]  # fmt: skip


def test_a_new_item_is_open_and_has_nothing_yet():
    new = item()
    assert (new.state, new.cause, new.whys, new.action, new.action_due) == (OPEN, None, (), "", None)
    assert (new.agreed_by, new.verified_by, new.verified, new.version) == ("", "", None, 1)
    assert Figures(None, None, None).revision == 0
    assert Subject("a", "b") == Subject("a", "b", (), "", View.PERIOD, Comparison.PLAN, "")


@pytest.mark.parametrize(
    "value", [LINE, FIGURES, item(), Comment(1, 1, datetime(2026, 1, 1), "a", Said.COMMENT, "", None, FIGURES)]
)
def test_values_cannot_be_changed_by_those_who_hold_them(value):
    with pytest.raises(FrozenInstanceError):
        setattr(value, next(iter(value.__slots__)), 7)


def test_an_item_names_its_two_owners_finance_first():
    assert item().owners == ("fay", "olu")
