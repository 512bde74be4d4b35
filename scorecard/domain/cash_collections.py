"""When open invoices are paid: roll rates of the last 90 days, each customer at its own pace.

Source: period life tables (as demographers use them) over days past due, open invoices as exposure; the
customer's own pace is shrunk to that of its class where its history is thin.
"""

from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray

from scorecard.domain.cash_lines import Days, Documents, Ints

Floats = NDArray[np.float64]

WINDOW = 90
"""Days of history that roll rates are learned from."""

SHRUNK = 2.0
"""How many invoices of its class a customer's own pace is weighed against."""

RECENT = 0.8
"""Weight of an invoice for its customer's pace, over that of the next newer one."""

LEAST = 3
"""Invoices from which on a customer's own spread is believed."""

TAIL = 0.02
"""Share of exposure below which rates are pooled: so far past the usual day hardly anybody is left."""

EARLIEST, LATEST = -120, 240
"""Days past the usual day that are told apart."""

SMOOTH = np.array([1.0, 2.0, 1.0]) / 4.0


@dataclass(frozen=True, eq=False)
class LifeTable:
    """Chance to be paid on a day, of what is still open the day before.

    Attributes:
        rate: float64[age], in [0, 1], for ages ``EARLIEST`` to ``LATEST`` in days past the usual day.
    """

    rate: Floats

    def at(self, age: Ints) -> Floats:
        """Rates at ages in days; beyond either end the last one."""
        found: Floats = self.rate[np.clip(age, EARLIEST, LATEST) - EARLIEST]
        return found


@dataclass(frozen=True, eq=False)
class Habits:
    """How everybody pays, learned from what is known on a day.

    Attributes:
        table: Roll rates around each customer's usual day.
        usual: Days past due on which a party usually pays; "" for one without history.
        classes: The same by days of terms.
        spread: Days by which a party strays from its own pace beyond what most others do, where it does.
    """

    table: LifeTable
    usual: dict[str | None, float]
    classes: dict[int, float]
    spread: dict[str | None, float] = field(default_factory=dict)

    def pace(self, party: str | None, terms: int) -> float:
        """Days past due on which a party usually pays: its own, else that of its class, else of everybody."""
        if party in self.usual:
            return self.usual[party]
        return self.classes.get(terms, float(np.mean(list(self.classes.values()))) if self.classes else 0.0)


def known_by(documents: Documents, as_of: np.datetime64) -> Documents:
    """Documents as they were known on a day: nothing written later, nothing paid later."""
    there = documents.take(documents.written <= as_of)
    return replace(there, settled=np.where(there.settled > as_of, np.datetime64("NaT", "D"), there.settled))


def habits(documents: Documents, as_of: np.datetime64) -> Habits:
    """Learn how everybody pays.

    Args:
        documents: Invoices or bills; what is dated after ``as_of`` is not looked at.
        as_of: The last day that is known.
    """
    known = known_by(documents, as_of)
    paid = ~np.isnat(known.settled)
    late = (np.where(paid, known.settled, as_of) - known.due).astype(np.int64)
    terms = (known.due - known.written).astype(np.int64)
    recent = ~paid | (known.settled > as_of - 2 * WINDOW)
    classes = _classes(terms[paid & recent], late[paid & recent])
    usual = _own_pace(known, late, terms, paid, classes)
    found = Habits(LifeTable(np.zeros(LATEST - EARLIEST + 1)), usual, classes)
    pace = np.round([found.pace(party, term) for party, term in zip(known.party, terms.tolist(), strict=True)])
    spread = _spread(known, late, paid & recent)
    return Habits(_life_table(known, pace.astype(np.int64), as_of), usual, classes, spread)


def _classes(terms: Ints, late: Ints) -> dict[int, float]:
    """Mean days past due by days of terms."""
    return {int(term): float(late[terms == term].mean()) for term in np.unique(terms)}


def _own_pace(
    known: Documents, late: Ints, terms: Ints, paid: NDArray[np.bool_], classes: dict[int, float]
) -> dict[str | None, float]:
    """A customer's recent mean, newest invoices first, shrunk to its class.

    An open invoice counts once it is later than its customer was before: it will not be paid sooner.
    """
    everybody = float(np.mean(list(classes.values()))) if classes else 0.0
    rows: dict[str | None, list[int]] = {}
    for row in np.argsort(known.written, kind="stable").tolist():
        rows.setdefault(known.party[row], []).append(row)
    found: dict[str | None, float] = {}
    for party, own in rows.items():
        base = classes.get(int(terms[own[-1]]), everybody)
        mean = _recent_mean([float(late[row]) for row in own if paid[row]], base)
        overdue = [float(late[row]) for row in own if not paid[row] and late[row] > mean]
        if overdue:
            mean = _recent_mean([float(late[row]) for row in own if paid[row]] + sorted(overdue), base)
        found[party] = mean
    return found


def _spread(known: Documents, late: Ints, which: NDArray[np.bool_]) -> dict[str | None, float]:
    """How much more than others a party strays around its own mean: the root of what its variance has beyond theirs."""
    rows: dict[str | None, list[int]] = {}
    for row in np.flatnonzero(which).tolist():
        rows.setdefault(known.party[row], []).append(int(late[row]))
    own = {party: float(np.var(each)) for party, each in rows.items() if len(each) >= LEAST}
    usual = float(np.median(list(own.values()))) if own else 0.0
    return {party: float(np.sqrt(each - usual)) for party, each in own.items() if each > usual + 1}


def _recent_mean(late: list[float], base: float) -> float:
    weight = RECENT ** np.arange(len(late))[::-1]
    return float(
        (weight @ np.array(late) + SHRUNK * RECENT ** len(late) * base) / (weight.sum() + SHRUNK * RECENT ** len(late))
    )


def _life_table(known: Documents, pace: Ints, as_of: np.datetime64) -> LifeTable:
    """Roll rates of the window around each one's usual day, smoothed a little, pooled where few are left."""
    start = as_of - WINDOW
    paid = ~np.isnat(known.settled)
    end = np.where(paid, known.settled, as_of)
    seen = end > start
    origin = known.due + pace
    first = (np.maximum(known.written, start) - origin).astype(np.int64)[seen] + 1
    last = (end - origin).astype(np.int64)[seen]
    size = LATEST - EARLIEST + 1
    change = np.zeros(size + 1)
    np.add.at(change, np.clip(first, EARLIEST, LATEST) - EARLIEST, 1.0)
    np.add.at(change, np.clip(last, EARLIEST, LATEST) - EARLIEST + 1, -1.0)
    open_on = np.cumsum(change)[:size]
    events = np.zeros(size)
    np.add.at(events, np.clip(last[paid[seen]], EARLIEST, LATEST) - EARLIEST, 1.0)
    return LifeTable(_rates(events, open_on))


def _rates(events: Floats, open_on: Floats) -> Floats:
    """Events over exposure, each over five days; beyond the last well-filled day one rate for all."""
    if not events.any():
        return np.full(len(events), 1.0 / WINDOW)
    smooth = np.convolve(events, SMOOTH, "same")
    exposed = np.convolve(open_on, SMOOTH, "same")
    rate = np.divide(smooth, exposed, out=np.zeros_like(smooth), where=exposed > 0).clip(0.0, 1.0)
    few = np.flatnonzero(np.cumsum(events) >= (1 - TAIL) * events.sum())
    tail = int(few[0]) + 1
    left = (events[tail:].sum() + 1.0) / (open_on[tail:].sum() + WINDOW / 3)
    rate[tail:] = min(left, 1.0)
    return rate


def pay_chances(open_ones: Documents, learned: Habits, as_of: np.datetime64, days: int) -> Floats:
    """Chance of each open document to be paid on each coming day.

    Args:
        open_ones: Documents that are open on ``as_of``.
        learned: How everybody pays.
        as_of: The last day that is known.
        days: How many days ahead.

    Returns:
        float64[document, day]; a row adds up to at most 1, the rest is paid later. Days are calendar days.
    """
    terms = (open_ones.due - open_ones.written).astype(np.int64)
    pace = np.round([learned.pace(party, term) for party, term in zip(open_ones.party, terms.tolist(), strict=True)])
    age = (as_of - open_ones.due).astype(np.int64) - pace.astype(np.int64)
    rate = learned.table.at(age[:, None] + np.arange(1, days + 1)[None, :])
    left = np.cumprod(1.0 - rate, axis=1)
    before = np.concatenate([np.ones((len(age), 1)), left[:, :-1]], axis=1)
    return np.asarray(before * rate)


def on_working_days(chances: Floats, as_of: np.datetime64, holidays: Days) -> Floats:
    """Chances of days on which no bank works moved to the next working day within the horizon."""
    days = as_of + 1 + np.arange(chances.shape[1])
    target = (np.busday_offset(days, 0, roll="forward", holidays=holidays) - as_of).astype(np.int64) - 1
    moved = np.zeros_like(chances)
    inside = target < chances.shape[1]
    np.add.at(moved.T, target[inside], chances.T[inside])
    return moved
