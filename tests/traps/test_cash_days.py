"""Days and cash that give a number, no error, and the wrong answer."""

from dataclasses import replace
from datetime import date
from decimal import Decimal as D

import pytest

from scorecard.domain.cash_conversion import conversion, days_measures
from scorecard.domain.catalogue import Account
from scorecard.domain.catalogue_cash import CashDrivers
from scorecard.domain.measures import measure_series
from scorecard.domain.vocabulary import Kind, Unit
from tests.domain.books import Book, book, measure

DRIVERS = CashDrivers(
    revenue="sales", cost_of_goods="all_costs", receivables="owed", inventory="stock", payables="owing"
)
QUARTER = {"sales": [280, 300, 320], "goods": [90, 100, 110], "all_costs": [180, 200, 220], "owed": [250, 280, 300],
           "stock": [140, 145, 150], "owing": [90, 95, 100]}  # fmt: skip
BALANCES = {"owed": Kind.BALANCE, "stock": Kind.BALANCE, "owing": Kind.BALANCE}


def company(**figures: list[object]) -> Book:
    """January to March 2026, 90 days, with a scorecard that measures stock and suppliers by goods."""
    found = book({**QUARTER, **figures}, first=date(2026, 1, 1), periods=3, kinds=BALANCES)
    days = {
        name: measure(Kind.DAYS, (f"+{balance}",), id=name, name=name, denominator=(f"+{flow}",), unit=Unit.DAYS)
        for name, balance, flow in (("dso", "owed", "sales"), ("dio", "stock", "goods"), ("dpo", "owing", "goods"))
    }
    cycle = measure(Kind.DAYS, (), id="ccc", name="ccc", unit=Unit.DAYS, combine="sum", parts=("+dso", "+dio", "-dpo"))
    return replace(found, catalogue=replace(found.catalogue, measures={**days, "ccc": cycle}))


def cycle_of(found: Book, drivers: CashDrivers = DRIVERS):
    return conversion(found.catalogue, drivers, found.calendar, found, "all", 2)


def test_the_outlook_and_the_scorecard_measure_the_same_days_to_the_digit():
    """Two definitions of one word: the drivers' cost of goods is wider than the scorecard's goods.

    | days of stock | by all costs 600 | by goods 300, the scorecard's |
    |               |             22.5 |                          45.0 |
    """
    found = company()
    told = cycle_of(found)
    own = {
        name: measure_series(each, found.catalogue, found.calendar, found, "all").values[2]
        for name, each in found.catalogue.measures.items()
    }
    assert [part.days for part in told.parts] == [own["dso"], own["dio"], own["dpo"]]
    assert told.days == own["ccc"] == D(30) + D(45) - D(30)
    assert [part.price for part in told.parts] == [D(10), D(300) / 90, D(300) / 90]
    naive = D(150) * 90 / 600
    assert naive != told.parts[1].days


def test_stock_that_nobody_reported_is_not_stock_of_nothing():
    """A cycle without stock is too short; with stock of nothing it is right.

    | stock | naive cycle | shown |
    |     - |         0.0 | not told |
    |     0 |         0.0 | 0.0 |
    """
    missing = cycle_of(company(stock=[140, 145, None]))
    assert missing.parts[1].days is None
    assert missing.days is None
    assert missing.reason == "dio: Stock: not reported"
    empty = cycle_of(company(stock=[140, 145, 0]))
    assert empty.parts[1].days == 0
    assert empty.days == D(30) - D(30)


def test_a_balance_the_catalogue_does_not_name_leaves_the_cycle_untold():
    told = cycle_of(company(), replace(DRIVERS, inventory=""))
    assert told.days is None
    assert told.reason == "Days goods lie in stock: the catalogue names no account for it"


def test_days_without_a_measure_of_their_own_follow_the_drivers():
    found = company()
    bare = replace(found, catalogue=replace(found.catalogue, measures={}))
    assert cycle_of(bare).parts[1].days == D(150) * 90 / 600
    assert days_measures(bare.catalogue, replace(DRIVERS, cost_of_goods=""))["inventory"] is None


@pytest.mark.parametrize(("vat", "days"), [(D(0), "30.3"), (D("0.2"), "25.3")], ids=["told gross", "told net"])
def test_debt_with_vat_over_revenue_without(vat: D, days: str):
    """What customers owe includes tax, revenue does not (semantics 2.9).

    | owed | revenue of 91 days | naive | net of 20 % |
    |  300 |                900 |  30.3 |        25.3 |
    """
    net = 300 / (1 + vat)
    found = book({"owed": [net] * 3, "sales": [300, 300, 300]}, first=date(2026, 4, 1), periods=3, kinds=BALANCES)
    told = conversion(
        found.catalogue, CashDrivers(revenue="sales", receivables="owed"), found.calendar, found, "all", 2
    )
    assert f"{told.parts[0].days:.1f}" == days


def test_an_account_of_the_outlook_is_no_measure_of_the_scorecard():
    """A measure of days over another balance is not taken for the one asked for."""
    found = company()
    more = replace(found.catalogue, accounts={**found.catalogue.accounts, "other": Account("other", "Other")})
    other = replace(DRIVERS, receivables="other")
    measured = days_measures(more, other)["receivables"]
    assert measured is not None
    assert measured.id == ""
