"""Who is at the screen: offered from the book, kept by the session, never more than the list offers."""

from dataclasses import replace

import pytest

from scorecard.domain.access import Actor
from scorecard.store.store import Person as InBook
from scorecard.ui.person import EVERY_PAGE, SENSITIVE, SYNC, Person, choices, chosen, told_by_browser, who_may

HERE = Person(Actor("desk", "local"), "No sign-in.", "desk")
PEOPLE = (
    InBook("priya", "Priya Sandell", "finance", "finance"),
    InBook("amara", "amara Linde", "operations", "operations"),
    InBook("gone", "Gone Long", "admin", active=0),
    InBook("odd", "Odd Role", "emperor"),
)


def test_this_computers_account_comes_first_then_people_by_name():
    assert list(choices(HERE, PEOPLE)) == ["", "amara", "priya"]


def test_who_may_see_a_page_is_named_without_names_of_people():
    assert who_may("view:cash") == "operations, finance and those who approve"
    assert who_may(SYNC) == "the CFO, the COO and the CEO"
    assert who_may("view:payroll") == ""


def test_nobody_who_left_and_no_unknown_role_is_offered():
    assert not {"gone", "odd"} & set(choices(HERE, PEOPLE))


def test_the_chosen_person_acts_in_their_own_name_and_role():
    found = chosen(choices(HERE, PEOPLE), "priya")
    assert found.actor == Actor("priya", "finance")
    assert found.label == "Priya Sandell (finance)"
    assert "Priya Sandell" in found.notice
    assert "without sign-in" in found.notice


@pytest.mark.parametrize("forged", ["gone", "odd", "admin", "nobody", None, 7, ["priya"], {"id": "priya"}, b"priya"])
def test_a_forged_choice_is_this_computers_account(forged: object):
    assert chosen(choices(HERE, PEOPLE), forged) == replace(HERE, names_seats=True)


@pytest.mark.parametrize(
    ("cookies", "host", "who"),
    [
        ({"scorecard-person-8501": "priya"}, "127.0.0.1:8501", "priya"),
        ({"scorecard-person-": "priya"}, "scorecard.example", "priya"),
        ({"scorecard-person-8501": "priya"}, "[::1]:8501", "priya"),
        ({"scorecard-person-9999": "priya"}, "127.0.0.1:8501", ""),
        ({"scorecard-person-8501": ""}, "127.0.0.1:8501", ""),
        ({}, "", ""),
    ],
)
def test_a_page_loaded_anew_knows_who_was_chosen_at_the_same_address(cookies, host: str, who: str):
    assert told_by_browser(cookies, host, choices(HERE, PEOPLE)) == who


@pytest.mark.parametrize("forged", ["gone", "odd", "admin", "%70riya%00", "priya;admin", "x" * 5000, "%ff%fe"])
def test_a_browser_can_be_nobody_who_is_not_offered(forged: str):
    assert told_by_browser({"scorecard-person-8501": forged}, "127.0.0.1:8501", choices(HERE, PEOPLE)) == ""


def test_with_an_empty_book_there_is_one_person():
    assert choices(HERE, ()) == {"": replace(HERE, names_seats=True)}


@pytest.mark.parametrize("role", ["operations", "finance", "approver", "local"])
def test_who_works_with_cash_sees_every_page(role: str):
    assert Person(Actor("x", role), "").rights == EVERY_PAGE | SENSITIVE


@pytest.mark.parametrize("role", ["viewer", "admin"])
def test_what_customers_owe_is_not_for_those_who_look_on_or_administer(role: str):
    assert Person(Actor("x", role), "").rights == EVERY_PAGE
    assert not Person(Actor("x", role), "").may("view:cash")


def test_a_role_nobody_knows_sees_nothing():
    assert Person(Actor("x", "emperor"), "").rights == frozenset()


SEATED = (*PEOPLE, InBook("ines", "Ines H.", "approver", "finance", seat="cfo"))


def test_who_has_a_seat_sees_what_the_two_decide_and_nobody_else():
    """The control: without the seat the same person, with the same role, does not."""
    offered = choices(HERE, SEATED)
    assert [name for name, each in offered.items() if each.may(SYNC)] == ["ines"]
    assert [name for name, each in choices(HERE, PEOPLE).items() if each.may(SYNC)] == [""]
    assert not replace(offered["ines"], seat="").may(SYNC)


@pytest.mark.parametrize("role", ["kiosk", "nobody"])
def test_who_may_see_no_page_sees_none_by_a_seat_or_by_naming_one(role: str):
    assert choices(Person(Actor("x", role), ""), ())[""].rights == frozenset()
    assert Person(Actor("x", role), "", "x", "cfo").rights == frozenset()


def test_a_seat_is_known_by_the_book_and_not_by_what_the_account_is_called():
    account = Person(Actor("ines", "local"), "No sign-in.", "ines")
    offered = choices(account, SEATED)
    assert (offered[""].seated, offered["ines"].seated) == ("", "ines")


def test_a_seat_of_somebody_who_left_is_free():
    offered = choices(HERE, (*PEOPLE, InBook("ines", "Ines H.", "approver", "finance", 0, seat="cfo")))
    assert offered[""].names_seats
