"""When the rows of a batch are: their days and periods, found from words."""

from collections.abc import Sequence
from dataclasses import dataclass

import pyarrow as pa

from scorecard.domain.calendar import Period
from scorecard.ingest.words import Words


@dataclass(frozen=True)
class When:
    """The times of some rows, found from words.

    Attributes:
        dates: The day of each row.
        keys: The key of each row's period.
        latest: The day by which an actual figure is in the future: its own, or the first of its period.
    """

    dates: pa.Array
    keys: pa.Array
    latest: pa.Array
    _words: Words
    _periods: Sequence[Period | None]

    @classmethod
    def of(cls, words: Words, periods: Sequence[Period | None], dates: pa.Array, latest: pa.Array | None) -> "When":
        """Rows whose words each mean a period; without ``latest`` it is the period's first day."""
        keys = words.coded([each.key if each else None for each in periods])
        if latest is None:
            latest = words.spread([each and each.start for each in periods], pa.date32())
        return cls(dates, keys, latest, words, periods)

    @property
    def ends(self) -> pa.Array:
        """The last day of each row's period."""
        return self._words.spread([each and each.end for each in self._periods], pa.date32())
