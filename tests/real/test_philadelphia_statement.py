"""Plan & actual of the city: departments beside target, projection and adopted budget; collections and cash by line."""

from datetime import date
from decimal import Decimal

import pytest

from scorecard.domain.scope import Scope
from scorecard.domain.vocabulary import Comparison, View
from scorecard.reports.usual import usual_scope
from scorecard.reports.variance import VarianceReport, VarianceRow, variance_report
from tests.real.philadelphia.load import Loaded

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def scope(city: Loaded) -> Scope:
    return usual_scope(city.store.snapshot(), date(2026, 11, 22))


def rows(report: VarianceReport) -> dict[str, VarianceRow]:
    return {row.id: row for row in report.rows}


def test_the_city_has_four_statements_and_the_departments_come_first(city: Loaded, scope: Scope) -> None:
    report = variance_report(city.store, scope)
    assert [name for name, _ in report.statements] == ["year", "to_date", "collections", "cash"]
    assert (report.by, report.of) == ("places", "projected_spending")
    assert [each.label for each in report.beside] == ["Adopted budget for the year", "Spending of the year, audited"]


def test_departments_add_up_to_the_citys_projection_target_and_adopted_budget(city: Loaded, scope: Scope) -> None:
    found = rows(variance_report(city.store, scope))
    whole = found.pop("city")
    assert (whole.actual, whole.beside[0]) == (Decimal(4_832_726_134), Decimal(4_725_497_339))
    for side in ("actual", "reference", "last_year"):
        parts = [getattr(row, side) for row in found.values()]
        assert sum(part for part in parts if part is not None) == getattr(whole, side)
    assert sum(row.beside[0] or 0 for row in found.values()) == whole.beside[0]


def test_a_quarters_spending_is_held_against_its_target(city: Loaded, scope: Scope) -> None:
    report = variance_report(city.store, scope.with_(period="2018-12"), "to_date")
    police = rows(report)["police"]
    assert police.actual is not None
    assert police.reference is not None
    assert police.difference == police.actual - police.reference
    assert report.headline.startswith("Spending so far this year is ")


@pytest.mark.parametrize("period", ["2014-06", "2016-12", "2019-06"])
@pytest.mark.parametrize("view", [View.PERIOD, View.YEAR_TO_DATE, View.ROLLING])
def test_collections_by_line_add_up_to_the_cent_beside_last_year(
    city: Loaded, scope: Scope, period: str, view: View
) -> None:
    asked = scope.with_(period=period, view=view, compare=Comparison.LAST_YEAR)
    report = variance_report(city.store, asked, "collections")
    if report.footing is None:
        assert period == "2014-06", "only the first year has none before it"
        return
    assert report.footing.rest == 0
    assert report.footing.lines >= 25


def test_cash_is_held_against_the_treasurers_forecast_without_judging_it(city: Loaded, scope: Scope) -> None:
    report = variance_report(city.store, scope.with_(period="2019-03", compare=Comparison.OUTLOOK), "cash")
    found = rows(report)
    assert found["cash_receipts"].difference is not None
    assert {row.impact for row in found.values()} == {None}, "nobody said which way is good"
