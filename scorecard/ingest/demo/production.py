"""The factory, month by month: units by product, and one supplier's compressors that get worse."""

from dataclasses import dataclass

import numpy as np

from scorecard.ingest.demo.company import DRIFTING, EQUIPMENT
from scorecard.ingest.demo.months import Floats, Months
from scorecard.ingest.demo.story import Story


@dataclass(frozen=True)
class Production:
    """Units of each product and month, float64[product, month], whole numbers."""

    started: Floats
    right_first_time: Floats
    scrapped: Floats
    shipped: Floats
    returned: Floats


def production_months(months: Months, story: Story, equipment: Floats) -> Production:
    """Build what was sold.

    Args:
        months: The company's months.
        story: What is planted.
        equipment: Equipment revenue in euro, float64[product, month].

    Returns:
        Units; scrap and rework rise for products with the drifting supplier's compressors,
        returns follow a month or two later.
    """
    shape = equipment.shape
    price = np.array([each.price for each in EQUIPMENT])[:, None]
    shipped = np.round(equipment / price)
    drift = np.array([each.supplier == DRIFTING for each in EQUIPMENT])[:, None] * story.quality
    felt = np.concatenate([drift[:, :1], drift[:, :-1]], axis=1)
    first_pass = 0.959 - 0.105 * drift + story.noise(months, "first pass", shape, 0.006)
    scrap = 0.0155 + 0.046 * drift + story.noise(months, "scrap", shape, 0.0015)
    returns = 0.0120 + 0.030 * felt + story.noise(months, "returns", shape, 0.0015)
    started = np.round(shipped / (1 - scrap))
    return Production(
        started,
        np.round(started * first_pass),
        rounded_in_turn(started * scrap),
        shipped,
        rounded_in_turn(shipped * returns),
    )


def rounded_in_turn(exact: Floats) -> Floats:
    """Whole numbers whose running total stays within half a unit of the exact one: rare events stay rare."""
    return np.diff(np.round(np.cumsum(exact, axis=1)), axis=1, prepend=0.0)
