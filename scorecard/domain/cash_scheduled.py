"""Lines the calendar knows, such as pay, tax, debt and rent: their days by rule, their amounts by habit."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from scorecard.domain.cash import CashItems
from scorecard.domain.cash_calendar import has_stopped, learned_rule, next_run, past_ratios, rule_days, usual_amount
from scorecard.domain.cash_future import Ahead
from scorecard.domain.cash_lines import DatedLines, Days, Documents, Ints
from scorecard.domain.catalogue_cash import CashLine, DayRule
from scorecard.domain.cells import to_ticks

Flags = NDArray[np.bool_]

SIGN = {"in": 1, "out": -1}
SCHEDULE = "schedule"
"""The basis of what comes by rule."""


@dataclass(frozen=True, eq=False)
class Varying:
    """Items of one line and place whose amount is learned: how it varied.

    Attributes:
        place: Index among the places.
        day: int64[item], 0 the first ahead.
        ticks: What is expected each time, in +, out -.
        ratios: float64[past amount], its distance from the usual one, as a share.
    """

    place: int
    day: Ints
    ticks: int
    ratios: NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Scheduled:
    """Items of the lines the calendar knows, and the names of lines whose days could not be found."""

    items: CashItems
    ruleless: tuple[str, ...]
    varying: tuple[Varying, ...] = ()


def belongs(bank: DatedLines, line: CashLine, inflow: str) -> Flags:
    """Which bank lines belong to a line: those of its direction whose note begins as the line says.

    A refund of tax is no tax: it came once and would raise what is expected each time.
    """
    if not line.journal:
        return np.zeros(len(bank), dtype=bool)
    inward = line.direction == "in"
    told = zip(bank.name, bank.measure, strict=True)
    return np.array([name.startswith(line.journal) and (of == inflow) is inward for name, of in told], dtype=bool)


def scheduled(bank: DatedLines, lines: Sequence[CashLine], inflow: str, ahead: Ahead) -> Scheduled:
    """What the bank lines of the past and the catalogue's rules say about the coming weeks.

    Args:
        bank: Bank lines of money out and in; those after the last known day are not looked at.
        lines: The catalogue's lines that are not expected already.
        inflow: Reading of money in.
        ahead: The horizon.
    """
    known = bank.take(bank.day <= ahead.as_of)
    rows: list[tuple[np.datetime64, str, CashLine, int]] = []
    ruleless: list[str] = []
    varying: list[Varying] = []
    for line in lines:
        mine = known.take(belongs(known, line, inflow))
        if not len(mine) and line.amount is None:
            continue
        rule = line.rule or learned_rule(mine.day, ahead.as_of, ahead.holidays)
        if rule is None:
            ruleless.append(line.id)
            continue
        days = rule_days(rule, ahead.as_of, ahead.as_of + ahead.days, ahead.holidays)
        for place, ticks in _amounts(mine, line, rule, ahead):
            rows += [(day, place, line, ticks) for day in days if ticks]
            if line.amount is None and ticks and len(days):
                varying += _varying(_here(mine, place), place, SIGN[line.direction] * ticks, days, ahead)
    return Scheduled(_items(rows), tuple(ruleless), tuple(varying))


def _varying(here: DatedLines, place: str, ticks: int, days: Days, ahead: Ahead) -> list[Varying]:
    ratios = past_ratios(here.day, here.ticks, ahead.as_of)
    if not len(ratios):
        return []
    return [Varying(ahead.places.index(place), (days - ahead.as_of).astype(np.int64) - 1, ticks, ratios)]


def _here(lines: DatedLines, place: str) -> DatedLines:
    return lines.take(np.array([entity == place for entity in lines.entity], dtype=bool))


def _amounts(mine: DatedLines, line: CashLine, rule: DayRule, ahead: Ahead) -> list[tuple[str, int]]:
    """Each place and what it pays or gets each time, ticks >= 0; none where that has stopped."""
    if line.amount is not None:
        usual = line.entity or (max(set(mine.entity), key=mine.entity.count) if len(mine) else ahead.places[0])
        return [(str(usual), to_ticks(line.amount))]
    found = []
    for place in ahead.places:
        here = _here(mine, place)
        if not has_stopped(here.day, rule, ahead.as_of, ahead.holidays):
            found.append((place, usual_amount(here.day, here.ticks, ahead.as_of)))
    return found


def _items(rows: Sequence[tuple[np.datetime64, str, CashLine, int]]) -> CashItems:
    return CashItems(
        day=np.array([day for day, *_ in rows], dtype="datetime64[D]"),
        entity=tuple(place for _, place, _, _ in rows),
        line=tuple(line.id for *_, line, _ in rows),
        party=(None,) * len(rows),
        basis=(SCHEDULE,) * len(rows),
        name=tuple(line.name for *_, line, _ in rows),
        ticks=np.array([ticks * SIGN[line.direction] for *_, line, ticks in rows], dtype=np.int64),
    )


def party_bills(known: Documents, line: CashLine, ahead: Ahead, run: DayRule | None) -> CashItems:
    """Bills yet to be written by a line's own suppliers, where they come by rule.

    Args:
        known: Bills of these suppliers, known on the last day.
        line: The line.
        ahead: The horizon.
        run: Payment runs.
    """
    rows = []
    for key in sorted({(str(place), str(party)) for place, party in zip(known.entity, known.party, strict=True)}):
        mine = known.take(np.array([(str(e), str(p)) == key for e, p in zip(known.entity, known.party, strict=True)]))
        rule = line.rule or learned_rule(mine.written, ahead.as_of, ahead.holidays)
        if rule is None or (not line.amount and has_stopped(mine.written, rule, ahead.as_of, ahead.holidays)):
            continue
        written = rule_days(rule, ahead.as_of, ahead.as_of + ahead.days, ahead.holidays)
        terms = int(np.median((mine.due - mine.written).astype(np.int64)))
        days = next_run(run, written + terms, ahead.holidays)
        ticks = to_ticks(line.amount) if line.amount else usual_amount(mine.written, mine.ticks, ahead.as_of)
        rows += [(day, key, ticks) for day in days if day <= ahead.as_of + ahead.days]
    return CashItems(
        day=np.array([day for day, _, _ in rows], dtype="datetime64[D]"),
        entity=tuple(place for _, (place, _), _ in rows),
        line=(line.id,) * len(rows),
        party=tuple(party for _, (_, party), _ in rows),
        basis=(SCHEDULE,) * len(rows),
        name=(line.name,) * len(rows),
        ticks=np.array([-ticks for _, _, ticks in rows], dtype=np.int64),
    )


def by_line(items: CashItems, line_of: dict[str | None, str]) -> CashItems:
    """Items of parties that have a line of their own, moved to it."""
    line = tuple(line_of.get(party, own) for party, own in zip(items.party, items.line, strict=True))
    return CashItems(items.day, items.entity, line, items.party, items.basis, items.name, items.ticks)


def summed_by_day(lines: DatedLines, places: Sequence[str], first: np.datetime64, days: int) -> Ints:
    """Ticks by place and day, int64[place, day] from ``first`` on."""
    total = np.zeros((len(places), days), dtype=np.int64)
    at = (lines.day - first).astype(np.int64)
    where = {place: row for row, place in enumerate(places)}
    row = np.array([where.get(str(each), -1) for each in lines.entity], dtype=np.int64)
    inside = (at >= 0) & (at < days) & (row >= 0)
    np.add.at(total, (row[inside], at[inside]), lines.ticks[inside])
    return total
