"""An outlook whose first months end where the forecast by day has them, and which counts one-offs in every month."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from scorecard.domain.cash_indirect import CashPath
from scorecard.domain.cash_levers import Base
from scorecard.domain.cells import Ints

DAYS, ONE_OFFS = "days", "one_offs"
"""Steps beside those from profit to cash: what days tell otherwise, and what was scheduled by hand."""


def with_days(base: Base, ends: Sequence[int], one_offs: Ints) -> Base:
    """The outlook with its first months as the forecast by day has them.

    Days know on which day each invoice and bill falls, profit and its steps do not: what they tell otherwise is the
    same money in another month. It is a step of its own that comes back in the month after the last one told by day,
    for later months are held at usual days again. One-offs, which no step knows, stay.

    Args:
        base: The outlook from profit to cash, without one-offs.
        ends: Ticks at the bank at the end of each of the first months, as far as days tell whole months.
        one_offs: int64[month], ticks scheduled by hand, in +, out −.

    Returns:
        The same with ``days``, whose sum is nothing where a month follows those told by day, and ``one_offs``.
    """
    path, told = base.path, np.array(ends, dtype=np.int64)[: len(base.path.closing)]
    closing = path.closing + np.cumsum(one_offs)
    closing[: len(told)] = told
    change = np.diff(closing, prepend=path.opening)
    steps = {DAYS: change - path.change - one_offs, ONE_OFFS: one_offs}
    return replace(base, path=CashPath(path.opening, {**path.steps, **steps}))
