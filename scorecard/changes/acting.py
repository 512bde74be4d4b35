"""What all acts upon an item share: they are bound to the numbers they are about, and re-open what has moved."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from scorecard.domain.access import LOCAL, Actor, authorise
from scorecard.domain.catalogue import Catalogue
from scorecard.domain.people import actors_of
from scorecard.domain.statement import rule_of
from scorecard.domain.vocabulary import Unit
from scorecard.domain.work import Figures, Item, Said
from scorecard.domain.work_states import MOVED, NotInThisState, NumbersMoved, is_stale, met
from scorecard.store.store import Store
from scorecard.store.work import Entry, Step


@dataclass(frozen=True, slots=True)
class Upon:
    """One act upon an item.

    Attributes:
        right: What the person must have the right to do.
        kind: What the history says it was.
        text: What the person wrote, as the history keeps it.
        now: The figures the person saw.
        change: The item as it is to be; it may refuse.
        theirs: The same part of the item as somebody else left it.
        version: The one that was read; None for what is only added.
        amount: What part of the impact it explains.
        extra: More for the trail, which keeps texts as their hash only.
        meets: Whether numbers that moved re-open the item first.
    """

    right: str
    kind: Said
    text: str
    now: Figures
    change: Callable[[Item], Item] = lambda item: item
    theirs: Callable[[Item], str] = lambda item: item.state.value
    version: int | None = None
    amount: Decimal | None = None
    extra: tuple[tuple[str, str], ...] = ()
    meets: bool = True


def act_upon(store: Store, actor: Actor, item: int, upon: Upon, key: str) -> int:
    """Do it in one transaction; an item whose numbers moved materially is re-opened on the way.

    Returns:
        The item's number.

    Raises:
        NotAllowed: If the actor lacks the right, or is nobody of the people who have it.
        NoSuchItem: If there is no such item.
        Conflict: If somebody else changed it meanwhile.
        NotInThisState: If the act does not fit how far the item has come.
        NumbersMoved: If it would fit, had the numbers not moved.
    """
    authorise_entry(store, actor, upon.right)
    catalogue = store.snapshot().catalogue

    def decide(before: Item) -> tuple[Item, tuple[Entry, ...]]:
        name = before.subject.name
        rule, unit = rule_of(name, catalogue), unit_of(catalogue, name)
        stale = upon.meets and is_stale(before.figures, upon.now, rule, unit)
        found = met(before, stale, upon.now)
        moved = (Entry(Said.REOPENED, MOVED, upon.now),) if found is not before else ()
        try:
            after = upon.change(found)
        except NotInThisState as unfit:
            raise NumbersMoved if moved else unfit from None
        return after, (*moved, Entry(upon.kind, upon.text, upon.now, upon.amount))

    said = trace(upon.text, upon.now, upon.amount) | dict(upon.extra)
    step = Step(f"work.{upon.kind.name.lower()}", said, decide, upon.version, upon.text or upon.kind.value, upon.theirs)
    return store.work.change(item, actor.id, step, key)


def authorise_entry(store: Store, actor: Actor, action: str) -> None:
    """Refuse an entry the actor may not make; this computer's account only where nobody in the book can.

    Raises:
        NotAllowed: With the reason.
    """
    authorise(actor, action, actors_of(store.people()) if actor.role == LOCAL.role else ())


def trace(text: str, now: Figures, amount: Decimal | None = None) -> dict[str, object]:
    """What the trail keeps of an entry: which text, which numbers and which amount, not the text itself."""
    told: dict[str, object] = {"text_sha256": hashlib.sha256(text.encode()).hexdigest(), "figures": now.fingerprint}
    return told | ({} if amount is None else {"amount": f"{amount:.4f}"})


def unit_of(catalogue: Catalogue, name: str) -> Unit:
    """What a measure, an account or a reading is counted in; measures come first, as where they are looked into."""
    if name in catalogue.measures:
        return catalogue.measures[name].unit
    return catalogue.readings[name].unit if name in catalogue.readings else Unit.MONEY
