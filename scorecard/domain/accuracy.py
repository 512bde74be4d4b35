"""How good forecasts were: error, bias, what they added to the simplest forecasts, and what their bands held."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from scorecard.domain.cells import Ints

Flags = NDArray[np.bool_]

LEVELS = (80, 95)
"""Percent of cases the bands should hold."""

CLOSE = Fraction(5, 100)
"""How near a forecast must be for the amount to count as known."""


@dataclass(frozen=True, eq=False)
class Judged:
    """Amounts that were forecast and came about, one a row, in ticks; all columns are equally long.

    Attributes:
        line: int64[row], which line, any numbering.
        area: int64[row], which place.
        vintage: int64[row], which forecast.
        ahead: int64[row], steps from the forecast to the amount, 1 for the first.
        came: int64[row].
        said: int64[row], the forecast.
        naive: int64[row], what the last known step says; meaningless where not ``has_naive``.
        seasonal: int64[row], what the same step a year earlier says; meaningless where not ``has_seasonal``.
        bands: int64[level, 2, row], low and high ends by level; meaningless where not ``has_bands``.
    """

    line: Ints
    area: Ints
    vintage: Ints
    ahead: Ints
    came: Ints
    said: Ints
    naive: Ints
    seasonal: Ints
    has_naive: Flags
    has_seasonal: Flags
    bands: Ints
    has_bands: Flags

    def __len__(self) -> int:
        return len(self.came)

    def only(self, which: Flags) -> "Judged":
        """The rows a mask picks."""
        return Judged(
            self.line[which], self.area[which], self.vintage[which], self.ahead[which], self.came[which],
            self.said[which], self.naive[which], self.seasonal[which], self.has_naive[which],
            self.has_seasonal[which], self.bands[:, :, which], self.has_bands[which],
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Score:
    """How good a group of forecasts was; None where nothing is known to tell it from.

    Attributes:
        count: Amounts judged.
        error: Sum of absolute differences in the sum of absolute amounts.
        bias: Sum of differences in the same; above zero: too much was forecast.
        naive: Error of saying that the last known step goes on, on the amounts where it could.
        seasonal: Error of saying the same as a year earlier, likewise.
        added: How much of the seasonal error the forecast took away, below zero where it made it worse.
        added_naive: The same of the naive error.
        held: Share of amounts inside the band, by level.
    """

    count: int
    error: Fraction | None
    bias: Fraction | None
    naive: Fraction | None
    seasonal: Fraction | None
    added: Fraction | None
    added_naive: Fraction | None
    held: tuple[Fraction | None, ...]


def score(judged: Judged) -> Score:
    """All rows together.

    Source: weighted absolute percentage error and forecast value added (Gilliland, The Business Forecasting Deal,
    2010); no share of single amounts is ever averaged, so that amounts near zero do no harm.
    """
    off = np.abs(judged.said - judged.came)
    whole = int(np.abs(judged.came).sum())
    naive, seasonal = judged.has_naive, judged.has_seasonal
    off_naive, off_seasonal = np.abs(judged.naive - judged.came), np.abs(judged.seasonal - judged.came)
    return Score(
        len(judged),
        _share(int(off.sum()), whole),
        _share(int((judged.said - judged.came).sum()), whole),
        _share(int(off_naive[naive].sum()), int(np.abs(judged.came[naive]).sum())),
        _share(int(off_seasonal[seasonal].sum()), int(np.abs(judged.came[seasonal]).sum())),
        _added(int(off[seasonal].sum()), int(off_seasonal[seasonal].sum())),
        _added(int(off[naive].sum()), int(off_naive[naive].sum())),
        tuple(_held(judged, level) for level in range(len(LEVELS))),
    )


def scores(judged: Judged, by: Ints) -> dict[int, Score]:
    """Group to its score, in the groups' order.

    Args:
        judged: The rows.
        by: int64[row], the group of each.
    """
    return {int(group): score(judged.only(by == group)) for group in np.unique(by)}


def _share(part: int, whole: int) -> Fraction | None:
    return Fraction(part, whole) if whole else None


def _added(own: int, other: int) -> Fraction | None:
    return 1 - Fraction(own, other) if other else None


def _held(judged: Judged, level: int) -> Fraction | None:
    told = judged.has_bands
    low, high = judged.bands[level]
    inside = (low <= judged.came) & (judged.came <= high) & told
    return _share(int(inside.sum()), int(told.sum()))


def known_since(said: Sequence[tuple[date, int]], came: int, close: Fraction = CLOSE) -> date | None:
    """From which forecast on every one was as near as that; None where the last one was not.

    Args:
        said: When each forecast was made and what it said in ticks, oldest first.
        came: What came.
        close: How near, as a share of what came.
    """
    found = None
    for made, ticks in reversed(said):
        if abs(ticks - came) > close * abs(came):
            break
        found = made
    return found
