"""Early flags: what somebody sees coming, and whether it came; counted by area, never by person."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from scorecard.domain.display import short
from scorecard.domain.errors import ScorecardError
from scorecard.domain.vocabulary import Unit
from scorecard.domain.work import Figures, Subject

VALID = 183
"""Days a flag counts as a warning of what then turns red."""


class FlagKind(StrEnum):
    """Where it comes from; the words are those of the screen."""

    OVERRUN = "overrun"
    MARKET = "market"
    CUSTOMER = "customer feedback"
    COMPETITION = "competition"


class Confidence(StrEnum):
    """How sure somebody is that it comes."""

    LOW = "could be"
    MEDIUM = "likely"
    HIGH = "almost certain"


class FlagState(StrEnum):
    """What became of it."""

    OPEN = "open"
    CAME = "came true"
    PASSED = "did not come"


class FlagClosed(ScorecardError):
    """What became of a flag is written down already."""

    def __init__(self, number: int) -> None:
        super().__init__(f"What became of flag {number} is written down already. Raise a new one instead.")


@dataclass(frozen=True, slots=True)
class Flag:
    """One warning; ``version`` is the one that was read.

    Attributes:
        subject: The number it is about.
        figures: That number when it was raised. A flag never changes it, nor its score.
        size: Money it is likely about, above zero, in the workspace's currency; None where nobody can tell.
        earliest: The first day on which it could be felt.
        meeting: The meeting it was raised in, 0 for none.
        place: Which item of that meeting, from 1; 0 for none.
        closing: What became of it, in words.
    """

    id: int
    subject: Subject
    figures: Figures
    opened: date
    opened_by: str
    kind: FlagKind
    text: str
    size: Decimal | None
    earliest: date
    confidence: Confidence
    meeting: int = 0
    place: int = 0
    state: FlagState = FlagState.OPEN
    closed: date | None = None
    closed_by: str = ""
    closing: str = ""
    version: int = 1


@dataclass(frozen=True, slots=True)
class Turned:
    """A number that turned red: which, in which area, and the last day of the period in which it did."""

    name: str
    area: str
    day: date


@dataclass(frozen=True, slots=True)
class AreaCandour:
    """How an area warned: what turned red with a flag before it and without one; ``lead`` is the days between."""

    area: str
    warned: int
    surprises: int
    lead: int | None


def warning_words(flag: Flag, currency: str) -> str:
    """Where it comes from, how much, how soon and how sure: "overrun, about 80 k EUR, from 01 May 2026, likely"."""
    size = f"about {short(flag.size, Unit.MONEY, currency)}, " if flag.size else ""
    return f"{flag.kind.value}, {size}from {flag.earliest:%-d %b %Y}, {flag.confidence.value}"


def candour(turned: Iterable[Turned], flags: Sequence[Flag]) -> tuple[AreaCandour, ...]:
    """Warnings and surprises by area.

    Args:
        turned: What turned red.
        flags: All there are, of the place and below it.

    Returns:
        One row per area in the order in which areas first occur; ``lead`` is the middle one of the days from the
        first flag on the number to the end of the period in which it turned red, None without any.
    """
    leads: dict[str, list[int | None]] = {}
    for each in turned:
        leads.setdefault(each.area, []).append(_lead(each, flags))
    return tuple(
        AreaCandour(area, len(known := sorted(lead for lead in found if lead is not None)),
                    len(found) - len(known), known[len(known) // 2] if known else None)
        for area, found in leads.items()
    )  # fmt: skip


def _stood(flag: Flag, turned: Turned) -> bool:
    """Whether a flag had not been called off before the period ended."""
    return flag.state is not FlagState.PASSED or flag.closed is None or flag.closed > turned.day


def _lead(turned: Turned, flags: Iterable[Flag]) -> int | None:
    warned = (flag for flag in flags if flag.subject.name == turned.name and _stood(flag, turned))
    days = ((turned.day - flag.opened).days for flag in warned)
    return max((lead for lead in days if 0 <= lead <= VALID), default=None)
