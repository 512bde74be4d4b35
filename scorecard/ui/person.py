"""Who is at the screen: without sign-in one local person, and the screen says so."""

import getpass
from dataclasses import dataclass

from scorecard.domain.access import Actor

SEES = {"local": frozenset({"view:scorecard", "view:measure", "view:data", "view:find", "view:help"})}
"""Role to the pages it may see; what it may change says ``domain.access``."""


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who looks and acts.

    Attributes:
        actor: Who the audit trail names, and the role.
        notice: How the screen says who this is.
    """

    actor: Actor
    notice: str

    @property
    def rights(self) -> frozenset[str]:
        """Words such as ``view:measure``; part of every cache key."""
        return SEES.get(self.actor.role, frozenset())

    def may(self, right: str) -> bool:
        """Whether the person may see this."""
        return right in self.rights


def local_person() -> Person:
    """The one person of an embedded store, named as this computer's account is."""
    try:
        name = getpass.getuser()
    except (OSError, KeyError):
        name = "local"
    return Person(Actor(name, "local"), f"No sign-in: you are “{name}” here.")
