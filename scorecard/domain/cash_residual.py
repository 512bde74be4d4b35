"""What is left of the bank lines once documents and the calendar are taken out, and how it goes on."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from scorecard.domain.cash_lines import Days, Ints
from scorecard.domain.cells import TICKS
from scorecard.domain.forecast_daily import blend

Floats = NDArray[np.float64]

WEEKS = 13
"""Weeks of late whose weekday means are carried on."""

LONG = 730
"""Days of history from which on the calendar is learned too."""

ORIGINS = 26
"""Past weeks from which the error is measured."""


@dataclass(frozen=True, eq=False)
class Residual:
    """The rest of one direction.

    Attributes:
        mean: float64[place, day] ticks.
        errors: float64[origin, place, day], actual less forecast of past forecasts made alike; days that had not
            come yet hold 0.
    """

    mean: Floats
    errors: Floats


def carried_on(history: Ints, last: np.datetime64, days: int, holidays: Days) -> Residual:
    """As the calendar and its own past tell where it is long enough, else each weekday as in the last weeks.

    Args:
        history: int64[place, day] ticks up to the last day that is known; documents and what the calendar's lines
            know are taken out already.
        last: That day.
        days: How many days ahead.
        holidays: Days on which no bank works.
    """
    if history.shape[1] >= LONG and history.any():
        return _blended(history, last, days, holidays)
    mean = _by_weekday(history, days)
    errors = []
    for back in range(1, ORIGINS + 1):
        made = history.shape[1] - 7 * back
        if made < 7 * WEEKS:
            break
        known = min(days, 7 * back)
        error = np.zeros((len(history), days))
        error[:, :known] = history[:, made : made + known] - _by_weekday(history[:, :made], known)
        errors.append(error)
    return Residual(mean, np.array(errors) if errors else np.zeros((1, len(history), days)))


def _blended(history: Ints, last: np.datetime64, days: int, holidays: Days) -> Residual:
    """The daily engine's blend, of the places where anything is left."""
    told = np.flatnonzero(history.any(axis=1))
    before = last - history.shape[1] + 1 + np.arange(history.shape[1])
    found = blend(before, history[told] / TICKS, days, holidays)
    ahead = (found.days - last).astype(np.int64) - 1
    inside = (ahead >= 0) & (ahead < days)
    mean = np.zeros((len(history), days))
    errors = np.zeros((max(found.errors.shape[1], 1), len(history), days))
    for at, place in enumerate(told.tolist()):
        mean[place, ahead[inside]] = found.mean[at][inside] * TICKS
        if found.errors.shape[1]:
            errors[:, place, ahead[inside]] = found.scaled_errors[at][:, inside] * TICKS
    return Residual(mean, errors)


def _by_weekday(history: Ints, days: int) -> Floats:
    """Weekday means of the last weeks, from the day after the last on."""
    weeks = min(WEEKS, history.shape[1] // 7)
    if not weeks:
        return np.zeros((len(history), days))
    late = history[:, -7 * weeks :].reshape(len(history), weeks, 7).mean(axis=1)
    found: Floats = late[:, np.arange(days) % 7]
    return found
