"""Identities of a catalogue: signed sums that must be zero wherever all their terms are reported."""

from collections.abc import Iterable
from decimal import Decimal

import numpy as np

from scorecard.domain.cells import Cells
from scorecard.domain.terms import parse_terms
from scorecard.domain.vocabulary import Scenario


def left_over(
    terms: tuple[str, ...], cells: Cells, entity: str, periods: Iterable[int] | None = None
) -> dict[int, Decimal]:
    """What remains of an identity among actual figures.

    Args:
        terms: Signed terms, such as ``("+closing", "-opening", "-movement")``.
        cells: Figures of one revision.
        entity: The place, with everything below it.
        periods: Indices to look at; all if not given.

    Returns:
        Period index to remainder in ticks, zero where it holds; only periods in which every term is
        completely reported.
    """
    parsed = parse_terms(terms)
    found = [cells.series(term.name, entity, Scenario.ACTUAL) for term in parsed]
    whole = np.logical_and.reduce([(series.expected > 0) & (series.known >= series.expected) for series in found])
    asked = range(len(whole)) if periods is None else periods
    return {
        index: sum((t.coefficient * int(s.values[index]) for t, s in zip(parsed, found, strict=True)), Decimal(0))
        for index in asked
        if whole[index]
    }
