"""Amounts by one strict grammar: exact, ASCII digits only, signs and separators as the profile says."""

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from scorecard.domain.problems import excerpt
from scorecard.ingest.profile import FileRules
from scorecard.store.schema import STAGED_AMOUNT

VALUE = STAGED_AMOUNT
LARGEST = Decimal(10) ** 13
LONGEST = 64
MOST_DIGITS, MOST_DECIMALS = 13, 4
USUAL_FIRST = (2, 1, 3, 4)
"""Numbers of decimals; most files have the same throughout, and need no look for others."""
TICKS = 10 ** np.arange(MOST_DECIMALS, -1, -1, dtype=np.int64)
"""What a number without its point is multiplied by, for each number of decimals; below ``LARGEST`` it fits 64 bits."""
MINUS = "\N{MINUS SIGN}"
SIGN, POINT, ZERO = (np.uint8(letter) for letter in b"-.0")


@dataclass(frozen=True)
class AmountRules:
    """The grammar of amounts in one file."""

    decimal: str = "."
    thousands: str = ""
    trailing_minus: bool = False
    currency_signs: tuple[str, ...] = ()
    percent: bool = False

    @classmethod
    def of(cls, rules: FileRules) -> "AmountRules":
        """The rules a profile declares."""
        return cls(rules.decimal, rules.thousands, rules.trailing_minus, rules.currency_signs, rules.percent)

    @cached_property
    def pattern(self) -> str:
        """The grammar; groups: bracketed sign, sign, digits, decimals, closing, percent or trailing sign."""
        group = f"(?:{re.escape(self.thousands)}[0-9]{{3}})+" if self.thousands else ""
        digits = f"[0-9]{{1,3}}{group}|[0-9]+" if group else "[0-9]+"
        coin = "|".join(re.escape(sign) for sign in self.currency_signs)
        coin = f"(?:(?:{coin}) ?)?" if coin else ""
        body = f"({digits})(?:{re.escape(self.decimal)}([0-9]{{1,4}}))?"
        after = f"(?: ?(?:{coin[3:-2]}))?" if coin else ""
        last = "(?: ?%)?" if self.percent else ""
        trailing = "(-)?" if self.trailing_minus else "()"
        return f"^([(])?{coin}([+{MINUS}-])?{coin}{body}{after}{last}{trailing}([)])?$"

    @cached_property
    def compiled(self) -> re.Pattern[str]:
        """The grammar for single cells."""
        return re.compile(self.pattern, re.ASCII)


def parse_amount(text: str, rules: AmountRules) -> Decimal | None:
    """One amount, exact.

    Returns:
        The amount with at most four decimals (six for percentages), or None if it is not one.
    """
    text = text.strip(" ")
    found = rules.compiled.match(text) if len(text) <= LONGEST else None
    if found is None:
        return None
    opened, sign, digits, decimals, trailing, closed = found.groups()
    bracketed, trails = bool(opened), bool(trailing)
    if bracketed != bool(closed) or (bool(sign) + bracketed + trails > 1):
        return None
    whole = digits.replace(rules.thousands, "") if rules.thousands else digits
    amount = Decimal(f"{whole}.{decimals or 0}")
    if abs(amount) > LARGEST:
        return None
    if rules.percent and "%" in text:
        amount = amount / 100
    negative = bracketed or trails or sign in ("-", MINUS)
    return -amount if negative and amount else amount


KINDS: tuple[tuple[str, str, str], ...] = (
    (r".{65,}|[+-]?[0-9]{14,}(?:\.[0-9]*)?", "is larger than 10,000,000,000,000.00", "Check the amount and its unit."),
    (r"[+-]?[0-9]+[.,][0-9]{5,}", "has more than four decimals", "Round it where it comes from."),
    (r".*%", "is a percentage", "Set percent = true under [file], or give counts instead."),
    (r"[+-]?(?:[.,][0-9]*|[0-9]+[.,])", "lacks a digit beside its point", "Write 0.5 instead of .5."),
    (
        r"[(+-]*[0-9][0-9.,' ]*[)-]?",
        "does not fit the decimal and thousands signs of this file",
        "Declare decimal, thousands or trailing_minus under [file].",
    ),
    (
        r"(?=.*[0-9]).*(?:[$€£¥]|[A-Z]{3}).*",
        "carries a currency",
        "Name the sign under currency_signs in [file], or remove it.",
    ),
    (r".*", "is not an amount", "Write digits, or list this text under empty in [file] if it means not reported."),
)
"""Pattern, what is wrong and the remedy; the first that fits is told."""


def amount_fault(text: str) -> tuple[str, str]:
    """Why a text is not an amount, and what to do about it."""
    bare = text.strip(" ")
    if bare == "":
        return "the amount is empty", 'Fill it in, or list "" under empty in [file] if it means not reported.'
    fits = (kind for kind in KINDS if re.fullmatch(kind[0], bare, re.ASCII | re.DOTALL))
    _, what, remedy = next(fits)
    return f"“{excerpt(text, 40)}” {what}", remedy


def read_amounts(cells: pa.Array, rules: AmountRules) -> tuple[pa.Array, pa.Array]:
    """A column of amounts.

    Args:
        cells: Text, decimals, integers or floats (read by their shortest exact text).
        rules: The file's grammar; applies to text only.

    Returns:
        decimal64(18,4) with null where a cell is no amount, and the mask of those cells.
    """
    if pa.types.is_integer(cells.type) or pa.types.is_decimal(cells.type):
        return _numbers(cells)
    if pa.types.is_floating(cells.type):
        cells, rules = _written_out(pc.cast(cells, pa.string())), AmountRules()
    text = pc.fill_null(pc.cast(cells, pa.string()), "")
    values = simple_amounts(text) if rules.decimal == "." else None
    if values is None:
        values = _by_grammar(text, rules)
    return values, pc.is_null(values)


def _written_out(text: pa.Array) -> pa.Array:
    """Numbers that a float's text says with a power of ten, as digits."""
    powers = pc.fill_null(pc.match_substring(text, "e"), False)
    if not pc.any(powers).as_py():
        return text
    digits = [format(Decimal(each), "f") for each in text.filter(powers).to_pylist()]
    return pc.replace_with_mask(text, powers, pa.array(digits, pa.string()))


def simple_amounts(text: pa.Array) -> pa.Array | None:
    """Amounts that need no look at each cell: a sign or none, up to 13 digits, and a point with up to four or none.

    Returns:
        decimal64(18,4), or None if any cell is written otherwise; what is read here, the grammar reads as the same.
    """
    if len(text) == 0 or text.null_count or not pa.types.is_string(text.type):
        return None
    _, bounds, content = text.buffers()
    ends = np.frombuffer(bounds, np.int32)[text.offset : text.offset + len(text) + 1]
    letters = np.frombuffer(content, np.uint8)[ends[0] : ends[-1]]
    ends = ends - ends[0]
    decimals = _decimals(letters, ends[:-1], ends[1:])
    if decimals is None:
        return None
    ends[1:] -= np.cumsum(decimals > 0, dtype=np.int32)
    buffers = (pa.py_buffer(ends), pa.py_buffer(letters[letters != POINT]))
    whole = pc.cast(pa.StringArray.from_buffers(len(text), *buffers), pa.int64()).to_numpy()
    return pa.Array.from_buffers(VALUE, len(text), [None, pa.py_buffer(whole * TICKS[decimals])])


def _decimals(
    letters: NDArray[np.uint8], starts: NDArray[np.int32], ends: NDArray[np.int32]
) -> NDArray[np.int32] | None:
    """How many digits each cell has after its point; None unless all cells are written plainly."""
    lengths = ends - starts
    if lengths.min() == 0:
        return None
    signed = letters[starts] == SIGN
    if not (_are_digits(letters[ends - 1]).all() and _are_digits(letters[starts + signed]).all()):
        return None
    decimals, points = np.zeros(len(lengths), np.int32), 0
    for many in USUAL_FIRST:
        if points == len(lengths):
            break
        here = (letters[np.maximum(ends - many - 1, 0)] == POINT) & (lengths > many)
        if (decimals[here] > 0).any():
            return None
        decimals[here] = many
        points += int(np.count_nonzero(here))
    rest = np.count_nonzero(_are_digits(letters)) + np.count_nonzero(signed)
    if np.count_nonzero(letters == POINT) != points or rest + points != len(letters):
        return None
    most = (lengths - signed - decimals - (decimals > 0)).max()
    return decimals if most <= MOST_DIGITS else None


def _are_digits(letters: NDArray[np.uint8]) -> NDArray[np.bool_]:
    return letters - ZERO < 10  # below zero wraps around to more


def _by_grammar(text: pa.Array, rules: AmountRules) -> pa.Array:
    """Cells one by one, each spelling once."""
    coded = pc.dictionary_encode(text)
    parsed = [_four_decimals(parse_amount(each, rules)) for each in coded.dictionary.to_pylist()]
    return pc.take(pa.array(parsed, VALUE), coded.indices)


def _four_decimals(amount: Decimal | None) -> Decimal | None:
    if amount is None or amount.as_tuple().exponent >= -4:  # type: ignore[operator]
        return amount
    return amount if amount == amount.quantize(Decimal("0.0001")) else None


def _numbers(cells: pa.Array) -> tuple[pa.Array, pa.Array]:
    try:
        return _limited(pc.cast(cells, VALUE))
    except pa.ArrowInvalid:
        parsed = [_four_decimals(_within(each)) for each in cells.to_pylist()]
        values = pa.array(parsed, VALUE)
        return values, pc.is_null(values)


def _within(value: int | Decimal | None) -> Decimal | None:
    return None if value is None or not -LARGEST <= value <= LARGEST else Decimal(value)


def _limited(values: pa.Array) -> tuple[pa.Array, pa.Array]:
    limit = pa.scalar(LARGEST, VALUE)
    too_large = pc.or_(pc.greater(values, limit), pc.less(values, pa.scalar(-LARGEST, VALUE)))
    values = without(values, too_large)
    return values, pc.is_null(values)


def without(values: pa.Array, mask: pa.Array) -> pa.Array:
    """Amounts, null where the mask is true."""
    return pc.cast(pc.if_else(mask, pa.scalar(None, VALUE), values), VALUE)
