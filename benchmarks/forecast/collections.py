"""Receipts from open invoices held against what came, beside plain rules; and how long a full roll takes."""

import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from benchmarks.bars import Bar
from benchmarks.forecast.ledgers import Habit, bank, invoices, lines, on_runs
from scorecard.domain.cash import banded
from scorecard.domain.cash_calendar import holidays_of
from scorecard.domain.cash_collections import habits, known_by, on_working_days, pay_chances
from scorecard.domain.cash_direct import CashPast, direct_roll
from scorecard.domain.cash_future import Ahead
from scorecard.domain.cash_lines import Documents
from scorecard.domain.cash_told import told
from scorecard.domain.catalogue_cash import Cash, CashLedger, CashLine, DayRule
from scorecard.domain.forecast import forecast_many

Floats = NDArray[np.float64]
Rule = Callable[[Documents, Documents, np.datetime64], Floats]

WEEKS, ORIGINS = 4, 40
SEEDS = (1, 2, 3)
LEDGERS = {
    "everybody alike": Habit(60, 30, 1.0, 6.0),
    "customers of their own habits": Habit(60, 30, 9.0, 3.0),
    "paying later and later": Habit(60, 30, 6.0, 4.0, drift=20.0),
}
NONE = holidays_of(())


def bars() -> list[Bar]:
    """Weekly error of open invoices against the due-date rule, on generated ledgers and on the sample company."""
    found: list[Bar] = []
    for name, habit in LEDGERS.items():
        ledgers = [invoices(habit, 110, np.random.Generator(np.random.PCG64(seed))) for seed in SEEDS]
        found += _judged(name, ledgers, 0.55)
    found += _judged("sample company", [_sample()], 0.8)
    return [*found, *_coverage(), _roll()]


def _judged(name: str, ledgers: list[Documents], most: float) -> Iterator[Bar]:
    errors = dict.fromkeys(RULES, 0.0)
    total = 0.0
    for ledger in ledgers:
        for as_of in _origins(ledger):
            known = known_by(ledger, as_of)
            open_ones = known.take(np.isnat(known.settled))
            came = _came(ledger, as_of)
            total += came.sum()
            for rule, forecast in RULES.items():
                errors[rule] += float(np.abs(forecast(known, open_ones, as_of) - came).sum())
    share = {rule: error / total for rule, error in errors.items()}
    others = ", ".join(f"{rule} {100 * share[rule]:.1f} %" for rule in RULES if rule != "own habit")
    ratio = share["own habit"] / share["due date"]
    yield Bar(
        f"{name}: weekly error over the due-date rule's", ratio, "", most, f"{100 * share['own habit']:.1f} %; {others}"
    )
    yield Bar(f"{name}: over the class median's", share["own habit"] / share["class median"], "", 1.0, "weeks 1 to 4")


def _origins(ledger: Documents) -> list[np.datetime64]:
    last = ledger.written.max() - 7 * WEEKS
    return [last - 7 * back for back in range(ORIGINS)]


def _came(ledger: Documents, as_of: np.datetime64) -> Floats:
    """What came in each week of what was open, in units."""
    mine = (ledger.written <= as_of) & (ledger.settled > as_of) & (ledger.settled <= as_of + 7 * WEEKS)
    return _by_week(ledger.settled[mine], ledger.ticks[mine] / 10_000, as_of)


def _by_week(days: NDArray[np.datetime64], units: Floats, as_of: np.datetime64) -> Floats:
    week = ((days - as_of).astype(np.int64) - 1) // 7
    inside = week < WEEKS
    return np.asarray(np.bincount(week[inside], units[inside], WEEKS)[:WEEKS], dtype=np.float64)


def _on(open_ones: Documents, day: NDArray[np.datetime64], as_of: np.datetime64) -> Floats:
    paid = np.busday_offset(np.maximum(day, as_of + 1), 0, roll="forward")
    return _by_week(paid, open_ones.ticks / 10_000, as_of)


def _due_date(_known: Documents, open_ones: Documents, as_of: np.datetime64) -> Floats:
    return _on(open_ones, open_ones.due, as_of)


def _class_median(known: Documents, open_ones: Documents, as_of: np.datetime64) -> Floats:
    """Due date and the median delay, over the last year, of all with the same terms."""
    paid = known.take(~np.isnat(known.settled) & (known.written > as_of - 365))
    terms, late = (paid.due - paid.written).astype(np.int64), (paid.settled - paid.due).astype(np.int64)
    median = {term: int(np.median(late[terms == term])) for term in np.unique(terms).tolist()}
    own = (open_ones.due - open_ones.written).astype(np.int64).tolist()
    return _on(open_ones, open_ones.due + np.array([median.get(term, 0) for term in own], dtype=np.int64), as_of)


def _average_delay(known: Documents, open_ones: Documents, as_of: np.datetime64) -> Floats:
    paid = known.take(~np.isnat(known.settled) & (known.written > as_of - 365))
    return _on(open_ones, open_ones.due + round(float((paid.settled - paid.due).astype(np.int64).mean())), as_of)


def _own_habit(known: Documents, open_ones: Documents, as_of: np.datetime64) -> Floats:
    chances = pay_chances(open_ones, habits(known, as_of), as_of, 7 * WEEKS)
    expected = (open_ones.ticks / 10_000) @ on_working_days(chances, as_of, NONE)
    return np.asarray(expected.reshape(WEEKS, 7).sum(axis=1))


RULES: dict[str, Rule] = {
    "own habit": _own_habit,
    "due date": _due_date,
    "due date and average delay": _average_delay,
    "class median": _class_median,
}


def _sample() -> Documents:
    from scorecard.changes.create_demo import create_demo
    from scorecard.domain.access import LOCAL
    from scorecard.ingest.opening import open_store

    with tempfile.TemporaryDirectory() as folder:
        store = open_store(Path(folder), today=lambda: date(2026, 11, 23))
        create_demo(store, LOCAL, date(2026, 11, 23))
        found = store.snapshot().documents("invoiced", "received", "customer")
        store.close()
    return found


def _roll() -> Bar:
    """Some 3,000 open items, 40 lines of the calendar, 2,000 paths, and 18 months of 40 lines."""
    past = large_past(Habit(300, 370, 7.0, 4.0), Habit(120, 280, 3.0, 3.0), 40, 60, 5)
    months = [np.random.Generator(np.random.PCG64(at)).lognormal(8, 0.3, 60) for at in range(40)]
    spent = []
    for _ in range(3):
        began = time.process_time()
        rows = told(past, direct_roll(past), "works", np.random.Generator(np.random.PCG64(1)))
        forecast_many(months, 18, 12)
        spent.append(time.process_time() - began)
    still = sum(int(np.isnat(each.documents.settled).sum()) for each in direct_roll(past).found)
    told_by = f"{still:,} open items, 40 lines, 2,000 paths, 18 months: {len(rows):,} rows; best of three"
    return Bar("full roll", min(spent), "CPU s", 3.0, told_by)


def large_past(asks: Habit, owes: Habit, scheduled: int, weeks: int, seed: int) -> CashPast:
    """A ledger of invoices, bills and lines of the calendar, known up to a week before its end."""
    random = np.random.Generator(np.random.PCG64(seed))
    asked, owed = invoices(asks, weeks, random), on_runs(invoices(owes, weeks, random))
    as_of = asked.written.max() - 7
    cash = Cash(
        "opening", "closing", "bank_in", "bank_out",
        receivables=CashLedger("invoiced", "received", "customer"),
        payables=CashLedger("billed", "paid", "vendor"),
        payment_run=DayRule(weekday=3),
        lines=tuple(CashLine(f"line_{at}", f"Line {at}", "out", f"L{at:02d}") for at in range(scheduled)),
    )  # fmt: skip
    return CashPast(
        cash, Ahead(as_of, 91, NONE, ("works",)), np.array([5_000_000_0000]),
        bank(asked, owed, scheduled, weeks, random),
        lines(asked, "invoiced", "received"), lines(owed, "billed", "paid"),
    )  # fmt: skip


def _coverage() -> Iterator[Bar]:
    """How often the balance at the end of a week came within its band, over generated ledgers and past days."""
    inside = {"80": [0, 0], "95": [0, 0]}
    for seed in SEEDS:
        past = large_past(Habit(60, 40, 6.0, 4.0), Habit(40, 20, 3.0, 3.0), 5, 130, seed)
        for back in range(13, 53, 4):
            _count(past, past.ahead.as_of - 7 * back, inside)
    for level, (hits, weeks) in inside.items():
        share = 100 * hits / weeks
        name = f"balance over 13 weeks, {level} % band: points off"
        yield Bar(name, abs(share - int(level)), "", 5.0 if level == "80" else 3.0, f"{share:.1f} % of {weeks} weeks")


def _count(past: CashPast, as_of: np.datetime64, inside: dict[str, list[int]]) -> None:
    then = replace(past, ahead=replace(past.ahead, as_of=as_of))
    rows = told(then, direct_roll(then), "works", np.random.Generator(np.random.PCG64(1)), 500)
    sign = np.array([1 if each == "bank_in" else -1 for each in past.bank.measure], dtype=np.int64)
    at = (past.bank.day - as_of).astype(np.int64) - 1
    mine = (at >= 0) & (at < 91)
    moved = np.bincount(at[mine], (sign * past.bank.ticks)[mine].astype(np.float64), 91)
    balance = int(past.opening[0]) + np.cumsum(moved)
    for level, counted in inside.items():
        low, high = (banded(rows, f"closing@{end}{level}", "works")[1][6::7] for end in ("lo", "hi"))
        counted[0] += int(((low <= balance[6::7]) & (balance[6::7] <= high)).sum())
        counted[1] += len(low)
