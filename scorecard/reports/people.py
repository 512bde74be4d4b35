"""People of the workspace, as the book has them."""

from scorecard.domain.people import Person
from scorecard.domain.scope import Scope
from scorecard.store.store import Store


def people_report(store: Store, _scope: Scope) -> tuple[Person, ...]:
    """Answer: who is in the book? Active people first, by name."""
    return tuple(sorted(store.people(), key=lambda each: (not each.active, each.name.casefold(), each.id)))
