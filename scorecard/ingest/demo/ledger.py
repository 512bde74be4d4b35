"""The ledger: what every team earned and spent, as balanced journals in euro cents."""

from dataclasses import dataclass

import numpy as np

from scorecard.ingest.demo import bills, payroll, sales
from scorecard.ingest.demo.accounts import ACCOUNTS, EARNINGS, MOVEMENT, SITE_OF
from scorecard.ingest.demo.economy import Economy
from scorecard.ingest.demo.items import Items, settlements
from scorecard.ingest.demo.journals import Journals
from scorecard.ingest.demo.months import HISTORY, Ints, Months
from scorecard.ingest.demo.opening import Opening, opening_balances, swept
from scorecard.ingest.demo.postings import Postings, legs, postings, together
from scorecard.ingest.demo.stock import stock_months
from scorecard.ingest.demo.story import Story


@dataclass(frozen=True)
class Ledger:
    """Every posting of the history, with the open items and balances it leads to.

    ``balances`` maps a balance account to cents in ledger sign, int64[site, month], at month end;
    ``opened`` to the same at the start of the first month.
    """

    lines: Postings
    journals: tuple[str, ...]
    invoices: Items
    bills: Items
    balances: dict[str, Ints]
    opened: dict[str, Ints]


def ledger_months(months: Months, story: Story, economy: Economy) -> Ledger:
    """Post three years.

    Args:
        months: The company's months.
        story: What is planted; decides when the large customer pays.
        economy: Every team's profit and loss.

    Returns:
        Lines in the order of their months and days; every journal adds up to zero at each site.
    """
    journals = Journals(months)
    stock = stock_months(months, story, economy)
    sold, invoices = sales.sales_postings(months, story, economy, journals)
    bought, owed = bills.bill_postings(months, economy, stock, journals)
    opening = opening_balances(months, stock, sold, bought)
    invoices, owed = invoices.joined(opening.invoices), owed.joined(opening.bills)
    parts = [
        sold,
        bought,
        *payroll.payroll_postings(months, economy, journals),
        _used(months, economy, journals),
        settlements(months, invoices, journals, "RC", "move_receivables"),
        settlements(months, owed, journals, "PY", "move_payables"),
    ]
    lines = swept(months, journals, parts)
    order = np.lexsort((lines.journal, lines.day, lines.month))
    lines = lines.take(order)
    return Ledger(lines, journals.names(), invoices, owed, _balances(opening, lines), opening.balances)


def _used(months: Months, economy: Economy, journals: Journals) -> Postings:
    """Material taken from stock, week by week."""
    random = months.stream("stock issues")
    blocks = []
    for account, shelf, count in (
        ("materials_equipment", "materials", 190),
        ("scrap", "materials", 34),
        ("materials_parts", "parts", 92),
    ):
        cell = sales.cells(economy.amounts[account][:, :HISTORY], count)
        of, cents = sales.split_cells(cell, random, 0.9)
        week = random.integers(0, 4, len(of))
        month, team = cell.month[of], cell.team[of]
        key = (month * 100 + team) * 4 + week
        lines = postings(
            month, months.day(month, 7 * week + 6), team, np.full(len(of), ACCOUNTS[account]), cents,
            journals.numbered("ST", key, month), product=sales.drawn_products(random, account, len(of)),
            project=random.integers(0, 6, len(of)) if account == "materials_parts" else np.full(len(of), -1),
        )  # fmt: skip
        blocks += [lines, legs(lines, ACCOUNTS[f"move_stock_{shelf}"])]
    return together(blocks)


def _balances(opening: Opening, lines: Postings) -> dict[str, Ints]:
    """Closing balances: opening plus movements, by site and month; profits kept grow by the month's result."""
    site = SITE_OF[lines.entity]
    found: dict[str, Ints] = {}
    for account, opened in opening.balances.items():
        mine = lines.account == ACCOUNTS.get(MOVEMENT.get(account, ""), -1)
        if account == "retained_earnings":
            mine |= lines.account < EARNINGS
        moved = np.zeros((len(opened), HISTORY), dtype=np.int64)
        np.add.at(moved, (site[mine], lines.month[mine]), lines.cents[mine])
        found[account] = opened[:, None] + np.cumsum(moved, axis=1)
    return found
