"""What happened, as facts: ledger, balances, readings, open items and bank lines of the history."""

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from scorecard.ingest.demo.accounts import (
    ACCOUNT_NAMES,
    ACCOUNTS,
    CUSTOMERS,
    ENTITIES,
    PRODUCTS,
    PROJECT_NAMES,
    SITE_OF,
    VENDOR_NAMES,
)  # fmt: skip
from scorecard.ingest.demo.company import EQUIPMENT, SITES, TEAMS, cost_centres
from scorecard.ingest.demo.facts import TICKS_PER_CENT, TICKS_PER_UNIT, Coded, Figures, fact_table, month_ends
from scorecard.ingest.demo.items import Items, month_of, overdue
from scorecard.ingest.demo.ledger import Ledger
from scorecard.ingest.demo.months import HISTORY, Ints, Months
from scorecard.ingest.demo.postings import Days, Postings
from scorecard.ingest.demo.readings import Reading, in_ticks

PLACES = (*ENTITIES, "company")
UNPOSTED = ("velanda", -27)
"""The site whose ledger and balances of one month never came, and how many months before the last that was."""


def unposted(months: Months, entity: Ints, month: Ints) -> NDArray[np.bool_]:
    """Which lines belong to the month that was never posted."""
    site, since = UNPOSTED
    at_site: NDArray[np.bool_] = SITE_OF[entity] == SITES.index(site)
    return np.asarray(at_site & (months.since_last[month] == since))


def ledger_facts(
    months: Months, lines: Postings, journals: tuple[str, ...], as_of: Days, file: str = "ledger"
) -> pa.Table:
    """Ledger lines as facts, the unposted month left out."""
    lines = lines.take(~unposted(months, lines.entity, lines.month))
    names, centre = cost_centres(months)
    team = np.minimum(lines.entity, len(TEAMS) - 1)
    codes = np.where(lines.entity < len(TEAMS), centre[team, lines.month], -1)
    figures = Figures(
        "ledger", "actual", lines.month, lines.day, Coded(lines.entity, PLACES), Coded(lines.account, ACCOUNT_NAMES),
        lines.cents * TICKS_PER_CENT, np.ones(len(lines), dtype=bool), as_of, file,
        {
            "cost_centre": Coded(codes, names),
            "product": Coded(lines.product, PRODUCTS),
            "customer": Coded(lines.customer, CUSTOMERS),
            "vendor": Coded(lines.vendor, VENDOR_NAMES),
            "project": Coded(lines.project, PROJECT_NAMES),
        },
        lines.units * TICKS_PER_UNIT,
        Coded(lines.journal, journals),
    )  # fmt: skip
    return fact_table(months, figures)


def balance_facts(months: Months, ledger: Ledger) -> pa.Table:
    """Closing balances of each site, in ledger sign."""
    accounts = tuple(ledger.balances)
    cents = np.stack([ledger.balances[name] for name in accounts])
    account, site, month = (each.ravel() for each in np.indices(cents.shape))
    entity = site + len(TEAMS)
    posted = ~unposted(months, entity, month)
    account, entity, month, cents = account[posted], entity[posted], month[posted], cents.ravel()[posted]
    figures = Figures(
        "balances", "actual", month, month_ends(months)[month], Coded(entity, PLACES), Coded(account, accounts),
        cents * TICKS_PER_CENT, np.ones(len(month), dtype=bool), month_ends(months), "balances",
    )  # fmt: skip
    return _in_months(months, figures)


def reading_facts(months: Months, readings: list[Reading], scenario: str = "actual", file: str = "") -> list[pa.Table]:
    """Readings as facts, one table a source; empty months have no line."""
    by_source: dict[str, list[Reading]] = {}
    for reading in readings:
        by_source.setdefault(reading.source, []).append(reading)
    return [_source_facts(months, rows, scenario, file or source) for source, rows in by_source.items()]


def _source_facts(months: Months, rows: list[Reading], scenario: str, file: str) -> pa.Table:
    names = tuple(row.name for row in rows)
    parts = []
    for code, row in enumerate(rows):
        values = row.values[..., None] if row.by_day is None else row.by_day
        entity, month, at = np.nonzero(~np.isnan(values[:, : HISTORY if scenario == "actual" else None]))
        product = np.array(row.products)[entity] if row.products else np.full(len(entity), -1)
        ticks = in_ticks(values)[entity, month, at]
        day = month_ends(months)[month] if row.by_day is None else months.first_days[month] + at
        parts.append((np.array(row.entities)[entity], month, product, ticks, np.full(len(entity), code), day))
    entity, month, product, ticks, measure, day = (np.concatenate(each) for each in zip(*parts, strict=True))
    suppliers = tuple(each.supplier for each in EQUIPMENT)
    money = np.array([row.money for row in rows])[measure]
    figures = Figures(
        rows[0].source, scenario, month, day, Coded(entity, PLACES), Coded(measure, names),
        ticks, money, month_ends(months), file.replace(" ", "_"),
        {"product": Coded(product, PRODUCTS), "vendor": Coded(product, suppliers)},
    )  # fmt: skip
    return _in_months(months, figures)


def item_facts(months: Months, ledger: Ledger) -> pa.Table:
    """Invoices and bills by document date and by payment date, and what was owed and overdue at month ends."""
    blocks = [
        _items(months, ledger.invoices, ledger.journals, ("invoiced", "received"), "customer"),
        _items(months, ledger.bills, ledger.journals, ("billed", "bill_paid"), "vendor"),
    ]
    return pa.concat_tables([*blocks, _item_balances(months, ledger)])


def _items(months: Months, items: Items, journals: tuple[str, ...], names: tuple[str, str], party: str) -> pa.Table:
    """The document's line says when it falls due and after how many days; the payment's line names the document."""
    named = [journals[code] if code >= 0 else "opening item" for code in items.journal.tolist()]
    texts = [f"{name}, due {due}" for name, due in zip(named, items.due, strict=True)]
    day = np.concatenate([items.written, items.paid])
    month = month_of(months, day)
    inside = (month >= 0) & (month < HISTORY)
    which = np.tile(np.arange(len(items)), 2)[inside]
    paid = (np.arange(len(day)) >= len(items))[inside]
    people = CUSTOMERS if party == "customer" else VENDOR_NAMES
    terms = (items.due - items.written).astype(np.int64)
    figures = Figures(
        "invoices", "actual", month[inside], day[inside], Coded(items.site[which] + len(TEAMS), PLACES),
        Coded(paid.astype(np.int64), names), items.cents[which] * TICKS_PER_CENT, np.ones(len(which), dtype=bool),
        month_ends(months), "invoices" if party == "customer" else "bills", {party: Coded(items.party[which], people)},
        np.where(paid, 0, terms[which]) * TICKS_PER_UNIT, Coded(which, tuple(texts)),
    )  # fmt: skip
    return _in_months(months, figures)


def _item_balances(months: Months, ledger: Ledger) -> pa.Table:
    sites = tuple(len(TEAMS) + site for site in range(len(SITES)))
    opening = {
        "receivables_opening": ("receivables", 1),
        "payables_opening": ("payables", -1),
    }
    rows = [Reading("invoices", "overdue_receivables", sites, overdue(months, ledger.invoices) / 100, money=True)]
    for name, (account, sign) in opening.items():
        before = np.concatenate([ledger.opened[account][:, None], ledger.balances[account][:, :-1]], axis=1)
        rows.append(Reading("invoices", name, sites, sign * before / 100, money=True))
    return _source_facts(months, rows, "actual", "open_items")


def bank_facts(months: Months, ledger: Ledger) -> pa.Table:
    """Bank lines day by day, one for each movement of cash, and the balances they lead between."""
    lines = ledger.lines.take(ledger.lines.account == ACCOUNTS["move_cash"])
    lines = lines.take(lines.cents != 0)
    out = (lines.cents < 0).astype(np.int64)
    at_site = Coded(SITE_OF[lines.entity] + len(TEAMS), PLACES)
    figures = Figures(
        "bank", "actual", lines.month, lines.day, at_site, Coded(out, ("bank_in", "bank_out")),
        np.abs(lines.cents) * TICKS_PER_CENT, np.ones(len(lines), dtype=bool), month_ends(months), "bank",
        {"customer": Coded(lines.customer, CUSTOMERS), "vendor": Coded(lines.vendor, VENDOR_NAMES)},
        note=Coded(lines.journal, ledger.journals),
    )  # fmt: skip
    sites = tuple(len(TEAMS) + site for site in range(len(SITES)))
    closing = ledger.balances["cash"] / 100
    opening = np.concatenate([ledger.opened["cash"][:, None] / 100, closing[:, :-1]], axis=1)
    rows = [
        Reading("bank", "bank_opening", sites, opening, money=True),
        Reading("bank", "bank_closing", sites, closing, money=True),
    ]
    return pa.concat_tables([_in_months(months, figures), _source_facts(months, rows, "actual", "bank_balances")])


def _in_months(months: Months, figures: Figures) -> pa.Table:
    table = fact_table(months, figures)
    order = np.argsort(figures.month, kind="stable")
    return table.take(pa.array(order))
