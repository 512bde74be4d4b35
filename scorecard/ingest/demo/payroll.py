"""Pay, wear, interest and tax: the journals that come every month without a bill."""

import numpy as np

from scorecard.ingest.demo.accounts import ACCOUNTS, REVENUE, SITE_OF
from scorecard.ingest.demo.company import TEAMS, team
from scorecard.ingest.demo.economy import Economy
from scorecard.ingest.demo.journals import Journals
from scorecard.ingest.demo.months import HISTORY, Floats, Ints, Months
from scorecard.ingest.demo.postings import Postings, cents_of, legs, postings, together
from scorecard.ingest.demo.sales import cells, split_cells

WITHHELD = 0.22
"""Share of pay owed to the state and the pension funds until the tenth of the next month."""
TAX_RATE = 0.25
REPAID = 60_000_00
PAID_TO_OWNERS = 1_500_000_00
PAID_AS = {"move_accruals": "WH", "move_tax": "TX", "move_loan": "LN", "move_equity": "DV"}
"""How the bank's note begins: pay withheld, tax, the loan, the owners."""
LINES = {
    "wages_production": 90, "wages_technicians": 120, "overtime_pay": 60, "salaries_sales": 14,
    "salaries_engineering": 20, "salaries_logistics": 12, "salaries_office": 18, "travel": 26,
}  # fmt: skip


def payroll_postings(months: Months, economy: Economy, journals: Journals) -> list[Postings]:
    """Pay and what is withheld from it, claims, wear, interest, exchange differences, tax, loan and owners."""
    random = months.stream("payroll")
    pay = together([_cost(months, economy, account, count, random) for account, count in LINES.items()])
    is_claim = pay.account == ACCOUNTS["travel"]
    wages = _numbered(months, pay.take(~is_claim), journals, "PR", 25)
    claims = _numbered(months, pay.take(is_claim), journals, "EX", 28)
    others = {
        name: _numbered(months, _cost(months, economy, name, 4, random), journals, prefix, day)
        for name, prefix, day in (
            ("depreciation", "GJ", 28), ("interest", "IN", 27), ("exchange_differences", "GJ", 28)
        )
    }  # fmt: skip
    tax = _tax(months, economy, journals)
    owed = [*_pay_legs(wages), legs(others["exchange_differences"], ACCOUNTS["move_accruals"])]
    owed_tax = legs(tax, ACCOUNTS["move_tax"])
    return [
        wages,
        *owed,
        claims,
        legs(claims, ACCOUNTS["move_cash"]),
        *others.values(),
        legs(others["depreciation"], ACCOUNTS["move_fixed_assets"]),
        legs(others["interest"], ACCOUNTS["move_cash"]),
        tax,
        owed_tax,
        _settled(months, [*owed], "move_accruals", journals),
        _tax_paid(months, owed_tax, journals),
        _owners_and_bank(months, journals),
    ]


def _cost(months: Months, economy: Economy, account: str, count: int, random: np.random.Generator) -> Postings:
    cell = cells(economy.amounts[account][:, :HISTORY], count)
    of, cents = split_cells(cell, random, 0.6)
    month, who = cell.month[of], cell.team[of]
    on_projects = account in ("wages_technicians", "overtime_pay")
    project = random.integers(0, 6, len(of)) if on_projects else np.full(len(of), -1)
    day = months.day(month, np.full(len(of), 25))
    return postings(month, day, who, np.full(len(of), ACCOUNTS[account]), cents, month, project=project)


def _numbered(months: Months, lines: Postings, journals: Journals, prefix: str, day: int) -> Postings:
    key = (lines.month * 100 + lines.entity) * 100 + (lines.account if prefix == "GJ" else 0)
    number = journals.numbered(prefix, key, lines.month)
    return Postings(**{**lines.__dict__, "day": months.day(lines.month, np.full(len(lines), day)), "journal": number})


def _pay_legs(wages: Postings) -> list[Postings]:
    whole = legs(wages, ACCOUNTS["move_cash"])
    withheld = np.round(whole.cents * WITHHELD).astype(np.int64)
    kept = np.full(len(whole), ACCOUNTS["move_accruals"])
    return [
        Postings(**{**whole.__dict__, "cents": whole.cents - withheld}),
        Postings(**{**whole.__dict__, "cents": withheld, "account": kept}),
    ]


def _tax(months: Months, economy: Economy, journals: Journals) -> Postings:
    cents = cents_of(TAX_RATE * profit_before_tax(economy))[:HISTORY]
    month = np.arange(HISTORY)
    who = np.full(HISTORY, team("tarnwick_office"))
    number = journals.numbered("GJ", month, month)
    day = months.day(month, np.full(HISTORY, 28))
    return postings(month, day, who, np.full(HISTORY, ACCOUNTS["income_tax"]), cents, number)


def profit_before_tax(economy: Economy) -> Floats:
    """Euro of the whole company, float64[month]."""
    total = np.zeros(next(iter(economy.amounts.values())).shape[1])
    for account, values in economy.amounts.items():
        total += values.sum(axis=0) * (1 if account in REVENUE else -1)
    return total


def _settled(months: Months, owed: list[Postings], account: str, journals: Journals) -> Postings:
    """What a site owed at one month's end is paid on the tenth of the next."""
    table = np.zeros((3, HISTORY), dtype=np.int64)
    for block in owed:
        mine = block.account == ACCOUNTS[account]
        np.add.at(table, (SITE_OF[block.entity[mine]], block.month[mine]), block.cents[mine])
    site, month = np.nonzero(table[:, :-1])
    cents = -table[site, month]
    return _paid(months, site, month + 1, 10, account, cents, journals)


def _tax_paid(months: Months, owed: Postings, journals: Journals) -> Postings:
    """Tax owed at the end of the month before is paid each quarter."""
    table = np.zeros(HISTORY, dtype=np.int64)
    np.add.at(table, owed.month, -owed.cents)
    due = [month for month in range(1, HISTORY) if months.of_year[month] % 3 == 0]
    cents = np.diff(np.cumsum(table)[np.array(due) - 1], prepend=0)
    return _paid(months, np.zeros(len(due), dtype=np.int64), np.array(due), 20, "move_tax", cents, journals)


def _owners_and_bank(months: Months, journals: Journals) -> Postings:
    months_of = np.arange(HISTORY)
    quarter = months_of[months.of_year[:HISTORY] % 3 == 0]
    may = months_of[months.of_year[:HISTORY] == 5]
    none = np.zeros(len(quarter), dtype=np.int64)
    return together(
        [
            _paid(months, none, quarter, 27, "move_loan", np.full(len(quarter), REPAID), journals),
            _paid(months, none[: len(may)], may, 12, "move_equity", np.full(len(may), PAID_TO_OWNERS), journals),
        ]
    )


def _paid(months: Months, site: Ints, month: Ints, day: int, account: str, cents: Ints, journals: Journals) -> Postings:
    """``account`` is debited and cash credited at a site."""
    entity = site + len(TEAMS)
    number = journals.numbered(PAID_AS[account], np.arange(len(month)), month)
    when = months.day(month, np.full(len(month), day))
    lines = postings(month, when, entity, np.full(len(month), ACCOUNTS[account]), cents, number)
    return together([lines, legs(lines, ACCOUNTS["move_cash"])])
