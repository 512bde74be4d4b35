"""Outlooks: what was expected at the end of each of the last months, wrong by a measured amount."""

import numpy as np
import pyarrow as pa

from scorecard.ingest.demo.accounts import ACCOUNTS, PROFIT_AND_LOSS, REVENUE
from scorecard.ingest.demo.economy import Economy
from scorecard.ingest.demo.expected import Expected, expected_facts, split_by_product
from scorecard.ingest.demo.facts import month_ends
from scorecard.ingest.demo.months import Floats, Ints, Months
from scorecard.ingest.demo.plans import planned_amounts
from scorecard.ingest.demo.quantities import PRICES, counted

VINTAGES = 24
COVERED = 12
NEAR, FAR = 0.060, 0.150
"""Spread of the company's error for the next months, and nine months or more out."""
DEPARTMENT = np.array([0.30, 0.55, 0.34, 0.36, 0.46, 0.26, 0.38, 0.36, 0.44, 0.40, 0.42])
"""Spread of each team's own error; over the company most of it cancels."""
IN_STEP = 0.95
"""How far costs are missed together with sales: who expects more orders expects the costs of them, too."""


def forecast_facts(months: Months, economy: Economy, made: int) -> pa.Table:
    """The outlook made at the end of one month: the next twelve months.

    Args:
        months: The company's months.
        economy: What happens, in months that have not happened yet too.
        made: Index of the last closed month when it was made.

    Returns:
        Facts of scenario forecast, dated to the end of that month.
    """
    ahead = np.arange(made + 1, min(made + COVERED, months.count - 1) + 1)
    amounts = _expected(months, economy, made, ahead)
    products = split_by_product(amounts, economy.equipment[:, :, ahead])
    units = np.round(products / PRICES[None, :, None])
    counts = {name: _in_step(amounts, economy, name, sold, ahead) for name, sold in counted(economy).items()}
    expected = Expected(ahead, amounts, products, units, counts)
    dated = np.full(months.count, month_ends(months)[made])
    return expected_facts(months, expected, "forecast", "forecast", dated, f"outlook_{months.keys[made]}_for")


def _in_step(amounts: Floats, economy: Economy, account: str, sold: Floats, ahead: Ints) -> Floats:
    """What is sold, as far off as the amount expected of it: an outlook knows its prices."""
    true = economy.amounts[account][:, ahead]
    share = np.divide(amounts[ACCOUNTS[account]], true, out=np.zeros_like(true), where=true != 0)
    counts: Floats = np.round(sold[:, ahead] * share)
    return counts


def _expected(months: Months, economy: Economy, made: int, ahead: Ints) -> Floats:
    """Euro in tens, natural sign, float64[account, team, month ahead]."""
    truth = planned_amounts(economy)[:, :, ahead]
    random = months.stream(f"outlook {made - months.last}")
    lag = ahead - made
    spread = np.clip(NEAR + (FAR - NEAR) * (lag - 3) / 6, NEAR, FAR)
    selling = np.array([name in REVENUE for name in PROFIT_AND_LOSS])
    result, missed = np.zeros_like(truth), np.zeros(len(ahead))
    for group, step in ((selling, 0.0), (~selling, IN_STEP)):
        drawn = 0.5 * random.standard_normal() + 0.87 * random.standard_normal(len(ahead))
        missed = step * missed + np.sqrt(1 - step**2) * drawn
        common = 1 + spread * missed
        own = np.exp(DEPARTMENT[:, None] * random.standard_normal((len(DEPARTMENT), len(ahead))))
        guess = truth[group] * own[None]
        whole = truth[group].sum(axis=(0, 1))
        result[group] = guess * (whole * common / guess.sum(axis=(0, 1)))[None, None]
    return np.round(result, -1)
