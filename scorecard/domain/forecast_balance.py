"""How far off a running total may be: past error paths of a cash book, drawn in blocks that keep lines together."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from scorecard.domain.forecast_rows import Floats, Ints

if TYPE_CHECKING:
    from scorecard.domain.forecast_daily import Blend

BLOCK_DAYS = 28
"""Days of one past forecast that are drawn together."""

STAYS = 0.5
"""Chance that the next block comes from the same past forecast: a level once missed is often missed on."""

DRAWS = 2000
SMALL = 0.02
"""Share of a usual amount below which a day counts as having none."""

QUIET = 0.1
"""Share of a usual amount that every day's error is told in, besides what is expected of the day."""


def drawn_origins(origins: int, blocks: int, draws: int, seed: int) -> Ints:
    """int64[draws, blocks], which past forecast each block of a path comes from.

    Source: the stationary bootstrap (Politis and Romano, 1994), its blocks begun every four weeks.
    """
    chance = np.random.default_rng(seed)
    found = chance.integers(origins, size=(draws, blocks))
    stays = chance.random((draws, blocks)) < STAYS
    for block in range(1, blocks):
        found[:, block] = np.where(stays[:, block], found[:, block - 1], found[:, block])
    return found


def error_draws(errors: Floats, block: int, draws: int = DRAWS, seed: int = 0) -> Floats:
    """Paths of errors as they may come.

    Args:
        errors: float64[origins, h], what past forecasts missed at each step, in today's level; one origin at least.
        block: Steps that are drawn together.
        draws: How many paths.
        seed: Everything drawn follows from it.

    Returns:
        float64[draws, h].
    """
    origins, horizon = errors.shape
    chosen = drawn_origins(origins, -(-horizon // block), draws, seed)
    found: Floats = errors[chosen[:, np.arange(horizon) // block], np.arange(horizon)]
    return found


def balance_widths(errors: Floats, block: int, levels: Sequence[int], seed: int = 0) -> Floats:
    """How far to each side the running total may lie.

    Args:
        errors: float64[origins, h], what past forecasts of the lines together missed, in today's level.
        block: Steps that are drawn together.
        levels: Percent of cases the band should hold.
        seed: Everything drawn follows from it.

    Returns:
        float64[levels, h]; both sides are alike, for a past mean error is no promise. Not a number without a past.
    """
    if not len(errors):
        return np.full((len(levels), errors.shape[1]), np.nan)
    total = np.abs(np.cumsum(error_draws(errors, block, seed=seed), axis=1))
    found: Floats = np.quantile(total, np.array(levels) / 100, axis=0)
    return found


def blend_widths(blend: "Blend", levels: Sequence[int], seed: int = 0) -> tuple[Floats, Floats]:
    """Half the bands of each line of a blend, around each row and around the running total.

    Args:
        blend: What is expected, and what past forecasts missed.
        levels: Percent of cases the bands should hold.
        seed: Everything drawn follows from it.

    Returns:
        float64[levels, lines, h] twice; not a number for a book too short for past forecasts.
    """
    rows = rows_of(blend)
    total = np.stack([balance_widths(each, rows, levels, seed) for each in blend.scaled_errors], axis=1)
    return _row_widths(blend, levels), total


def rows_of(blend: "Blend") -> int:
    """Rows of the blend in a block."""
    span = int((blend.days[-1] - blend.days[0]).astype(np.int64)) + 1
    return max(1, round(len(blend.days) * BLOCK_DAYS / max(span, 1)))


def _row_widths(blend: "Blend", levels: Sequence[int]) -> Floats:
    """Errors grow with what is expected of a day; days on which nothing is expected and nothing came say little."""
    errors, told = np.abs(blend.scaled_errors), np.abs(blend.told * blend.grown[:, :, None])
    found = np.full((len(levels), *blend.mean.shape), np.nan)
    for line in range(len(errors) if errors.shape[1] else 0):
        usual = np.abs(blend.mean[line]).mean() or 1.0
        busy = (told[line] > SMALL * usual) | (errors[line] > SMALL * usual)
        share = errors[line] / (told[line] + QUIET * usual)
        reach = np.quantile(share[busy] if busy.any() else share, np.array(levels) / 100)
        found[:, line] = reach[:, None] * (np.abs(blend.mean[line]) + QUIET * usual)
    return found
