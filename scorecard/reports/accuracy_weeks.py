"""The cash forecast by week held against what came: in, out and cash at the end, for the whole and for each place."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from scorecard.domain.accuracy import LEVELS
from scorecard.domain.cash import BETWEEN, SOURCE, START, WEEK
from scorecard.domain.cash_between import is_between
from scorecard.domain.cash_lines import RolledLines
from scorecard.domain.cash_scheduled import summed_by_day
from scorecard.domain.catalogue_cash import Cash
from scorecard.domain.cells import Ints
from scorecard.reports.accuracy_rows import BANDS, Held, Row, judged_of
from scorecard.reports.asked import Asked

YEAR = 52
"""Weeks back to the same week a year earlier."""

QUARTER = 13
"""Weeks whose mean is the simplest forecast of a week."""

IN, OUT, END, BETWEEN_PLACES = range(4)


@dataclass(frozen=True, eq=False)
class _Daily:
    """What came at a place and below it: int64[day] in and out, from ``first`` on, without money between places."""

    first: np.datetime64
    flows: Mapping[int, Ints]

    def weeks(self, line: int, after: np.datetime64, count: int) -> list[int | None]:
        """Sums of the weeks after a day; None where a week lies outside what is known. A negative count looks back."""
        start = int((after - self.first).astype(np.int64)) + 1
        found: list[int | None] = []
        for week in range(count) if count > 0 else range(count, 0):
            low, high = start + WEEK * week, start + WEEK * (week + 1)
            inside = low >= 0 and high <= len(self.flows[line])
            found.append(int(self.flows[line][low:high].sum()) if inside else None)
        return found


def week_rows(asked: Asked) -> Held:
    """Our forecasts by week, for the whole and each place that has one; none where the catalogue is not by days."""
    cash, root = asked.catalogue.cash, asked.catalogue.root
    nothing = Held(judged_of([]), (), (), (), "week", np.zeros(0, dtype=np.int64))
    if cash is None or cash.by != "days" or asked.through < 0:
        return nothing
    told = asked.snapshot.every_rolled(SOURCE)
    places = _places(asked, cash, told)
    daily = _daily(asked, cash, places)
    rows: list[Row] = []
    ends: list[int] = []
    for at, (made, rolled) in enumerate(told.items()):
        for area, place in enumerate(places):
            for row, end in _weeks(cash, rolled, made, frozenset(asked.catalogue.subtree(place)), daily[place], place):
                rows.append((row[0], area, at, *row[1:]))
                ends.append(end)
    lines = (cash.inflow, cash.outflow, cash.closing)
    return Held(judged_of(rows), lines, (root, *places[1:]), tuple(told), "week", np.array(ends, dtype=np.int64))


def _places(asked: Asked, cash: Cash, told: Mapping[date, RolledLines]) -> tuple[str, ...]:
    """The whole first, then every place that a forecast tells cash at the start for."""
    start = f"{cash.closing}@{START}"
    own = {
        place
        for rolled in told.values()
        for place, name in zip(rolled.entity, rolled.measure, strict=True)
        if name == start and place
    }
    root = asked.catalogue.root
    return (root, *(place for place in asked.catalogue.subtree(root) if place in own and place != root))


def _daily(asked: Asked, cash: Cash, places: Sequence[str]) -> dict[str, _Daily]:
    """Each place with what came there."""
    lines = asked.snapshot.dated((cash.inflow, cash.outflow)).at_home
    last = np.datetime64(asked.calendar.periods[asked.through].end)
    first = lines.day.min() if len(lines) else last
    size, every = int((last - first).astype(np.int64)) + 1, asked.catalogue.subtree(asked.catalogue.root)
    moved = lines.take(~is_between(lines, cash.between))
    came = np.array([name == cash.inflow for name in moved.measure], dtype=np.bool_)
    flows = {line: summed_by_day(moved.take(of), every, first, size) for line, of in ((IN, came), (OUT, ~came))}
    rank = {place: at for at, place in enumerate(every)}
    below = {place: [rank[each] for each in asked.catalogue.subtree(place)] for place in places}
    return {
        place: _Daily(first, {line: flow[rows].sum(axis=0) for line, flow in flows.items()})
        for place, rows in below.items()
    }


def _weeks(
    cash: Cash, rolled: RolledLines, made: date, below: frozenset[str], daily: _Daily, place: str
) -> Iterator[tuple[Row, int]]:
    """Rows of one forecast and place without its place's and its own number, with the last day of each week."""
    after, count = np.datetime64(made), _count(rolled, made)
    said = _said(cash, rolled, below, after, count)
    bands = _bands(cash, rolled, place, after, count, np.cumsum(said[BETWEEN_PLACES]))
    for line in (IN, OUT):
        came = daily.weeks(line, after, count)
        back = [each for each in daily.weeks(line, after, -QUARTER) if each is not None]
        naive = sum(back) // len(back) if back else None
        last_year = daily.weeks(line, after - YEAR * WEEK, count)
        for week, amount in enumerate(came):
            if amount is not None:
                yield _row(line, week, amount, int(said[line][week]), naive, last_year[week], None), _end(made, week)
    start = _start(cash, rolled, below, place)
    if start is None:
        return
    changes = [_change(daily, after, count), _change(daily, after - YEAR * WEEK, count)]
    path = start + np.cumsum(said[IN] - said[OUT])
    for week, (change, before) in enumerate(zip(*changes, strict=True)):
        if change is not None:
            year = None if before is None else start + before
            yield _row(END, week, start + change, int(path[week]), start, year, bands.get(week)), _end(made, week)


def _row(
    line: int, week: int, came: int, said: int, naive: int | None, year: int | None, bands: list[int] | None
) -> Row:
    flags = (int(naive is not None), int(year is not None), int(bands is not None))
    return (line, week + 1, came, said, naive or 0, year or 0, *flags, *(bands or [0] * (2 * len(LEVELS))))


def _end(made: date, week: int) -> int:
    return (made - date(1970, 1, 1)) // timedelta(days=1) + WEEK * (week + 1)


def _count(rolled: RolledLines, made: date) -> int:
    """Whole weeks the forecast tells."""
    return int((rolled.day.max() - np.datetime64(made)).astype(np.int64)) // WEEK if len(rolled) else 0


def _said(cash: Cash, rolled: RolledLines, below: frozenset[str], after: np.datetime64, count: int) -> dict[int, Ints]:
    """Line to int64[week]; money between places, in less out, apart from the others."""
    found = {line: np.zeros(count, np.int64) for line in (IN, OUT, BETWEEN_PLACES)}
    week = (rolled.day - after).astype(np.int64) - 1
    names = {cash.inflow: IN, cash.outflow: OUT}
    for name, line, entity, at, ticks in zip(
        rolled.measure, rolled.line, rolled.entity, (week // WEEK).tolist(), rolled.ticks.tolist(), strict=True
    ):
        if name not in names or entity not in below or not 0 <= at < count:
            continue
        if line == BETWEEN:
            found[BETWEEN_PLACES][at] += ticks if names[name] == IN else -ticks
        else:
            found[names[name]][at] += ticks
    return found


def _bands(
    cash: Cash, rolled: RolledLines, place: str, after: np.datetime64, count: int, between: Ints
) -> dict[int, list[int]]:
    """Week to low and high ends by level on its last day, where all of them are told.

    They are of the account; money between places, which came and said leave out, is taken off them: int64[week],
    what was expected of it from the start to each week's end.
    """
    order = {f"{cash.closing}@{name}": at for at, name in enumerate(end for pair in BANDS for end in pair)}
    last = {(after + WEEK * (week + 1)).item(): week for week in range(count)}
    found: dict[int, list[int | None]] = {}
    told = zip(rolled.day.tolist(), rolled.measure, rolled.entity, rolled.ticks.tolist(), strict=True)
    for day, name, entity, ticks in told:
        if entity == place and name in order and day in last:
            found.setdefault(last[day], [None] * len(order))[order[name]] = ticks
    return {
        week: [int(end or 0) - int(between[week]) for end in ends] for week, ends in found.items() if None not in ends
    }


def _start(cash: Cash, rolled: RolledLines, below: frozenset[str], place: str) -> int | None:
    """Cash at the start: the place's own, or that of all places below it."""
    name = f"{cash.closing}@{START}"
    told = [
        (entity, ticks)
        for measure, entity, ticks in zip(rolled.measure, rolled.entity, rolled.ticks.tolist(), strict=True)
        if measure == name and entity in below
    ]
    own = [ticks for entity, ticks in told if entity == place]
    return own[0] if own else sum(ticks for _, ticks in told) if told else None


def _change(daily: _Daily, after: np.datetime64, count: int) -> list[int | None]:
    """What cash came to by the end of each week; None from the first week on that is not known."""
    found: list[int | None] = []
    total: int | None = 0
    for more, less in zip(daily.weeks(IN, after, count), daily.weeks(OUT, after, count), strict=True):
        total = None if total is None or more is None or less is None else total + more - less
        found.append(total)
    return found
