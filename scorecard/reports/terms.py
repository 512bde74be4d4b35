"""Which accounts and readings a measure is made of, by name and down to what carries figures."""

from collections.abc import Iterable, Iterator

from scorecard.domain.catalogue import Catalogue, Measure
from scorecard.domain.terms import parse_terms
from scorecard.store.accounts import Accounts


def names_of(measure: Measure, catalogue: Catalogue) -> Iterator[str]:
    """Ids of the accounts and readings in a measure's own terms and in those of its parts."""
    for term in parse_terms((*measure.numerator, *measure.denominator)):
        yield term.name
    for part in parse_terms(measure.parts):
        yield from names_of(catalogue.measure(part.name), catalogue)


def leaves_of(names: Iterable[str], catalogue: Catalogue) -> frozenset[str]:
    """Accounts and readings that carry figures behind these names: groups and formulas spread to their ends."""
    accounts = Accounts(catalogue)
    return frozenset(leaf for name in names for leaf in accounts.parts(name))
