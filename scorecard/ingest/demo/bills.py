"""Bills: what suppliers ask for, on which account, and when it is paid."""

import numpy as np

from scorecard.ingest.demo.accounts import ACCOUNTS, PRODUCTS, SITE_OF, VENDOR_NAMES
from scorecard.ingest.demo.company import DRIFTING, EQUIPMENT, SERVICES, SITES, TEAMS, VENDORS
from scorecard.ingest.demo.economy import Economy
from scorecard.ingest.demo.items import Items
from scorecard.ingest.demo.journals import Journals
from scorecard.ingest.demo.months import HISTORY, Ints, Months
from scorecard.ingest.demo.postings import Days, Postings, by_journal, legs, postings, split, together
from scorecard.ingest.demo.sales import cells, split_cells
from scorecard.ingest.demo.stock import Stock

LINES = {
    "freight": 30, "contractors": 14, "vehicles": 24, "marketing": 9, "trade_fairs": 9, "rent": 3, "it": 20,
    "professional_fees": 7, "training": 5, "office_costs": 9, "engineering_materials": 26, "warranty": 16,
}  # fmt: skip
MACHINES = 98_000.0
"""Bought each month for the factory and the vans, in euro; a little more than wears out."""


def bill_postings(months: Months, economy: Economy, stock: Stock, journals: Journals) -> tuple[Postings, Items]:
    """Costs and goods that suppliers bill; where a site has no supplier, it is paid at once in cash.

    Returns:
        Balanced journals, and the bills as open items.
    """
    random = months.stream("bills")
    blocks = [_expenses(economy, account, count, random) for account, count in LINES.items()]
    blocks += [_goods(stock, shelf, random) for shelf in ("materials", "parts")]
    blocks.append(_machines(random))
    lines = together(blocks)
    billed = lines.vendor >= 0
    bills, small = lines.take(billed), lines.take(~billed)
    site = SITE_OF[bills.entity]
    day = months.day(bills.month, 4 + (bills.vendor * 5 + site * 3) % 20)
    key = (bills.month * 100 + bills.vendor) * len(SITES) + site
    bills = Postings(**{**bills.__dict__, "day": day, "journal": journals.numbered("BI", key, bills.month)})
    asked = legs(bills, ACCOUNTS["move_payables"])
    paid_at_once = Postings(
        **{
            **small.__dict__,
            "day": months.day(small.month, np.full(len(small), 28)),
            "journal": journals.numbered("EX", small.month * 100 + small.entity, small.month),
        }
    )
    cash = legs(paid_at_once, ACCOUNTS["move_cash"])
    return together([bills, asked, paid_at_once, cash]), _items(by_journal(asked), random)


def _vendor(site: int, what: str) -> int:
    found = [VENDOR_NAMES.index(name) for name, sells in VENDORS[site] if sells == what]
    return found[0] if found else -1


def _expenses(economy: Economy, account: str, count: int, random: np.random.Generator) -> Postings:
    cell = cells(economy.amounts[account][:, :HISTORY], count)
    of, cents = split_cells(cell, random, 0.9)
    team, month = cell.team[of], cell.month[of]
    vendor = np.array([_vendor(site, account) for site in range(len(SITES))])[SITE_OF[team]]
    return _lines(month, team, account, cents, vendor)


def _goods(stock: Stock, shelf: str, random: np.random.Generator) -> Postings:
    """Goods into stock: split over the site's suppliers of that shelf, then into lines with products."""
    bought = stock.bought[shelf][:, :HISTORY]
    site, month = np.nonzero(bought)
    vendors = [[VENDOR_NAMES.index(name) for name, sells in each if sells == shelf] for each in VENDORS]
    of, cents = split(bought[site, month], np.full(len(site), 26), random, 0.7)
    pick = random.random(len(of))
    vendor = np.array([vendors[place][int(at * len(vendors[place]))] for place, at in zip(site[of], pick, strict=True)])
    low = 0 if shelf == "materials" else len(EQUIPMENT) + len(SERVICES)
    product = random.integers(low, len(EQUIPMENT) if shelf == "materials" else len(PRODUCTS), len(of))
    drifting = [index for index, each in enumerate(EQUIPMENT) if each.supplier == DRIFTING]
    product = np.where(vendor == VENDOR_NAMES.index(DRIFTING), np.array(drifting)[product % len(drifting)], product)
    lines = _lines(month[of], site[of] + len(TEAMS), f"move_stock_{shelf}", cents, vendor)
    return Postings(**{**lines.__dict__, "product": product})


def _machines(random: np.random.Generator) -> Postings:
    month = np.arange(HISTORY)
    cents = np.round(MACHINES * 100 * random.uniform(0.6, 1.4, HISTORY)).astype(np.int64)
    vendor = np.full(HISTORY, _vendor(0, "fixed_assets"))
    return _lines(month, np.full(HISTORY, len(TEAMS)), "move_fixed_assets", cents, vendor)


def _lines(month: Ints, entity: Ints, account: str, cents: Ints, vendor: Ints) -> Postings:
    day = np.zeros(len(month), dtype="datetime64[D]")
    return postings(month, day, entity, np.full(len(month), ACCOUNTS[account]), cents, month, vendor=vendor)


def _items(asked: Postings, random: np.random.Generator) -> Items:
    """Bills fall due after 30 days and are paid on a Thursday's run: the first, or one near it in the month's cash."""
    due = asked.day + 30
    meant = np.busday_offset(due + random.integers(0, 5, len(asked)), 0, roll="forward").astype("datetime64[M]")
    first = _thursday(meant.astype("datetime64[D]"))
    last = _thursday((meant + 1).astype("datetime64[D]")) - 7
    paid = np.clip(_thursday(due), first, last)
    return Items(SITE_OF[asked.entity], asked.vendor, asked.day, due, paid, -asked.cents, asked.journal)


def _thursday(day: Days) -> Days:
    """The Thursday on or after a day."""
    found: Days = day + (3 - (day.astype(np.int64) + 3) % 7) % 7
    return found
