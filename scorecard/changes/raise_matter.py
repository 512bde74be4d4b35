"""Raise a matter that needs a decision of the CFO and the COO, change its terms, or withdraw it."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from scorecard.changes.acting import unit_of
from scorecard.changes.sync_acting import say, seated
from scorecard.domain.access import Actor
from scorecard.domain.errors import UnknownName
from scorecard.domain.sync import NO_FIGURES, Matter, MatterEntry, Said
from scorecard.domain.sync_acts import in_seat
from scorecard.domain.vocabulary import Unit
from scorecard.domain.work import Figures, Subject
from scorecard.domain.work_entries import (
    LONGEST_ACTION,
    LONGEST_WHY,
    UnfitEntry,
    amount_entered,
    day_entered,
    text_entered,
)
from scorecard.store.store import Store

HUNDRED = Decimal(100)
LONGEST_TITLE = 160


@dataclass(frozen=True, slots=True)
class Needed:
    """What somebody entered: what is to be decided, on which terms, and by when.

    ``expected`` is what the number will be then, as typed in its unit (94 for 94 %); empty for no prediction.
    """

    title: str
    decide_by: date
    yes_if: str = ""
    displaced: str = ""
    expected: str | Decimal = ""
    by: date | None = None


def raise_matter(
    store: Store, actor: Actor, needed: Needed, subject: Subject | None = None, now: Figures = NO_FIGURES, key: str = ""
) -> int:
    """Write a new matter down; until it is decided only the CFO, the COO and the CEO see it.

    Args:
        store: Where.
        actor: Who raises it.
        needed: What is to be decided.
        subject: The number it is about; None for none.
        now: That number on the screen.
        key: Kept by the form until a new entry is begun.

    Returns:
        Its number.

    Raises:
        NobodyChosen, NoSeat: If the actor does not speak here.
        UnknownName: If there is no such place, measure or line.
        UnfitEntry: If something cannot be kept as it is.
    """
    seat, today = seated(store, actor), store.today()
    title, figures = text_entered(needed.title, "matter", LONGEST_TITLE), NO_FIGURES if subject is None else now
    expected = _expected(store, needed, subject)
    by = None if needed.by is None or expected is None else day_entered(needed.by, today, "day")
    matter = Matter(0, title, subject, store.sync.now(), actor.id, expected, by)
    terms = _terms(needed.yes_if, needed.displaced, needed.decide_by, today)
    first = MatterEntry(0, 0, matter.raised, actor.id, seat, Said.RAISED, *terms, figures)
    return store.sync.raise_matter(matter, first, in_seat, key)


def reword_matter(
    store: Store,
    actor: Actor,
    matter: int,
    version: int,
    yes_if: str,
    displaced: str,
    decide_by: date,
    now: Figures = NO_FIGURES,
    key: str = "",
) -> int:
    """Change the terms; positions about the old ones are taken off.

    Raises:
        NobodyChosen, NoSeat, NoSuchMatter, Conflict, NotNow, UnfitEntry: As for a position.
    """
    seated(store, actor)
    terms = _terms(yes_if, displaced, decide_by, store.today())
    return say(store, actor, matter, version, key, Said.REWORDED, *terms, now)


def withdraw_matter(store: Store, actor: Actor, matter: int, version: int, reason: str, key: str = "") -> int:
    """Take a matter off that needs no decision any more; nobody else ever learns of it.

    Raises:
        NobodyChosen, NoSeat, NoSuchMatter, Conflict, NotNow, UnfitEntry: As for a position.
    """
    seated(store, actor)
    told = text_entered(reason, "reason", LONGEST_ACTION)
    return say(store, actor, matter, version, key, Said.WITHDRAWN, reason=told)


def _terms(yes_if: str, displaced: str, decide_by: date, today: date) -> tuple[str, str, date]:
    return (
        text_entered(yes_if, "condition", LONGEST_WHY, needed=False),
        text_entered(displaced, "item that is displaced", LONGEST_WHY, needed=False),
        day_entered(decide_by, today, "day to decide by"),
    )


def _expected(store: Store, needed: Needed, subject: Subject | None) -> Decimal | None:
    """What was typed, in the number's own unit: percent as a fraction."""
    value = amount_entered(needed.expected)
    if subject is None:
        if value is not None:
            raise UnfitEntry("This matter is about no number, so none can be expected of it. Leave the box empty.")
        return None
    catalogue = store.snapshot().catalogue
    catalogue.entity(subject.entity)
    if not any(subject.name in names for names in (catalogue.accounts, catalogue.measures, catalogue.readings)):
        raise UnknownName("line or measure", subject.name)
    if value is not None and needed.by is None:
        raise UnfitEntry("Say by when the number is expected to be there.")
    return value / HUNDRED if value is not None and unit_of(catalogue, subject.name) is Unit.PERCENT else value
