"""Why an amount or a ratio differs: a few slices that carry the difference, and what they leave unexplained."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from math import prod

import numpy as np

from scorecard.domain.errors import ScorecardError
from scorecard.domain.explain_cube import Cube, Floats, Ints
from scorecard.domain.explain_search import SMALLEST_SHARE, Place, localise
from scorecard.domain.signals import FEWEST, NATURAL

PLACES = 4
"""Decimals of a tick of money."""

RATIO_PLACES = 10
"""Decimals a ratio's amounts are told in."""

KEYS = 1 << 62
"""Combinations of members below which one number names a leaf."""


@dataclass(frozen=True, slots=True)
class Leaves:
    """The finest lines a difference is made of; several lines of the same members are added up.

    Attributes:
        dims: Names of the dimensions, in the order slices name them.
        codes: int64[leaves] per dimension, position in ``names``.
        names: Member names per dimension.
        actual: int64[leaves], ticks; the numerator of a ratio.
        reference: int64[leaves], ticks.
        actual_base: int64[leaves], the denominator of a ratio; None for amounts.
        reference_base: int64[leaves].
        past: int64[leaves, periods], ticks: the difference in earlier periods, oldest first; None without a history.
        places: Decimals of a tick.
    """

    dims: tuple[str, ...]
    codes: tuple[Ints, ...]
    names: tuple[tuple[str, ...], ...]
    actual: Ints
    reference: Ints
    actual_base: Ints | None = None
    reference_base: Ints | None = None
    past: Ints | None = None
    places: int = PLACES


@dataclass(frozen=True, slots=True)
class Slice:
    """One part of a difference.

    Attributes:
        where: Dimension and member, in the order of the leaves' dimensions.
        actual: What the leaves counted here came to; of a ratio their ratio.
        reference: What was expected of them; of a ratio what their expected rates come to at the actual denominators.
        amount: Their part of the difference: actual less reference; of a ratio in points of the whole ratio.
        share: The part of the whole difference, None where that is zero.
        surprise: How many usual spreads the amount lies from its own past, None without one.
        apart: Whether some of the slice's leaves are told by another slice and not counted here.
    """

    where: tuple[tuple[str, str], ...]
    actual: Decimal
    reference: Decimal
    amount: Decimal
    share: Decimal | None
    surprise: float | None = None
    apart: bool = False


@dataclass(frozen=True, slots=True)
class Explanation:
    """A difference as slices and a rest that add up to it exactly, largest slice first."""

    total: Decimal
    rest: Decimal
    slices: tuple[Slice, ...]


class NoRatio(ScorecardError):
    """A ratio was to be explained whose denominators come to nothing."""

    def __init__(self) -> None:
        super().__init__("There is no ratio to explain: the denominators of one side add up to zero.")


def explain(leaves: Leaves, top: int = 5, depth: int = 3) -> Explanation:
    """The few slices that carry a difference.

    A leaf is counted in one slice only: in the one with the fewest leaves where slices overlap. The answer does not
    depend on the order of the leaves. A ratio is explained by what its leaves' rates did; what a shift between leaves
    did, and numerators without a denominator, stay in the rest.

    Args:
        leaves: The finest lines; their absolute amounts together fit in 63 bits.
        top: Slices told at most.
        depth: Dimensions a slice names at most.

    Raises:
        NoRatio: If the denominators of a ratio add up to zero.
    """
    leaves = ordered(leaves)
    sides = _sides(leaves)
    places: list[Place] = []
    if len(leaves.actual) and leaves.dims and top > 0 and depth > 0:
        cube = Cube(leaves.codes, [len(each) for each in leaves.names], depth)
        places = localise(sides.actual, sides.expected, leaves.codes, cube, top)
    slices = _slices(leaves, sides, places)
    rest = sides.total - sum((each.amount for each in slices), Decimal(0))
    return Explanation(sides.total, rest, tuple(sorted(slices, key=lambda each: -abs(each.amount))))


@dataclass(frozen=True, slots=True)
class _Sides:
    """What is compared: float64[leaves] each, and the whole difference as it is told."""

    actual: Floats
    expected: Floats
    total: Decimal


def _sides(leaves: Leaves) -> _Sides:
    actual, reference = leaves.actual.astype(np.float64), leaves.reference.astype(np.float64)
    if leaves.actual_base is None or leaves.reference_base is None:
        return _Sides(actual, reference, _units(leaves, leaves.actual - leaves.reference))
    before = _ratio(leaves.reference, leaves.reference_base)
    now = _ratio(leaves.actual, leaves.actual_base)
    base, weight = leaves.reference_base.astype(np.float64), leaves.actual_base.astype(np.float64)
    rate = np.divide(reference, base, out=np.full(len(base), float(before)), where=base != 0)
    return _Sides(np.where(weight != 0, actual, 0.0), weight * rate, now - before)


def _slices(leaves: Leaves, sides: _Sides, places: Sequence[Place]) -> list[Slice]:
    """Slices that carry enough, each with the leaves that are its own."""
    kept = list(places)
    while kept:
        owner = _owners(len(leaves.actual), kept)
        told = [_slice(leaves, sides, place, np.flatnonzero(owner == at)) for at, place in enumerate(kept)]
        least = min(range(len(kept)), key=lambda at: abs(told[at].amount))
        if told[least].amount and abs(told[least].amount) >= abs(sides.total) * Decimal(str(SMALLEST_SHARE)):
            return told
        del kept[least]
    return []


def _owners(count: int, places: Sequence[Place]) -> Ints:
    """For each leaf the slice it is counted in, -1 for none: the smallest, of equals the one found first."""
    owner = np.full(count, -1, np.int64)
    for at in sorted(range(len(places)), key=lambda at: (-len(places[at].rows), -at)):
        owner[places[at].rows] = at
    return owner


def _slice(leaves: Leaves, sides: _Sides, place: Place, rows: Ints) -> Slice:
    where = tuple((leaves.dims[d], leaves.names[d][m]) for d, m in zip(place.dims, place.members, strict=True))
    if leaves.actual_base is None:
        actual, reference = _units(leaves, leaves.actual[rows]), _units(leaves, leaves.reference[rows])
        amount = actual - reference
    else:
        weight = float(leaves.actual_base[rows].sum()) or 1.0
        actual, reference = (_rounded(float(side[rows].sum()) / weight) for side in (sides.actual, sides.expected))
        effect = float((sides.actual[rows] - sides.expected[rows]).sum())
        amount = _rounded(effect / float(leaves.actual_base.sum()))
    share = amount / sides.total if sides.total else None
    return Slice(where, actual, reference, amount, share, surprise(leaves, rows), len(rows) < len(place.rows))


def _units(leaves: Leaves, ticks: Ints) -> Decimal:
    return Decimal(int(ticks.sum())).scaleb(-leaves.places)


def _ratio(above: Ints, below: Ints) -> Decimal:
    """A quotient of sums to ten decimals."""
    base = int(below.sum())
    if not base:
        raise NoRatio
    return round(Decimal(int(above.sum())) / base, RATIO_PLACES)


def _rounded(ratio: float) -> Decimal:
    return round(Decimal(ratio), RATIO_PLACES)


def surprise(leaves: Leaves, rows: Ints) -> float | None:
    """How many usual spreads the rows' difference lies from its past mean; a spread from its moving ranges."""
    if leaves.past is None or leaves.past.shape[1] < FEWEST:
        return None
    past = leaves.past[rows].sum(axis=0).astype(np.float64)
    spread = float(np.abs(np.diff(past)).mean()) * float(NATURAL) / 3
    now = float((leaves.actual[rows] - leaves.reference[rows]).sum())
    return abs(now - float(past.mean())) / spread if spread else None


def ordered(leaves: Leaves) -> Leaves:
    """Leaves by the names of their members, each combination once."""
    names = [np.array(each, dtype=object) for each in leaves.names]
    orders = [np.argsort(each, kind="stable") for each in names]
    codes = [np.argsort(order, kind="stable")[code] for order, code in zip(orders, leaves.codes, strict=True)]
    told = tuple(tuple(each[order]) for each, order in zip(names, orders, strict=True))
    if not codes or not len(leaves.actual):
        return replace(leaves, codes=tuple(codes), names=told)
    order, starts = _runs(codes, [len(each) for each in told])

    def added(values: Ints | None) -> Ints | None:
        return None if values is None else np.add.reduceat(values[order], starts, axis=0)

    return replace(
        leaves,
        codes=tuple(code[order][starts] for code in codes),
        names=told,
        actual=np.add.reduceat(leaves.actual[order], starts),
        reference=np.add.reduceat(leaves.reference[order], starts),
        actual_base=added(leaves.actual_base),
        reference_base=added(leaves.reference_base),
        past=added(leaves.past),
    )


def _runs(codes: Sequence[Ints], members: Sequence[int]) -> tuple[Ints, Ints]:
    """The order that brings equal combinations together, and where each starts."""
    if prod(members) < KEYS:
        key = codes[0].astype(np.int64)
        for code, size in zip(codes[1:], members[1:], strict=True):
            key = key * size + code
        order = np.argsort(key)
        differs = np.diff(key[order]) != 0
    else:
        order = np.lexsort(tuple(reversed(codes)))
        differs = np.logical_or.reduce([np.diff(code[order]) != 0 for code in codes])
    return order, np.flatnonzero(np.concatenate(([True], differs)))
