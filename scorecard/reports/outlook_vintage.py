"""A vintage of the outlook opened: its path, what it was made from, and what has come about since."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

import numpy as np

from scorecard.domain.cash_levers import Base
from scorecard.domain.catalogue import Catalogue
from scorecard.domain.cells import Ints, to_decimal
from scorecard.domain.errors import UnknownName
from scorecard.domain.outlook_past import Past, Told, past_of, told_of
from scorecard.domain.outlook_steps import base_of
from scorecard.domain.outlook_vintage import SOURCE, Rolled, read_back
from scorecard.domain.vocabulary import Scenario
from scorecard.reports.asked import Asked
from scorecard.store.accounts import Accounts


@dataclass(frozen=True, eq=False)
class OutlookVintage:
    """One roll of the outlook.

    Attributes:
        made: The last day of the actual figures it was made from.
        at: Index of that month in the calendar.
        past: The figures it was made from, as they stand now.
        rolled: What it says.
        base: The same, ready for levers.
        cash: Cash at the bank in the calendar's months, as far as it is known now.
        people: The same as the company's own forecast had it when this was made; None where it has none.
    """

    made: date
    at: int
    past: Past
    rolled: Rolled
    base: Base
    cash: Told
    people: Told | None

    def came(self, months: int) -> list[int | None]:
        """Ticks of cash at the end of each month ahead, as far as it came about."""
        found = range(self.at + 1, self.at + 1 + months)
        return [
            int(self.cash.values[at]) if at < len(self.cash.values) and self.cash.known[at] else None for at in found
        ]

    def theirs(self, months: int) -> list[int | None]:
        """Ticks of cash at the end of each month ahead as people forecast it, where they did."""
        found = range(self.at + 1, self.at + 1 + months)
        told = self.people
        return [int(told.values[at]) if told and at < len(told.values) and told.known[at] else None for at in found]

    def before(self, months: int) -> list[tuple[str, int | None]]:
        """Label and cash at the end of each of the last months up to the vintage, oldest first."""
        periods = self.past.periods[-months:]
        balance = self.past.balances["cash"]
        values, known = balance.values[-months:].tolist(), balance.known[-months:].tolist()
        return [(p.label, value if told else None) for p, value, told in zip(periods, values, known, strict=True)]


def outlooks_of(asked: Asked) -> tuple[date, ...]:
    """When outlooks were made, oldest first."""
    return asked.snapshot.rolled_vintages(SOURCE)


def outlook_vintage(asked: Asked, made: date) -> OutlookVintage | None:
    """One vintage; None where its rows tell no cash, or the catalogue no longer says what cash is."""
    kept = asked.snapshot.cells.worked_out
    key = ("outlook", asked.snapshot.revision, made)
    if key not in kept:
        kept[key] = _opened(asked, made)
    found: OutlookVintage | None = kept[key]
    return found


def account_months(found: OutlookVintage, catalogue: Catalogue, account: str) -> list[tuple[date, str, Decimal]]:
    """End, label and amount of each month ahead of an account, in natural sign; none where not all of it is told.

    A line that comes to nothing has no rows of its own.
    """
    parts = Accounts(catalogue).own(account)
    if not parts or not parts.keys() <= found.past.lines.keys():
        return []
    total = np.zeros(len(found.past.ahead), dtype=np.int64)
    for leaf, factor in parts.items():
        if leaf in found.rolled.lines:
            total += factor * found.rolled.lines[leaf].used
    months = zip(found.past.ahead, total.tolist(), strict=True)
    return [(each.end, each.label, to_decimal(ticks)) for each, ticks in months]


def _opened(asked: Asked, made: date) -> OutlookVintage | None:
    catalogue, calendar, cash = asked.catalogue, asked.calendar, asked.catalogue.cash
    try:
        at = calendar.index(calendar.containing(made).key)
    except UnknownName:
        return None
    rolled = asked.snapshot.rolled(SOURCE, made)
    months = len(np.unique(rolled.day))
    past = past_of(asked.snapshot.cells, catalogue, calendar, at, Accounts(catalogue).own, months) if months else None
    if past is None or cash is None:
        return None
    found = read_back(rolled, past.ahead, catalogue, cash.closing)
    if found is None:
        return None
    nothing: Ints = np.zeros(months, dtype=np.int64)
    ahead = {name: found.lines[name].used if name in found.lines else nothing for name in past.lines}
    known = told_of(asked.snapshot.cells, cash.closing, catalogue.root, Scenario.ACTUAL, range(asked.through + 1))
    base = base_of(past, ahead, found.path, found.balances)
    return OutlookVintage(made, at, past, found, base, known, _people(asked, cash.closing, made))


def _people(asked: Asked, closing: str, made: date) -> Told | None:
    """Closing cash in the company's own newest forecast of that day."""
    cells, whole = asked.snapshot.cells, range(len(asked.calendar.periods))
    for vintage in reversed([day for day in cells.vintages(Scenario.FORECAST) if day <= made]):
        series = cells.series(closing, asked.catalogue.root, Scenario.FORECAST, vintage)
        if series.expected.any():
            return told_of(cells, closing, asked.catalogue.root, Scenario.FORECAST, whole, vintage)
    return None
