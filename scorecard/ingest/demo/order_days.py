"""Order lines day by day: what was due each working day of a month, and on which days the late ones fell."""

import numpy as np

from scorecard.ingest.demo.months import HISTORY, Floats, Months
from scorecard.ingest.demo.story import Story

LONGEST_MONTH = 31


def order_days(months: Months, story: Story, due: Floats, good: Floats) -> tuple[Floats, Floats]:
    """A month's lines on its working days.

    Args:
        months: The company's months.
        story: Draws on which days lines were late.
        due: Lines due, float64[warehouse, month], whole numbers.
        good: Those on time and complete, likewise.

    Returns:
        Both by day, float64[warehouse, month, day of the month from 0]; NaN on days without work and in months ahead.
        They add up to what was given.
    """
    by_day = np.full((2, *due.shape, LONGEST_MONTH), np.nan)
    draws = np.abs(story.noise(months, "late order days", (len(due) * LONGEST_MONTH, months.count), 1.0))
    for month in range(HISTORY):
        first, after = months.first_days[month], months.first_days[month + 1]
        works = np.flatnonzero(np.is_busday(np.arange(first, after)))
        for place in range(len(due)):
            own = draws[place * LONGEST_MONTH : (place + 1) * LONGEST_MONTH, month][works]
            late, lines = due[place, month] - good[place, month], _evenly(due[place, month], len(works))
            by_day[0, place, month, works] = lines
            by_day[1, place, month, works] = lines - _bunched(late, own, lines)
    return by_day[0], by_day[1]


def _evenly(total: float, days: int) -> Floats:
    """Whole numbers as alike as can be."""
    return np.diff(np.floor(np.arange(days + 1) * total / days))


def _bunched(total: float, draws: Floats, most: Floats) -> Floats:
    """Whole numbers that follow the draws' squares: some days go wrong and most do not; none is beyond ``most``."""
    weights = draws**2
    found: Floats = np.minimum(np.floor(total * weights / weights.sum()), most)
    for at in np.argsort(-weights).tolist() * int(total + 1):
        if found.sum() >= total:
            break
        found[at] += found[at] < most[at]
    return found
