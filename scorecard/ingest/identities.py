"""Where the catalogue's identities do not hold, as problems."""

from scorecard.domain.cells import to_decimal
from scorecard.domain.identities import left_over
from scorecard.domain.problems import Problem
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
                f"it is off by {to_decimal(int(off)).normalize():f}",
                "Compare the figures of its terms, and load the file that is wrong again.",
            )
            for entity in snapshot.catalogue.entities
            for at, off in left_over(terms, snapshot.cells, entity).items()
            if off
        ]
        problems += found[:SHOWN]
        if len(found) > SHOWN:
            problems.append(Problem(f"check “{name}”", f"{len(found) - SHOWN:,} more like these", "Mend these first."))
    return problems
