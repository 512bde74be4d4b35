"""The cells of a table of series: dates in one order that fits them all, numbers of any length."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from scorecard.domain.forecast_rows import Floats, Ints, Mask
from scorecard.domain.problems import excerpt
from scorecard.ingest.amounts import AmountRules, parse_amount
from scorecard.ingest.dates import date_fault, parse_date
from scorecard.ingest.faults import Faults
from scorecard.ingest.words import Words

EARLIEST = date(1700, 1, 1)
EPOCH = date(1970, 1, 1)
NUMBER = re.compile(r"-?[0-9]{1,9}", re.ASCII)
COMPACT = re.compile(r"(?:19|20)[0-9]{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])", re.ASCII)
MONTH = re.compile(r"([0-9]{4})-?(?:([0-9]{2})|M([0-9]{1,2})|Q([1-4]))", re.ASCII)
QUARTER = re.compile(r"[0-9]{4}-?Q[1-4]", re.ASCII)
BLANK = ("", "na", "n/a", "null", "none", "-")
"""What an empty cell may say: not reported."""

SHOWN = 40
LARGEST = 1e60
"""Beyond it squares of amounts are no longer told."""


@dataclass(frozen=True, slots=True)
class Calendar:
    """How a file writes its dates: ``style`` is a date order, ``numbers``, ``compact``, ``months`` or ``quarters``."""

    style: str
    column: str

    @property
    def numbers(self) -> bool:
        """Whether dates are plain numbers."""
        return self.style == "numbers"

    def day(self, word: str) -> int | None:
        """The day since 1970, or the number, of a cell."""
        if self.numbers:
            return int(word) if NUMBER.fullmatch(word) else None
        if self.style in {"months", "quarters"}:
            found = MONTH.fullmatch(word)
            return None if found is None else _first_day(found)
        if self.style == "compact" and COMPACT.fullmatch(word):
            word = f"{word[:4]}-{word[4:6]}-{word[6:]}"
        day = parse_date(word, self.style, EARLIEST)
        return None if day is None else (day - EPOCH).days

    def read(self, dates: Words, faults: Faults) -> tuple[Ints, Mask]:
        """int64[rows], and bool[rows], which of them could be read; the others are noted."""
        known = [self.day(word) for word in dates.words]
        readable = np.array([each is not None for each in known])[dates.codes]
        rows = np.arange(2, len(dates) + 2)
        for code in sorted(dates.used()):
            if known[code] is None:
                row, count = dates.first(code, rows)
                what, remedy = date_fault(dates.words[code], "ymd" if self.numbers else self.style, EARLIEST)
                left = "the row is left out" if count == 1 else f"the {count:,} rows that say so are left out"
                faults.add(row, self.column, f"{what}; {left}", remedy)
        return np.array([each or 0 for each in known], dtype=np.int64)[dates.codes], readable

    def written(self, days: Ints) -> list[str]:
        """Days or numbers in the file's own manner, dates as 2026-11-30."""
        if self.numbers:
            return [str(each) for each in days.tolist()]
        dates = [EPOCH + timedelta(days=each) for each in days.tolist()]
        if self.style == "months":
            return [f"{each:%Y-%m}" for each in dates]
        if self.style == "quarters":
            return [f"{each.year}-Q{(each.month + 2) // 3}" for each in dates]
        return [each.isoformat() for each in dates]


def calendar_of(dates: Words, order: str) -> Calendar:
    """How a column writes its dates, by what most of its cells say.

    Args:
        dates: The column.
        order: The declared order of day, month and year; auto where the cells themselves decide.
    """
    words = [dates.words[code] for code in sorted(dates.used())]
    if order != "auto":
        return Calendar(order, dates.column)
    for style, pattern in (("compact", COMPACT), ("numbers", NUMBER), ("quarters", QUARTER), ("months", MONTH)):
        if sum(pattern.fullmatch(word) is not None for word in words) * 2 > len(words):
            return Calendar(style, dates.column)
    return Calendar(_order(words), dates.column)


def _order(words: list[str]) -> str:
    """The one order that reads more dates than the others; ymd, which guesses nothing, where two read as many."""
    read = {order: sum(parse_date(word, order, EARLIEST) is not None for word in words) for order in ("dmy", "mdy")}
    if read["dmy"] == read["mdy"]:
        return "ymd"
    return max(read, key=lambda order: read[order])


def _first_day(found: re.Match[str]) -> int | None:
    year, month = int(found[1]), int(found[2] or found[3] or 3 * int(found[4] or 1) - 2)
    return (date(year, month, 1) - EPOCH).days if 1 <= month <= 12 and year >= EARLIEST.year else None


def amounts(cells: pa.Array, column: str, faults: Faults) -> Floats:
    """A column as float64[rows]; cells that are empty or no numbers are not a number, and the latter are noted."""
    text = pc.utf8_trim_whitespace(cells)
    try:
        found = np.array(np.from_dlpack(pc.cast(text, pa.float64())))
    except pa.ArrowInvalid:
        found = np.array([_number(word) for word in text.to_pylist()], dtype=np.float64)
    wrong = np.flatnonzero(~(np.abs(found) <= LARGEST))
    for at in wrong.tolist():
        word = text[at].as_py()
        if word.lower() not in BLANK:
            faults.add(
                at + 2, column, f"“{excerpt(word, SHOWN)}” {_wrong(_number(word))}; it counts as not reported", REMEDY
            )
    found[wrong] = np.nan
    return found


REMEDY = "Write numbers like 1234.56; leave the cell empty where nothing was reported."


def _number(word: str) -> float | None:
    """A cell as a number: plain or with an exponent, or an amount in brackets."""
    try:
        return float(word) if word.isascii() and "_" not in word else None
    except ValueError:
        amount = parse_amount(word, AmountRules())
        return None if amount is None else float(amount)


def _wrong(number: float | None) -> str:
    """Why a cell does not count."""
    if number is None:
        return "is not a number"
    return "is too large" if np.isfinite(number) else "is not a finite number"
