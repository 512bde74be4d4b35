"""Why the end of the forecast by day and the month end of the outlook after it differ, and by how much."""

from datetime import date
from decimal import Decimal

from scorecard.domain.calendar import Period
from scorecard.domain.cash_levers import Base
from scorecard.domain.cells import to_decimal
from scorecard.domain.display import shown
from scorecard.domain.scope import Scope
from scorecard.reports.asked import open_scope
from scorecard.reports.cash_vintage import vintages_of
from scorecard.reports.outlook_by_day import ByDay, by_day
from scorecard.reports.outlook_vintage import OutlookVintage, outlook_vintage, outlooks_of
from scorecard.store.store import Store

CENT = Decimal("0.01")


def beyond_days(found: OutlookVintage, days: ByDay, base: Base, currency: str) -> tuple[str, ...]:
    """Both amounts, their difference and where it comes from; nothing where days end with a month or nothing differs.

    Args:
        found: The outlook.
        days: What days tell of it.
        base: The outlook with them.
        currency: Of amounts.
    """
    vintage, at = days.vintage, len(days.ends)
    if vintage is None or at >= len(base.path.closing):
        return ()
    month, last = found.past.ahead[at], date.fromordinal(vintage.made.toordinal() + vintage.days)
    told = to_decimal(int(vintage.table.closing[-1])).quantize(CENT)
    end = to_decimal(int(base.path.closing[at]) + vintage.extra).quantize(CENT)
    if last < month.start or told == end:
        return ()
    by = "profit and its steps" if "profit" in base.path.steps else "what usually comes in and goes out"
    apart = f"{_exact(abs(end - told))} {'more' if end > told else 'less'}"
    return (
        f"The forecast by day ends on {last.day} {last:%b %Y} with {_exact(told)} {currency}, the outlook ends "
        f"{month.label} with {_exact(end)} {currency}, {apart}: it also counts {_added(last, month)}, and works out "
        f"that whole month from {by}, since the forecast by day does not reach its end.",
    )


def beyond_days_of(store: Store, scope: Scope, made: str) -> tuple[str, ...]:
    """The same beside a forecast by day, of the outlook that goes with it.

    Args:
        store: The open store.
        scope: State of the numbers; nothing is told at a single place, which has no outlook.
        made: ISO date of the forecast by day.
    """
    asked = open_scope(store, scope)
    days, outlooks = [each.isoformat() for each in vintages_of(asked)], outlooks_of(asked)
    if made not in days or not outlooks or scope.entity != asked.catalogue.root:
        return ()
    day = outlooks[-1] if made == days[-1] else date.fromisoformat(made)
    found = outlook_vintage(asked, day) if day in outlooks else None
    if found is None:
        return ()
    told = by_day(store, asked, found, day == outlooks[-1])
    if told.vintage is None or told.vintage.made.isoformat() != made:
        return ()
    return beyond_days(found, told, told.beside(found.base), asked.catalogue.currency)


def _exact(amount: Decimal) -> str:
    return shown(amount, decimals=2)


def _added(last: date, month: Period) -> str:
    """Which days the month has beyond the last one told: "31 Jan", "30 Jan to 3 Feb"."""
    first = date.fromordinal(last.toordinal() + 1)
    end = f"{month.end.day} {month.end:%b}"
    if first == month.end:
        return end
    return f"{first.day}{f' {first:%b}' if first.month != month.end.month else ''} to {end}"
