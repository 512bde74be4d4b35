"""A commitment's number, and how its room, its forecast and what was are told."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from scorecard.domain.commitments import Ahead, Commitment, Over, breaches
from scorecard.domain.display import short, shown
from scorecard.domain.scope import Scope
from scorecard.domain.vocabulary import Unit
from scorecard.reports.cash_headline import chance_words

NOT_FORECAST = "not forecast"


@dataclass(frozen=True, slots=True)
class Number:
    """The number a commitment is about.

    Attributes:
        label: Its name, with its place.
        at: The day, month or year it is of, inside a sentence: "on 10 Dec 2026".
        value: As it stands, or is expected to; None where it is not reported.
        least: What it must not go below; ``most`` what it must not go above.
        ahead: Its forecast; empty where nobody forecasts it.
        is_ahead: Whether ``value`` lies ahead.
        page: Where it can be read, with what the link says and its scope.
        chance: That it goes under, in [0, 1]; None where nothing tells one.
        day: The day ``value`` is of; None for the day it is.
        was: What it was in the last twelve months as far as is known, oldest first: day by day or month by month.
    """

    label: str
    at: str
    value: Decimal | None
    least: Decimal | None
    most: Decimal | None
    unit: Unit
    decimals: int | None
    ahead: tuple[Ahead, ...]
    is_ahead: bool
    page: str
    link: tuple[tuple[str, str], ...]
    scope: Scope
    chance: float | None = None
    day: date | None = None
    was: tuple[Ahead, ...] = ()

    @property
    def amount(self) -> Decimal | None:
        """What was promised."""
        return self.least if self.least is not None else self.most

    @property
    def when(self) -> str:
        """Whether the value is there or still to come, before it."""
        return "expected" if self.is_ahead else "now"


def amount_words(number: Number, amount: Decimal, currency: str) -> str:
    """An amount of the number as it is written."""
    return shown(amount, number.unit, currency, number.decimals)


def room_words(number: Number, room: Decimal | None, currency: str) -> str:
    """How far the number may still move, or by how much it is broken."""
    if room is None:
        return "room not known"
    size = short(room, number.unit, currency, number.decimals)
    if room < 0:
        return f"{size} {'short of it' if number.least is not None else 'too much'}"
    return f"{size} of room"


def forecast_words(commitment: Commitment, number: Number, breach: Ahead | None, currency: str) -> str:
    """When it breaks, or as far as is known that it does not, and how likely it does all the same."""
    if not number.ahead:
        return NOT_FORECAST
    if breach is not None and breach.value is not None:
        when = "at the end of" if commitment.over is Over.YEAR else _at(breach.label)
        return f"forecast to break {when} {breach.label}, at {amount_words(number, breach.value, currency)}"
    if commitment.over is Over.YEAR:
        return "kept by the year's outlook"
    said = f"no breach forecast to {number.ahead[-1].label}"
    if number.chance is None:
        return said
    return f"{said}; a chance of {chance_words(number.chance)} that it breaks in the weeks told by day"


def was_words(commitment: Commitment, number: Number, currency: str) -> str:
    """When the promise was broken in the last twelve months, and how far the number went then; "" for never."""
    broken = tuple(breaches(commitment, number.was, number.least, number.most))
    values = [each.value for each in broken if each.value is not None]
    if not values:
        return ""
    under = number.least is not None
    side, end, furthest = ("under", "lowest ", min(values)) if under else ("above", "highest ", max(values))
    amount = amount_words(number, furthest, currency)
    return f"was {side} it {_when(broken)} ({end if len(broken) > 1 else ''}{amount})"


def _when(broken: Sequence[Ahead]) -> str:
    """Which days or months these are: "on 12 days, last on 30 Jun 2026", "in Jan 2026 and Mar 2026"."""
    last = broken[-1].label
    if len(broken) <= 2:
        return f"{_at(last)} {' and '.join(each.label for each in broken)}"
    return f"{_at(last)} {len(broken)} {'months' if _at(last) == 'in' else 'days'}, last {_at(last)} {last}"


def _at(label: str) -> str:
    """Before a day "on", before a month "in"."""
    return "on" if label[:1].isdigit() else "in"
