"""What an outlook is made from: each line with the forecast's own number, what was decided, and the last year."""

from dataclasses import dataclass
from decimal import Decimal

import numpy as np

from scorecard.domain.cells import Ints, to_decimal
from scorecard.domain.outlook_past import Told
from scorecard.domain.outlook_vintage import Rolled
from scorecard.domain.scope import Scope
from scorecard.reports.asked import Asked, label_of, open_scope
from scorecard.reports.outlook_vintage import OutlookVintage, outlook_vintage, outlooks_of
from scorecard.store.store import Store


@dataclass(frozen=True, slots=True)
class OutlookLine:
    """One line over twelve months; natural sign.

    Attributes:
        year: What it came to in the twelve months known last; None where one of them is not reported.
        own: The forecast's own number for the twelve months ahead.
        used: What the outlook is made with.
        decided: What it follows instead of the forecast, who decided it and why; "" for nothing.
        profit: +1 where more is more profit, -1 where it is less.
    """

    id: str
    label: str
    year: Decimal | None
    own: Decimal
    used: Decimal
    decided: str
    profit: int


@dataclass(frozen=True, slots=True)
class OutlookLines:
    """Every line, in the catalogue's order; ``headline`` says how many follow something else than their own past."""

    headline: str
    rows: tuple[OutlookLine, ...]
    total: OutlookLine | None
    months: int


def outlook_lines_report(store: Store, scope: Scope, made: str = "") -> OutlookLines:
    """Answer: which number does each line have in this outlook, and whose is it?

    Args:
        store: The open store.
        scope: State of the numbers and words.
        made: ISO date of the outlook; the newest where empty or unknown.
    """
    asked = open_scope(store, scope)
    days = outlooks_of(asked)
    shown = next((day for day in days if day.isoformat() == made), days[-1] if days else None)
    found = None if shown is None else outlook_vintage(asked, shown)
    if found is None:
        return OutlookLines("", (), None, 0)
    year = min(found.past.year, len(found.past.ahead))
    profit = found.past.made_of.get("profit", {})
    named = [name for name in asked.catalogue.accounts if name in found.rolled.lines]
    rows = tuple(_line(asked, found, name, year, profit.get(name, 0)) for name in named)
    decided = sum(bool(row.decided) for row in rows)
    own = f"{len(rows) - decided} of {len(rows)} lines are forecast from their own past"
    said = f"{own}; {decided} {'follows' if decided == 1 else 'follow'} what was decided." if decided else f"{own}."
    return OutlookLines(said, rows, _total(asked, found, year), year)


def _line(asked: Asked, found: OutlookVintage, name: str, year: int, profit: int) -> OutlookLine:
    told, past = found.rolled.lines[name], found.past.lines.get(name)
    basis, _, follows = told.note.partition(": ")
    return OutlookLine(
        id=name,
        label=label_of(asked.catalogue.accounts[name], asked.scope.words),
        year=None if past is None else _last_year(past, year),
        own=to_decimal(int(told.own[:year].sum())),
        used=to_decimal(int(told.used[:year].sum())),
        decided=follows if basis == "override" else "",
        profit=(profit > 0) - (profit < 0),
    )


def _last_year(past: Told, year: int) -> Decimal | None:
    """What so many last months came to; None where one of them is not reported, or there are fewer."""
    whole = len(past.values) >= year and bool(past.known[-year:].all())
    return to_decimal(int(past.values[-year:].sum())) if whole else None


def _total(asked: Asked, found: OutlookVintage, year: int) -> OutlookLine | None:
    """Profit itself: with the forecast's own numbers, and with what was decided."""
    cash = asked.catalogue.cash
    account = asked.catalogue.accounts.get(cash.drivers.profit) if cash is not None else None
    if account is None:
        return None
    used, own = (int(_profit(found, found.rolled, which)[:year].sum()) for which in ("used", "own"))
    return OutlookLine(
        id=account.id,
        label=label_of(account, asked.scope.words),
        year=_last_year(found.past.past("profit"), year),
        own=to_decimal(own),
        used=to_decimal(used),
        decided="",
        profit=1,
    )


def _profit(found: OutlookVintage, rolled: Rolled, which: str) -> Ints:
    nothing = np.zeros(len(found.past.ahead), dtype=np.int64)
    told = {name: getattr(rolled.lines[name], which) if name in rolled.lines else nothing for name in found.past.lines}
    return found.past.flow("profit", told)
