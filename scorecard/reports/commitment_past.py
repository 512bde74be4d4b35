"""What the number of a promise was in the last twelve months: cash by day where bank lines tell days, else by month."""

from datetime import timedelta

from scorecard.domain.cells import to_decimal, to_ticks
from scorecard.domain.commitments import Ahead
from scorecard.reports.asked import Asked
from scorecard.reports.cash_fan import days_before, moved_by_day
from scorecard.reports.remembered import series_of
from scorecard.reports.sync_sources import Sources, day_words

YEAR = 365
"""Days that are the last twelve months."""


def cash_past(found: Sources) -> tuple[Ahead, ...]:
    """What was available at the end of each day or month up to the newest actual one.

    Days are counted back from its balance by the bank's lines, no further than those reach; what is restricted and
    the credit that is not drawn are those of today.
    """
    if found.cash_there is None:
        return ()
    day, available = found.cash_there
    first = day - timedelta(days=YEAR - 1)
    if found.cash.by == "months":
        ends = (*found.cash.fan.was, *found.cash.fan.came) if found.cash.fan is not None else ()
        return tuple(Ahead(end, f"{end:%b %Y}", amount) for end, amount in ends if end >= first)
    moved = moved_by_day(found.asked, found.root)
    first = max(first, min(moved, default=day))
    told = days_before(moved, day, to_ticks(available), (day - first).days)
    return tuple(Ahead(each, day_words(each), to_decimal(ticks)) for each, ticks in told)


def measure_past(there: Asked, name: str, at: int) -> tuple[Ahead, ...]:
    """A measure in the twelve months up to a period.

    Args:
        there: The scope opened at the promise's place.
        name: Id of the measure.
        at: Index of the period.
    """
    window = range(max(0, at - there.calendar.per_year + 1), at + 1)
    values = series_of(there, there.catalogue.measure(name), window).values
    periods = ((index, there.calendar.periods[index]) for index in window)
    return tuple(Ahead(each.end, each.label, values[index]) for index, each in periods)
