"""The path of cash as a chart shows it: what was, what is expected with its ranges, what came since, and events."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

import numpy as np

from scorecard.domain.cash import BETWEEN
from scorecard.domain.cells import to_decimal
from scorecard.reports.asked import Asked
from scorecard.reports.cash_lines import name_of
from scorecard.reports.cash_vintage import CERTAIN, LIKELY, Vintage

BEFORE = 56
"""Days of the past shown before a forecast."""

EVENTS = 5
UNMARKED = ("receivables", "future_sales", "payables", "future_purchases", "other_in", "other_out", BETWEEN)
"""Lines that come and go all the time: a day of theirs is no event."""


@dataclass(frozen=True, slots=True)
class FanDay:
    """One day ahead: what is expected, and the ends of both ranges where the roll tells them."""

    day: date
    expected: Decimal
    likely: tuple[Decimal, Decimal] | None
    certain: tuple[Decimal, Decimal] | None


@dataclass(frozen=True, slots=True)
class Event:
    """A large movement on a day: its name, its amount with sign, and the balance after that day."""

    day: date
    name: str
    amount: Decimal
    after: Decimal


@dataclass(frozen=True, slots=True)
class Fan:
    """Everything the chart draws; ``was`` and ``came`` are days with the balance at their end."""

    was: tuple[tuple[date, Decimal], ...]
    ahead: tuple[FanDay, ...]
    came: tuple[tuple[date, Decimal], ...]
    events: tuple[Event, ...]


def fan_of(asked: Asked, found: Vintage) -> Fan:
    """What was up to the day it was made, what it expects, and what came since where it is an older one."""
    start = found.at_bank + found.extra
    moved = moved_by_day(asked, found.entity)
    was, came = days_before(moved, found.made, start, BEFORE), []
    after, known = found.made + timedelta(days=1), max(moved, default=found.made)
    last = found.made + timedelta(days=found.days)
    balance = start
    while after <= min(known, last):
        balance += moved.get(after, 0)
        came.append((after, balance))
        after += timedelta(days=1)
    past = tuple((day, to_decimal(ticks)) for day, ticks in was) if moved else ()
    since = tuple((day, to_decimal(ticks)) for day, ticks in came)
    return Fan(past, _ahead(found), since, _events(asked, found))


def days_before(moved: Mapping[date, int], day: date, ticks: int, back: int) -> list[tuple[date, int]]:
    """So many days back from a day whose balance is known, and that day: each with the ticks at its end, oldest first.

    Args:
        moved: As ``moved_by_day`` gives it.
        day: The day whose balance is known.
        ticks: That balance.
        back: Days before it.
    """
    told = [(day, ticks)]
    for _ in range(back):
        after, balance = told[-1]
        told.append((after - timedelta(days=1), balance - moved.get(after, 0)))
    return told[::-1]


def moved_by_day(asked: Asked, entity: str) -> dict[date, int]:
    """What came less what went at a place and below it, by day, as the bank says: ticks."""
    cash = asked.catalogue.cash
    if cash is None:
        return {}
    key = ("cash by day", entity)
    kept = asked.snapshot.cells.worked_out
    if key not in kept:
        lines = asked.snapshot.dated((cash.inflow, cash.outflow)).at_home
        below = frozenset(asked.catalogue.subtree(entity))
        found: dict[date, int] = {}
        for measure, place, day, ticks in zip(
            lines.measure, lines.entity, lines.day.tolist(), lines.ticks.tolist(), strict=True
        ):
            if place in below:
                found[day] = found.get(day, 0) + (ticks if measure == cash.inflow else -ticks)
        kept[key] = found
    told: dict[date, int] = kept[key]
    return told


def _ahead(found: Vintage) -> tuple[FanDay, ...]:
    def pair(names: tuple[str, str], at: int) -> tuple[Decimal, Decimal] | None:
        if not all(name in found.bands for name in names):
            return None
        low, high = (to_decimal(int(found.bands[name][at])) for name in names)
        return low, high

    days = zip(found.table.ends.tolist(), found.table.closing.tolist(), strict=True)
    return tuple(
        FanDay(day, to_decimal(ticks), pair(LIKELY, at), pair(CERTAIN, at)) for at, (day, ticks) in enumerate(days)
    )


def _events(asked: Asked, found: Vintage) -> tuple[Event, ...]:
    """The largest movements that stand for themselves, in order of their days, each line at most once a day."""
    sums: dict[tuple[date, str, str], int] = {}
    items = found.items
    for day, line, name, ticks in zip(items.day.tolist(), items.line, items.name, items.ticks.tolist(), strict=True):
        if line not in UNMARKED:
            key = (day, line, name if line == "one_off" else "")
            sums[key] = sums.get(key, 0) + ticks
    last = found.made + timedelta(days=found.days)
    ranked = sorted(((key, ticks) for key, ticks in sums.items() if key[0] <= last), key=lambda each: -abs(each[1]))
    return tuple(_event(asked, found, *each) for each in sorted(ranked[:EVENTS]))


def _event(asked: Asked, found: Vintage, key: tuple[date, str, str], ticks: int) -> Event:
    day, line, name = key
    at = int(np.searchsorted(found.table.ends, np.datetime64(day)))
    told = name.partition(", ")[2] if name else name_of(asked.catalogue, line)
    return Event(day, told, to_decimal(ticks), to_decimal(int(found.table.closing[at])))
