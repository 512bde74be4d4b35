"""From profit to cash in the months known and in the months ahead, given what each profit line comes to."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from scorecard.domain.calendar import Period
from scorecard.domain.cash_indirect import (
    WINDOW,
    CashPath,
    actual_path,
    balance_of,
    comes_again,
    days_of,
    flow_over,
    in_cents,
    moved,
    pays_tax,
    tax_paid,
)
from scorecard.domain.cash_levers import BALANCES, Base
from scorecard.domain.cells import Ints
from scorecard.domain.outlook_past import Flags, Past, Told

HELD = 3
"""So many month ends are averaged for the days that customers, stock and suppliers are held at."""


@dataclass(frozen=True, eq=False)
class Actual:
    """What happened: ``path`` begins with the second month known; ``known`` is bool[month] of its months."""

    periods: tuple[Period, ...]
    path: CashPath
    known: Flags


def actual(past: Past) -> Actual:
    """The months known, from profit to cash; a month with anything missing is marked, never taken for zero."""
    steps: dict[str, Ints] = {}
    ends = np.logical_and.reduce([each.known for each in past.balances.values()])
    known = ends[1:] & ends[:-1]
    for name, told in _told(past).items():
        steps[name] = told.values
        known = known & told.known
    return Actual(past.periods[1:], actual_path(past.balances["cash"].values, steps), known)


def investments(past: Past) -> Told:
    """What was invested each month from the second on: growth of what we own plus its wear, or what was spent."""
    wear = past.past("noncash")
    if "capex" not in past.balances:
        spent = past.past("capex")
        return Told(spent.values[1:], spent.known[1:])
    owned = past.balances["capex"]
    return Told(np.diff(owned.values) + wear.values[1:], _at_both_ends(owned) & wear.known[1:])


def _at_both_ends(balance: Told) -> Flags:
    """bool[month] from the second on, where what a balance moved by is known."""
    return balance.known[1:] & balance.known[:-1]


def held_days(past: Past, name: str) -> Fraction | None:
    """Days of a balance as of late: the mean of the last month ends; None where there are none, or not the last one."""
    flow, balance = past.past(name), past.balances.get(name)
    if balance is None or name not in past.made_of or not balance.known[-1]:
        return None
    found = []
    for end in range(max(len(past.periods) - HELD, WINDOW - 1), len(past.periods)):
        window = slice(end - WINDOW + 1, end + 1)
        if not (balance.known[end] and flow.known[window].all()):
            continue
        days = sum(period.days for period in past.periods[window])
        each = days_of(int(balance.values[end]), int(flow.values[window].sum()), days)
        found += [] if each is None else [each]
    return sum(found, Fraction(0)) / len(found) if found else None


def projected(past: Past, ahead: Mapping[str, Ints], capex: Ints) -> Base:
    """The months ahead.

    Args:
        past: What is known; its last month's cash must be.
        ahead: Leaf to int64[month] ticks.
        capex: int64[month], what is invested.
    """
    if "in" in past.made_of:
        return _through_the_bank(past, ahead)
    months, done = len(past.ahead), actual(past)
    zero = np.zeros(months, dtype=np.int64)
    interest, profit = past.flow("interest", ahead), past.flow("profit", ahead)
    steps = {"profit": profit, "noncash": past.flow("noncash", ahead)}
    balances, flows = {}, {name: _with_past(past, name, ahead) for name in BALANCES}
    windows = windows_of(past)
    for name in BALANCES:
        days = held_days(past, name)
        if days is not None:
            after = balance_of(days, flow_over(flows[name]), windows)
            balances[name] = np.concatenate([past.balances[name].values[-1:], after])
        steps[name] = moved(balances[name], name) if name in balances else zero
    rate, pays, owed = tax_rule(past)
    expense = np.array([in_cents(rate * each) for each in (profit - interest).tolist()], dtype=np.int64)
    steps["tax"] = -tax_paid(expense, pays, owed) if "tax_owed" in past.balances else -expense
    steps["capex"] = -capex
    loan = past.balances.get("debt")
    drawn = zero if loan is None else _again(past, np.where(_at_both_ends(loan), np.diff(loan.values), 0))
    steps["debt"] = drawn - interest
    steps["owners"] = _again(past, -past.past("owners").values)
    steps["other"] = _again(past, np.where(done.known, done.path.steps["other"], 0))
    path = CashPath(int(past.balances["cash"].values[-1]), steps)
    return base_of(past, ahead, path, balances)


def _through_the_bank(past: Past, ahead: Mapping[str, Ints]) -> Base:
    """Money in and out themselves, where there is no profit to begin from; what else moves cash if it is told."""
    done = actual(past)
    steps = {"in": past.flow("in", ahead), "out": -past.flow("out", ahead)}
    again = _again(past, np.where(done.known, done.path.steps["other"], 0))
    steps["other"] = ahead.get("other", again)
    return base_of(past, ahead, CashPath(int(past.balances["cash"].values[-1]), steps), {})


def base_of(past: Past, ahead: Mapping[str, Ints], path: CashPath, balances: Mapping[str, Ints]) -> Base:
    """A path with what levers need to move it.

    Args:
        past: What was known when it was made.
        ahead: Leaf to int64[month] ticks.
        path: The steps from profit to cash.
        balances: Balance id to int64[1 + month].
    """
    goods = "inventory" if past.made_of.get("inventory") else "payables"
    rate, pays, _ = tax_rule(past)
    sales, bought = (_with_past(past, name, ahead) for name in ("receivables", goods))
    return Base(path, sales, bought, balances, windows_of(past), rate, pays)


def tax_rule(past: Past) -> tuple[Fraction, NDArray[np.bool_], int]:
    """Tax as a share of profit over the last year, the months ahead in which it is paid, and what is owed now.

    Only months of which all is known tell the share. Where not all of the last year's balances are known, nor is the
    month of payment: what is owed then leaves the bank at once.
    """
    expense, profit, interest = (past.past(name) for name in ("tax", "profit", "interest"))
    year = slice(-past.year, None)
    known = (expense.known & profit.known & interest.known)[year]
    before = int((profit.values - interest.values)[year][known].sum())
    rate = Fraction(int(expense.values[year][known].sum()), before) if before > 0 else Fraction(0)
    owed = past.balances.get("tax_owed")
    now = int(owed.values[-1]) if owed is not None and owed.known[-1] else 0
    if owed is None or len(owed.values) <= past.year or not owed.known[-past.year - 1 :].all():
        return rate, np.ones(len(past.ahead), dtype=np.bool_), now
    return rate, np.resize(pays_tax(owed.values[-past.year - 1 :]), len(past.ahead)), now


def _told(past: Past) -> dict[str, Told]:
    """Each step but the rest, in the months known from the second on; balances are looked at by the caller."""
    if "in" in past.made_of:
        inflow, outflow = past.past("in"), past.past("out")
        return {"in": Told(inflow.values[1:], inflow.known[1:]), "out": Told(-outflow.values[1:], outflow.known[1:])}
    flows = {name: past.past(name) for name in ("profit", "noncash", "tax", "interest", "owners")}
    values = {name: each.values[1:] for name, each in flows.items()}
    grown = {name: np.diff(each.values) for name, each in past.balances.items()}
    zero = np.zeros(len(past.periods) - 1, dtype=np.int64)
    always = np.ones(len(zero), dtype=np.bool_)
    spent = investments(past)
    found = {name: Told(values[name], flows[name].known[1:]) for name in ("profit", "noncash")}
    for name in BALANCES:
        if name in past.balances:
            found[name] = Told(moved(past.balances[name].values, name), always)
    found["tax"] = Told(grown.get("tax_owed", zero) - values["tax"], flows["tax"].known[1:])
    found["capex"] = Told(-spent.values, spent.known)
    found["debt"] = Told(grown.get("debt", zero) - values["interest"], flows["interest"].known[1:])
    found["owners"] = Told(-values["owners"], flows["owners"].known[1:])
    return found


def _again(past: Past, values: Ints) -> Ints:
    return comes_again(values, past.year, len(past.ahead))


def _with_past(past: Past, name: str, ahead: Mapping[str, Ints]) -> Ints:
    """A flow of the months ahead behind the last months known, for windows that reach back."""
    known = past.past(name).values
    if len(known) < WINDOW - 1:
        known = np.concatenate([np.zeros(WINDOW - 1, dtype=np.int64), known])
    return np.concatenate([known[1 - WINDOW :], past.flow(name, ahead)])


def windows_of(past: Past) -> tuple[int, ...]:
    """Days of the three months that end with each month ahead."""
    days = [period.days for period in (*past.periods[1 - WINDOW :], *past.ahead)]
    return tuple(sum(days[at : at + WINDOW]) for at in range(len(past.ahead)))
