"""Identities of the catalogue: sums that must be zero for each entity and period."""

from decimal import Decimal
from fractions import Fraction

import numpy as np

from scorecard.domain.cells import to_decimal
from scorecard.domain.problems import Problem
from scorecard.domain.vocabulary import Scenario
from scorecard.ingest.catalogue_rules import TERM
from scorecard.store.store import Snapshot

SHOWN = 20


def broken_identities(snapshot: Snapshot) -> list[Problem]:
    """Where the catalogue's ``[[checks]]`` do not hold among actual figures.

    An entity and period counts only where every term is completely reported.
    """
    problems: list[Problem] = []
    for name, terms in snapshot.catalogue.checks:
        found = [
            Problem(
                f"check “{name}”, {entity}, {snapshot.cells.periods[at]}",
                f"it is off by {to_decimal(off).normalize():f}",
                "Compare the figures of its terms, and load the file that is wrong again.",
            )
            for entity in snapshot.catalogue.entities
            for at, off in _off(snapshot, terms, entity)
        ]
        problems += found[:SHOWN]
        if len(found) > SHOWN:
            problems.append(Problem(f"check “{name}”", f"{len(found) - SHOWN:,} more like these", "Mend these first."))
    return problems


def _off(snapshot: Snapshot, terms: tuple[str, ...], entity: str) -> list[tuple[int, int]]:
    total = np.zeros(len(snapshot.cells.periods), object)
    complete = np.ones(len(total), bool)
    for term in terms:
        sign, factor, name = TERM.fullmatch(term).groups()  # type: ignore[union-attr]
        series = snapshot.cells.series(name, entity, Scenario.ACTUAL)
        complete &= (series.expected > 0) & (series.known >= series.expected)
        weight = Fraction(Decimal(factor or 1)) * (-1 if sign == "-" else 1)
        total = total + np.array([weight * int(value) for value in series.values], object)
    return [(int(at), int(total[at])) for at in np.flatnonzero(complete) if total[at] != 0]
