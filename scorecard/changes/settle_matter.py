"""Send a matter to the CEO with a day, settle it, and open a decided one again when its numbers have moved."""

from datetime import date

from scorecard.changes.stating import Stated, stated_entered
from scorecard.changes.sync_acting import matter_of, say, seated
from scorecard.domain.access import Actor
from scorecard.domain.decided import NOTHING, Prediction, Verdict
from scorecard.domain.sync import Matter, Said
from scorecard.domain.sync_acts import ruling
from scorecard.domain.work import NO_FIGURES, Figures
from scorecard.domain.work_entries import LONGEST_ACTION, UnfitEntry, day_entered, text_entered
from scorecard.store.store import Store


def send_to_ceo(
    store: Store, actor: Actor, matter: int, version: int, until: date, reason: str = "", key: str = ""
) -> int:
    """Let the CEO settle what the two see differently, until a day.

    Args:
        store: Where.
        actor: The CFO or the COO.
        matter: Which.
        version: Entries of its log that were read.
        until: The CEO's day.
        reason: What the CEO is asked.
        key: Kept by the form until a new entry is begun.

    Returns:
        The matter's number.

    Raises:
        NobodyChosen, NoSeat, NoSuchMatter, Conflict: As for a position.
        NotNow: If nobody sees it differently, or it is not with the two.
        UnfitEntry: If day or text cannot be kept.
    """
    seated(store, actor)
    day = day_entered(until, store.today(), "day of the CEO")
    told = text_entered(reason, "question", LONGEST_ACTION, needed=False)
    return say(store, actor, matter, version, key, Said.SENT, reason=told, day=day)


def settle(
    store: Store,
    actor: Actor,
    matter: int,
    version: int,
    answer: Verdict | None,
    reason: str,
    now: Figures = NO_FIGURES,
    terms: str = "",
    stated: Stated | None = None,
    key: str = "",
) -> int:
    """Decide what was sent; from then on everybody reads the decision and its reason.

    Args:
        store: Where.
        actor: The CEO.
        matter: Which.
        version: Entries of its log that were read.
        answer: Yes, no, or on other terms; None, refused, where none was chosen.
        reason: Why.
        now: The number it is about, on the screen.
        terms: The other terms; needed with them, and only there.
        stated: What the number will be then, and what it costs or brings; None for what the terms say. A no has none.
        key: Kept by the form until a new entry is begun.

    Raises:
        NobodyChosen, NoSeat: If the actor is not the CEO.
        NoSuchMatter, Conflict: As for a position.
        NotNow: If it was not sent, or is decided.
        UnfitEntry: If answer, terms or reason are missing, do not belong there, or cannot be kept.
    """
    seated(store, actor)
    if answer is None:
        raise UnfitEntry("Say yes, no, or on other terms.")
    is_other = answer is Verdict.TERMS
    told = text_entered(terms, "decision on other terms", LONGEST_ACTION, needed=is_other)
    if told and not is_other:
        raise UnfitEntry(f"Other terms do not go with “{answer.value}”. Leave them out, or choose the other one.")
    why, found = text_entered(reason, "reason", LONGEST_ACTION), matter_of(store, matter)
    predicted = _predicted(store, found, answer, stated)
    text = ruling(found, answer, told)
    return say(store, actor, matter, version, key, Said.DECIDED, text, why, None, now, predicted, answer)


def reopen_matter(
    store: Store,
    actor: Actor,
    matter: int,
    version: int,
    decide_by: date,
    reason: str,
    now: Figures,
    key: str = "",
) -> int:
    """Open a decided matter again because its numbers moved; the decision stands until another one is made.

    Raises:
        NobodyChosen, NoSeat, NoSuchMatter, Conflict, UnfitEntry: As for a position.
        NotNow: If it is not decided, or its numbers have not moved.
    """
    seated(store, actor)
    day = day_entered(decide_by, store.today(), "day to decide by")
    told = text_entered(reason, "reason", LONGEST_ACTION)
    return say(store, actor, matter, version, key, Said.REOPENED, reason=told, day=day, now=now)


def _predicted(store: Store, matter: Matter, answer: Verdict, stated: Stated | None) -> Prediction:
    """What the decision is held against."""
    if answer is Verdict.NO:
        return NOTHING
    return matter.predicted if stated is None else stated_entered(store, matter.subject, stated, matter.predicted)
