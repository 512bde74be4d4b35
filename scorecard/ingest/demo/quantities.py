"""What amounts are counted in: units of equipment by product, contracts, call-outs and parts, in whole numbers."""

import numpy as np

from scorecard.ingest.demo.company import EQUIPMENT, TEAMS, teams_of
from scorecard.ingest.demo.economy import CALL_OUT_SHARE, LEAP_OF_PRICES, Economy
from scorecard.ingest.demo.months import Floats, Ints

PRICES = np.array([each.price for each in EQUIPMENT])
"""List price of each product of the equipment, in euro."""


PART_PRICE = 58.0
"""What a part sold for on average in the first month, in euro."""


def counted(economy: Economy) -> dict[str, Floats]:
    """Revenue account to what was sold of it, float64[team, month]: contracts in force, call-outs made, parts."""
    parts = economy.amounts["revenue_parts"]
    price = PART_PRICE * LEAP_OF_PRICES ** (np.arange(parts.shape[1]) / 12)
    return {
        "revenue_contracts": _by_crew(economy.service.contracts),
        "revenue_callouts": _by_crew(np.round(economy.service.jobs_done * CALL_OUT_SHARE)),
        "revenue_parts": np.round(parts / price),
    }


def _by_crew(values: Floats) -> Floats:
    """A table of all teams with the service teams' values in their rows."""
    table = np.zeros((len(TEAMS), values.shape[1]))
    table[list(teams_of("service"))] = values
    return table


def in_turn(group: Ints, exact: Floats) -> Ints:
    """Whole numbers near the exact ones whose running total within each group stays within half of the exact one.

    Args:
        group: Which lines belong together, int64[line].
        exact: Not negative, float64[line].
    """
    order = np.argsort(group, kind="stable")
    ranked, running = group[order], np.cumsum(exact[order])
    first = np.searchsorted(ranked, ranked)
    before = np.concatenate([[0.0], running])[first]
    rounded = np.round(running - before).astype(np.int64)
    follows = first < np.arange(len(group))
    steps = np.diff(rounded, prepend=0)
    whole = np.empty(len(group), dtype=np.int64)
    whole[order] = np.where(follows, steps, rounded)
    return whole


def by_product(euros: Floats, weights: Floats) -> Floats:
    """Whole euros spread over products by weight; they add up to each amount exactly.

    Args:
        euros: Whole amounts, float64[team, month].
        weights: float64[team, product, month]; one is positive wherever there is an amount.

    Returns:
        float64[team, product, month].
    """
    running = np.cumsum(weights, axis=1)
    whole = running[:, -1:]
    share = np.divide(running, whole, out=np.zeros_like(running), where=whole > 0)
    return np.diff(np.round(share * euros[:, None]), axis=1, prepend=0.0)
