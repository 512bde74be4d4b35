"""What is left of the bank lines once documents and the calendar are taken out, and how it goes on."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from scorecard.domain.cash_lines import Ints

Floats = NDArray[np.float64]

WEEKS = 13
"""Weeks of late whose weekday means are carried on."""

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


def carried_on(history: Ints, days: int) -> Residual:
    """Each weekday as in the last weeks.

    Args:
        history: int64[place, day] ticks, the last day being the last that is known; documents and what the
            calendar knows are taken out already.
        days: How many days ahead.
    """
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


def _by_weekday(history: Ints, days: int) -> Floats:
    """Weekday means of the last weeks, from the day after the last on."""
    weeks = min(WEEKS, history.shape[1] // 7)
    if not weeks:
        return np.zeros((len(history), days))
    late = history[:, -7 * weeks :].reshape(len(history), weeks, 7).mean(axis=1)
    found: Floats = late[:, np.arange(days) % 7]
    return found
