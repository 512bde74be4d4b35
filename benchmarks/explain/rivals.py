"""Two published methods in short, to stand beside: Adtributor and Squeeze, written from their papers' descriptions."""

from itertools import combinations, pairwise

import numpy as np

from benchmarks.explain.cases import Cause
from scorecard.domain.explain import Leaves

Found = set[Cause]

ENOUGH = 0.5
"""Potential below which Squeeze leaves a cluster unnamed."""


def adtributor(leaves: Leaves) -> Found:
    """The members of the one dimension whose shares shifted most surprisingly (Bhagwan and others, 2014).

    A member counts when it carries a tenth of the difference; members are taken until they carry two thirds.
    """
    actual, expected = _sides(leaves)
    difference = actual.sum() - expected.sum()
    best, found = 0.0, set[Cause]()
    for dim, codes, names in zip(leaves.dims, leaves.codes, leaves.names, strict=True):
        now, before = (np.bincount(codes, side, len(names)) for side in (actual, expected))
        p, q = before / max(before.sum(), 1e-12), now / max(now.sum(), 1e-12)
        surprise = (_part(p, p + q) + _part(q, p + q)) / 2
        carried = (now - before) / (difference or 1.0)
        chosen: list[int] = []
        for member in np.argsort(-surprise):
            if carried[member] > 0.1:
                chosen.append(int(member))
            if carried[chosen].sum() > 0.67:
                break
        if chosen and carried[chosen].sum() > 0.67 and surprise[chosen].sum() > best:
            best = float(surprise[chosen].sum())
            found = {frozenset({(dim, names[member])}) for member in chosen}
    return found


def squeeze(leaves: Leaves) -> Found:
    """Leaves clustered by how far they moved; for each cluster the members of one cuboid (Li and others, 2019).

    The potential decides: how much closer leaves come when the chosen ones move together. What a longer name costs
    is fixed here instead of fitted, so the authors' own program may do better.
    """
    actual, expected = _sides(leaves)
    level = actual + expected
    moved = np.divide(2 * (expected - actual), level, out=np.zeros(len(level)), where=level > 0)
    unusual = np.abs(expected - actual) > _knee(np.abs(expected - actual))
    found: Found = set()
    for low, high in _clusters(moved[unusual]):
        inside = unusual & (moved >= low) & (moved < high)
        if inside.sum() > 1:
            found |= _members(leaves, actual, expected, inside)
    return found


def _sides(leaves: Leaves) -> tuple[np.ndarray, np.ndarray]:
    """Actual and expected; of a ratio what the expected rates come to at the actual denominators."""
    actual, expected = leaves.actual.astype(float), leaves.reference.astype(float)
    if leaves.actual_base is None or leaves.reference_base is None:
        return actual, expected
    whole = leaves.reference.sum() / leaves.reference_base.sum()
    base = leaves.reference_base.astype(float)
    return actual, leaves.actual_base * np.divide(expected, base, out=np.full(len(base), whole), where=base > 0)


def _part(one: np.ndarray, both: np.ndarray) -> np.ndarray:
    """One side of the Jensen-Shannon divergence, per member."""
    share = np.divide(2 * one, both, out=np.ones_like(one), where=(one > 0) & (both > 0))
    return one * np.log(share)


def _knee(values: np.ndarray) -> float:
    """Where the sorted values bend most away from the line between their ends."""
    ordered = np.sort(values)
    line = np.linspace(ordered[0], ordered[-1], len(ordered))
    return float(ordered[int(np.argmax(line - ordered))])


def _clusters(moved: np.ndarray) -> list[tuple[float, float]]:
    """Stretches between the valleys of a smoothed histogram."""
    if not len(moved):
        return []
    counts, edges = np.histogram(moved, np.linspace(-2.02, 2.02, 102))
    smooth = np.convolve(counts, [0.25, 0.5, 0.25], "same")
    inner = smooth[1:-1]
    valleys = [int(at) + 1 for at in np.flatnonzero((inner <= smooth[:-2]) & (inner < smooth[2:]))]
    borders = [edges[0], *(edges[at] for at in valleys), edges[-1] + 1e-9]
    return list(pairwise(borders))


def _members(leaves: Leaves, actual: np.ndarray, expected: np.ndarray, inside: np.ndarray) -> Found:
    """The cuboid, and the members of it, under which a cluster's leaves are told best."""
    best, found = ENOUGH, set[Cause]()
    for size in (1, 2, 3):
        for dims in combinations(range(len(leaves.dims)), min(size, len(leaves.dims))):
            key = np.ravel_multi_index(
                tuple(leaves.codes[dim] for dim in dims), tuple(len(leaves.names[dim]) for dim in dims)
            )
            hits, sizes = np.bincount(key, inside), np.bincount(key)
            share = hits / np.maximum(sizes, 1)
            order = np.argsort(-share)[:8]
            for count in range(1, 1 + int((share[order] > 0.1).sum())):
                chosen = np.isin(key, order[:count])
                score = _potential(actual, expected, chosen, inside) - 0.01 * size * count
                if score > best:
                    best, found = score, {_named(leaves, dims, key == member) for member in order[:count]}
    return found


def _potential(actual: np.ndarray, expected: np.ndarray, chosen: np.ndarray, inside: np.ndarray) -> float:
    """How much closer the leaves come when the chosen ones move together."""
    outside = inside & ~chosen
    together = expected[chosen] * (actual[chosen].sum() / max(expected[chosen].sum(), 1e-12))
    rest = np.abs(actual - expected)
    before = rest[chosen].sum() + rest[outside].sum()
    return float(1 - (np.abs(actual[chosen] - together).sum() + rest[outside].sum()) / before) if before else 0.0


def _named(leaves: Leaves, dims: tuple[int, ...], rows: np.ndarray) -> Cause:
    first = int(np.argmax(rows))
    return frozenset((leaves.dims[dim], leaves.names[dim][leaves.codes[dim][first]]) for dim in dims)
