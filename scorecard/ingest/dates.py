"""Dates by one declared order: nothing is guessed, and nothing outside the books' years."""

import re
from datetime import date

from scorecard.domain.problems import excerpt

FIRST, LAST = date(1990, 1, 1), date(2100, 12, 31)
ISO = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})(?:[T ]00:00(?::00(?:\.0+)?)?)?", re.ASCII)
SPELT = re.compile(r"([0-9]{1,2})([./-])([0-9]{1,2})\2([0-9]{4})", re.ASCII)
MONTHS = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip
MONTH_WORDS = {word: at for at, name in enumerate(MONTHS, start=1) for word in (name, name[:3])} | {"sept": 9}


def parse_date(text: str, order: str, first: date = FIRST) -> date | None:
    """One date in the declared order (``ymd``, ``dmy``, ``mdy``); ISO dates are read in any order.

    Returns:
        The date, or None if the text is not one, does not exist or lies before ``first`` or after 2100.
    """
    parts = _parts(text.strip(" "), order)
    if parts is None:
        return None
    try:
        found = date(*parts)
    except ValueError:
        return None
    return found if first <= found <= LAST else None


def date_fault(text: str, order: str, first: date = FIRST) -> tuple[str, str]:
    """Why a text is not a date from ``first`` to 2100, and what to do about it."""
    shown, bare = f"“{excerpt(text, 40)}”", text.strip(" ")
    if bare == "":
        return "the date is empty", "Fill it in."
    if order == "ymd" and SPELT.fullmatch(bare):
        said = f"{shown} can be read with the day or the month first"
        return said, 'Declare date_order = "dmy" or "mdy" under [file].'
    parts = _parts(bare, order)
    if parts is not None:
        in_years = first.year <= parts[0] <= LAST.year
        said = "does not exist" if in_years else f"lies outside {first.year} to {LAST.year}"
        return f"the date {shown} {said}", "Correct the date."
    if re.fullmatch(r"[0-9]{5}(\.[0-9]+)?", bare, re.ASCII):
        return f"{shown} is a serial number, not a date", "Format the column as a date, or write 2026-11-30."
    return f"{shown} is not a date", "Write it as 2026-11-30."


def parse_year(text: str) -> int | None:
    """A fiscal or calendar year: 2026, FY2026, FY 2026, 2026.0."""
    found = re.fullmatch(r"(?:FY ?)?([0-9]{4})(?:\.0)?", text.strip(" "), re.ASCII | re.IGNORECASE)
    return int(found[1]) if found and FIRST.year <= int(found[1]) <= LAST.year else None


def parse_month(text: str) -> int | None:
    """A calendar month by its English name or the first three letters of it; Sept, too."""
    return MONTH_WORDS.get(text.strip(" ").lower())


def parse_number(text: str, largest: int, letters: str = "pm") -> int | None:
    """A number from 1 to ``largest``, also 01 and 1.0, and with one of the letters before it: P01, M1."""
    found = re.fullmatch(rf"[{letters}]?0?([0-9]{{1,2}})(?:\.0)?", text.strip(" ").lower(), re.ASCII)
    return int(found[1]) if found and 1 <= int(found[1]) <= largest else None


def parse_quarter(text: str) -> int | None:
    """A quarter: 1 to 4, also 01, 1.0 and Q1."""
    return parse_number(text, 4, "q")


def _parts(text: str, order: str) -> tuple[int, int, int] | None:
    if iso := ISO.fullmatch(text):
        return int(iso[1]), int(iso[2]), int(iso[3])
    spelt = SPELT.fullmatch(text)
    if spelt is None or order == "ymd":
        return None
    first, second, year = int(spelt[1]), int(spelt[3]), int(spelt[4])
    return (year, second, first) if order == "dmy" else (year, first, second)
