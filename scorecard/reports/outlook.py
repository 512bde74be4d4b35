"""Outlook: cash over the coming 12 to 18 months, how profit becomes cash, and what levers do to both."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from scorecard.domain.bridge import Bridge, Step
from scorecard.domain.cash import available
from scorecard.domain.cash_indirect import CashPath
from scorecard.domain.cash_levers import Answer, Base, answered
from scorecard.domain.catalogue_cash import Cash
from scorecard.domain.cells import to_decimal, to_ticks
from scorecard.domain.outlook_vintage import SOURCE
from scorecard.domain.scope import Scope
from scorecard.reports.asked import Asked, open_scope
from scorecard.reports.cash import NO_CASH, NOT_YET
from scorecard.reports.cash_answer import Low
from scorecard.reports.outlook_beyond import beyond_days
from scorecard.reports.outlook_by_day import ByDay, by_day, day_notes
from scorecard.reports.outlook_days import DaysTree, days_tree
from scorecard.reports.outlook_levers import LeverRow, lever_bridge, lever_rows, levers_of
from scorecard.reports.outlook_months import LowMonth, OutlookMonth, low_month, months_ahead, months_before, ranges_of
from scorecard.reports.outlook_notes import notes_of
from scorecard.reports.outlook_vintage import OutlookVintage, outlook_vintage, outlooks_of
from scorecard.reports.outlook_words import STEPS, by_day_words, end_words, money, step_name
from scorecard.reports.taken_back import taken_back
from scorecard.store.store import Store

HORIZONS = (12, 15, 18)
WHOLE = "The outlook is made for the whole company; {place} has none of its own."


@dataclass(frozen=True, slots=True)
class OutlookReport:
    """Everything the page shows first; without an outlook only the headline is there, at a place also the cycle.

    Attributes:
        horizons: How far it can be looked: those of ``HORIZONS`` that this outlook reaches.
        rows: Months before the forecast, then those ahead.
        steps: Id and name of each step from profit to cash, in reading order.
        bridge: From cash now over the steps to cash at the end.
        levers: What can be moved and what it does.
        moved: From the forecast's end over each lever to the new end; None where nothing is moved.
        low: The forecast's lowest month end; ``moved_low`` the one with levers moved.
        limits: Name and amount of the minimum lines.
        cycle: Days that money is tied up, and the price of a day.
        by_day: Where the forecast by day is lowest, where that lies below every month end; None once levers move.
        stale: Why the outlook is not to be trusted as it stands, "" where nothing is known against it.
    """

    scope: Scope
    headline: str
    as_of: str
    revision: int
    currency: str
    made: date | None = None
    vintages: tuple[date, ...] = ()
    months: int = HORIZONS[-1]
    horizons: tuple[int, ...] = ()
    rows: tuple[OutlookMonth, ...] = ()
    steps: tuple[tuple[str, str], ...] = ()
    bridge: Bridge | None = None
    levers: tuple[LeverRow, ...] = ()
    starts: tuple[tuple[str, str], ...] = ()
    start: str = ""
    pay: Decimal = Decimal(0)
    moved: Bridge | None = None
    low: LowMonth | None = None
    moved_low: LowMonth | None = None
    limits: tuple[tuple[str, Decimal], ...] = ()
    cycle: DaysTree | None = None
    notes: tuple[str, ...] = ()
    by_day: Low | None = None
    stale: str = ""

    @property
    def from_profit(self) -> bool:
        """Whether cash is told from profit down, and not by money in and out."""
        return any(step == "profit" for step, _ in self.steps)


def outlook_report(
    store: Store, scope: Scope, made: str = "", months: int = 0, levers: tuple[tuple[str, str], ...] = ()
) -> OutlookReport:
    """Answer: where does cash go over the coming months, what makes it so, and what could be moved?

    Args:
        store: The open store.
        scope: State of the numbers and words; the whole company in any case.
        made: ISO date of the outlook to show; the newest where empty or unknown.
        months: How far, one of ``HORIZONS``; as far as the catalogue says where it is another number.
        levers: What a link moves, name and text.

    Raises:
        UnknownName: If the place does not exist.
        NothingPublished: If there are no figures yet.
    """
    asked = open_scope(store, scope)
    cash, vintages = asked.catalogue.cash, tuple(reversed(outlooks_of(asked)))
    if cash is None:
        return _without(asked, NO_CASH)
    if scope.entity != asked.catalogue.root:
        said = WHOLE.format(place=asked.catalogue.entity(scope.entity).name)
        return _without(asked, said, vintages, days_tree(asked, cash, asked.index))
    shown = next((day for day in vintages if day.isoformat() == made), next(iter(vintages), None))
    found = None if shown is None else outlook_vintage(asked, shown)
    if found is None:
        return _without(asked, NOT_YET, vintages)
    most = len(found.past.ahead)
    ahead = months if months in HORIZONS and months <= most else min(most, cash.months)
    is_newest = found.made == vintages[0]
    days = by_day(store, asked, found, is_newest)
    answer = _report(asked, cash, found, vintages, ahead, dict(levers), days)
    return replace(answer, stale=taken_back(store, asked.snapshot, SOURCE, found.made) if is_newest else "")


def _without(
    asked: Asked, headline: str, vintages: tuple[date, ...] = (), cycle: DaysTree | None = None
) -> OutlookReport:
    snapshot = asked.snapshot
    return OutlookReport(
        asked.scope, headline, snapshot.as_of_label, snapshot.revision, asked.catalogue.currency, vintages=vintages,
        cycle=cycle,
    )  # fmt: skip


def _report(
    asked: Asked,
    cash: Cash,
    found: OutlookVintage,
    vintages: tuple[date, ...],
    ahead: int,
    query: Mapping[str, str],
    days: ByDay,
) -> OutlookReport:
    base, extra, periods = days.beside(found.base).cut(ahead), available(cash), found.past.ahead[:ahead]
    from_profit = "profit" in base.path.steps
    levers, ranges = levers_of(query if from_profit else {}, periods), ranges_of(found, days, base)
    answer = answered(base, levers)
    at, words = periods[-1].label, asked.scope.words
    steps = tuple((step, step_name(step, words)) for step in STEPS if _counts(base.path, step))
    cycle, rows = days_tree(asked, cash, found.at), lever_rows(levers, answer, base)
    low = low_month(found, base.path, extra, ranges)
    beyond = () if answer.effects else beyond_days(found, days, base, asked.catalogue.currency)
    lower = days.low if days.low is not None and days.low.amount < low.amount and not answer.effects else None
    return OutlookReport(
        scope=asked.scope,
        headline=_headline(asked, found, base, answer, extra, cycle, lower),
        as_of=asked.snapshot.as_of_label,
        revision=asked.snapshot.revision,
        currency=asked.catalogue.currency,
        made=found.made,
        vintages=vintages,
        months=ahead,
        horizons=tuple(each for each in HORIZONS if each <= len(found.past.ahead)),
        rows=(*months_before(found, extra), *months_ahead(found, base, answer, extra, steps, ranges)),
        steps=steps,
        bridge=_bridge(base.path, extra, steps, found, at),
        levers=rows if from_profit else (),
        starts=tuple((period.key, period.label) for period in periods),
        start=periods[levers.start].key,
        pay=levers.pay,
        moved=lever_bridge(base, answer, rows, extra, at),
        low=low,
        moved_low=low_month(found, answer.path, extra, ranges) if answer.effects else None,
        limits=_limits(cash),
        cycle=cycle,
        notes=(*notes_of(asked, cash, found), *day_notes(found, days, asked.catalogue.currency), *beyond),
        by_day=lower,
    )


def _counts(path: CashPath, step: str) -> bool:
    return step in path.steps and bool(path.steps[step].any())


def _bridge(path: CashPath, extra: int, steps: tuple[tuple[str, str], ...], found: OutlookVintage, at: str) -> Bridge:
    told = tuple(Step(name, to_decimal(path.total(step)), STEPS[step][2]) for step, name in steps if path.total(step))
    return Bridge(
        "From profit to cash",
        to_decimal(path.opening + extra),
        told,
        to_decimal(int(path.closing[-1]) + extra),
        start_name=f"Cash, {found.past.periods[-1].label}",
        end_name=f"Cash, {at}",
    )


def _limits(cash: Cash) -> tuple[tuple[str, Decimal], ...]:
    told = (("our floor", cash.floor), (cash.covenant_name or "the lender’s minimum", cash.covenant))
    return tuple((name, amount) for name, amount in told if amount is not None)


def _headline(
    asked: Asked,
    found: OutlookVintage,
    base: Base,
    answer: Answer,
    extra: int,
    cycle: DaysTree | None,
    by_day: Low | None,
) -> str:
    currency, months = asked.catalogue.currency, found.past.ahead

    def ends(path: CashPath) -> str:
        low, last = path.low, len(path.closing) - 1
        lowest, end = ((months[at].label, int(path.closing[at]) + extra) for at in (low, last))
        return end_words(lowest, end, (found.past.periods[-1].label, path.opening + extra), currency)

    if answer.effects:
        was = money(int(base.path.closing[-1]) + extra)
        return f"With what is moved here, cash at month end {ends(answer.path)} instead of {was}."
    said = f"Cash at month end {ends(base.path)}"
    if by_day is not None:
        said += f"; {by_day_words(by_day.day, to_ticks(by_day.amount))}"
    told = [] if "profit" not in base.path.steps else [f"profit brings {money(base.path.total('profit'))}"]
    if cycle is not None and cycle.customers is not None:
        told.append(f"one day of customers paying sooner is worth {money(cycle.customers)}")
    return f"{said}; {', '.join(told)}." if told else f"{said}."
