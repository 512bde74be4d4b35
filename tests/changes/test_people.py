"""People in the book: written down with the first catalogue, changed by who may, never leaving work behind."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from scorecard.changes.assign import assign
from scorecard.changes.load_catalogue import load_catalogue
from scorecard.changes.people import bring_people, put_person
from scorecard.domain.access import LOCAL, MATRIX, Actor, may
from scorecard.domain.errors import Conflict, NotAllowed, NothingPublished
from scorecard.domain.people import Person, UnfitPerson
from scorecard.domain.work_entries import UnfitEntry
from scorecard.ingest.opening import open_store
from scorecard.store.store import Store
from tests.ingest.workshop import CATALOGUE
from tests.store.desk import FIGURES, LINE, TODAY

pytestmark = pytest.mark.slow

BOSS = Actor("boss", "admin")
PEOPLE = """
[[people]]
id = "fay"
name = "Fay"
role = "finance"
side = "finance"
[[people]]
id = "ada"
name = "Ada"
role = "admin"
"""


@pytest.fixture
def empty(tmp_path: Path):
    opened = open_store(tmp_path / "store", "", "", lambda: TODAY)
    yield opened
    opened.close()


def named(store: Store) -> list[tuple[str, str]]:
    return [(person.id, person.role) for person in store.people()]


def test_the_first_catalogue_brings_its_people_and_a_later_one_changes_nobody(empty: Store):
    with pytest.raises(NothingPublished):
        bring_people(empty, LOCAL)
    load_catalogue(empty, LOCAL, CATALOGUE, "one.toml")
    assert named(empty) == []
    load_catalogue(empty, LOCAL, CATALOGUE + PEOPLE, "two.toml")
    assert named(empty) == [("ada", "admin"), ("fay", "finance")]
    assert [found.action for found in empty.audit_rows()].count("people.bring") == 1
    raised = PEOPLE.replace('role = "finance"', 'role = "admin"')
    load_catalogue(empty, LOCAL, CATALOGUE + raised, "three.toml")
    assert named(empty) == [("ada", "admin"), ("fay", "finance")], "a catalogue gives nobody rights later on"
    assert bring_people(empty, LOCAL) == 0


def test_a_catalogue_makes_administrators_only_for_who_may_change_people(empty: Store):
    load_catalogue(empty, Actor("fay", "finance"), CATALOGUE + PEOPLE, "one.toml")
    assert named(empty) == [("ada", "viewer"), ("fay", "finance")]


@pytest.mark.parametrize("role", MATRIX)
def test_who_may_change_people(desk: Store, role: str):
    kim, zed = Actor("kim", role), Person("zed", "Zed", "operations", "operations")
    if may(kim, "change people"):
        put_person(desk, kim, zed, "k1")
        put_person(desk, kim, zed, "k1")
        assert ("zed", "operations") in named(desk)
        assert (desk.audit_rows()[-1].who, desk.audit_rows()[-1].action) == ("kim", "person.put")
    else:
        with pytest.raises(NotAllowed, match="right to change people"):
            put_person(desk, kim, zed, "k1")
    assert len(desk.audit_rows()) == 3 + may(kim, "change people")


def test_names_are_texts_that_can_be_kept(desk: Store):
    put_person(desk, BOSS, Person(" ned ", " Rene\u0301 ", "viewer"))
    assert next(person for person in desk.people() if person.id == "ned").name == "René"
    for person in (Person("", "X"), Person("x", ""), Person("x", "a\x00"), Person("x", "y" * 81)):
        with pytest.raises(UnfitEntry):
            put_person(desk, BOSS, person)


def test_nobody_gives_themselves_rights_and_nobody_leaves_work_behind(desk: Store):
    assign(desk, Actor("fay", "finance"), LINE, FIGURES, "fay", "olu", date(2026, 5, 1))
    olu = next(person for person in desk.people() if person.id == "olu")
    before = (desk.people(), desk.audit_rows())
    with pytest.raises(UnfitPerson, match="Olu still has 1 item; hand them over first"):
        put_person(desk, BOSS, replace(olu, active=0))
    with pytest.raises(UnfitPerson, match="Nobody changes their own role"):
        put_person(desk, Actor("olu", "admin"), replace(olu, role="admin"))
    with pytest.raises(UnfitPerson, match="There is no role"):
        put_person(desk, BOSS, replace(olu, role="king"))
    with pytest.raises(Conflict, match="You wrote “Olu, approver”, it now says “Olu, operations”"):
        put_person(desk, BOSS, replace(olu, role="approver", version=7))
    assert (desk.people(), desk.audit_rows()) == before
    put_person(desk, BOSS, replace(olu, role="approver"))
    assert ("olu", "approver") in named(desk)
