"""Which accounts and readings a measure is made of."""

from collections.abc import Iterator

from scorecard.domain.catalogue import Catalogue, Measure
from scorecard.domain.terms import parse_terms


def names_of(measure: Measure, catalogue: Catalogue) -> Iterator[str]:
    """Ids of the accounts and readings in a measure's own terms and in those of its parts."""
    for term in parse_terms((*measure.numerator, *measure.denominator)):
        yield term.name
    for part in parse_terms(measure.parts):
        yield from names_of(catalogue.measure(part.name), catalogue)
