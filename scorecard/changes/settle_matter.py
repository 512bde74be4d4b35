"""Send a matter to the CEO with a day, settle it, and open a decided one again when its numbers have moved."""

from datetime import date

from scorecard.changes.sync_acting import say, seated
from scorecard.domain.access import Actor
from scorecard.domain.sync import NO_FIGURES, Said
from scorecard.domain.work import Figures
from scorecard.domain.work_entries import LONGEST_ACTION, day_entered, text_entered
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
    decision: str,
    reason: str,
    now: Figures = NO_FIGURES,
    key: str = "",
) -> int:
    """Decide what was sent; from then on everybody reads the decision and its reason.

    Raises:
        NobodyChosen, NoSeat: If the actor is not the CEO.
        NoSuchMatter, Conflict: As for a position.
        NotNow: If it was not sent, or is decided.
        UnfitEntry: If decision or reason are missing or cannot be kept.
    """
    seated(store, actor)
    told = text_entered(decision, "decision", LONGEST_ACTION)
    why = text_entered(reason, "reason", LONGEST_ACTION)
    return say(store, actor, matter, version, key, Said.DECIDED, told, why, now=now)


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
