"""What people may enter about a number: texts, amounts and days, each refused in one sentence."""

import re
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from unicodedata import category, normalize

from scorecard.domain.display import SCALES
from scorecard.domain.errors import ScorecardError
from scorecard.domain.problems import excerpt
from scorecard.domain.work import Cause

LONGEST_TEXT, LONGEST_WHY, LONGEST_ACTION = 4_000, 500, 1_000
MOST_WHYS = 5
LARGEST = Decimal(10) ** 14
"""Amounts stay below this: decimal(18, 4)."""
DECIMALS = 4
YEARS_AHEAD = 5
"""How far in the future a day may lie before it is taken for a slip."""

AMOUNT = re.compile(
    r"([+\-\N{MINUS SIGN}]?)([0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.([0-9]+))?"
    r"(?:[ \N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}]?(k|m|bn))?",
    re.ASCII | re.IGNORECASE,
)
"""Digits, and the letter of a scale as amounts are written everywhere: "250 k", "1.2m"."""

ZEROS = {scale.letter.lower(): scale.factor.adjusted() for scale in SCALES}
TURNS = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
"""Signs that turn the reading direction around and can make a text look like another one."""


class UnfitEntry(ScorecardError):
    """Something entered cannot be kept as it is; the sentence says what to change."""


def text_entered(text: str, what: str, longest: int = LONGEST_TEXT, needed: bool = True) -> str:
    """A text in composed form, without blanks around it.

    Args:
        text: As typed.
        what: What it is called in a sentence, such as "comment".
        longest: Characters kept at most.
        needed: Whether it may not be empty.

    Raises:
        UnfitEntry: If it is empty, too long, or holds signs that cannot be seen.
    """
    plain = normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")).strip()
    if needed and not plain:
        raise UnfitEntry(f"The {what} is empty. Write it first.")
    if len(plain) > longest:
        raise UnfitEntry(f"The {what} has {len(plain):,} characters; up to {longest:,} can be kept. Shorten it.")
    for at, sign in enumerate(plain, 1):
        if sign != "\n" and (category(sign) in {"Cc", "Cs"} or sign in TURNS):
            raise UnfitEntry(f"The {what} holds a sign that cannot be seen, at place {at:,}. Remove it.")
    return plain


def whys_entered(whys: Sequence[str]) -> tuple[str, ...]:
    """One to five reasons, each of the one before; blank ones at the end are left out.

    Raises:
        UnfitEntry: If there is none, there are too many, or one between is blank.
    """
    told = [text_entered(why, "answer to a why", LONGEST_WHY, needed=False) for why in whys]
    while told and not told[-1]:
        told.pop()
    if not told:
        raise UnfitEntry("Answer at least the first why.")
    if len(told) > MOST_WHYS:
        raise UnfitEntry(f"There are {len(told)} whys; up to {MOST_WHYS} can be kept.")
    if "" in told:
        raise UnfitEntry(f"Why number {told.index('') + 1} is empty. Answer it, or leave out those after it.")
    return tuple(told)


def cause_entered(cause: str) -> Cause:
    """The category of a root cause.

    Raises:
        UnfitEntry: If none is chosen, or there is no such category.
    """
    if not cause:
        raise UnfitEntry("Choose the kind of cause first.")
    if cause not in set(Cause):
        raise UnfitEntry(f"“{excerpt(cause, 40)}” is no kind of cause; choose one of {', '.join(Cause)}.")
    return Cause(cause)


def amount_entered(amount: str | Decimal | None) -> Decimal | None:
    """An amount in the workspace's currency, exact; None for none.

    Args:
        amount: A number, or as typed: "-120,000.50", "250k", "0.25 M"; empty for none.

    Raises:
        UnfitEntry: If it is no amount, has more than four decimals, or is too large.
    """
    if isinstance(amount, str):
        amount = _typed(amount.strip())
    if amount is None:
        return None
    if not amount.is_finite():
        raise UnfitEntry("The amount is not a number.")
    if abs(amount) >= LARGEST:
        raise UnfitEntry(f"The amount is too large; it must stay below {LARGEST:,}.")
    kept = amount.quantize(Decimal(1).scaleb(-DECIMALS))
    if kept != amount:
        raise UnfitEntry(f"The amount has more than {DECIMALS} decimals. Round it.")
    return kept if kept else abs(kept)


def _typed(text: str) -> Decimal | None:
    if not text:
        return None
    found = AMOUNT.fullmatch(text) if len(text) <= 40 else None
    if found is None:
        raise UnfitEntry(f"“{excerpt(text, 40)}” is not an amount. Write it in digits, such as 120,000.50.")
    sign, whole, decimals, letter = found.groups()
    amount = Decimal(f"{whole.replace(',', '')}.{decimals or 0}E{ZEROS[(letter or '').lower()]}")
    return amount if sign in ("", "+") else -amount


def lead_entered(lead: str, owners: Sequence[str]) -> str:
    """Who answers for an action, by id.

    Raises:
        UnfitEntry: If it is none of both owners.
    """
    if lead not in owners:
        raise UnfitEntry("Say who answers for it: one of both owners.")
    return lead


def day_entered(day: date, earliest: date, what: str) -> date:
    """A day by which something is to be done.

    Args:
        day: As chosen.
        earliest: The first day that makes sense.
        what: What it is called in a sentence, such as "due date".

    Raises:
        UnfitEntry: If it lies before that, or more than five years after.
    """
    if day < earliest:
        raise UnfitEntry(f"The {what} {day:%-d %b %Y} lies before {earliest:%-d %b %Y}. Choose a later day.")
    if day.year > earliest.year + YEARS_AHEAD:
        raise UnfitEntry(f"The {what} {day:%-d %b %Y} is more than {YEARS_AHEAD} years ahead. Choose an earlier day.")
    return day
