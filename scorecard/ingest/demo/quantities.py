"""What amounts are counted in: units of equipment by product, contracts and call-outs, in whole numbers."""

import numpy as np

from scorecard.ingest.demo.company import EQUIPMENT, TEAMS, teams_of
from scorecard.ingest.demo.economy import CALL_OUT_SHARE, Economy
from scorecard.ingest.demo.months import Floats, Ints

PRICES = np.array([each.price for each in EQUIPMENT])
"""List price of each product of the equipment, in euro."""


def counted(economy: Economy) -> dict[str, Floats]:
    """Revenue account to what was sold of it, float64[team, month]: contracts in force, and call-outs made."""
    crew = list(teams_of("service"))
    found = {}
    for account, values in (
        ("revenue_contracts", economy.service.contracts),
        ("revenue_callouts", np.round(economy.service.jobs_done * CALL_OUT_SHARE)),
    ):
        table = np.zeros((len(TEAMS), values.shape[1]))
        table[crew] = values
        found[account] = table
    return found


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
