"""What the sample company's CFO, COO and CEO have before them: two matters and a message, invented as its figures."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta

from scorecard.changes.lead_message import tick, write_message
from scorecard.changes.people import put_person
from scorecard.changes.raise_matter import Needed, raise_matter
from scorecard.changes.settle_matter import send_to_ceo
from scorecard.changes.take_position import take_position
from scorecard.domain.access import Actor, authorise
from scorecard.domain.people import Person, Seat
from scorecard.domain.vocabulary import View
from scorecard.domain.work import NO_FIGURES, Figures, Subject
from scorecard.store.store import Store

CEO = Person("edda-marlow", "Edda Marlow", "approver")
SEATS = {Seat.CFO: "ines-halvorsen", Seat.COO: "jonas-reuter", Seat.CEO: CEO.id}


@dataclass(frozen=True, slots=True)
class Before:
    """One matter: about which line, on which terms, and where the two stand; ``asks`` is what the CEO is sent."""

    name: str
    entity: str
    title: str
    yes_if: str
    displaced: str
    days: int
    operations: str
    finance: str
    asks: str = ""


MATTERS = (
    Before(
        "contractors", "company", "Six more technicians for Ostermoor",
        "contractors end with the last of them", "The second lift at Velanda", 9,
        "Call-outs will not shrink, and a contractor costs more a visit.",
        "Next year’s plan has four already, and two teams still have hours to sell.",
    ),
    Before(
        "scrap", "company", "A second supplier of compressors",
        "the first order is no larger than a quarter's need", "The new test bench", 5,
        "Two products fail their test since the part was changed.",
        "Claim the failed parts first; a second source ties up cash.",
        "Which comes first: the claim, or the second source?",
    ),
)  # fmt: skip

MESSAGE = (
    "Service comes first this quarter: nobody waits longer for us because we argue about whose budget it is. "
    "What it costs, we will tell you in both plans alike."
)


def open_demo_sync(store: Store, actor: Actor, period: str, figures: Callable[[Subject], Figures | None]) -> int:
    """Give three people of the sample company their seats, and them what they have to decide, once.

    Args:
        store: With the sample company in it.
        actor: Who creates the sample company.
        period: Key of the month to whose year to date the matters belong.
        figures: Today's numbers of a subject; None where it has none.

    Returns:
        How many matters were raised; 0 where somebody has a seat already, or the people are not there.

    Raises:
        NotAllowed: If the actor may not create the sample company, or not change people.
    """
    authorise(actor, "create the sample company")
    known = {person.id: person for person in store.people()}
    if any(person.seat for person in known.values()) or not {*SEATS.values()} - {CEO.id} <= known.keys():
        return 0
    three = {seat: replace(known.get(name, CEO), seat=seat.value) for seat, name in SEATS.items()}
    for person in three.values():
        put_person(store, actor, person)
    finance, operations = (Actor(three[seat].id, three[seat].role) for seat in (Seat.CFO, Seat.COO))
    for told in MATTERS:
        subject = Subject(told.entity, told.name, period=period, view=View.YEAR_TO_DATE)
        _raise(store, finance, operations, told, subject, figures(subject) or NO_FIGURES)
    worded = write_message(store, operations, MESSAGE, 0)
    tick(store, operations, worded)
    return len(MATTERS)


def _raise(store: Store, finance: Actor, operations: Actor, told: Before, subject: Subject, now: Figures) -> None:
    today = store.today()
    needed = Needed(told.title, today + timedelta(days=told.days), told.yes_if, told.displaced)
    number = raise_matter(store, operations, needed, subject, now)
    take_position(store, operations, number, 1, True, told.operations, now)
    take_position(store, finance, number, 2, False, told.finance, now)
    if told.asks:
        send_to_ceo(store, finance, number, 3, today + timedelta(days=3), told.asks)
