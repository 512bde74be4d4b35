"""What the city's books answer: the scorecard, its measures by department, and past reports."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from scorecard.domain.scope import Scope
from scorecard.domain.vocabulary import Perspective, Status, View
from scorecard.reports.measure import measure_report
from scorecard.reports.scorecard import scorecard_report
from scorecard.reports.usual import usual_scope
from tests.real.philadelphia import printed
from tests.real.philadelphia.load import Loaded

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def scope(city: Loaded) -> Scope:
    return usual_scope(city.store.snapshot(), date(2026, 11, 22))


def test_the_usual_scope_is_the_city_in_the_last_month_of_the_books(scope: Scope) -> None:
    assert (scope.entity, scope.period, scope.view) == ("city", "2019-06", View.PERIOD)


@pytest.mark.parametrize("period", ["2019-06", "2019-03", "2018-06", "2015-12"])
def test_at_least_twelve_measures_have_a_value_over_the_four_perspectives(
    city: Loaded, scope: Scope, period: str
) -> None:
    report = scorecard_report(city.store, scope.with_(period=period))
    valued = {column.perspective: 0 for column in report.columns}
    for row in report.rows:
        valued[row.perspective] += row.value is not None
    assert set(valued) == set(Perspective)
    assert min(valued.values()) >= 3
    assert sum(valued.values()) >= 24
    assert not report.invented
    names = [column.name for column in report.columns]
    assert names == ["Finances", "Residents and taxpayers", "Services", "Workforce"]


def test_the_scorecard_of_june_2019_says_what_the_files_say(city: Loaded, scope: Scope) -> None:
    rows = {row.id: row for row in scorecard_report(city.store, scope).rows}
    assert rows["projected_spending"].value == rows["projected_spending"].target == Decimal(4_832_726_134)
    assert rows["projection_to_adopted"].value == Decimal(4_832_726_134) / Decimal(4_725_497_339)
    assert rows["projection_to_adopted"].status is Status.WATCH
    assert rows["general_fund_cash"].value == Decimal(966_400_000)
    assert rows["net_cash_flow"].value == Decimal(-6_900_000)
    assert rows["overtime_share"].value == Decimal(178_798_527) / Decimal(1_771_524_860)
    assert rows["spending_to_date"].value is None, "the fourth report prints no year to date"
    assert rows["spending_to_date"].status is Status.NOT_REPORTED


@pytest.mark.parametrize(
    ("measure", "period"),
    [
        ("spending_to_date", "2019-03"),
        ("spending_quarter", "2019-03"),
        ("spending_quarter", "2016-06"),
        ("projected_spending", "2019-06"),
        ("positions_filled", "2019-03"),
        ("overtime_projected", "2018-06"),
    ],
)
def test_departments_add_up_to_the_city(
    city: Loaded, scope: Scope, figures: printed.Printed, measure: str, period: str
) -> None:
    report = measure_report(city.store, scope.with_(period=period), measure)
    numerator = city.store.snapshot().catalogue.measure(measure).numerator
    names = {term.lstrip("+") for term in numerator}
    shown = printed.visible(figures, None)
    expected = sum(
        value
        for (_, scenario, when), lines in shown.items()
        if (scenario, when) == ("actual", period)
        for (name, _, _), value in lines.items()
        if name in names
    )
    assert report.row.value == expected
    assert sum((row.value for row in report.split if row.value is not None), Decimal(0)) == expected
    assert len(report.split) == 92


def test_employee_benefits_open_into_their_lines(city: Loaded, scope: Scope, files: Path) -> None:
    report = measure_report(city.store, scope.with_(entity="employee-benefits", period="2019-03"), "projected_spending")
    printed_total = next(
        Decimal(row["total"])
        for row in printed.rows(files, "department-obligations.csv")
        if (row["dept_code"], row["variable"], row["time_period"], row["as_of_date"])
        == ("35-EB", "Current Projection", "Full Year", "2019-03-31")
    )
    assert sum((row.value for row in report.split if row.value is not None), Decimal(0)) == report.row.value
    assert report.row.value == printed_total


def test_the_year_to_date_of_the_quarterly_flow_is_the_printed_one(city: Loaded, scope: Scope) -> None:
    asked = scope.with_(period="2019-03")
    flow = measure_report(city.store, asked.with_(view=View.YEAR_TO_DATE), "spending_quarter")
    assert flow.row.value == measure_report(city.store, asked, "spending_to_date").row.value == Decimal(3_635_912_990)


def test_a_past_report_shows_its_own_number_and_the_newest_another(city: Loaded, scope: Scope) -> None:
    june = scope.with_(period="2010-06")
    unaudited = measure_report(city.store, june.with_(as_of="2010-06-30", view=View.YEAR_TO_DATE), "spending_quarter")
    audited = measure_report(city.store, june.with_(view=View.YEAR_TO_DATE), "spending_quarter")
    assert unaudited.row.value == Decimal(3_727_587_394)
    assert audited.row.value == Decimal(3_653_725_713)


def test_the_report_that_repeats_the_one_before_brings_no_actual_figure(city: Loaded, scope: Scope) -> None:
    march = scope.with_(period="2014-02")
    then = measure_report(city.store, march.with_(as_of="2014-03-31"), "general_fund_cash")
    now = measure_report(city.store, march, "general_fund_cash")
    assert then.row.value is None
    assert now.row.value is not None
