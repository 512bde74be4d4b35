"""Who must act on which: overdue invoices, contested ones, payments that could wait; and the largest items."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal

from scorecard.domain.cash import BETWEEN, DISPUTED, SOURCE
from scorecard.domain.catalogue import Catalogue
from scorecard.domain.cells import to_decimal
from scorecard.domain.errors import UnknownName
from scorecard.domain.scope import Scope
from scorecard.reports.asked import Asked, open_scope
from scorecard.reports.cash import newest_line, shown_vintage
from scorecard.reports.cash_headline import day_words, money
from scorecard.reports.cash_items import ItemRow, items_of_vintage
from scorecard.reports.cash_vintage import Vintage, vintages_of
from scorecard.reports.work import owners_of
from scorecard.reports.work_draft import suggested
from scorecard.reports.work_rows import names_of
from scorecard.store.store import Store

LARGEST = 5
"""Items in and out that are named."""

FIRST = 3
"""Acts of a kind that are named, the largest first."""

BEFORE_LOW = timedelta(days=14)
"""How long before the low point a payment lies that could wait."""

ABOUT = {"receivables": ("receivables", "dso"), "payables": ("payables", "dpo")}
"""Cash line to what the work on it is about: the driver of the catalogue, or where it names none, the measure."""


@dataclass(frozen=True, slots=True)
class Gone:
    """The day it is, and the last day whose bank lines are there: what lies between has passed and nobody knows how."""

    today: date
    loaded: date

    def words(self, day: date, lead: str, did: str) -> str:
        """That a day has passed, and where that is so, that nobody knows what it brought; "" where it lies ahead.

        Args:
            day: The day.
            lead: What stands before it: ", which".
            did: What was to be: "came".
        """
        if day >= self.today:
            return ""
        return f"{lead} has passed" + ("" if day <= self.loaded else f"; whether it {did} is not loaded yet")


@dataclass(frozen=True, slots=True)
class CashAct:
    """Something somebody should do.

    Attributes:
        what: In one sentence.
        item: The document.
        party: With whom.
        amount: How much money it is about.
        about: Account or measure that the work would be about; "" where the catalogue has none.
        who: The pair that has it, "Ada & Bo"; "" where nobody has it yet.
        suggested: The pair whom the catalogue names for it, "" for none.
    """

    what: str
    item: str
    party: str
    amount: Decimal
    about: str
    who: str
    suggested: str


@dataclass(frozen=True, slots=True)
class CashActsReport:
    """What should be done, and the largest items in and out of the weeks ahead."""

    acts: tuple[CashAct, ...] = ()
    into: tuple[ItemRow, ...] = ()
    out: tuple[ItemRow, ...] = ()


def cash_acts_report(store: Store, scope: Scope, made: str = "") -> CashActsReport:
    """Answer: who must act on which items, and which are the largest?

    Args:
        store: The open store.
        scope: Place and state of the numbers.
        made: ISO date of the forecast; the newest where empty or unknown.
    """
    asked = open_scope(store, scope)
    found = shown_vintage(store, asked, made)
    if isinstance(found, str):
        return CashActsReport()
    items = items_of_vintage(asked, found)
    single = sorted((row for row in items if _is_single(row)), key=lambda row: (-abs(row.amount), row.key))
    gone = Gone(found.made, found.made)
    if found.made == vintages_of(asked)[-1]:
        gone = Gone(store.today(), newest_line(asked, found))
    acts = [*_overdue(single, found.made, gone), *_contested(asked, found), *_could_wait(single, found, gone)]
    named = _with_places(single)
    return CashActsReport(
        acts=tuple(_with_owners(store, asked, acts)),
        into=tuple(row for row in named if row.amount > 0)[:LARGEST],
        out=tuple(row for row in named if row.amount < 0)[:LARGEST],
    )


def _is_single(row: ItemRow) -> bool:
    """Whether it is one movement that one can act upon, neither a line's past pattern nor between sites."""
    return row.basis != "statistical" and row.line != BETWEEN


def _with_places(items: Sequence[ItemRow]) -> tuple[ItemRow, ...]:
    """The same items; one whose name occurs at several places has its place beside it."""
    places: dict[str, set[str]] = {}
    for row in items:
        places.setdefault(row.name or row.line_name, set()).add(row.entity)
    return tuple(
        replace(row, name=f"{name}, {row.entity}") if len(places[name := row.name or row.line_name]) > 1 else row
        for row in items
    )


def _overdue(items: Sequence[ItemRow], made: date, gone: Gone) -> Iterator[CashAct]:
    late = [row for row in items if row.line == "receivables" and row.paper and row.paper.due < made]
    late.sort(key=lambda row: -(row.paper.open if row.paper else Decimal(0)))
    for row in late[:FIRST]:
        if row.paper:
            said = f"Ask for payment: {(made - row.paper.due).days} days overdue on {day_words(made, made)}"
            if row.basis == "promise":
                said += f", promised for {day_words(row.likeliest, made)}{gone.words(row.likeliest, ', which', 'came')}"
            yield _act(said, row.name, row.party, row.paper.open, "receivables")


def _contested(asked: Asked, found: Vintage) -> Iterator[CashAct]:
    for name, party, ticks in contested(asked, found)[:FIRST]:
        yield _act("Settle the dispute: it does not count as expected", name, party, to_decimal(ticks), "receivables")


def contested(asked: Asked, found: Vintage) -> list[tuple[str, str, int]]:
    """Invoices that customers contest: name, customer, ticks; the largest first. The forecast leaves them out."""
    cash, below = asked.catalogue.cash, frozenset(asked.catalogue.subtree(found.entity))
    if cash is None:
        return []
    rolled, measure = asked.snapshot.rolled(SOURCE, found.made), f"{cash.inflow}@{DISPUTED}"
    rows = zip(rolled.measure, rolled.entity, rolled.note, rolled.party, rolled.ticks.tolist(), strict=True)
    told = [
        ((note or "").partition(": ")[2], party or "", ticks)
        for name, entity, note, party, ticks in rows
        if name == measure and entity in below
    ]
    return sorted(told, key=lambda each: (-each[2], each[0]))


def _could_wait(items: Sequence[ItemRow], found: Vintage, gone: Gone) -> Iterator[CashAct]:
    """The largest payments to suppliers shortly before the low point."""
    at = int(found.table.closing.argmin())
    low: date = found.table.ends[at].astype(date)
    near = [row for row in items if row.line == "payables" and low - BEFORE_LOW <= row.last <= low]
    for row in near[:FIRST]:
        lift = money(-row.amount)
        said = f"Could wait: agreed for after {day_words(low, low)}, it lifts the low point by up to {lift}"
        said += gone.words(row.last, "; its day", "went")
        yield _act(said, row.name, row.party, -row.amount, "payables")


def _act(what: str, item: str, party: str, amount: Decimal, line: str) -> CashAct:
    return CashAct(what, item, party, amount, line, "", "")


def _with_owners(store: Store, asked: Asked, acts: Sequence[CashAct]) -> Iterator[CashAct]:
    """The same with what the work would be about, who has it, and whom the catalogue names."""
    owners = owners_of(store, asked.scope) if acts else {}
    names = names_of(store, asked.catalogue)
    for act in acts:
        about = about_of(asked.catalogue, act.about)
        pair = [names.get(each, each) for each in (suggested(asked.catalogue, about) if about else ()) if each]
        yield replace(act, about=about, who=owners.get(about, ""), suggested=" & ".join(pair))


def about_of(catalogue: Catalogue, line: str) -> str:
    """The account or measure that work on a line of cash is about; "" where there is none."""
    driver, measure = ABOUT[line]
    named = str(getattr(catalogue.cash.drivers, driver)) if catalogue.cash else ""
    if named:
        return named
    try:
        return catalogue.measure(measure).id
    except UnknownName:
        return ""
