"""One-offs of cash: who may, what is refused, one row each in the trail, and the loser of a race sees both values."""

import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal as D
from pathlib import Path
from shutil import copytree

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from scorecard.changes.schedule_cash import Movement, change_cash, schedule_cash, withdraw_cash
from scorecard.domain.access import MATRIX, Actor, may
from scorecard.domain.catalogue import Catalogue
from scorecard.domain.catalogue_cash import Cash
from scorecard.domain.errors import Conflict, NotAllowed, UnknownName
from scorecard.domain.planned_cash import AlreadyWithdrawn, PlannedCash, number_in
from scorecard.domain.work_entries import UnfitEntry
from scorecard.store.refusals import NoSuchOneOff, SameKeyOtherInput
from scorecard.store.store import Store
from tests.store.desk import TODAY, staffed
from tests.store.workspace import catalogue, load, row

pytestmark = pytest.mark.slow

FAY, OLU = Actor("fay", "finance"), Actor("olu", "operations")
PRESS = Movement("shop", "out", date(2026, 5, 8), "120,000.50", "New  press", "Metalform")


def parse(text: str) -> Catalogue:
    """A little workspace that says what its cash is, and one that does not."""
    return catalogue() if text == "without" else replace(catalogue(), cash=Cash("bank", "bank", "income", "costs"))


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("made")
    opened = Store.open(folder, today=lambda: TODAY, parse_catalogue=parse)
    load(opened, row("2026-03", "shop", "bank", 900), row("2026-03", "plant", "wages", 7), text="with")
    staffed(opened).close()
    return folder


@pytest.fixture
def desk(tmp_path: Path, made: Path) -> Iterator[Store]:
    copytree(made, tmp_path / "store")
    opened = Store.open(tmp_path / "store", today=lambda: TODAY, parse_catalogue=parse)
    yield opened
    opened.close()


def test_what_was_scheduled_comes_back_exactly_and_says_itself_in_a_forecast(desk: Store):
    number = schedule_cash(desk, FAY, PRESS)
    found = desk.planned.entry(number)
    assert found == PlannedCash(
        1, "shop", "out", date(2026, 5, 8), D("120000.50"), "New press", "Metalform", TODAY, "fay"
    )
    assert (found.signed, found.note) == (D("-120000.50"), "one-off: entry 1, New press")
    assert [number_in(note) for note in (found.note, "one-off: press", "known: entry 1, x", "", None)] == [
        1, 0, 0, 0, 0,
    ]  # fmt: skip
    assert desk.planned.entries() == (found,)


def test_changed_then_withdrawn_it_stays_in_the_book_and_leaves_the_balance(desk: Store):
    number = schedule_cash(desk, FAY, PRESS)
    change_cash(desk, OLU, number, 1, replace(PRESS, day=date(2026, 6, 1), amount=D(90_000), direction="in"))
    found = desk.planned.entry(number)
    assert (found.day, found.signed, found.version, found.opened_by) == (date(2026, 6, 1), D(90_000), 2, "fay")
    withdraw_cash(desk, FAY, number, 2)
    gone = desk.planned.entry(number)
    assert (gone.signed, gone.version, gone.is_expected) == (D(0), 3, False)
    for again in (lambda: change_cash(desk, FAY, number, 3, PRESS), lambda: withdraw_cash(desk, FAY, number, 3)):
        with pytest.raises(AlreadyWithdrawn, match="One-off 1 was withdrawn"):
            again()
    trail = [(found.who, found.action, found.object) for found in desk.audit_rows() if found.action.startswith("cash.")]
    assert trail == [
        ("fay", "cash.scheduled", "a new one-off"), ("olu", "cash.changed", "one-off 1"),
        ("fay", "cash.withdrawn", "one-off 1"),
    ]  # fmt: skip
    assert "press" not in "".join(found.body for found in desk.audit_rows())
    assert desk.check() == []


def test_the_loser_of_a_race_sees_both_values_and_changes_nothing(desk: Store):
    number = schedule_cash(desk, FAY, PRESS)
    change_cash(desk, OLU, number, 1, replace(PRESS, day=date(2026, 5, 20)))
    rows = len(desk.audit_rows())
    with pytest.raises(Conflict) as lost:
        change_cash(desk, FAY, number, 1, replace(PRESS, amount="1"))
    assert lost.value.yours == "New press, 1.00 out on 8 May 2026"
    assert lost.value.theirs == "New press, 120,000.50 out on 20 May 2026"
    with pytest.raises(Conflict):
        withdraw_cash(desk, FAY, number, 1)
    assert (len(desk.audit_rows()), desk.planned.entry(number).version) == (rows, 2)


def test_control_a_change_that_ignores_versions_loses_what_the_other_wrote(desk: Store):
    """Without the version the second writer takes the first one's day away in silence."""
    number = schedule_cash(desk, FAY, PRESS)
    change_cash(desk, OLU, number, 1, replace(PRESS, day=date(2026, 5, 20)))
    with desk._shelves.book.write() as connection:
        connection.execute(text("UPDATE planned_cash SET day = '2026-05-08', amount = 1"))
    assert desk.planned.entry(number).day == date(2026, 5, 8)


@pytest.mark.parametrize("act", ["schedule", "change", "withdraw"])
def test_a_second_click_is_the_same_act_and_only_some_roles_may(desk: Store, act: str):
    number = 0 if act == "schedule" else schedule_cash(desk, FAY, PRESS)
    acts: dict[str, Callable[[Actor], int]] = {
        "schedule": lambda actor: schedule_cash(desk, actor, PRESS, "k"),
        "change": lambda actor: change_cash(desk, actor, number, 1, replace(PRESS, amount="5"), "k"),
        "withdraw": lambda actor: withdraw_cash(desk, actor, number, 1, "k"),
    }
    rows, writes = len(desk.audit_rows()), desk.writes()
    able = [role for role in MATRIX if may(Actor("kim", role), "schedule cash")]
    assert able == ["operations", "finance", "local"]
    for role in set(MATRIX) - set(able):
        with pytest.raises(NotAllowed, match="right to schedule cash"):
            acts[act](Actor("kim", role))
    assert {acts[act](OLU) for _ in range(3)} == {1}
    assert (len(desk.audit_rows()), desk.writes()) == (rows + 1, writes + 1)
    if act == "schedule":
        with pytest.raises(SameKeyOtherInput):
            schedule_cash(desk, OLU, replace(PRESS, amount="6"), "k")


@pytest.mark.parametrize(
    ("change", "fault", "said"),
    [
        ({"amount": "0"}, UnfitEntry, "above zero"),
        ({"amount": "-5"}, UnfitEntry, "above zero"),
        ({"amount": ""}, UnfitEntry, "above zero"),
        ({"amount": "12 kk"}, UnfitEntry, "is not an amount"),
        ({"amount": "1.00005"}, UnfitEntry, "more than 4 decimals"),
        ({"day": date(2026, 4, 9)}, UnfitEntry, "The day 9 Apr 2026 lies before 10 Apr 2026"),
        ({"day": date(2032, 1, 1)}, UnfitEntry, "more than 5 years ahead"),
        ({"direction": "across"}, UnfitEntry, "comes in or goes out"),
        ({"name": "  "}, UnfitEntry, "The name is empty"),
        ({"name": "a\u202eb"}, UnfitEntry, "cannot be seen"),
        ({"party": "x" * 81}, UnfitEntry, "up to 80"),
        ({"entity": "plant"}, UnfitEntry, "Plant has no bank account of its own"),
        ({"entity": "moon"}, UnknownName, "There is no entity called “moon”"),
    ],
    ids=lambda each: str(each)[:24],
)
def test_what_cannot_be_kept_is_refused_in_one_sentence(desk: Store, change: dict, fault: type, said: str):
    with pytest.raises(fault, match=said):
        schedule_cash(desk, FAY, replace(PRESS, **change))
    assert desk.planned.entries() == ()


def test_a_day_gone_by_may_stay_as_it_is(desk: Store):
    number = schedule_cash(desk, FAY, PRESS)
    desk.today = lambda: date(2026, 5, 20)
    change_cash(desk, FAY, number, 1, replace(PRESS, amount="7"))
    with pytest.raises(UnfitEntry, match="lies before 20 May 2026"):
        change_cash(desk, FAY, number, 2, replace(PRESS, day=date(2026, 5, 9)))


def test_nobody_schedules_what_does_not_exist_or_where_cash_is_not_told(desk: Store):
    with pytest.raises(NoSuchOneOff, match=r"There is no one-off 9\."):
        withdraw_cash(desk, FAY, 9, 1)
    load(desk, row("2026-03", "shop", "bank", 901), text="without")
    with pytest.raises(UnfitEntry, match="does not say what cash is"):
        schedule_cash(desk, FAY, PRESS)


@pytest.mark.parametrize(
    "statement",
    ["DELETE FROM planned_cash", "UPDATE planned_cash SET opened = '2020-01-01'", "UPDATE planned_cash SET id = 7",
     "UPDATE planned_cash SET amount = 0", "UPDATE planned_cash SET state = 'done'"],
)  # fmt: skip
def test_the_book_itself_refuses_to_forget(desk: Store, statement: str):
    schedule_cash(desk, FAY, PRESS)
    with pytest.raises(DBAPIError), desk._shelves.book.write() as connection:
        connection.execute(text(statement))


@pytest.mark.parametrize("forged", ["UPDATE planned_cash SET amount = 5", "UPDATE planned_cash SET name = 'x'"])
def test_what_is_forged_with_the_file_in_hand_is_found(desk: Store, forged: str, tmp_path: Path):
    schedule_cash(desk, FAY, PRESS)
    assert desk.check() == []
    with sqlite3.connect(tmp_path / "store" / "book.db") as plain:
        plain.execute(forged)
    assert [problem.where for problem in desk.check()] == ["one-off 1"]


def test_one_that_vanished_is_found(desk: Store, tmp_path: Path):
    schedule_cash(desk, FAY, PRESS)
    with sqlite3.connect(tmp_path / "store" / "book.db") as plain:
        plain.execute("DROP TRIGGER planned_cash_no_delete")
        plain.execute("DELETE FROM planned_cash")
    assert [problem.where for problem in desk.check()] == ["one-off 1"]
