"""Ledgers of known habits: invoices, bills and bank lines drawn from rules, to judge a forecast by."""

from dataclasses import dataclass, replace

import numpy as np

from scorecard.domain.cash_lines import DatedLines, Days, Documents, Ints

START = np.datetime64("2023-01-02", "D")


@dataclass(frozen=True, slots=True)
class Habit:
    """How a ledger's customers pay.

    Attributes:
        customers: How many there are.
        a_week: Invoices written a week.
        own: Spread of customers around the usual day, in days.
        chance: Spread of one invoice around its customer's day.
        drift: Days by which everybody pays later at the end than at the start.
    """

    customers: int
    a_week: int
    own: float
    chance: float
    drift: float = 0.0


def invoices(habit: Habit, weeks: int, random: np.random.Generator) -> Documents:
    """Invoices of a ledger, those paid after its end too: the future is for judging only."""
    count = habit.a_week * weeks
    written = np.sort(START + random.integers(0, 7 * weeks, count))
    who = random.integers(0, habit.customers, count)
    terms = np.where(np.arange(habit.customers) % 3 == 0, 14, 30)[who]
    usual = random.normal(4, habit.own, habit.customers)[who]
    slow = np.where(random.random(count) < 0.06, random.exponential(30, count), 0)
    late = usual + random.normal(0, habit.chance, count) + slow + habit.drift * np.arange(count) / count
    due = written + terms
    paid = np.busday_offset(np.maximum(due + np.rint(late).astype(int), written + 1), 0, roll="forward")
    ticks = np.rint(np.exp(random.normal(8, 1, count)) * 100).astype(np.int64) * 100
    names = tuple(f"SI-{at:06d}" for at in range(count))
    return Documents(names, ("works",) * count, tuple(f"C{at}" for at in who.tolist()), written, due, paid, ticks)


def on_runs(documents: Documents) -> Documents:
    """The same paid on the Thursday on or after they fall due."""
    wait = (3 - (documents.due.astype(np.int64) + 3) % 7) % 7
    return replace(documents, settled=documents.due + wait)


def lines(documents: Documents, written: str, settled: str) -> DatedLines:
    """The same as dated lines, as a store hands them out."""
    paid = ~np.isnat(documents.settled)
    terms = (documents.due - documents.written).astype(np.int64)
    settlements = documents.take(paid)
    both = (documents, settlements)
    return DatedLines(
        measure=(written,) * len(documents) + (settled,) * len(settlements),
        entity=tuple(each for part in both for each in part.entity),
        party=tuple(each for part in both for each in part.party),
        name=tuple(str(each) for part in both for each in part.name),
        day=np.concatenate([documents.written, settlements.settled]),
        days=np.concatenate([terms, np.zeros(len(settlements), dtype=np.int64)]),
        ticks=np.concatenate([documents.ticks, settlements.ticks]),
        foreign=np.zeros(len(documents) + len(settlements), dtype=bool),
    )


def bank(
    receipts: Documents, payments: Documents, scheduled: int, weeks: int, random: np.random.Generator
) -> DatedLines:
    """Bank lines of a ledger: what customers paid, what suppliers got, and monthly lines the calendar knows."""
    months = np.arange(START.astype("datetime64[M]"), (START + 7 * weeks).astype("datetime64[M]"))
    days, names, amounts = [], [], []
    for line in range(scheduled):
        day = months.astype("datetime64[D]") + 1 + line % 27
        days.append(np.busday_offset(day, 0, roll="modifiedfollowing"))
        names += [f"L{line:02d}-{month}" for month in months]
        amounts.append(np.rint(random.uniform(4_000, 9_000, len(months))).astype(np.int64) * 10_000)
    sides = [_side(receipts), _side(payments)]
    out = sum(len(each) for each in days)
    return DatedLines(
        measure=("bank_in",) * len(sides[0][0]) + ("bank_out",) * (len(sides[1][0]) + out),
        entity=("works",) * (sum(len(each[0]) for each in sides) + out),
        party=(None,) * (sum(len(each[0]) for each in sides) + out),
        name=("RC",) * len(sides[0][0]) + ("PY",) * len(sides[1][0]) + tuple(names),
        day=np.concatenate([*(each[0] for each in sides), *days]),
        days=np.full(sum(len(each[0]) for each in sides) + out, -1, dtype=np.int64),
        ticks=np.concatenate([*(each[1] for each in sides), *amounts]),
        foreign=np.zeros(sum(len(each[0]) for each in sides) + out, dtype=bool),
    )


def _side(documents: Documents) -> tuple[Days, Ints]:
    paid = ~np.isnat(documents.settled)
    return documents.settled[paid], documents.ticks[paid]
