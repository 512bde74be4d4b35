"""Grouping: which combinations of codes occur, and to which of them each row belongs."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from scorecard.domain.cells import Ints

ROOM = 2**62
"""Products of sizes up to this are one key; more dimensions are grouped step by step."""


def grouped(codes: Sequence[NDArray[np.integer[Any]]], sizes: Sequence[int], count: int) -> tuple[list[Ints], Ints]:
    """The combinations that occur, in order of the first dimension, then the second and so on.

    Args:
        codes: Per dimension int[rows], each from 0 to below its size.
        sizes: How many members each dimension has.
        count: How many rows there are.

    Returns:
        Per dimension int64[combinations], and int64[rows]: which combination each row is.
    """
    index = np.zeros(count, np.int64)
    keys: list[Ints] = []
    start = 0
    while start < len(codes):
        stop, room = start, max(len(keys[0]) if keys else 1, 1)
        while stop < len(codes) and (room * max(sizes[stop], 1) <= ROOM or stop == start):
            index = index * max(sizes[stop], 1) + codes[stop]
            room *= max(sizes[stop], 1)
            stop += 1
        found, index = np.unique(index, return_inverse=True)
        own: list[Ints] = []
        for size in reversed([max(size, 1) for size in sizes[start:stop]]):
            found, code = np.divmod(found, size)
            own.insert(0, code)
        keys = [*(key[found] for key in keys), *own]
        start = stop
    return keys, index.astype(np.int64)
