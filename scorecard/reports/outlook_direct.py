"""Cash told twice, month by month: by what went through the bank and by what profit became, with what is left over."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

import numpy as np

from scorecard.domain.calendar import Period
from scorecard.domain.cash import BETWEEN
from scorecard.domain.cash_between import is_between
from scorecard.domain.cash_lines import DatedLines, Days
from scorecard.domain.catalogue_cash import Cash
from scorecard.domain.cells import Ints, to_decimal
from scorecard.domain.outlook_past import told_of
from scorecard.domain.outlook_steps import actual
from scorecard.domain.scope import Scope
from scorecard.domain.vocabulary import Scenario
from scorecard.reports.asked import Asked, open_scope
from scorecard.reports.cash_vintage import Vintage
from scorecard.reports.outlook_by_day import by_day
from scorecard.reports.outlook_vintage import OutlookVintage, outlook_vintage, outlooks_of
from scorecard.store.store import Store

BACK = 12
"""Months known that are told."""


@dataclass(frozen=True, slots=True)
class TwiceTold:
    """One month: ``inflow`` − ``outflow`` = ``direct``; ``indirect`` + ``left`` = ``direct``.

    Attributes:
        expected: Whether the month lies ahead.
        direct: Through the bank; None where nothing is told.
        indirect: What profit became by all its steps but the rest.
        left: What the indirect steps do not explain.
        reason: Why a side is missing, or how far it reaches.
    """

    period: str
    label: str
    expected: bool
    inflow: Decimal | None
    outflow: Decimal | None
    direct: Decimal | None
    indirect: Decimal | None
    left: Decimal | None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class DirectReport:
    """Both ways to tell cash, beside each other; ``headline`` says how far they lie apart."""

    headline: str
    rows: tuple[TwiceTold, ...]
    currency: str


def outlook_direct_report(store: Store, scope: Scope, made: str = "") -> DirectReport:
    """Answer: do the bank and the profit tell the same story, and what is left over?

    Args:
        store: The open store.
        scope: State of the numbers.
        made: ISO date of the outlook; the newest where empty or unknown.

    Source: semantics 2.9, a bridge from direct to indirect by month with its residual.
    """
    asked = open_scope(store, scope)
    cash, vintages = asked.catalogue.cash, outlooks_of(asked)
    shown = next((day for day in vintages if day.isoformat() == made), vintages[-1] if vintages else None)
    found = None if shown is None else outlook_vintage(asked, shown)
    if found is None or cash is None or "profit" not in found.base.path.steps:
        return DirectReport("", (), asked.catalogue.currency)
    days = by_day(store, asked, found, found.made == vintages[-1])
    expected = () if days.vintage is None else _expected(asked, cash, found, days.vintage)
    rows = (*_known(asked, cash, found), *expected)
    return DirectReport(_headline(rows), rows, asked.catalogue.currency)


def _known(asked: Asked, cash: Cash, found: OutlookVintage) -> list[TwiceTold]:
    done = actual(found.past)
    explained = done.path.change - done.path.steps["other"]
    window = range(found.at + 1 - len(done.periods), found.at + 1)
    cells, root = asked.snapshot.cells, asked.catalogue.root
    came, went = (told_of(cells, name, root, Scenario.ACTUAL, window) for name in (cash.inflow, cash.outflow))
    swept = asked.snapshot.dated((cash.inflow, cash.outflow)) if cash.between else None
    rows = []
    for at in range(max(len(done.periods) - BACK, 0), len(done.periods)):
        inside = (0, 0) if swept is None else _between(cash, swept, done.periods[at])
        moved = (int(came.values[at]) - inside[0], int(went.values[at]) - inside[1])
        bank = moved if came.known[at] and went.known[at] else None
        profit = int(explained[at]) if done.known[at] else None
        reason = "" if None not in (bank, profit) else "not reported"
        rows.append(_row(done.periods[at], False, bank, profit, reason))
    return rows


def _expected(asked: Asked, cash: Cash, found: OutlookVintage, days: Vintage) -> list[TwiceTold]:
    """The months that the forecast by day reaches; one it covers only in part is not compared."""
    last = days.made.toordinal() + days.days
    path = found.base.path
    explained = path.change - path.steps["other"]
    gone = asked.snapshot.dated((cash.inflow, cash.outflow)).at_home
    gone = gone.take((gone.day <= np.datetime64(days.made)) & ~is_between(gone, cash.between))
    outside = np.array([line != BETWEEN for line in days.items.line], dtype=np.bool_)
    sign = np.array([1 if each == cash.inflow else -1 for each in gone.measure], dtype=np.int64)
    day = np.concatenate([gone.day, days.items.day[outside]])
    ticks = np.concatenate([sign * gone.ticks, days.items.ticks[outside]])
    rows = []
    for at, period in enumerate(found.past.ahead):
        if period.start.toordinal() > last:
            break
        whole = period.end.toordinal() <= last
        until = date.fromordinal(last)
        reason = "" if whole else f"the forecast by day ends on {until.day} {until:%b %Y}"
        bank = _through(period, day, ticks)
        rows.append(_row(period, True, bank, int(explained[at]) if whole else None, reason))
    return rows


def _between(cash: Cash, bank: DatedLines, period: Period) -> tuple[int, int]:
    """What came in from other places and went out to them: within the company it is neither."""
    inside = is_between(bank, cash.between)
    inside &= (bank.day >= np.datetime64(period.start)) & (bank.day <= np.datetime64(period.end))
    came = inside & np.array([name == cash.inflow for name in bank.measure])
    return int(bank.ticks[came].sum()), int(bank.ticks[inside & ~came].sum())


def _through(period: Period, days: Days, ticks: Ints) -> tuple[int, int]:
    inside = (days >= np.datetime64(period.start)) & (days <= np.datetime64(period.end))
    moved = ticks[inside]
    return int(moved[moved > 0].sum()), -int(moved[moved < 0].sum())


def _row(period: Period, expected: bool, bank: tuple[int, int] | None, profit: int | None, reason: str) -> TwiceTold:
    direct = None if bank is None else bank[0] - bank[1]
    left = None if direct is None or profit is None else direct - profit
    inflow, outflow = (None, None) if bank is None else bank
    return TwiceTold(
        period=period.key,
        label=period.label,
        expected=expected,
        inflow=_units(inflow),
        outflow=_units(outflow),
        direct=_units(direct),
        indirect=_units(profit),
        left=_units(left),
        reason=reason,
    )


def _units(ticks: int | None) -> Decimal | None:
    return None if ticks is None else to_decimal(ticks)


def _headline(rows: tuple[TwiceTold, ...]) -> str:
    known = [row for row in rows if row.left is not None and not row.expected]
    if not known:
        return "There is no month in which both the bank and the profit are known."
    moved = sum((abs(row.direct) for row in known if row.direct is not None), Decimal(0))
    left = sum((abs(row.left) for row in known if row.left is not None), Decimal(0))
    share = left / moved * 100 if moved else Decimal(0)
    return (
        f"Over the last {len(known)} months, profit and its steps explain all but {share:.1f} % of the bank’s "
        "movements."
    )
