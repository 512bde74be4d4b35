"""How long an item has been open, what is due next, and in which order items are looked at: all by its state now.

The state now is that of ``state_now``: what was verified about numbers that have moved since is open again.
"""

from datetime import date

from scorecard.domain.work import Item, WorkState

AGES = ((30, "0 to 30 days"), (60, "31 to 60 days"), (90, "61 to 90 days"))
OLDEST = "over 90 days"
"""The buckets of ageing: up to so many days, and its words."""


def days_open(item: Item, state: WorkState, today: date) -> int:
    """Days since the original date; edits, hand-overs and re-opening never reset it. It stops while verified."""
    until = item.verified if state is WorkState.VERIFIED else None
    return max(((until or today) - item.opened).days, 0)


def age_band(days: int) -> str:
    """The bucket of an age in days."""
    return next((words for until, words in AGES if days <= until), OLDEST)


def due_next(item: Item, state: WorkState) -> date | None:
    """What is awaited: the explanation, then the action's own day; None when verified."""
    if state is WorkState.VERIFIED:
        return None
    return item.action_due if state is WorkState.AGREED else item.due


def days_overdue(item: Item, state: WorkState, today: date) -> int:
    """Days since the day that is awaited; 0 on that day, before it, and when verified."""
    due = due_next(item, state)
    return max((today - due).days, 0) if due is not None else 0


def by_urgency(item: Item, state: WorkState, today: date) -> tuple[bool, date, date, int]:
    """Sort key: overdue first, then by the day awaited, then the oldest; verified ones last."""
    due = due_next(item, state)
    return days_overdue(item, state, today) == 0, due or date.max, item.opened, item.id
