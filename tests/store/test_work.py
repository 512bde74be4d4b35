"""Work in the book: written whole, read back exactly, never in silence over somebody else's, history never changed."""

from contextlib import closing
from dataclasses import replace
from datetime import date
from decimal import Decimal as D
from pathlib import Path

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import inspect, select, text
from sqlalchemy.exc import DBAPIError

from scorecard.domain.errors import Conflict, UnknownName
from scorecard.domain.people import NotAPair, Person
from scorecard.domain.vocabulary import Comparison, View
from scorecard.domain.work import Cause, Figures, Said, Subject, WorkState
from scorecard.store import migrations, schema
from scorecard.store.book import Book
from scorecard.store.migrations import HEAD, version_of
from scorecard.store.refusals import AlreadyAssigned, NoSuchItem, SameKeyOtherInput
from scorecard.store.store import Store
from scorecard.store.work import Entry, Step
from scorecard.store.work_rows import item_of, row_of
from tests.store.desk import DRAFT, FIGURES, LINE, MOVED, TODAY, due_on, opened, remark, staffed
from tests.store.workspace import load, parse, row


@pytest.fixture
def desk(any_store: Store) -> Store:
    return staffed(any_store)


def anew(folder: Path, book_url: str) -> Store:
    """The same store opened by somebody else, who has read nothing yet."""
    return Store.open(folder / "store", book_url, today=lambda: TODAY, parse_catalogue=parse)


FULL = replace(
    DRAFT,
    subject=Subject("a/b", "otif", (("vendor", 'Müller & "Söhne" | :'),), "2026-02", View.ROLLING, Comparison.OUTLOOK),
    figures=Figures(D(1) / D(3), None, D("-12345678901234567890.0001"), 7),
    state=WorkState.AGREED,
    cause=Cause.ONE_OFF,
    whys=("a “b”", "c\nd"),
    action="call",
    action_due=date(2026, 6, 1),
    agreed_by="olu",
)


@pytest.mark.parametrize("item", [DRAFT, FULL], ids=["bare", "full"])
def test_an_item_comes_back_as_it_was_written(desk: Store, item):
    number = desk.work.open(item, Entry(Said.OPENED, "", FIGURES), {})
    assert desk.work.item(number) == replace(item, id=1, version=1)
    assert desk.work.items() == (desk.work.item(1),)


def test_what_was_said_comes_back_in_order_with_its_figures(desk: Store):
    one, two = opened(desk), opened(desk, subject=replace(LINE, name="rent"))
    desk.work.change(one, "olu", remark("half of it", D("-205000.1234")))
    desk.work.change(two, "fay", remark("later"))
    told = [(c.id, c.item, c.who, c.kind, c.text, c.amount, c.figures) for c in desk.work.comments()]
    assert told == [
        (1, 1, "fay", Said.OPENED, "look", None, FIGURES),
        (2, 2, "fay", Said.OPENED, "look", None, FIGURES),
        (3, 1, "olu", Said.COMMENT, "half of it", D("-205000.1234"), FIGURES),
        (4, 2, "fay", Said.COMMENT, "later", None, FIGURES),
    ]
    assert [c.id for c in desk.work.comments(1)] == [1, 3]
    assert desk.work.comments(9) == ()
    assert {c.at.date() for c in desk.work.comments()} == {TODAY}


def test_another_store_on_the_same_book_sees_it_at_once(any_store: Store, tmp_path: Path, book_url: str):
    desk = staffed(any_store)
    number = opened(desk)
    other = anew(tmp_path, book_url)
    assert other.work.items() == desk.work.items()
    desk.work.change(number, "fay", due_on(date(2026, 5, 5), 1))
    assert other.work.items()[0].due == date(2026, 5, 5)
    assert len(other.work.comments()) == 2
    other.close()


def test_the_loser_of_a_race_sees_both_values_and_changes_nothing(desk: Store):
    number = opened(desk)
    desk.work.change(number, "fay", due_on(date(2026, 5, 5), 1))
    rows = len(desk.audit_rows())
    with pytest.raises(Conflict) as lost:
        desk.work.change(number, "olu", due_on(date(2026, 6, 6), 1))
    assert (lost.value.yours, lost.value.theirs) == ("2026-06-06", "2026-05-05")
    assert str(lost.value).startswith("Item 1 was changed by someone else meanwhile. You wrote “2026-06-06”")
    assert (desk.work.item(number).version, len(desk.audit_rows()), len(desk.work.comments())) == (2, rows, 2)


def test_in_a_conflict_with_nothing_there_nothing_is_told(desk: Store):
    number = opened(desk)
    desk.work.change(number, "fay", due_on(date(2026, 5, 5), 1))
    with pytest.raises(Conflict, match="it now says “nothing”"):
        desk.work.change(number, "olu", replace(due_on(date(2026, 6, 6), 1), theirs=lambda item: item.action))


def test_a_remark_is_never_in_conflict(desk: Store):
    number = opened(desk)
    desk.work.change(number, "fay", due_on(date(2026, 5, 5), 1))
    desk.work.change(number, "olu", remark("still late"))
    assert desk.work.item(number).version == 2


def test_a_second_click_is_the_same_act(desk: Store):
    assert [opened(desk, key="k1") for _ in range(4)] == [1, 1, 1, 1]
    assert [desk.work.change(1, "olu", remark("once"), "k2") for _ in range(4)] == [1, 1, 1, 1]
    assert (len(desk.work.items()), len(desk.work.comments())) == (1, 2)
    assert [found.action for found in desk.audit_rows()] == ["people.bring", "work.opened", "work.comment"]
    with pytest.raises(SameKeyOtherInput):
        desk.work.change(1, "olu", remark("twice"), "k2")


def test_one_subject_has_one_item_until_it_is_verified(desk: Store):
    number = opened(desk)
    with pytest.raises(AlreadyAssigned, match="Somebody has this already: item 1") as held:
        opened(desk, subject=replace(LINE, where=LINE.where[::-1]))
    assert held.value.item == number
    assert opened(desk, subject=replace(LINE, period="2026-02")) == 2
    closed = Step("work.verified", {}, lambda item: (replace(item, state=WorkState.VERIFIED, verified_by="zoe"), ()))
    desk.work.change(number, "zoe", closed)
    assert opened(desk) == 3
    again = Step("work.reopened", {}, lambda item: (replace(item, state=WorkState.OPEN), ()))
    with pytest.raises(AlreadyAssigned, match="item 3"):
        desk.work.change(number, "fay", again)
    desk.work.change(number, "fay", remark("closed, and stays so"))
    desk.work.change(3, "zoe", closed)
    desk.work.change(number, "fay", again)
    assert desk.work.item(number).state is WorkState.OPEN


def test_there_is_no_item_without_two_owners_of_both_sides(desk: Store):
    for finance, operations, fault in (("fay", "zoe", NotAPair), ("fay", "fay", NotAPair), ("fay", "who", UnknownName)):
        with pytest.raises(fault):
            opened(desk, finance_owner=finance, operations_owner=operations)
    number = opened(desk)
    handed = Step("work.reassigned", {}, lambda item: (replace(item, operations_owner="zoe"), ()))
    with pytest.raises(NotAPair):
        desk.work.change(number, "fay", handed)
    assert [found.owners for found in desk.work.items()] == [("fay", "olu")]
    assert len(desk.audit_rows()) == 2


def test_an_item_that_nobody_opened_is_told_so(desk: Store):
    with pytest.raises(NoSuchItem, match=r"There is no item 7\."):
        desk.work.item(7)
    with pytest.raises(NoSuchItem):
        desk.work.change(7, "fay", remark("?"))


@pytest.mark.parametrize("where", ["decide", "say"])
def test_a_fault_in_the_middle_leaves_nothing(desk: Store, where: str, tmp_path: Path, book_url: str):
    number = opened(desk)
    before = (desk.work.items(), desk.work.comments(), desk.audit_rows(), desk.writes())
    broken = Entry(Said.COMMENT, "x", FIGURES, D("NaN"))

    def fault(item):
        if where == "decide":
            raise RuntimeError
        return replace(item, due=TODAY), (Entry(Said.COMMENT, "fine", FIGURES), broken)

    with pytest.raises((RuntimeError, ValueError)):
        desk.work.change(number, "fay", Step("work.comment", {}, fault), "k")
    with closing(anew(tmp_path, book_url)) as other:
        assert (other.work.items(), other.work.comments(), other.audit_rows(), other.writes()) == before
    desk.work.change(number, "fay", remark("again"), "k")


TAMPERING = [
    "UPDATE said SET text = 'x'",
    "DELETE FROM said",
    "INSERT INTO said SELECT 9, item, at, who, kind, text, amount, actual, reference, impact, revision, fingerprint "
    "FROM said",
    "DELETE FROM item",
    "UPDATE item SET opened = '2026-04-11'",
    "UPDATE item SET subject = 'x'",
    "UPDATE item SET operations_owner = finance_owner",
    "UPDATE item SET operations_owner = 'nobody'",
    "UPDATE item SET state = 'done'",
    "UPDATE item SET state = 'verified', agreed_by = 'olu', verified_by = 'olu'",
]
ON_SQLITE = [
    "REPLACE INTO said SELECT id, item, at, who, kind, 'x', amount, actual, reference, impact, revision, fingerprint "
    "FROM said",
]
ON_SERVER = ["TRUNCATE said", "TRUNCATE item CASCADE"]


def test_the_book_itself_refuses_to_forget(desk: Store, tmp_path: Path, book_url: str):
    opened(desk)
    before = (desk.work.items(), desk.work.comments())
    more = ON_SQLITE if desk._shelves.book.is_sqlite else ON_SERVER
    for statement in [*TAMPERING, *more]:
        with pytest.raises(DBAPIError), desk._shelves.book.write() as connection:
            connection.execute(text(statement))
    with closing(anew(tmp_path, book_url)) as other:
        assert (other.work.items(), other.work.comments()) == before


def test_a_book_of_the_version_before_keeps_all_it_held(tmp_path: Path, nowhere_yet: str):
    """A book made by the first step alone, with figures and people, is opened by this version."""
    folder = tmp_path / "s"
    folder.mkdir()
    book = Book(nowhere_yet or f"sqlite:///{folder / 'book.db'}")
    with book.write() as connection:
        config = Config()
        config.set_main_option("script_location", str(Path(migrations.__file__).parent))
        config.attributes["connection"] = connection
        command.upgrade(config, "0001")
        assert version_of(connection) == "0001"
        assert not inspect(connection).has_table("item")
        connection.execute(text("INSERT INTO person VALUES ('old', 'Old', 'finance', 'finance', 1, 3)"))
    book.close()
    store = staffed(Store.open(folder, nowhere_yet, today=lambda: TODAY, parse_catalogue=parse))
    load(store, row("2026-01", "shop", "wages", 1))
    with store._shelves.book.read() as connection:
        assert version_of(connection) == HEAD
    assert [found for found in store.people() if found.id == "old"] == [
        Person("old", "Old", "finance", "finance", 1, 3)
    ]
    assert opened(store, finance_owner="old") == 1
    assert store.check() == []
    store.close()


def test_items_of_the_version_before_are_kept_and_nobody_answers_for_them_alone(tmp_path: Path):
    """The very step of the migration, on a book with an item in it."""
    book = Book(f"sqlite:///{tmp_path / 'book.db'}")
    with book.writer.begin() as connection:
        config = Config()
        config.set_main_option("script_location", str(Path(migrations.__file__).parent))
        config.attributes["connection"] = connection
        command.upgrade(config, "0006")
        for who in ("fay", "olu"):
            connection.execute(text(f"INSERT INTO person VALUES ('{who}', '{who}', 'finance', 'finance', 1, 1, '')"))
        cells = {name: cell for name, cell in row_of(replace(DRAFT, id=1)).items() if name != "lead"}
        told = ", ".join(f":{name}" for name in cells)
        connection.execute(text(f"INSERT INTO item ({', '.join(cells)}) VALUES ({told})"), cells)
    book.migrate()
    with book.read() as connection:
        (kept,) = connection.execute(select(schema.item))
        assert item_of(kept) == replace(DRAFT, id=1, lead="")
    book.close()


def test_a_backup_holds_the_work(store: Store, tmp_path: Path):
    desk = staffed(store)
    load(desk, row("2026-01", "shop", "wages", 1))
    number = opened(desk)
    desk.work.change(number, "olu", remark("half"))
    desk.backup(tmp_path / "copy")
    desk.work.change(number, "olu", remark("after"))
    copy = Store.open(tmp_path / "copy", today=lambda: TODAY, parse_catalogue=parse)
    assert copy.work.items() == desk.work.items()
    assert copy.work.comments() == desk.work.comments()[:2]
    assert copy.people() == desk.people()
    copy.close()


def test_people_are_brought_once_as_one_act(desk: Store):
    assert len(desk.people()) == 4
    assert desk.bring_people([Person("fay", "Someone else"), Person("new", "New")], "boss") == 0
    assert [found.name for found in desk.people()] == ["Fay", "Ira", "Olu", "Zoe"]
    assert [(found.who, found.action, found.object) for found in desk.audit_rows()] == [
        ("boss", "people.bring", "people")
    ]
    assert desk.writes() == 1


def test_figures_that_moved_are_other_figures_in_the_book(desk: Store):
    number = opened(desk)
    desk.work.change(number, "fay", Step("work.reopened", {}, lambda item: (replace(item, figures=MOVED), ())))
    assert desk.work.item(number).figures == MOVED
    assert desk.work.item(number).opened == TODAY


FORGING = [
    "UPDATE said SET text = 'mine' WHERE id = 2",
    "UPDATE said SET amount = 5 WHERE id = 2",
    "UPDATE said SET impact = '5' WHERE id = 2",
    "UPDATE said SET who = 'fay' WHERE id = 2",
]
MOVING = [(f"UPDATE said SET item = 2 WHERE id = {entry}", f"item 2, entry {told}") for entry, told in ((1, 3), (2, 2))]
"""To another item with nothing else changed; of two openings that read alike, the later is one too many."""


@pytest.mark.parametrize(
    ("statement", "where"),
    [*((forging, "item 1, entry 2") for forging in FORGING), *MOVING, ("DELETE FROM said WHERE id = 2", "items")],
)
def test_what_is_forged_past_the_guards_is_found(store: Store, statement: str, where: str):
    """Somebody with the file in hand takes the guards away, changes an entry, and puts them back."""
    desk = staffed(store)
    opened(desk)
    desk.work.change(1, "olu", remark("half", D(-7)))
    opened(desk, subject=replace(LINE, name="rent"))
    assert desk.check() == []
    with desk._shelves.book.write() as connection:
        for guard in ("said_no_update", "said_no_delete"):
            connection.execute(text(f"DROP TRIGGER {guard}"))
        connection.execute(text(statement))
    assert [problem.where for problem in desk.check()] == [where]
