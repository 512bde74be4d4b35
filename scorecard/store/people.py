"""People of the workspace as the book keeps them."""

from collections.abc import Sequence
from dataclasses import asdict

from sqlalchemy import Connection, func, insert, or_, select, update

from scorecard.domain.errors import Conflict
from scorecard.domain.people import Person, require_fit, require_seat
from scorecard.domain.work import WorkState
from scorecard.store import schema
from scorecard.store.acts import Act, perform
from scorecard.store.shelves import Shelves


def people(connection: Connection) -> list[Person]:
    """Everybody, by id."""
    return [Person(*row) for row in connection.execute(select(schema.person).order_by(schema.person.c.id))]


def put(shelves: Shelves, person: Person, who: str, key: str = "") -> None:
    """Write a person down, new or changed.

    Raises:
        Conflict: If somebody else changed the person since ``person.version``.
        UnfitPerson: If it is the writer's own role, the last administrator's, items would lose an owner, or a seat
            does not fit.
    """

    def work(connection: Connection) -> str:
        before = people(connection)
        require_seat(before, person, who)
        written = _write(connection, person)
        require_fit(before, person, who, _has(connection, person.id))
        return written

    perform(shelves, Act(who, "person.put", f"person {person.id}", asdict(person), key), work)


def bring(shelves: Shelves, found: Sequence[Person], who: str) -> int:
    """Write many down at once, if none of them is there yet; returns how many."""
    told = {"people": [f"{person.id} {person.role}" for person in found]}

    def work(connection: Connection) -> str:
        for person in found:
            _write(connection, person)
        return str(len(found))

    try:
        return int(perform(shelves, Act(who, "people.bring", "people", told), work))
    except Conflict:
        return 0


def _has(connection: Connection, name: str) -> int:
    """How many items a person has that are not verified."""
    table = schema.item
    owns = or_(table.c.finance_owner == name, table.c.operations_owner == name)
    query = select(func.count()).where(owns, table.c.state != WorkState.VERIFIED.value)
    return int(connection.scalar(query) or 0)


def _write(connection: Connection, person: Person) -> str:
    table, row = schema.person, asdict(person) | {"version": person.version + 1}
    found = connection.execute(select(table).where(table.c.id == person.id)).first()
    if found is None and person.version == 0:
        connection.execute(insert(table).values(row))
        return person.id
    changed = connection.execute(
        update(table).where(table.c.id == person.id, table.c.version == person.version).values(row)
    )
    if changed.rowcount != 1:
        theirs = f"{found.name}, {found.role}" if found is not None else "nobody"
        raise Conflict(f"Person {person.id}", f"{person.name}, {person.role}", theirs)
    return person.id
