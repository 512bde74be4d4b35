"""A public treasury's daily cash book of known rules: what comes on which day is drawn, when it comes is law."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
from numpy.typing import NDArray

Days = NDArray[np.datetime64]
Floats = NDArray[np.float64]

WORKING_YEAR = 250
HOLIDAYS = ((1, 3, 0), (2, 3, 0), (5, -1, 0), (9, 1, 0), (10, 2, 0), (11, 4, 3))
"""Month, which one and weekday of holidays that move with the week."""

FIXED = ((1, 1), (7, 4), (11, 11), (12, 25))
"""Month and day of holidays that are kept on Friday or Monday where they fall on a weekend."""


@dataclass(frozen=True, slots=True)
class Daybook:
    """A cash book.

    Attributes:
        days: datetime64[D][days], working days, oldest first.
        names: What each line is called.
        paid: bool[lines], True for payments, False for receipts.
        values: float64[lines, days], amounts at or above zero.
        closed: datetime64[D][holidays], weekdays on which nothing is booked.
    """

    days: Days
    names: tuple[str, ...]
    paid: NDArray[np.bool_]
    values: Floats
    closed: Days

    def by_calendar(self) -> tuple[Days, Floats]:
        """The same book with a row for every calendar day, zero where nothing was booked."""
        every = np.arange(self.days[0], self.days[-1] + 1)
        values = np.zeros((len(self.names), len(every)))
        values[:, np.searchsorted(every, self.days)] = self.values
        return every, values


@dataclass(frozen=True, slots=True)
class Line:
    """How one line of the book comes.

    Attributes:
        name: What it is called.
        paid: True for a payment.
        size: What a usual year comes to.
        noise: How much a single amount varies (of one).
        growth: A year's, of one.
        shape: Shares by working day, from the calendar.
    """

    name: str
    paid: bool
    size: float
    noise: float
    growth: float
    shape: Callable[["Year"], Floats]


class Year:
    """The working days of a book and where due days fall among them."""

    def __init__(self, first: int, last: int) -> None:
        self.closed = np.array(sorted(holidays(first - 1, last + 1)), dtype="datetime64[D]")
        every = np.arange(np.datetime64(f"{first}-01-01"), np.datetime64(f"{last + 1}-01-01"))
        self.days = every[np.is_busday(every, holidays=self.closed)]
        self.every = every
        self.weekday = (self.days.astype(np.int64) + 3) % 7
        self.month = self.days.astype("datetime64[M]").astype(np.int64) % 12 + 1

    def on(self, due: Days, roll: str) -> Floats:
        """One on each day something due comes."""
        moved = np.busday_offset(due, 0, roll=roll, holidays=self.closed)
        found = np.zeros(len(self.days))
        inside = np.isin(moved, self.days)
        np.add.at(found, np.searchsorted(self.days, moved[inside]), 1.0)
        return found

    def of_month(self, day: int, roll: str = "forward", months: tuple[int, ...] = ()) -> Floats:
        """One on a day of the month; -1 is its last."""
        month = np.unique(self.every.astype("datetime64[M]"))
        chosen = month[np.isin(month.astype(np.int64) % 12 + 1, months or range(1, 13))]
        if day < 0:
            return self.on((chosen + 1).astype("datetime64[D]") + day, roll)
        return self.on(chosen.astype("datetime64[D]") + day - 1, roll)

    def nth(self, weekday: int, which: int) -> Floats:
        """One on the nth weekday of each month, earlier where that is a holiday."""
        day = (self.every - self.every.astype("datetime64[M]")).astype(np.int64)
        same = (self.every.astype(np.int64) + 3) % 7 == weekday
        return self.on(self.every[same & (day // 7 + 1 == which)], "backward")

    def working(self, which: int) -> Floats:
        """One on the nth working day of each month; negative counts from its end."""
        month = self.days.astype("datetime64[M]")
        start = np.searchsorted(month, month)
        end = np.searchsorted(month, month, side="right")
        place = np.arange(len(month)) - start + 1 if which > 0 else np.arange(len(month)) - end
        return (place == which).astype(np.float64)

    def every_two_weeks(self, anchor: int) -> Floats:
        """One every fourteenth day, earlier where that is a holiday."""
        return self.on(self.every[self.every.astype(np.int64) % 14 == anchor], "backward")

    def weekly(self, shares: tuple[float, ...]) -> Floats:
        """Shares by weekday, Monday first."""
        return np.array(shares)[self.weekday]

    def seasonal(self, months: tuple[float, ...]) -> Floats:
        """Factors by month, January first."""
        return np.array(months)[self.month - 1]

    def after(self, shape: Floats, shares: tuple[float, ...]) -> Floats:
        """What follows a due day over the next working days."""
        return np.asarray(np.convolve(shape, shares)[: len(shape)])


def holidays(first: int, last: int) -> Iterator[date]:
    """Days on which no bank works, year by year."""
    for year in range(first, last + 1):
        for month, day in FIXED:
            nominal = date(year, month, day)
            yield nominal + timedelta(days={5: -1, 6: 1}.get(nominal.weekday(), 0))
        for month, which, weekday in HOLIDAYS:
            start = date(year, month, 1) if which > 0 else date(year, month, 31)
            step = 1 if which > 0 else -1
            ahead = ((weekday - start.weekday()) * step) % 7 + 7 * (abs(which) - 1)
            yield start + timedelta(days=ahead * step)


EVEN = (1.0, 1.0, 1.0, 1.0, 1.0)
REFUNDS = (0.3, 2.6, 3.0, 1.8, 1.2, 0.5, 0.4, 0.4, 0.4, 0.5, 0.5, 0.3)
SCHOOL = (1.8, 1.1, 0.8, 0.7, 0.8, 0.8, 0.7, 1.5, 1.8, 1.1, 0.8, 0.7)
WINTER = (1.5, 1.4, 1.2, 1.0, 0.8, 0.8, 0.9, 0.8, 0.7, 0.8, 1.0, 1.3)
COUPONS = (0.3, 2, 0.3, 0.3, 2, 0.3, 0.3, 2, 0.3, 0.3, 2, 0.3)
BONUS = (1.2, 1.1, 1.1, 0.98, 0.95, 0.95, 0.95, 0.94, 0.94, 0.95, 0.98, 1.12)


def _benefits(y: Year) -> Floats:
    return np.asarray(1.4 * y.of_month(3, "backward") + y.nth(2, 2) + y.nth(2, 3) + y.nth(2, 4))


def _interest(y: Year) -> Floats:
    return np.asarray(y.of_month(15) * y.seasonal(COUPONS) + y.of_month(-1))


def _withheld(y: Year, duty: int) -> Floats:
    """Weekly, after the month's middle and end, and with the fortnightly wages."""
    weekly = y.weekly((1.5, 0.8, 0.9, 1, 0.9)) + 1.1 * y.every_two_weeks(duty)
    monthly = y.after(y.of_month(15), (0.9, 0.9, 0.3)) + y.after(y.of_month(-1), (0.8, 1.2, 0.4))
    return np.asarray(y.seasonal(BONUS) * (weekly + monthly))


def _taxes_of_people(y: Year) -> Floats:
    yearly = y.after(y.of_month(15, months=(4,)), (9, 12, 9, 6, 4, 3, 2, 1))
    return np.asarray(0.1 + yearly + y.after(y.of_month(15, months=(1, 6, 9)), (7, 6, 3, 1, 0.5)))


def _taxes_of_companies(y: Year) -> Floats:
    return np.asarray(0.12 + 13 * y.of_month(15, months=(3, 6, 9, 12)) + 2 * y.of_month(15, months=(4, 10)))


def _unemployment(y: Year) -> Floats:
    return np.asarray(0.1 + y.after(y.of_month(-1, months=(1, 4, 7, 10)), (9, 5, 3, 1)))


def lines(draw: np.random.Generator) -> tuple[Line, ...]:
    """The 33 lines of a book; anchors, sizes, noise and growth are drawn, the rules are not."""
    pay, duty = int(draw.integers(14)), int(draw.integers(14))

    def line(name: str, paid: bool, size: float, noise: float, shape: Callable[[Year], Floats]) -> Line:
        drawn = (
            size * float(draw.uniform(0.6, 1.5)),
            noise * float(draw.uniform(0.7, 1.4)),
            float(draw.normal(0.04, 0.05)),
        )
        return Line(name, paid, *drawn, shape)

    return (
        line("salaries", True, 130, 0.03, lambda y: y.every_two_weeks(pay)),
        line("service pay", True, 70, 0.05, lambda y: y.of_month(1, "backward") + y.of_month(15, "backward")),
        line("benefits", True, 520, 0.02, _benefits),
        line("pensions", True, 60, 0.02, lambda y: y.working(1)),
        line("veterans", True, 45, 0.04, lambda y: y.of_month(1, "backward")),
        line("interest", True, 160, 0.2, _interest),
        line("health care", True, 400, 0.1, lambda y: y.weekly((.8, 1, 1.2, .9, .9)) + 6 * y.working(1)),
        line("aid for the poor", True, 220, 0.2, lambda y: y.weekly((1.1, 1, .9, 1, .9))),
        line("suppliers of defence", True, 330, 0.13, lambda y: y.weekly((.8, 1.1, 1, 1, 1.1))),
        line("schools", True, 110, 0.35, lambda y: y.seasonal(SCHOOL) * y.weekly((.9, 1.1, 1, 1, .9))),
        line("housing", True, 50, 0.12, lambda y: y.after(y.working(1), (6, 3, 1)) + 0.1),
        line("out of work", True, 90, 0.12, lambda y: y.seasonal(WINTER) * y.weekly((1.8, 1.3, .8, .6, .5))),
        line("food", True, 65, 0.1, lambda y: 0.6 + y.after(y.working(1), (.9, .9, .8, .8, .7, .7, .6, .5, .4, .3))),
        line("refunds to people", True, 260, 0.25, lambda y: y.seasonal(REFUNDS) * y.weekly((.1, .3, 1.4, .3, 2.4))),
        line("refunds to companies", True, 55, 0.6, lambda y: y.weekly((.5, 1, 1, 1, 1.5))),
        line("transport", True, 60, 0.3, lambda y: y.weekly(EVEN)),
        line("energy", True, 40, 0.3, lambda y: y.weekly(EVEN)),
        line("justice", True, 25, 0.35, lambda y: y.weekly(EVEN)),
        line("space", True, 18, 0.3, lambda y: y.weekly((.8, 1, 1, 1.2, 1))),
        line("farming", True, 35, 0.6, lambda y: 0.4 + y.seasonal((.3, .3, .3, .2, .2, .2, .2, .3, .3, 4, 1, .6))),
        line("rents paid", True, 12, 0.06, lambda y: y.of_month(1)),
        line("other payments", True, 330, 0.2, lambda y: y.weekly((1, 1, 1, 1, 1.1)) + 0.8 * y.working(-1)),
        line("taxes withheld", False, 1700, 0.09, lambda y: _withheld(y, duty)),
        line("taxes of people", False, 420, 0.15, _taxes_of_people),
        line("taxes of companies", False, 300, 0.14, _taxes_of_companies),
        line("excise", False, 70, 0.12, lambda y: y.of_month(14, "backward") + y.of_month(29, "backward") + 0.02),
        line("customs", False, 32, 0.12, lambda y: 0.5 + 5 * y.working(15)),
        line("unemployment contributions", False, 45, 0.2, _unemployment),
        line("estates", False, 25, 0.5, lambda y: y.weekly(EVEN)),
        line("central bank", False, 60, 0.2, lambda y: y.weekly((0, 0, 1, 0, 0))),
        line("premiums", False, 60, 0.08, lambda y: 0.1 + 5 * y.of_month(20) + 3 * y.of_month(25)),
        line("card receipts", False, 40, 0.1, lambda y: y.weekly((1.6, .9, .9, .9, 1))),
        line("other deposits", False, 260, 0.22, lambda y: y.weekly((1.2, 1, 1, 1, 1)) + 0.4 * y.working(-1)),
    )  # fmt: skip


def daybook(seed: int, years: int = 7, first: int = 2005) -> Daybook:
    """A book of some years.

    Args:
        seed: Everything drawn follows from it.
        years: Whole calendar years.
        first: The first of them.
    """
    draw = np.random.default_rng(seed)
    year = Year(first, first + years - 1)
    chosen = lines(draw)
    values = np.array([_drawn(each, year, draw) for each in chosen])
    names = tuple(each.name for each in chosen)
    return Daybook(year.days, names, np.array([each.paid for each in chosen]), values, year.closed)


def _drawn(line: Line, year: Year, draw: np.random.Generator) -> Floats:
    """A line's amounts: its shape, its growth, a level that wanders, and noise on each amount."""
    count = len(year.days)
    shape = line.shape(year)
    shape = shape / shape.sum() * (count / WORKING_YEAR)
    age = np.arange(count) / WORKING_YEAR
    wander = np.cumsum(draw.normal(0, 0.06 / np.sqrt(WORKING_YEAR), count))
    noise = np.exp(draw.normal(0, line.noise, count) - line.noise**2 / 2)
    return np.round(line.size * shape * np.exp(np.log1p(line.growth) * age + wander) * noise, 2)
