"""The ways in which a day of cash is told from days before it, each made of what was known then."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from scorecard.domain.cash_lines import Days
from scorecard.domain.forecast_calendar import Calendar, features, slots
from scorecard.domain.forecast_closed import weekday
from scorecard.domain.forecast_rows import Floats, Ints

WORKED_YEAR = 250
"""Days worked on over which a line's level is the mean."""

QUARTER = 65
"""Days worked on that the run rate is the mean of."""

LOWEST_LEVEL = 0.05
"""Share of a line's highest level that its level is never told below: a line that rested can start again."""

STIFFNESS = (0.2, 2.0)
"""How strongly the calendar's effects are drawn to zero, in days."""

HALF_LIFE = 1500
"""Days worked on after which a past day counts half."""

LAST = 3
"""Days alike that are averaged."""

SWING = 2.0
"""How far the last quarter may move the calendar's forecast, as a factor up or down."""

RIDGE, MOVED, YEAR, LATELY, RATE = "calendar", "calendar, moved", "a year ago", "days alike", "run rate"

Made = dict[str, Floats]
"""Member to float64[lines, days], in a line's own level."""


@dataclass(frozen=True, slots=True)
class Book:
    """A cash book told in each line's own level.

    Attributes:
        rows: int64[w], rows of the calendar that are worked on, past and ahead.
        known: How many of them are past.
        values: float64[lines, n], the past rows as they are, zero where nothing was reported.
        ratios: float64[lines, known], amounts in the level before them.
        level: float64[lines, known + 1], mean size of an amount in the year before a day; never zero.
        features: float64[w, features], what the calendar says, one first.
        year: Way of being alike to int64[w], the same day of the year before; -1 where there is none.
        alike: Way of being alike to int64[w], the last day alike; -1 where there is none.
        kinds: int64[w], weekday.
    """

    rows: Ints
    known: int
    values: Floats
    ratios: Floats
    level: Floats
    features: Floats
    year: dict[str, Ints]
    alike: dict[str, Ints]
    kinds: Ints

    @classmethod
    def of(cls, calendar: Calendar, values: Floats) -> "Book":
        """The book of a calendar's past rows: float64[lines, n], not a number where nothing was reported."""
        rows = np.flatnonzero(calendar.worked)
        days = calendar.days[rows]
        known = int(np.searchsorted(rows, calendar.known))
        whole = np.nan_to_num(values)
        own = whole[:, rows[:known]]
        level = levels(own)
        told = slots(days, calendar.closed)
        said = np.column_stack([np.ones(len(days)), features(days, calendar.closed)])
        year = {name: _before(_month(days) * 1000 + code) for name, code in told.items() if name != "fortnight"}
        alike = {name: _before(code) for name, code in told.items()}
        year["52 weeks"] = _weeks_ago(days)
        return cls(rows, known, whole, own / level[:, :known], level, said, year, alike, weekday(days))

    def place(self, row: int) -> int:
        """How many days worked on lie before a row."""
        return int(np.searchsorted(self.rows, row))


def levels(values: Floats) -> Floats:
    """float64[lines, days + 1], mean size of an amount over the year before each day, the first year's for the first.

    Never below a share of the highest so far, and one where there was nothing at all.
    """
    count = values.shape[1]
    added = np.cumsum(np.pad(np.abs(values), ((0, 0), (1, 0))), axis=1)
    at = np.arange(count + 1)
    first = np.where(at < WORKED_YEAR, 0, at - WORKED_YEAR)
    last = np.maximum(at, min(WORKED_YEAR, count))
    found = (added[:, last] - added[:, first]) / np.maximum(last - first, 1)
    found = np.maximum(found, LOWEST_LEVEL * np.maximum.accumulate(found, axis=1))
    return np.where(found > 0, found, 1.0)


def members(book: Book, origins: Sequence[int], horizon: int) -> Iterator[Made]:
    """What each member says at each origin, in turn.

    Args:
        book: The book; nothing after an origin is looked at.
        origins: Rows known, rising.
        horizon: Rows ahead.
    """
    size = book.features.shape[1]
    crossed, sums = np.zeros((size, size)), np.zeros((size, len(book.ratios)))
    keep, done = 0.5 ** (1 / HALF_LIFE), 0
    for origin in origins:
        at, until = book.place(origin), book.place(origin + horizon)
        said = book.features[done:at]
        weighed = said * (keep ** np.arange(at - done - 1, -1, -1))[:, None]
        fade = keep ** (at - done)
        crossed = crossed * fade + said.T @ weighed
        sums = sums * fade + weighed.T @ book.ratios[:, done:at].T
        done = at
        yield {**_ridges(book, crossed, sums, at, until), **_repeated(book, at, until)}


def _ridges(book: Book, crossed: Floats, sums: Floats, at: int, until: int) -> Made:
    """The calendar's effects, and the same moved by how the last quarter came."""
    found: Made = {}
    lately = slice(max(0, at - QUARTER), at)
    came = book.ratios[:, lately].sum(axis=1)
    for stiffness in STIFFNESS:
        drawn = np.full(len(crossed), stiffness)
        drawn[0] *= 1e-3
        effects = np.linalg.solve(crossed + np.diag(drawn), sums)
        told = (book.features[at:until] @ effects).T
        would = (book.features[lately] @ effects).sum(axis=0)
        safe = np.where(would > 0, would, 1.0)
        moved = np.where(would > 0, np.clip((came + safe) / (2 * safe), 1 / SWING, SWING), 1.0)
        found[f"{RIDGE}: {stiffness:g}"] = told
        found[f"{MOVED}: {stiffness:g}"] = told * moved[:, None]
    return found


def _repeated(book: Book, at: int, until: int) -> Made:
    """What days alike brought: a year ago, the last few times, and the run rate by weekday."""
    ahead = np.arange(at, until)
    lately = slice(max(0, at - QUARTER), at)
    mean = book.ratios[:, lately].mean(axis=1)
    rate = np.repeat(mean[:, None], 7, axis=1)
    for kind in np.unique(book.kinds[lately]):
        rate[:, kind] = book.ratios[:, lately][:, book.kinds[lately] == kind].mean(axis=1)
    run = rate[:, book.kinds[ahead]]
    found: Made = {RATE: run}
    for name, before in book.year.items():
        place = _known(before, ahead, at)
        found[f"{YEAR}: {name}"] = np.where(place >= 0, book.ratios[:, place], run)
    for name, before in book.alike.items():
        found[f"{LATELY}: {name}"] = _lately(book.ratios, before, _known(before, ahead, at), run)
    return found


def _lately(ratios: Floats, before: Ints, place: Ints, otherwise: Floats) -> Floats:
    """The mean of the last few days alike; of as many as there are."""
    total, count = np.zeros_like(otherwise), np.zeros(len(place))
    for _ in range(LAST):
        total += np.where(place >= 0, ratios[:, place], 0.0)
        count += place >= 0
        place = np.where(place >= 0, before[place], -1)
    return np.where(count > 0, total / np.maximum(count, 1), otherwise)


def _before(code: Ints) -> Ints:
    """int64[days], the last day before with the same code; -1 where there is none."""
    order = np.argsort(code, kind="stable")
    same = code[order][1:] == code[order][:-1]
    found = np.full(len(code), -1)
    found[order[1:][same]] = order[:-1][same]
    return found


def _known(before: Ints, ahead: Ints, at: int) -> Ints:
    """The last day alike that is known at an origin."""
    place = before[ahead]
    while (place >= at).any():
        place = np.where(place >= at, before[place], place)
    return place


def _weeks_ago(days: Days) -> Ints:
    """The day 52 weeks before, or the next one worked on; it keeps the weekday and the fortnight."""
    there = np.searchsorted(days, days - 364)
    return np.where(days - 364 >= days[0], there, -1)


def _month(days: Days) -> Ints:
    return np.asarray(days.astype("datetime64[M]").astype(np.int64) % 12)
