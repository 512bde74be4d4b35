"""Commitments: what was promised to whom, how much room is left, and when a forecast says that it breaks."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from scorecard.domain.vocabulary import Status

DIALS = 5
"""Dials of one screen: more are no glance."""

LITTLE = Decimal("0.05")
"""Room below this share of what was promised is little, where the catalogue does not say how much is."""


class To(StrEnum):
    """Who holds us to it; the words are those of the screen."""

    BOARD = "board"
    LENDER = "lender"
    CUSTOMER = "customer"


class Bound(StrEnum):
    """How firmly: what breaking it costs was agreed; it can be talked over beforehand; it is our own intention."""

    HARD = "hard"
    NEGOTIABLE = "negotiable"
    FREE = "free"


class Over(StrEnum):
    """What a measure is held against it for: each month, or a fiscal year as a whole."""

    MONTH = "month"
    YEAR = "year"


class Standing(StrEnum):
    """How a commitment stands; the words are those of the screen."""

    KEPT = "kept"
    LITTLE = "little room"
    BREAKS = "will break"
    BROKEN = "broken"
    UNKNOWN = "not reported"
    LATER = "not in force yet"
    OVER = "over"


STATUS = {
    Standing.KEPT: Status.ON_TRACK,
    Standing.LITTLE: Status.WATCH,
    Standing.BREAKS: Status.OFF_TRACK,
    Standing.BROKEN: Status.OFF_TRACK,
}
"""Which sign a standing has; what is not listed has that of what is not reported."""


@dataclass(frozen=True, slots=True)
class Commitment:
    """One promise about one number; exactly one of ``measure`` and ``cash`` is given.

    Attributes:
        name: What was promised, in words.
        to: Who holds us to it; ``whom`` is their name, "" where the kind says enough.
        measure: Id of the measure.
        cash: ``covenant`` or ``floor``, whose amounts are those of the cash table, or ``low_point`` with ``least``.
        least: It must not go below this; in the measure's unit.
        most: It must not go above this.
        over: The window a measure is judged in.
        entity: The place whose measure it is; "" for the whole company.
        little: Room below this is little; None for a share of what was promised.
        since: First day in force; None for always.
        until: Last day; None for open end.
    """

    id: str
    name: str
    to: To
    bound: Bound
    measure: str = ""
    cash: str = ""
    least: Decimal | None = None
    most: Decimal | None = None
    over: Over = Over.MONTH
    entity: str = ""
    whom: str = ""
    little: Decimal | None = None
    since: date | None = None
    until: date | None = None

    def in_force(self, day: date) -> bool:
        """Whether it holds on a day."""
        return (self.since is None or self.since <= day) and (self.until is None or day <= self.until)


@dataclass(frozen=True, slots=True)
class Dial:
    """One thing both sides look at first.

    Attributes:
        tells: ``cash`` (low point and room), ``year`` (the year's outlook of one measure) or ``measures``.
        measures: One for ``year``, one or more for ``measures``, none for ``cash``.
        promise: Id of the commitment that the year's outlook is held against; "" for the plan.
    """

    id: str
    name: str
    tells: str
    measures: tuple[str, ...] = ()
    promise: str = ""


@dataclass(frozen=True, slots=True)
class JointGoal:
    """A measure both sides are answerable for together, and how much it counts among the others."""

    measure: str
    weight: Decimal = Decimal(1)


@dataclass(frozen=True, slots=True)
class Ahead:
    """A point of a path: its day, what that day is called, and what is expected or was; None where nothing is."""

    day: date
    label: str
    value: Decimal | None


def headroom(value: Decimal | None, least: Decimal | None, most: Decimal | None) -> Decimal | None:
    """How far a value may move before a promise breaks; below zero it is broken by so much, None without a value.

    Args:
        value: In the measure's unit.
        least: What it must not go below.
        most: What it must not go above; read only where ``least`` is None.
    """
    if value is None:
        return None
    if least is not None:
        return value - least
    return None if most is None else most - value


def first_breach(
    commitment: Commitment, path: Iterable[Ahead], least: Decimal | None, most: Decimal | None
) -> Ahead | None:
    """The first point of a forecast at which the promise is in force and broken; None where there is none."""
    return next(breaches(commitment, path, least, most), None)


def breaches(
    commitment: Commitment, path: Iterable[Ahead], least: Decimal | None, most: Decimal | None
) -> Iterator[Ahead]:
    """Every point of a path, ahead or gone by, at which the promise is in force and broken."""
    for point in path:
        room = headroom(point.value, least, most)
        if room is not None and room < 0 and commitment.in_force(point.day):
            yield point


def standing_of(
    commitment: Commitment,
    amount: Decimal | None,
    room: Decimal | None,
    breach: Ahead | None,
    today: date,
    is_ahead: bool = False,
    is_likely: bool = False,
    told: date | None = None,
) -> Standing:
    """How a promise stands; a figure of a day before it was in force neither keeps nor breaks it.

    Args:
        commitment: The promise.
        amount: What was promised, in the measure's unit.
        room: Headroom; below zero it is broken.
        breach: Where a forecast breaks it first.
        today: The day it is.
        is_ahead: Whether the room is that of something to come: broken room then means it will break.
        is_likely: Whether it may well break all the same: then room is called little, however much is expected.
        told: The day the room is of; None for today.
    """
    day = today if told is None or is_ahead else min(told, today)
    if commitment.until is not None and commitment.until < today:
        return Standing.OVER
    if room is not None and room < 0 and not is_ahead and commitment.in_force(day):
        return Standing.BROKEN
    if breach is not None:
        return Standing.BREAKS
    if commitment.since is not None and commitment.since > day:
        return Standing.LATER
    if room is None or amount is None:
        return Standing.UNKNOWN
    few = commitment.little if commitment.little is not None else abs(amount) * LITTLE
    return Standing.LITTLE if room < few or is_likely else Standing.KEPT


def status_of(standing: Standing) -> Status:
    """The sign of a standing."""
    return STATUS.get(standing, Status.NOT_REPORTED)
