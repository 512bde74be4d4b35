"""The postings behind a number: each with file, row and load, and the sum of all of them beside the number."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from scorecard.domain.catalogue import Catalogue
from scorecard.domain.cells import to_decimal
from scorecard.domain.scope import Scope
from scorecard.domain.terms import Over, overs, parse_terms
from scorecard.domain.vocabulary import Scenario, Words
from scorecard.reports.asked import Asked, open_scope
from scorecard.reports.evaluated import stood
from scorecard.reports.sought import sought
from scorecard.reports.why_against import Window, window_of
from scorecard.reports.why_spots import Spot, name_of
from scorecard.reports.why_where import Where, ordered
from scorecard.store.accounts import Accounts
from scorecard.store.schema import DIMENSIONS
from scorecard.store.store import Store

MOST = 200
"""Postings told at once."""

Read = tuple[str, tuple[str, ...]]
"""A term's name and the periods it is read over."""


@dataclass(frozen=True, slots=True)
class Posting:
    """One stored line.

    Attributes:
        amount: In the natural sign of the figure asked for, so that all of them add up to it.
        dims: Members of the further dimensions that it tells, in their order.
        file: Name of the file it came from; ``row`` its row there.
        recorded: When the load was made; None where it is not known.
    """

    date: date
    entity: str
    account: str
    dims: tuple[str, ...]
    amount: Decimal
    note: str
    file: str
    row: int
    load: int
    recorded: datetime | None


@dataclass(frozen=True, slots=True)
class Sum:
    """All lines of one term added up."""

    name: str
    lines: int
    total: Decimal


@dataclass(frozen=True, slots=True)
class PostingsReport:
    """The largest postings behind a number, how many there are and what all of them add up to.

    A line that stands on both sides of a quotient is told once.
    """

    headline: str
    as_of: str
    revision: int
    sums: tuple[Sum, ...]
    rows: tuple[Posting, ...]
    total: int


def postings_report(store: Store, scope: Scope, of: str, where: Where = (), limit: int = MOST) -> PostingsReport:
    """Answer: which stored lines is this number made of? The largest first.

    Args:
        store: The open store.
        scope: Place and window; the actual figures are told.
        of: Id of a measure, an account or a reading.
        where: Only this part of the figures.
        limit: Most lines to give, at most ``MOST``.

    Raises:
        UnknownName: If there is no such measure, account or dimension.
    """
    asked = open_scope(store, scope)
    found = stood(asked, sought(asked.catalogue, of))
    measure, now, spot = found.measure, window_of(asked, found), Spot(of, scope.entity, ordered(where))
    above, below = overs(measure, asked.catalogue)
    names = (term.name for term in parse_terms((*measure.numerator, *measure.denominator)))
    keys = (_keys(asked, now, over) for over in (*above, *below))
    terms = tuple(dict.fromkeys(zip(names, keys, strict=True)))
    sums, total = _sums(store, asked, terms, spot)
    rows = _largest(store, asked, terms, spot, max(0, min(limit, MOST)))
    return PostingsReport(
        _headline(sums), asked.snapshot.as_of_label, asked.snapshot.revision, sums, tuple(rows), total
    )


def _keys(asked: Asked, window: Window, over: Over) -> tuple[str, ...]:
    return tuple(asked.calendar.periods[index].key for index in window.periods(over))


def _together(accounts: Accounts, terms: Sequence[Read]) -> Iterator[tuple[list[str], list[str]]]:
    """Accounts and periods that are read in one go; a line that stands in several terms is read once."""
    periods: dict[str, set[str]] = {}
    for name, keys in terms:
        for leaf in accounts.parts(name):
            periods.setdefault(leaf, set()).update(keys)
    for together in dict.fromkeys(map(frozenset, periods.values())):
        yield [leaf for leaf, own in periods.items() if own == together], sorted(together)


def _sums(store: Store, asked: Asked, terms: Sequence[Read], spot: Spot) -> tuple[tuple[Sum, ...], int]:
    """Each term's lines added up, and how many lines there are in all."""
    accounts = Accounts(asked.catalogue)
    found: list[Mapping[str, Any]] = []
    for names, keys in _together(accounts, terms):
        table = store.leaves(
            asked.snapshot, names, (spot.entity,), keys, Scenario.ACTUAL, ("measure", "period"), where=spot.where
        )
        found += table.to_pylist()
    sums = []
    for name, periods in terms:
        signs = accounts.own(name)
        own = [row for row in found if row["measure"] in signs and row["period"] in periods]
        total = sum(row["value"] * signs[row["measure"]] for row in own)
        label = name_of(asked.catalogue, "measure", name, asked.scope.words)
        sums.append(Sum(label, sum(row["lines"] for row in own), to_decimal(total)))
    return tuple(sums), sum(row["lines"] for row in found)


def _largest(store: Store, asked: Asked, terms: Sequence[Read], spot: Spot, limit: int) -> list[Posting]:
    """The largest lines, each in the sign of the first term it stands in."""
    accounts = Accounts(asked.catalogue)
    lines: list[Mapping[str, Any]] = []
    for names, keys in _together(accounts, terms):
        table = store.lines(asked.snapshot, names, (spot.entity,), keys, Scenario.ACTUAL, limit, True, spot.where)
        lines += [line for line in table.to_pylist() if line["value"] is not None]
    lines = sorted(lines, key=lambda line: -abs(line["value"]))[:limit]
    signs = {leaf: sign for name, _ in reversed(terms) for leaf, sign in accounts.parts(name).items()}
    loads = {row.id: row.at for row in store.imports({line["import_id"] for line in lines})}
    return [_posting(line, signs, asked.catalogue, asked.scope.words, loads) for line in lines]


def _posting(
    line: Mapping[str, object], signs: Mapping[str, int], names: Catalogue, words: Words, loads: Mapping[int, datetime]
) -> Posting:
    load, account = int(str(line["import_id"])), str(line["measure"])
    return Posting(
        date=line["date"],  # type: ignore[arg-type]
        entity=name_of(names, "entity", str(line["entity"]), words),
        account=name_of(names, "measure", account, words),
        dims=tuple(str(line[dim]) for dim in DIMENSIONS if line[dim]),
        amount=signs[account] * Decimal(str(line["value"])),
        note=str(line["note"] or ""),
        file=str(line["source_ref"] or line["source"]),
        row=int(str(line["source_row"])),
        load=load,
        recorded=loads.get(load),
    )


def _headline(sums: tuple[Sum, ...]) -> str:
    told = [
        f"{_lines(each.lines)} of {each.name} {'adds' if each.lines == 1 else 'add'} up to {each.total:,.2f}"
        for each in sums
    ]
    return f"{'; '.join(told)}."


def _lines(count: int) -> str:
    return "1 posting" if count == 1 else f"{count:,} postings"
