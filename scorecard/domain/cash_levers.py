"""Levers one can move on the outlook, and what each does to cash: days, volume, price, people and investments."""

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from decimal import Decimal
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from scorecard.domain.cash_indirect import WINDOW, CashPath, days_of, flow_over, in_cents, moved, tax_paid
from scorecard.domain.cells import TICKS, Ints

BALANCES = ("receivables", "inventory", "payables")
"""Balances that are so many days of a flow."""


@dataclass(frozen=True, slots=True)
class Levers:
    """What is moved; all zero is the forecast itself.

    Attributes:
        price: Change of prices as a fraction, 0.02 is 2 % more.
        volume: Change of what is sold as a fraction; the cost of goods moves along.
        customers: Days customers pay later; below zero sooner.
        stock: Days that goods lie longer.
        suppliers: Days we pay later.
        people: How many are hired, below zero: how many go.
        start: Which of the months, from 0, they begin in.
        pay: What one of them costs a month, in units of money.
        capex: Months that investments are put off; below zero brought forward.
    """

    price: Decimal = Decimal(0)
    volume: Decimal = Decimal(0)
    customers: Decimal = Decimal(0)
    stock: Decimal = Decimal(0)
    suppliers: Decimal = Decimal(0)
    people: Decimal = Decimal(0)
    start: int = 0
    pay: Decimal = Decimal(0)
    capex: int = 0

    @property
    def moved(self) -> tuple[str, ...]:
        """Which levers are not where the forecast has them, in the order they are told."""
        return tuple(name for name in ORDER if getattr(self, name) != 0 and (name != "people" or self.pay != 0))

    def only(self, names: tuple[str, ...]) -> "Levers":
        """The same with all other levers back at the forecast."""
        usual = {each.name: each.default for each in fields(self) if each.name in ORDER and each.name not in names}
        return replace(self, **usual)  # type: ignore[arg-type]


ORDER = ("price", "volume", "customers", "stock", "suppliers", "people", "capex")
"""The order in which levers are told: each on top of those before it."""


@dataclass(frozen=True, eq=False)
class Base:
    """The forecast that levers move, all in ticks.

    Attributes:
        path: Profit to cash as forecast.
        revenue: int64[2 + month], the two months before the first included, for windows of three.
        goods: The cost of goods, likewise.
        balances: Balance id to int64[1 + month], beginning with the last known one.
        days: Days of each three-month window.
        tax_rate: Share of a change of profit that is tax.
        pays_tax: bool[month], where tax is paid.
    """

    path: CashPath
    revenue: Ints
    goods: Ints
    balances: Mapping[str, Ints]
    days: tuple[int, ...]
    tax_rate: Fraction
    pays_tax: NDArray[np.bool_]

    def cut(self, months: int) -> "Base":
        """The first so many months."""
        return replace(
            self,
            path=CashPath(self.path.opening, {name: each[:months] for name, each in self.path.steps.items()}),
            revenue=self.revenue[: months + WINDOW - 1],
            goods=self.goods[: months + WINDOW - 1],
            balances={name: each[: months + 1] for name, each in self.balances.items()},
            days=self.days[:months],
            pays_tax=self.pays_tax[:months],
        )


@dataclass(frozen=True, slots=True)
class Effect:
    """What one lever does to cash, in ticks, on top of those before it."""

    lever: str
    low: int
    end: int


@dataclass(frozen=True, eq=False)
class Answer:
    """The path with levers moved, and each lever's share of the change.

    ``effects`` lead from the forecast to the new path: base + all ``end`` = the new end, base + all ``low`` = the
    new low point, wherever it then lies.
    """

    path: CashPath
    effects: tuple[Effect, ...]


def answered(base: Base, levers: Levers) -> Answer:
    """What the levers come to.

    Raises:
        ValueError: If people start outside the months.
    """
    if not 0 <= levers.start <= len(base.days):
        raise ValueError("People start outside the months that are forecast.")
    effects, before = [], base.path
    for count, name in enumerate(levers.moved, start=1):
        path = with_levers(base, levers.only(levers.moved[:count]))
        low, end = (int(at(path) - at(before)) for at in (_lowest, _last))
        effects.append(Effect(name, low, end))
        before = path
    return Answer(before, tuple(effects))


def held_for(base: Base, name: str) -> tuple[Fraction, ...]:
    """How many days each month's balance holds, by so many it can fall; months in which nothing flows are left out.

    Args:
        base: The forecast.
        name: Id of the balance.
    """
    flow = flow_over(base.revenue if name == "receivables" else base.goods).tolist()
    held = zip(base.balances[name][1:].tolist(), flow, base.days, strict=True)
    found = (days_of(max(balance, 0), many, length) for balance, many, length in held)
    return tuple(days for days in found if days is not None)


def running_costs(base: Base) -> Ints:
    """What a month costs beside goods and wear, int64[month] >= 0: people who go cannot save more."""
    ahead, nothing = slice(WINDOW - 1, None), np.zeros(len(base.days), dtype=np.int64)
    wear = base.path.steps.get("noncash", nothing)
    costs: Ints = np.maximum(base.revenue[ahead] - base.goods[ahead] - base.path.steps["profit"] - wear, 0)
    return costs


def with_levers(base: Base, levers: Levers) -> CashPath:
    """The path with all levers moved at once; none takes more than there is.

    A balance falls to nothing and no further, and people who go save no more than a month's running costs.
    """
    more = {name: values.copy() for name, values in base.path.steps.items()}
    ahead = slice(WINDOW - 1, None)
    revenue = _scaled(base.revenue, (1 + Fraction(levers.price)) * (1 + Fraction(levers.volume)), ahead)
    goods = _scaled(base.goods, 1 + Fraction(levers.volume), ahead)
    profit = (revenue - base.revenue)[ahead] - (goods - base.goods)[ahead] - _pay(base, levers)
    tax = _times(profit, base.tax_rate)
    more["profit"] = more["profit"] + profit
    more["tax"] = more["tax"] - tax_paid(tax, base.pays_tax, 0)
    for name, days in (("receivables", levers.customers), ("inventory", levers.stock), ("payables", levers.suppliers)):
        if name in base.balances:
            flows = (base.revenue, revenue) if name == "receivables" else (base.goods, goods)
            more[name] = moved(_balance(base, name, flows, Fraction(days)), name)
    more["capex"] = _shifted(more["capex"], levers.capex)
    return CashPath(base.path.opening, more)


def _balance(base: Base, name: str, flows: tuple[Ints, Ints], days: Fraction) -> Ints:
    """A balance that follows its flow, with so many days more of it; fewer days leave nothing, never less."""
    was, now = (flow_over(flow).tolist() for flow in flows)
    known = base.balances[name]
    after = [
        _left(held + (in_cents(Fraction(held * (new - old), old)) if old else 0), in_cents(days * new / length))
        for held, old, new, length in zip(known[1:].tolist(), was, now, base.days, strict=True)
    ]
    return np.array([known[0], *after], dtype=np.int64)


def _left(held: int, more: int) -> int:
    return held + max(more, -max(held, 0))


def _scaled(flow: Ints, factor: Fraction, ahead: slice) -> Ints:
    found = flow.copy()
    found[ahead] += _times(flow[ahead], factor - 1)
    return found


def _times(values: Ints, factor: Fraction) -> Ints:
    return np.array([in_cents(value * factor) for value in values.tolist()], dtype=np.int64)


def _pay(base: Base, levers: Levers) -> Ints:
    cost = np.zeros(len(base.days), dtype=np.int64)
    cost[levers.start :] = in_cents(Fraction(levers.people) * Fraction(levers.pay) * TICKS)
    return np.maximum(cost, -running_costs(base))


def _shifted(values: Ints, months: int) -> Ints:
    """Amounts put off by so many months; those brought forward beyond the first month fall into it."""
    found = np.zeros_like(values)
    for at, amount in enumerate(values.tolist()):
        to = max(at + months, 0)
        if to < len(found):
            found[to] += amount
    return found


def _lowest(path: CashPath) -> int:
    return int(path.closing.min())


def _last(path: CashPath) -> int:
    return int(path.closing[-1])
