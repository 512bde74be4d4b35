"""Scores by the rules of the M4 competition, written from their description."""

import numpy as np
from numpy.typing import NDArray

from benchmarks.forecast.cases import Set
from scorecard.domain.forecast_rows import Rows
from scorecard.domain.forecast_seasons import seasonal, seasons

Floats = NDArray[np.float64]


def naive2(cases: Set) -> Floats:
    """The last value, with the season taken out before and put back after where there is one."""
    made = []
    for known in cases.known:
        rows = Rows.of([known])
        found = seasons(rows, cases.season, seasonal(rows, cases.season))
        made.append(found.put_back(np.full((1, cases.horizon), found.taken_out(rows).values[0, -1]), len(known))[0])
    return np.array(made)


def owa(made: Floats, cases: Set) -> float:
    """Overall weighted average: mean of both errors against those of Naive2; below one is better."""
    base = naive2(cases)
    return float(np.mean([score(made, cases).mean() / score(base, cases).mean() for score in (smape, mase)]))


def smape(made: Floats, cases: Set) -> Floats:
    """Percent, one a series."""
    size = np.maximum(np.abs(made) + np.abs(cases.came), 1e-9)
    return np.asarray((200 * np.abs(made - cases.came) / size).mean(1))


def mase(made: Floats, cases: Set) -> Floats:
    """In mean differences from a season before, one a series."""
    usual = [float(np.abs(known[cases.season :] - known[: -cases.season]).mean()) for known in cases.known]
    return np.asarray(np.abs(made - cases.came).mean(1) / np.maximum(usual, 1e-9))


def inside(low: Floats, high: Floats, came: Floats) -> float:
    """Percent of the values that lie within."""
    return float(100 * ((came >= low) & (came <= high)).mean())
