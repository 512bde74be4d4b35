"""People, figures and one item, for tests of what is written about numbers."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from scorecard.changes.acting import trace
from scorecard.domain.people import Person
from scorecard.domain.work import Figures, Item, Said, Subject
from scorecard.store.store import Store
from scorecard.store.work import Entry, Step

TODAY = date(2026, 4, 10)
LINE = Subject("company", "wages", (("cost_centre", "c1"), ("vendor", "v|1")), "2026-01")
FIGURES = Figures(Decimal(510_000), Decimal(100_000), Decimal(-410_000), 1)
MOVED = Figures(Decimal(610_000), Decimal(100_000), Decimal(-510_000), 2)
FAY, OLU = Person("fay", "Fay", "finance", "finance"), Person("olu", "Olu", "operations", "operations")
ZOE, IRA = Person("zoe", "Zoe", "approver", "finance"), Person("ira", "Ira", "operations", "operations")
DRAFT = Item(0, LINE, TODAY, "fay", "fay", "olu", date(2026, 5, 1), FIGURES)


def staffed(store: Store) -> Store:
    """The same store with four people in it."""
    store.bring_people([FAY, OLU, ZOE, IRA], "boss")
    return store


def opened(store: Store, key: str = "", **more: object) -> int:
    """A new item about ``LINE``."""
    return store.work.open(replace(DRAFT, **more), Entry(Said.OPENED, "look", FIGURES), trace("look", FIGURES), key)  # type: ignore[arg-type]


def due_on(day: date, version: int | None = None) -> Step:
    """The act of moving the due date."""
    entry = Entry(Said.REASSIGNED, day.isoformat(), FIGURES)
    return Step(
        "work.reassigned",
        trace(day.isoformat(), FIGURES),
        lambda item: (replace(item, due=day), (entry,)),
        version,
        day.isoformat(),
        lambda item: item.due.isoformat(),
    )


def remark(text: str, amount: Decimal | None = None) -> Step:
    """The act of saying something."""
    said = trace(text, FIGURES, amount)
    return Step("work.comment", said, lambda item: (item, (Entry(Said.COMMENT, text, FIGURES, amount),)))
