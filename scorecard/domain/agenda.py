"""The agenda that writes itself: what is worth the meeting's minutes, in the order in which people should hear it."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import IntEnum, StrEnum
from types import MappingProxyType

from scorecard.domain.catalogue import Materiality
from scorecard.domain.variance import limit_of
from scorecard.domain.vocabulary import Unit

MOST_WEEKS = 12
"""Weeks undiscussed beyond this count no further: a quarter is long enough."""

MOST_THRESHOLDS = 10
"""What is not money weighs at most so many thresholds, so that no count drowns all money."""

WEEK = 7


class Block(StrEnum):
    """Parts of meetings; which a kind of meeting has, and in which order, ``presets`` says."""

    OPENING = "Opening"
    SINCE = "Since we last met"
    OPERATIONS = "Customers & operations"
    MONEY = "Money"
    DECIDED = "Decided earlier"
    CASH = "Cash"
    FLAGS = "Early flags"
    WORK = "Open actions"
    STATEMENT = "The whole statement"
    CHANGED = "What changed it"
    OUTLOOK = "Outlook"
    LESSONS = "Lessons"
    TARGETS = "Targets"
    WEIGHTS = "Weights"
    DRIVERS = "What drives the result"
    OWNERS = "Who has what"
    YESTERDAY = "Yesterday"
    TODAY = "Today"
    OBSTACLES = "Obstacles"
    NEXT = "Next"
    REDS = "Off track"
    CLOSE = "Close"


class Urgency(IntEnum):
    """What comes first, whatever it weighs.

    What is red comes before the rest: with nothing agreed about it first, then what waits for an agreed day. Then work
    that is overdue. Of the rest what waits comes late, and good news last.
    """

    RED = 0
    RED_WAITS = 1
    OVERDUE = 2
    USUAL = 3
    WAITS = 4
    GOOD = 5


@dataclass(frozen=True, slots=True)
class AgendaItem:
    """One item, as it was when the agenda was made.

    Attributes:
        kind: What it is about: a measure, line, decision, flag or piece of work, or a whole part of the meeting.
        ref: The same for the same thing in every meeting: ``measure/otif``, ``work/3``.
        label: Its name on screens and in minutes.
        sentence: How it stands.
        minutes: What it is given.
        owners: Who has it, by name; "" for nobody.
        weeks_undiscussed: Weeks since it was last talked about, 1 to 12.
        score: Money it is about x surprise x weeks undiscussed, in the workspace's currency; 0 where nothing is
            unusual.
        block: The part of the meeting it belongs to.
        carried: Why an earlier meeting handed it on, "" where none did.
    """

    kind: str
    ref: str
    label: str
    sentence: str
    minutes: int
    owners: str = ""
    weeks_undiscussed: int = 1
    score: Decimal = Decimal(0)
    block: Block = Block.OPERATIONS
    carried: str = ""

    @property
    def name(self) -> str:
        """The measure or line it is about, "" for none; of cash the number it stands on."""
        return self.ref.partition("/")[2] if self.kind in ("measure", "line", "cash") else ""


@dataclass(frozen=True, slots=True)
class Packed:
    """What fits the meeting, in order; what is unusual and did not fit; and how many had nothing unusual."""

    items: tuple[AgendaItem, ...]
    left: tuple[AgendaItem, ...]
    usual: int


def pack(
    found: Iterable[AgendaItem],
    minutes: int,
    parts: Sequence[Block],
    fixed_parts: Collection[Block],
    urgency: Mapping[str, Urgency] = MappingProxyType({}),
) -> Packed:
    """Fill the minutes of a meeting.

    Args:
        found: Everything that could be talked about.
        minutes: Length of the meeting.
        parts: What the meeting has, in its order; what belongs to no part of it is left out.
        fixed_parts: Those of them that are there whatever their score.
        urgency: Of items by their ref, where it is not the usual one.

    Returns:
        The fixed parts, then what earlier meetings handed on, then by urgency the highest scores that still fit, all
        put into the order of the parts, within a part in the same order; in a fixed part as they were found. An item
        too long for what is left gives way to a shorter one with a lower score.
    """

    def rank(item: AgendaItem) -> tuple[bool, Urgency, Decimal, str, str]:
        return not item.carried, urgency.get(item.ref, Urgency.USUAL), -item.score, item.label, item.ref

    every = [item for item in found if item.block in parts]
    fixed = [item for item in every if item.block in fixed_parts]
    unusual = [item for item in every if item.block not in fixed_parts and (item.score or item.carried)]
    room, chosen, left = minutes - sum(item.minutes for item in fixed), list(fixed), []
    for item in sorted(unusual, key=rank):
        if item.minutes <= room:
            chosen.append(item)
            room -= item.minutes
        else:
            left.append(item)

    def told_when(item: AgendaItem) -> tuple[object, ...]:
        return parts.index(item.block), () if item.block in fixed_parts else rank(item)

    told = sorted(chosen, key=told_when)
    return Packed(tuple(told), tuple(left), len(every) - len(fixed) - len(unusual))


def surprise(needs_look: bool, unusual: bool, turned: bool) -> int:
    """How surprising a number is: 0 for nothing to look at, 1 for worth a look, one more for each further reason.

    Args:
        needs_look: Off track, to be watched, or a difference that is worth a look.
        unusual: Outside its usual range.
        turned: Its status is another one than a period before.
    """
    return int(needs_look or unusual or turned) + int(unusual) + int(turned)


def score(worth: Decimal, surprising: int, weeks: int) -> Decimal:
    """Money it is about x surprise x weeks undiscussed, in the workspace's currency."""
    return worth * surprising * weeks


def worth_in_money(
    impact: Decimal | None, unit: Unit, reference: Decimal | None, rule: Materiality, threshold: Decimal
) -> Decimal:
    """What a difference weighs, in the workspace's currency.

    Args:
        impact: The difference, in the measure's unit; None where there is none.
        unit: That unit.
        reference: The other side, in the unit; tells how large a difference is worth a look.
        rule: When a difference is worth a look.
        threshold: Money from which one is.

    Returns:
        Money as it is; anything else as often the threshold of money as it is its own, up to ten times. Without a
        difference or a limit of its own it weighs one threshold.
    """
    if unit is Unit.MONEY and impact is not None:
        return abs(impact)
    limit = limit_of(rule, unit, reference) if unit is not Unit.MONEY else None
    if impact is None or not limit:
        return threshold
    return min(abs(impact) / limit, Decimal(MOST_THRESHOLDS)) * threshold


def weeks_undiscussed(last: date | None, first: date | None, today: date) -> int:
    """Weeks begun since something was last talked about, from 1 to 12.

    Args:
        last: The day it was last talked about; None for never.
        first: The day of the first meeting there ever was, from which what was never talked about counts.
        today: The day of the meeting.
    """
    since = last or first or today
    return min(max(-(-(today - since).days // WEEK), 1), MOST_WEEKS)
