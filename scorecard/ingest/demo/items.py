"""Open items: invoices and bills with the days they were written, fall due and are paid."""

from dataclasses import dataclass, fields

import numpy as np

from scorecard.ingest.demo.accounts import ACCOUNTS
from scorecard.ingest.demo.company import TEAMS
from scorecard.ingest.demo.journals import Journals
from scorecard.ingest.demo.months import HISTORY, Ints, Months
from scorecard.ingest.demo.postings import Days, Postings, postings, together


@dataclass(frozen=True)
class Items:
    """One item a document; ``cents`` is the amount owed, positive.

    ``party`` is a customer or vendor code, ``journal`` the ledger's document, -1 for items from
    before the first month. ``paid`` may lie beyond the last month: then the item is still open.
    """

    site: Ints
    party: Ints
    written: Days
    due: Days
    paid: Days
    cents: Ints
    journal: Ints

    def __len__(self) -> int:
        return len(self.site)

    def joined(self, other: "Items") -> "Items":
        """Both lists in one."""
        return Items(*(np.concatenate([getattr(self, f.name), getattr(other, f.name)]) for f in fields(self)))


def month_of(months: Months, days: Days) -> Ints:
    """Month index of each day; below 0 or beyond the last where the day lies outside."""
    since = days.astype("datetime64[M]") - months.first_days[0].astype("datetime64[M]")
    return np.asarray(since.astype(np.int64))


def settlements(months: Months, items: Items, journals: Journals, prefix: str, account: str) -> Postings:
    """What was paid within the history: ``account`` is settled against cash at the item's site."""
    month = month_of(months, items.paid)
    settled = np.flatnonzero(month < HISTORY)
    month, day = month[settled], items.paid[settled]
    site = items.site[settled] + len(TEAMS)
    sign = 1 if prefix == "RC" else -1
    number = journals.numbered(prefix, np.arange(len(settled)), month)
    party = {"customer" if prefix == "RC" else "vendor": items.party[settled]}
    cents = items.cents[settled] * sign
    cash = np.full(len(settled), ACCOUNTS["move_cash"])
    return together(
        [
            postings(month, day, site, np.full(len(settled), ACCOUNTS[account]), -cents, number, **party),
            postings(month, day, site, cash, cents, number, **party),
        ]
    )


def overdue(months: Months, items: Items) -> Ints:
    """What is past due and unpaid at each month's end: cents, int64[site, month]."""
    found = np.zeros((3, HISTORY), dtype=np.int64)
    for month in range(HISTORY):
        end = months.first_days[month + 1]
        late = (items.due < end - 1) & (items.paid >= end) & (items.written < end)
        np.add.at(found[:, month], items.site[late], items.cents[late])
    return found
