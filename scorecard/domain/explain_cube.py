"""Sums of leaves by every combination of a few dimensions, kept up to date where leaves change."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from math import prod

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]

DENSE = 1 << 12
"""Cells up to which a grouping keeps room for combinations that do not occur."""


TABLE = 16
"""Combinations per leaf up to which those that occur are looked up in a table of all."""


@dataclass(frozen=True, slots=True)
class Grouping:
    """One combination of dimensions.

    Attributes:
        dims: Positions of its dimensions, ascending.
        parent: Position of the finer grouping whose cells are added up; None for leaves themselves.
        index: int64[leaves or the parent's cells], the cell each belongs to.
        codes: For each of ``dims`` int64[cells], the member a cell stands for.
        size: How many cells there are.
        start: Position of its first cell among those of all groupings.
    """

    dims: tuple[int, ...]
    parent: int | None
    index: Ints
    codes: tuple[Ints, ...]
    size: int
    start: int = 0

    def named(self, cell: int) -> tuple[int, ...]:
        """The member of each dimension that a position among all cells stands for."""
        return tuple(int(code[cell - self.start]) for code in self.codes)


class Cube:
    """All groupings of up to ``depth`` dimensions, coarse ones first, their cells one after the other."""

    def __init__(self, codes: Sequence[Ints], members: Sequence[int], depth: int) -> None:
        """Take codes int64[leaves] per dimension and how many members each dimension has."""
        made = _groupings(codes, members, min(depth, len(codes)), len(codes[0]))
        ends = np.cumsum([group.size for group in made])
        self.groupings = [replace(group, start=int(end) - group.size) for group, end in zip(made, ends, strict=True)]
        self.cells = int(ends[-1])

    def sums(self, weights: Floats, rows: Ints | None = None) -> Floats:
        """Sums per cell, float64[cells].

        Args:
            weights: float64[rows], one per leaf or per leaf of ``rows``.
            rows: The leaves to add up; all if None.
        """
        found = np.empty(self.cells)
        for group in reversed(self.groupings):
            if group.parent is None:
                index, parts = group.index if rows is None else group.index[rows], weights
            else:
                finer = self.groupings[group.parent]
                index, parts = group.index, found[finer.start : finer.start + finer.size]
            found[group.start : group.start + group.size] = np.bincount(index, parts, group.size)
        return found

    def grouping(self, cell: int) -> Grouping:
        """The grouping a position among all cells belongs to."""
        return self.groupings[bisect_right(self.groupings, cell, key=lambda group: group.start) - 1]


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
        return Grouping(dims, parent, key, _unravelled(np.arange(cells), sizes), cells)
    found, index = _distinct(key, cells)
    return Grouping(dims, parent, index, _unravelled(found, sizes), len(found))


def _distinct(keys: Ints, below: int) -> tuple[Ints, Ints]:
    """Distinct keys, ascending, and the position of each key among them; sorted only where a table were too large."""
    index = np.empty(len(keys), np.int64)
    if below <= TABLE * len(keys):
        there = np.zeros(below, np.bool_)
        there[keys] = True
        place = np.cumsum(there) - 1
        return np.flatnonzero(there), np.take(place, keys, out=index)
    order = np.argsort(keys)
    first = np.concatenate(([True], np.diff(keys[order]) != 0))
    index[order] = np.cumsum(first) - 1
    return keys[order[first]], index


def _unravelled(keys: Ints, sizes: Sequence[int]) -> tuple[Ints, ...]:
    parts = []
    for size in reversed(sizes):
        keys, part = np.divmod(keys, size)
        parts.append(part)
    return tuple(reversed(parts))
