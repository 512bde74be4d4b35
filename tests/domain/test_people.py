"""People: pairs from both sides, who may own work, and roles nobody gives themselves."""

from dataclasses import FrozenInstanceError, replace

import pytest

from scorecard.domain.access import MATRIX, Actor, may
from scorecard.domain.errors import UnknownName
from scorecard.domain.people import (
    LONGEST_NAME,
    ROLES,
    NotAPair,
    Person,
    Seat,
    UnfitPerson,
    actors_of,
    require_fit,
    require_pair,
    require_seat,
    seat_of,
    side_of,
)
from scorecard.domain.work_entries import UnfitEntry, text_entered

FAY = Person("fay", "Fay", "finance", "finance")
OLU = Person("olu", "Olu", "operations", "operations")
ZOE = Person("zoe", "Zoe", "approver", "finance")
VIC = Person("vic", "Vic", "viewer", "operations")
ADA = Person("ada", "Ada", "admin")
PEOPLE = (FAY, OLU, ZOE, VIC, ADA)
NEEDED = "An item needs one owner from finance and another from operations"


@pytest.mark.parametrize("finance", ["fay", "zoe"])
def test_two_people_of_both_sides_are_a_pair(finance: str):
    require_pair(PEOPLE, finance, "olu")


@pytest.mark.parametrize(
    ("finance", "operations", "why"),
    [
        ("", "olu", "nobody is named for finance"),
        ("fay", "", "nobody is named for operations"),
        ("fay", "fay", "Fay cannot be both"),
        ("fay", "zoe", "Zoe does not speak for operations"),
        ("olu", "fay", "Olu does not speak for finance"),
        ("ada", "olu", "Ada does not speak for finance"),
        ("fay", "vic", "Vic may look but not write"),
        ("gone", "olu", "Gone has left"),
    ],
)
def test_anything_else_is_refused_in_one_sentence(finance: str, operations: str, why: str):
    people = (*PEOPLE, Person("gone", "Gone", "finance", "finance", active=0))
    with pytest.raises(NotAPair) as refused:
        require_pair(people, finance, operations)
    assert str(refused.value) == f"{NEEDED}: {why}."


@pytest.mark.parametrize("pair", [("fay", "nobody"), ("nobody", "olu")])
def test_an_owner_is_somebody(pair: tuple[str, str]):
    with pytest.raises(UnknownName, match="There is no person called “nobody”"):
        require_pair(PEOPLE, *pair)


def test_somebody_new_is_here_looks_on_and_was_never_read():
    new = Person("new", "New")
    assert (new.role, new.side, new.active, new.version) == ("viewer", "", 1, 0)
    with pytest.raises(FrozenInstanceError):
        new.role = "admin"  # type: ignore[misc]


def test_only_those_who_are_still_here_act_and_with_their_role():
    assert actors_of((FAY, replace(OLU, active=0), ADA)) == (Actor("fay", "finance"), Actor("ada", "admin"))


def test_a_name_may_have_eighty_characters():
    assert text_entered("y" * 80, "name", LONGEST_NAME) == "y" * 80
    with pytest.raises(UnfitEntry, match="up to 80 can be kept"):
        text_entered("y" * 81, "name", LONGEST_NAME)


def test_a_side_is_the_one_written_down_or_the_roles_own():
    assert side_of(replace(FAY, side="")) == "finance"
    assert side_of(replace(OLU, side="")) == "operations"
    assert side_of(replace(FAY, side="operations")) == "operations"
    assert [side_of(replace(ZOE, side="")), side_of(ADA)] == ["", ""]


class TestFit:
    def test_somebody_new_may_write_themselves_down(self):
        require_fit(PEOPLE, Person("root", "Root", "admin"), "root")

    def test_an_administrator_changes_others(self):
        require_fit(PEOPLE, replace(OLU, role="approver"), "ada")
        require_fit(PEOPLE, Person("new", "New"), "ada")
        require_fit(PEOPLE, replace(ADA, name="Ada B."), "ada")

    @pytest.mark.parametrize(
        ("person", "who", "sentence"),
        [
            (replace(OLU, role="local"), "ada",
             "There is no role “local”; it is one of viewer, operations, finance, approver, admin, kiosk."),
            (replace(OLU, side="both"), "ada", "There is no side “both”; it is finance, operations or neither."),
            (replace(FAY, role="admin"), "fay", "Nobody changes their own role."),
            (replace(FAY, active=0), "fay", "Nobody changes their own role."),
            (replace(ADA, role="viewer"), "root", "Ada is the last administrator."),
            (replace(ADA, active=0), "root", "Ada is the last administrator."),
        ],
    )  # fmt: skip
    def test_what_is_refused(self, person: Person, who: str, sentence: str):
        with pytest.raises(UnfitPerson) as refused:
            require_fit(PEOPLE, person, who)
        assert str(refused.value) == f"{sentence} Nothing was changed."

    @pytest.mark.parametrize("what", ["role", "side"])
    def test_of_a_long_word_that_is_unknown_forty_characters_are_said(self, what: str):
        word = "abcdefghij" * 4
        with pytest.raises(UnfitPerson, match=f"There is no {what} “{word}”;"):
            require_fit(PEOPLE, replace(OLU, **{what: f"{word}k"}), "ada")

    def test_an_administrator_may_go_while_another_stays(self):
        require_fit((*PEOPLE, Person("eve", "Eve", "admin")), replace(ADA, active=0), "eve")
        with pytest.raises(UnfitPerson):
            require_fit((*PEOPLE, Person("eve", "Eve", "admin", active=0)), replace(ADA, active=0), "root")

    @pytest.mark.parametrize("after", [{"active": 0}, {"role": "viewer"}, {"side": "finance"}, {"role": "kiosk"}])
    def test_nobody_goes_before_their_items_are_handed_over(self, after: dict):
        require_fit(PEOPLE, replace(OLU, **after), "ada", has=0)
        with pytest.raises(UnfitPerson) as refused:
            require_fit(PEOPLE, replace(OLU, **after), "ada", has=1)
        assert str(refused.value) == "Olu still has 1 item; hand them over first. Nothing was changed."
        with pytest.raises(UnfitPerson, match="Olu still has 2 items"):
            require_fit(PEOPLE, replace(OLU, **after), "ada", has=2)

    @pytest.mark.parametrize("after", [{"name": "Olu B."}, {"role": "approver"}, {"side": ""}])
    def test_who_can_still_own_may_change(self, after: dict):
        require_fit(PEOPLE, replace(OLU, **after), "ada", has=3)
        require_fit((FAY,), replace(OLU, **after), "ada", has=3)

    def test_a_book_without_administrators_stays_usable(self):
        require_fit((FAY, OLU), replace(OLU, role="viewer"), "root")


WORKING = ("assign work", "comment", "explain a difference", "agree an action", "re-open an item")
RIGHTS = {
    "viewer": (), "kiosk": (), "operations": WORKING, "finance": (*WORKING, "verify an action"),
    "approver": (*WORKING, "verify an action"), "admin": (*WORKING, "change people"),
    "local": (*WORKING, "verify an action", "change people"),
}  # fmt: skip


@pytest.mark.parametrize("role", [*ROLES, "local", "made up"])
def test_who_may_do_what_with_work_and_people(role: str):
    asked = (*WORKING, "verify an action", "change people")
    assert [each for each in asked if may(Actor("x", role), each)] == list(RIGHTS.get(role, ()))


def test_every_role_of_the_book_is_in_the_matrix():
    assert set(MATRIX) == {*ROLES, "local"}


INES, JON = replace(ZOE, id="ines", name="Ines", seat="cfo"), replace(OLU, id="jon", name="Jon", seat="coo")


class TestSeat:
    @pytest.mark.parametrize(
        ("person", "who", "sentence"),
        [
            (replace(FAY, seat="chair"), "ada", "There is no seat “chair”; it is cfo, coo, ceo or none."),
            (replace(FAY, seat="cfo"), "ada", "Ines sits in the CFO's seat; free it first."),
            (replace(FAY, seat="coo"), "ada", "The COO speaks for operations, and Fay does not."),
            (replace(VIC, seat="coo"), "ada", "Vic may look but not write, so the COO's seat is not theirs."),
            (replace(INES, role="kiosk"), "ada", "Ines may look but not write, so the CFO's seat is not theirs."),
            (replace(ADA, seat="ceo"), "ada", "Nobody gives themselves a seat."),
            (replace(INES, seat="ceo"), "ines", "Nobody gives themselves a seat."),
        ],
    )
    def test_what_is_refused(self, person: Person, who: str, sentence: str):
        with pytest.raises(UnfitPerson) as refused:
            require_seat((*PEOPLE, INES, JON), person, who)
        assert str(refused.value) == f"{sentence} Nothing was changed."

    def test_the_ceo_speaks_for_both_sides_and_an_empty_seat_is_taken(self):
        require_seat((*PEOPLE, INES, JON), replace(ADA, seat="ceo"), "root")
        require_seat((*PEOPLE, replace(INES, active=0)), replace(FAY, seat="cfo"), "ada")
        require_seat((*PEOPLE, INES), replace(INES, name="Ines H."), "ines")
        require_seat((*PEOPLE, INES), replace(INES, active=0), "ada")

    def test_a_seat_is_had_by_who_is_here(self):
        people = (*PEOPLE, INES, replace(JON, active=0))
        assert [seat_of(people, who) for who in ("ines", "jon", "fay", "nobody", "")] == [
            Seat.CFO,
            None,
            None,
            None,
            None,
        ]
