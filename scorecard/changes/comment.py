"""Say something about a number, with the part of it that this explains."""

from decimal import Decimal

from scorecard.changes.acting import Upon, act_upon
from scorecard.domain.access import Actor
from scorecard.domain.work import Figures, Said
from scorecard.domain.work_entries import amount_entered, text_entered
from scorecard.domain.work_explained import along
from scorecard.store.store import Store


def comment(
    store: Store,
    actor: Actor,
    item: int,
    text: str,
    now: Figures,
    amount: str | Decimal | None = None,
    key: str = "",
    is_along: bool = False,
) -> int:
    """Add a comment to an item; it stays as it is, a later one may correct it.

    Args:
        store: Where.
        actor: Who says it.
        item: The item's number.
        text: Up to 4,000 characters.
        now: The figures on the screen.
        amount: The part of the impact this explains, in the workspace's currency, minus for worse.
        is_along: Whether the amount counts along the difference instead: plus is a part of it, worse or better as
            the whole is, and minus points the other way.
        key: Kept by the form until a new entry is begun.

    Returns:
        The item's number.

    Raises:
        NotAllowed: If the actor may not comment.
        NoSuchItem: If there is no such item.
        UnfitEntry: If text or amount cannot be kept.
    """
    told, part = text_entered(text, "comment"), amount_entered(amount)
    part = along(now.impact, part) if is_along else part
    return act_upon(store, actor, item, Upon("comment", Said.COMMENT, told, now, amount=part), key)
