"""Carry an item on: agree what is to be done, verify that it worked, or open it again."""

from datetime import date

from scorecard.changes.acting import Upon, act_upon
from scorecard.domain.access import Actor
from scorecard.domain.work import Figures, Said
from scorecard.domain.work_entries import LONGEST_ACTION, day_entered, text_entered
from scorecard.domain.work_states import agreed, reopened, verified
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
) -> int:
    """Write down the corrective action and the day it is to be done by.

    Raises:
        NotAllowed: If the actor may not agree actions.
        NoSuchItem: If there is no such item.
        Conflict: If somebody else changed it meanwhile.
        NotInThisState: If it is not explained yet, or verified.
        NumbersMoved: If the numbers moved since it was explained.
        UnfitEntry: If the action cannot be kept, or its day lies in the past.
    """
    told = text_entered(action, "action", LONGEST_ACTION)
    day = day_entered(action_due, store.today(), "day of the action")
    upon = Upon(
        "agree an action",
        Said.AGREED,
        _told(told, day),
        now,
        lambda found: agreed(found, actor.id, told, day),
        lambda found: _told(found.action, found.action_due),
        version,
        extra=(("due", day.isoformat()),),
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
    return f"{action}\nUntil {day:%d %b %Y}" if day else action
