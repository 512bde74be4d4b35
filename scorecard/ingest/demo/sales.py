"""Sales: revenue split into lines, customers and invoices, paid by each customer's own habit."""

from dataclasses import dataclass

import numpy as np

from scorecard.ingest.demo.accounts import ACCOUNTS, CUSTOMER_SITE, CUSTOMERS, IS_KEY, PRODUCTS, SITE_OF
from scorecard.ingest.demo.company import EQUIPMENT, LATE_PAYER, SERVICES, SITES, teams_of
from scorecard.ingest.demo.economy import Economy
from scorecard.ingest.demo.items import Items
from scorecard.ingest.demo.journals import Journals
from scorecard.ingest.demo.months import HISTORY, Floats, Ints, Months
from scorecard.ingest.demo.postings import Postings, by_journal, cents_of, legs, postings, split, together
from scorecard.ingest.demo.quantities import PRICES, counted, in_turn
from scorecard.ingest.demo.story import Story

LINES = {"revenue_installation": 20, "revenue_contracts": 130, "revenue_callouts": 290, "revenue_parts": 88}
KEY_SHARE = 0.80


@dataclass(frozen=True)
class Cells:
    """Amounts to be split: one per team and month that has any."""

    team: Ints
    month: Ints
    cents: Ints
    lines: Ints


def cells(euros: Floats, lines: int) -> Cells:
    """The table's cells, with lines in proportion to the root of a cell's size."""
    team, month = np.nonzero(euros)
    cents = cents_of(euros[team, month])
    size = np.sqrt(np.abs(cents) / max(np.abs(cents).mean(), 1.0))
    return Cells(team, month, cents, np.maximum(np.round(lines * size), 1).astype(np.int64))


def split_cells(cell: Cells, random: np.random.Generator, spread: float) -> tuple[Ints, Ints]:
    """The cell of each line and its cents."""
    return split(cell.cents, cell.lines, random, spread)


def drawn_products(random: np.random.Generator, account: str, count: int) -> Ints:
    """A product for each line, of the kind the account is about."""
    low, high = {
        "materials_equipment": (0, len(EQUIPMENT)),
        "scrap": (0, len(EQUIPMENT)),
        "revenue_installation": (0, len(EQUIPMENT)),
        "revenue_contracts": (len(EQUIPMENT), len(EQUIPMENT) + len(SERVICES)),
    }.get(account, (len(EQUIPMENT) + len(SERVICES), len(PRODUCTS)))
    return random.integers(low, high, count)


def sales_postings(months: Months, story: Story, economy: Economy, journals: Journals) -> tuple[Postings, Items]:
    """Revenue lines with the invoices that ask for the money.

    Returns:
        Balanced journals, one an invoice, and the invoices as open items.
    """
    random = months.stream("sales")
    blocks, sold = [_equipment_lines(economy, random)], counted(economy)
    for account, count in LINES.items():
        cell = cells(economy.amounts[account][:, :HISTORY], count)
        of, cents = split_cells(cell, random, 1.1)
        project = random.integers(0, 6, len(of))
        product = drawn_products(random, account, len(of))
        units = np.zeros(len(of), dtype=np.int64)
        if account in sold:
            units = in_turn(of, sold[account][cell.team[of], cell.month[of]] * cents / cell.cents[of])
        blocks.append(_bare(cell.month[of], cell.team[of], account, -cents, product, project, units))
    lines = together(blocks)
    lines = _with_invoices(months, lines, _drawn_customers(lines, random), journals)
    asked = legs(lines, ACCOUNTS["move_receivables"])
    return together([lines, asked]), _invoices(months, story, by_journal(asked))


def _bare(month: Ints, team: Ints, account: str, cents: Ints, product: Ints, project: Ints, units: Ints) -> Postings:
    day = np.zeros(len(month), dtype="datetime64[D]")
    code = np.full(len(month), ACCOUNTS[account])
    return postings(month, day, team, code, cents, month, product=product, project=project, units=units)


def _equipment_lines(economy: Economy, random: np.random.Generator) -> Postings:
    """Equipment by product, with the units behind each amount: those the factory shipped in the month."""
    table = economy.equipment[:, :, :HISTORY]
    seller, product, month = np.nonzero(table)
    cents = cents_of(table[seller, product, month])
    of, part = split(cents, np.maximum(cents // 4_500_000, 2), random, 0.8)
    units = in_turn(product[of] * HISTORY + month[of], part / 100 / PRICES[product[of]])
    return _bare(
        month[of], np.array(teams_of("sales"))[seller[of]], "revenue_equipment", -part, product[of],
        np.full(len(of), -1), units,
    )  # fmt: skip


def _drawn_customers(lines: Postings, random: np.random.Generator) -> Ints:
    """A customer of the site for each line: key accounts every month, small ones once a year."""
    site_of, is_key = np.array(CUSTOMER_SITE), np.array(IS_KEY)
    drawn = np.zeros(len(lines), dtype=np.int64)
    site = SITE_OF[lines.entity]
    for place in range(len(SITES)):
        keys = np.flatnonzero(is_key & (site_of == place))
        weight = 1.0 / np.arange(1, len(keys) + 1) ** 1.25
        for month in range(HISTORY):
            here = np.flatnonzero((site == place) & (lines.month == month))
            small = np.flatnonzero(~is_key & (site_of == place) & (np.arange(len(is_key)) % 12 == month % 12))
            chance = [KEY_SHARE * weight / weight.sum(), np.full(len(small), (1 - KEY_SHARE) / len(small))]
            drawn[here] = random.choice(np.concatenate([keys, small]), len(here), p=np.concatenate(chance))
    return drawn


def _with_invoices(months: Months, lines: Postings, customer: Ints, journals: Journals) -> Postings:
    """Each customer's lines of a month on one invoice a site, key accounts late in the month."""
    key = np.array(IS_KEY)[customer]
    day = months.day(lines.month, np.where(key, 24 + customer % 5, 3 + customer * 7 % 22))
    which = (lines.month * len(CUSTOMERS) + customer) * len(SITES) + SITE_OF[lines.entity]
    journal = journals.numbered("SI", which, lines.month)
    return Postings(**{**lines.__dict__, "customer": customer, "day": day, "journal": journal})


def _invoices(months: Months, story: Story, asked: Postings) -> Items:
    random = months.stream("paying habits")
    rank = np.arange(len(CUSTOMERS))
    late_habit = np.where(np.array(IS_KEY), rank % 4 == 3, random.random(len(CUSTOMERS)) < 0.37)
    habit = np.where(late_habit, random.uniform(4, 24, len(CUSTOMERS)), random.uniform(-9, -2, len(CUSTOMERS)))
    large = CUSTOMERS.index(LATE_PAYER)
    habit[large] = -2.0
    due = asked.day + np.where(np.array(IS_KEY)[asked.customer], 30, 14)
    delay = habit[asked.customer] + random.standard_normal(len(asked)) * 2.0
    delay += np.where(asked.customer == large, 58.0 * story.late_payer[asked.month], 0.0)
    paid = np.busday_offset(due + np.round(delay).astype(np.int64), 0, roll="forward")
    return Items(
        SITE_OF[asked.entity], asked.customer, asked.day, due, np.maximum(paid, asked.day + 1), asked.cents,
        asked.journal,
    )  # fmt: skip
