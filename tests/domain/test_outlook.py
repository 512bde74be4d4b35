"""An outlook of a company whose every month is the same, so that each number can be worked out by hand."""

from dataclasses import replace
from datetime import date
from decimal import Decimal as D

import numpy as np
import pytest

from scorecard.domain.calendar import calendar_from
from scorecard.domain.cash_lines import RolledLines
from scorecard.domain.catalogue import Account, CalendarRule
from scorecard.domain.catalogue_cash import Cash, CashDrivers, CashOverride
from scorecard.domain.cells import TICKS
from scorecard.domain.outlook_past import past_of, periods_ahead
from scorecard.domain.outlook_rows import outlook_lines
from scorecard.domain.outlook_steps import actual, held_days
from scorecard.domain.outlook_vintage import read_back
from scorecard.domain.vocabulary import Kind, Normal, Scenario
from scorecard.store.accounts import Accounts
from tests.domain.books import Book, book

MONTHS = 36
CALENDAR = calendar_from(CalendarRule(), date(2024, 1, 1), date(2026, 12, 31))
DRIVERS = CashDrivers(
    profit="profit", revenue="sales", cost_of_goods="goods", receivables="owed", inventory="stock", payables="owing",
    capex="machines", noncash="wear", tax="tax", tax_owed="tax_owed", debt="loan", interest="interest", owners="owners",
)  # fmt: skip
CASH = Cash(opening="bank", closing="bank", inflow="bank_in", outflow="bank_out", months=12, drivers=DRIVERS)


def account(name: str, kind: Kind = Kind.FLOW, normal: Normal = Normal.DEBIT, **more: object) -> Account:
    return Account(name, name.capitalize(), normal, kind=kind, **more)


ACCOUNTS = {
    each.id: each
    for each in (
        account("sales", normal=Normal.CREDIT), account("goods"), account("pay"), account("wear"),
        account("profit", normal=Normal.CREDIT, formula=("+sales", "-goods", "-pay", "-wear")),
        account("tax"), account("interest"), account("owners"),
        *(account(name, Kind.BALANCE) for name in ("bank", "owed", "stock", "machines")),
        *(account(name, Kind.BALANCE, Normal.CREDIT) for name in ("owing", "tax_owed", "loan")),
    )
}  # fmt: skip


def year_after_year(values: dict[int, float], usual: float = 0) -> list[float]:
    """A figure by calendar month from 1."""
    return [values.get(at % 12 + 1, usual) for at in range(MONTHS)]


@pytest.fixture
def company() -> Book:
    """Sales 100, goods 40, pay 30, wear 10: profit 20 a month. Tax of 5 a month is paid each third month, the loan
    repaid with 6 in June, owners get 50 in May, machines of 10 a month make up for wear."""
    tax_owed = [5 * (at % 3 + 1) for at in range(MONTHS)]
    loan = [100.0 - 6 * ((at + 7) // 12) for at in range(MONTHS)]
    owners = year_after_year({5: 50})
    figures = {
        "sales": 100, "goods": 40, "pay": 30, "wear": 10, "tax": 5, "interest": 0, "owed": 100, "stock": 60,
        "owing": 20, "machines": 200,
    }  # fmt: skip
    told = {name: [value] * MONTHS for name, value in figures.items()}
    told |= {"tax_owed": tax_owed, "loan": loan, "owners": owners}
    bank, cash = [], 500.0
    for at in range(MONTHS):
        paid = 15 if at % 3 == 0 and at else 0
        repaid = loan[at - 1] - loan[at] if at else 0
        cash += 20 + 10 - 10 - paid - repaid - owners[at]
        bank.append(cash)
    told["bank"] = bank
    found = book(told, first=date(2024, 1, 1), periods=MONTHS)
    return replace(found, catalogue=replace(found.catalogue, accounts=ACCOUNTS, cash=CASH))


def rolled(found: Book, closed: int = MONTHS - 1) -> RolledLines:
    return outlook_lines(found, found.catalogue, CALENDAR, closed, Accounts(found.catalogue).own)


def told(found: Book, closed: int = MONTHS - 1):
    """The vintage read back."""
    vintage = read_back(rolled(found, closed), periods_ahead(CALENDAR, closed, 12), found.catalogue, "bank")
    assert vintage is not None
    return vintage


def units(ticks: np.ndarray) -> list[float]:
    return [each / TICKS for each in ticks.tolist()]


def with_figures(found: Book, **figures: list[float | None]) -> Book:
    more = {(Scenario.ACTUAL, name): {"all": values} for name, values in figures.items()}
    return replace(found, figures={**found.figures, **more})


def with_cash(found: Book, **parts: object) -> Book:
    return replace(found, catalogue=replace(found.catalogue, cash=replace(CASH, **parts)))


def test_profit_becomes_cash_by_its_steps_each_in_its_month(company: Book):
    steps = told(company).path.steps
    assert units(steps["profit"]) == [20] * 12
    assert units(steps["noncash"]) == [10] * 12
    assert units(steps["capex"]) == [-10] * 12
    assert units(steps["tax"]) == [-15, 0, 0] * 4
    assert units(steps["debt"]) == [0] * 5 + [-6] + [0] * 6
    assert units(steps["owners"]) == [0] * 4 + [-50] + [0] * 7
    assert units(steps["other"]) == [0] * 12


def test_cash_starts_where_the_bank_stood_and_ends_after_all_steps(company: Book):
    path = told(company).path
    assert path.opening == 500 * TICKS + 36 * 20 * TICKS - 11 * 15 * TICKS - 3 * 56 * TICKS
    assert int(path.closing[-1]) == path.opening + sum(int(step.sum()) for step in path.steps.values())


def test_customers_are_held_at_their_days_of_the_last_three_month_ends(company: Book):
    past = past_of(company, company.catalogue, CALENDAR, MONTHS - 1, Accounts(company.catalogue).own, 12)
    assert past is not None
    held = held_days(past, "receivables")
    assert held == pytest.approx((92 + 91 + 92) * 100 / 300 / 3)
    owed = told(company).balances["receivables"]
    assert units(owed[:2]) == [100, round(float(held) * 300 / 92, 2)]


def test_what_happened_is_told_by_the_same_steps_and_nothing_is_left_over(company: Book):
    past = past_of(company, company.catalogue, CALENDAR, MONTHS - 1, Accounts(company.catalogue).own, 12)
    assert past is not None
    found = actual(past)
    assert found.known.all()
    assert not found.path.steps["other"].any()
    assert found.path.closing.tolist() == past.balances["cash"].values[1:].tolist()


def test_a_month_not_reported_is_no_month_of_nothing(company: Book):
    sales: list[float | None] = [100.0] * MONTHS
    sales[30] = None
    gap = with_figures(company, sales=sales)
    past = past_of(gap, gap.catalogue, CALENDAR, MONTHS - 1, Accounts(gap.catalogue).own, 12)
    assert past is not None
    assert actual(past).known.tolist() == [at != 30 for at in range(1, MONTHS)]
    assert units(told(gap).path.steps["profit"]) == [20] * 12


def test_without_cash_of_the_last_month_there_is_no_outlook(company: Book):
    bank = company.figures[Scenario.ACTUAL, "bank"]["all"]
    assert len(rolled(with_figures(company, bank=[*bank[:-1], None]))) == 0


def known_for(found: Book, months: int, **figures: list[float | None]) -> Book:
    """The books as far as their first months."""
    told_of = {key: row["all"][:months] + [None] * (MONTHS - months) for key, row in found.figures.items()}
    return with_figures(replace(found, figures={key: {"all": row} for key, row in told_of.items()}), **figures)


@pytest.mark.parametrize(("name", "step"), [("owed", "receivables"), ("owing", "payables")])
def test_a_balance_not_reported_yet_is_no_balance_of_nothing(company: Book, name: str, step: str):
    """Taken for zero, all that customers owe would be lent to them once more."""
    late = [*company.figures[Scenario.ACTUAL, name]["all"][:-1], None]
    assert units(told(with_figures(company, **{name: late})).path.steps[step]) == [0] * 12


def test_a_loan_told_from_some_month_on_was_not_drawn_in_it(company: Book):
    """Twenty months, the loan from the thirteenth on: of the year since then only June's 6 come again."""
    loan = company.figures[Scenario.ACTUAL, "loan"]["all"]
    since = known_for(company, 20, loan=[None] * 12 + loan[12:20] + [None] * 16)
    assert units(told(since, 19).path.steps["debt"]) == [0] * 9 + [-6] + [0] * 2


def test_tax_owed_is_paid_also_where_the_months_of_payment_are_not_known_yet(company: Book):
    """Eight months of books: 10 are owed by the end of August and leave the bank at once, then each month's own 5."""
    assert company.figures[Scenario.ACTUAL, "tax_owed"]["all"][7] == 10
    assert units(told(known_for(company, 8), 7).path.steps["tax"]) == [-10] + [-5] * 11


def test_a_month_of_tax_not_reported_makes_the_rate_no_lower(company: Book):
    tax: list[float | None] = [5.0] * MONTHS
    tax[30] = None
    assert units(told(with_figures(company, tax=tax)).path.steps["tax"]) == [-15, 0, 0] * 4


def test_without_stock_its_step_is_nothing_and_no_days_are_made_up(company: Book):
    bare = with_cash(company, drivers=replace(DRIVERS, inventory=""))
    found = told(bare)
    assert "inventory" not in found.balances
    assert not found.path.steps["inventory"].any()
    assert found.path.steps["receivables"].any()


@pytest.mark.parametrize(
    ("rule", "pay"),
    [
        (CashOverride("pay", "plan", who="Ada", why="agreed"), [33] * 6 + [30] * 6),
        (CashOverride("pay", "amount", amount=D(25), since="2027-03", till="2027-04"), [30, 30, 25, 25] + [30] * 8),
        (CashOverride("pay", "driver"), [60] * 6 + [30] * 6),
    ],
    ids=["the plan as far as it goes", "an amount for two months", "3 an hour times the hours planned"],
)
def test_what_was_decided_stands_beside_the_forecasts_own_number(company: Book, rule: CashOverride, pay: list[float]):
    longer = calendar_from(CalendarRule(), date(2024, 1, 1), date(2027, 6, 30))
    plan = {(Scenario.BUDGET, "pay"): {"all": [None] * MONTHS + [33.0] * 6},
            (Scenario.BUDGET, "hours"): {"all": [None] * MONTHS + [20.0] * 6},
            (Scenario.ACTUAL, "hours"): {"all": [10.0] * MONTHS}}  # fmt: skip
    actuals = {key: {"all": [*row["all"], *[None] * 6]} for key, row in company.figures.items()}
    accounts = {**ACCOUNTS, "pay": account("pay", driver="hours"), "hours": account("hours")}
    catalogue = replace(company.catalogue, accounts=accounts, cash=replace(CASH, overrides=(rule,)))
    found = replace(company, catalogue=catalogue, calendar=longer, figures={**actuals, **plan})
    lines = outlook_lines(found, catalogue, longer, MONTHS - 1, Accounts(catalogue).own)
    vintage = read_back(lines, periods_ahead(longer, MONTHS - 1, 12), catalogue, "bank")
    assert vintage is not None
    assert units(vintage.lines["pay"].used) == pay
    assert units(vintage.lines["pay"].own) == [30] * 12
    assert vintage.lines["pay"].note.startswith("override: ")
    assert units(vintage.path.steps["profit"]) == [50 - each for each in pay]


def test_a_vintage_is_read_back_as_it_was_written(company: Book):
    lines = rolled(company)
    found = told(company)
    costs = [ticks for name, ticks in zip(lines.measure, lines.ticks.tolist(), strict=True) if name == "sales"]
    assert costs == [-100 * TICKS] * 12, "in the ledger sales are credit"
    assert units(found.lines["sales"].used) == [100] * 12
    assert set(found.bands) == {"lo80", "hi80", "lo95", "hi95"}
    assert (found.bands["lo95"] <= found.bands["lo80"]).all()
    assert (found.bands["lo80"] <= found.path.closing).all()
    assert (np.diff(found.bands["hi80"] - found.path.closing) >= -1).all(), "it never gets surer further ahead"


def test_where_there_is_no_profit_money_in_and_out_are_forecast_themselves(company: Book):
    moved = [20.0] * MONTHS
    bank = [500.0 + 5 * at for at in range(1, MONTHS + 1)]
    accounts = {**ACCOUNTS, "bank_in": account("bank_in"), "bank_out": account("bank_out")}
    bare = with_cash(with_figures(company, bank_in=moved, bank_out=[15.0] * MONTHS, bank=bank), drivers=CashDrivers())
    found = told(replace(bare, catalogue=replace(bare.catalogue, accounts=accounts)))
    assert {name: units(step) for name, step in found.path.steps.items()} == {
        "in": [20] * 12, "out": [-15] * 12, "other": [0] * 12,
    }  # fmt: skip
    assert units(found.path.closing)[-1] == 500 + 36 * 5 + 12 * 5


def test_months_ahead_go_on_where_the_calendar_ends():
    found = periods_ahead(CALENDAR, MONTHS - 1, 18)
    assert [found[0].label, found[-1].label, len(found)] == ["Jan 2027", "Jun 2028", 18]
    weeks = calendar_from(CalendarRule(pattern="4-4-5"), date(2026, 2, 1), date(2026, 12, 31))
    assert len(periods_ahead(weeks, 3, 12)) == 12
