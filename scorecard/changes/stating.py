"""What somebody enters beside a decision: what its number will be by when, and what it costs or brings."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from scorecard.changes.acting import unit_of
from scorecard.domain.decided import NOTHING, Cost, Prediction
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
        offered: The day that stood in the box before anybody wrote there; without a number it means nothing.
    """

    expected: str | Decimal = ""
    by: date | None = None
    cost: str | Decimal = ""
    brings: bool = False
    is_monthly: bool = False
    offered: date | None = None


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


def stated_entered(store: Store, subject: Subject | None, stated: Stated, held: Prediction = NOTHING) -> Prediction:
    """What a decision is held against later: what was entered and nothing else, so an empty number predicts nothing.

    Args:
        store: Where.
        subject: The number that something is expected of.
        stated: As typed.
        held: What is predicted already; its day may stay where it has gone by.

    Raises:
        UnfitEntry: If number, day or amount cannot be kept, or a day is chosen and no number written.
    """
    expected, cost = number_entered(store, subject, stated.expected), cost_entered(stated)
    if expected is None:
        if stated.by not in (None, stated.offered, held.by):
            raise UnfitEntry("A day without a number predicts nothing. Write the number, or leave the day as it was.")
        return Prediction(cost=cost)
    if stated.by is None:
        raise UnfitEntry("Say by when the number is expected to be there.")
    by = stated.by if stated.by == held.by else day_entered(stated.by, store.today(), "day")
    return Prediction(expected, by, cost)


def as_typed(store: Store, subject: Subject | None, held: Prediction) -> Stated:
    """How a prediction is typed: with it in its boxes a form begins, and entered as it stands it says the same."""
    number, cost = held.expected, held.cost
    if number is not None and subject is not None:
        number *= HUNDRED if unit_of(store.snapshot().catalogue, subject.name) is Unit.PERCENT else 1
    amount = None if cost is None else abs(cost.amount)
    brings, is_monthly = cost is not None and cost.amount < 0, cost is not None and cost.is_monthly
    return Stated(_plain(number), held.by, _plain(amount), brings, is_monthly, held.by)


def _plain(amount: Decimal | None) -> str:
    return "" if amount is None else f"{amount.normalize():f}"
