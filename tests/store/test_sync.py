"""Matters and the message on both kinds of book: nothing is changed or lost, seats are one person's, all is traced."""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import select, text
from sqlalchemy.exc import DBAPIError

from scorecard.domain.decided import Cost, Prediction, Verdict
from scorecard.domain.meeting import sealed
from scorecard.domain.people import Seat, UnfitPerson
from scorecard.domain.sync import Matter, MatterEntry, MatterState, Said
from scorecard.domain.sync_acts import NoSeat, entries_for, in_seat, never
from scorecard.domain.sync_message import Message, MessageEntry, Spoken
from scorecard.store import migrations, people, sync_schema
from scorecard.store.book import Book
from scorecard.store.refusals import NoSuchMatter, SameKeyOtherInput
from scorecard.store.store import Store
from scorecard.store.sync import MatterStep
from scorecard.store.sync_rows import entry_of, entry_row, matter_row
from scorecard.store.sync_tracing import of_entry
from tests.store.desk import FAY, FIGURES, LINE, OLU, ZOE, staffed

AT, DAY = datetime(2026, 4, 10, 9, tzinfo=UTC), date(2026, 5, 4)
MATTER = Matter(0, "Hire two", LINE, AT, "olu", Decimal("95000.5"), DAY)
FIRST = MatterEntry(0, 0, AT, "olu", Seat.COO, Said.RAISED, "hours fall", "the van", DAY, FIGURES)


def seated(store: Store) -> Store:
    """The little workspace with its CFO, COO and CEO."""
    staffed(store)
    for person, seat in ((FAY, "cfo"), (OLU, "coo"), (ZOE, "ceo")):
        store.put_person(replace(person, seat=seat, version=1), "boss")
    return store


def step(who: str, kind: Said, reason: str = "") -> MatterStep:
    wanted = MatterEntry(0, 1, AT, who, Seat.CFO, kind, "", reason, None, FIGURES)

    def decide(matter: Matter, _log: Sequence[MatterEntry], seat: Seat | None, now: datetime) -> Sequence[MatterEntry]:
        return entries_for(matter, replace(wanted, seat=in_seat(seat), at=now), never)

    return MatterStep(f"sync.{kind.name.lower()}", {"entry_sha256": of_entry(wanted)}, decide)


def say(store: Store, who: str, kind: Said, reason: str = "", key: str = "") -> int:
    return store.sync.change(1, who, step(who, kind, reason), key)


def speak(store: Store, who: str, kind: Spoken, words: str = "", wording: int = 0, key: str = "") -> int:
    wanted = MessageEntry(0, AT, who, Seat.CFO, kind, words, wording)
    return store.sync.speak(wanted, lambda _message, seat: in_seat(seat), key)


def raised(store: Store, key: str = "") -> int:
    return store.sync.raise_matter(MATTER, FIRST, in_seat, key)


def test_a_matter_and_its_log_come_back_exactly(any_store: Store):
    seated(any_store)
    assert raised(any_store) == 1
    say(any_store, "olu", Said.AGREES)
    (found,) = any_store.sync.matters()
    assert (found.title, found.subject, found.expected, found.by) == ("Hire two", LINE, Decimal("95000.5"), DAY)
    assert (found.yes_if, found.displaced, found.decide_by, found.figures) == ("hours fall", "the van", DAY, FIGURES)
    assert (found.version, [each.seat for each in found.positions]) == (2, [Seat.COO])
    first, second = any_store.sync.log()
    assert first == replace(FIRST, id=1, matter=1, at=first.at)
    assert (second.seat, second.kind, second.id) == (Seat.COO, Said.AGREES, 2)


def test_both_agree_in_one_transaction_with_one_row_in_the_trail(any_store: Store):
    seated(any_store)
    raised(any_store)
    say(any_store, "olu", Said.AGREES)
    before = len(any_store.audit_rows())
    say(any_store, "fay", Said.AGREES)
    assert len(any_store.audit_rows()) == before + 1
    assert [each.kind for each in any_store.sync.log()][-2:] == [Said.AGREES, Said.DECIDED]
    assert any_store.sync.matters()[0].state is MatterState.DECIDED


def test_the_seat_is_the_one_of_this_very_moment(any_store: Store):
    """The control: who had the seat a moment before could speak."""
    seated(any_store)
    raised(any_store)
    say(any_store, "fay", Said.DIFFERS, "too dear")
    any_store.put_person(replace(FAY, version=2), "boss")
    with pytest.raises(NoSeat):
        say(any_store, "fay", Said.AGREES)
    with pytest.raises(NoSeat):
        any_store.sync.raise_matter(replace(MATTER, raised_by="ira"), FIRST, in_seat)
    with pytest.raises(NoSeat):
        speak(any_store, "fay", Spoken.WORDED, "x")
    assert len(any_store.sync.log()) == 2


def test_a_seat_is_one_persons_even_behind_the_rule(any_store: Store):
    seated(any_store)
    with pytest.raises(UnfitPerson, match="Olu sits in the COO's seat"):
        any_store.put_person(replace(any_store.people()[1], seat="coo"), "boss")
    with pytest.raises(DBAPIError):
        change("UPDATE person SET seat = 'cfo' WHERE id = 'ira'")(any_store)
    assert [each.seat for each in any_store.people()] == ["cfo", "", "coo", "ceo"]


def test_many_who_speak_at_once_speak_in_turn(any_store: Store):
    seated(any_store)
    raised(any_store)

    def differ(number: int) -> int:
        who = "fay" if number % 2 else "olu"
        return say(any_store, who, Said.DIFFERS, f"reason {number}")

    with ThreadPoolExecutor(4) as pool:
        assert set(pool.map(differ, range(10))) == {1}
    assert [each.id for each in any_store.sync.log()] == list(range(1, 12))
    assert any_store.sync.matters()[0].version == 11
    assert any_store.check() == []


def test_two_who_agree_at_once_decide_it_once(any_store: Store):
    seated(any_store)
    raised(any_store)
    with ThreadPoolExecutor(2) as pool:
        assert set(pool.map(lambda who: say(any_store, who, Said.AGREES), ("fay", "olu"))) == {1}
    assert [each.kind for each in any_store.sync.log()] == [Said.RAISED, Said.AGREES, Said.AGREES, Said.DECIDED]
    assert any_store.check() == []


def test_a_second_click_is_the_same_act(any_store: Store):
    seated(any_store)
    before = any_store.writes()
    assert {raised(any_store, "k") for _ in range(2)} == {1}
    for _ in range(2):
        say(any_store, "olu", Said.AGREES, key="a")
    assert {speak(any_store, "olu", Spoken.WORDED, "Service first.", key="m") for _ in range(2)} == {1}
    assert any_store.writes() == before + 3
    with pytest.raises(SameKeyOtherInput):
        say(any_store, "olu", Said.DIFFERS, "no", "a")


def test_the_message_is_what_its_log_says(any_store: Store):
    seated(any_store)
    assert any_store.sync.message() == Message()
    number = speak(any_store, "olu", Spoken.WORDED, "Service first.")
    for who in ("fay", "olu"):
        speak(any_store, who, Spoken.TICKED, wording=number)
    assert (any_store.sync.message().text, any_store.sync.message().is_said) == ("Service first.", True)
    speak(any_store, "fay", Spoken.WORDED, "Cash first.")
    assert (any_store.sync.message().who, any_store.sync.message().ticks) == ("fay", ())
    assert any_store.check() == []


def test_an_unknown_matter_is_refused(any_store: Store):
    with pytest.raises(NoSuchMatter):
        seated(any_store).sync.change(9, "fay", step("fay", Said.AGREES))


def test_the_trail_tells_no_text_and_no_subject(any_store: Store):
    """Whoever reads the trail learns that something was said, and not what; the control: the book itself has it."""
    seated(any_store)
    raised(any_store)
    say(any_store, "fay", Said.DIFFERS, "too dear")
    speak(any_store, "olu", Spoken.WORDED, "Service first.")
    told = " ".join(f"{row.object} {row.body}" for row in any_store.audit_rows() if row.action.startswith("sync."))
    for word in ("Hire", "wages", "hours", "van", "dear", "Service", "95000"):
        assert word not in told
    assert any_store.sync.matters()[0].title == "Hire two"


def change(statement: str) -> Callable[[Store], None]:
    def run(store: Store) -> None:
        with store._shelves.book.write() as connection:
            connection.execute(text(statement))

    return run


FORBIDDEN = (
    "DELETE FROM matter",
    "DELETE FROM matter_entry",
    "DELETE FROM message_entry",
    "UPDATE matter SET title = 'other'",
    "UPDATE matter_entry SET reason = 'other'",
    "UPDATE message_entry SET text = 'other'",
    "INSERT INTO matter_entry SELECT id + 5, matter, at, who, seat, kind, text, reason, day, actual, reference, "
    "impact, revision, fingerprint, NULL, 0, NULL, NULL, NULL FROM matter_entry",
    "INSERT INTO matter_entry SELECT id + 1, matter, at, who, 'ceo', 'agrees', text, reason, day, actual, reference, "
    "impact, revision, fingerprint, NULL, 0, NULL, NULL, NULL FROM matter_entry",
    "INSERT INTO message_entry SELECT id + 1, at, who, 'ceo', kind, text, wording FROM message_entry",
)


def test_the_book_refuses_to_forget_and_to_hold_what_cannot_be(any_store: Store):
    seated(any_store)
    raised(any_store)
    speak(any_store, "olu", Spoken.WORDED, "Service first.")
    for statement in FORBIDDEN:
        with pytest.raises(DBAPIError):
            change(statement)(any_store)
    assert any_store.check() == []


BEHIND = {
    "matter 1": "INSERT INTO matter_entry SELECT id + 1, matter, at, who, 'cfo', 'agrees', '', '', day, actual, "
    "reference, impact, revision, fingerprint, NULL, 0, NULL, NULL, NULL FROM matter_entry",
    "matter 2": "INSERT INTO matter SELECT id + 1, title, at, who, entity, name, slice, period, view, compare, "
    "expected, by FROM matter",
    "the message": "INSERT INTO message_entry SELECT id + 1, at, who, 'cfo', 'ticked', '', 1 FROM message_entry",
}


def test_what_is_written_behind_the_trail_is_told(any_store: Store):
    seated(any_store)
    raised(any_store)
    speak(any_store, "olu", Spoken.WORDED, "Service first.")
    assert any_store.check() == []
    for at, statement in enumerate(BEHIND.values(), 1):
        change(statement)(any_store)
        told = [(problem.where, problem.what) for problem in any_store.check()]
        assert told == [(where, "it is not what was entered") for where in list(BEHIND)[:at]]


def test_a_book_of_the_version_before_keeps_its_people_without_a_seat(tmp_path: Path):
    """The very step of the migration, on a book with people in it."""
    book = Book(f"sqlite:///{tmp_path / 'book.db'}")
    with book.writer.begin() as connection:
        config = Config()
        config.set_main_option("script_location", str(Path(migrations.__file__).parent))
        config.attributes["connection"] = connection
        command.upgrade(config, "0004")
        connection.execute(text("INSERT INTO person VALUES ('fay', 'Fay', 'finance', 'finance', 1, 3)"))
    book.migrate()
    with book.read() as connection:
        assert people.people(connection) == [replace(FAY, version=3)]
    book.close()


def test_matters_of_the_version_before_are_kept_and_state_nothing_beside(tmp_path: Path):
    """The very step of the migration, on a book with a matter that the CEO settled by words alone."""
    book = Book(f"sqlite:///{tmp_path / 'book.db'}")
    entry = replace(FIRST, id=1, matter=1)
    told = [matter_row(replace(MATTER, id=1)), entry_row(entry)]
    new = {"cost", "cost_monthly", "expected", "by", "answer"}
    with book.writer.begin() as connection:
        config = Config()
        config.set_main_option("script_location", str(Path(migrations.__file__).parent))
        config.attributes["connection"] = connection
        command.upgrade(config, "0007")
        for table, row in zip(("matter", "matter_entry"), told, strict=True):
            cells = {name: cell for name, cell in row.items() if table == "matter" or name not in new}
            names = ", ".join(f'"{name}"' for name in cells)
            values = ", ".join(f":{name}" for name in cells)
            connection.execute(text(f"INSERT INTO {table} ({names}) VALUES ({values})"), cells)
    book.migrate()
    with book.read() as connection:
        (kept,) = connection.execute(select(sync_schema.matter_entry))
        assert entry_of(kept) == entry
        assert of_entry(entry_of(kept)) == sealed(
            [entry.kind.value, entry.text, entry.reason, str(entry.day), entry.figures.fingerprint]
        )
    book.close()


def test_the_trail_tells_an_exact_amount_from_every_other_one(any_store: Store):
    """The control: as it was entered, there is nothing to tell."""
    seated(any_store)
    first = replace(FIRST, stated=Prediction(cost=Cost(Decimal("40000.0001"))))
    any_store.sync.raise_matter(MATTER, first, in_seat)
    assert any_store.sync.matters()[0].cost == Cost(Decimal("40000.0001"))
    assert any_store.check() == []
    (entry,) = any_store.sync.log()
    dearer = replace(entry, stated=Prediction(cost=Cost(Decimal("40000.0002"))))
    monthly = replace(entry, stated=Prediction(cost=Cost(Decimal("40000.0001"), is_monthly=True)))
    assert len({of_entry(each) for each in (entry, dearer, monthly, replace(entry, answer=Verdict.NO))}) == 4


def test_a_cost_changed_past_the_guards_is_told(store: Store):
    """The first is the control: as it was entered."""
    seated(store)
    store.sync.raise_matter(MATTER, replace(FIRST, stated=Prediction(cost=Cost(Decimal("40000.0001")))), in_seat)
    change("DROP TRIGGER matter_entry_no_update")(store)
    for cost, is_told in (("400000001", False), ("400000002", True), ("-400000001", True), ("NULL", True)):
        change(f"UPDATE matter_entry SET cost = {cost}")(store)
        assert [problem.where for problem in store.check()] == ["matter 1"] * is_told, cost
