"""People of the workspace, as the book has them."""

from collections.abc import Sequence

from scorecard.domain.people import FINANCE, OPERATIONS, Person, side_of
from scorecard.domain.scope import Scope
from scorecard.store.store import Store


def people_report(store: Store, _scope: Scope) -> tuple[Person, ...]:
    """Answer: who is in the book? Active people first, by name."""
    return tuple(sorted(store.people(), key=lambda each: (not each.active, each.name.casefold(), each.id)))


def people_headline(people: Sequence[Person]) -> str:
    """How many people are here, and for which side they speak."""
    here = [side_of(each) for each in people if each.active]
    if not here:
        return "Nobody is in the book yet."
    count = "1 person is" if len(here) == 1 else f"{len(here):,} people are"
    return f"{count} in the book: {here.count(FINANCE)} for finance, {here.count(OPERATIONS)} for operations."
