"""Every movement a cash forecast expects, item by item: what, with whom, when, how much, and why it is expected."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

import numpy as np

from scorecard.domain.cash import BETWEEN
from scorecard.domain.cash_lines import Documents
from scorecard.domain.catalogue_cash import CashLedger
from scorecard.domain.cells import to_decimal
from scorecard.domain.scope import Scope
from scorecard.reports.asked import Asked, open_scope
from scorecard.reports.cash import shown_vintage
from scorecard.reports.cash_headline import money
from scorecard.reports.cash_lines import name_of, order_of
from scorecard.reports.cash_vintage import Vintage
from scorecard.store.store import Store

SHOWN = 40
"""Items on one screen; the next ones are a link away."""


Owed = tuple[str, str, str, str]
"""Cash line, document, place and with whom."""


@dataclass(frozen=True, slots=True)
class Paper:
    """An open invoice or bill: written, due, and how much of it is open, in the workspace's currency."""

    written: date
    due: date
    open: Decimal


@dataclass(frozen=True, slots=True)
class Part:
    """What is expected of an item on one day."""

    day: date
    amount: Decimal
    basis: str


@dataclass(frozen=True, slots=True)
class ItemRow:
    """One item within the days asked for.

    Attributes:
        key: By which a link opens it.
        name: The document, or what it is called.
        entity: The place whose bank account it is, by name.
        amount: What is expected of it in those days: in +, out −.
        first, last: Between which days.
        parts: Day by day.
        paper: The open document behind it; None where there is none.
    """

    key: str
    name: str
    line: str
    line_name: str
    party: str
    entity: str
    amount: Decimal
    first: date
    last: date
    parts: tuple[Part, ...]
    paper: Paper | None

    @property
    def basis(self) -> str:
        """Why it is expected; that of its largest part."""
        return max(self.parts, key=lambda part: abs(part.amount)).basis

    @property
    def likeliest(self) -> date:
        """The day of its largest part."""
        return max(self.parts, key=lambda part: abs(part.amount)).day


@dataclass(frozen=True, slots=True)
class Asking:
    """Which items: of a line, within days (ISO), of a party, and from which one on; empty for all."""

    line: str = ""
    since: str = ""
    till: str = ""
    party: str = ""
    start: int = 0


ALL = Asking()


@dataclass(frozen=True, slots=True)
class CashItemsReport:
    """Items that match, the largest first; ``lines`` are those that can be chosen, id and name."""

    headline: str
    currency: str
    made: date | None
    asking: Asking
    rows: tuple[ItemRow, ...] = ()
    count: int = 0
    total: Decimal = Decimal(0)
    lines: tuple[tuple[str, str], ...] = ()
    parties: tuple[str, ...] = ()
    as_of: str = ""
    revision: int = 0


def cash_items_report(
    store: Store, scope: Scope, made: str = "", asking: Asking = ALL, shown: int = SHOWN
) -> CashItemsReport:
    """Answer: which items is a forecast made of?

    Args:
        store: The open store.
        scope: Place and state of the numbers.
        made: ISO date of the forecast; the newest where empty or unknown.
        asking: Which of its items.
        shown: Items at most.
    """
    asked = open_scope(store, scope)
    found = shown_vintage(store, asked, made)
    currency = asked.catalogue.currency
    if isinstance(found, str):
        return CashItemsReport(found, currency, None, asking)
    every = items_of_vintage(asked, found)
    rows = [row for each in every if (row := _within(each, asking)) is not None]
    rows.sort(key=lambda row: (-abs(row.amount), row.first, row.key))
    start = max(0, min(asking.start, len(rows) - 1))
    lines = sorted({row.line for row in every}, key=lambda line: order_of(asked.catalogue, line))
    total = sum((row.amount for row in rows), Decimal(0))
    return CashItemsReport(
        headline=_headline(asked, asking, rows, currency),
        currency=currency,
        made=found.made,
        asking=asking,
        rows=tuple(rows[start : start + shown]),
        count=len(rows),
        total=total,
        lines=tuple((line, name_of(asked.catalogue, line)) for line in lines),
        parties=tuple(sorted({row.party for row in every if row.party}, key=str.casefold)),
        as_of=asked.snapshot.as_of_label,
        revision=asked.snapshot.revision,
    )


def items_of_vintage(asked: Asked, found: Vintage) -> tuple[ItemRow, ...]:
    """Every item of a vintage with its parts by day, kept as long as the figures.

    A payment the calendar knows is an item of its own each time; a document is one item on whichever day it comes.
    """
    kept, key = asked.snapshot.cells.worked_out, ("cash items", found.made, found.entity)
    if key not in kept or kept[key][0] != found.since:
        kept[key] = (found.since, tuple(_assembled(asked, found)))
    told: tuple[ItemRow, ...] = kept[key][1]
    return told


def _assembled(asked: Asked, found: Vintage) -> Iterable[ItemRow]:
    items, papers = found.items, papers_of(asked)
    last = np.datetime64(found.made) + found.days
    parts: dict[tuple[str, str, str, str, str], list[Part]] = {}
    names = zip(items.line, items.party, items.name, items.entity, strict=True)
    told = zip(names, items.basis, items.day, items.ticks.tolist(), strict=True)
    for (line, party, name, entity), basis, day, ticks in told:
        if day <= last:
            own_day = str(day) if basis == "schedule" else ""
            part = Part(day.astype(date), to_decimal(ticks), basis)
            parts.setdefault((line, party or "", name, entity, own_day), []).append(part)
    for (line, party, name, entity, own_day), found_parts in parts.items():
        ordered = tuple(sorted(found_parts, key=lambda part: part.day))
        yield ItemRow(
            key="|".join(filter(None, (line, name, entity, party, own_day))),
            name=name,
            line=line,
            line_name=name_of(asked.catalogue, line),
            party=party,
            entity=asked.catalogue.entity(entity).name,
            amount=sum((part.amount for part in ordered), Decimal(0)),
            first=ordered[0].day,
            last=ordered[-1].day,
            parts=ordered,
            paper=papers.get((line, name, entity, party)),
        )


def papers_of(asked: Asked) -> dict[Owed, Paper]:
    """The open invoices and bills; two suppliers may number theirs alike."""
    cash, kept = asked.catalogue.cash, asked.snapshot.cells.worked_out
    if "cash papers" not in kept:
        ledgers = (("receivables", cash.receivables), ("payables", cash.payables)) if cash else ()
        kept["cash papers"] = {
            owed: paper
            for line, ledger in ledgers
            if ledger is not None
            for owed, paper in _open_papers(line, documents_of(asked, ledger))
        }
    told: dict[Owed, Paper] = kept["cash papers"]
    return told


def documents_of(asked: Asked, ledger: CashLedger) -> Documents:
    """Invoices or bills as they stand."""
    return asked.snapshot.documents(ledger.written, ledger.settled, ledger.party)


def _open_papers(line: str, documents: Documents) -> Iterable[tuple[Owed, Paper]]:
    for at in np.flatnonzero(np.isnat(documents.settled)).tolist():
        name, entity, party = documents.name[at], documents.entity[at], documents.party[at]
        if name and documents.ticks[at]:
            written, due = documents.written[at].astype(date), documents.due[at].astype(date)
            yield (line, name, entity or "", party or ""), Paper(written, due, to_decimal(int(documents.ticks[at])))


def _within(row: ItemRow, asking: Asking) -> ItemRow | None:
    """The item as far as it lies within the days asked for; None where it is another line's or party's."""
    if (asking.line and row.line != asking.line) or (asking.party and row.party != asking.party):
        return None
    if not asking.since and not asking.till:
        return row
    parts = tuple(
        part
        for part in row.parts
        if (not asking.since or part.day.isoformat() >= asking.since)
        and (not asking.till or part.day.isoformat() <= asking.till)
    )
    if not parts:
        return None
    amount = sum((part.amount for part in parts), Decimal(0))
    return ItemRow(row.key, row.name, row.line, row.line_name, row.party, row.entity, amount, parts[0].day,
                   parts[-1].day, parts, row.paper)  # fmt: skip


def _headline(asked: Asked, asking: Asking, rows: Sequence[ItemRow], currency: str) -> str:
    what = name_of(asked.catalogue, asking.line) if asking.line else "All lines"
    what += f", {asking.party}" if asking.party else ""
    when = f" {_span(asking)}" if asking.since or asking.till else ""
    if not rows:
        return f"{what}: nothing is expected{when}."
    flows = [row.amount for row in rows if asking.line or row.line != BETWEEN]
    into, out = (sum((amount for amount in flows if amount * way > 0), Decimal(0)) for way in (1, -1))
    sides = [f"{money(abs(amount), currency)} {way}" for amount, way in ((into, "in"), (out, "out")) if amount]
    moved = sum((row.amount for row in rows), Decimal(0)) - into - out
    sides += [f"{money(abs(moved), currency)} {'from' if moved > 0 else 'to'} other places"] if moved else []
    count = "one item" if len(rows) == 1 else f"{len(rows):,} items"
    return f"{what}: {count}{when}, {', '.join(sides) or 'nothing on balance'}."


def _span(asking: Asking) -> str:
    first, last = (_day(text) for text in (asking.since, asking.till))
    if first == last:
        return f"on {first}"
    return f"from {first} to {last}" if first and last else f"from {first} on" if first else f"to {last}"


def _day(text: str) -> str:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return ""
    return f"{day.day} {day:%b}"
