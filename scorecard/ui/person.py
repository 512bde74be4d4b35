"""Who is at the screen: chosen among the people of the book, without sign-in, and the screen says so."""

import getpass
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from urllib.parse import unquote

from scorecard.domain.access import CASH, Actor
from scorecard.store.store import Person as InBook

EVERY_PAGE = frozenset(
    {
        "view:scorecard",
        "view:since",
        "view:variance",
        "view:measure",
        "view:work",
        "view:review",
        "view:why",
        "view:bridge",
        "view:data",
        "view:find",
        "view:kiosk",
        "view:help",
    }
)
SENSITIVE = frozenset({"view:cash", "view:outlook"})
"""Pages that tell what customers owe and what lenders were promised: for those who work with cash, not for all."""

SYNC = "view:sync"
"""The page of those who have a seat; no role has it."""

SEES = dict.fromkeys(("viewer", "admin"), EVERY_PAGE) | dict.fromkeys(CASH, EVERY_PAGE | SENSITIVE)
"""Role to the pages it may see; what it may change says ``domain.access``."""

ROLE = {
    "local": "this computer",
    "viewer": "looks on",
    "operations": "operations",
    "finance": "finance",
    "approver": "approves",
    "admin": "administers",
}
"""A role as it stands behind a name."""

WHO = {"operations": "operations", "finance": "finance", "approver": "those who approve"}
"""A role as it stands in a sentence on who may see what; those who see most pages are not counted up."""

KEY = "person"
"""Where a session keeps who was chosen: the person's id, "" for this computer's account."""

COOKIE = "scorecard-person-"
"""Before the port of the address: what a browser tells of the person when a page is loaded anew (``keys.js``)."""


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who looks and acts.

    Attributes:
        actor: Who the audit trail names, and the role.
        notice: How the screen says who this is.
        name: What the person is called.
        seat: ``cfo``, ``coo``, ``ceo`` or "" for none, as this computer's account.
        names_seats: Whether this is the account that is told how seats are named, since nobody has one yet.
    """

    actor: Actor
    notice: str
    name: str = ""
    seat: str = ""
    names_seats: bool = False

    @property
    def rights(self) -> frozenset[str]:
        """Words such as ``view:measure``; part of every cache key."""
        found = SEES.get(self.actor.role, frozenset())
        return found | {SYNC} if found and (self.seat or self.names_seats) else found

    @property
    def seated(self) -> str:
        """The id by which reports know somebody who has a seat; "" for everybody else, whatever they are called."""
        return self.actor.id if self.seat else ""

    @property
    def label(self) -> str:
        """Name and role: "Priya Sandell (finance)"."""
        return f"{self.name or self.actor.id} ({ROLE.get(self.actor.role, self.actor.role)})"

    def may(self, right: str) -> bool:
        """Whether the person may see this."""
        return right in self.rights


def local_person() -> Person:
    """The one person of a store nobody has put people into, named as this computer's account is."""
    try:
        name = getpass.getuser()
    except (OSError, KeyError):
        name = "local"
    return Person(Actor(name, "local"), f"No sign-in: you are “{name}” here.", name)


def choices(here: Person, people: Sequence[InBook]) -> dict[str, Person]:
    """Who can be chosen: this computer's account first, then everybody active in the book, by name.

    Args:
        here: This computer's account.
        people: Everybody the book knows.

    Returns:
        What the session keeps to the person; this account's key is "".
    """
    active = sorted((each for each in people if each.active), key=lambda each: (each.name.casefold(), each.id))
    here = replace(here, names_seats=not any(each.seat for each in active))
    return {"": here, **{each.id: _person(each) for each in active if each.role in SEES}}


def chosen(offered: Mapping[str, Person], kept: object) -> Person:
    """The person a session keeps; this computer's account where it keeps none, or nobody that is offered."""
    return offered.get(kept, offered[""]) if isinstance(kept, str) else offered[""]


def told_by_browser(cookies: Mapping[str, str], host: str, offered: Mapping[str, Person]) -> str:
    """Who was at the screen before it was loaded anew; "" where the browser tells of nobody that is offered.

    It is no proof of anything: the browser says what anybody at it could choose at the top.

    Args:
        cookies: What the browser sent along.
        host: Name and port that it asked, such as ``127.0.0.1:8501``.
        offered: Who can be chosen.
    """
    _, _, port = host.rpartition(":")
    said = unquote(cookies.get(COOKIE + (port if port.isdecimal() else ""), ""))
    return said if said in offered else ""


def who_may(right: str) -> str:
    """Who may see what needs a right, as a sentence has it; "" where nobody is to be named."""
    if right == SYNC:
        return "the CFO, the COO and the CEO"
    *others, last = [said for role, said in WHO.items() if right in SEES[role]] or [""]
    return f"{', '.join(others)} and {last}" if others else last


def _person(found: InBook) -> Person:
    notice = f"You are {found.name}, chosen at the top without sign-in."
    return Person(Actor(found.id, found.role), notice, found.name, found.seat)
