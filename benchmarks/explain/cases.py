"""Cases of known truth: leaves over a full grid, causes put into a few slices, noise of a stated size on every leaf."""

from dataclasses import dataclass
from itertools import product

import numpy as np

from scorecard.domain.explain import Leaves

SIZES = (10, 12, 15, 12)
"""Members of the four dimensions: 21,600 leaves."""

RATIO_SIZES = (12, 10, 8)
OWN_NOISE = 0.008
"""Relative noise of every leaf in all cases, as in the least noisy of the published sets of this kind."""

LEAST = 0.001
"""Part of the whole that a cause covers at least."""

TELLING = 0.05
"""Part of all causes' difference that each makes at least; smaller ones are not worth telling."""

Cause = frozenset[tuple[str, str]]


@dataclass(frozen=True)
class Case:
    """Leaves and the slices that truly changed."""

    leaves: Leaves
    causes: frozenset[Cause]


def amount_case(layer: int, causes: int, noise: float, number: int, one_cuboid: bool = True) -> Case:
    """An amount whose leaves fell or rose by a factor of each cause's own.

    Args:
        layer: Dimensions a cause names; at most that many when causes may lie in several cuboids.
        causes: How many there are.
        noise: Standard deviation of every leaf's relative noise, beside the one all cases have.
        number: Of the case; with the other arguments it decides every random number.
        one_cuboid: Whether all causes name the same dimensions.
    """
    random = np.random.default_rng([2026, layer, causes, round(noise * 100), number, int(one_cuboid)])
    codes = np.indices(SIZES).reshape(len(SIZES), -1)
    expected = _amounts(random, codes, SIZES)
    if number % 2:
        expected *= random.random(len(expected)) > 0.3
    sizes = _sizes(random, causes)
    places, masks = _places(random, codes, SIZES, expected, layer, sizes, one_cuboid)
    change = random.normal(0, OWN_NOISE, len(expected))
    sign = 1 if random.random() < 0.3 else -1
    for mask, size in zip(masks, sizes, strict=True):
        change[mask] += sign * size
    actual = expected * np.maximum(1 + change, 0)
    planned = expected * np.maximum(1 + random.normal(0, noise, len(expected)), 0)
    return Case(_leaves(codes, SIZES, actual, planned), _named(places))


def ratio_case(layer: int, causes: int, number: int) -> Case:
    """A rate of counted events, few on most leaves, that fell in each cause by a factor of its own."""
    random = np.random.default_rng([2027, layer, causes, number])
    codes = np.indices(RATIO_SIZES).reshape(len(RATIO_SIZES), -1)
    volume = _amounts(random, codes, RATIO_SIZES) / 5
    rate = np.clip(random.normal(0.9, 0.05, codes.shape[1]), 0.5, 0.99)
    sizes = _sizes(random, causes)
    places, masks = _places(random, codes, RATIO_SIZES, volume, layer, sizes, False)
    now = rate * np.clip(1 + random.normal(0, 0.02, len(rate)), 0, 1 / rate)
    for mask, size in zip(masks, sizes, strict=True):
        now[mask] *= 1 - size / 2
    before, after = (random.poisson(volume) for _ in range(2))
    good = (random.binomial(before, rate), random.binomial(after, np.minimum(now, 1)))
    leaves = _leaves(codes, RATIO_SIZES, good[1], good[0], after, before)
    return Case(leaves, _named(places))


def large_case(rows: int) -> Case:
    """A million rows over five dimensions of a company's books, two causes in them."""
    random = np.random.default_rng([2028, rows])
    sizes = (40, 60, 200, 300, 24)
    codes = np.array([np.minimum(random.geometric(4 / size, rows) - 1, size - 1) for size in sizes])
    expected = random.lognormal(5, 1.5, rows)
    actual = expected * np.maximum(1 + random.normal(0, 0.1, rows), 0)
    first, second = codes[0] == 3, (codes[1] == 2) & (codes[2] == 5)
    actual[first] *= 1.3
    actual[second] *= 0.4
    return Case(_leaves(codes, sizes, actual, expected), _named([{0: 3}, {1: 2, 2: 5}]))


def _amounts(random: np.random.Generator, codes: np.ndarray, sizes: tuple[int, ...]) -> np.ndarray:
    """Unequal leaves: a factor per member of each dimension and one per leaf."""
    amounts = np.full(codes.shape[1], 100.0)
    for code, size in zip(codes, sizes, strict=True):
        amounts *= random.lognormal(0, 0.8, size)[code]
    return amounts * random.lognormal(0, 0.5, len(amounts))


def _places(
    random: np.random.Generator,
    codes: np.ndarray,
    members: tuple[int, ...],
    expected: np.ndarray,
    layer: int,
    sizes: np.ndarray,
    one_cuboid: bool,
) -> tuple[list[dict[int, int]], list[np.ndarray]]:
    """Slices worth telling, larger members more often, none of them part of another."""
    shares = [np.bincount(code, expected, size) / expected.sum() for code, size in zip(codes, members, strict=True)]
    while True:
        cuboid = _dims(random, len(members), layer)
        places = []
        for _ in sizes:
            dims = cuboid if one_cuboid else _dims(random, len(members), int(random.integers(1, layer + 1)))
            places.append({dim: int(random.choice(members[dim], p=shares[dim])) for dim in dims})
        masks = [np.logical_and.reduce([codes[dim] == member for dim, member in place.items()]) for place in places]
        parts = np.array([expected[mask].sum() for mask in masks])
        large = parts.min() >= LEAST * expected.sum() and (parts * sizes).min() >= TELLING * (parts * sizes).sum()
        apart = all(one is other or not one.items() <= other.items() for one, other in product(places, places))
        if large and apart:
            return places, masks


def _dims(random: np.random.Generator, dims: int, layer: int) -> list[int]:
    return sorted(random.choice(dims, layer, replace=False).tolist())


def _sizes(random: np.random.Generator, causes: int) -> np.ndarray:
    """How far each cause moved its leaves: between 15 and 85 %, well apart from one another."""
    return random.permutation(np.linspace(0.15, 0.85, 3 * causes))[:causes]


def _leaves(codes: np.ndarray, sizes: tuple[int, ...], *columns: np.ndarray) -> Leaves:
    names = tuple(
        tuple(f"{letter}{member:03d}" for member in range(size)) for letter, size in zip("abcde", sizes, strict=False)
    )
    ticks = [np.rint(column * 10_000).astype(np.int64) for column in columns]
    return Leaves(tuple("abcde"[: len(sizes)]), tuple(code.astype(np.int64) for code in codes), names, *ticks)


def _named(places: list[dict[int, int]]) -> frozenset[Cause]:
    return frozenset(
        frozenset(("abcde"[dim], f"{'abcde'[dim]}{member:03d}") for dim, member in place.items()) for place in places
    )
