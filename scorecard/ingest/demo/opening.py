"""Where the books start, and the transfers that keep each site's cash at its usual level."""

from dataclasses import dataclass

import numpy as np

from scorecard.ingest.demo.accounts import ACCOUNTS, BALANCES, CUSTOMERS, SITE_OF
from scorecard.ingest.demo.company import SITES, TEAMS
from scorecard.ingest.demo.items import Items
from scorecard.ingest.demo.journals import Journals
from scorecard.ingest.demo.months import HISTORY, Ints, Months
from scorecard.ingest.demo.postings import Days, Postings, postings, split, together
from scorecard.ingest.demo.stock import Stock

CASH = np.array([1_450_000_00, 260_000_00, 150_000_00], dtype=np.int64)
FIXED_ASSETS = np.array([5_200_000_00, 700_000_00, 300_000_00], dtype=np.int64)
LOAN = 2_400_000_00
SHARE_CAPITAL = 3_000_000_00


@dataclass(frozen=True)
class Opening:
    """Balances in cents and ledger sign, int64[site], and the open items behind them."""

    balances: dict[str, Ints]
    invoices: Items
    bills: Items


def opening_balances(months: Months, stock: Stock, sold: Postings, bought: Postings) -> Opening:
    """Books that balance at every site on the first day."""
    asked = _first_month(sold, "move_receivables")
    owed = -_first_month(bought, "move_payables")
    invoices = _items(months, asked * 13 // 10, len(CUSTOMERS), "opening invoices")
    bills = _items(months, owed * 11 // 10, 3, "opening bills")
    none = np.zeros(len(SITES), dtype=np.int64)
    found = {name: none.copy() for name in BALANCES}
    found |= {
        "cash": CASH.copy(),
        "receivables": asked * 13 // 10,
        "stock_materials": stock.opening["materials"],
        "stock_parts": stock.opening["parts"],
        "fixed_assets": FIXED_ASSETS.copy(),
        "payables": -(owed * 11 // 10),
    }
    found["bank_loan"][0] = -LOAN
    found["share_capital"][0] = -SHARE_CAPITAL
    found["between_sites"][1:] = -_total(found)[1:]
    found["between_sites"][0] = -found["between_sites"][1:].sum()
    found["retained_earnings"][0] = -_total(found)[0]
    return Opening(found, invoices, bills)


def _total(balances: dict[str, Ints]) -> Ints:
    return np.asarray(np.stack(list(balances.values())).sum(axis=0))


def _first_month(lines: Postings, account: str) -> Ints:
    mine = (lines.account == ACCOUNTS[account]) & (lines.month == 0)
    total = np.zeros(len(SITES), dtype=np.int64)
    np.add.at(total, SITE_OF[lines.entity[mine]], lines.cents[mine])
    return total


def _items(months: Months, cents: Ints, parties: int, subject: str) -> Items:
    """Open items from before the first month, settled within its first six weeks."""
    random = months.stream(subject)
    site, part = split(cents, np.full(len(SITES), 14), random, 0.8)
    start = months.first_days[0]
    written = start - random.integers(3, 35, len(site))
    paid = np.busday_offset(start + random.integers(1, 42, len(site)), 0, roll="forward")
    party = random.integers(0, parties, len(site))
    return Items(site, party, written, written + 30, paid, part, np.full(len(site), -1))


def swept(months: Months, journals: Journals, parts: list[Postings]) -> Postings:
    """All parts, with the month-end transfers that bring the branches back to their usual cash."""
    lines = together(parts)
    cash = lines.account == ACCOUNTS["move_cash"]
    moved = np.zeros((len(SITES), HISTORY), dtype=np.int64)
    np.add.at(moved, (SITE_OF[lines.entity[cash]], lines.month[cash]), lines.cents[cash])
    blocks = [lines]
    month = np.arange(HISTORY)
    day = np.busday_offset(months.first_days[month + 1], -1, roll="forward")
    for branch in (1, 2):
        wanted = np.cumsum(moved[branch])
        total = wanted // 1_000_000 * 1_000_000
        sent = np.diff(total, prepend=0)
        number = journals.numbered("TR", month, month)
        blocks += _transfer(month, day, branch, 0, sent, number)
    return together(blocks)


def _transfer(month: Ints, day: Days, giver: int, taker: int, cents: Ints, number: Ints) -> list[Postings]:
    """Cash from one site to another; each site's own leg is what it owes the other."""
    cash, between = ACCOUNTS["move_cash"], ACCOUNTS["move_between_sites"]
    made = []
    for site, sign in ((giver, -1), (taker, 1)):
        entity = np.full(len(month), site + len(TEAMS))
        for account, amount in ((cash, cents * sign), (between, -cents * sign)):
            made.append(postings(month, day, entity, np.full(len(month), account), amount, number))
    return made
