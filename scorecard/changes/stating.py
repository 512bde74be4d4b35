"""What somebody enters beside a decision: what its number will be by when, and what it costs or brings."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from scorecard.changes.acting import unit_of
from scorecard.domain.decided import Cost, Prediction
from scorecard.domain.vocabulary import Unit
from scorecard.domain.work import Subject
from scorecard.domain.work_entries import UnfitEntry, amount_entered, day_entered
from scorecard.store.store import Store

HUNDRED = Decimal(100)


@dataclass(frozen=True, slots=True)
class Stated:
    """As typed; empty for nothing.

    Attributes:
        expected: What the number will be, in its unit (94 for 94 %).
        by: The day by which; needed beside a prediction.
        cost: What it costs at most, in the workspace's currency.
        brings: Whether that amount is what it brings at least instead.
        is_monthly: Whether the amount is for every month; once otherwise.
    """

    expected: str | Decimal = ""
    by: date | None = None
    cost: str | Decimal = ""
    brings: bool = False
    is_monthly: bool = False


UNSTATED = Stated()


def number_entered(store: Store, subject: Subject | None, typed: str | Decimal) -> Decimal | None:
    """What was typed, in the number's own unit: percent as a fraction.

    Raises:
        UnfitEntry: If it is no amount, or there is no number that it could be expected of.
    """
    value = amount_entered(typed)
    if value is None:
        return None
    if subject is None:
        raise UnfitEntry("This is about no number, so none can be expected of it. Leave the box empty.")
    return value / HUNDRED if unit_of(store.snapshot().catalogue, subject.name) is Unit.PERCENT else value


def cost_entered(stated: Stated) -> Cost | None:
    """What it costs or brings, exact.

    Raises:
        UnfitEntry: If it is no amount, or carries a sign that says the same a second time.
    """
    amount = amount_entered(stated.cost)
    if amount is None:
        return None
    if amount <= 0:
        raise UnfitEntry("Write what it costs or brings as an amount above zero, and choose which of both it is.")
    return Cost(-amount if stated.brings else amount, stated.is_monthly)


def stated_entered(store: Store, subject: Subject | None, stated: Stated) -> Prediction:
    """What a decision is held against later.

    Raises:
        UnfitEntry: If number, day or amount cannot be kept.
    """
    expected, cost = number_entered(store, subject, stated.expected), cost_entered(stated)
    if expected is not None and stated.by is None:
        raise UnfitEntry("Say by when the number is expected to be there.")
    by = None if stated.by is None else day_entered(stated.by, store.today(), "day")
    return Prediction(expected, by, cost)
