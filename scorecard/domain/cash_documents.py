"""Documents put together from dated lines: each part paid with its day, what is open, and what cannot be right."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from scorecard.domain.cash_lines import DatedLines, Days, Documents, Ints

NEVER = np.datetime64("NaT", "D")
USUAL_TERMS = 30
"""Days, where no document of a kind tells any."""

Flags = NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class Assembled:
    """Documents as of a day, and the lines that did not fit.

    Attributes:
        documents: Parts paid and what is open.
        early: Documents with a payment dated before they were written.
        overpaid: Documents paid with more than their amount.
        termless: Open documents that do not tell when they fall due.
        unnamed: Lines without a document's name.
        foreign: Lines in another currency; they are left out.
        strays: Payments of documents that are not there, as rows of the lines given.
    """

    documents: Documents
    early: tuple[str, ...]
    overpaid: tuple[str, ...]
    termless: tuple[str, ...]
    unnamed: int
    foreign: int
    strays: Ints


@dataclass(frozen=True, eq=False)
class _Owed:
    """One row a document: its key, the first line that told it, its days and its amount."""

    key: Ints
    line: Ints
    written: Days
    due: Days
    ticks: Ints
    termless: Flags


@dataclass(frozen=True, eq=False)
class _Paid:
    """One row a payment: its line, the document's row, the day, whether that was before the document, what counts."""

    line: Ints
    at: Ints
    day: Days
    early: Flags
    ticks: Ints


def assembled(lines: DatedLines, written: str, settled: str, as_of: np.datetime64 | None = None) -> Assembled:
    """Match payments to documents by name, place and party; nothing after ``as_of`` is looked at.

    A payment before its document is taken as made on the day the document was written. A document paid
    with more than its amount is settled in full. A document that does not tell its terms falls due after
    as many days as most others do.

    Args:
        lines: Lines of both readings.
        written: Reading of documents by the day they were written, ``days`` being the days of their terms.
        settled: Reading of payments.
        as_of: The last day that is known; None for all.

    Returns:
        Documents in the order of the days they were written, each with its parts in the order of their payment.
    """
    own = ~lines.foreign & (np.ones(len(lines), dtype=bool) if as_of is None else lines.day <= as_of)
    named = own & np.array([bool(name) for name in lines.name], dtype=bool)
    measure, key = np.array(lines.measure, dtype=object), _keys(lines)
    owed = _owed(lines, np.flatnonzero(named & (measure == written)), key)
    pay = np.flatnonzero(named & (measure == settled))
    at, stray = _matched(owed.key, key[pay])
    paid = _paid(lines, owed, pay[~stray], at[~stray])
    rest = owed.ticks - _summed(paid.at, paid.ticks, len(owed.ticks))
    over = np.abs(_summed(paid.at, lines.ticks[paid.line], len(owed.ticks))) > np.abs(owed.ticks)
    return Assembled(
        _documents(lines, owed, paid, rest),
        tuple(dict.fromkeys(_names(lines, paid.line[paid.early]))),
        _names(lines, owed.line[over]),
        _names(lines, owed.line[owed.termless & (rest != 0)]),
        int((own & ~named).sum()),
        int(lines.foreign.sum()),
        pay[stray],
    )


def _documents(lines: DatedLines, owed: _Owed, paid: _Paid, rest: Ints) -> Documents:
    counts, still = np.flatnonzero(paid.ticks), np.flatnonzero(rest)
    row = np.concatenate([paid.at[counts], still])
    settled = np.concatenate([paid.day[counts], np.full(len(still), NEVER)])
    ticks = np.concatenate([paid.ticks[counts], rest[still]])
    order = np.lexsort((settled, row))
    row, told = row[order], owed.line[row[order]]
    return Documents(
        name=_names(lines, told),
        entity=tuple(lines.entity[index] for index in told.tolist()),
        party=tuple(lines.party[index] for index in told.tolist()),
        written=owed.written[row],
        due=owed.due[row],
        settled=settled[order],
        ticks=ticks[order],
    )


def _names(lines: DatedLines, at: Ints) -> tuple[str, ...]:
    return tuple(lines.name[index] for index in at.tolist())


def _keys(lines: DatedLines) -> Ints:
    """The same number for lines of the same document: name, place and party."""
    found: dict[tuple[str, str | None, str | None], int] = {}
    told = zip(lines.name, lines.entity, lines.party, strict=True)
    return np.array([found.setdefault(each, len(found)) for each in told], dtype=np.int64)


def _owed(lines: DatedLines, ask: Ints, key: Ints) -> _Owed:
    order = ask[np.lexsort((lines.day[ask], key[ask]))]
    found, first, which = np.unique(key[order], return_index=True, return_inverse=True)
    line = order[first]
    terms, written = lines.days[line], lines.day[line]
    termless = terms < 0
    usual = int(np.median(terms[~termless])) if (~termless).any() else USUAL_TERMS
    due = written + np.where(termless, usual, terms)
    ticks = _summed(which, lines.ticks[order], len(found))
    by_day = np.lexsort((found, written))
    return _Owed(found[by_day], line[by_day], written[by_day], due[by_day], ticks[by_day], termless[by_day])


def _matched(documents: Ints, wanted: Ints) -> tuple[Ints, Flags]:
    """Where each key is among the documents, and whether it is missing."""
    if not len(documents):
        return np.zeros(len(wanted), dtype=np.int64), np.ones(len(wanted), dtype=bool)
    order = np.argsort(documents)
    at = order[np.minimum(np.searchsorted(documents, wanted, sorter=order), len(order) - 1)]
    return at, documents[at] != wanted


def _paid(lines: DatedLines, owed: _Owed, pay: Ints, at: Ints) -> _Paid:
    """Payments by document and day, none beyond what was still owed."""
    day = np.maximum(lines.day[pay], owed.written[at])
    order = np.lexsort((day, at))
    pay, at, day = pay[order], at[order], day[order]
    ticks = lines.ticks[pay]
    before = np.cumsum(ticks) - ticks
    begins = np.flatnonzero(np.diff(at, prepend=-1))
    start = np.repeat(before[begins], np.diff(begins, append=len(at)))
    left = owed.ticks[at] - (before - start)
    credit = owed.ticks[at] < 0
    counted = np.where(credit, np.maximum(ticks, np.minimum(left, 0)), np.minimum(ticks, np.maximum(left, 0)))
    return _Paid(pay, at, day, lines.day[pay] < owed.written[at], counted)


def _summed(group: Ints, ticks: Ints, count: int) -> Ints:
    total = np.zeros(count, dtype=np.int64)
    np.add.at(total, group, ticks)
    return total
