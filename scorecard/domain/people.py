"""People of a workspace: their roles, the two sides, and who can own work together."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from scorecard.domain.access import Actor, may
from scorecard.domain.errors import ScorecardError, UnknownName

ROLES = ("viewer", "operations", "finance", "approver", "admin", "kiosk")
"""What a person in the book can be; ``local`` is nobody's role but the machine's own identity."""

FINANCE, OPERATIONS = "finance", "operations"
SIDES = (FINANCE, OPERATIONS, "")
LONGEST_NAME = 80


class Seat(StrEnum):
    """Whose chair somebody sits in when the CFO and the COO decide together."""

    CFO = "cfo"
    COO = "coo"
    CEO = "ceo"

    @property
    def label(self) -> str:
        """As it is written: "CFO"."""
        return self.value.upper()


SEATS = (*(seat.value for seat in Seat), "")
SPEAKS_FOR = {Seat.CFO: FINANCE, Seat.COO: OPERATIONS}
"""The side a seat stands for; the CEO's stands for both."""


@dataclass(frozen=True, slots=True)
class Person:
    """A person; ``version`` is the one that was read, 0 for somebody new.

    ``side`` is finance, operations or "" for neither; ``seat`` one of ``Seat`` or "" for none.
    """

    id: str
    name: str
    role: str = "viewer"
    side: str = ""
    active: int = 1
    version: int = 0
    seat: str = ""


class NotAPair(ScorecardError):
    """Two owners do not represent finance and operations."""

    def __init__(self, why: str) -> None:
        super().__init__(f"An item needs one owner from finance and another from operations: {why}.")


class UnfitPerson(ScorecardError):
    """A person cannot be written down like this."""

    def __init__(self, why: str) -> None:
        super().__init__(f"{why}. Nothing was changed.")


def seat_of(people: Iterable[Person], who: str) -> Seat | None:
    """The seat somebody sits in; None for anybody else, those who left and the computer's account."""
    return next((Seat(each.seat) for each in people if each.id == who and each.active and each.seat), None)


def actors_of(people: Iterable[Person]) -> tuple[Actor, ...]:
    """Those who are still here, as they act."""
    return tuple(Actor(each.id, each.role) for each in people if each.active)


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
    if not writes(person):
        raise NotAPair(f"{person.name} may look but not write")


def side_of(person: Person) -> str:
    """The side a person speaks for: the one written down, else the one the role is named after, else ""."""
    return person.side or (person.role if person.role in (FINANCE, OPERATIONS) else "")


def require_seat(people: Sequence[Person], person: Person, who: str) -> None:
    """Refuse a seat that is none, that is taken, or that does not fit whom the person speaks for.

    Args:
        people: Everybody the book knows, before.
        person: As they are to be; somebody who left keeps no seat from others.
        who: Id of the person who writes it.

    Raises:
        UnfitPerson: With the reason.
    """
    if person.seat not in SEATS:
        raise UnfitPerson(f"There is no seat “{person.seat[:40]}”; it is {', '.join(Seat)} or none")
    if not person.seat or not person.active:
        return
    seat = Seat(person.seat)
    if person.id == who and seat_of(people, who) is not seat:
        raise UnfitPerson("Nobody gives themselves a seat")
    if not writes(person):
        raise UnfitPerson(f"{person.name} may look but not write, so the {seat.label}'s seat is not theirs")
    if seat in SPEAKS_FOR and side_of(person) != SPEAKS_FOR[seat]:
        raise UnfitPerson(f"The {seat.label} speaks for {SPEAKS_FOR[seat]}, and {person.name} does not")
    taken = next((each for each in people if each.id != person.id and each.active and each.seat == seat), None)
    if taken is not None:
        raise UnfitPerson(f"{taken.name} sits in the {seat.label}'s seat; free it first")


def require_fit(people: Sequence[Person], person: Person, who: str, has: int = 0) -> None:
    """Refuse a person who cannot be written down as they are to be.

    That is: words unknown, one's own role, the last administrator gone, or items left without an owner.

    Args:
        people: Everybody the book knows, before.
        person: As they are to be.
        who: Id of the person who writes it.
        has: How many items they have that are not verified.

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
    if before is not None and _governs(before) and not _governs(person) and not any(_governs(each) for each in others):
        raise UnfitPerson(f"{before.name} is the last administrator")
    if before is not None and has and not _owns_as_before(before, person):
        raise UnfitPerson(f"{before.name} still has {has} {'item' if has == 1 else 'items'}; hand them over first")


def _owns_as_before(before: Person, after: Person) -> bool:
    """Whether a person can still own what they own."""
    return bool(after.active) and writes(after) and side_of(after) == side_of(before)


def writes(person: Person) -> bool:
    """Whether a person's role lets them write about numbers, and so own work."""
    return may(Actor(person.id, person.role), "comment")


def _governs(person: Person) -> bool:
    return bool(person.active) and person.role == "admin"
