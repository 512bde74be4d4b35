"""Series of a book that are the sum of others: receipts in all, payments in all, what is left of both."""

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from scorecard.domain.forecast_rows import Floats

if TYPE_CHECKING:
    from scorecard.domain.forecast_daily import Blend

EXACT = 2e-3
"""Share of a series' spread that may be left, for amounts are rounded."""

WHOLE = 0.01
"""How far a weight may be from minus one, zero or one."""

FEWEST = 2
"""Series a sum is of."""


def sums(values: Floats) -> dict[int, Floats]:
    """Which lines are sums of others, to the day.

    A line that never is below zero can be a sum of smaller such lines; one that is can be what some of those leave of
    others. A line is never told as a difference of its own sum and the rest.

    Args:
        values: float64[lines, days].

    Returns:
        Line to float64[lines], each minus one, zero or one; lines that are sums are part of no other sum.
    """
    size, above = np.abs(values).mean(axis=1), values.min(axis=1) >= 0
    order = sorted(range(len(values)), key=lambda line: (not above[line], size[line]))
    found: dict[int, Floats] = {}
    for line in order:
        parts = [at for at in order if above[at] and at not in found and (size[at] < size[line] or not above[line])]
        weights = _weights(values[line], values[parts]) if len(parts) >= FEWEST else None
        if weights is not None and (not above[line] or weights.min() >= 0):
            found[line] = np.zeros(len(values))
            found[line][parts] = weights
    return found


def _weights(whole: Floats, parts: Floats) -> Floats | None:
    """float64[parts] if the parts make the whole by adding and taking away alone."""
    spread = np.abs(whole - whole.mean()).mean()
    exact, *_ = np.linalg.lstsq(parts.T, whole, rcond=None)
    weights = np.rint(exact)
    fits = np.abs(exact - weights).max() <= WHOLE and np.abs(weights).max() == 1 and np.abs(weights).sum() >= FEWEST
    left = np.abs(whole - weights @ parts).mean()
    return weights if fits and spread > 0 and left <= EXACT * spread else None


def with_sums(blend: "Blend", found: dict[int, Floats]) -> "Blend":
    """The blend, sums told as what their parts say, their past errors as what the parts missed together.

    Parts that grew at different paces add up in today's level only, so a sum is told in it. Other lines stay as they
    are: what they missed is held against what other ways missed then.
    """
    mean, errors, told, grown = (each.copy() for each in (blend.mean, blend.errors, blend.told, blend.grown))
    missed, said = blend.scaled_errors, blend.told * blend.grown[:, :, None]
    for line, weights in found.items():
        mean[line] = weights @ blend.mean
        errors[line] = np.tensordot(weights, missed, 1)
        told[line] = np.tensordot(weights, said, 1)
        grown[line] = 1
    return replace(blend, mean=mean, errors=errors, told=told, grown=grown)
