"""Series of different lengths as one table that ends with the newest value, so that all are worked on at once."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Mask = NDArray[np.bool_]

AT_ONCE = 64
"""Rows worked on together: with a few hundred parameter sets each, what a step needs stays in the processor's cache."""


@dataclass(frozen=True, slots=True)
class Rows:
    """Series side by side.

    Attributes:
        values: float64[rows, steps]; the last column is each row's newest value, zero before a row's start.
        starts: int64[rows], column of a row's first value, never falling: the longest row comes first.
    """

    values: Floats
    starts: Ints

    @classmethod
    def of(cls, series: Sequence[Floats]) -> "Rows":
        """Rows of series that are sorted, the longest first."""
        steps = len(series[0])
        values = np.zeros((len(series), steps))
        for row, each in zip(values, series, strict=True):
            row[steps - len(each) :] = each
        return cls(values, np.array([steps - len(each) for each in series], dtype=np.int64))

    @property
    def lengths(self) -> Ints:
        """int64[rows], values a row has."""
        found: Ints = self.values.shape[1] - self.starts
        return found

    @property
    def known(self) -> Mask:
        """bool[rows, steps], where a row has begun."""
        found: Mask = np.arange(self.values.shape[1]) >= self.starts[:, None]
        return found

    @property
    def ends(self) -> tuple[Floats, Floats]:
        """float64[rows] each, smallest and largest value."""
        known = self.known
        return np.where(known, self.values, np.inf).min(1), np.where(known, self.values, -np.inf).max(1)

    def begun(self, late: int = 0) -> Ints:
        """int64[steps], rows that have ``late`` values before a step: always the first ones."""
        return np.searchsorted(self.starts + late, np.arange(self.values.shape[1]), side="right").astype(np.int64)

    def replaced(self, values: Floats) -> "Rows":
        """Other values in the same places."""
        return Rows(np.where(self.known, values, 0.0), self.starts)

    def only(self, chosen: NDArray[Any]) -> "Rows":
        """Some of the rows, in their order, without columns that none of them needs."""
        starts = self.starts[chosen]
        first = int(starts.min()) if len(starts) else 0
        return Rows(self.values[chosen, first:], starts - first)


def longest_first(series: Sequence[Floats]) -> Ints:
    """int64[series], positions with the longest first."""
    return np.argsort([-len(each) for each in series], kind="stable").astype(np.int64)


def batches(series: Sequence[Floats], size: int = AT_ONCE) -> Iterator[tuple[Ints, Rows]]:
    """The series in groups of similar length: their positions and their rows."""
    order = longest_first(series)
    for first in range(0, len(order), size):
        chosen = order[first : first + size]
        yield chosen, Rows.of([series[at] for at in chosen])
