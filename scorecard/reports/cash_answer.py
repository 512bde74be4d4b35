"""Cash as an answer: the position, the low point, limits, the table and the fan, by day or by month."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from scorecard.domain.scope import Scope
from scorecard.domain.vocabulary import Status
from scorecard.reports.cash_fan import Fan
from scorecard.reports.cash_table import Row, Table


@dataclass(frozen=True, slots=True)
class Position:
    """What is there on the last day of actual figures, and what of it can be used.

    Attributes:
        day: That day; all figures up to it are actual.
        at_bank: By the bank's own figures.
        restricted: Held and not available; None at a single site, where neither is told.
        facility: Agreed credit that is not drawn.
        available: At the bank less restricted plus facility; at a single site what is at the bank.
    """

    day: date
    at_bank: Decimal
    restricted: Decimal | None
    facility: Decimal | None
    available: Decimal


@dataclass(frozen=True, slots=True)
class Limit:
    """A minimum: its name in a sentence, its amount, the room above it at the low point, and the chance to fall under.

    ``chance`` is that of any day at all, ``worst`` that of the worst week; None where the roll tells none.
    """

    name: str
    amount: Decimal
    room: Decimal
    chance: float | None
    worst: float | None


@dataclass(frozen=True, slots=True)
class Low:
    """The lowest point of what is expected.

    ``that_day`` is what cash is likely between on its day, ``likely`` what the lowest day, whichever it will be, is
    likely between; the latter lies lower, since some day always comes out worse than expected.
    """

    day: date
    amount: Decimal
    that_day: tuple[Decimal, Decimal] | None
    likely: tuple[Decimal, Decimal] | None


@dataclass(frozen=True, slots=True)
class CashReport:
    """Everything the page shows first; without a forecast only headline and place are there.

    Attributes:
        made: The vintage that is shown; None where there is none.
        vintages: All there are, the newest first.
        notes: Sentences to know when reading it.
        stale: Why the forecast is an old one, "" where it is not.
        opened: The table of the days of one week, None where none was asked for.
        by: ``days`` or ``months``.
    """

    scope: Scope
    headline: str
    as_of: str
    revision: int
    currency: str
    place: str
    made: date | None = None
    vintages: tuple[date, ...] = ()
    position: Position | None = None
    low: Low | None = None
    limits: tuple[Limit, ...] = ()
    table: Table | None = None
    opened: Table | None = None
    fan: Fan | None = None
    notes: tuple[str, ...] = ()
    stale: str = ""
    by: str = "days"

    @property
    def rows(self) -> tuple[Row, ...]:
        """The table's rows, for the command line."""
        return self.table.rows if self.table else ()


LIKELY_UNDER = 0.1
"""A limit under which we go with this chance or a greater one lies above the lower end of what is likely."""


def standing(limits: Sequence[Limit]) -> Status | None:
    """How the low point stands to the limits: under one, above all but likely under one on some day, or above all."""
    if not limits:
        return None
    if any(limit.room < 0 for limit in limits):
        return Status.OFF_TRACK
    return Status.WATCH if any((limit.chance or 0) >= LIKELY_UNDER for limit in limits) else Status.ON_TRACK


def tight(report: CashReport) -> bool:
    """Whether the low point lies under a limit."""
    return any(limit.room < 0 for limit in report.limits)
