"""Bridges of a small company whose October can be worked out by hand; what is not separable says why."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal as D
from fractions import Fraction as F

import pytest

from scorecard.domain.bridge import Bridge, Line, Part, Step, price_volume_mix
from scorecard.domain.catalogue import Account, Catalogue, Reading, Statement, Target
from scorecard.domain.errors import UnknownName
from scorecard.domain.scope import Scope
from scorecard.domain.vocabulary import Comparison, Kind, Normal, Unit, View
from scorecard.reports.bridge import BridgeReport, _to_the_year, bridge_report
from scorecard.reports.bridge_money import _part
from scorecard.reports.bridge_subjects import bridge_subjects
from scorecard.reports.sought import usual_name
from scorecard.reports.why import usual_subject
from scorecard.store.store import Store
from tests.reports.figures import row, table

YEAR = [f"2026-{month:02}" for month in range(1, 13)]
OCTOBER = Scope("all", "2026-10")
CLOSED = date(2026, 10, 31)


def sold(month: str, place: str, product: str, pieces: int | None, price: int, **more):
    amount = -price * (pieces or 1)
    return {**row(month, place, "revenue", amount, **more), "product": product, "quantity": pieces and D(pieces)}


def month(name: str, scenario: str, **more):
    """A usual month: 170 sold, 30 of rent, six hours of work at 10."""
    yield sold(name, "north", "A", 10, 5, scenario=scenario, line=1, **more)
    yield sold(name, "north", "B", 10, 10, scenario=scenario, line=2, **more)
    yield sold(name, "south", "A", 4, 5, scenario=scenario, line=3, **more)
    yield row(name, "north", "rent", more.pop("rent", 30), scenario=scenario, line=4, **more)
    yield row(name, "north", "wages", 60, scenario=scenario, line=5, **more)
    yield row(name, "north", "hours", 6, "ops", scenario=scenario, line=6, **more)
    yield row(name, "north", "stock", 50, "bank", scenario=scenario, line=7, **more)


def october():
    """A dearer, B fewer, C in place of A in the south; half a rent too early, one more hour and each one dearer."""
    yield sold("2026-10", "north", "A", 12, 6, line=1)
    yield sold("2026-10", "north", "B", 8, 10, line=2)
    yield sold("2026-10", "south", "C", 3, 10, line=3)
    yield row("2026-10", "north", "rent", 45, line=4)
    yield row("2026-10", "north", "wages", 77, line=5)
    yield row("2026-10", "north", "hours", 7, "ops", line=6)
    yield row("2026-10", "north", "stock", 65, "bank", line=7)


def books():
    for name in YEAR:
        yield from month(name, "budget")
        if name < "2026-10":
            yield from month(name, "actual")
    yield from october()
    for name, rent in (("2026-11", 30), ("2026-12", 15)):
        yield from month(name, "forecast", as_of=CLOSED, rent=rent)
    for place, good in (("north", 95), ("south", 80)):
        yield row("2026-10", place, "lines_due", 100, "ops")
        yield row("2026-10", place, "lines_good", good, "ops")
        yield row("2025-10", place, "lines_due", 50 if place == "north" else 150, "ops")
        yield row("2025-10", place, "lines_good", 45 if place == "north" else 120, "ops")


def with_hours(catalogue: Catalogue) -> Catalogue:
    """Wages are driven by hours, and stock is a balance below another."""
    more = {
        "wages": replace(catalogue.accounts["wages"], driver="hours"),
        "assets": Account("assets", "Assets", kind=Kind.BALANCE),
        "stock": Account("stock", "Stock", parent="assets", kind=Kind.BALANCE),
    }
    readings = {**catalogue.readings, "hours": Reading("hours", "Hours worked", Kind.FLOW, Unit.HOURS)}
    return replace(catalogue, accounts={**catalogue.accounts, **more}, readings=readings)


def opened(folder, catalogue: Catalogue, rows) -> Iterator[Store]:
    described = with_hours(catalogue)
    store = Store.open(folder, today=lambda: date(2026, 11, 22), parse_catalogue=lambda _text: described)
    with store.stage([table(rows)]) as staged:
        store.publish("Ada", "books", "import", staged, catalogue_text="[workspace]")
    yield store
    store.close()


@pytest.fixture(scope="module")
def books_store(tmp_path_factory, catalogue: Catalogue) -> Iterator[Store]:
    yield from opened(tmp_path_factory.mktemp("books"), catalogue, books())


@pytest.fixture(scope="module")
def bare_store(tmp_path_factory, catalogue: Catalogue) -> Iterator[Store]:
    """The same books, but the plan counts nothing and the outlook ends in November."""
    bare = [
        {**each, "quantity": None} if each["scenario"] == "budget" else each
        for each in books()
        if (each["scenario"], each["measure"]) != ("budget", "hours")
        and (each["scenario"], each["period"]) != ("forecast", "2026-12")
    ]
    yield from opened(tmp_path_factory.mktemp("bare"), catalogue, bare)


@pytest.fixture(scope="module")
def plain_store(tmp_path_factory, catalogue: Catalogue) -> Iterator[Store]:
    """The same books, but the plan tells no products."""
    kept: dict[tuple, dict] = {}
    for each in books():
        told = {**each, "product": None} if each["scenario"] == "budget" else dict(each)
        key = tuple(told.get(name) for name in ("scenario", "period", "entity", "measure", "product", "as_of"))
        if key in kept:
            kept[key]["value"] += told["value"]
            kept[key]["quantity"] += told["quantity"]
        else:
            kept[key] = told
    yield from opened(tmp_path_factory.mktemp("plain"), catalogue, kept.values())


def steps(report: BridgeReport, kind: str) -> dict[str, D]:
    told = next(each for each in report.bridges if each.kind == kind)
    return {step.name: step.amount for step in told.bridge.steps}


def reasons(report: BridgeReport) -> dict[str, str]:
    return {each.kind: each.reason for each in report.refusals}


def test_revenue_by_price_volume_mix_and_new(books_store: Store):
    report = bridge_report(books_store, OCTOBER, "revenue")
    assert steps(report, "price") == {
        "Price": D("12.00"), "Volume": D("-28.33"), "Mix": D("-1.67"), "New products": D("30.00"),
    }  # fmt: skip
    assert report.headline == (
        "Revenue: 12 above plan in Oct 2026, better: price +12, volume −28.3, mix −1.67, new products +30."
    )
    bridge = report.bridges[0].bridge
    assert (bridge.start, bridge.end, bridge.start_name, bridge.end_name, bridge.sign) == (
        170,
        182,
        "Plan",
        "Actual",
        1,
    )


def test_profit_at_the_actual_volume_and_what_was_spent_on_it(books_store: Store):
    report = bridge_report(books_store, OCTOBER, "profit")
    assert steps(report, "flex") == {
        "Price": D(12), "Volume": D("-28.33"), "Mix": D("-1.67"), "New products": D(30), "Hours": D(-10),
        "Cost per hour": D(-7), "Costs without a driver": D(-15),
    }  # fmt: skip
    assert steps(report, "lines") == {"Revenue": D(12), "Costs": D(-32)}
    assert "price" not in {each.kind for each in report.bridges}
    assert "price" not in reasons(report)
    notes = {step.name: step.note for step in report.bridges[0].bridge.steps}
    assert (notes["Hours"], notes["Costs without a driver"]) == ("Wages", "Rent")


def test_a_step_of_one_line_alone_leads_to_it(books_store: Store):
    """Hours are those of Wages alone; a step of several lines is no single line's."""
    told = bridge_report(books_store, OCTOBER, "profit").told("flex")
    assert {step.name: step.of for step in told.bridge.steps} == {
        "Price": "revenue", "Volume": "revenue", "Mix": "revenue", "New products": "revenue", "Hours": "wages",
        "Cost per hour": "wages", "Costs without a driver": "rent",
    }  # fmt: skip
    of_lines = _part("Hours", F(3), [Part("Pay", F(1), of="pay"), Part("Vans", F(2), of="vans")])
    assert (of_lines.of, of_lines.note) == ("", "Vans, Pay")
    assert _part("Hours", F(1), [Part("Pay", F(1), of="pay"), Part("Vans", F(0), of="vans")]).of == "pay"


def test_wages_by_hours_and_the_cost_of_an_hour(books_store: Store):
    report = bridge_report(books_store, OCTOBER, "wages")
    assert steps(report, "hours") == {"Hours": 10, "Cost per hour": 7}
    assert report.bridges[0].bridge.sign == -1
    assert "worse" in report.headline
    whole = bridge_report(books_store, OCTOBER, "costs")
    assert steps(whole, "hours") == {"Hours": 10, "Cost per hour": 7, "Rent": 15}


def test_a_rent_paid_early_only_moves_and_dearer_hours_stay(books_store: Store):
    report = bridge_report(books_store, OCTOBER, "costs")
    assert steps(report, "months") == {"Rent, only moved": 15, "Stays": 17}


def test_from_the_years_plan_to_its_outlook(books_store: Store):
    report = bridge_report(books_store, OCTOBER, "costs")
    told = next(each.bridge for each in report.bridges if each.kind == "outlook")
    assert (told.start, told.end, told.start_name, told.end_name) == (1080, 1097, "Plan 2026", "Outlook 2026")
    assert steps(report, "outlook") == {"Rent, so far": 15, "Wages, so far": 17, "Rent, still to come": -15}
    leaf = bridge_report(books_store, OCTOBER, "rent")
    assert steps(leaf, "outlook") == {"So far": 15, "Still to come": -15}


def test_what_stays_and_the_other_months_lead_to_the_years_outlook(books_store: Store):
    told = bridge_report(books_store, OCTOBER, "costs").told("months")
    assert told.notes[1] == "The year’s outlook is 17 above plan, worse: what stays."


def test_a_year_worse_than_its_window_says_what_the_other_months_bring():
    """208 k worse of which 228 k only moved: 20 k stay, and a year 557 k worse has 577 k more from elsewhere."""
    moved = Bridge("m", D(0), (Step("Fairs, only moved", D(-228_000)), Step("Stays", D(20_000))), D(-208_000), sign=1)
    outlook = Bridge("o", D(0), (Step("So far", D(-557_000)),), D(-557_000), sign=1)
    assert _to_the_year(moved, outlook) == (
        "The year’s outlook is 557 k below plan, worse: +20 k stays, and the other months bring −577 k "
        "beyond what only moved."
    )
    assert _to_the_year(moved, "not told") == ""
    alone = Bridge("m", D(0), (Step("Stays", D(5)),), D(5))
    assert _to_the_year(alone, Bridge("o", D(0), (Step("So far", D(7)),), D(7))) == (
        "The year’s outlook is 7 above plan: +5 stays, and the other months bring +2."
    )


def test_year_to_date_adds_the_months_up(books_store: Store):
    report = bridge_report(books_store, OCTOBER.with_(view=View.YEAR_TO_DATE), "costs")
    told = next(each.bridge for each in report.bridges if each.kind == "lines")
    assert (told.start, told.end) == (900, 932)
    assert steps(report, "months") == {"Rent, only moved": 15, "Stays": 17}


def test_place_by_place(books_store: Store):
    assert steps(bridge_report(books_store, OCTOBER, "revenue"), "places") == {"North works": 2, "South works": 10}


def test_a_margin_part_by_part_and_by_places(books_store: Store):
    report = bridge_report(books_store, OCTOBER, "margin")
    middle = (F(1, 170) + F(1, 182)) / 2
    found = steps(report, "parts")
    assert abs(F(found["Rent"]) + 15 * middle) < F(1, 10**6)
    assert abs(F(found["Wages"]) + 17 * middle) < F(1, 10**6)
    assert abs(F(sum(found.values())) - (F(60, 182) - F(80, 170))) < F(1, 10**6)
    places = steps(report, "mix")
    weight = (F(150, 170) + F(152, 182)) / 2
    assert abs(F(places["North works, its own rate"]) - weight * (F(30, 152) - F(60, 150))) < F(1, 10**6)
    assert set(places) == {"North works, its own rate", "Mix of places"}
    assert report.headline == "Margin: 14.1 points below plan in Oct 2026, worse: Revenue +4.1, Rent −8.5, Wages −9.7."


def test_a_target_is_one_number_and_has_no_parts(books_store: Store):
    report = bridge_report(books_store, OCTOBER, "otif")
    assert report.bridges == ()
    assert report.headline == (
        "On-time delivery: no steps can be told in Oct 2026, since its target is one number without parts; "
        "compare with last year instead."
    )
    assert report.rows == ()


def test_last_year_has_parts_though_the_target_has_none(books_store: Store):
    report = bridge_report(books_store, OCTOBER.with_(compare=Comparison.LAST_YEAR), "otif")
    bridge = report.bridges[0].bridge
    assert [each.kind for each in report.bridges] == ["mix", "parts"]
    assert (bridge.start, bridge.end, bridge.start_name) == (D("0.825"), D("0.875"), "Last year")
    assert set(steps(report, "parts")) == {"Lines on time and complete"}
    found = steps(report, "mix")
    assert found["North works, its own rate"] == D("0.01875")
    assert "South works, its own rate" not in found
    assert found["Mix of places"] == D("0.03125")
    assert report.headline == (
        "On-time delivery: 5.0 points above last year in Oct 2026, better: "
        "North works, its own rate +1.9, Mix of places +3.1."
    )


def test_without_planned_quantities_price_and_volume_are_not_told_apart(bare_store: Store):
    report = bridge_report(bare_store, OCTOBER, "revenue")
    assert "price" not in {each.kind for each in report.bridges}
    assert reasons(report)["price"].startswith("actual and plan do not both say how many were sold")


def test_without_planned_hours_spending_is_not_told_apart(bare_store: Store):
    report = bridge_report(bare_store, OCTOBER, "wages")
    assert {each.kind for each in report.bridges} == {"places"}
    assert reasons(report)["flex"] == "what drives these costs is not told by both actual and plan"


def test_without_an_outlook_of_the_rest_the_year_is_not_told(bare_store: Store):
    found = reasons(bridge_report(bare_store, OCTOBER, "costs"))
    assert found["months"] == found["outlook"]
    assert found["outlook"] == "the outlook of the rest has no figure for Dec 2026"


def test_products_only_one_side_tells_are_taken_together(plain_store: Store):
    """24 planned for 170, 23 sold for 182: one piece less is 170/24, the rest is price."""
    found = steps(bridge_report(plain_store, OCTOBER, "revenue"), "price")
    assert found == {"Price": D("19.08"), "Volume": D("-7.08")}


def test_a_month_that_is_not_reported_has_no_bridge_and_says_so(books_store: Store):
    report = bridge_report(books_store, Scope("all", "2026-11"), "revenue")
    assert report.bridges == ()
    assert report.headline.startswith("Revenue: no steps can be told in Nov 2026, since the actual is not there")


def test_before_the_first_year_there_is_no_last_year(books_store: Store):
    scope = Scope("all", "2025-10", compare=Comparison.LAST_YEAR)
    assert "there are no periods a year earlier" in bridge_report(books_store, scope, "otif").headline


def test_a_place_that_spends_nothing_spends_as_planned(books_store: Store):
    assert bridge_report(books_store, Scope("south", "2026-10"), "costs").headline.endswith("same as plan in Oct 2026.")


def test_where_nothing_changed_the_sentence_says_so(books_store: Store):
    report = bridge_report(books_store, Scope("all", "2026-09"), "revenue")
    assert report.headline == "Revenue: same as plan in Sep 2026."
    assert all(told.bridge.steps == () for told in report.bridges if told.kind != "outlook")


def test_a_balance_is_told_by_what_it_adds_up_from_and_not_by_months(books_store: Store):
    report = bridge_report(books_store, OCTOBER.with_(view=View.YEAR_TO_DATE), "assets")
    assert [each.kind for each in report.bridges] == ["lines", "places"]
    assert steps(report, "lines") == {"Stock": 15}
    assert report.bridges[0].bridge.start == 50
    assert report.headline.startswith("Assets: 15 above plan at the end of Oct 2026: Stock +15")


def test_the_outlook_can_be_what_is_compared_with(books_store: Store):
    scope = Scope("all", "2026-12", compare=Comparison.OUTLOOK)
    assert "the actual is not there" in bridge_report(books_store, scope, "rent").headline


def test_an_unknown_name_is_refused(books_store: Store):
    with pytest.raises(UnknownName):
        bridge_report(books_store, OCTOBER, "no such thing")


def test_nothing_asked_is_what_the_statement_comes_to_or_else_the_first_amount_held_against_the_plan(
    books_store: Store, catalogue: Catalogue
):
    assert bridge_report(books_store, OCTOBER).of == usual_subject(books_store, OCTOBER) == "revenue"
    free = {name: replace(each, target=Target("none")) for name, each in catalogue.measures.items()}
    assert usual_name(replace(catalogue, measures=free | {"costs": catalogue.measures["costs"]})) == "costs"
    assert usual_name(replace(catalogue, measures=dict(reversed(free.items())))) == "costs"
    assert usual_name(replace(catalogue, measures={"otif": free["otif"]})) == "otif"
    assert usual_name(replace(catalogue, measures={})) == "revenue"
    told = (Statement("memo", "Memo"), Statement("pl", "Profit and loss", result="profit"))
    assert usual_name(replace(catalogue, statements=told)) == "profit"
    with pytest.raises(UnknownName):
        usual_name(replace(catalogue, measures={}, accounts={}))


def test_everything_with_parts_is_offered_once_measures_first(books_store: Store):
    told = bridge_subjects(books_store, OCTOBER)
    names = [name for name, _ in told]
    assert len(names) == len(set(names))
    assert names[:5] == ["revenue", "costs", "margin", "cash", "otif"]
    assert dict(told)["rent"].strip() == "Rent"
    assert dict(told)["rent"] != "Rent"
    assert "mood" not in names


def test_the_bridge_asked_for_is_shown_and_the_first_where_it_is_not_there(books_store: Store):
    report = bridge_report(books_store, OCTOBER, "costs")
    assert report.told("lines").kind == "lines"
    assert report.told("no such kind") is report.bridges[0]
    assert bridge_report(books_store, OCTOBER, "otif").told("parts") is None


def test_credit_turns_a_cost_within_income(books_store: Store, catalogue: Catalogue):
    """A discount, kept as a cost account within revenue, takes from it."""
    from scorecard.reports.bridge_tree import pieces

    mixed = {
        "revenue": Account("revenue", "Revenue", Normal.CREDIT),
        "sales": Account("sales", "Sales", Normal.CREDIT, parent="revenue"),
        "discounts": Account("discounts", "Discounts", Normal.DEBIT, parent="revenue"),
        "margin": Account("margin", "Margin", Normal.CREDIT, formula=("+revenue", "-2*rent")),
        "left": Account("left", "Left", Normal.CREDIT, formula=("+margin", "-rent", "-revenue", "+revenue")),
        "rent": Account("rent", "Rent"),
    }
    described = replace(catalogue, accounts=mixed)
    assert pieces(described, "revenue") == (("sales", 1), ("discounts", -1))
    assert pieces(described, "margin") == (("revenue", 1), ("rent", -2))
    assert pieces(described, "left") == (("revenue", 1), ("rent", -3))
    assert pieces(described, "rent") == ()


def halved(quantity: int | None):
    """Two planned lines of product A at 500 each, one of which may not say its quantity; 100 sold at 11 instead."""
    for line, pieces in enumerate((50, quantity)):
        yield {**sold("2026-10", "north", "A", 50, 10, scenario="budget", line=line), "quantity": pieces and D(pieces)}
    yield sold("2026-10", "north", "A", 100, 11, line=3)
    yield sold("2026-10", "north", "B", 10, 10, scenario="budget", line=4)
    yield sold("2026-10", "north", "B", 12, 10, line=5)


@pytest.mark.parametrize(("quantity", "effect"), [(50, "Price"), (None, "Without quantities")])
def test_a_quantity_that_one_line_does_not_say_is_not_zero(tmp_path, catalogue: Catalogue, quantity, effect: str):
    """As zero pieces A would have been planned at 20 each: price −900 and volume +1,000, though each cost 1 more."""
    keeping = opened(tmp_path, catalogue, halved(quantity))
    assert steps(bridge_report(next(keeping), OCTOBER, "revenue"), "price") == {effect: 100, "Volume": 20}
    keeping.close()
    careless = Line.of_amounts(D(1000), D(50), D(1100), D(100))
    assert careless is not None
    assert (price_volume_mix({"A": careless})["A"].price, price_volume_mix({"A": careless})["A"].volume) == (-900, 1000)
