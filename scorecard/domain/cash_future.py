"""Cash of invoices and bills that are not written yet: how much a month, written and paid as those of late were."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from scorecard.domain.cash_collections import EARLIEST, Habits, on_working_days
from scorecard.domain.cash_lines import Days, Documents

Floats = NDArray[np.float64]
Runs = Callable[[Days], Days]

REPLAYED = 6
"""Months of late whose documents say on which days, with which terms and by whom."""

LEVEL = 3
"""Months whose mean is the level."""

ORIGINS = 12
"""Past months from which the error is measured."""

WIDEST = 0.6
"""A past error larger than this share counts as this."""


@dataclass(frozen=True, eq=False)
class FutureFlow:
    """Expected cash of documents not written yet.

    Attributes:
        mean: float64[place, month ahead, day], ticks, >= 0.
        errors: float64[origin, month ahead], actual over forecast less 1, of past forecasts made alike.
    """

    mean: Floats
    errors: Floats

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
    mean = np.zeros((len(ahead.places), len(months), ahead.days))
    recent = known.take(known.written.astype("datetime64[M]") >= months[0] - REPLAYED)
    place = np.array([ahead.places.index(each) if each in ahead.places else -1 for each in recent.entity], dtype=int)
    for at in range(len(ahead.places)):
        alike = recent.take((place == at) & (recent.ticks > 0))
        if len(alike):
            share = alike.ticks / alike.ticks.sum()
            for lead, month in enumerate(months):
                mean[at, lead] = _paid(alike, share, month, learned, ahead, paid_on) * expected[at, lead]
    return FutureFlow(mean, _errors(totals.sum(axis=0), len(months)))


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


def _paid(
    alike: Documents, share: Floats, month: np.datetime64, learned: Habits, ahead: Ahead, paid_on: Runs | None
) -> Floats:
    """Shares of a month's documents by the day they are paid, float64[day]."""
    start, end = month.astype("datetime64[D]"), (month + 1).astype("datetime64[D]") - 1
    day_of_month = (alike.written - alike.written.astype("datetime64[M]").astype("datetime64[D]")).astype(np.int64)
    written = np.minimum(start + day_of_month, end)
    yet = written > ahead.as_of
    terms = (alike.due - alike.written).astype(np.int64)
    if paid_on is not None:
        day = paid_on(written + terms)
        return _placed((day - ahead.as_of).astype(np.int64) - 1, share, yet, ahead.days)
    pace = np.round([learned.pace(party, term) for party, term in zip(alike.party, terms.tolist(), strict=True)])
    usual = (written + terms + pace.astype(np.int64) - ahead.as_of).astype(np.int64) - 1
    shape = _from_birth(learned)
    impulse = _placed(usual - EARLIEST, share, yet, ahead.days - 2 * EARLIEST)
    coming = np.convolve(impulse, shape)[-2 * EARLIEST :][: ahead.days]
    found: Floats = on_working_days(coming[None, :], ahead.as_of, ahead.holidays)[0]
    return found


def _from_birth(learned: Habits) -> Floats:
    """Chance to be paid at each age from ``EARLIEST`` on, of a document that is new, float64[age]."""
    rate = learned.table.rate
    left = np.concatenate([[1.0], np.cumprod(1.0 - rate)[:-1]])
    shape: Floats = left * rate
    total = shape.sum()
    return shape / total if total > 0 else shape


def _placed(at: NDArray[np.int64], share: Floats, which: NDArray[np.bool_], size: int) -> Floats:
    found = np.zeros(size)
    inside = which & (at >= 0) & (at < size)
    np.add.at(found, at[inside], share[inside])
    return found
