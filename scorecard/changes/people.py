"""Write people down: one by one, or all that the catalogue names when the book has nobody."""

from dataclasses import replace

from scorecard.domain.access import Actor, authorise, may
from scorecard.domain.people import LONGEST_NAME, Person
from scorecard.domain.work_entries import text_entered
from scorecard.store.store import Store


def put_person(store: Store, actor: Actor, person: Person, key: str = "") -> None:
    """Add a person, or change name, role, side or whether they are still here.

    Args:
        store: Where.
        actor: Who does it.
        person: As they are to be, with the version that was read; 0 for somebody new.
        key: Kept by the form until a new entry is begun.

    Raises:
        NotAllowed: If the actor may not change people.
        UnfitPerson: If role or side are unknown, it is the actor's own role or the last administrator's, or
            items would be left without an owner.
        UnfitEntry: If id or name cannot be kept.
        Conflict: If somebody else changed the person meanwhile.
    """
    authorise(actor, "change people")
    told = replace(
        person,
        id=text_entered(person.id, "id", LONGEST_NAME),
        name=text_entered(person.name, "name", LONGEST_NAME),
    )
    store.put_person(told, actor.id, key)


def bring_people(store: Store, actor: Actor) -> int:
    """Write down everybody the catalogue names, if the book has nobody; else change nothing.

    A person who may not change people brings no administrators: those come as viewers.

    Returns:
        How many people were written down.

    Raises:
        NotAllowed: If the actor may not change the catalogue.
        NothingPublished: If there is no catalogue yet.
    """
    authorise(actor, "change the catalogue")
    named = store.snapshot().catalogue.people.values()
    if not named or store.people():
        return 0
    free = may(actor, "change people")
    found = [
        Person(each.id, each.name, each.role if free or each.role != "admin" else "viewer", each.side) for each in named
    ]
    return store.bring_people(found, actor.id)
