"""How the amounts of one table of weeks are written: one scale for all, the same on the screen and in files."""

from decimal import Decimal

from scorecard.domain.display import SCALES, Scale, in_scale
from scorecard.reports.cash_table import Table
from scorecard.reports.standing_words import BLANK

THOUSANDS, MILLIONS = (SCALES[1], 0), (SCALES[2], 1)
"""Scales of a table with their decimals."""

LARGE = Decimal(100_000_000)
"""A table with an amount of this size is told in millions."""


def scale_of(table: Table) -> tuple[Scale, int]:
    """The scale and decimals in which all amounts of a table fit their columns."""
    amounts = (value for row in table.rows for value in row.values if value is not None)
    return MILLIONS if max(map(abs, amounts), default=Decimal(0)) >= LARGE else THOUSANDS


def amount_in(value: Decimal | None, scale: Scale, decimals: int) -> str:
    """An amount in a table's scale; a dash where there is none."""
    if value is None:
        return BLANK
    return in_scale(value, scale, decimals) if value else "0"
