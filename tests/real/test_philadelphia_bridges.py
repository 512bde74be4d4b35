"""Every bridge of the city foots and leaves nothing unexplained, whatever it is compared with."""

from decimal import Decimal as D

import pytest

from scorecard.domain.bridge import NOT_EXPLAINED, Bridge
from scorecard.domain.scope import Scope
from scorecard.domain.vocabulary import Comparison, View
from scorecard.reports.bridge import BridgeReport, bridge_report
from tests.real.philadelphia.load import Loaded

pytestmark = pytest.mark.slow


def whole(bridge: Bridge) -> bool:
    steps = [step.amount for step in bridge.steps if step.name != NOT_EXPLAINED]
    return bridge.start + sum(steps, D(0)) == bridge.end


def told(report: BridgeReport, kind: str) -> Bridge:
    return next(each.bridge for each in report.bridges if each.kind == kind)


@pytest.mark.parametrize(
    ("period", "view", "compare", "bridges"),
    [
        ("2018-12", View.YEAR_TO_DATE, Comparison.PLAN, 5),
        ("2019-03", View.PERIOD, Comparison.OUTLOOK, 23),
        ("2019-03", View.PERIOD, Comparison.LAST_YEAR, 47),
    ],
)
def test_every_bridge_of_the_city_foots(city: Loaded, period: str, view: View, compare: Comparison, bridges: int):
    """Only spending is planned by the department, and only cash has an outlook; last year there is of nearly all."""
    catalogue, count = city.store.snapshot().catalogue, 0
    for name in dict.fromkeys((*catalogue.accounts, *catalogue.measures)):
        report = bridge_report(city.store, Scope(catalogue.root, period, view, compare), name)
        assert report.headline.endswith(".")
        for each in report.bridges:
            assert whole(each.bridge), (name, each.kind)
            count += 1
    assert count == bridges


def test_what_departments_projected_leads_from_adopted_to_projected(city: Loaded):
    """A quarter's report: what the city projects above what council adopted, department by department."""
    scope = Scope(city.store.snapshot().catalogue.root, "2019-03", View.PERIOD, Comparison.PLAN)
    found = told(bridge_report(city.store, scope, "projected_spending"), "places")
    assert found.difference != 0
    assert sum(step.amount for step in found.steps) == found.difference
    assert len(found.steps) > 4


def test_where_nothing_is_counted_price_and_volume_are_not_claimed(city: Loaded):
    scope = Scope(city.store.snapshot().catalogue.root, "2019-03", View.PERIOD, Comparison.LAST_YEAR)
    for name in ("cash_receipts", "tax_collections"):
        report = bridge_report(city.store, scope, name)
        assert [each.kind for each in report.bridges] == ["lines"]
        assert "price" in {each.kind for each in report.refusals}
        assert {"price", "flex", "hours"}.isdisjoint(each.kind for each in report.bridges)
