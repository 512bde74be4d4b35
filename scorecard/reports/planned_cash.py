"""One-offs of cash: what was scheduled by hand, by whom, and which places can pay or be paid."""

from dataclasses import dataclass
from decimal import Decimal

from scorecard.domain.planned_cash import PlannedCash
from scorecard.domain.scope import Scope
from scorecard.domain.vocabulary import Scenario
from scorecard.reports.asked import Asked, open_scope
from scorecard.reports.cash_headline import money
from scorecard.reports.work_rows import names_of
from scorecard.store.store import Store


@dataclass(frozen=True, slots=True)
class OneOff:
    """One of them with the names of its place and of who wrote it down first."""

    entry: PlannedCash
    place: str
    who: str
    is_past: bool


@dataclass(frozen=True, slots=True)
class OneOffsReport:
    """Those at a place and below it: still to come by day, then gone by, then withdrawn; and where one may be put."""

    headline: str
    currency: str
    rows: tuple[OneOff, ...]
    places: tuple[tuple[str, str], ...]


def one_offs_report(store: Store, scope: Scope) -> OneOffsReport:
    """Answer: which large payments and receipts were scheduled by hand?"""
    asked = open_scope(store, scope)
    below, names = frozenset(asked.catalogue.subtree(scope.entity)), names_of(store, asked.catalogue)
    today = store.today()
    rows = [
        OneOff(
            each, asked.catalogue.entity(each.entity).name, names.get(each.opened_by, each.opened_by), each.day < today
        )
        for each in store.planned.entries()
        if each.entity in below
    ]
    rows.sort(key=lambda row: (not row.entry.is_expected, row.is_past, row.entry.day, row.entry.id))
    currency = asked.catalogue.currency
    return OneOffsReport(_headline(rows, currency), currency, tuple(rows), _places(asked))


def _places(asked: Asked) -> tuple[tuple[str, str], ...]:
    """Places with a bank account of their own, the one asked for and those below it."""
    cash, catalogue = asked.catalogue.cash, asked.catalogue
    if cash is None:
        return ()
    below = catalogue.subtree(asked.scope.entity)
    return tuple(
        (name, catalogue.entity(name).name)
        for name in below
        if asked.snapshot.cells.stored(cash.closing, name, Scenario.ACTUAL).values.any()
    )


def _headline(rows: list[OneOff], currency: str) -> str:
    coming = [row.entry for row in rows if row.entry.is_expected and not row.is_past]
    if not coming:
        return "No one-offs are scheduled: large payments and receipts that no rule knows can be written down here."
    net = sum((entry.signed for entry in coming), Decimal(0))
    count = "One one-off is" if len(coming) == 1 else f"{len(coming)} one-offs are"
    way = "in" if net > 0 else "out"
    together = f"{money(abs(net), currency)} {way}{' on balance' if len(coming) > 1 else ''}"
    return f"{count} scheduled, {together}; the next on {coming[0].day.day} {coming[0].day:%b %Y}."
