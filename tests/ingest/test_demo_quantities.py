"""What the sample company's plan, outlooks and ledger count: whole numbers that tie out, beside unchanged amounts."""

from datetime import date
from decimal import Decimal

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pytest

from scorecard.ingest.demo.company import EQUIPMENT
from scorecard.ingest.demo.loads import sample_loads
from scorecard.ingest.demo.months import months_through
from scorecard.ingest.demo.quantities import by_product, in_turn

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def facts() -> pa.Table:
    return pa.concat_tables(
        table for load in sample_loads(months_through(date(2026, 11, 22), 7)) for table in load.tables
    )


def of(facts: pa.Table, **told: str) -> pa.Table:
    for name, value in told.items():
        facts = facts.filter(pc.equal(facts[name], value))
    return facts


def test_whole_numbers_stay_near_the_exact_ones_in_every_group():
    group = np.array([0, 1, 0, 1, 0, 2])
    found = in_turn(group, np.array([0.4, 2.5, 0.4, 0.6, 0.4, 0.2]))
    assert found.tolist() == [0, 2, 1, 1, 0, 0]
    assert [found[group == each].sum() for each in range(3)] == [1, 3, 0]


def test_amounts_over_products_add_up_and_follow_their_weights():
    found = by_product(np.array([[1000.0], [0.0]]), np.array([[[1.0], [1.0], [1.0]], [[0.0], [0.0], [0.0]]]))
    assert found[0, :, 0].tolist() == [333, 334, 333]
    assert not found[1].any()


@pytest.mark.parametrize("scenario", ["budget", "forecast"])
def test_equipment_is_expected_by_product_with_units(facts: pa.Table, scenario: str):
    sold = of(facts, scenario=scenario, measure="revenue_equipment", entity="tarnwick_sales")
    assert set(sold["product"].to_pylist()) == {each.name for each in EQUIPMENT}
    assert sold["quantity"].null_count == 0
    for price, value, units in zip(
        _list_prices(sold), sold["value"].to_pylist(), sold["quantity"].to_pylist(), strict=True
    ):
        assert units is None or abs(-float(value) / price - float(units)) <= 1 + 0.03 * float(units)


def _list_prices(sold: pa.Table) -> list[float]:
    prices = {each.name: each.price for each in EQUIPMENT}
    return [prices[name] for name in sold["product"].to_pylist()]


def test_the_plan_does_not_know_a_product_before_it_is_launched(facts: pa.Table):
    planned = of(facts, scenario="budget", measure="revenue_equipment", product="Glade water chiller")
    assert pc.min(planned["period"]).as_py() == "2026-01"
    sold = facts.filter(pc.equal(facts["source"], "ledger"))
    assert pc.min(of(sold, measure="revenue_equipment", product="Glade water chiller")["period"]).as_py() < "2025-12"


@pytest.mark.parametrize("account", ["revenue_contracts", "revenue_callouts", "revenue_parts"])
@pytest.mark.parametrize("scenario", ["actual", "budget", "forecast"])
def test_contracts_call_outs_and_parts_are_counted_on_all_sides(facts: pa.Table, scenario: str, account: str):
    found = of(facts, scenario=scenario, measure=account, period="2026-10")
    assert found["quantity"].null_count == 0
    whole = pc.sum(found["quantity"]).as_py()
    assert whole > 100
    assert whole == whole.to_integral_value()


def test_customers_on_contract_are_what_is_charged(facts: pa.Table):
    for scenario in ("actual", "budget"):
        month = of(facts, scenario=scenario, period="2026-09", entity="ostermoor_service")
        charged = of(month, measure="revenue_contracts")
        if scenario == "actual":
            charged = charged.filter(pc.match_substring_regex(charged["source_ref"], r"^ledger_\d"))
        assert pc.sum(charged["quantity"]).as_py() == of(month, measure="customer_months")["value"][0].as_py()


def test_what_drives_cost_is_planned(facts: pa.Table):
    planned = set(of(facts, scenario="budget", period="2026-10")["measure"].to_pylist())
    drivers = {"service_jobs", "hours_on_jobs", "hours_available", "contractor_hours", "overtime_hours", "lines_due"}
    assert drivers | {"units_started", "units_scrapped", "units_shipped", "units_returned"} <= planned


def test_amounts_of_the_plan_are_still_whole_hundreds(facts: pa.Table):
    planned = of(facts, scenario="budget", source="budget")
    money = planned.filter(pc.is_valid(planned["currency"]))
    totals = money.group_by(["period", "entity", "measure"]).aggregate([("value", "sum")])["value_sum"].to_pylist()
    assert {total % 100 for total in totals} == {Decimal(0)}
