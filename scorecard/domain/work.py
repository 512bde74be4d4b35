"""Work on a number: what it is about, which figures it was about, who has it and how far it has come."""

import hashlib
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from urllib.parse import quote

from scorecard.domain.vocabulary import Comparison, View


class WorkState(StrEnum):
    """How far an item has come; the words are those of the screen."""

    OPEN = "open"
    EXPLAINED = "explained"
    AGREED = "action agreed"
    VERIFIED = "verified"


class Cause(StrEnum):
    """What kind of thing was behind a difference; there is no category for people."""

    PROCESS = "process"
    DATA = "data"
    DEMAND = "demand"
    SUPPLY = "supply"
    PRICE = "price"
    POLICY = "policy"
    ONE_OFF = "one-off"


class Said(StrEnum):
    """What kind of entry stands in an item's history."""

    OPENED = "opened"
    COMMENT = "comment"
    EXPLAINED = "explained"
    AGREED = "action agreed"
    VERIFIED = "verified"
    REOPENED = "re-opened"
    REASSIGNED = "handed over"


@dataclass(frozen=True, slots=True)
class Subject:
    """What an item is about: a line, a slice of it or a measure, in one window, against one reference.

    Attributes:
        entity: Entity id.
        name: Account or measure id.
        where: The slice: pairs of dimension and value; the order does not matter for the key.
        period: Key of the last period.
        known: The earlier state it is held against, a revision or a date; "" for anything else.
    """

    entity: str
    name: str
    where: tuple[tuple[str, str], ...] = ()
    period: str = ""
    view: View = View.PERIOD
    compare: Comparison = Comparison.PLAN
    known: str = ""

    @property
    def key(self) -> str:
        """One text per subject; different subjects never share one."""
        return "/".join((self.steady, *(quote(part, safe="") for part in (self.period, self.view, self.held))))

    @property
    def held(self) -> str:
        """What it is held against as one word: ``plan``, ``known:r3``."""
        return f"{self.compare.value}:{self.known}" if self.known else self.compare.value

    @property
    def steady(self) -> str:
        """The key of what stays the same from period to period: entity, name and slice."""
        place = "|".join(f"{quote(dim, safe='')}:{quote(value, safe='')}" for dim, value in sorted(self.where))
        return f"{quote(self.entity, safe='')}/{quote(self.name, safe='')}/{place}"


@dataclass(frozen=True, slots=True)
class Figures:
    """The numbers an entry was about, in the subject's unit; None is not reported.

    ``impact`` is the difference signed so that plus is better; ``revision`` is the state of the
    numbers they were read from and no part of the fingerprint.
    """

    actual: Decimal | None
    reference: Decimal | None
    impact: Decimal | None
    revision: int = 0

    @property
    def fingerprint(self) -> str:
        """SHA-256 of the three numbers, however many zeros they were written with."""
        told = "|".join(_exact(number) for number in (self.actual, self.reference, self.impact))
        return hashlib.sha256(told.encode()).hexdigest()


NO_FIGURES = Figures(None, None, None)
"""Of what is about no number."""


@dataclass(frozen=True, slots=True)
class Item:
    """One piece of work with its owner pair; ``version`` is the one that was read.

    Attributes:
        opened: The original date; nothing ever changes it.
        due: Until when it is to be explained and an action agreed.
        figures: The numbers the work stands on: those of the opening, of the last explanation or of
            the last re-opening.
        whys: One to five, each the reason of the one before; empty before the first explanation.
        action_due: Until when the action is to be done.
        verified: The day, only while the state is verified.
        lead: Id of the owner who answers for the action, one of both; "" where nobody is named.
    """

    id: int
    subject: Subject
    opened: date
    opened_by: str
    finance_owner: str
    operations_owner: str
    due: date
    figures: Figures
    state: WorkState = WorkState.OPEN
    cause: Cause | None = None
    whys: tuple[str, ...] = ()
    action: str = ""
    action_due: date | None = None
    agreed_by: str = ""
    verified_by: str = ""
    verified: date | None = None
    version: int = 1
    lead: str = ""

    @property
    def owners(self) -> tuple[str, str]:
        """Ids of the pair: finance, operations."""
        return self.finance_owner, self.operations_owner


@dataclass(frozen=True, slots=True)
class Comment:
    """One entry of an item's history, never changed: a comment, or what an act said.

    ``amount`` is the part of the impact it explains, in the workspace's currency and signed as the
    impact is: minus for a part that is worse.
    """

    id: int
    item: int
    at: datetime
    who: str
    kind: Said
    text: str
    amount: Decimal | None
    figures: Figures


UNTIL = "\nUntil "
"""What stands in an entry between an action and the day it is to be done by."""


def pair_words(owners: tuple[str, str], lead: str = "") -> str:
    """Two owners as they are told: "Ada & Bo"; where one of them answers for it "Bo (with Ada)"."""
    if lead not in owners:
        return " & ".join(owners)
    first, second = owners if lead == owners[0] else owners[::-1]
    return f"{first} (with {second})"


def _exact(number: Decimal | None) -> str:
    """A number's one spelling; "" for none."""
    if number is None:
        return ""
    text = f"{number:f}"
    bare = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if number == 0 else bare
