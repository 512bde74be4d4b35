"""What the store hands to the rules: exact figures by period, with what was known of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from scorecard.domain.vocabulary import Scenario

TICKS = 10_000
"""Integer ticks per unit: a stored decimal(18,4) times ten thousand."""

Ints = NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class Series:
    """One account or reading for one entity (its whole subtree), over all periods of the calendar.

    Attributes:
        values: int64[periods], ticks in natural sign; 0 where nothing is known.
        known: int64[periods], how many sources below the entity reported.
        expected: int64[periods], how many were due; ``known < expected`` is incomplete,
            ``expected == 0`` is not due.
    """

    values: Ints
    known: Ints
    expected: Ints


class Cells(Protocol):
    """Read access to the aggregated figures of one revision, as of one date."""

    @property
    def periods(self) -> Sequence[str]:
        """Keys of all periods, oldest first, without gaps."""
        ...

    def series(self, name: str, entity: str, scenario: Scenario, vintage: date | None = None) -> Series:
        """Figures of a leaf account, an account group or a reading.

        Args:
            name: Id of an account (leaf, group or formula) or a reading.
            entity: Entity id; its whole subtree is added up.
            scenario: Which set of numbers.
            vintage: For forecasts, the as-of date of one vintage; None for the latest per period.
        """
        ...

    def stored(self, name: str, entity: str, scenario: Scenario) -> Series:
        """Figures stored at exactly this entity, for kinds that do not add up."""
        ...

    def data_through(self, scenario: Scenario) -> int:
        """Index of the last period with any figure of the scenario, -1 if none."""
        ...

    def vintages(self, scenario: Scenario) -> Sequence[date]:
        """As-of dates present for the scenario, oldest first."""
        ...


def to_decimal(ticks: int) -> Decimal:
    """Ticks as an exact Decimal in units."""
    return Decimal(int(ticks)) / TICKS


def to_ticks(amount: Decimal) -> int:
    """An exact amount in ticks.

    Raises:
        ValueError: If the amount has more than four decimals.
    """
    scaled = amount * TICKS
    if scaled != scaled.to_integral_value():
        raise ValueError(f"{amount} has more than four decimals")
    return int(scaled)
