"""A forecast by people beside our own: what each missed before decides how much each counts."""

from dataclasses import dataclass

import numpy as np

from scorecard.domain.forecast_rows import Floats, Mask

BIAS_HALVES = 0.5
"""Years after which what people missed counts half when their bias is told: habits change with the budget."""

SIZE_HALVES = 2.0
"""Years after which a miss counts half when the two are weighed."""

SHRINK = 9.0
"""How strongly a bias is drawn to none: as much as one path of three steps says."""

TRUST = 2.0
"""A forecast weighs one over its usual error to this power."""

NOTHING = 1e-6


@dataclass(frozen=True, eq=False)
class Record:
    """What past forecasts of one line missed, as far as it is known.

    Attributes:
        theirs: float64[past, h], actual less people's forecast; not a number where it has not come about.
        ours: The same of our own.
        age: float64[past, h], years since the step.
    """

    theirs: Floats
    ours: Floats
    age: Floats


@dataclass(frozen=True, eq=False)
class Weighed:
    """Two forecasts in one.

    Attributes:
        mean: float64[h].
        share: float64[h], how much people's forecast counts, of one.
        bias: float64[h], what was added to people's forecast because it usually lacked it.
    """

    mean: Floats
    share: Floats
    bias: Floats


def weighed(theirs: Floats, ours: Floats, record: Record) -> Weighed:
    """One forecast from two.

    The first step is weighed apart: who reports a while after the last closed month knows it already. People's bias is
    told from running totals of the later steps, in which early and late amounts cancel.

    Args:
        theirs: float64[h], people's forecast.
        ours: float64[h], our own.
        record: What each missed before, perhaps further ahead; without any, people's forecast stands.

    Source: Bates and Granger, The combination of forecasts, 1969; the bias as Mincer and Zarnowitz, 1969.
    """
    steps = len(theirs)
    drift = _drift(record)
    bias = np.where(np.arange(steps) > 0, drift, 0.0)
    share = np.ones(steps)
    for part, lacked in ((slice(0, 1), 0.0), (slice(1, None), drift)):
        share[part] = _share(record.theirs[:, part] - lacked, record.ours[:, part], record.age[:, part])
    return Weighed(share * (theirs + bias) + (1 - share) * ours, share, bias)


def _drift(record: Record) -> float:
    """What people's forecast lacks at each later step, from running totals: one line through nothing."""
    later = record.theirs[:, 1:]
    known = np.isfinite(later)
    total = np.cumsum(np.where(known, later, 0.0), axis=1)
    place = np.arange(1, later.shape[1] + 1)
    weight = _faded(record.age[:, 1:], BIAS_HALVES, known)
    return float((weight * place * total).sum() / ((weight * place**2).sum() + SHRINK))


def _share(theirs: Floats, ours: Floats, age: Floats) -> float:
    """How much people's forecast counts."""
    known = np.isfinite(theirs) & np.isfinite(ours)
    if not known.any():
        return 1.0
    weight = _faded(age, SIZE_HALVES, known)
    size = [float(np.sqrt((weight * np.where(known, each, 0.0) ** 2).sum() / weight.sum())) for each in (theirs, ours)]
    if not max(size):
        return 1.0
    one, other = (max(each / max(size), NOTHING) ** -TRUST for each in size)
    return float(one / (one + other))


def _faded(age: Floats, halves: float, known: Mask) -> Floats:
    found: Floats = np.where(known, 0.5 ** (np.where(known, age, 0.0) / halves), 0.0)
    return found
