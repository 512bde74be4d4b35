"""Sums of leaves by every combination of a few dimensions, kept up to date where leaves change."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import prod

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]

DENSE = 1 << 16
"""Cells up to which a grouping keeps room for combinations that do not occur."""


@dataclass(frozen=True, slots=True)
class Grouping:
    """One combination of dimensions.

    Attributes:
        dims: Positions of its dimensions, ascending.
        parent: Position of the finer grouping whose cells are added up; None for leaves themselves.
        index: int64[leaves or the parent's cells], the cell each belongs to.
        codes: For each of ``dims`` int64[cells], the member a cell stands for.
        keys: int64[cells], ascending, where only combinations that occur have a cell; None where all have one.
        members: How many members each of ``dims`` has.
        size: How many cells there are.
    """

    dims: tuple[int, ...]
    parent: int | None
    index: Ints
    codes: tuple[Ints, ...]
    keys: Ints | None
    members: tuple[int, ...]
    size: int

    def cell(self, wanted: Sequence[int]) -> int:
        """The cell of a combination that occurs."""
        key = wanted[0]
        for code, size in zip(wanted[1:], self.members[1:], strict=True):
            key = key * size + code
        return key if self.keys is None else int(np.searchsorted(self.keys, key))


class Cube:
    """All groupings of up to ``depth`` dimensions, coarse ones first."""

    def __init__(self, codes: Sequence[Ints], members: Sequence[int], depth: int) -> None:
        """Take codes int64[leaves] per dimension and how many members each dimension has."""
        self.leaves = len(codes[0]) if codes else 0
        self.groupings = _groupings(codes, members, min(depth, len(codes)), self.leaves)

    def sums(self, weights: Floats, rows: Ints | None = None) -> list[Floats]:
        """Sums per cell of each grouping.

        Args:
            weights: float64[rows], one per leaf or per leaf of ``rows``.
            rows: The leaves to add up; all if None.
        """
        found: dict[int, Floats] = {}
        for at, group in self._finest_first():
            if group.parent is None:
                index = group.index if rows is None else group.index[rows]
                found[at] = _added(index, weights, group.size)
            else:
                found[at] = _added(group.index, found[group.parent], group.size)
        return [found[at] for at in range(len(self.groupings))]

    def _finest_first(self) -> Iterator[tuple[int, Grouping]]:
        return reversed(list(enumerate(self.groupings)))


def _added(index: Ints, weights: Floats, cells: int) -> Floats:
    return np.bincount(index, weights, cells).astype(np.float64, copy=False)


def _groupings(codes: Sequence[Ints], members: Sequence[int], depth: int, leaves: int) -> list[Grouping]:
    """Coarse groupings first; those of all ``depth`` dimensions add up leaves, others a finer grouping."""
    names = [dims for size in range(1, depth + 1) for dims in combinations(range(len(codes)), size)]
    place = {dims: at for at, dims in enumerate(names)}
    made: dict[tuple[int, ...], Grouping] = {}
    for dims in reversed(names):
        finer = [made[each] for each in made if len(each) == len(dims) + 1 and set(dims) <= set(each)]
        if not finer:
            made[dims] = _grouping(dims, None, [codes[at] for at in dims], members, leaves)
        else:
            source = min(finer, key=lambda each: each.size)
            kept = [source.codes[source.dims.index(at)] for at in dims]
            made[dims] = _grouping(dims, place[source.dims], kept, members, leaves)
    return [made[dims] for dims in names]


def _grouping(
    dims: tuple[int, ...], parent: int | None, codes: Sequence[Ints], members: Sequence[int], leaves: int
) -> Grouping:
    sizes = tuple(members[at] for at in dims)
    key = codes[0]
    for code, size in zip(codes[1:], sizes[1:], strict=True):
        key = key * size + code
    cells = prod(sizes)
    if cells <= max(DENSE, leaves):
        return Grouping(dims, parent, key, _unravelled(np.arange(cells), sizes), None, sizes, cells)
    found, index = _distinct(key)
    return Grouping(dims, parent, index, _unravelled(found, sizes), found, sizes, len(found))


def _distinct(keys: Ints) -> tuple[Ints, Ints]:
    """Distinct keys, ascending, and the position of each key among them; equal keys need no order of their own."""
    order = np.argsort(keys)
    first = np.concatenate(([True], np.diff(keys[order]) != 0))
    index = np.empty(len(keys), np.int64)
    index[order] = np.cumsum(first) - 1
    return keys[order[first]], index


def _unravelled(keys: Ints, sizes: Sequence[int]) -> tuple[Ints, ...]:
    parts = []
    for size in reversed(sizes):
        keys, part = np.divmod(keys, size)
        parts.append(part)
    return tuple(reversed(parts))
