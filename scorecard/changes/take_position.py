"""Say where the CFO or the COO stands on a matter: agree, or see it differently, with reasons."""

from scorecard.changes.sync_acting import say, seated
from scorecard.domain.access import Actor
from scorecard.domain.sync import Said
from scorecard.domain.work import NO_FIGURES, Figures
from scorecard.domain.work_entries import LONGEST_ACTION, text_entered
from scorecard.store.store import Store


def take_position(
    store: Store,
    actor: Actor,
    matter: int,
    version: int,
    agrees: bool,
    reason: str = "",
    now: Figures = NO_FIGURES,
    key: str = "",
) -> int:
    """Write a position down; where both agree about the same numbers, the matter is decided by that.

    Args:
        store: Where.
        actor: The CFO or the COO.
        matter: Which.
        version: Entries of its log that were read.
        agrees: Whether they agree; if not, they say why.
        reason: Their reasons.
        now: The number it is about, on the screen.
        key: Kept by the form until a new entry is begun.

    Returns:
        The matter's number.

    Raises:
        NobodyChosen, NoSeat: If the actor does not speak here.
        NoSuchMatter: If there is no such matter.
        Conflict: If somebody else changed its terms meanwhile, sent or decided it.
        NotNow: If it is decided or withdrawn.
        UnfitEntry: If the reasons cannot be kept, or are missing.
    """
    seated(store, actor)
    told = text_entered(reason, "reason", LONGEST_ACTION, needed=not agrees)
    kind = Said.AGREES if agrees else Said.DIFFERS
    return say(store, actor, matter, version, key, kind, reason=told, now=now)
