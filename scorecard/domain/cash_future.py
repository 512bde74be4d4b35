"""Cash of invoices and bills that are not written yet: how much a month, written and paid as those of late were."""

from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from scorecard.domain.cash_collections import EARLIEST, Habits, on_working_days
from scorecard.domain.cash_lines import Days, Documents, Ints

Floats = NDArray[np.float64]
Runs = Callable[[Days], Days]

REPLAYED = 6
"""Months of late, all over, whose documents say on which days, with which terms and by whom."""

LEVEL = 3
"""Months whose mean is the level."""

ORIGINS = 12
"""Past months from which the error is measured."""

WIDEST = 0.6
"""A past error larger than this share counts as this."""

LUMPS = 40
"""Documents of a month that are drawn one by one; of many smaller ones chance cancels out."""

AT_ONCE = np.concatenate([np.zeros(-EARLIEST), [1.0]])
"""Paid on the usual day and no other."""


@dataclass(frozen=True, eq=False)
class MonthAgain:
    """A month's documents as they could come once more.

    Attributes:
        place: int64[document], of the largest ones.
        ticks: float64[document].
        usual: int64[document], the day they are usually paid, 0 the first ahead.
        smooth: float64[place, day], all others by their expected days.
    """

    place: Ints
    ticks: Floats
    usual: Ints
    smooth: Floats


@dataclass(frozen=True, eq=False)
class FutureFlow:
    """Expected cash of documents not written yet.

    Attributes:
        mean: float64[place, month ahead, day], ticks, >= 0.
        errors: float64[origin, month ahead], actual over forecast less 1, of past forecasts made alike.
        again: For each month ahead the months of late once more, one of which a simulated path draws.
        shape: float64[age], chance to be paid at each age from ``EARLIEST`` days before the usual day on.
        working: int64[day], on which day the money of a day arrives.
    """

    mean: Floats
    errors: Floats
    again: tuple[tuple[MonthAgain, ...], ...] = ()
    shape: Floats = field(default_factory=lambda: AT_ONCE)
    working: Ints = field(default_factory=lambda: np.zeros(0, dtype=np.int64))

    @property
    def by_day(self) -> Floats:
        """float64[place, day]."""
        found: Floats = self.mean.sum(axis=1)
        return found


@dataclass(frozen=True, eq=False)
class Ahead:
    """What is looked ahead to: the last known day, how many days, on which no bank works, at which places."""

    as_of: np.datetime64
    days: int
    holidays: Days
    places: tuple[str, ...]

    @property
    def months(self) -> NDArray[np.datetime64]:
        """Months that documents may be written in, datetime64[M]; the one of ``as_of`` counts while it lasts."""
        first = (self.as_of + 1).astype("datetime64[M]")
        return np.arange(first, (self.as_of + self.days).astype("datetime64[M]") + 1)


def future_flow(known: Documents, learned: Habits, ahead: Ahead, paid_on: Runs | None = None) -> FutureFlow:
    """Expected cash of what is yet to be written.

    Args:
        known: Documents known on the last day, paid or open.
        learned: How they are paid.
        ahead: The horizon.
        paid_on: Due days to the payment runs on which they are paid; None where they are paid by habit.
    """
    months = ahead.months
    totals = month_totals(known, ahead)
    expected = np.array([expected_months(row, len(months)) for row in totals])
    written = known.written.astype("datetime64[M]")
    recent = known.take((written >= months[0] - REPLAYED) & (written < months[0]) & (known.ticks > 0))
    recent = recent.take(np.array([each in ahead.places for each in recent.entity], dtype=bool))
    place = np.array([ahead.places.index(str(each)) for each in recent.entity], dtype=np.int64)
    shape = _from_birth(learned) if paid_on is None else AT_ONCE
    mean = np.zeros((len(ahead.places), len(months), ahead.days))
    again = []
    whole = np.bincount(place, recent.ticks.astype(np.float64), len(ahead.places))
    for lead, month in enumerate(months):
        usual, yet = _usual(recent, month, learned, ahead, paid_on)
        for at in np.unique(place[yet]).tolist():
            mine = yet & (place == at)
            mean[at, lead] = _spread(usual[mine], recent.ticks[mine] / whole[at] * expected[at, lead], shape, ahead)
        again.append(_again(recent, place, usual, yet, expected[:, lead], shape, ahead))
    return FutureFlow(mean, _errors(totals.sum(axis=0), len(months)), tuple(again), shape, _working(ahead))


def _again(
    recent: Documents, place: Ints, usual: Ints, yet: NDArray[np.bool_], expected: Floats, shape: Floats, ahead: Ahead
) -> tuple[MonthAgain, ...]:
    """Each month of late once more, brought to what is expected at each place."""
    written = recent.written.astype("datetime64[M]")
    found = []
    for month in ahead.months[0] - np.arange(1, REPLAYED + 1):
        own = written == month
        whole = np.bincount(place[own], recent.ticks[own].astype(np.float64), len(ahead.places))
        mine = own & yet
        if mine.any():
            ticks = recent.ticks[mine] / whole[place[mine]] * expected[place[mine]]
            found.append(_month_again(recent.take(mine), place[mine], ticks, usual[mine], shape, ahead))
    return tuple(found)


def _working(ahead: Ahead) -> Ints:
    """Where the money of each day ahead arrives: that day, or the next on which banks work."""
    days = ahead.as_of + 1 + np.arange(ahead.days)
    return (np.busday_offset(days, 0, roll="forward", holidays=ahead.holidays) - ahead.as_of).astype(np.int64) - 1


def month_totals(known: Documents, ahead: Ahead) -> Floats:
    """What was written in each month that has ended, float64[place, month] ticks; from the first with any."""
    last = ahead.months[0] - 1
    month = known.written.astype("datetime64[M]")
    first = month.min() if len(known) else last
    count = max(int((last - first).astype(int)) + 1, 1)
    found = np.zeros((len(ahead.places), count))
    where = {place: at for at, place in enumerate(ahead.places)}
    at = (month - first).astype(np.int64)
    rows = [row for row in range(len(known)) if known.entity[row] in where and at[row] < count]
    np.add.at(found, ([where[known.entity[row] or ""] for row in rows], at[rows]), known.ticks[rows].astype(np.float64))
    return found


def expected_months(totals: Floats, ahead: int) -> Floats:
    """Totals of the coming months: the level of late, by half of what the season did in the year before.

    Args:
        totals: float64[month], oldest first.
        ahead: How many months.
    """
    n = len(totals)
    level = totals[-LEVEL:].mean() if n else 0.0
    found = np.full(ahead, level)
    for lead in range(ahead):
        ratios = []
        for year in (1, 2):
            at, before = n + lead - 12 * year, n - 12 * year
            if before >= LEVEL and at < n and (base := totals[before - LEVEL : before].mean()) > 0:
                ratios.append(totals[at] / base)
        if ratios:
            found[lead] *= (1 + float(np.clip(np.mean(ratios), 0.2, 3.0))) / 2
    return found


def _errors(totals: Floats, ahead: int) -> Floats:
    """Relative errors of the same rule at past months, float64[origin, month ahead]; one row of 0 without history."""
    rows = []
    for made in range(max(LEVEL, len(totals) - ORIGINS - ahead), len(totals) - ahead + 1):
        expected = expected_months(totals[:made], ahead)
        actual = totals[made : made + ahead]
        if (expected > 0).all():
            rows.append(np.clip(actual / expected - 1, -WIDEST, WIDEST))
    return np.array(rows) if rows else np.zeros((1, ahead))


def _usual(
    alike: Documents, month: np.datetime64, learned: Habits, ahead: Ahead, paid_on: Runs | None
) -> tuple[Ints, NDArray[np.bool_]]:
    """Usual day of payment, 0 the first ahead, of documents written alike in a month; and which are yet to be."""
    start, end = month.astype("datetime64[D]"), (month + 1).astype("datetime64[D]") - 1
    day_of_month = (alike.written - alike.written.astype("datetime64[M]").astype("datetime64[D]")).astype(np.int64)
    written = np.minimum(start + day_of_month, end)
    terms = (alike.due - alike.written).astype(np.int64)
    if paid_on is not None:
        day = paid_on(written + terms)
    else:
        pace = np.round([learned.pace(party, term) for party, term in zip(alike.party, terms.tolist(), strict=True)])
        day = written + terms + pace.astype(np.int64)
    return (day - ahead.as_of).astype(np.int64) - 1, written > ahead.as_of


def _spread(usual: Ints, ticks: Floats, shape: Floats, ahead: Ahead) -> Floats:
    """Expected cash by day, float64[day], of amounts with their usual days."""
    impulse = _placed(usual - EARLIEST, ticks, ahead.days - 2 * EARLIEST)
    coming = np.convolve(impulse, shape)[-2 * EARLIEST :][: ahead.days]
    found: Floats = on_working_days(coming[None, :], ahead.as_of, ahead.holidays)[0]
    return found


def _month_again(alike: Documents, place: Ints, ticks: Floats, usual: Ints, shape: Floats, ahead: Ahead) -> MonthAgain:
    """The largest documents one by one, the others by their expected days."""
    large = np.zeros(len(alike), dtype=bool)
    large[np.argsort(-ticks, kind="stable")[:LUMPS]] = True
    smooth = np.zeros((len(ahead.places), ahead.days))
    for at in np.unique(place[~large]).tolist():
        mine = ~large & (place == at)
        smooth[at] = _spread(usual[mine], ticks[mine], shape, ahead)
    return MonthAgain(place[large], ticks[large], usual[large], smooth)


def _from_birth(learned: Habits) -> Floats:
    """Chance to be paid at each age from ``EARLIEST`` on, of a document that is new, float64[age]."""
    rate = learned.table.rate
    left = np.concatenate([[1.0], np.cumprod(1.0 - rate)[:-1]])
    shape: Floats = left * rate
    total = shape.sum()
    return shape / total if total > 0 else shape


def _placed(at: Ints, ticks: Floats, size: int) -> Floats:
    found = np.zeros(size)
    inside = (at >= 0) & (at < size)
    np.add.at(found, at[inside], ticks[inside])
    return found
