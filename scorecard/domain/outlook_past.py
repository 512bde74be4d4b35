"""What an outlook is made from: profit lines, balances and plan, month by month, up to the last closed month."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

import numpy as np
from numpy.typing import NDArray

from scorecard.domain.calendar import Calendar, Period, calendar_from
from scorecard.domain.cash_conversion import SIGNS, days_measures
from scorecard.domain.catalogue import Catalogue
from scorecard.domain.catalogue_cash import Cash
from scorecard.domain.cells import Cells, Ints
from scorecard.domain.terms import parse_terms
from scorecard.domain.vocabulary import Kind, Scenario

Flags = NDArray[np.bool_]
Parts = Mapping[str, int]
PartsOf = Callable[[str], Parts]
"""A name to the leaf accounts it is made of, with the factor from their natural sign to its own."""

INVESTED = "capex"
"""Under which name investments are forecast beside the profit lines."""

LONGEST_MONTH = 35
"""Days of the longest period of any calendar."""


@dataclass(frozen=True, eq=False)
class Told:
    """One figure over the months: int64[month] ticks and bool[month], where all of it is known."""

    values: Ints
    known: Flags

    def cut(self, months: int) -> "Told":
        """The first so many months."""
        return Told(self.values[:months], self.known[:months])


@dataclass(frozen=True, eq=False)
class Past:
    """The months an outlook is made from, oldest first; all in natural sign.

    Attributes:
        periods: The months known.
        ahead: The months asked for.
        lines: Leaf account to its figures.
        plan: Leaf account to its plan for the months ahead, where there is one.
        balances: ``cash`` and the drivers' balances.
        made_of: ``profit``, ``noncash``, ``tax``, ``interest``, ``owners``, ``capex`` and the flows that
            ``receivables``, ``inventory`` and ``payables`` are measured by, each in leaves; ``in`` and ``out``
            where there is no profit to begin from.
        year: Months in a year.
    """

    periods: tuple[Period, ...]
    ahead: tuple[Period, ...]
    lines: Mapping[str, Told]
    plan: Mapping[str, Told]
    balances: Mapping[str, Told]
    made_of: Mapping[str, Parts]
    year: int = 12

    def flow(self, name: str, values: Mapping[str, Ints]) -> Ints:
        """What a name comes to, given its leaves' figures: int64[month]."""
        parts = self.made_of.get(name, {})
        length = len(next(iter(values.values()))) if values else 0
        return sum((factor * values[leaf] for leaf, factor in parts.items()), np.zeros(length, dtype=np.int64))

    def past(self, name: str) -> Told:
        """What a name came to in the months known."""
        known = np.ones(len(self.periods), dtype=np.bool_)
        for leaf in self.made_of.get(name, {}):
            known = known & self.lines[leaf].known
        return Told(self.flow(name, {leaf: told.values for leaf, told in self.lines.items()}), known)

    def cut(self, months: int) -> "Past":
        """As it was known after so many months; plans are left out."""
        return replace(
            self,
            periods=self.periods[:months],
            ahead=(self.periods[months:] + self.ahead)[: len(self.ahead)],
            lines={name: told.cut(months) for name, told in self.lines.items()},
            balances={name: told.cut(months) for name, told in self.balances.items()},
            plan={},
        )


def periods_ahead(calendar: Calendar, closed: int, months: int) -> tuple[Period, ...]:
    """So many months after a closed one, also where the calendar ends before."""
    first = calendar.periods[closed].end + timedelta(days=1)
    longer = calendar_from(calendar.rule, first, first + timedelta(days=LONGEST_MONTH * months))
    return tuple(period for period in longer.periods if period.start >= first)[:months]


def past_of(
    cells: Cells, catalogue: Catalogue, calendar: Calendar, closed: int, parts_of: PartsOf, months: int = 18
) -> Past | None:
    """The figures an outlook is made from; None where the catalogue does not say what cash is.

    Where it names no profit, money in and out are forecast themselves.

    Args:
        cells: Exact figures.
        catalogue: Says what cash and its drivers are.
        calendar: The periods.
        closed: Index of the last closed month.
        parts_of: What accounts are made of.
        months: How far ahead.
    """
    cash = catalogue.cash
    if cash is None:
        return None
    made_of = _made_of(catalogue, cash, parts_of)
    leaves = dict.fromkeys(leaf for parts in made_of.values() for leaf in parts)
    root, whole = catalogue.root, range(closed + 1)

    def told(name: str, scenario: Scenario, window: range) -> Told:
        return told_of(cells, name, root, scenario, window)

    lines = {name: told(name, Scenario.ACTUAL, whole) for name in leaves}
    balances = {name: told(account, Scenario.ACTUAL, whole) for name, account in _balances(catalogue, cash).items()}
    begun = np.logical_or.reduce([each.known for each in lines.values()]) & balances["cash"].known
    first = int(np.argmax(begun))
    ahead = range(closed + 1, closed + 1 + months)
    return Past(
        periods=calendar.periods[first : closed + 1],
        ahead=periods_ahead(calendar, closed, months),
        lines={name: Told(each.values[first:], each.known[first:]) for name, each in lines.items()},
        plan={name: told(name, Scenario.BUDGET, ahead) for name in leaves},
        balances={name: Told(each.values[first:], each.known[first:]) for name, each in balances.items()},
        made_of=made_of,
        year=calendar.per_year,
    )


def told_of(
    cells: Cells, name: str, entity: str, scenario: Scenario, window: range, vintage: date | None = None
) -> Told:
    """A figure over a window of indices, as far as there are periods."""
    series = cells.series(name, entity, scenario, vintage)
    at = np.array([each for each in window if each < len(series.values)], dtype=np.int64)
    return Told(series.values[at], (series.expected[at] > 0) & (series.known[at] == series.expected[at]))


def _made_of(catalogue: Catalogue, cash: Cash, parts_of: PartsOf) -> dict[str, Parts]:
    drivers = cash.drivers
    if not drivers.profit:
        return {"in": parts_of(cash.inflow), "out": parts_of(cash.outflow)}
    flows = {name: getattr(drivers, name) for name in ("profit", "noncash", "tax", "interest", "owners", "capex")}
    found = {
        name: parts_of(account) for name, account in flows.items() if account and not _is_balance(catalogue, account)
    }
    for name, measure in days_measures(catalogue, drivers).items():
        parts: dict[str, int] = {}
        for term in parse_terms(measure.denominator) if measure is not None else ():
            for leaf, factor in parts_of(term.name).items():
                parts[leaf] = parts.get(leaf, 0) + int(term.coefficient) * factor
        if parts:
            found[name] = parts
    return found


def _balances(catalogue: Catalogue, cash: Cash) -> dict[str, str]:
    drivers = cash.drivers
    named = {name: getattr(drivers, name) for name in (*SIGNS, "capex", "tax_owed", "debt")}
    kept = {name: account for name, account in named.items() if account and _is_balance(catalogue, account)}
    return {"cash": cash.closing, **(kept if drivers.profit else {})}


def _is_balance(catalogue: Catalogue, name: str) -> bool:
    node = catalogue.accounts.get(name) or catalogue.readings.get(name)
    return node is not None and node.kind is Kind.BALANCE
