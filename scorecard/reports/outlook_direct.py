"""Cash told twice, month by month: by what went through the bank and by what profit became, with what is left over."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

import numpy as np

from scorecard.domain.calendar import Period
from scorecard.domain.cash import BETWEEN, SOURCE, items_of
from scorecard.domain.cash_between import is_between
from scorecard.domain.cash_lines import DatedLines, Days
from scorecard.domain.catalogue_cash import Cash
from scorecard.domain.cells import Ints, to_decimal, to_ticks
from scorecard.domain.outlook_past import told_of
from scorecard.domain.outlook_steps import actual
from scorecard.domain.planned_cash import BASIS
from scorecard.domain.scope import Scope
from scorecard.domain.vocabulary import Scenario
from scorecard.reports.asked import Asked, open_scope
from scorecard.reports.cash import low_of, shown_vintage
from scorecard.reports.cash_answer import Low
from scorecard.reports.outlook_vintage import OutlookVintage, outlook_vintage, outlooks_of
from scorecard.reports.outlook_words import money as ticks_words
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


@dataclass(frozen=True, slots=True)
class ByDay:
    """The forecast by day beside an outlook: its low point and what is said of it; nothing where there is none."""

    low: Low | None = None
    notes: tuple[str, ...] = ()


def outlook_direct_report(store: Store, scope: Scope, made: str = "") -> DirectReport:
    """Answer: do the bank and the profit tell the same story, and what is left over?

    Args:
        store: The open store.
        scope: State of the numbers.
        made: ISO date of the outlook; the newest where empty or unknown.

    Source: semantics 2.9, a bridge from direct to indirect by month with its residual.
    """
    asked = open_scope(store, scope)
    cash, days = asked.catalogue.cash, outlooks_of(asked)
    shown = next((day for day in days if day.isoformat() == made), days[-1] if days else None)
    found = None if shown is None else outlook_vintage(asked, shown)
    if found is None or cash is None or "profit" not in found.base.path.steps:
        return DirectReport("", (), asked.catalogue.currency)
    rows = (*_known(asked, cash, found), *_expected(asked, cash, found))
    return DirectReport(_headline(rows), rows, asked.catalogue.currency)


def by_day(store: Store, asked: Asked, made: date) -> ByDay:
    """What the forecast by day says of the same month ends and of the low point between them.

    Args:
        store: The open store; one-offs as they stand now count.
        asked: The scope opened.
        made: The outlook's day; a forecast by day of another one is not held against it.
    """
    found = shown_vintage(store, asked, made.isoformat())
    if isinstance(found, str) or found.made != made:
        return ByDay()
    days, currency, low = found.table, asked.catalogue.currency, low_of(found)
    closing = dict(zip(days.ends.tolist(), days.closing.tolist(), strict=True))
    ends = [period for period in asked.calendar.periods if period.end in closing]
    told = [f"{ticks_words(closing[period.end], currency)} at the end of {period.label}" for period in ends]
    lowest = f"{ticks_words(to_ticks(low.amount), currency)} on {low.day.day} {low.day:%b %Y}"
    notes = [
        f"By day, where each open invoice and bill is known, cash comes to {' and '.join(told)}; it is lowest with "
        f"{lowest}. “Against the bank” holds both beside each other, the page Cash has the days."
    ]
    if BASIS in found.items.basis:
        notes.append("One-offs scheduled by hand count by day and not in this outlook.")
    return ByDay(low, tuple(notes))


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


def _expected(asked: Asked, cash: Cash, found: OutlookVintage) -> list[TwiceTold]:
    """The months that the forecast by day reaches; one it covers only in part is not compared."""
    if found.made not in asked.snapshot.rolled_vintages(SOURCE):
        return []
    items = items_of(asked.snapshot.rolled(SOURCE, found.made), cash)
    last = found.made.toordinal() + 7 * cash.weeks
    outside = np.array([line != BETWEEN for line in items.line], dtype=np.bool_)
    rows = []
    for at, period in enumerate(found.past.ahead):
        if period.start.toordinal() > last:
            break
        bank = _through(period, items.day[outside], items.ticks[outside])
        path = found.base.path
        if period.end.toordinal() <= last:
            profit = int(path.change[at] - path.steps["other"][at])
            rows.append(_row(period, True, bank, profit, ""))
        else:
            day = date.fromordinal(last)
            rows.append(_row(period, True, bank, None, f"the forecast by day ends on {day.day} {day:%b %Y}"))
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
        f"Over the last {len(known)} months, profit and its steps explain the bank’s movements "
        f"up to {share:.1f} % of them."
    )
