"""Who may do what: one small matrix, used by code and by tests."""

from dataclasses import dataclass

from scorecard.domain.errors import NotAllowed

LOADING = frozenset({"load figures", "undo a load", "change the catalogue", "create the sample company"})
WORKING = frozenset({"assign work", "comment", "explain a difference", "agree an action", "re-open an item"})
VERIFYING = frozenset({"verify an action"})
GOVERNING = frozenset({"change people"})

MATRIX: dict[str, frozenset[str]] = {
    "viewer": frozenset(),
    "kiosk": frozenset(),
    "operations": WORKING,
    "approver": WORKING | VERIFYING,
    "finance": LOADING | WORKING | VERIFYING,
    "admin": frozenset({"change the catalogue"}) | WORKING | GOVERNING,
    "local": LOADING | WORKING | VERIFYING | GOVERNING,
}
"""Role to the actions it may do; what is not listed is not allowed."""


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


def authorise(actor: Actor, action: str) -> None:
    """Refuse what the actor may not do.

    Raises:
        NotAllowed: If the role does not allow the action.
    """
    if not may(actor, action):
        raise NotAllowed(action)
