"""How a number is written: three significant digits, thousands and millions, parentheses below zero, its unit."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from scorecard.domain.vocabulary import Polarity, State, Unit

DIGITS = 3
MOST_DIGITS = 12
THOUSAND, MILLION, BILLION = Decimal(1_000), Decimal(1_000_000), Decimal(1_000_000_000)
WHOLE_BELOW = 10_000
"""Whole counts below this are written out."""

BLANKS = {
    State.MISSING: "\N{EM DASH}",
    State.NOT_DUE: "\N{MIDDLE DOT}",
    State.NOT_APPLICABLE: "n/a",
    State.HIDDEN: "hidden",
}
"""What stands where a value would: missing, not due, not applicable, hidden."""

SUFFIX = {
    Unit.PERCENT: " %",
    Unit.POINTS: " points",
    Unit.DAYS: " days",
    Unit.HOURS: " h",
    Unit.TIMES: " \N{MULTIPLICATION SIGN}",
}

_UNIT = re.compile(
    r"(?<=\d) (?=(?:[kM]|bn|days?|[A-Z]{3})\b|\\?%)|(?<=\d [kM]) (?=[A-Z]{3}\b)|(?<=\d bn) (?=[A-Z]{3}\b)"
)
"""The blanks inside "4.47 M EUR", "63 %", "170 EUR" and "38 days", also where the text is escaped for markdown."""


def unbroken(text: str) -> str:
    """The text with each number and its unit on one line."""
    return _UNIT.sub("\N{NO-BREAK SPACE}", text)


@dataclass(frozen=True, slots=True)
class Scale:
    """What numbers are divided by, and the letter that says so."""

    factor: Decimal
    letter: str


ONES = Scale(Decimal(1), "")
SCALES = (ONES, Scale(THOUSAND, "k"), Scale(MILLION, "M"), Scale(BILLION, "bn"))


def shown(
    value: Decimal, unit: Unit = Unit.COUNT, currency: str = "", decimals: int | None = None, digits: int = DIGITS
) -> str:
    """A value as the whole project writes it: "1.23 M EUR", "95.1 %", "(410 k EUR)", "38.8 days".

    Args:
        value: Exact, in the measure's unit; percent as a fraction.
        unit: What it is counted in.
        currency: ISO code, written after money only.
        decimals: Fixed decimals instead of significant digits; such numbers are never scaled.
        digits: Significant digits where decimals are not fixed. A value that needs fewer has fewer.
    """
    number = value * 100 if unit is Unit.PERCENT else value
    size = plain(abs(number), unit, decimals, digits)
    text = size + _suffix(unit, currency, size)
    return f"({text})" if number < 0 and _digit(text) else text


def short(value: Decimal, unit: Unit = Unit.COUNT, currency: str = "", decimals: int | None = None) -> str:
    """The size of a difference for a sentence, without sign: "410 k EUR", "3 points" for fractions, "2.1 days"."""
    if unit is Unit.PERCENT:
        return shown(abs(value) * 100, Unit.POINTS, "", decimals)
    return shown(abs(value), unit, currency, decimals)


def with_sign(value: Decimal, size: str) -> str:
    """The size of a difference with its sign in front: more is +, less is −; what is written as zero has none."""
    sign = "+" if value > 0 else "\N{MINUS SIGN}"
    return f"{sign}{size}" if _digit(size) else size


def told_apart(
    value: Decimal,
    goal: Decimal | None,
    red: Decimal | None,
    polarity: Polarity,
    unit: Unit = Unit.COUNT,
    currency: str = "",
    decimals: int | None = None,
) -> str:
    """A value with as many digits as it takes not to look like a threshold it misses.

    94.96 % against a goal of 95 % is "94.96 %" and not "95.0 %".
    """
    missed = [mark for mark in (goal, red) if mark is not None and (value - mark) * polarity.sign < 0]
    for more in range(MOST_DIGITS):
        fixed = None if decimals is None else decimals + more
        text = shown(value, unit, currency, fixed, DIGITS + more)
        if not any(_same_number(value, mark, unit, fixed, DIGITS + more) for mark in missed):
            return text
    return text


def plain(number: Decimal, unit: Unit, decimals: int | None = None, digits: int = DIGITS) -> str:
    """A number of zero or more without its unit: "1.23 M", "9,412", "38.8"."""
    if decimals is not None:
        return f"{_rounded(number, decimals):,f}"
    whole = number == number.to_integral_value()
    if unit is not Unit.MONEY and whole and number < WHOLE_BELOW:
        return f"{number.to_integral_value():,f}"
    scale = scale_of(number, digits)
    letter = f" {scale.letter}" if scale.letter else ""
    return significant(number / scale.factor, digits) + letter


def scale_of(number: Decimal, digits: int = DIGITS) -> Scale:
    """The scale a number is written in after rounding: 999,999 is 1.00 M."""
    for scale in SCALES[:-1]:
        if Decimal(significant(number / scale.factor, digits).replace(",", "")) < THOUSAND:
            return scale
    return SCALES[-1]


def scale_for(values: Iterable[Decimal | None]) -> Scale:
    """One scale for a whole table: that of its largest value."""
    return scale_of(max((abs(value) for value in values if value is not None), default=Decimal(0)))


def in_scale(value: Decimal, scale: Scale, decimals: int = 1) -> str:
    """A value in a table's scale, without the scale's letter: "(1,234.5)"."""
    text = f"{_rounded(abs(value) / scale.factor, decimals):,f}"
    return f"({text})" if value < 0 and _digit(text) else text


def significant(number: Decimal, digits: int = DIGITS) -> str:
    """A number of zero or more rounded to significant digits; zeros show only where something was rounded off."""
    if number == 0:
        return "0"
    decimals = max(digits - 1 - number.adjusted(), 0)
    rounded = _rounded(number, decimals)
    if rounded.adjusted() > number.adjusted() and decimals:
        rounded = _rounded(number, decimals - 1)
    if rounded == number:
        rounded = rounded.normalize()
    return f"{rounded:,f}"


def _same_number(value: Decimal, mark: Decimal, unit: Unit, decimals: int | None, digits: int) -> bool:
    """Whether two values are written with the same number, though perhaps with other zeros."""
    one, other = (shown(each, unit, "", decimals, digits).split(" ") for each in (value, mark))
    return Decimal(_bare(one[0])) == Decimal(_bare(other[0])) and one[1:] == other[1:]


def _bare(text: str) -> str:
    return text.replace(",", "").replace("(", "-").replace(")", "")


def _rounded(number: Decimal, decimals: int) -> Decimal:
    return number.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)


def _digit(text: str) -> bool:
    return any(character in "123456789" for character in text)


def _suffix(unit: Unit, currency: str, size: str) -> str:
    if unit is Unit.MONEY:
        return f" {currency}" if currency else ""
    several = SUFFIX.get(unit, "")
    return several.removesuffix("s") if size == "1" else several
