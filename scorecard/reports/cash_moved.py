"""What moved since the forecast before: timing, amount, new and lost, item by item, and the weeks that are over."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

import numpy as np
from numpy.typing import NDArray

from scorecard.domain.cash_lines import Ints
from scorecard.domain.cash_moved import Move, Moved, days_later, moved, totals
from scorecard.domain.catalogue_cash import Cash
from scorecard.domain.cells import to_decimal
from scorecard.domain.scope import Scope
from scorecard.domain.variance import limit_of
from scorecard.domain.vocabulary import Unit
from scorecard.reports.asked import Asked, open_scope
from scorecard.reports.cash import shown_vintage
from scorecard.reports.cash_came import UNTOLD, Key, came_between, key_of, written_since
from scorecard.reports.cash_headline import money
from scorecard.reports.cash_lines import name_of
from scorecard.reports.cash_vintage import Vintage, vintage_of, vintages_of
from scorecard.store.store import Store

SHOWN = 25
"""Items told one by one; the others are one line."""

WEEK = 7


@dataclass(frozen=True, slots=True)
class MovedRow:
    """One item: what was expected of it, what came or is expected now, and what that does to the balance.

    Attributes:
        later: By how many days its middle moved; None where it is new or lost, or came to nothing.
        effect: What it adds to the balance at the end of the last stretch both forecasts reach.
        most: What it adds where it adds most.
    """

    name: str
    line: str
    party: str
    kinds: tuple[Move, ...]
    then: Decimal
    now: Decimal
    later: int | None
    effect: Decimal
    most: Decimal


@dataclass(frozen=True, slots=True)
class Several:
    """Items as one: how many, what was expected of them, what is now, and what they add to the last balance."""

    count: int
    then: Decimal
    now: Decimal
    effect: Decimal


@dataclass(frozen=True, slots=True)
class CashMovedReport:
    """What moved between two forecasts; ``ends`` are the last days of the stretches, the first of which is over.

    Attributes:
        by_kind: Kind to what it adds to the balance at each end.
        together: All kinds together: the difference of the two balances.
        closed: Line to what was expected of the days that are over, and what came.
        rest: Items not among ``rows`` as one: those that move cash by less than ``limit`` at every end, and those
            beyond the most that are told; None where there are none.
        whole: All items as one, which the rows and the rest add up to; None where none moved.
        limit: From which amount on an item is told by itself.
    """

    headline: str
    currency: str
    made: date | None = None
    before: date | None = None
    ends: tuple[date, ...] = ()
    by_kind: tuple[tuple[Move, tuple[Decimal, ...]], ...] = ()
    together: tuple[Decimal, ...] = ()
    foots: str = ""
    rows: tuple[MovedRow, ...] = ()
    rest: Several | None = None
    whole: Several | None = None
    limit: Decimal = Decimal(0)
    closed: tuple[tuple[str, Decimal, Decimal], ...] = ()
    as_of: str = ""
    revision: int = 0

    @property
    def gone_by(self) -> tuple[Decimal, Decimal]:
        """What was expected of the days that are over in all, and what came."""
        zero = Decimal(0)
        return sum((then for _, then, _ in self.closed), zero), sum((now for _, _, now in self.closed), zero)


def cash_moved_report(store: Store, scope: Scope, made: str = "", shown: int = SHOWN) -> CashMovedReport:
    """Answer: what is otherwise than the forecast before said, and why?

    Args:
        store: The open store.
        scope: Place and state of the numbers.
        made: ISO date of the later forecast; the newest where empty or unknown.
        shown: Items at most.
    """
    asked = open_scope(store, scope)
    found, currency, cash = shown_vintage(store, asked, made), asked.catalogue.currency, asked.catalogue.cash
    if isinstance(found, str) or cash is None:
        return CashMovedReport(str(found), currency)
    earlier = [day for day in vintages_of(asked) if day < found.made]
    before = vintage_of(asked, earlier[-1]) if earlier else None
    if before is None:
        return CashMovedReport("There is no earlier forecast to hold this one against.", currency, found.made)
    return _report(asked, cash, before, found, shown)


def _report(asked: Asked, cash: Cash, before: Vintage, found: Vintage, shown: int) -> CashMovedReport:
    ends = _ends(before, found)
    if not len(ends):
        told = f"The forecast made from figures to {_day(before.made)} does not reach beyond {_day(found.made)}."
        return CashMovedReport(told, asked.catalogue.currency, found.made, before.made)
    every, parties = _held_against(asked, cash, before, found, ends)
    differences = moved(*every)
    inside = len(ends)
    by_kind = {kind: part[:inside] for kind, part in totals(differences, inside + 1).items()}
    together = sum(by_kind.values(), np.zeros(inside, np.int64))
    checked = np.array_equal(together, _balances(before, found, ends))
    seen = [each for each in differences if each.effect[:inside].any()]
    rows = [_row(asked, each, parties, _middles(before, ends)) for each in seen]
    limit = _limit(asked, found)
    large = [row for row in rows if abs(row.most) >= limit]
    small = [row for row in rows if abs(row.most) < limit]
    return CashMovedReport(
        headline=_headline(asked, before, by_kind, ends),
        currency=asked.catalogue.currency,
        made=found.made,
        before=before.made,
        ends=tuple(day.astype(date) for day in ends),
        by_kind=tuple((kind, _amounts(part)) for kind, part in by_kind.items()),
        together=_amounts(together),
        foots=_foots(checked, inside),
        rows=tuple(large[:shown]),
        rest=_several(small + large[shown:]),
        whole=_several(rows),
        limit=limit,
        closed=tuple(_closed(asked, every)),
        as_of=asked.snapshot.as_of_label,
        revision=asked.snapshot.revision,
    )


def _ends(before: Vintage, found: Vintage) -> NDArray[np.datetime64]:
    """Last days of the stretches: what is over, the weeks both tell, and the rest of the earlier one's horizon."""
    start, last = np.datetime64(found.made), np.datetime64(before.made) + before.days
    if last <= start:
        return np.zeros(0, dtype="datetime64[D]")
    weeks = np.arange(start + WEEK, last + 1, WEEK)
    ends = np.concatenate([[start], weeks]).astype("datetime64[D]")
    return ends if ends[-1] == last else np.append(ends, last)


def _middles(before: Vintage, ends: NDArray[np.datetime64]) -> Ints:
    """The middle day of each stretch and of what lies beyond, counted from the earlier forecast's day."""
    since = (ends - np.datetime64(before.made)).astype(np.int64)
    starts = np.concatenate([[0], since[:-1]])
    return np.append((starts + since + 1) // 2, since[-1] + WEEK)


def _held_against(
    asked: Asked, cash: Cash, before: Vintage, found: Vintage, ends: NDArray[np.datetime64]
) -> tuple[tuple[dict[Key, Ints], dict[Key, Ints]], dict[Key, str]]:
    """Both forecasts by item and stretch, the later one with what came meanwhile; and whom each item is with."""
    parties: dict[Key, str] = {}
    then, now = _Stretches(ends), _Stretches(ends)
    fresh = written_since(asked, cash, before)
    for view, vintage in ((then, before), (now, found)):
        items = vintage.items
        names = zip(items.line, items.name, items.entity, items.party, strict=True)
        for (line, name, place, party), day, ticks in zip(names, items.day, items.ticks.tolist(), strict=True):
            key = key_of(Key(line, name, place, party or ""), fresh)
            parties[key] = party or parties.get(key, "")
            view.add(key, day, ticks)
    for key, party, day, ticks in came_between(asked, cash, before, found, fresh):
        parties[key] = party or parties.get(key, "")
        now.add(key, day, ticks)
    return (then.told, now.told), parties


class _Stretches:
    """Adds amounts up by key and stretch; what lies beyond the last end counts for single items only.

    A line as a whole goes on for ever, so that the later forecast, which reaches further, would always have more of it.
    """

    def __init__(self, ends: NDArray[np.datetime64]) -> None:
        self._ends = ends
        self.told: dict[Key, Ints] = {}

    def add(self, key: Key, day: np.datetime64, ticks: int) -> None:
        if day > self._ends[-1] and not key.document:
            return
        if key not in self.told:
            self.told[key] = np.zeros(len(self._ends) + 1, np.int64)
        self.told[key][int(np.searchsorted(self._ends, day))] += ticks


def _balances(before: Vintage, found: Vintage, ends: NDArray[np.datetime64]) -> Ints:
    """The later balance less the earlier one at each end, from the two day tables."""
    then = before.table.closing[(ends - np.datetime64(before.made)).astype(np.int64) - 1]
    at = (ends - np.datetime64(found.made)).astype(np.int64)
    now = np.concatenate([[found.at_bank + found.extra], found.table.closing])[at]
    return np.asarray(now - then, np.int64)


def _row(asked: Asked, each: Moved[Key], parties: Mapping[Key, str], middles: Ints) -> MovedRow:
    line, document = each.key.line, each.key.document
    effect = each.effect[:-1]
    most = int(effect[int(np.argmax(np.abs(effect)))])
    both = Move.NEW not in each.parts and Move.LOST not in each.parts
    return MovedRow(
        name=document.removeprefix("entry ") or line_name(asked, line),
        line=line_name(asked, line),
        party=parties.get(each.key, "") if document else "",
        kinds=tuple(each.parts),
        then=to_decimal(int(each.then.sum())),
        now=to_decimal(int(each.now.sum())),
        later=days_later(each.then, each.now, middles) if both else None,
        effect=to_decimal(int(effect[-1])),
        most=to_decimal(most),
    )


def _several(rows: Sequence[MovedRow]) -> Several | None:
    zero = Decimal(0)
    then, now, effect = (sum((row.then for row in rows), zero), sum((row.now for row in rows), zero),
                         sum((row.effect for row in rows), zero))  # fmt: skip
    return Several(len(rows), then, now, effect) if rows else None


def _limit(asked: Asked, found: Vintage) -> Decimal:
    """From which amount on an item is worth a look, by the catalogue's rule, held against what is available."""
    total = abs(to_decimal(found.at_bank + found.extra))
    return limit_of(asked.catalogue.materiality, Unit.MONEY, total) or Decimal(0)


def line_name(asked: Asked, line: str) -> str:
    """What a line is called where the bank's own unexplained lines are one of them."""
    return "Other bank lines" if line == UNTOLD else name_of(asked.catalogue, line)


def _closed(asked: Asked, every: tuple[dict[Key, Ints], dict[Key, Ints]]) -> Iterator[tuple[str, Decimal, Decimal]]:
    """Line by line what was expected of the days that are over and what came, the largest differences first."""
    sums: dict[str, list[int]] = {}
    for side, view in enumerate(every):
        for key, stretches in view.items():
            sums.setdefault(key.line, [0, 0])[side] += int(stretches[0])
    for line, (then, now) in sorted(sums.items(), key=lambda each: (-abs(each[1][1] - each[1][0]), each[0])):
        if then or now:
            yield line_name(asked, line), to_decimal(then), to_decimal(now)


def _headline(asked: Asked, before: Vintage, by_kind: Mapping[Move, Ints], ends: NDArray[np.datetime64]) -> str:
    """By how much cash at the last common end is otherwise, and by which kinds."""
    last = _day(ends[-1].astype(date))
    difference = sum(int(part[-1]) for part in by_kind.values())
    parts = [
        f"{kind.value} {'+' if part[-1] > 0 else '−'}{money(abs(to_decimal(int(part[-1]))))}"
        for kind, part in by_kind.items()
        if part[-1]
    ]
    since = f"the forecast of {_day(before.made)} said"
    if not difference:
        return f"Cash on {last} is just what {since}."
    amount = money(abs(to_decimal(difference)), asked.catalogue.currency)
    said = f"Cash on {last} is {amount} {'more' if difference > 0 else 'less'} than {since}"
    return f"{said}: {', '.join(parts)}."


def _foots(checked: bool, ends: int) -> str:
    if checked:
        return f"Timing + amount + new + lost = the difference of both forecasts’ cash at all {ends} ends, to the cent."
    return (
        "The parts do not add up to the difference of the balances: figures of the days gone by were told anew since."
    )


def _amounts(ticks: Ints) -> tuple[Decimal, ...]:
    return tuple(to_decimal(each) for each in ticks.tolist())


def _day(day: date) -> str:
    return f"{day.day} {day:%b %Y}"
