"""Raise a matter that needs a decision of the CFO and the COO, change its terms, or withdraw it."""

from dataclasses import dataclass, replace
from datetime import date

from scorecard.changes.stating import UNSTATED, Stated, stated_entered
from scorecard.changes.sync_acting import matter_of, say, seated
from scorecard.domain.access import Actor
from scorecard.domain.decided import Prediction
from scorecard.domain.errors import UnknownName
from scorecard.domain.sync import Matter, MatterEntry, Said
from scorecard.domain.sync_acts import in_seat
from scorecard.domain.work import NO_FIGURES, Figures, Subject
from scorecard.domain.work_entries import (
    LONGEST_ACTION,
    LONGEST_WHY,
    day_entered,
    text_entered,
)
from scorecard.store.store import Store

LONGEST_TITLE = 160


@dataclass(frozen=True, slots=True)
class Needed:
    """What somebody entered: what is to be decided, on which terms, by when, and what will come of it."""

    title: str
    decide_by: date
    yes_if: str = ""
    displaced: str = ""
    stated: Stated = UNSTATED


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
    _known(store, subject)
    stated = stated_entered(store, subject, needed.stated)
    matter = Matter(0, title, subject, store.sync.now(), actor.id, stated.expected, stated.by)
    terms = _terms(needed.yes_if, needed.displaced, needed.decide_by, today)
    first = MatterEntry(0, 0, matter.raised, actor.id, seat, Said.RAISED, *terms, figures, Prediction(cost=stated.cost))
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
    stated: Stated | None = None,
    key: str = "",
) -> int:
    """Change the terms; positions about the old ones are taken off. Without ``stated`` what was predicted stays.

    Raises:
        NobodyChosen, NoSeat, NoSuchMatter, Conflict, NotNow, UnfitEntry: As for a position.
    """
    seated(store, actor)
    terms = _terms(yes_if, displaced, decide_by, store.today())
    predicted = _restated(store, matter_of(store, matter), stated)
    return say(store, actor, matter, version, key, Said.REWORDED, *terms, now, predicted)


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


def _known(store: Store, subject: Subject | None) -> None:
    """Refuses a number that the catalogue does not have."""
    if subject is None:
        return
    catalogue = store.snapshot().catalogue
    catalogue.entity(subject.entity)
    if not any(subject.name in names for names in (catalogue.accounts, catalogue.measures, catalogue.readings)):
        raise UnknownName("line or measure", subject.name)


def _restated(store: Store, found: Matter, stated: Stated | None) -> Prediction:
    """What the new terms predict; one that is taken off leaves its day, unlike one that nothing is said about."""
    if stated is None:
        return found.predicted
    predicted = stated_entered(store, found.subject, stated, found.predicted)
    return predicted if predicted.expected is not None else replace(predicted, by=found.by)
