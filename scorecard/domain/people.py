"""People of a workspace: their roles, the two sides, and who can own work together."""

from collections.abc import Sequence
from dataclasses import dataclass

from scorecard.domain.access import Actor, may
from scorecard.domain.errors import ScorecardError, UnknownName

ROLES = ("viewer", "operations", "finance", "approver", "admin", "kiosk")
"""What a person in the book can be; ``local`` is nobody's role but the machine's own identity."""

FINANCE, OPERATIONS = "finance", "operations"
SIDES = (FINANCE, OPERATIONS, "")
LONGEST_NAME = 80


@dataclass(frozen=True, slots=True)
class Person:
    """A person; ``version`` is the one that was read, 0 for somebody new.

    ``side`` is finance, operations or "" for neither.
    """

    id: str
    name: str
    role: str = "viewer"
    side: str = ""
    active: int = 1
    version: int = 0


class NotAPair(ScorecardError):
    """Two owners do not represent finance and operations."""

    def __init__(self, why: str) -> None:
        super().__init__(f"An item needs one owner from finance and another from operations: {why}.")


class UnfitPerson(ScorecardError):
    """A person cannot be written down like this."""

    def __init__(self, why: str) -> None:
        super().__init__(f"{why}. Nothing was changed.")


def require_pair(people: Sequence[Person], finance: str, operations: str) -> None:
    """Refuse owners who are not two active people, one of each side, who may both write.

    Args:
        people: Everybody the book knows.
        finance: Id of the owner for finance.
        operations: Id of the owner for operations.

    Raises:
        UnknownName: If one of them is nobody.
        NotAPair: If they are not such a pair.
    """
    if not finance or not operations:
        raise NotAPair(f"nobody is named for {OPERATIONS if finance else FINANCE}")
    known = {person.id: person for person in people}
    for name in (finance, operations):
        if name not in known:
            raise UnknownName("person", name)
    if finance == operations:
        raise NotAPair(f"{known[finance].name} cannot be both")
    for name, side in ((finance, FINANCE), (operations, OPERATIONS)):
        _require_owner(known[name], side)


def _require_owner(person: Person, side: str) -> None:
    if not person.active:
        raise NotAPair(f"{person.name} has left")
    if side_of(person) != side:
        raise NotAPair(f"{person.name} does not speak for {side}")
    if not may(Actor(person.id, person.role), "comment"):
        raise NotAPair(f"{person.name} may look but not write")


def side_of(person: Person) -> str:
    """The side a person speaks for: the one written down, else the one the role is named after, else ""."""
    return person.side or (person.role if person.role in (FINANCE, OPERATIONS) else "")


def require_fit(people: Sequence[Person], person: Person, who: str) -> None:
    """Refuse a person who cannot be written down: words unknown, one's own role, or the last administrator gone.

    Args:
        people: Everybody the book knows.
        person: As they are to be.
        who: Id of the person who writes it.

    Raises:
        UnfitPerson: With the reason.
    """
    if person.role not in ROLES:
        raise UnfitPerson(f"There is no role “{person.role[:40]}”; it is one of {', '.join(ROLES)}")
    if person.side not in SIDES:
        raise UnfitPerson(f"There is no side “{person.side[:40]}”; it is finance, operations or neither")
    before = next((each for each in people if each.id == person.id), None)
    if before is not None and person.id == who and (person.role, person.active) != (before.role, before.active):
        raise UnfitPerson("Nobody changes their own role")
    others = [each for each in people if each.id != person.id]
    if _governs(before) and not _governs(person) and not any(_governs(each) for each in others):
        raise UnfitPerson(f"{person.name[:LONGEST_NAME]} is the last administrator")


def _governs(person: Person | None) -> bool:
    return person is not None and bool(person.active) and person.role == "admin"
