"""The plan: the company as it was foreseen, month by month, for the history and twelve months more."""

import numpy as np
import pyarrow as pa

from scorecard.ingest.demo.accounts import ACCOUNTS, PROFIT_AND_LOSS, ledger_sign
from scorecard.ingest.demo.actuals import PLACES, reading_facts
from scorecard.ingest.demo.company import EQUIPMENT, SITES, TEAMS, team, teams_of
from scorecard.ingest.demo.economy import Economy, site_rows
from scorecard.ingest.demo.expected import Expected, expected_facts, split_by_product
from scorecard.ingest.demo.facts import TICKS_PER_UNIT, Coded, Figures, fact_table, month_ends
from scorecard.ingest.demo.ledger import Ledger
from scorecard.ingest.demo.months import HISTORY, Floats, Ints, Months
from scorecard.ingest.demo.payroll import TAX_RATE, profit_before_tax
from scorecard.ingest.demo.postings import Days
from scorecard.ingest.demo.quantities import PRICES, counted
from scorecard.ingest.demo.readings import FACTORY_OVERTIME, HEADS, HOURS_A_DAY, LINES_DUE, Reading

ROUND_TO = 100


PLAN_PRICES = np.array([0.985, 0.98, 1.0, 1.005, 1.012])
"""What the plan expects of each product's price, as a share of the list price."""


def plan_facts(months: Months, planned: Economy, ledger: Ledger) -> list[pa.Table]:
    """Profit and loss by team with what is to be sold, balances by site, and the counts the plan builds on.

    Args:
        months: The company's months.
        planned: The economy as foreseen.
        ledger: The books each year's plan starts from.

    Returns:
        Facts of scenario budget; each year's plan is dated to the end of November before it.
    """
    amounts, agreed = planned_amounts(planned), plan_dates(months)
    products = split_by_product(amounts, planned.equipment * _known(months))
    sold = products / (PLAN_PRICES * PRICES)[None, :, None]
    units = np.diff(np.round(np.cumsum(sold, axis=2)), axis=2, prepend=0.0)
    expected = Expected(np.arange(months.count), amounts, products, units, counted(planned))
    counts = reading_facts(months, planned_counts(months, planned), "budget", "budget_counts")
    return [
        expected_facts(months, expected, "budget", "budget", agreed, "budget"),
        *(_dated(months, table) for table in counts),
        _balances(months, planned, ledger),
    ]


def planned_counts(months: Months, planned: Economy) -> list[Reading]:
    """Customers, jobs, hours, order lines and units the plan counts on."""
    crew, made, service = teams_of("service"), team("tarnwick_production"), planned.service
    usual = np.round(HEADS[made] * months.working_days * HOURS_A_DAY)
    extra = np.round(usual * FACTORY_OVERTIME)
    worked = np.vstack([np.round(service.available + service.overtime), usual + extra])
    served = {
        "customer_months": service.contracts,
        "service_jobs": np.round(service.demand),
        "hours_available": np.round(service.available),
        "hours_on_jobs": np.round(service.on_jobs),
        "contractor_hours": np.round(service.contractors),
    }
    factory = ("started", "scrapped", "shipped", "returned")
    products = tuple(range(len(EQUIPMENT)))
    return [
        *(Reading("budget", name, crew, values) for name, values in served.items()),
        Reading("budget", "hours_worked", (*crew, made), worked),
        Reading("budget", "overtime_hours", (*crew, made), np.vstack([np.round(service.overtime), extra])),
        Reading("budget", "lines_due", teams_of("parts"), LINES_DUE * np.ones((1, months.count))),
        *(
            Reading("budget", f"units_{name}", (made,) * len(products), getattr(planned.production, name), products)
            for name in factory
        ),
    ]


def _known(months: Months) -> Floats:
    """1 where a product was on the market when a month's plan was agreed, float64[1, product, month]."""
    last = months.first_days[months.last].astype("datetime64[M]")
    launched = last + np.array([each.launched for each in EQUIPMENT])
    known = launched.astype("datetime64[D]")[:, None] <= plan_dates(months)[None]
    return np.asarray(known[None], dtype=np.float64)


def planned_amounts(planned: Economy) -> Floats:
    """Euro in round hundreds, natural sign, float64[account, team, month]; income tax from the plan's own profit."""
    blank = np.zeros((len(TEAMS), next(iter(planned.amounts.values())).shape[1]))
    table = np.stack([planned.amounts.get(name, blank) for name in PROFIT_AND_LOSS])
    tax = TAX_RATE * profit_before_tax(planned)
    table[ACCOUNTS["income_tax"], team("tarnwick_office")] = tax
    return np.round(table / ROUND_TO) * ROUND_TO


def plan_dates(months: Months) -> Days:
    """The day each month's plan was agreed: the last of November before its year, or the last closed day."""
    year = months.first_days[:-1].astype("datetime64[Y]")
    agreed: Days = (year.astype("datetime64[M]") - 1).astype("datetime64[D]") - 1
    capped: Days = np.minimum(agreed, month_ends(months)[months.last])
    return capped


def _dated(months: Months, table: pa.Table) -> pa.Table:
    keys = {key: index for index, key in enumerate(months.keys)}
    which = np.array([keys[key] for key in table["period"].to_pylist()])
    dated = pa.array(plan_dates(months)[which])
    return table.set_column(table.schema.get_field_index("as_of"), table.schema.field("as_of"), dated)


def _balances(months: Months, planned: Economy, ledger: Ledger) -> pa.Table:
    """Planned closing balances by site, in ledger sign."""
    table = planned_balances(months, planned, ledger)
    accounts = tuple(table)
    cents = np.stack([table[name] for name in accounts])
    account, site, month = (each.ravel() for each in np.indices(cents.shape))
    figures = Figures(
        "balance plan", "budget", month, months.first_days[month + 1] - 1, Coded(site + len(TEAMS), PLACES),
        Coded(account, accounts), np.round(cents.ravel()).astype(np.int64) * TICKS_PER_UNIT,
        np.ones(len(month), dtype=bool), plan_dates(months), "balance_plan",
    )  # fmt: skip
    return fact_table(months, figures).take(pa.array(np.argsort(figures.month, kind="stable")))


def planned_balances(months: Months, planned: Economy, ledger: Ledger) -> dict[str, Floats]:
    """Euro in ledger sign, float64[site, month].

    Trading balances follow the plan's sales and use in their usual proportion; each year starts from the
    cash the books closed with, and cash then follows planned profit less what trading ties up. Profits kept
    make the plan balance at each site.
    """
    amounts = planned_amounts(planned)
    by_site = np.stack([site_rows(values) for values in amounts])
    index = {name: at for at, name in enumerate(PROFIT_AND_LOSS)}
    sales = by_site[: index["revenue_parts"] + 1].sum(axis=0)
    used = by_site[index["materials_equipment"]] + by_site[index["scrap"]]
    parts = by_site[index["materials_parts"]]
    ratio = {
        "receivables": _usual(ledger.balances["receivables"], sales) * sales,
        "stock_materials": _usual(ledger.balances["stock_materials"], used) * used,
        "stock_parts": _usual(ledger.balances["stock_parts"], parts) * parts,
        "payables": _usual(ledger.balances["payables"], used + parts) * (used + parts),
    }
    found = {name: np.round(values, -2) for name, values in ratio.items()}
    earned = _profit(by_site).sum(axis=0)
    found["cash"] = _cash(months, earned, sum(found.values()).sum(axis=0), ledger)
    for name in SLOW:
        found[name] = _steady(months, ledger.balances[name])
    found["retained_earnings"] = -np.stack(list(found.values())).sum(axis=0)
    return found


SLOW = ("fixed_assets", "accruals", "tax_payable", "bank_loan", "share_capital")
"""Balances the plan leaves as they stood when its year began."""


def _steady(months: Months, balance: Ints) -> Floats:
    before = np.clip(months.year_start - 1, 0, HISTORY - 1)
    return np.round(balance[:, before] / 100, -2)


def _usual(balance: Ints, flow: Floats) -> Floats:
    """A site's balance as a multiple of the month's flow over the first 20 months."""
    moved = flow[:, 1:21].sum(axis=1)
    usual: Floats = np.zeros(len(SITES))
    np.divide(balance[:, 1:21].sum(axis=1) / 100, moved, out=usual, where=moved > 0)
    return usual[:, None]


def _profit(by_site: Floats) -> Floats:
    signs = np.array([-ledger_sign(name) for name in PROFIT_AND_LOSS])
    return np.asarray(np.tensordot(signs, by_site, axes=1))


def _cash(months: Months, earned: Floats, tied: Floats, ledger: Ledger) -> Floats:
    """The company's planned cash, by site: branches at their usual level, the rest at the works."""
    closing = ledger.balances["cash"].sum(axis=0) / 100
    out = np.where(months.of_year == 5, 1_500_000.0, 0.0) + np.where(months.of_year % 3 == 0, 60_000.0, 0.0)
    free = earned - np.diff(tied, prepend=tied[0]) - out
    planned = np.zeros(months.count)
    for month in range(months.count):
        fresh = month in (0, int(months.year_start[month])) and month <= HISTORY
        before = closing[month - 1] if fresh and month else (planned[month - 1] if month else closing[0] - free[0])
        planned[month] = before + free[month]
    branches = np.array([265_000.0, 155_000.0])[:, None] * np.ones(months.count)
    cash: Floats = np.vstack([planned - branches.sum(axis=0), branches])
    return np.round(cash, -2)
