"""Columns of repeated words: each word is looked at once, however many rows say it."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import repeat
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from scorecard.ingest.faults import Faults
from scorecard.ingest.texts import LONGEST, PLAIN

TOLD = "\x00"
"""Stands for a word whose fault was told already; cells cannot hold it."""


@dataclass(frozen=True)
class Words:
    """A column as codes into its distinct words.

    Attributes:
        codes: integers[rows], position of each row's word.
        words: The distinct words, blanks trimmed; "" for an empty cell.
        column: The column's name, as problems cite it.
    """

    codes: "np.ndarray[Any, np.dtype[Any]]"
    words: list[str]
    column: str

    @classmethod
    def of(cls, cells: pa.Array, column: str) -> "Words":
        """A column of a batch, whatever its type."""
        if not pa.types.is_dictionary(cells.type):
            if pa.types.is_timestamp(cells.type):
                cells = pc.strftime(cells, "%Y-%m-%dT%H:%M:%S")
            cells = pc.dictionary_encode(pc.fill_null(pc.cast(cells, pa.string()), ""))
        codes = cells.indices
        words = ["" if word is None else str(word).strip(" ") for word in cells.dictionary.to_pylist()]
        if codes.null_count:
            codes = pc.fill_null(codes, len(words))
            words = [*words, ""]
        return cls(codes.to_numpy(), words, column)

    @classmethod
    def same(cls, word: str, rows: int, column: str) -> "Words":
        """One word for every row."""
        return cls(np.zeros(rows, np.int32), [word], column)

    def __len__(self) -> int:
        return len(self.codes)

    def kept(self, mask: "np.ndarray[Any, np.dtype[np.bool_]]") -> "Words":
        """The rows of a mask."""
        return Words(self.codes[mask], self.words, self.column)

    def among(self, words: Iterable[str]) -> "np.ndarray[Any, np.dtype[np.bool_]]":
        """Which rows say one of these words."""
        known = set(words)
        found: np.ndarray[Any, np.dtype[np.bool_]] = np.array([word in known for word in self.words], bool)[self.codes]
        return found

    def first(self, code: int, rows: "np.ndarray[Any, np.dtype[np.int64]]") -> tuple[int, int]:
        """The number of the first row that says a word, and how many do."""
        at = np.flatnonzero(self.codes == code)
        return (int(rows[at[0]]), len(at)) if len(at) else (0, 0)

    def spread(self, values: Sequence[object], kind: pa.DataType) -> pa.Array:
        """One value for each word, spread over the rows."""
        return pc.take(pa.array(values, kind), pa.array(self.codes))

    def coded(self, values: Sequence[str | None]) -> pa.Array:
        """One text for each word, spread over the rows as codes into the distinct texts."""
        distinct = [value for value in dict.fromkeys(values) if value is not None]
        if len(distinct) == len(values):
            indices = pa.array(self.codes.astype(np.int32, copy=False))
            return pa.DictionaryArray.from_arrays(indices, pa.array(distinct, pa.string()))
        places = {value: at for at, value in enumerate(distinct)}
        known = np.array([-1 if value is None else places[value] for value in values], np.int32)
        codes = known.take(self.codes)
        indices = pa.array(codes, mask=codes < 0 if known.min(initial=0) < 0 else None)
        return pa.DictionaryArray.from_arrays(indices, pa.array(distinct, pa.string()))

    def used(self) -> set[int]:
        """Codes that at least one row says."""
        return set(np.flatnonzero(np.bincount(self.codes, minlength=len(self.words))).tolist())


def together(parts: Sequence[Words]) -> tuple["np.ndarray[Any, np.dtype[np.int64]]", list[tuple[str, ...]]]:
    """Several columns as one: codes into their distinct combinations."""
    combined = np.zeros(len(parts[0]), np.int64)
    for part in parts:
        combined = combined * len(part.words) + part.codes
    distinct, codes = np.unique(combined, return_inverse=True)
    combinations = []
    for each in distinct.tolist():
        words: list[str] = []
        rest = each
        for part in reversed(parts):
            rest, at = divmod(rest, len(part.words))
            words.append(part.words[at])
        combinations.append(tuple(reversed(words)))
    return codes.reshape(-1), combinations


def is_plain(cells: pa.Array) -> bool:
    """Whether every cell is printable ASCII of tolerable length."""
    if len(cells) and pc.max(pc.binary_length(cells)).as_py() > LONGEST:
        return False
    return bool(pc.all(pc.match_substring_regex(cells, PLAIN), min_count=0).as_py())


Read = Callable[[str], tuple[Any, str, str]]
"""A word to (value, what is wrong or "", remedy)."""


UNREAD = object()
"""Stands for the value of a word that was not read yet, or is at fault."""


class Reader:
    """Reads each distinct word of a field once over a whole file.

    ``kind`` names what a word without a value and without a fault is not: an entity, a measure.
    """

    def __init__(self, read: Read, faults: Faults, kind: str = "") -> None:
        self._read, self._faults, self._kind = read, faults, kind
        self._known: dict[str, tuple[Any, str, str]] = {}
        self._fine: dict[str, Any] = {}

    def values(self, column: Words, rows: "np.ndarray[Any, np.dtype[np.int64]]") -> list[Any]:
        """A value for each word; faults are noted once for each word, at its first row."""
        fine = list(map(self._fine.get, column.words, repeat(UNREAD)))
        if UNREAD not in fine:
            return fine
        values: list[Any] = []
        used = column.used()
        for code, word in enumerate(column.words):
            values.append(self._value(column, code, word, rows) if code in used else None)
        return values

    def _value(self, column: Words, code: int, word: str, rows: "np.ndarray[Any, np.dtype[np.int64]]") -> object:
        if word == TOLD:
            return None
        known = word in self._known
        if not known:
            self._known[word] = self._read(word)
        value, what, remedy = self._known[word]
        if what and not known:
            row, count = column.first(code, rows)
            more = f" ({count:,} rows here)" if count > 1 else ""
            self._faults.add(row, column.column, what + more, remedy)
        elif not what and value is None and self._kind:
            row, count = column.first(code, rows)
            self._faults.add_unknown(self._kind, word, row, count, column.column)
        elif not what:
            self._fine[word] = value
        return value
