"""Gaps in a series, filled from the same place of other seasons and from the neighbours, never with zero."""

import numpy as np

from scorecard.domain.forecast_rows import Floats


def filled(values: Floats, season: int) -> Floats:
    """The series without gaps.

    Args:
        values: float64[values] with at least one number; what is not a number is a gap.
        season: Steps of a season; 1 for none.

    Returns:
        float64[values]; gaps before the first number are cut off, gaps after the last stay filled in.
    """
    known = np.flatnonzero(np.isfinite(values))
    if len(known) == len(values):
        return values
    whole = values[known[0] :].astype(np.float64)
    have = np.isfinite(whole)
    place = np.arange(len(whole))
    level = np.interp(place, place[have], whole[have])
    if season <= 1 or len(whole) <= 2 * season:
        return level
    usual = _around(whole, level, season)
    return np.where(have, whole, usual)


def _around(whole: Floats, level: Floats, season: int) -> Floats:
    """What the same place one season earlier and later says, moved by how the level differs; else the level."""
    half = season // 2
    around = np.convolve(np.pad(level, (half, half), mode="edge"), np.full(2 * half + 1, 1 / (2 * half + 1)), "valid")
    apart = whole - around
    beside = np.full((2, len(whole)), np.nan)
    beside[0, season:], beside[1, :-season] = apart[:-season], apart[season:]
    count = np.isfinite(beside).sum(0)
    mean = np.where(np.isfinite(beside), beside, 0.0).sum(0) / np.maximum(count, 1)
    lowest = np.nanmin(whole)
    moved = around + mean
    return np.where(count > 0, np.maximum(moved, 0.0) if lowest >= 0 else moved, level)
