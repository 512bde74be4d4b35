"""A vintage of the cash forecast opened for a place: its movements, its days, its bands, and one-offs since."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

import numpy as np

from scorecard.domain.cash import EVER, SOURCE, START, CashItems, CashTable, available, day_table, items_of, together
from scorecard.domain.cash_lines import Ints, RolledLines
from scorecard.domain.cells import to_ticks
from scorecard.domain.planned_cash import PlannedCash, number_in, planned_items
from scorecard.reports.asked import Asked

LIKELY, CERTAIN = ("lo80", "hi80"), ("lo95", "hi95")
"""Names of the bands that hold in four of five cases, and in nineteen of twenty."""

CHANCES = ("below_floor", "below_covenant")


@dataclass(frozen=True, eq=False)
class Vintage:
    """What one roll says about a place and everything below it.

    Attributes:
        made: The last day of the actual figures it was made from.
        at_bank: Ticks at the bank on that day.
        extra: Ticks that come on top for the whole workspace: undrawn credit less what is restricted; 0 elsewhere.
        items: Expected movements here, one-offs as they stand now among them.
        shift: int64[day], what one-offs scheduled or changed since the roll add to the balance.
        since: One-offs that the roll did not know as they are now.
        bands: Band's name to ticks by day, as ``items`` would have it; only those that are there for each day.
        lowest: Ends of the low point's own range, ticks; None where the roll tells none.
        chances: ``below_floor`` or ``below_covenant`` to the chance by day, in [0, 1], where the roll tells one.
        ever: The same two to the chance of any day at all, None where the roll tells none.
    """

    made: date
    entity: str
    at_bank: int
    extra: int
    items: CashItems
    days: int
    shift: Ints
    since: tuple[PlannedCash, ...]
    bands: Mapping[str, Ints]
    lowest: tuple[int, int] | None
    chances: Mapping[str, tuple[tuple[date, float], ...]]
    ever: Mapping[str, float | None]

    @cached_property
    def table(self) -> CashTable:
        """Day by day, of what is available."""
        return day_table(self.items, self.at_bank + self.extra, np.datetime64(self.made), self.days)


def vintages_of(asked: Asked) -> tuple[date, ...]:
    """When forecasts were made, oldest first."""
    return asked.snapshot.rolled_vintages(SOURCE)


def vintage_of(asked: Asked, made: date, planned: Sequence[PlannedCash] = ()) -> Vintage | None:
    """One vintage at the scope's place; None where the place has no bank account in it.

    Args:
        asked: The scope opened.
        made: Which vintage.
        planned: One-offs as they stand now; none for a vintage that is to be told as it was made.
    """
    cash, entity = asked.catalogue.cash, asked.scope.entity
    if cash is None:
        return None
    rolled = asked.snapshot.rolled(SOURCE, made)
    told = _Told(rolled, cash.closing)
    below = asked.catalogue.subtree(entity)
    start = told.at(START, entity)
    opening = start if start is not None else told.sum(START, below)
    if opening is None:
        return None
    days = _reach(rolled, np.datetime64(made))
    items = _within(items_of(rolled, cash), frozenset(below))
    extra = available(cash) if entity == asked.catalogue.root else 0
    bare = Vintage(made, entity, opening, extra, items, days, np.zeros(days, np.int64), (), {}, None, {}, {})
    bands = {name: band for name in (*LIKELY, *CERTAIN) if (band := told.by_day(name, entity, made, days)) is not None}
    edges = [told.at(f"lowest_{name}", entity) for name in LIKELY]
    known = replace(
        bare,
        bands={name: band + extra for name, band in bands.items()},
        lowest=None if None in edges else (edges[0] + extra, edges[1] + extra),  # type: ignore[operator]
        chances={name: told.chances(name, entity) for name in CHANCES},
        ever={name: told.chance(f"{name}{EVER}", entity) for name in CHANCES},
    )
    return _overlaid(known, [each for each in planned if each.entity in below]) if planned else known


class _Told:
    """The rows of a vintage that are no movements: bands and chances by name, place and day."""

    def __init__(self, rolled: RolledLines, closing: str) -> None:
        self._found: dict[tuple[str, str], list[tuple[np.datetime64, int]]] = {}
        head = f"{closing}@"
        for measure, entity, day, ticks in zip(
            rolled.measure, rolled.entity, rolled.day, rolled.ticks.tolist(), strict=True
        ):
            if measure is not None and measure.startswith(head):
                self._found.setdefault((measure.removeprefix(head), entity or ""), []).append((day, ticks))

    def at(self, name: str, entity: str) -> int | None:
        found = self._found.get((name, entity))
        return found[0][1] if found else None

    def sum(self, name: str, entities: Iterable[str]) -> int | None:
        found = [ticks for entity in entities if (ticks := self.at(name, entity)) is not None]
        return sum(found) if found else None

    def by_day(self, name: str, entity: str, made: date, days: int) -> Ints | None:
        """Ticks by day; None where one is missing."""
        found = self._found.get((name, entity), [])
        at = [int((day - np.datetime64(made)).astype(int)) - 1 for day, _ in found]
        if sorted(at) != list(range(days)):
            return None
        told = np.zeros(days, np.int64)
        told[at] = [ticks for _, ticks in found]
        return told

    def chance(self, name: str, entity: str) -> float | None:
        return next((chance for _, chance in self.chances(name, entity)), None)

    def chances(self, name: str, entity: str) -> tuple[tuple[date, float], ...]:
        return tuple((day.astype(date), ticks / 10_000) for day, ticks in self._found.get((name, entity), []))


def _reach(rolled: RolledLines, made: np.datetime64) -> int:
    """How many days it tells: up to the last one any row is dated, in whole weeks."""
    last = int((rolled.day.max() - made).astype(int)) if len(rolled) else 0
    return -(-last // 7) * 7


def _within(items: CashItems, below: frozenset[str]) -> CashItems:
    """The movements of some places."""
    return taken(items, [at for at, entity in enumerate(items.entity) if entity in below])


def taken(items: CashItems, at: Sequence[int]) -> CashItems:
    """Some movements, by their places in the list."""
    if len(at) == len(items):
        return items
    entity, line, basis, name = (
        tuple(column[index] for index in at) for column in (items.entity, items.line, items.basis, items.name)
    )
    party = tuple(items.party[index] for index in at)
    where = list(at)
    return CashItems(items.day[where], entity, line, party, basis, name, items.ticks[where])


def _overlaid(bare: Vintage, planned: Sequence[PlannedCash]) -> Vintage:
    """The same with one-offs as they stand now in place of those the roll knew; bands move with the balance."""
    made = np.datetime64(bare.made)
    numbers = [number_in(f"{basis}: {name}") for basis, name in zip(bare.items.basis, bare.items.name, strict=True)]
    coming = [each for each in planned if each.is_expected and made < np.datetime64(each.day) <= made + bare.days]
    held = zip(numbers, bare.items.day.tolist(), bare.items.ticks.tolist(), strict=True)
    then = {row for row in held if row[0]}
    now = {(each.id, each.day, to_ticks(each.signed)) for each in coming}
    if then == now:
        return bare
    changed = {number for number, _, _ in then ^ now}
    others = taken(bare.items, [at for at, number in enumerate(numbers) if not number])
    items = together([others, planned_items(coming)])
    after = day_table(items, 0, made, bare.days).closing - day_table(bare.items, 0, made, bare.days).closing
    return replace(
        bare,
        items=items,
        shift=after,
        since=tuple(each for each in planned if each.id in changed),
        bands={name: band + after for name, band in bare.bands.items()},
        lowest=None,
    )
