"""What customers said about open invoices: the days they promised to pay, and what they contest."""

import numpy as np
import pyarrow as pa

from scorecard.ingest.demo.accounts import CUSTOMERS, IS_KEY
from scorecard.ingest.demo.company import LATE_PAYER, TEAMS
from scorecard.ingest.demo.facts import TICKS_PER_CENT, TICKS_PER_UNIT, Coded, Figures, fact_table, month_ends
from scorecard.ingest.demo.items import Items, month_of
from scorecard.ingest.demo.ledger import Ledger
from scorecard.ingest.demo.months import Ints, Months
from scorecard.ingest.demo.postings import Days

ASKED = 14
"""Months of late in which customers were asked when they will pay."""

ANSWERED = 2
"""Overdue invoices answered for each month, the largest."""

BROKEN = 3
"""Every third promise is not kept: it named a day a week too early."""

CONTESTED = (7, 10)
"""Ranks by size, among open invoices of key accounts, of those that are contested at the end."""

NAMES = ("promised", "disputed")


def promise_facts(months: Months, ledger: Ledger, places: tuple[str, ...]) -> pa.Table:
    """Promises and disputes, one line each, dated to the day they were said.

    Args:
        months: The company's months.
        ledger: With invoices, the days they will be paid on among them.
        places: Entity names by code.

    Returns:
        Facts of the source ``collections``; a promise's quantity is the days from there to the promised day.
    """
    ends = month_ends(months)
    said, row, days = _promises(months, ledger.invoices, ends)
    against, contested = _disputes(ledger.invoices, ends[months.last])
    which = np.concatenate([row, contested])
    day = np.concatenate([said, against])
    items = ledger.invoices
    figures = Figures(
        "collections", "actual", month_of(months, day), day, Coded(items.site[which] + len(TEAMS), places),
        Coded((np.arange(len(which)) >= len(row)).astype(np.int64), NAMES), items.cents[which] * TICKS_PER_CENT,
        np.ones(len(which), dtype=bool), ends, "collections", {"customer": Coded(items.party[which], CUSTOMERS)},
        np.concatenate([days, np.zeros(len(contested), dtype=np.int64)]) * TICKS_PER_UNIT,
        Coded(items.journal[which], ledger.journals),
    )  # fmt: skip
    return fact_table(months, figures)


def _promises(months: Months, items: Items, ends: Days) -> tuple[Days, Ints, Ints]:
    """The day said, the invoice and the days to the promised one, of the largest overdue invoices of each month."""
    said: list[np.datetime64] = []
    row: list[int] = []
    days: list[int] = []
    for month in range(months.last - ASKED + 1, months.last + 1):
        asked = np.busday_offset(ends[month], -2, roll="backward")
        late = np.flatnonzero((items.due < asked) & (items.paid > asked) & (items.journal >= 0))
        for at in late[np.argsort(-items.cents[late], kind="stable")][:ANSWERED].tolist():
            early = 7 if len(row) % BROKEN == BROKEN - 1 else 0
            said.append(asked)
            row.append(at)
            days.append(max(int((items.paid[at] - asked).astype(int)) - early, 1))
    return np.array(said, dtype="datetime64[D]"), np.array(row, dtype=np.int64), np.array(days, dtype=np.int64)


def _disputes(items: Items, end: np.datetime64) -> tuple[Days, Ints]:
    """Two invoices of key accounts that pay on time are contested shortly before the end."""
    key = np.array(IS_KEY)[items.party] & (items.party != CUSTOMERS.index(LATE_PAYER))
    there = np.flatnonzero(key & (items.written <= end) & (items.paid > end) & (items.journal >= 0))
    chosen = there[np.argsort(-items.cents[there], kind="stable")][list(CONTESTED)]
    return np.maximum(items.written[chosen] + 1, np.busday_offset(end, -1, roll="backward")), chosen
