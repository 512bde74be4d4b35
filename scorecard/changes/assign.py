"""Give a number to a pair of people, and hand it over to others."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from scorecard.changes.acting import Upon, act_upon, authorise_entry, trace
from scorecard.domain.access import Actor
from scorecard.domain.catalogue import Catalogue
from scorecard.domain.errors import UnknownName, UnknownRevision
from scorecard.domain.scope import names_state
from scorecard.domain.vocabulary import Comparison
from scorecard.domain.work import Figures, Item, Said, Subject
from scorecard.domain.work_entries import LONGEST_ACTION, UnfitEntry, day_entered, lead_entered, text_entered
from scorecard.store.schema import TOLD_BY
from scorecard.store.store import Store
from scorecard.store.work import Entry


def assign(
    store: Store,
    actor: Actor,
    subject: Subject,
    now: Figures,
    finance_owner: str,
    operations_owner: str,
    due: date,
    text: str = "",
    key: str = "",
    lead: str = "",
) -> int:
    """Open an item about a line, a slice or a measure.

    Args:
        store: Where.
        actor: Who does it.
        subject: What it is about.
        now: The figures on the screen.
        finance_owner: Id of the owner for finance.
        operations_owner: Id of the owner for operations.
        due: Until when it is to be explained and an action agreed.
        text: A first remark; may be empty.
        key: Kept by the form until a new entry is begun.
        lead: Id of the owner who answers for an action: then the text says what will be done, until the due date.

    Returns:
        The item's number.

    Raises:
        NotAllowed: If the actor may not assign work.
        UnknownName: If place, line, period, dimension or person does not exist.
        UnknownRevision: If the earlier state it is held against does not.
        NotAPair: If the owners are not two people of both sides.
        UnfitEntry: If the day lies in the past, the text cannot be kept, or somebody else is to answer for it.
        AlreadyAssigned: If an item about the same subject is not verified yet.
    """
    authorise_entry(store, actor, "assign work")
    today = store.today()
    told = text_entered(text, "action", LONGEST_ACTION) if lead else text_entered(text, "remark", needed=False)
    day = day_entered(due, today, "due date")
    item = Item(
        id=0,
        subject=_known(store, subject),
        opened=today,
        opened_by=actor.id,
        finance_owner=finance_owner,
        operations_owner=operations_owner,
        due=day,
        figures=now,
        action=told if lead else "",
        action_due=day if lead else None,
        lead=lead_entered(lead, (finance_owner, operations_owner)) if lead else "",
    )
    said = trace(told, now) | {"owners": item.owners, "due": due.isoformat()} | ({"lead": lead} if lead else {})
    return store.work.open(item, Entry(Said.OPENED, told, now), said, key)


def hand_over(
    store: Store,
    actor: Actor,
    item: int,
    version: int,
    finance_owner: str,
    operations_owner: str,
    due: date,
    now: Figures,
    key: str = "",
) -> int:
    """Give an item other owners or another due date; its age goes on.

    Raises:
        NotAllowed: If the actor may not assign work.
        NoSuchItem: If there is no such item.
        Conflict: If somebody else changed it meanwhile.
        UnknownName: If a person does not exist.
        NotAPair: If the owners are not two people of both sides.
        UnfitEntry: If the day lies before the item was opened.
    """
    names = {person.id: person.name for person in store.people()}

    def told(found: Item) -> str:
        pair = " and ".join(names.get(owner, owner) for owner in found.owners)
        return f"{pair}, due {found.due:%-d %b %Y}"

    def change(found: Item) -> Item:
        day = due if due == found.due else day_entered(due, found.opened, "due date")
        lead = found.lead if found.lead in (finance_owner, operations_owner) else ""
        return replace(found, finance_owner=finance_owner, operations_owner=operations_owner, due=day, lead=lead)

    wanted = replace(store.work.item(item), finance_owner=finance_owner, operations_owner=operations_owner, due=due)
    extra = (("owners", f"{finance_owner} {operations_owner}"), ("due", due.isoformat()))
    upon = Upon("assign work", Said.REASSIGNED, told(wanted), now, change, told, version, extra=extra)
    return act_upon(store, actor, item, upon, key)


def _known(store: Store, subject: Subject) -> Subject:
    """The subject with its slice in order, if everything it names exists."""
    snapshot = store.snapshot()
    catalogue = snapshot.catalogue
    catalogue.entity(subject.entity)
    snapshot.calendar.index(subject.period)
    if not any(subject.name in names for names in (catalogue.accounts, catalogue.measures, catalogue.readings)):
        raise UnknownName("line or measure", subject.name)
    if (subject.compare is Comparison.KNOWN) is not bool(subject.known):
        raise UnfitEntry("A number is held against an earlier state by its name, and against nothing else so.")
    if subject.known:
        if not names_state(subject.known):
            raise UnknownRevision(subject.known)
        store.earlier(subject.known, snapshot)
    return replace(subject, where=_slice(catalogue, subject.where))


def _slice(catalogue: Catalogue, where: Sequence[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    for dim, value in where:
        if dim not in TOLD_BY:
            raise UnknownName("dimension", dim)
        if dim == "entity":
            catalogue.entity(value)
        text_entered(value, dim.replace("_", " "), 200, needed=False)
    if len({dim for dim, _ in where}) < len(where):
        raise UnfitEntry("A slice names each dimension once.")
    return tuple(sorted(where, key=lambda pair: TOLD_BY.index(pair[0])))
