"""Cash by day and line: a blend of what the calendar says, what days alike brought before, and the run rate."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from scorecard.domain.cash_lines import Days
from scorecard.domain.forecast_book import Book, Made, members
from scorecard.domain.forecast_calendar import Calendar, calendar_of
from scorecard.domain.forecast_rows import Floats, Ints

ORIGINS = 26
"""Past forecasts by which the blend is weighed and its errors are known: two years of every fourth week."""

APART = 28
"""Days between past forecasts."""

LEAST = 260
"""Days worked on before the first forecast that is tried."""

TRUST = 3.0
"""How much more a member that misses less is trusted: its weight is one over its error to this power."""

NOTHING = 1e-9
"""Share of a line's worst error that a perfect member is told to miss."""


@dataclass(frozen=True, slots=True)
class Blend:
    """A cash book ahead.

    Attributes:
        days: datetime64[D][h], the rows ahead.
        mean: float64[lines, h], what is expected, in the book's unit.
        errors: float64[lines, origins, h], actual less forecast of past forecasts, the oldest first, each made from
            what was known then, its weights too; none where the book is short.
        told: float64[lines, origins, h], what those past forecasts said.
        grown: float64[lines, origins], a line's level now in its level then.
        weights: float64[lines, members]; they add up to one.
        members: What was blended.
    """

    days: Days
    mean: Floats
    errors: Floats
    told: Floats
    grown: Floats
    weights: Floats
    members: tuple[str, ...]

    @property
    def scaled_errors(self) -> Floats:
        """The errors in today's level."""
        found: Floats = self.errors * self.grown[:, :, None]
        return found


def blend(days: Days, values: Floats, horizon_days: int, holidays: Days | None = None, origins: int = ORIGINS) -> Blend:
    """The next rows of a cash book.

    Args:
        days: datetime64[D][n], oldest first: every calendar day, weekdays, or the days something was booked.
        values: float64[lines, n]; what is not a number was not reported.
        horizon_days: Rows ahead, at least 1.
        holidays: Closed days known, past or ahead; others are learned from days on which nothing was booked.
        origins: Past forecasts wanted; fewer where the book is short.

    Returns:
        The blend. A line that was never below zero stays so.

    Source: ridge regression (Hoerl and Kennard, 1970) on the calendar beside naive methods, weighed by their past
    errors (Bates and Granger, The combination of forecasts, 1969).
    """
    calendar = calendar_of(days, (np.nan_to_num(values) != 0).any(axis=0), horizon_days, holidays)
    book = Book.of(calendar, values)
    late = -(-_span(calendar) // APART)
    starts = _starts(calendar, book, origins + late)
    tried = _Tried.of(calendar, book, [*starts, calendar.known])
    kept = range(max(0, len(starts) - origins), len(starts))
    weights = [tried.weights(max(0, at - late + 1)) for at in (*kept, len(starts))]
    lowest = np.where(book.values.min(axis=1) >= 0, 0.0, -np.inf)[:, None]
    said = [
        np.maximum(np.einsum("ml,mlh->lh", own, tried.made[at]), lowest)
        for own, at in zip(weights, (*kept, len(starts)), strict=True)
    ]
    told = np.stack(said, axis=1)
    came = [tried.actual(at) for at in kept]
    errors = np.stack(came, axis=1) - told[:, :-1] if came else told[:, :-1]
    grown = book.level[:, -1:] / book.level[:, [book.place(starts[at]) for at in kept]]
    return Blend(calendar.days[calendar.known :], told[:, -1], errors, told[:, :-1], grown, weights[-1].T, tried.names)


def _span(calendar: Calendar) -> int:
    """Days the horizon is long."""
    return int((calendar.days[-1] - calendar.days[calendar.known - 1]).astype(np.int64))


def _starts(calendar: Calendar, book: Book, wanted: int) -> list[int]:
    """Rows known at each past forecast whose whole horizon came about, the oldest first."""
    past = calendar.days[: calendar.known]
    newest = calendar.known - (len(calendar.days) - calendar.known)
    if newest < 1:
        return []
    last = past[newest - 1] - APART * np.arange(wanted)
    rows = np.searchsorted(past, last, side="right")
    long_enough = np.searchsorted(book.rows, rows) >= LEAST
    return [int(row) for row in rows[long_enough][::-1]]


@dataclass(frozen=True, slots=True)
class _Tried:
    """What members said at each past forecast, and now.

    Attributes:
        names: The members.
        starts: Rows known at each past forecast, and now.
        made: float64[members, lines, h] at each of them.
        missed: float64[past, members, lines], what each missed in a week, on average.
        families: Members of which only the best counts for a line.
        values: float64[lines, n], what came.
    """

    names: tuple[str, ...]
    starts: Sequence[int]
    made: Sequence[Floats]
    missed: Floats
    families: tuple[Ints, ...]
    values: Floats

    @classmethod
    def of(cls, calendar: Calendar, book: Book, starts: Sequence[int]) -> "_Tried":
        horizon = len(calendar.days) - calendar.known
        said = list(members(book, starts, horizon))
        names = tuple(said[-1])
        made = [_by_row(book, start, horizon, each) for start, each in zip(starts, said, strict=True)]
        missed = np.array([_missed(calendar, book, *each) for each in zip(starts[:-1], made[:-1], strict=True)])
        shape = (len(made) - 1, len(names), len(book.values))
        return cls(names, starts, made, missed.reshape(shape), _families(names), book.values)

    def actual(self, at: int) -> Floats:
        """float64[lines, h], what came after a past forecast."""
        start, horizon = self.starts[at], self.made[at].shape[2]
        return self.values[:, start : start + horizon]

    def weights(self, past: int) -> Floats:
        """float64[members, lines] by the first past forecasts; the best of each family alone."""
        shape = self.missed.shape[1:]
        off = self.missed[:past].mean(axis=0) if past else np.ones(shape)
        worst = off.max(axis=0)
        off = np.maximum(off, NOTHING * np.where(worst > 0, worst, 1.0))
        found, line = np.zeros(shape), np.arange(shape[1])
        for family in self.families:
            best = family[off[family].argmin(axis=0)]
            found[best, line] = (off.min(axis=0) / off[best, line]) ** TRUST
        whole: Floats = found / found.sum(axis=0)
        return whole


def _families(names: Sequence[str]) -> tuple[Ints, ...]:
    """Places of members of one kind: ways of being alike compete; the calendar's effects and the rest do not."""
    kinds = [name.split(":")[0] if "alike" in name or "ago" in name else name for name in names]
    return tuple(np.flatnonzero(np.array(kinds) == kind) for kind in dict.fromkeys(kinds))


def _by_row(book: Book, start: int, horizon: int, said: Made) -> Floats:
    """float64[members, lines, horizon] in the book's unit; zero on days that are not worked on."""
    at, until = book.place(start), book.place(start + horizon)
    found = np.zeros((len(said), len(book.values), horizon))
    rows = book.rows[at:until] - start
    found[:, :, rows] = np.stack(list(said.values())) * book.level[None, :, at, None]
    return found


def _missed(calendar: Calendar, book: Book, start: int, made: Floats) -> Floats:
    """float64[members, lines], mean absolute error of a week's sum."""
    horizon = made.shape[2]
    days = calendar.days[start : start + horizon]
    week = (days - calendar.days[start - 1] - np.timedelta64(1, "D")).astype(np.int64) // 7
    in_week = (week[:, None] == np.unique(week)).astype(np.float64)
    found: Floats = np.abs((book.values[None, :, start : start + horizon] - made) @ in_week).mean(axis=2)
    return found
