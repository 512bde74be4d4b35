"""The states of an item: which act leads where, when numbers have moved, and who may verify."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from scorecard.domain.catalogue import Materiality
from scorecard.domain.errors import ScorecardError
from scorecard.domain.variance import is_material, limit_of
from scorecard.domain.vocabulary import Unit
from scorecard.domain.work import Cause, Figures, Item, WorkState

MOVED = "The numbers have moved since."
"""What the history says where an item was re-opened on the way to another act."""

STEPS = {
    "explain": (frozenset({WorkState.OPEN, WorkState.EXPLAINED, WorkState.AGREED}), WorkState.EXPLAINED),
    "agree an action on": (frozenset({WorkState.EXPLAINED, WorkState.AGREED}), WorkState.AGREED),
    "verify": (frozenset({WorkState.AGREED}), WorkState.VERIFIED),
    "re-open": (frozenset({WorkState.EXPLAINED, WorkState.AGREED, WorkState.VERIFIED}), WorkState.OPEN),
}
"""Act to the states it may start from and the one it leads to."""

FIRST = {
    ("explain", WorkState.VERIFIED): "Re-open it first.",
    ("agree an action on", WorkState.OPEN): "Say first what was behind it.",
    ("agree an action on", WorkState.VERIFIED): "Re-open it first.",
    ("verify", WorkState.OPEN): "First say what was behind it and agree an action.",
    ("verify", WorkState.EXPLAINED): "Agree an action first.",
}
"""What to do where an act does not fit the state."""


class NotInThisState(ScorecardError):
    """An act does not fit how far the item has come."""

    def __init__(self, act: str, state: WorkState) -> None:
        told = FIRST.get((act, state), "")
        super().__init__(f"You cannot {act} this item: it is {state.value}. {told}".rstrip())


class NumbersMoved(ScorecardError):
    """An act would fit, had the numbers it rests on not moved."""

    def __init__(self) -> None:
        super().__init__(
            "The numbers have moved since this was explained, so it is open again. Say first what is behind them now."
        )


class OwnActionVerified(ScorecardError):
    """The person who agreed an action wants to verify it."""

    def __init__(self) -> None:
        super().__init__("You agreed this action yourself. Let somebody else look whether it worked.")


def is_stale(
    then: Figures,
    now: Figures,
    materiality: Materiality,
    unit: Unit = Unit.MONEY,
) -> bool:
    """Whether the numbers moved so far that what was written about them has to be looked at again.

    Args:
        then: The figures it was written about.
        now: The figures as they are.
        materiality: The subject's own rule of what is worth a look; here applied to the movement. Where it has no
            amount it takes its share of the larger side.
        unit: What the figures are counted in.

    Returns:
        True if a number came or went, or if actual, reference or impact moved by an amount and a
        percentage of what it was (or five times the amount); ratios by their points alone.
    """
    pairs = ((then.actual, now.actual), (then.reference, now.reference), (then.impact, now.impact))
    if any((old is None) != (new is None) for old, new in pairs):
        return True
    known = [(old, new) for old, new in pairs if old is not None and new is not None]
    sizes = [abs(number) for number in (then.actual, then.reference) if number is not None]
    limit = limit_of(materiality, unit, max(sizes, default=None))
    return any(
        is_material(new - old, _share(new - old, old, unit), limit, materiality.percent)
        for old, new in known
        if new != old
    )


def _share(step: Decimal, before: Decimal, unit: Unit) -> Decimal | None:
    """A movement over what was there, of which the size counts; of ratios it has no meaning, as nowhere else."""
    return None if not before or unit in (Unit.PERCENT, Unit.POINTS) else step / before


def state_now(item: Item, stale: bool) -> WorkState:
    """The state as it counts: whatever was said about numbers that have moved since is open again."""
    return WorkState.OPEN if stale else item.state


def met(item: Item, stale: bool, now: Figures) -> Item:
    """The item as the next act finds it: re-opened on today's numbers if they moved, else as it is."""
    return reopened(item, now) if stale and item.state is not WorkState.OPEN else item


def reopened(item: Item, now: Figures) -> Item:
    """Open again, about the numbers of now; its date, cause and action stay on record.

    Raises:
        NotInThisState: If it is open.
    """
    return replace(item, state=_after(item, "re-open"), figures=now, verified_by="", verified=None)


def explained(item: Item, cause: Cause, whys: tuple[str, ...], now: Figures) -> Item:
    """With a cause, about the numbers of now; an action agreed on another cause has to be agreed again.

    Raises:
        NotInThisState: If it is verified.
    """
    return replace(item, state=_after(item, "explain"), cause=cause, whys=whys, figures=now)


def agreed(item: Item, who: str, action: str, action_due: date) -> Item:
    """With a corrective action and the day it is to be done by.

    Raises:
        NotInThisState: If it is open or verified.
    """
    state = _after(item, "agree an action on")
    return replace(item, state=state, action=action, action_due=action_due, agreed_by=who)


def taken_on(item: Item, who: str, action: str, action_due: date) -> Item:
    """As agreed; an action on an open item stands, and the item stays open until its cause is said.

    Raises:
        NotInThisState: If it is verified.
    """
    if item.state is WorkState.OPEN:
        return replace(item, action=action, action_due=action_due)
    return agreed(item, who, action, action_due)


def is_taken_on(item: Item, today: date) -> bool:
    """Whether an action on an open item is running: agreed before its cause was known, and its day has not passed.

    What was agreed on an item that was opened again since is none: it was about other numbers.
    """
    runs = item.action_due is not None and item.action_due >= today
    return item.state is WorkState.OPEN and bool(item.lead) and not item.agreed_by and runs


def verified(item: Item, who: str, day: date) -> Item:
    """Closed by somebody who did not agree the action.

    Raises:
        NotInThisState: If no action is agreed.
        OwnActionVerified: If it is the same person.
    """
    state = _after(item, "verify")
    if who == item.agreed_by:
        raise OwnActionVerified
    return replace(item, state=state, verified_by=who, verified=day)


def _after(item: Item, act: str) -> WorkState:
    fits, after = STEPS[act]
    if item.state not in fits:
        raise NotInThisState(act, item.state)
    return after
