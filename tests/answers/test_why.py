"""The planted causes that show in the books are found first or second; every drill-down into them adds up."""

from decimal import Decimal

import pytest

from scorecard.domain.scope import Scope
from scorecard.domain.vocabulary import Comparison, View
from scorecard.reports.postings import postings_report
from scorecard.reports.why import WhyReport, why_report
from scorecard.reports.why_spots import Spot
from tests.answers.conftest import Company

pytestmark = pytest.mark.slow


def asked(company: Company, of: str, month: int, entity: str = "", **more: object) -> WhyReport:
    scope = Scope(entity or company.snapshot.catalogue.root, company.key(month))
    parts = {name: more.pop(name) for name in ("where", "by") if name in more}
    return why_report(company.store, scope.with_(**more), of, **parts)


def first_two(found: WhyReport) -> list[str]:
    return [cause.name for cause in found.causes[:2]]


@pytest.mark.parametrize(
    ("of", "month", "view", "expected"),
    [
        pytest.param("operating_expenses", -1, "period", "Trade fairs", id="phasing: the fair in the wrong quarter"),
        pytest.param("operating_expenses", -3, "period", "Exchange-rate losses and gains", id="exchange: one loss"),
        pytest.param("cost_of_sales", 0, "ytd", "Contractors", id="demand: contractors fill the gap"),
        pytest.param("cost_of_sales", 0, "ytd", "Overtime pay", id="demand: overtime fills the gap"),
        pytest.param("cost_of_sales", 0, "period", "Scrap", id="supplier: faulty units are scrapped"),
    ],
)
def test_a_planted_cause_is_found_first_or_second(company: Company, of: str, month: int, view: str, expected: str):
    found = asked(company, of, month, view=View(view))
    assert any(expected in name for name in first_two(found)), found.headline


@pytest.mark.parametrize(
    ("of", "expected"),
    [
        pytest.param("contractors", "Ostermoor", id="demand: most of all at Ostermoor"),
        pytest.param("on_time_visits", "Ostermoor", id="demand: visits are late at Ostermoor"),
        pytest.param("first_pass_yield", "Kestrel Compressors", id="supplier: by name, from the units' share"),
        pytest.param("scrap_rate", "Kestrel Compressors", id="supplier: in the scrap rate too"),
        pytest.param("parts_stock", "Tarnwick", id="joint win: stock falls at Tarnwick"),
    ],
)
def test_the_place_or_the_vendor_of_a_planted_cause_is_found(company: Company, of: str, expected: str):
    found = asked(company, of, 0)
    assert any(expected in name for name in first_two(found)), found.headline


def test_the_late_payer_is_found_in_what_is_overdue(company: Company):
    found = asked(company, "overdue_share", 0)
    assert found.value is not None
    assert any("Tarnwick" in name for name in first_two(found)), found.headline


def test_the_years_profit_names_its_largest_lines_both_ways_and_leaves_little(company: Company):
    found = asked(company, "operating_profit", 0, view=View.YEAR_TO_DATE)
    names = " ".join(cause.name for cause in found.causes)
    for line in ("Call-outs", "Parts sold", "Equipment sold", "Parts used and sold", "Trade fairs"):
        assert line in names
    assert found.difference is not None
    assert abs(found.rest) < abs(found.difference) / 3
    assert {cause.share for cause in found.causes} == {None}
    lines = [cause.name for cause in found.causes if cause.is_line]
    assert "Equipment sold" in lines
    assert not {"Trade fairs", "Contractors"} & set(lines)
    assert [cause.is_line for cause in found.causes] == sorted(cause.is_line for cause in found.causes)


def test_the_warehouses_that_changed_their_name_explain_nothing_against_last_year(company: Company):
    found = asked(company, "operating_profit", 0, view=View.YEAR_TO_DATE, compare=Comparison.LAST_YEAR)
    assert found.left_out == "Cost centres were renamed or reorganised; not compared by cost centre."
    assert not any(dim == "cost_centre" for cause in found.causes for dim, _ in cause.spot.where)


ACCOUNTS = ("operating_profit", "revenue", "cost_of_sales", "operating_expenses", "contractors", "scrap", "net_income")
DEPTH = 4


@pytest.mark.parametrize("of", ACCOUNTS)
@pytest.mark.parametrize("compare", list(Comparison))
def test_every_level_down_to_the_postings_adds_up(company: Company, of: str, compare: Comparison):
    root = company.snapshot.catalogue.root
    scope = Scope(root, company.key(0), compare=compare)
    spot = Spot(of, root)
    for _ in range(DEPTH):
        here = scope.with_(entity=spot.entity)
        found = why_report(company.store, here, spot.of, spot.where)
        assert found.value is not None
        for dim, _ in found.splits:
            split = why_report(company.store, here, spot.of, spot.where, dim).split
            assert sum((part.actual or Decimal(0) for part in split.parts), Decimal(0)) == found.value
        if found.difference is not None:
            assert sum((cause.amount for cause in found.causes), found.rest) == found.difference
        assert postings_report(company.store, here, spot.of, spot.where).sums[0].total == found.value
        largest = next((part.spot for part in found.split.parts if part.spot), None)
        if largest is None or largest == spot:
            break
        spot = largest


def test_a_part_shows_the_very_number_its_row_showed(company: Company):
    found = asked(company, "operating_profit", 0, by="entity")
    for part in found.split.parts:
        assert part.spot is not None
        inside = asked(company, part.spot.of, 0, part.spot.entity, where=part.spot.where)
        assert (inside.value, inside.difference) == (part.actual, part.amount)
