"""Open invoices and bills as items: by promise, by habit or on payment runs; what is disputed stays apart."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from scorecard.domain.cash import DISPUTED, CashItems, no_items
from scorecard.domain.cash_calendar import next_run
from scorecard.domain.cash_collections import Habits, on_working_days, pay_chances
from scorecard.domain.cash_future import Ahead
from scorecard.domain.cash_lines import DatedLines, Days, Documents, Ints
from scorecard.domain.catalogue_cash import DayRule

Floats = NDArray[np.float64]
Key = tuple[str | None, str | None]
"""A document's name and its party."""

CENT = 100
"""Ticks of a cent."""

TOLD = 0.02
"""A day with a smaller chance is told with the days around it, so that an item has few rows."""


@dataclass(frozen=True, eq=False)
class Uncertain:
    """Documents whose day of payment is uncertain.

    Attributes:
        place: int64[document], index among the places.
        ticks: int64[document], in +, out -.
        chances: float64[document, day], each row adding up to at most 1.
        party: int64[document], the same number for documents of the same party; -1 for one that keeps its pace.
        spread: float64[party], days by which such a party strays with all its documents at once.
    """

    place: Ints
    ticks: Ints
    chances: Floats
    party: Ints | None = None
    spread: Floats | None = None


@dataclass(frozen=True, eq=False)
class OpenItems:
    """What open documents bring.

    Attributes:
        certain: Movements whose day is known or agreed.
        expected: The others in whole cents; the rows of a document add up to what is expected of it within the
            horizon.
        uncertain: The documents behind those.
        disputed: Documents that are contested, dated to the day they fall due; they are not counted.
        broken: Names of documents whose promised day has passed.
    """

    certain: CashItems
    expected: CashItems
    uncertain: Uncertain
    disputed: CashItems
    broken: tuple[str, ...] = ()


def last_said(lines: DatedLines | None, as_of: np.datetime64) -> dict[Key, np.datetime64]:
    """The day promised last for each document, as far as it was said by a day.

    A promise's line is dated to the day it was said; its quantity is the days from there to the promised one.
    """
    if lines is None:
        return {}
    rows = np.flatnonzero((lines.day <= as_of) & (lines.days >= 0))
    rows = rows[np.argsort(lines.day[rows], kind="stable")]
    return {(lines.name[row], lines.party[row]): lines.day[row] + int(lines.days[row]) for row in rows.tolist()}


def contested(lines: DatedLines | None, as_of: np.datetime64) -> set[Key]:
    """Documents whose dispute is not settled: its lines, taken back with a minus, leave something."""
    if lines is None:
        return set()
    left: dict[Key, int] = {}
    for row in np.flatnonzero(lines.day <= as_of).tolist():
        key = (lines.name[row], lines.party[row])
        left[key] = left.get(key, 0) + int(lines.ticks[row])
    return {key for key, ticks in left.items() if ticks > 0}


def open_receipts(
    known: Documents, learned: Habits, ahead: Ahead, promises: DatedLines | None, disputes: DatedLines | None
) -> OpenItems:
    """Open invoices: on the promised day where one was promised, else by their customer's habit."""
    open_ones = known.take(np.isnat(known.settled))
    keys: list[Key] = list(zip(open_ones.name, open_ones.party, strict=True))
    contests, said = contested(disputes, ahead.as_of), last_said(promises, ahead.as_of)
    apart = np.array([key in contests for key in keys], dtype=bool)
    day = np.array([said.get(key, np.datetime64("NaT", "D")) for key in keys], dtype="datetime64[D]")
    held, broken = ~apart & (day > ahead.as_of), ~apart & (day <= ahead.as_of)
    left, disputed = open_ones.take(~apart & ~held), open_ones.take(apart)
    expected, uncertain = _by_habit(left, learned, ahead, "receivables", 1)
    promised_on = next_run(None, day[held], ahead.holidays)
    return OpenItems(
        _certain(open_ones.take(held), promised_on, "receivables", "promise", 1),
        expected,
        uncertain,
        _certain(disputed, np.maximum(disputed.due, ahead.as_of + 1), "receivables", DISPUTED, 1),
        tuple(str(key[0]) for key, was in zip(keys, broken.tolist(), strict=True) if was),
    )


def open_payments(known: Documents, learned: Habits, ahead: Ahead, run: DayRule | None) -> OpenItems:
    """Open bills: on the first payment run on or after they fall due; by habit where there are no runs."""
    open_ones = known.take(np.isnat(known.settled))
    if run is None:
        return OpenItems(no_items(), *_by_habit(open_ones, learned, ahead, "payables", -1), no_items())
    day = next_run(run, np.maximum(open_ones.due, ahead.as_of + 1), ahead.holidays)
    none = Uncertain(np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64), np.zeros((0, ahead.days)))
    return OpenItems(_certain(open_ones, day, "payables", "due", -1), no_items(), none, no_items())


def _by_habit(documents: Documents, learned: Habits, ahead: Ahead, line: str, sign: int) -> tuple[CashItems, Uncertain]:
    """Rows of what is expected day by day, and the chances behind them."""
    chances = on_working_days(pay_chances(documents, learned, ahead.as_of, ahead.days), ahead.as_of, ahead.holidays)
    row, day, ticks = expected_rows(documents.ticks, chances)
    place = np.array([ahead.places.index(str(each)) for each in documents.entity], dtype=np.int64)
    items = _certain(_repeated(documents, row, ticks), ahead.as_of + 1 + day, line, "habit", sign)
    strays = {party: at for at, party in enumerate(learned.spread)}
    party = np.array([strays.get(each, -1) for each in documents.party], dtype=np.int64)
    spread = np.array(list(learned.spread.values()), dtype=np.float64)
    return items, Uncertain(place, sign * documents.ticks, chances, party, spread)


def _repeated(documents: Documents, row: Ints, ticks: Ints) -> Documents:
    at = row.tolist()
    name, entity, party = (
        tuple(column[each] for each in at) for column in (documents.name, documents.entity, documents.party)
    )
    return Documents(name, entity, party, documents.written[row], documents.due[row], documents.settled[row], ticks)


def _certain(documents: Documents, day: Days, line: str, basis: str, sign: int) -> CashItems:
    count = len(documents)
    return CashItems(
        day=day,
        entity=tuple(str(each) for each in documents.entity),
        line=(line,) * count,
        party=documents.party,
        basis=(basis,) * count,
        name=tuple(str(each) for each in documents.name),
        ticks=sign * documents.ticks,
    )


def expected_rows(ticks: Ints, chances: Floats) -> tuple[Ints, Ints, Ints]:
    """Each document's expected amount within the horizon by day, in whole cents, by largest remainder.

    Args:
        ticks: int64[document], whole cents.
        chances: float64[document, day].

    Returns:
        Document, day and ticks of each row that is not zero, in that order.
    """
    whole = np.rint(ticks * chances.sum(axis=1) / CENT).astype(np.int64)
    kept = np.where(chances >= np.minimum(TOLD, chances.max(axis=1, keepdims=True)), chances, 0.0)
    total = kept.sum(axis=1, keepdims=True)
    share = np.divide(kept, total, out=np.zeros_like(kept), where=total > 0)
    exact = share * np.abs(whole)[:, None]
    cents = np.floor(exact).astype(np.int64)
    missing = np.abs(whole) - cents.sum(axis=1)
    rank = np.argsort(np.argsort(-(exact - cents), axis=1, kind="stable"), axis=1)
    cents += rank < missing[:, None]
    row, day = np.nonzero(cents)
    return row, day, cents[row, day] * CENT * np.sign(whole)[row]
