"""A little company with two bank accounts and two forecasts of its cash, every number made by hand."""

from dataclasses import replace
from datetime import date
from decimal import Decimal as D

from scorecard.domain.cash import SOURCE
from scorecard.domain.catalogue import Catalogue, Reading
from scorecard.domain.catalogue_cash import Cash, CashLedger
from scorecard.domain.scope import Scope
from scorecard.domain.vocabulary import Kind
from scorecard.store.store import Store
from tests.store.workspace import catalogue, load, row

MADE, BEFORE = date(2026, 3, 31), date(2026, 3, 24)
SCOPE = Scope("company", "2026-03")
FLOWS = ("b_in", "b_out", "invoiced", "received", "billed", "paid")
CASH = Cash(
    "b_open", "b_close", "b_in", "b_out", restricted=D(100), facility=D(300), floor=D(500), covenant=D(200),
    covenant_name="Least cash agreed", weeks=2,
    receivables=CashLedger("invoiced", "received", "customer"), payables=CashLedger("billed", "paid", "vendor"),
)  # fmt: skip


def parse(text: str) -> Catalogue:
    """The little workspace with its cash; ``without`` says nothing of it."""
    readings = [Reading(name, name) for name in FLOWS]
    readings += [Reading(name, name, Kind.BALANCE) for name in ("b_open", "b_close")]
    cash = None if text == "without" else CASH
    return replace(catalogue(), readings={each.id: each for each in readings}, cash=cash)


def expected(made: date, day: str, entity: str, ticks: object, note: str, line: str = "", **more: object) -> dict:
    """One row of a forecast: in above zero, out below it; ``measure`` for what is no movement."""
    amount, when = D(str(ticks)), date(2026, int(day[:2]), int(day[3:]))
    measure = more.pop("measure", "b_in" if amount > 0 else "b_out")
    value = abs(amount) if measure in ("b_in", "b_out") else amount
    return row(
        f"{when:%Y-%m}", entity, str(measure), value, source=SOURCE, scenario="rolled", date=when, as_of=made,
        note=note, project=line or None, **more,
    )  # fmt: skip


def balances(made: date, **starts: int) -> list[dict]:
    """What is at the bank on the day a forecast is made, by place."""
    day = f"{made:%m-%d}"
    return [expected(made, day, place, start, "known: balance", measure="b_close@start")
            for place, start in starts.items()]  # fmt: skip


def ranges(made: date, closing: list[int]) -> list[dict]:
    """Ranges of the company's bank balance: 100 and 200 on either side of each day's end; and two weeks' chances."""
    told = []
    for at, amount in enumerate(closing):
        day = f"{date.fromordinal(made.toordinal() + at + 1):%m-%d}"
        for name, away in (("lo80", -100), ("hi80", 100), ("lo95", -200), ("hi95", 200)):
            told.append(expected(made, day, "company", amount + away, "", measure=f"b_close@{name}"))
    for day, chance in (("04-07", "0.06"), ("04-14", "0.03")):
        told.append(expected(made, day, "company", chance, "", measure="b_close@below_floor"))
        told.append(expected(made, day, "company", "0", "", measure="b_close@below_covenant"))
    told.append(expected(made, "04-14", "company", "0.08", "", measure="b_close@below_floor_ever"))
    told.append(expected(made, "04-14", "company", "0", "", measure="b_close@below_covenant_ever"))
    told.append(expected(made, "04-06", "company", 550, "", measure="b_close@lowest_lo80"))
    return [*told, expected(made, "04-06", "company", 800, "", measure="b_close@lowest_hi80")]


def newest() -> list[dict]:
    """Made from figures to 31 March: an invoice in two parts, pay, a bill, money between both places."""
    return [
        *balances(MADE, shop=1000, plant=200, company=1200),
        expected(MADE, "04-02", "shop", 400, "habit: I1", "receivables", customer="Ann"),
        expected(MADE, "04-09", "shop", 100, "habit: I1", "receivables", customer="Ann"),
        expected(MADE, "04-06", "shop", -900, "schedule: Pay", "payroll"),
        expected(MADE, "04-10", "plant", -50, "due: B1", "payables", vendor="Vic"),
        expected(MADE, "04-10", "shop", -30, "schedule: Money between places", "between"),
        expected(MADE, "04-10", "plant", 30, "schedule: Money between places", "between"),
        expected(MADE, "04-01", "shop", 60, "disputed: I7", "receivables", customer="Bo", measure="b_in@disputed"),
        expected(MADE, "03-31", "company", 0, "One invoice has no date.", measure="b_close@note"),
        *ranges(MADE, [1200, 1600, 1600, 1600, 1600, 700, 700, 700, 800, 750, 750, 750, 750, 750]),
    ]


def before() -> list[dict]:
    """Made a week earlier: the invoice was expected at once, and one more that is not expected any longer."""
    return [
        *balances(BEFORE, shop=800, plant=200, company=1000),
        expected(BEFORE, "03-26", "shop", 200, "habit: I0", "receivables", customer="Ann"),
        expected(BEFORE, "03-28", "shop", 500, "habit: I1", "receivables", customer="Ann"),
        expected(BEFORE, "04-01", "shop", 70, "habit: I9", "receivables", customer="Bo"),
        expected(BEFORE, "04-06", "shop", -900, "schedule: Pay", "payroll"),
    ]


def actual() -> list[dict]:
    """What the bank and the documents say up to 31 March; 999 in another currency are in no sum."""
    paid = {"date": date(2026, 3, 26), "customer": "Ann", "note": "I0"}
    return [
        row("2026-03", "shop", "b_close", 1000),
        row("2026-03", "plant", "b_close", 200),
        row("2026-03", "shop", "b_in", 200, **paid | {"note": "RC-1"}),
        row("2026-03", "shop", "b_in", 999, date=date(2026, 3, 30), note="RC-2", currency="USD"),
        row("2026-03", "shop", "received", 200, **paid),
        row("2026-03", "shop", "invoiced", 200, **paid | {"date": date(2026, 3, 1)}, quantity=D(30)),
        row("2026-03", "shop", "invoiced", 500, **paid | {"date": date(2026, 2, 20), "note": "I1"}, quantity=D(30)),
        row("2026-03", "shop", "invoiced", 60, date=date(2026, 3, 2), customer="Bo", note="I7", quantity=D(30)),
        row("2026-03", "plant", "billed", 50, date=date(2026, 3, 12), vendor="Vic", note="B1", quantity=D(30)),
    ]


def put(store: Store, *rows: dict, text: str = "with") -> Store:
    """The store with these rows published."""
    load(store, *rows, text=text)
    return store
