"""As of a past report the city's books show that report's numbers; later reports restate, and never overwrite."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from scorecard.domain.cells import to_decimal
from scorecard.domain.vocabulary import Scenario
from tests.real.philadelphia import printed
from tests.real.philadelphia.load import Loaded

pytestmark = pytest.mark.slow

REPORTS = [printed.quarter_end(year, quarter) for year in range(2008, 2020) for quarter in range(1, 5)]
LEAVES = ("cash_net", "cash_closing", "cash_payroll", "cash_wage", "fund_grants")


@pytest.mark.parametrize("day", [None, *REPORTS[::3], REPORTS[-1]], ids=str)
def test_the_city_as_of_a_report(city: Loaded, figures: printed.Printed, day: date | None) -> None:
    cells = city.store.snapshot(day.isoformat() if day else "").cells
    catalogue = city.store.snapshot().catalogue
    index = {key: at for at, key in enumerate(cells.periods)}
    checked = 0
    for (_, scenario, period), lines in printed.visible(figures, day).items():
        totals: dict[str, Decimal] = {}
        for (name, _, _), value in lines.items():
            totals[name] = totals.get(name, Decimal(0)) + value
        for name, value in totals.items():
            sign = catalogue.accounts[name].normal.sign if name in catalogue.accounts else 1
            series = cells.series(name, "city", Scenario(scenario))
            assert to_decimal(series.values[index[period]]) == sign * value, (name, scenario, period)
            assert series.known[index[period]] == series.expected[index[period]] > 0, (name, scenario, period)
            checked += 1
    assert checked > 100


@pytest.mark.parametrize("day", [date(2009, 9, 30), date(2013, 3, 31), date(2016, 6, 30), date(2019, 6, 30)], ids=str)
def test_every_department_as_of_a_report(city: Loaded, figures: printed.Printed, day: date) -> None:
    cells = city.store.snapshot(day.isoformat()).cells
    index = {key: at for at, key in enumerate(cells.periods)}
    checked = 0
    for (_, scenario, period), lines in printed.visible(figures, day).items():
        totals: dict[tuple[str, str], Decimal] = {}
        for (name, entity, _), value in lines.items():
            if entity != "city":
                totals[name, entity] = totals.get((name, entity), Decimal(0)) + value
        for (name, entity), value in totals.items():
            series = cells.series(name, entity, Scenario(scenario))
            assert to_decimal(series.values[index[period]]) == value, (name, entity, scenario, period)
            checked += 1
    assert checked > 3_000


def test_a_report_shows_actual_months_to_its_quarter_and_forecast_after_it(city: Loaded, files: Path) -> None:
    report = date(2018, 12, 31)
    cells = city.store.snapshot(report.isoformat()).cells
    index = {key: at for at, key in enumerate(cells.periods)}
    net = {
        printed.month_of(2019, int(row["fiscal_month"])): Decimal(row["amount"]) * printed.MILLION
        for row in printed.rows(files, "cash-reports-net-cash-flow.csv")
        if (row["fiscal_year"], row["quarter"], row["category"]) == ("2019", "2", "Receipts - Disbursements")
    }
    actual = cells.series("cash_net", "city", Scenario.ACTUAL)
    outlook = cells.series("cash_net", "city", Scenario.FORECAST, report)
    assert cells.periods[cells.data_through(Scenario.ACTUAL)] >= "2018-12"
    for period, value in sorted(net.items()):
        series, other = (actual, outlook) if period <= "2018-12" else (outlook, actual)
        assert to_decimal(series.values[index[period]]) == value
        if period > "2018-12":
            assert other.known[index[period]] == 0, "nothing actual after the report's own quarter"


def test_months_already_reported_are_restated_later(city: Loaded) -> None:
    restated = {name: share_restated(city, name) for name in ("cash_net", "cash_closing")}
    assert restated == {"cash_net": (32, 225), "cash_closing": (48, 225)}


def share_restated(city: Loaded, name: str) -> tuple[int, int]:
    """How many actual months of the first three reports of a year differ from its fourth, and of how many."""
    changed = total = 0
    for year in range(2007, 2020):
        last = city.store.snapshot(printed.quarter_end(year, 4).isoformat()).cells
        final = last.series(name, "city", Scenario.ACTUAL)
        for quarter in (1, 2, 3):
            if (year, quarter) == (2014, 3):
                continue
            cells = city.store.snapshot(printed.quarter_end(year, quarter).isoformat()).cells
            index = {key: at for at, key in enumerate(cells.periods)}
            first = cells.series(name, "city", Scenario.ACTUAL)
            for month in range(1, 3 * quarter + 1):
                at = index[printed.month_of(year, month)]
                changed, total = changed + (first.values[at] != final.values[at]), total + 1
    return changed, total
