"""Numbers for journals: each document has its own, readable in every line."""

import numpy as np

from scorecard.ingest.demo.months import Ints, Months


class Journals:
    """Hands out document numbers such as ``SI-2603-0041`` and remembers them by code."""

    def __init__(self, months: Months) -> None:
        self._months = months
        self._names: list[str] = []
        self._used: dict[tuple[str, int], int] = {}

    def numbered(self, prefix: str, key: Ints, month: Ints) -> Ints:
        """A journal code per line; lines with the same key share a journal.

        Args:
            prefix: Two letters for the kind of document.
            key: What tells journals apart, int64[line].
            month: Month index of each line; the same throughout a journal.
        """
        _, first, which = np.unique(key, return_index=True, return_inverse=True)
        start = len(self._names)
        for index in month[first].tolist():
            number = self._used.get((prefix, index), 0) + 1
            self._used[prefix, index] = number
            self._names.append(f"{prefix}-{self._months.keys[index][2:].replace('-', '')}-{number:04d}")
        return (start + which).astype(np.int64)

    def names(self) -> tuple[str, ...]:
        """Every document number, by code."""
        return tuple(self._names)
