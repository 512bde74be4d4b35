"""Who may do what: one small matrix, used by code and by tests."""

from collections.abc import Iterable
from dataclasses import dataclass

from scorecard.domain.errors import NotAllowed, ScorecardError

LOADING = frozenset({"load figures", "undo a load", "change the catalogue", "create the sample company"})
WORKING = frozenset({"assign work", "comment", "explain a difference", "agree an action", "re-open an item"})
VERIFYING = frozenset({"verify an action"})
SCHEDULING = frozenset({"schedule cash"})
ROLLING = frozenset({"roll the forecast"})
MEETING = frozenset({"hold a meeting", "raise a flag"})
GOVERNING = frozenset({"change people"})
NOTIFYING = frozenset({"send notices", "mute alerts"})

MATRIX: dict[str, frozenset[str]] = {
    "viewer": frozenset(),
    "kiosk": frozenset(),
    "operations": WORKING | SCHEDULING | MEETING,
    "approver": WORKING | VERIFYING | MEETING,
    "finance": LOADING | WORKING | VERIFYING | SCHEDULING | ROLLING | MEETING | NOTIFYING,
    "admin": frozenset({"change the catalogue"}) | WORKING | GOVERNING | MEETING | NOTIFYING,
    "local": LOADING | WORKING | VERIFYING | SCHEDULING | ROLLING | GOVERNING | MEETING | NOTIFYING,
}
"""Role to the actions it may do; what is not listed is not allowed."""

CASH = frozenset({"local", "operations", "finance", "approver"})
"""Roles that work with cash, and so see what customers owe and what lenders were promised."""


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts: a person's id and role. ``local`` is the one identity of a store on one's own machine."""

    id: str
    role: str = "viewer"


LOCAL = Actor("local", "local")
"""The default actor of a store used on one machine only."""


def may(actor: Actor, action: str) -> bool:
    """Whether the actor's role allows the action."""
    return action in MATRIX.get(actor.role, frozenset())


def sees_cash(role: str) -> bool:
    """Whether a role sees what is at the bank, owned and owed."""
    return role in CASH


class NobodyChosen(NotAllowed):
    """The computer's account acts where the book has people who may do it, so that nobody would answer for it."""

    def __init__(self) -> None:
        ScorecardError.__init__(self, "Choose at the top who you are first.")


def is_nobody(actor: Actor, action: str, people: Iterable[Actor]) -> bool:
    """Whether this is the computer's account, about to do what somebody of these people may do."""
    return actor.role == LOCAL.role and any(may(each, action) for each in people)


def authorise(actor: Actor, action: str, people: Iterable[Actor] = ()) -> None:
    """Refuse what the actor may not do.

    Args:
        actor: Who acts.
        action: What is to be done.
        people: Who could do it in their own name; the computer's account then may not.

    Raises:
        NobodyChosen: If one of the people is to be chosen first.
        NotAllowed: If the role does not allow the action.
    """
    if is_nobody(actor, action, people):
        raise NobodyChosen
    if not may(actor, action):
        raise NotAllowed(action)
