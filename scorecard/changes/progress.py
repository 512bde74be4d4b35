"""Carry an item on: agree what is to be done, verify that it worked, or open it again."""

from dataclasses import replace
from datetime import date

from scorecard.changes.acting import Upon, act_upon
from scorecard.domain.access import Actor
from scorecard.domain.work import UNTIL, Figures, Item, Said
from scorecard.domain.work_entries import LONGEST_ACTION, day_entered, lead_entered, text_entered
from scorecard.domain.work_states import agreed, reopened, taken_on, verified
from scorecard.store.store import Store


def agree_action(
    store: Store,
    actor: Actor,
    item: int,
    version: int,
    action: str,
    action_due: date,
    now: Figures,
    key: str = "",
    lead: str = "",
    ahead: bool = False,
) -> int:
    """Write down the corrective action, the day it is to be done by, and who answers for it.

    Args:
        store: Where.
        actor: Who does it.
        item: Which.
        version: The one that was read.
        action: What will be done.
        action_due: Until when.
        now: The figures on the screen.
        key: Kept by the form until a new entry is begun.
        lead: Id of the owner who answers for it; "" leaves that as it is.
        ahead: Whether it may be agreed before its cause is known, as in a meeting; the item stays open then.

    Raises:
        NotAllowed: If the actor may not agree actions.
        NoSuchItem: If there is no such item.
        Conflict: If somebody else changed it meanwhile.
        NotInThisState: If it is not explained yet, or verified.
        NumbersMoved: If the numbers moved since it was explained.
        UnfitEntry: If the action cannot be kept, its day lies in the past, or somebody else is to answer for it.
    """
    told = text_entered(action, "action", LONGEST_ACTION)
    day = day_entered(action_due, store.today(), "day of the action")

    def change(found: Item) -> Item:
        after = (taken_on if ahead else agreed)(found, actor.id, told, day)
        return replace(after, lead=lead_entered(lead, found.owners) if lead else found.lead)

    upon = Upon(
        "agree an action",
        Said.AGREED,
        _told(told, day),
        now,
        change,
        lambda found: _told(found.action, found.action_due),
        version,
        extra=(("due", day.isoformat()), *((("lead", lead),) if lead else ())),
    )
    return act_upon(store, actor, item, upon, key)


def verify(store: Store, actor: Actor, item: int, version: int, now: Figures, text: str = "", key: str = "") -> int:
    """Close an item: the action is done and it worked, says somebody who did not agree it.

    Raises:
        NotAllowed: If the actor may not verify.
        NoSuchItem: If there is no such item.
        Conflict: If somebody else changed it meanwhile.
        NotInThisState: If no action is agreed.
        NumbersMoved: If the numbers moved since it was explained.
        OwnActionVerified: If the actor agreed the action.
        UnfitEntry: If the remark cannot be kept.
    """
    told = text_entered(text, "remark", needed=False)
    day = store.today()
    upon = Upon(
        "verify an action",
        Said.VERIFIED,
        told,
        now,
        lambda found: verified(found, actor.id, day),
        version=version,
    )
    return act_upon(store, actor, item, upon, key)


def reopen(store: Store, actor: Actor, item: int, version: int, text: str, now: Figures, key: str = "") -> int:
    """Open an item again, about the numbers of now; its age goes on from its original date.

    Raises:
        NotAllowed: If the actor may not re-open items.
        NoSuchItem: If there is no such item.
        Conflict: If somebody else changed it meanwhile.
        NotInThisState: If it is open.
        AlreadyAssigned: If another item about the same subject is not verified yet.
        UnfitEntry: If no reason is given, or it cannot be kept.
    """
    told = text_entered(text, "reason")
    upon = Upon(
        "re-open an item",
        Said.REOPENED,
        told,
        now,
        lambda found: reopened(found, now),
        version=version,
        meets=False,
    )
    return act_upon(store, actor, item, upon, key)


def _told(action: str, day: date | None) -> str:
    """An action as one text, with its day."""
    return f"{action}{UNTIL}{day:%-d %b %Y}" if day else action
