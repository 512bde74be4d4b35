"""The postings behind a number: each with file, row and load, and the sum of all of them beside the number."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from scorecard.domain.catalogue import Catalogue
from scorecard.domain.cells import to_decimal
from scorecard.domain.scope import Scope
from scorecard.domain.terms import Over, Term, overs, parse_terms
from scorecard.domain.vocabulary import Words
from scorecard.reports.against import Window, window_of
from scorecard.reports.asked import Asked, open_scope
from scorecard.reports.evaluated import stood
from scorecard.reports.sought import sought
from scorecard.reports.spots import Spot, name_of
from scorecard.reports.where import Where, ordered
from scorecard.store.accounts import Accounts
from scorecard.store.schema import DIMENSIONS
from scorecard.store.store import Store

MOST = 200
"""Postings told at once."""


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
    terms = parse_terms((*measure.numerator, *measure.denominator))
    pairs = dict(zip(terms, (*above, *below), strict=True))
    sums = tuple(_sum(store, asked, term, over, now, spot) for term, over in pairs.items())
    loads = {row.id: row.at for row in store.imports()}
    wanted = max(0, min(limit, MOST))
    rows = [row for term, over in pairs.items() for row in _rows(store, asked, term, over, now, spot, wanted, loads)]
    rows = sorted(dict.fromkeys(rows), key=lambda row: -abs(row.amount))
    return PostingsReport(
        _headline(sums), asked.snapshot.as_of_label, asked.snapshot.revision, sums, tuple(rows[:wanted]),
        sum(each.lines for each in sums),
    )  # fmt: skip


def _keys(asked: Asked, window: Window, over: Over) -> list[str]:
    return [asked.calendar.periods[index].key for index in window.periods(over)]


def _sum(store: Store, asked: Asked, term: Term, over: Over, now: Window, spot: Spot) -> Sum:
    keys = _keys(asked, now, over)
    found = store.leaves(
        asked.snapshot, (term.name,), (spot.entity,), keys, now.scenario, (), where=spot.where
    ).to_pylist()
    name = name_of(asked.catalogue, "measure", term.name, asked.scope.words)
    return Sum(name, found[0]["lines"], to_decimal(found[0]["value"])) if found else Sum(name, 0, Decimal(0))


def _rows(
    store: Store,
    asked: Asked,
    term: Term,
    over: Over,
    now: Window,
    spot: Spot,
    limit: int,
    loads: Mapping[int, datetime],
) -> list[Posting]:
    found = store.lines(
        asked.snapshot, (term.name,), (spot.entity,), _keys(asked, now, over), now.scenario, limit, True, spot.where
    )
    signs = Accounts(asked.catalogue).parts(term.name)
    return [
        _posting(line, signs, asked.catalogue, asked.scope.words, loads)
        for line in found.to_pylist()
        if line["value"] is not None
    ]


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
