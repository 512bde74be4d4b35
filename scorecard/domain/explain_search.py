"""Where a difference comes from: the few slices whose leaves moved together, found one after the other."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from scorecard.domain.explain_cube import Cube, Floats, Ints

EVIDENCE = 20.0
"""Gain, above the price of choosing among many slices, below which nothing is told."""

AGAINST_FIRST = 0.01
"""Part of the first slice's gain below which the search ends, unless the slice carries much."""

MUCH = 0.1
"""Part of the net difference that is worth telling, however small beside the first slice's gain."""

SMALLEST_SHARE = 0.02
"""Part of the net difference a slice must carry."""

FLOOR = 0.01
"""Relative noise below which no leaf is news."""

TELLING = 50
"""Leaves from which the noise's growth with size is estimated."""

BLOCK = 1 << 16
"""Cells looked at in one go: few enough to stay in the processor's cache."""

ORDINARY = 3.0
"""Spreads within which a leaf is taken as noise alone."""

MOST_LEAN = 0.5
"""Evidence that noise can give a leaf at most: where only one side is noisy, half a square of its spread."""

PER_DIMENSION = 0.7
"""What naming one more dimension costs, beside the number of slices there are to choose from."""

ENOUGH = 100_000
"""Leaves that suffice to estimate the noise; of more, every so many-th is looked at."""

NORMAL = 0.6745
"""Median of the absolute value of a standard normal variable."""


@dataclass(frozen=True, slots=True)
class Place:
    """A slice: positions of its dimensions, the member of each, the leaves it covers, its gain and what it carries."""

    dims: tuple[int, ...]
    members: tuple[int, ...]
    rows: Ints
    gain: float
    carried: float


@dataclass(frozen=True, slots=True)
class _Leaves:
    """Leaves as the search sees them: amounts, size, noise, which say anything, which of those are in no slice yet."""

    actual: Floats
    expected: Floats
    size: Floats
    noise: Floats
    live: NDArray[np.bool_]
    free: NDArray[np.bool_]

    def weights(self, rows: Ints | slice) -> tuple[Floats, ...]:
        """Of some leaves: evidence, information, squared residual in units of noise, residual."""
        rest = self.actual[rows] - self.expected[rows]
        weight = np.where(self.live[rows], self.size[rows] / self.noise[rows], 0.0)
        square = np.where(self.live[rows], rest * rest / self.noise[rows], 0.0)
        return rest * weight, self.size[rows] * weight, square, rest

    def lean(self) -> float:
        """Evidence that noise alone gives a free leaf, for which side it stands on makes large leaves of some."""
        rest = self.actual - self.expected
        ordinary = self.free & (np.abs(rest) < ORDINARY * np.sqrt(self.noise))
        if not ordinary.any():
            return 0.0
        found = float((rest * self.size / self.noise)[ordinary].mean())
        return min(max(found, -MOST_LEAN), MOST_LEAN)


@dataclass(frozen=True, slots=True)
class _Sums:
    """Sums per cell: float64[cells] each."""

    count: Floats
    free: Floats
    evidence: Floats
    information: Floats
    square: Floats
    rest: Floats


def localise(actual: Floats, expected: Floats, codes: Sequence[Ints], cube: Cube, most: int) -> list[Place]:
    """The slices that explain actual less expected, in the order found.

    A leaf of a slice is taken as expected times a factor of the slice's own, with noise that grows with size as the
    leaves show. Each round takes the slice with the largest fall in squared residuals, less for slices whose leaves
    did not move together, puts its factor on its leaves and looks again.

    Args:
        actual: float64[leaves].
        expected: float64[leaves], in the same unit.
        codes: int64[leaves] per dimension.
        cube: Groupings of the same leaves.
        most: Slices looked for at most.
    """
    leaves = _seen(actual, expected)
    if not leaves.live.any():
        return []
    total = abs(float((actual - expected).sum()))
    search = _Search(leaves, codes, cube, SMALLEST_SHARE * total)
    found: list[Place] = []
    while len(found) < most:
        place = search.best()
        if place is None:
            break
        if found and place.gain < AGAINST_FIRST * found[0].gain and place.carried < MUCH * total:
            break
        found.append(place)
        search.book(place)
    return found


class _Search:
    """Sums of all cells, brought up to date with each slice booked."""

    def __init__(self, leaves: _Leaves, codes: Sequence[Ints], cube: Cube, smallest: float) -> None:
        self._leaves, self._codes, self._cube, self._smallest = leaves, codes, cube, smallest
        count = cube.sums(leaves.live.astype(np.float64))
        self._sums = _Sums(count, count.copy(), *(cube.sums(weights) for weights in leaves.weights(slice(None))))
        self._lean = leaves.lean()
        self._price = _price(cube, count)
        self._open = np.ones(cube.cells, np.bool_)

    def best(self) -> Place | None:
        """The slice with the best gain times purity, None if none says enough."""
        top, chosen, gain = 0.0, -1, 0.0
        for start in range(0, self._cube.cells, BLOCK):
            part = slice(start, start + BLOCK)
            gains, scores = self._scores(part)
            at = int(np.argmax(scores))
            if scores[at] > top:
                top, chosen, gain = float(scores[at]), start + at, float(gains[at])
        return None if chosen < 0 else self._place(chosen, gain)

    def book(self, place: Place) -> None:
        """Expect of a slice's leaves what they show together; what then remains inside it is spread, not news."""
        rows, leaves = place.rows, self._leaves
        before = leaves.weights(rows)
        expected, actual = float(leaves.expected[rows].sum()), float(leaves.actual[rows].sum())
        scaled = expected > 0 and actual >= 0
        moved = min(abs(actual / expected - 1), 1.0) if expected > 0 else 1.0
        leaves.expected[rows] = leaves.expected[rows] * (actual / expected) if scaled else leaves.actual[rows]
        leaves.noise[rows] += (moved * leaves.size[rows]) ** 2
        taken = -leaves.free[rows].astype(np.float64)
        leaves.free[rows] = False
        changed = (taken, *(new - old for new, old in zip(leaves.weights(rows), before, strict=True)))
        sums = self._sums
        for whole, part in zip(
            (sums.free, sums.evidence, sums.information, sums.square, sums.rest), changed, strict=True
        ):
            np.add(whole, self._cube.sums(part, rows), out=whole)
        self._lean = leaves.lean()

    def _scores(self, part: slice) -> tuple[Floats, Floats]:
        """Gain per cell above the price of choosing it, and gain times purity; 0 where a cell says too little."""
        sums = self._sums
        evidence, information = sums.evidence[part] - self._lean * sums.free[part], sums.information[part]
        gain = np.divide(evidence**2, information, out=np.zeros(len(evidence)), where=information > 0)
        scatter = np.maximum(sums.square[part] - 2 * gain - sums.count[part], 0)
        purity = np.divide(gain, gain + scatter, out=np.zeros(len(gain)), where=gain > 0)
        gain -= self._price[part]
        enough = (gain > EVIDENCE) & (np.abs(sums.rest[part]) >= self._smallest) & self._open[part]
        return gain, np.where(enough, gain * purity, 0.0)

    def _place(self, cell: int, gain: float) -> Place:
        """A cell as a slice; of two names for the same leaves the shorter is cheaper and was taken."""
        self._open[cell] = False
        group = self._cube.grouping(cell)
        members = group.named(cell)
        covered = [self._codes[dim] == member for dim, member in zip(group.dims, members, strict=True)]
        rows = np.flatnonzero(np.logical_and.reduce(covered))
        return Place(group.dims, members, rows, gain, abs(float(self._sums.rest[cell])))


def _price(cube: Cube, count: Floats) -> Floats:
    """Per cell what choosing it costs: more where there are more to choose from and the name is longer."""
    groups = cube.groupings
    there = [int(np.count_nonzero(count[g.start : g.start + g.size])) for g in groups]
    price = [2 * (math.log(n) + PER_DIMENSION * len(g.dims)) for n, g in zip(there, groups, strict=True)]
    return np.repeat(price, [group.size for group in groups])


def _seen(actual: Floats, expected: Floats) -> _Leaves:
    """Leaves with their size and noise; noise grows with a power of size and has a floor."""
    size = (np.abs(actual) + np.abs(expected)) / 2
    live = size > 0
    size = np.where(live, size, 1.0)
    rest = np.abs(actual - expected)
    some = np.flatnonzero(live)
    some = some[:: len(some) // ENOUGH + 1]
    power = _power(size[some], rest[some])
    common = np.sqrt(np.minimum(np.abs(actual), np.abs(expected))[some])
    spread = _usual(rest[some] / np.sqrt(size[some] ** power), common) / NORMAL if len(some) else 0.0
    noise = size**power * spread**2 + (FLOOR * size) ** 2
    return _Leaves(actual, expected.copy(), size, noise, live, live.copy())


def _power(size: Floats, rest: Floats) -> float:
    """The power of size that the square of a residual grows with, between 1 and 2."""
    size, rest = size[rest > 0], rest[rest > 0]
    if len(size) <= TELLING:
        return 1.0
    x, y = np.log(size), np.log(rest)
    x -= x.mean()
    spread = float(x @ x)
    slope = float(x @ y) / spread if spread else 0.5
    return min(max(2 * slope, 1.0), 2.0)


def _usual(values: Floats, weights: Floats) -> float:
    """The weighted median."""
    order = np.argsort(values, kind="stable")
    reached = np.cumsum(weights[order])
    return float(values[order][np.searchsorted(reached, reached[-1] / 2)])
