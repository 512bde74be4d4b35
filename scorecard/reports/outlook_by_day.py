"""The forecast by day beside an outlook: its month ends, its one-offs, its ranges and its lowest day."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from scorecard.domain.calendar import Period
from scorecard.domain.cash_levers import Base
from scorecard.domain.cells import Ints, to_ticks
from scorecard.domain.outlook_by_day import with_days
from scorecard.domain.planned_cash import BASIS, PlannedCash
from scorecard.reports.asked import Asked
from scorecard.reports.cash import low_of, shown_vintage
from scorecard.reports.cash_answer import Low
from scorecard.reports.cash_fan import moved_by_day
from scorecard.reports.cash_vintage import Vintage, vintages_of
from scorecard.reports.outlook_vintage import OutlookVintage
from scorecard.reports.outlook_words import money
from scorecard.store.store import Store


@dataclass(frozen=True, eq=False)
class ByDay:
    """What days tell of the months of an outlook; nothing where there is no forecast by day that goes with it.

    Attributes:
        vintage: The forecast by day.
        ends: Ticks at the bank at the end of each of the first months that it tells whole.
        one_offs: int64[month], ticks scheduled by hand.
        bands: Band's name to ticks at the bank at those month ends.
    """

    vintage: Vintage | None
    ends: tuple[int, ...]
    one_offs: Ints
    bands: Mapping[str, tuple[int, ...]]

    @property
    def low(self) -> Low | None:
        """Its lowest day."""
        return None if self.vintage is None else low_of(self.vintage)

    def beside(self, base: Base) -> Base:
        """The outlook with these months and one-offs; as it is where nothing is told by day."""
        return base if self.vintage is None else with_days(base, self.ends, self.one_offs)


def by_day(store: Store, asked: Asked, found: OutlookVintage, is_newest: bool) -> ByDay:
    """The forecast by day that goes with an outlook: of the newest the newest, of an older one that of the same day.

    Args:
        store: The open store; with the newest one-offs count as they stand now.
        asked: The scope opened.
        found: The outlook.
        is_newest: Whether it is the newest.
    """
    months = found.past.ahead
    nothing = ByDay(None, (), np.zeros(len(months), dtype=np.int64), {})
    day = found.made
    if is_newest:
        day = max((each for each in vintages_of(asked) if each >= found.made), default=found.made)
    vintage = shown_vintage(store, asked, day.isoformat())
    if isinstance(vintage, str) or vintage.made != day:
        return nothing
    ends = tuple(_ends(asked, vintage, months))
    at = [(period.end - vintage.made).days - 1 for period in months[: len(ends)]]
    bands = {
        name: tuple(int(band[each]) - vintage.extra for each in at)
        for name, band in vintage.bands.items()
        if min(at, default=-1) >= 0
    }
    planned = _planned(store, asked, day, is_newest)
    return ByDay(vintage, ends, _one_offs(vintage, planned, months), bands)


def _ends(asked: Asked, vintage: Vintage, months: Sequence[Period]) -> Iterator[int]:
    """Ticks at the bank at the end of one month after the other, as far as the days go; gone by as the bank says."""
    closing = vintage.table.closing - vintage.extra
    moved = moved_by_day(asked, vintage.entity)
    for period in months:
        at = (period.end - vintage.made).days
        if at > vintage.days:
            return
        since = sum(ticks for day, ticks in moved.items() if period.end < day <= vintage.made) if at <= 0 else 0
        yield int(closing[at - 1]) if at > 0 else vintage.at_bank - since


def _planned(store: Store, asked: Asked, made: date, is_newest: bool) -> tuple[PlannedCash, ...]:
    """One-offs as they stand now, or with an older outlook as they were known when it was made."""
    if not is_newest:
        return store.planned.known_on(made)
    return () if asked.scope.as_of else store.planned.entries()


def _one_offs(vintage: Vintage, planned: Sequence[PlannedCash], months: Sequence[Period]) -> Ints:
    """Ticks by month: those the forecast by day holds, and those beyond its last day."""
    last = date.fromordinal(vintage.made.toordinal() + vintage.days)
    items = zip(vintage.items.basis, vintage.items.day.tolist(), vintage.items.ticks.tolist(), strict=True)
    dated = [(day, ticks) for basis, day, ticks in items if basis == BASIS and day <= last]
    dated += [(each.day, to_ticks(each.signed)) for each in planned if each.is_expected and each.day > last]
    told = [sum(ticks for day, ticks in dated if period.start <= day <= period.end) for period in months]
    return np.array(told, dtype=np.int64)


def day_notes(found: OutlookVintage, days: ByDay, currency: str) -> tuple[str, ...]:
    """Which months are as the forecast by day has them, where its lowest day lies, and what comes back after them.

    Args:
        found: The outlook.
        days: What days tell of it.
        currency: Of amounts.
    """
    low, months = days.low, found.past.ahead
    if low is None or not days.ends:
        return ()
    told = [months[at].label for at in range(len(days.ends))]
    these = f"{told[0]} ends" if len(told) == 1 else f"{', '.join(told[:-1])} and {told[-1]} end"
    back = f", which comes back in {months[len(told)].label}" if len(told) < len(months) else ""
    day = f"{low.day.day} {low.day:%b %Y}"
    return (
        f"{these} as the forecast by day on the page Cash has {'it' if len(told) == 1 else 'them'}, where each open "
        f"invoice and bill is known. “By day” is how far that is from profit and its steps{back}. The lowest day is "
        f"{day} with {money(to_ticks(low.amount), currency)}.",
    )
