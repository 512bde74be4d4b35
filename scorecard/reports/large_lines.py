"""Large lines of which no part stands out: what is left of single accounts once the parts found are told."""

from collections.abc import Iterable
from decimal import Decimal

import numpy as np
from numpy.typing import NDArray

from scorecard.domain.explain import Leaves, Slice

LINES = 4
"""Lines told at most beside the parts that stand out."""

LARGE = Decimal("0.25")
"""Share of the difference, or of the largest part told where that is less, from which a line is large."""


def large_lines(leaves: Leaves, told: Iterable[Slice]) -> list[Slice]:
    """The accounts whose figures outside the parts told differ most, largest first; none of a quotient.

    Args:
        leaves: The finest lines, with accounts as the dimension "measure".
        told: The parts found; what lies in one of them is not counted again.
    """
    told = tuple(told)
    if "measure" not in leaves.dims or leaves.actual_base is not None or not told:
        return []
    total = Decimal(int((leaves.actual - leaves.reference).sum())).scaleb(-leaves.places)
    largest = max(abs(each.amount) for each in told)
    least = LARGE * min(largest, abs(total) or largest)
    left = ~np.logical_or.reduce([_inside(leaves, each) for each in told])
    at = leaves.dims.index("measure")
    found = []
    for code, name in enumerate(leaves.names[at]):
        own = leaves.codes[at] == code
        free = own & left
        actual, reference = (
            Decimal(int(side[free].sum())).scaleb(-leaves.places) for side in (leaves.actual, leaves.reference)
        )
        amount = actual - reference
        if amount and abs(amount) >= least:
            share = amount / total if total else None
            apart = int(free.sum()) < int(own.sum())
            found.append(Slice((("measure", name),), actual, reference, amount, share, apart=apart))
    return sorted(found, key=lambda each: (-abs(each.amount), each.where))[:LINES]


def _inside(leaves: Leaves, told: Slice) -> NDArray[np.bool_]:
    """bool[leaves]: which lie in a part."""
    inside = np.ones(len(leaves.actual), np.bool_)
    for dim, member in told.where:
        at = leaves.dims.index(dim)
        inside &= leaves.codes[at] == leaves.names[at].index(member)
    return inside
