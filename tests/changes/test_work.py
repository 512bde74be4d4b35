"""Acts upon numbers: who may, what is refused, what the trail keeps, and what happens when numbers move."""

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal as D
from pathlib import Path

import pytest

from scorecard.changes.assign import assign, hand_over
from scorecard.changes.comment import comment
from scorecard.changes.progress import agree_action, reopen, verify
from scorecard.changes.root_cause import explain
from scorecard.domain.access import LOCAL, MATRIX, Actor, NobodyChosen, may
from scorecard.domain.catalogue import Measure, Reading
from scorecard.domain.errors import Conflict, NotAllowed, NothingPublished, ScorecardError, UnknownName
from scorecard.domain.people import NotAPair
from scorecard.domain.vocabulary import Kind, Perspective, Polarity, Unit
from scorecard.domain.work import Cause, Figures, Said, WorkState
from scorecard.domain.work_entries import UnfitEntry
from scorecard.domain.work_states import NotInThisState, NumbersMoved, OwnActionVerified
from scorecard.store.refusals import AlreadyAssigned, NoSuchItem
from scorecard.store.store import Store
from tests.store.desk import FIGURES, LINE, MOVED, TODAY, staffed
from tests.store.workspace import catalogue, load, parse, row

pytestmark = pytest.mark.slow

FAY, OLU = Actor("fay", "finance"), Actor("olu", "operations")
ZOE, BOSS = Actor("zoe", "approver"), Actor("boss", "admin")
DUE = date(2026, 5, 1)
NEAR = replace(FIGURES, impact=D(-411_000), revision=2)
"""A movement too small to matter: a thousand on 410,000."""


@pytest.fixture
def item(desk: Store) -> int:
    return assign(desk, FAY, LINE, FIGURES, "fay", "olu", DUE, "please look")


def explained(desk: Store, item: int) -> int:
    return explain(desk, OLU, item, 1, "supply", ["late parts", "one supplier"], FIGURES)


def agreed(desk: Store, item: int) -> int:
    explained(desk, item)
    return agree_action(desk, FAY, item, 2, "a second supplier", date(2026, 6, 1), FIGURES)


def closed(desk: Store, item: int) -> int:
    agreed(desk, item)
    return verify(desk, ZOE, item, 3, FIGURES)


def kinds(desk: Store, item: int) -> list[Said]:
    return [entry.kind for entry in desk.work.comments(item)]


def test_from_a_number_to_a_verified_action(desk: Store, item: int):
    comment(desk, OLU, item, "half of it is late parts", FIGURES, "-205,000.00")
    assert closed(desk, item) == item
    found = desk.work.item(item)
    assert (found.state, found.cause, found.whys) == (
        WorkState.VERIFIED, Cause.SUPPLY, ("late parts", "one supplier")
    )  # fmt: skip
    assert (found.action, found.action_due, found.agreed_by) == ("a second supplier", date(2026, 6, 1), "fay")
    assert (found.verified_by, found.verified, found.opened, found.opened_by) == ("zoe", TODAY, TODAY, "fay")
    assert found.subject == LINE
    told = [(entry.who, entry.kind, entry.text, entry.amount) for entry in desk.work.comments(item)]
    assert told == [
        ("fay", Said.OPENED, "please look", None),
        ("olu", Said.COMMENT, "half of it is late parts", D(-205_000)),
        ("olu", Said.EXPLAINED, "supply\nlate parts\none supplier", None),
        ("fay", Said.AGREED, "a second supplier\nUntil 1 Jun 2026", None),
        ("zoe", Said.VERIFIED, "", None),
    ]
    assert {entry.figures for entry in desk.work.comments(item)} == {FIGURES}


ACTS: dict[str, tuple[str, Callable[[Store, int], object], Callable[[Store, Actor, int, str], object]]] = {
    "assign": ("assign work", lambda d, i: i,
               lambda d, who, i, key: assign(d, who, replace(LINE, name="rent"), FIGURES, "fay", "olu", DUE, key=key)),
    "hand_over": ("assign work", lambda d, i: i,
                  lambda d, who, i, key: hand_over(d, who, i, 1, "zoe", "ira", DUE, FIGURES, key)),
    "comment": ("comment", lambda d, i: i, lambda d, who, i, key: comment(d, who, i, "late", FIGURES, D(-1), key)),
    "explain": ("explain a difference", lambda d, i: i,
                lambda d, who, i, key: explain(d, who, i, 1, "data", ["typo"], FIGURES, key)),
    "agree": ("agree an action", explained,
              lambda d, who, i, key: agree_action(d, who, i, 2, "check", DUE, FIGURES, key)),
    "verify": ("verify an action", agreed, lambda d, who, i, key: verify(d, who, i, 3, FIGURES, "works", key)),
    "reopen": ("re-open an item", closed, lambda d, who, i, key: reopen(d, who, i, 4, "it came back", FIGURES, key)),
}  # fmt: skip


@pytest.mark.parametrize("act", ACTS)
def test_who_may_and_each_act_leaves_one_row_and_counts_once(desk: Store, item: int, act: str):
    right, before, do = ACTS[act]
    before(desk, item)

    def traces() -> tuple[int, int, int]:
        return len(desk.audit_rows()), desk.writes(), len(desk.work.comments())

    rows, writes, said = traces()
    for role in MATRIX:
        if not may(Actor("kim", role), right):
            with pytest.raises(NotAllowed, match=f"right to {right}"):
                do(desk, Actor("kim", role), item, "k1")
    assert traces() == (rows, writes, said)
    kim = Actor("kim", next(role for role in MATRIX if may(Actor("kim", role), right)))
    assert len({do(desk, kim, item, "k1") for _ in range(2)}) == 1
    assert traces() == (rows + 1, writes + 1, said + 1)
    assert (desk.audit_rows()[-1].who, desk.work.comments()[-1].who) == ("kim", "kim")
    assert desk.check() == []


def test_the_trail_tells_act_and_item_and_binds_text_and_numbers_without_repeating_them(desk: Store, item: int):
    comment(desk, OLU, item, "a private word", FIGURES, "-1.5")
    closed(desk, item)
    told = [(found.who, found.action, found.object) for found in desk.audit_rows()[-5:]]
    assert told == [
        ("fay", "work.opened", "work on company/wages/cost_centre:c1|vendor:v%7C1/2026-01/period/plan"),
        ("olu", "work.comment", "item 1"), ("olu", "work.explained", "item 1"),
        ("fay", "work.agreed", "item 1"), ("zoe", "work.verified", "item 1"),
    ]  # fmt: skip
    body = desk.audit_rows()[-4].body
    assert "private" not in body
    assert hashlib.sha256(b"a private word").hexdigest() in body
    assert FIGURES.fingerprint in body
    assert '"amount": "-1.5000"' in body
    assert '"cause": "supply"' in desk.audit_rows()[-3].body


class TestWhenNumbersMove:
    @pytest.mark.parametrize("before", [explained, agreed, closed])
    def test_the_next_comment_re_opens_the_item_about_the_new_numbers(self, desk: Store, item: int, before: Callable):
        before(desk, item)
        comment(desk, OLU, item, "it moved", MOVED)
        found = desk.work.item(item)
        assert (found.state, found.figures, found.opened, found.verified) == (WorkState.OPEN, MOVED, TODAY, None)
        assert kinds(desk, item)[-2:] == [Said.REOPENED, Said.COMMENT]
        assert [entry.figures for entry in desk.work.comments(item)][-2:] == [MOVED, MOVED]
        assert desk.work.comments(item)[-2].text == "The numbers have moved since."

    def test_a_movement_too_small_to_matter_re_opens_nothing(self, desk: Store, item: int):
        closed(desk, item)
        comment(desk, OLU, item, "rounding", NEAR)
        assert desk.work.item(item).state is WorkState.VERIFIED
        assert desk.work.item(item).figures == FIGURES
        assert desk.work.comments(item)[-1].figures == NEAR

    def test_small_movements_add_up_from_the_numbers_that_were_explained(self, desk: Store, item: int):
        """Twice 15,000 is not material by itself (5 % of 410,000 is 20,500); together it is."""
        steps = [replace(FIGURES, impact=D(-410_000 - 15_000 * step)) for step in (1, 2)]
        explained(desk, item)
        comment(desk, OLU, item, "once", steps[0])
        assert desk.work.item(item).state is WorkState.EXPLAINED
        comment(desk, OLU, item, "twice", steps[1])
        assert desk.work.item(item).state is WorkState.OPEN

    @pytest.mark.parametrize(
        "act",
        [
            lambda d, i: agree_action(d, FAY, i, 3, "check", DUE, MOVED),
            lambda d, i: verify(d, ZOE, i, 3, MOVED),
        ],
    )
    def test_what_rests_on_the_old_numbers_is_refused_and_nothing_is_written(self, desk: Store, item: int, act):
        agreed(desk, item)
        before = (desk.work.items(), desk.work.comments(), desk.audit_rows())
        with pytest.raises(NumbersMoved, match="moved since this was explained, so it is open again"):
            act(desk, item)
        assert (desk.work.items(), desk.work.comments(), desk.audit_rows()) == before

    def test_a_new_explanation_is_about_the_new_numbers(self, desk: Store, item: int):
        agreed(desk, item)
        explain(desk, OLU, item, 3, "price", ["dearer"], MOVED)
        found = desk.work.item(item)
        assert (found.state, found.cause, found.figures) == (WorkState.EXPLAINED, Cause.PRICE, MOVED)
        assert kinds(desk, item)[-2:] == [Said.REOPENED, Said.EXPLAINED]
        agree_action(desk, FAY, item, found.version, "ask for a discount", DUE, MOVED)
        assert desk.work.item(item).state is WorkState.AGREED

    def test_opened_by_hand_it_is_said_why_and_only_once(self, desk: Store, item: int):
        closed(desk, item)
        reopen(desk, FAY, item, 4, "it came back", MOVED)
        assert desk.work.item(item).figures == MOVED
        assert kinds(desk, item)[-1] is Said.REOPENED
        assert kinds(desk, item).count(Said.REOPENED) == 1
        with pytest.raises(NotInThisState, match="it is open"):
            reopen(desk, FAY, item, 5, "again", MOVED)


class TestRefusals:
    def test_nobody_verifies_their_own_action(self, desk: Store, item: int):
        agreed(desk, item)
        with pytest.raises(OwnActionVerified):
            verify(desk, FAY, item, 3, FIGURES)
        assert desk.work.item(item).state is WorkState.AGREED

    @pytest.mark.parametrize(
        ("more", "fault"),
        [
            ({"entity": "mars"}, UnknownName), ({"name": "mars"}, UnknownName), ({"period": "2026-13"}, UnknownName),
            ({"where": (("planet", "mars"),)}, UnknownName), ({"where": (("period", "2026-01"),)}, UnknownName),
            ({"where": (("entity", "mars"),)}, UnknownName), ({"where": (("vendor", "a\x00"),)}, UnfitEntry),
            ({"where": (("vendor", "x" * 201),)}, UnfitEntry),
            ({"where": (("vendor", "a"), ("vendor", "b"))}, UnfitEntry),
        ],
    )  # fmt: skip
    def test_a_subject_names_what_exists(self, desk: Store, more: dict, fault: type[ScorecardError]):
        with pytest.raises(fault):
            assign(desk, FAY, replace(LINE, **more), FIGURES, "fay", "olu", DUE)
        assert desk.work.items() == ()

    def test_a_slice_is_kept_in_one_order_and_may_ask_for_lines_that_do_not_tell(self, desk: Store):
        where = (("vendor", ""), ("measure", "rent"), ("cost_centre", "c1"), ("entity", "shop"))
        number = assign(desk, FAY, replace(LINE, name="visits", where=where), FIGURES, "fay", "olu", DUE)
        assert desk.work.item(number).subject.where == (
            ("entity", "shop"), ("measure", "rent"), ("cost_centre", "c1"), ("vendor", "")
        )  # fmt: skip

    def test_days_in_the_past_are_refused(self, desk: Store, item: int, today: list[date]):
        with pytest.raises(UnfitEntry, match="due date 9 Apr 2026 lies before 10 Apr 2026"):
            assign(desk, FAY, replace(LINE, name="rent"), FIGURES, "fay", "olu", date(2026, 4, 9))
        with pytest.raises(UnfitEntry, match="due date 9 Apr 2026 lies before 10 Apr 2026"):
            hand_over(desk, FAY, item, 1, "fay", "olu", date(2026, 4, 9), FIGURES)
        explained(desk, item)
        today[0] = date(2026, 5, 20)
        with pytest.raises(UnfitEntry, match="day of the action 19 May 2026 lies before 20 May 2026"):
            agree_action(desk, FAY, item, 2, "check", date(2026, 5, 19), FIGURES)
        hand_over(desk, FAY, item, 2, "zoe", "olu", DUE, FIGURES)
        assert desk.work.item(item).finance_owner == "zoe", "an overdue item can be handed over with its day"

    @pytest.mark.parametrize(
        ("text", "amount", "sentence"),
        [
            ("", None, "The comment is empty"), ("x" * 4_001, None, "up to 4,000 can be kept"),
            ("a\x00", None, "cannot be seen"), ("late", "1.23456", "more than 4 decimals"),
            ("late", "a lot", "is not an amount"), ("late", D("1E+14"), "too large"),
        ],
    )  # fmt: skip
    def test_a_comment_that_cannot_be_kept_is_refused_whole(self, desk: Store, item: int, text, amount, sentence):
        with pytest.raises(UnfitEntry, match=sentence):
            comment(desk, OLU, item, text, FIGURES, amount)
        assert kinds(desk, item) == [Said.OPENED]

    def test_owners_are_two_people_of_both_sides(self, desk: Store, item: int):
        with pytest.raises(NotAPair):
            assign(desk, FAY, replace(LINE, name="rent"), FIGURES, "fay", "zoe", DUE)
        with pytest.raises(NotAPair):
            hand_over(desk, FAY, item, 1, "fay", "fay", DUE, FIGURES)
        with pytest.raises(AlreadyAssigned):
            assign(desk, FAY, LINE, FIGURES, "zoe", "ira", DUE)

    def test_what_is_not_there_is_said_to_be_so(self, desk: Store, tmp_path: Path):
        with pytest.raises(NoSuchItem):
            comment(desk, OLU, 9, "late", FIGURES)
        empty = Store.open(tmp_path / "empty", today=lambda: TODAY, parse_catalogue=parse)
        with pytest.raises(NothingPublished):
            assign(empty, FAY, LINE, FIGURES, "fay", "olu", DUE)
        empty.close()


def test_reasons_and_actions_are_needed_and_bounded(desk: Store, item: int):
    with pytest.raises(UnfitEntry, match="The reason is empty"):
        reopen(desk, FAY, item, 1, " ", FIGURES)
    with pytest.raises(UnfitEntry, match="The action is empty"):
        agree_action(desk, FAY, item, 1, "", DUE, FIGURES)
    with pytest.raises(UnfitEntry, match="up to 1,000 can be kept"):
        agree_action(desk, FAY, item, 1, "x" * 1_001, DUE, FIGURES)
    with pytest.raises(UnfitEntry, match="is no kind of cause"):
        explain(desk, FAY, item, 1, "person", ["them"], FIGURES)


LOSERS: dict[str, tuple[Callable[[Store, int], object], str, str]] = {
    "hand_over": (lambda d, i: hand_over(d, OLU, i, 1, "fay", "ira", date(2026, 7, 7), FIGURES),
                  "Fay and Ira, due 7 Jul 2026", "Fay and Olu, due 2 May 2026"),
    "explain": (lambda d, i: explain(d, OLU, i, 1, "price", ["dearer"], FIGURES), "price\ndearer",
                "supply\nlate parts\none supplier"),
    "agree": (lambda d, i: agree_action(d, OLU, i, 1, "wait", date(2026, 7, 7), FIGURES),
              "wait\nUntil 7 Jul 2026", "a second supplier\nUntil 1 Jun 2026"),
    "verify": (lambda d, i: verify(d, ZOE, i, 1, FIGURES), "verified", "action agreed"),
    "reopen": (lambda d, i: reopen(d, ZOE, i, 1, "no", FIGURES), "no", "action agreed"),
}  # fmt: skip


@pytest.mark.parametrize("act", LOSERS)
def test_the_loser_of_a_conflict_sees_both_values(desk: Store, item: int, act: str):
    do, yours, theirs = LOSERS[act]
    agreed(desk, item)
    hand_over(desk, FAY, item, 3, "fay", "olu", date(2026, 5, 2), FIGURES)
    with pytest.raises(Conflict) as lost:
        do(desk, item)
    assert (lost.value.yours, lost.value.theirs) == (yours, theirs)


def test_nobody_loses_a_conflict_against_an_empty_value_in_silence(desk: Store, item: int):
    hand_over(desk, FAY, item, 1, "fay", "olu", date(2026, 5, 2), FIGURES)
    with pytest.raises(Conflict, match="You wrote “data\ntypo”, it now says “nothing”"):
        explain(desk, OLU, item, 1, "data", ["typo"], FIGURES)


@pytest.fixture
def rates(tmp_path: Path) -> Iterator[Store]:
    """A workspace with measures in per cent, one of them named as an account is, and a reading in per cent."""
    measure = Measure("rate", "Rate", "Rate", Kind.RATIO, Unit.PERCENT, Polarity.HIGHER, Perspective.FINANCIAL, "o", ())
    little = catalogue()
    readings = {**little.readings, "share": Reading("share", "Share", Kind.SCORE, Unit.PERCENT)}
    found = replace(little, measures={"rate": measure, "wages": replace(measure, id="wages")}, readings=readings)
    opened = Store.open(tmp_path / "rates", today=lambda: TODAY, parse_catalogue=lambda _text: found)
    load(opened, row("2026-01", "shop", "wages", 1))
    yield staffed(opened)
    opened.close()


@pytest.mark.parametrize(
    ("name", "state"),
    [
        ("rate", WorkState.EXPLAINED), ("wages", WorkState.EXPLAINED), ("rent", WorkState.OPEN),
        ("share", WorkState.EXPLAINED), ("visits", WorkState.OPEN),
    ],
)  # fmt: skip
def test_a_rate_moves_by_points_and_a_line_by_money(rates: Store, name: str, state: WorkState):
    """0.9 points of 12 % are less than the one point that matters; as money they would be 7.5 %."""
    then, now = Figures(D("0.12"), D("0.10"), D("0.02")), Figures(D("0.129"), D("0.10"), D("0.029"))
    number = assign(rates, FAY, replace(LINE, name=name), then, "fay", "olu", DUE)
    explain(rates, OLU, number, 1, "data", ["late entry"], then)
    comment(rates, OLU, number, "a little more", now)
    assert rates.work.item(number).state is state


@pytest.mark.parametrize("account", [LOCAL, Actor("root", "local")])
def test_the_computers_account_makes_no_entry_where_somebody_in_the_book_can(desk: Store, account: Actor):
    with pytest.raises(NobodyChosen, match="Choose at the top who you are first"):
        assign(desk, account, LINE, FIGURES, "fay", "olu", DUE)
    item = assign(desk, FAY, LINE, FIGURES, "fay", "olu", DUE)
    before = len(desk.audit_rows())
    with pytest.raises(NotAllowed, match="Choose at the top"):
        comment(desk, account, item, "late parts", FIGURES)
    assert kinds(desk, item) == [Said.OPENED]
    assert len(desk.audit_rows()) == before
    assert comment(desk, OLU, item, "late parts", FIGURES) == item


def test_the_computers_account_may_where_nobody_in_the_book_can(desk: Store, item: int):
    agreed(desk, item)
    able = [person for person in desk.people() if may(Actor(person.id, person.role), "verify an action")]
    for person in able:
        desk.put_person(replace(person, role="operations"), "boss")
    verify(desk, LOCAL, item, 3, FIGURES)
    with pytest.raises(NobodyChosen):
        reopen(desk, LOCAL, item, 4, "it came back", FIGURES)


@pytest.mark.parametrize(("typed", "kept"), [("100,000", -100_000), ("-100,000", 100_000), ("0", 0)])
@pytest.mark.parametrize("side", [1, -1])
def test_an_amount_entered_along_the_difference_is_kept_signed_as_the_impact_is(
    desk: Store, item: int, typed: str, kept: int, side: int
):
    """The line is 410,000 worse: 100,000 of it are 100,000 worse; where it is better, 100,000 better."""
    seen = replace(FIGURES, impact=side * D(-410_000))
    comment(desk, OLU, item, "late parts", seen, typed, is_along=True)
    assert desk.work.comments(item)[-1].amount == side * D(kept)


def test_control_an_amount_as_the_book_signs_it_stays_as_it_is(desk: Store, item: int):
    comment(desk, OLU, item, "late parts", FIGURES, "100,000")
    assert desk.work.comments(item)[-1].amount == D(100_000)
