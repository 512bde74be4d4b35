"""Say what was behind a difference: up to five whys and the kind of cause."""

from collections.abc import Sequence

from scorecard.changes.acting import Upon, act_upon
from scorecard.domain.access import Actor
from scorecard.domain.work import Figures, Item, Said
from scorecard.domain.work_entries import cause_entered, whys_entered
from scorecard.domain.work_states import explained
from scorecard.store.store import Store


def explain(
    store: Store,
    actor: Actor,
    item: int,
    version: int,
    cause: str,
    whys: Sequence[str],
    now: Figures,
    key: str = "",
) -> int:
    """Write down the root cause; the item is explained, about the numbers of now.

    Args:
        store: Where.
        actor: Who explains.
        item: The item's number.
        version: The version that was on the screen.
        cause: process, data, demand, supply, price, policy or one-off.
        whys: One to five answers, each to the why of the one before.
        now: The figures on the screen.
        key: Kept by the form until a new entry is begun.

    Returns:
        The item's number.

    Raises:
        NotAllowed: If the actor may not explain.
        NoSuchItem: If there is no such item.
        Conflict: If somebody else changed it meanwhile.
        NotInThisState: If it is verified.
        UnfitEntry: If a why cannot be kept, or the cause is of no known kind.
    """
    kind, told = cause_entered(cause), whys_entered(whys)
    text = _told(kind.value, told)

    def theirs(found: Item) -> str:
        return _told(found.cause.value if found.cause else "", found.whys)

    upon = Upon(
        "explain a difference",
        Said.EXPLAINED,
        text,
        now,
        lambda found: explained(found, kind, told, now),
        theirs,
        version,
        extra=(("cause", kind.value),),
    )
    return act_upon(store, actor, item, upon, key)


def _told(cause: str, whys: Sequence[str]) -> str:
    """A root cause as one text: its kind, then the whys one a line."""
    return "\n".join((cause, *whys))
