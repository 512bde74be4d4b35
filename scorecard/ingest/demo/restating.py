"""Restatements: the figures as they were first closed, and one early draft that came back too late."""

import numpy as np
from numpy.typing import NDArray

from scorecard.ingest.demo.accounts import ACCOUNTS, EARNINGS, REVENUE
from scorecard.ingest.demo.months import Ints, Months
from scorecard.ingest.demo.postings import Postings

RESTATED = (-13, -8, -4, -1, 0)
"""Months, counted from the last, whose ledger was restated once after its close."""
STALE = -5
"""The month whose early draft was sent again long after its close."""
EARLY_DRAFT = "early draft, before the close"


def lines_of(lines: Postings, month: int) -> Postings:
    """The lines of one month."""
    return lines.take(lines.month == month)


def as_first_closed(months: Months, lines: Postings) -> Postings:
    """The ledger before the restated months were corrected.

    In those months half of the contractors' bills had been booked as travel, and on some invoices
    part of the call-outs as contract revenue. Totals by journal are the same, so cash and balances are too.
    """
    restated = np.isin(months.since_last[lines.month], RESTATED)
    account, cents = lines.account.copy(), lines.cents.copy()
    bills = np.flatnonzero(restated & (account == ACCOUNTS["contractors"]))
    account[bills[::2]] = ACCOUNTS["travel"]
    for first in _pairs(lines, restated):
        moved = cents[first] // 8
        cents[first] -= moved
        cents[first + 1] += moved
    return Postings(**{**lines.__dict__, "account": account, "cents": cents})


def _pairs(lines: Postings, restated: NDArray[np.bool_]) -> Ints:
    """First lines of neighbours on one invoice that bear different kinds of revenue, 12 a month at most."""
    revenue = lines.account < len(REVENUE)
    same = (lines.journal[:-1] == lines.journal[1:]) & revenue[:-1] & revenue[1:]
    differ = (lines.account[:-1] != lines.account[1:]) & (lines.entity[:-1] == lines.entity[1:])
    found = np.flatnonzero(same & differ & restated[:-1])
    found = found[np.diff(found, prepend=-2) > 1]
    rank = np.arange(len(found)) - np.searchsorted(lines.month[found], lines.month[found])
    return found[rank < 12]


def early_draft(months: Months, lines: Postings) -> Postings:
    """One month's ledger before its last expense journals were in."""
    draft = lines_of(lines, months.last + STALE)
    expenses = draft.journal[(draft.account > ACCOUNTS["scrap"]) & (draft.account < EARNINGS)]
    late = np.unique(expenses)[::7]
    return draft.take(~np.isin(draft.journal, late))
