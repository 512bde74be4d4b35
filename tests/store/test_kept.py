"""What is kept of the book: read once, and again after somebody wrote, however close the two are."""

from sqlalchemy import Connection

from scorecard.domain.people import Person
from scorecard.store import people
from scorecard.store.kept import Kept
from scorecard.store.store import Store


def test_a_room_is_read_once_and_again_after_any_write(any_store: Store):
    reads: list[int] = []

    def read(connection: Connection) -> list[Person]:
        reads.append(1)
        return people.people(connection)

    kept = Kept(any_store._shelves.book, read)
    assert kept.now() is kept.now()
    assert (kept.now(), len(reads)) == ([], 1)
    any_store.put_person(Person("ann", "Ann"), "bea")
    assert ([each.name for each in kept.now()], len(reads)) == (["Ann"], 2)


def test_what_is_written_while_a_room_is_read_is_there_the_next_time(any_store: Store):
    """The control: what is read then is old already, and would be kept for new by a counter asked afterwards."""

    def read(connection: Connection) -> list[str]:
        found = [each.name for each in people.people(connection)]
        if not found:
            any_store.put_person(Person("ann", "Ann"), "bea")
        return found

    kept = Kept(any_store._shelves.book, read)
    assert kept.now() == []
    assert kept.now() == ["Ann"]
