"""Schedule a one-off of cash by hand, change it, or take it back."""

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from scorecard.changes.acting import authorise_entry
from scorecard.domain.access import Actor
from scorecard.domain.catalogue import Catalogue
from scorecard.domain.planned_cash import IN, OUT, AlreadyWithdrawn, PlannedCash, PlannedState
from scorecard.domain.vocabulary import Scenario
from scorecard.domain.work_entries import UnfitEntry, amount_entered, day_entered, text_entered
from scorecard.store.store import Snapshot, Store

RIGHT = "schedule cash"
LONGEST_NAME, LONGEST_PARTY = 120, 80


@dataclass(frozen=True, slots=True)
class Movement:
    """What somebody entered: where, which way, when, how much, what it is and with whom.

    ``amount`` is as typed or exact, above zero, in the workspace's currency.
    """

    entity: str
    direction: str
    day: date
    amount: str | Decimal
    name: str
    party: str = ""


def schedule_cash(store: Store, actor: Actor, movement: Movement, key: str = "") -> int:
    """Write a new one-off down; the cash forecast shows it at once.

    Args:
        store: Where.
        actor: Who does it.
        movement: What is expected.
        key: Kept by the form until a new entry is begun.

    Returns:
        Its number.

    Raises:
        NotAllowed: If the actor may not schedule cash.
        UnknownName: If there is no such place.
        UnfitEntry: If it cannot be kept as it is: a day gone by, no amount, a place without a bank account.
    """
    authorise_entry(store, actor, RIGHT)
    today = store.today()
    blank = PlannedCash(0, "", "", today, Decimal(0), "", "", today, actor.id)
    return store.planned.schedule(_filled(store.snapshot(), blank, movement, today), key)


def change_cash(store: Store, actor: Actor, number: int, version: int, movement: Movement, key: str = "") -> int:
    """Change a one-off; ``version`` is the one that was read.

    Raises:
        NotAllowed: If the actor may not schedule cash.
        NoSuchOneOff: If there is none of this number.
        Conflict: If somebody else changed it meanwhile.
        AlreadyWithdrawn: If it was taken back.
        UnknownName, UnfitEntry: As for a new one; its own day may have gone by.
    """
    authorise_entry(store, actor, RIGHT)
    before = store.planned.entry(number)
    earliest = min(before.day, store.today()) if movement.day == before.day else store.today()
    state = PlannedState.SCHEDULED
    wanted = replace(_filled(store.snapshot(), before, movement, earliest), version=version, state=state)

    def decide(found: PlannedCash) -> PlannedCash:
        if not found.is_expected:
            raise AlreadyWithdrawn(number)
        return wanted

    return store.planned.change(wanted, actor.id, decide, key)


def withdraw_cash(store: Store, actor: Actor, number: int, version: int, key: str = "") -> int:
    """Take a one-off back; it stays in the book and no longer in the forecast.

    Raises:
        NotAllowed: If the actor may not schedule cash.
        NoSuchOneOff: If there is none of this number.
        Conflict: If somebody else changed it meanwhile.
        AlreadyWithdrawn: If it was taken back before.
    """
    authorise_entry(store, actor, RIGHT)
    wanted = replace(store.planned.entry(number), version=version, state=PlannedState.WITHDRAWN)

    def decide(found: PlannedCash) -> PlannedCash:
        if not found.is_expected:
            raise AlreadyWithdrawn(number)
        return replace(found, state=PlannedState.WITHDRAWN)

    return store.planned.change(wanted, actor.id, decide, key)


def _filled(snapshot: Snapshot, entry: PlannedCash, movement: Movement, earliest: date) -> PlannedCash:
    """The entry with what was entered, once all of it can be kept."""
    _require_account(snapshot, movement.entity)
    if movement.direction not in (IN, OUT):
        raise UnfitEntry("Say first whether the money comes in or goes out.")
    amount = amount_entered(movement.amount)
    if amount is None or amount <= 0:
        raise UnfitEntry("Write the amount in digits and above zero; whether it comes in or goes out is chosen beside.")
    return replace(
        entry,
        entity=movement.entity,
        direction=movement.direction,
        day=day_entered(movement.day, earliest, "day"),
        amount=amount,
        name=" ".join(text_entered(movement.name, "name", LONGEST_NAME).split()),
        party=" ".join(text_entered(movement.party, "name of the other side", LONGEST_PARTY, needed=False).split()),
    )


def _require_account(snapshot: Snapshot, entity: str) -> None:
    catalogue: Catalogue = snapshot.catalogue
    if not entity:
        raise UnfitEntry("Say first whose bank account it is.")
    place = catalogue.entity(entity)
    if catalogue.cash is None:
        raise UnfitEntry("The catalogue does not say what cash is; add its section “cash” first.")
    if not snapshot.cells.stored(catalogue.cash.closing, entity, Scenario.ACTUAL).values.any():
        raise UnfitEntry(f"{place.name} has no bank account of its own. Choose a place that has one.")
