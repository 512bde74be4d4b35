"""The sample company's months: three years that happened and one that is planned."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

HISTORY = 36
AHEAD = 12
Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


@dataclass(frozen=True)
class Months:
    """36 months up to and including ``through``, then 12 more.

    Attributes:
        through: First day of the last month that happened.
        seed: What every random draw starts from.
    """

    through: date
    seed: int

    @property
    def count(self) -> int:
        """How many months there are, planned ones included."""
        return HISTORY + AHEAD

    @property
    def last(self) -> int:
        """Index of the last month that happened."""
        return HISTORY - 1

    @cached_property
    def first_days(self) -> NDArray[np.datetime64]:
        """First day of each month, datetime64[D]; one more than there are months."""
        end = np.datetime64(f"{self.through:%Y-%m}", "M")
        return np.arange(end - self.last, end + AHEAD + 2).astype("datetime64[D]")

    @cached_property
    def keys(self) -> tuple[str, ...]:
        """Period keys, oldest first."""
        return tuple(str(day)[:7] for day in self.first_days[:-1])

    @cached_property
    def of_year(self) -> Ints:
        """Calendar month of each month, 1 to 12."""
        numbers: Ints = self.first_days[:-1].astype("datetime64[M]").astype(np.int64)
        return np.asarray(numbers % 12 + 1)

    @cached_property
    def since_last(self) -> Ints:
        """Months from the last one that happened: 0 there, negative before, positive ahead."""
        return np.arange(self.count, dtype=np.int64) - self.last

    @cached_property
    def year_start(self) -> Ints:
        """Index of the first month of each month's fiscal year, 0 where it lies before the first month."""
        return np.asarray(np.maximum(np.arange(self.count) - (self.of_year - 1), 0))

    @cached_property
    def working_days(self) -> Ints:
        """Mondays to Fridays of each month."""
        return np.busday_count(self.first_days[:-1], self.first_days[1:]).astype(np.int64)

    def day(self, month: int | Ints, day: int | Ints) -> NDArray[np.datetime64]:
        """A day of a month, the working day on or after it but never beyond the month's last one."""
        start = self.first_days[month]
        last = np.busday_offset(self.first_days[np.asarray(month) + 1], -1, roll="forward")
        wanted = np.busday_offset(start + (np.asarray(day) - 1), 0, roll="forward")
        earlier: NDArray[np.datetime64] = np.minimum(wanted, last)
        return earlier

    def ramp(self, start: int, end: int = 0) -> Floats:
        """0 up to ``start`` (months since the last), rising evenly to 1 at ``end`` and staying there."""
        return np.clip((self.since_last - start) / (end - start), 0.0, 1.0)

    def stream(self, subject: str) -> np.random.Generator:
        """Random numbers of one subject; other subjects never move them."""
        return np.random.Generator(np.random.PCG64([self.seed, crc32(subject.encode())]))


def months_through(today: date, seed: int) -> Months:
    """The months of a company whose last complete month is the one before ``today``'s."""
    first = today.replace(day=1)
    through = date(first.year - 1, 12, 1) if first.month == 1 else date(first.year, first.month - 1, 1)
    return Months(through, seed)
