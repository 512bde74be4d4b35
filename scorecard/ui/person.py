"""Who is at the screen: without sign-in one local person, and the screen says so."""

import getpass
from dataclasses import dataclass

EVERYTHING = frozenset({"view:scorecard", "view:measure", "view:data", "view:help", "view:find", "change:data"})


@dataclass(frozen=True, slots=True)
class Person:
    """A person with rights.

    Attributes:
        name: What the audit trail writes.
        rights: Words such as ``view:measure`` and ``change:data``.
        notice: How the screen says who this is.
    """

    name: str
    rights: frozenset[str]
    notice: str

    def may(self, right: str) -> bool:
        """Whether the person has this right."""
        return right in self.rights


def local_person() -> Person:
    """The one person of an embedded store, named as this computer's account is."""
    try:
        name = getpass.getuser()
    except (OSError, KeyError):
        name = "local"
    return Person(name, EVERYTHING, f"No sign-in: you are “{name}” on this computer, with every right.")
