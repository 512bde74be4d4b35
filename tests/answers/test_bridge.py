"""Every bridge of the sample company foots to the cent and leaves nothing unexplained: every account, every month."""

from decimal import Decimal as D

import pytest

from scorecard.domain.bridge import NOT_EXPLAINED, Bridge
from scorecard.domain.cells import to_ticks
from scorecard.domain.scope import Scope
from scorecard.domain.vocabulary import Comparison, Kind, Scenario, View
from scorecard.reports.asked import open_scope
from scorecard.reports.bridge import BridgeReport, bridge_report
from scorecard.reports.bridge_sides import Sides, sides_of, subject_of
from scorecard.reports.bridge_tree import by_line, by_place
from scorecard.reports.bridge_year import moved_between_months, plan_to_outlook
from tests.answers.conftest import Company

pytestmark = pytest.mark.slow

FROM_CELLS = (by_line, by_place, moved_between_months, plan_to_outlook)
SUBTOTALS = ("revenue", "cost_of_sales", "operating_profit", "net_income")


def whole(bridge: Bridge) -> bool:
    return bridge.start + sum((step.amount for step in bridge.steps), D(0)) == bridge.end and all(
        step.name != NOT_EXPLAINED for step in bridge.steps
    )


def told(report: BridgeReport, kind: str) -> dict[str, D]:
    found = next(each for each in report.bridges if each.kind == kind)
    return {step.name: step.amount for step in found.bridge.steps}


@pytest.mark.parametrize("compare", list(Comparison))
def test_every_account_and_month_foots_line_by_line_place_by_place_and_over_the_year(
    company: Company, compare: Comparison
):
    catalogue, count = company.snapshot.catalogue, 0
    for since in range(-35, 1):
        asked = open_scope(company.store, Scope(catalogue.root, company.key(since), compare=compare))
        for account in catalogue.accounts:
            sides = sides_of(asked, subject_of(asked, account))
            if not isinstance(sides, Sides):
                continue
            found = [each for made in FROM_CELLS if isinstance(each := made(sides), Bridge)]
            assert all(whole(each) for each in found), (account, since)
            count += len(found)
    assert count > 2_000


@pytest.mark.parametrize("view", [View.PERIOD, View.YEAR_TO_DATE])
def test_every_account_and_measure_foots_in_every_bridge(company: Company, view: View):
    catalogue, count = company.snapshot.catalogue, 0
    scope = Scope(catalogue.root, company.key(0), view)
    for name in dict.fromkeys((*catalogue.accounts, *catalogue.measures)):
        for each in bridge_report(company.store, scope, name).bridges:
            assert whole(each.bridge), (name, each.kind)
            count += 1
    assert count > 180


@pytest.mark.parametrize("account", SUBTOTALS)
def test_every_month_foots_by_price_volume_and_spending(company: Company, account: str):
    root = company.snapshot.catalogue.root
    for since in range(-23, 1):
        report = bridge_report(company.store, Scope(root, company.key(since)), account)
        assert all(whole(each.bridge) for each in report.bridges), since
        assert {"price", "flex"} & {each.kind for each in report.bridges}, since


def test_start_and_end_are_the_numbers_of_the_books(company: Company):
    root, cells = company.snapshot.catalogue.root, company.snapshot.cells
    for account, found in company.snapshot.catalogue.accounts.items():
        report = bridge_report(company.store, Scope(root, company.key(0)), account)
        if found.kind is Kind.FLOW and report.bridges and report.bridges[0].kind != "outlook":
            now, plan = (
                cells.series(account, root, each).values[company.last] for each in (Scenario.ACTUAL, Scenario.BUDGET)
            )
            bridge = report.bridges[0].bridge
            assert (to_ticks(bridge.start), to_ticks(bridge.end)) == (plan, now), account


def test_the_fair_planned_in_another_quarter_only_moves(company: Company):
    scope = Scope("company", company.key(-1))
    assert told(bridge_report(company.store, scope, "trade_fairs"), "months")["Trade fairs, only moved"] > 150_000
    assert (
        told(bridge_report(company.store, scope, "operating_expenses"), "months")["Trade fairs, only moved"] > 150_000
    )


def test_dear_hours_stand_behind_contractors_and_overtime(company: Company):
    scope = Scope("company", company.key(0), View.YEAR_TO_DATE)
    for account in ("contractors", "overtime_pay"):
        found = told(bridge_report(company.store, scope, account), "hours")
        assert found["Hours"] > 100_000
        assert abs(found.get("Cost per hour", D(0))) < found["Hours"] / 10


def test_a_product_the_plan_did_not_know_is_new(company: Company):
    last_year = [since for since in range(-14, -9) if company.key(since)[:4] < company.key(0)[:4]]
    report = bridge_report(company.store, Scope("company", company.key(last_year[0])), "revenue_equipment")
    assert told(report, "price")["New products"] > 100_000


def test_what_is_sold_in_the_books_is_what_the_factory_shipped(company: Company):
    units = sum(line["quantity"] or 0 for line in company.lines(["revenue_equipment"], "company", [-3, 0]))
    shipped = sum(line["value"] for line in company.lines(["units_shipped"], "company", [-3, 0]))
    assert units == shipped
