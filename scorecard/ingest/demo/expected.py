"""What is expected of each team, plan or outlook, as facts: equipment by product, and what is sold in numbers."""

from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from scorecard.ingest.demo.accounts import ACCOUNTS, PRODUCTS, PROFIT_AND_LOSS, ledger_sign
from scorecard.ingest.demo.actuals import PLACES
from scorecard.ingest.demo.company import TEAMS, teams_of
from scorecard.ingest.demo.facts import TICKS_PER_UNIT, Coded, Figures, fact_table
from scorecard.ingest.demo.months import Floats, Ints, Months
from scorecard.ingest.demo.postings import Days
from scorecard.ingest.demo.quantities import by_product

Columns = tuple[Ints | Floats, ...]

BY_PRODUCT = ACCOUNTS["revenue_equipment"]


@dataclass(frozen=True)
class Expected:
    """Profit and loss as expected, for some of the company's months.

    Attributes:
        months: Their indices, int64[month].
        amounts: Whole euros in natural sign, float64[account, team, month].
        products: The part of each product in equipment sold, whole euros, float64[team, product, month].
        units: Units of those products, float64[team, product, month].
        counts: Other revenue account to what is sold of it, whole numbers, float64[team, month].
    """

    months: Ints
    amounts: Floats
    products: Floats
    units: Floats
    counts: dict[str, Floats]


def split_by_product(amounts: Floats, equipment: Floats) -> Floats:
    """Expected equipment revenue of each team by product, in the proportion of ``equipment``.

    Args:
        amounts: float64[account, team, month].
        equipment: float64[sales team, product, month].

    Returns:
        Whole euros, float64[team, product, month]; they add up to the account's amounts.
    """
    weights = np.zeros((len(TEAMS), *equipment.shape[1:]))
    weights[list(teams_of("sales"))] = equipment
    return by_product(amounts[BY_PRODUCT], weights)


def expected_facts(months: Months, expected: Expected, source: str, scenario: str, as_of: Days, file: str) -> pa.Table:
    """Facts in ledger sign, in the order of their months.

    Args:
        months: The company's months.
        expected: What is expected.
        source: Of the facts, such as ``budget``.
        scenario: Of the facts.
        as_of: One day a month of the company's calendar.
        file: Stem of the files they come from.
    """
    parts = [*_plain(expected), _products(expected)]
    account, team, product, at, euros, units = (np.concatenate(column) for column in zip(*parts, strict=True))
    month = expected.months[at]
    signs = np.array([ledger_sign(name) for name in PROFIT_AND_LOSS])
    figures = Figures(
        source, scenario, month, months.first_days[month], Coded(team, PLACES), Coded(account, PROFIT_AND_LOSS),
        signs[account] * euros.astype(np.int64) * TICKS_PER_UNIT, np.ones(len(month), dtype=bool), as_of, file,
        {"product": Coded(product, PRODUCTS)}, units.astype(np.int64) * TICKS_PER_UNIT,
    )  # fmt: skip
    return fact_table(months, figures).take(pa.array(np.argsort(month, kind="stable")))


def _plain(expected: Expected) -> list[Columns]:
    """Lines of the accounts that are not split by product: account, team, product, month, euros, units."""
    found: list[Columns] = []
    for account, name in enumerate(PROFIT_AND_LOSS):
        if account != BY_PRODUCT:
            team, at = np.nonzero(expected.amounts[account])
            none = np.full(len(team), -1)
            units = expected.counts[name][team, at] if name in expected.counts else np.zeros(len(team))
            found.append((np.full(len(team), account), team, none, at, expected.amounts[account, team, at], units))
    return found


def _products(expected: Expected) -> Columns:
    team, product, at = np.nonzero(expected.products)
    where = (team, product, at)
    return np.full(len(team), BY_PRODUCT), *where, expected.products[where], expected.units[where]
