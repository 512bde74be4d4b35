"""What is planted in the figures: each cause as a curve over the months, 0 before it starts and 1 in full."""

from dataclasses import dataclass

import numpy as np

from scorecard.ingest.demo.months import Floats, Months


@dataclass(frozen=True)
class Story:
    """The planted causes, each float64[month] between 0 and 1.

    Attributes:
        demand: Service demand beyond what was foreseen.
        leaving: Technicians who leave and are not replaced.
        quality: Defects in one supplier's compressors.
        late_payer: One large customer pays later and later.
        stock: Parts scheduling, a joint win, lowers the stock needed.
        exchange: The month of a loss on dollar payables.
        happens: False for the plan: no story and no noise.
    """

    demand: Floats
    leaving: Floats
    quality: Floats
    late_payer: Floats
    stock: Floats
    exchange: Floats
    happens: bool = True

    def noise(self, months: Months, subject: str, shape: tuple[int, ...], spread: float) -> Floats:
        """What happens by chance: normal around 0, nothing at all where nothing happens."""
        drawn = months.stream("noise " + subject).standard_normal(shape) * spread
        return drawn if self.happens else np.zeros(shape)


def planted(months: Months) -> Story:
    """The story as it happened."""
    return Story(
        demand=months.ramp(-14, 0),
        leaving=months.ramp(-7, -1),
        quality=months.ramp(-9, -1),
        late_payer=months.ramp(-10, -4),
        stock=months.ramp(-8, -1),
        exchange=(months.since_last == -3).astype(np.float64),
    )


def foreseen(months: Months) -> Story:
    """The year as it was planned: nothing of the story."""
    nothing = np.zeros(months.count)
    return Story(nothing, nothing, nothing, nothing, nothing, nothing, happens=False)


def autumn_fair(months: Months) -> tuple[int, int]:
    """The month the autumn trade fair was paid in, and the one the plan has it in: a quarter apart, same year.

    Returns:
        Indices of the two months in the last year of history.
    """
    paid = months.last - 1
    later = int(months.of_year[paid]) + 3 <= 12
    return paid, paid + 3 if later else paid - 3
