"""How the numbers of one statement are written: money in one scale, the same on the screen and in files."""

from dataclasses import dataclass
from decimal import Decimal

from scorecard.domain.display import SCALES, Scale, in_scale, scale_for, shown, with_sign
from scorecard.domain.vocabulary import Unit
from scorecard.reports.standing_words import BLANK
from scorecard.reports.variance import VarianceReport

WIDE = Decimal(100_000)
"""Numbers from here on are written without a decimal."""


@dataclass(frozen=True)
class Format:
    """How the numbers of one table are written: money in one scale, anything else with decimals of its own."""

    unit: Unit
    scale: Scale
    decimals: int
    own: int | None
    currency: str

    def number(self, value: Decimal | None) -> str:
        """A value; a dash where there is none."""
        if value is None:
            return BLANK
        if self.unit is Unit.MONEY:
            return in_scale(value, self.scale, self.decimals)
        return shown(value, self.unit, "", self.own)

    def signed(self, value: Decimal | None) -> str:
        """A difference with its sign: more is +, less is −."""
        if value is None:
            return BLANK
        return with_sign(value, self.number(abs(value)))

    @property
    def said(self) -> str:
        """What the numbers are in: "k EUR"."""
        return f"{self.scale.letter} {self.currency}".strip() if self.unit is Unit.MONEY else ""


def format_of(answer: VarianceReport) -> Format:
    """One scale for the table, fine enough that small lines keep digits."""
    sides = [side for row in answer.rows for side in (row.actual, row.reference)]
    coarse = SCALES.index(scale_for(sides))
    scale = SCALES[max(coarse - 1, 0)]
    largest = max((abs(side) for side in sides if side is not None), default=Decimal(0)) / scale.factor
    decimals = 0 if scale is SCALES[0] or largest >= WIDE else 1
    return Format(answer.unit, scale, decimals, answer.decimals, answer.currency)
