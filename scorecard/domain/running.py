"""Running totals of a series, so that any window is one subtraction."""

from dataclasses import dataclass
from itertools import accumulate
from weakref import WeakKeyDictionary

from scorecard.domain.cells import Series


@dataclass(frozen=True, slots=True, eq=False)
class Running:
    """A series as exact integers.

    Attributes:
        values: Ticks per period.
        totals: Sum of the values before each period; one element more than there are periods.
        gaps: Incomplete periods before each period; one element more than there are periods.
        due: Whether anything is expected in each period.
        first: Index of the first period with anything expected, None if there is none.
        last: Index of the last one.
    """

    values: list[int]
    totals: list[int]
    gaps: list[int]
    due: list[bool]
    first: int | None
    last: int | None

    def is_complete(self, start: int, index: int) -> bool:
        """Whether nothing due is missing from start to index, both included."""
        return self.gaps[index + 1] == self.gaps[start]

    def first_gap(self, start: int) -> int:
        """The first incomplete period from start on; there must be one."""
        return self.gaps.index(self.gaps[start] + 1, start) - 1


_kept: WeakKeyDictionary[Series, Running] = WeakKeyDictionary()


def running(series: Series) -> Running:
    """The running totals of a series, computed once for as long as the series lives."""
    found = _kept.get(series)
    if found is None:
        found = _kept[series] = _totalled(series)
    return found


def _totalled(series: Series) -> Running:
    values: list[int] = series.values.tolist()
    due: list[bool] = (series.expected > 0).tolist()
    gaps: list[bool] = (series.known < series.expected).tolist()
    has_any = True in due
    return Running(
        values,
        list(accumulate(values, initial=0)),
        list(accumulate(gaps, initial=0)),
        due,
        due.index(True) if has_any else None,
        len(due) - 1 - due[::-1].index(True) if has_any else None,
    )
