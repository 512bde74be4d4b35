"""Why a number differs, on a company whose every number can be worked out by hand."""

from dataclasses import replace
from decimal import Decimal as D

import pytest

from scorecard.domain.catalogue import Catalogue
from scorecard.domain.errors import UnknownName
from scorecard.domain.scope import Scope
from scorecard.domain.vocabulary import Comparison, Kind, Unit, View
from scorecard.reports.postings import postings_report
from scorecard.reports.sought import sought
from scorecard.reports.why import WhyReport, why_report
from scorecard.reports.why_spots import Spot
from scorecard.reports.why_where import LONGEST, read, written
from scorecard.store.store import Store
from tests.reports.conftest import load
from tests.reports.figures import ledger, row

pytestmark = pytest.mark.slow


def told(report: WhyReport) -> dict[str, D]:
    return {cause.name: cause.amount for cause in report.causes}


def split(report: WhyReport) -> dict[str, tuple[D | None, D | None, D | None]]:
    return {part.name: (part.actual, part.reference, part.amount) for part in report.split.parts}


def test_profit_is_explained_by_the_sales_that_fell_and_the_pay_that_rose(loaded: Store, scope: Scope):
    found = why_report(loaded, scope, "profit")
    assert (found.value, found.reference, found.difference) == (D(150), D(300), D(-150))
    assert told(found) == {"Revenue at North works": D(-100), "Wages at South works": D(-50)}
    assert found.rest == 0
    assert found.headline == ("Profit: 150 EUR in Oct 2026, 150 worse than plan; 67 % of it is Revenue at North works.")


def test_each_cause_leads_to_its_own_place_and_account(loaded: Store, scope: Scope):
    causes = why_report(loaded, scope, "profit").causes
    assert [cause.spot for cause in causes] == [Spot("revenue", "north"), Spot("wages", "south")]
    deeper = why_report(loaded, scope.with_(entity="south"), "wages")
    assert (deeper.value, deeper.difference, deeper.difference_words) == (D(250), D(50), "50 worse than plan")


def test_parts_by_place_and_by_account_add_up_to_the_figure(loaded: Store, scope: Scope):
    assert split(why_report(loaded, scope, "profit", by="entity")) == {
        "North works": (D(100), D(200), D(-100)),
        "South works": (D(50), D(100), D(-50)),
    }
    found = why_report(loaded, scope, "profit", by="measure")
    assert split(found) == {"Revenue": (D(900), D(1000), D(-100)), "Costs": (D(-750), D(-700), D(-50))}
    assert found.split.foots == "The parts add up to 150 EUR, the figure above."


def test_a_split_nobody_offers_falls_back_to_the_first_that_tells_parts(loaded: Store, scope: Scope):
    assert why_report(loaded, scope, "profit", by="vendor").split.by == "entity"
    assert why_report(loaded, scope.with_(entity="south"), "wages").split.parts == ()


def test_a_share_is_explained_in_its_own_points(loaded: Store, scope: Scope):
    found = why_report(loaded, scope, "margin")
    assert found.difference == round(D(150) / 900 - D(300) / 1000, 12)
    assert sum(told(found).values(), found.rest) == found.difference
    # North: 100 of 500 and 200 of 600; South: 50 of 400 and 100 of 400. At 30 % North's sales would bring 150 now
    # and 180 before: 50 too few of 900 now, 20 too many of 1,000 before.
    north, south = split(found)["North works"], split(found)["South works"]
    assert north[:2] == (D(100) / 500, D(200) / 600)
    assert north[2] == round(D(-50) / 900 - D(20) / 1000, 12)
    assert south[2] == found.difference - north[2]


def test_a_part_with_nothing_to_divide_by_is_not_told_as_nothing_delivered(store: Store, scope: Scope):
    """The thirty good lines of chillers for B say no lines due: their share is not known, and not 0 %."""
    counts = {
        "2025-10": {"AP": (90, 100), "AC": (20, 25), "BP": (9, 10), "BC": (10, 10)},
        "2026-10": {"AP": (60, 100), "AC": (25, 25), "BP": (9, 10), "BC": (30, None)},
    }
    rows = [
        {**row(month, "all", name, count, "ops", line=line), "customer": part[0], "product": part[1]}
        for month, told_by in counts.items()
        for line, (part, pair) in enumerate(told_by.items())
        for name, count in zip(("lines_good", "lines_due"), pair, strict=True)
        if count is not None
    ]
    load(store, rows)
    found = why_report(store, scope.with_(compare=Comparison.LAST_YEAR), "otif")
    own = {cause.spot.where: (cause.actual, cause.reference) for cause in found.causes}
    assert own == {
        (("product", "P"), ("customer", "A")): (D("0.6"), D("0.9")),
        (("product", "C"), ("customer", "A")): (D(1), D("0.8")),
    }
    assert sum(told(found).values(), found.rest) == found.difference


def test_a_target_holds_for_every_part_of_a_share(loaded: Store, scope: Scope):
    found = why_report(loaded, scope, "otif")
    assert (found.against, found.value, found.reference) == ("target", D("0.81"), D("0.95"))
    assert found.difference == D("-0.14")


def test_compared_with_last_year_the_same_month_a_year_before_is_told(loaded: Store, scope: Scope):
    found = why_report(loaded, scope.with_(compare=Comparison.LAST_YEAR), "wages")
    assert (found.value, found.reference, found.against) == (D(550), D(500), "last year")


def test_a_window_to_date_adds_up_its_months(loaded: Store, scope: Scope):
    found = why_report(loaded, scope.with_(view=View.YEAR_TO_DATE), "revenue")
    assert (found.value, found.reference) == (D(9900), D(10000))


def test_what_is_not_reported_in_full_is_not_explained(loaded: Store, scope: Scope):
    found = why_report(loaded, scope, "cash")
    assert (found.value, found.difference, found.causes) == (None, None, ())
    assert "not reported" in found.headline
    assert "1 of 2 sources reported (50 EUR known)" in found.note
    assert found.split.foots in ("", "What is known so far adds up to 50 EUR.")


@pytest.mark.parametrize(("kind", "said"), [(Kind.QUANTILE, "medians"), (Kind.DISTINCT, "counted in several parts")])
def test_kinds_that_do_not_add_up_are_not_separable(catalogue: Catalogue, loaded: Store, scope: Scope, kind, said):
    whole = replace(catalogue.measures["mood"], kind=kind)
    catalogue.measures["typical"] = replace(whole, id="typical")
    try:
        found = why_report(loaded, scope, "typical")
    finally:
        del catalogue.measures["typical"]
    assert said in found.inseparable
    assert found.causes == ()
    assert "not separable" in found.headline


@pytest.mark.parametrize("of", ["grown", "typical"])
def test_what_is_told_of_the_whole_is_never_told_as_the_value_of_a_part(
    catalogue: Catalogue, loaded: Store, scope: Scope, of: str
):
    catalogue.measures["grown"] = replace(catalogue.measures["revenue"], id="grown", growth=True, unit=Unit.PERCENT)
    catalogue.measures["typical"] = replace(catalogue.measures["mood"], id="typical", kind=Kind.QUANTILE)
    try:
        whole, part = (why_report(loaded, scope, of, where) for where in ((), (("vendor", "Kestrel"),)))
    finally:
        del catalogue.measures["grown"], catalogue.measures["typical"]
    assert part.inseparable == whole.inseparable != ""
    assert (part.value, part.reference, part.impact, part.split.parts) == (None, None, None, ())
    assert part.headline.endswith("it is told of the whole only.")
    assert whole.value is not None or of == "typical"


def test_an_account_is_read_as_the_same_measure_each_time(catalogue: Catalogue):
    assert sought(catalogue, "rent") is sought(catalogue, "rent")
    renamed = replace(catalogue, accounts={"rent": replace(catalogue.accounts["rent"], name="Hire")})
    assert sought(renamed, "rent").name == "Hire"


def test_an_unknown_name_is_one_sentence(loaded: Store, scope: Scope):
    for of, where in (("nothing", ()), ("revenue", (("colour", "red"),))):
        with pytest.raises(UnknownName):
            why_report(loaded, scope, of, where)


VENDORS = {"Kestrel": (70, 40), "Orbost": (30, 60)}
"""Spent in October 2026 and in October 2025."""


@pytest.fixture
def bought(store: Store) -> Store:
    """Costs by vendor, with a plan that does not know vendors."""
    rows = [
        {**row(month, "north", "wages", value[at], line=at), "vendor": vendor}
        for at, month in enumerate(("2026-10", "2025-10"))
        for vendor, value in VENDORS.items()
    ]
    load(store, [*rows, row("2026-10", "north", "wages", 90, scenario="budget")])
    return store


def test_what_the_plan_does_not_keep_is_compared_with_last_year_and_says_so(bought: Store, scope: Scope):
    found = why_report(bought, scope, "wages", by="vendor")
    assert (found.against, found.reference) == ("plan", D(90))
    assert (found.split.against, found.split.note) == (
        "last year", "Plan is not kept by vendor, so the parts are compared with last year.",
    )  # fmt: skip
    assert split(found) == {"Kestrel": (D(70), D(40), D(30)), "Orbost": (D(30), D(60), D(-30))}
    inside = why_report(bought, scope, "wages", where=(("vendor", "Kestrel"),))
    assert (inside.value, inside.reference, inside.against) == (D(70), D(40), "last year")
    assert inside.note == "Plan is not kept by vendor, so it is compared with last year."


def test_a_plan_for_the_whole_is_not_held_against_single_places(store: Store, scope: Scope):
    rows = [row("2026-10", place, "wages", value) for place, value in (("north", 300), ("south", 250))]
    rows += [row("2025-10", place, "wages", 200) for place in ("north", "south")]
    load(store, [*rows, row("2026-10", "all", "wages", 500, scenario="budget")])
    found = why_report(store, scope, "wages", by="entity")
    assert (found.difference, found.causes, found.unclear) == (D(50), (), "plan is kept as one figure here")
    assert split(found) == {"North works": (D(300), D(200), D(100)), "South works": (D(250), D(200), D(50))}
    assert found.split.note == "Plan is not kept by place, so the parts are compared with last year."


def test_figures_of_a_whole_beside_those_of_its_places_are_its_own_part(store: Store, scope: Scope):
    both = [row("2026-10", place, "wages", 10, scenario=s) for place in ("north", "all") for s in ("actual", "budget")]
    load(store, [*both, row("2026-10", "south", "wages", 7), row("2026-10", "north", "rent", 1)])
    found = why_report(store, scope, "wages", by="entity")
    assert split(found) == {"Small company itself": (D(17), D(10), D(7)), "North works": (D(10), D(10), D(0))}


def test_the_control_without_that_rule_would_call_all_of_a_vendor_unplanned(bought: Store, scope: Scope):
    snapshot = bought.snapshot()
    naive = bought.leaves(snapshot, ("wages",), ("all",), ("2026-10",), "budget", (), where=(("vendor", "Kestrel"),))
    assert len(naive) == 0


def test_postings_are_told_largest_first_and_all_of_them_make_the_figure(loaded: Store, scope: Scope):
    found = postings_report(loaded, scope, "costs", limit=2)
    assert [posting.amount for posting in found.rows] == [D(300), D(250)]
    assert (found.total, found.sums[0].total) == (4, D(750))
    assert found.headline == "4 postings of Costs add up to 750.00."
    first = found.rows[0]
    assert (first.entity, first.account, first.file, first.row) == ("North works", "Wages", "ledger.csv", 4)
    assert first.recorded is not None


@pytest.mark.parametrize(
    ("above", "kind", "lines", "totals"),
    [
        pytest.param("profit", Kind.RATIO, (60, 20), (2850, 9900), id="October's twenty sales lie below profit, too"),
        pytest.param("revenue", Kind.DAYS, (2, 20), (900, 9900), id="the last month above, ten months below"),
    ],
)
def test_a_line_on_both_sides_of_a_quotient_is_told_once(
    catalogue: Catalogue, loaded: Store, scope: Scope, above, kind, lines, totals
):
    changed = replace(catalogue.measures["margin"], id="own", kind=kind, numerator=(f"+{above}",))
    catalogue.measures["own"] = changed
    try:
        found = postings_report(loaded, scope.with_(view=View.YEAR_TO_DATE), "own")
    finally:
        del catalogue.measures["own"]
    assert tuple(each.lines for each in found.sums) == lines
    assert tuple(each.total for each in found.sums) == totals
    assert found.total == len(found.rows) == len(set(found.rows)) == max(lines)


def test_dates_of_loads_are_read_for_the_postings_shown_and_no_others(loaded: Store, scope: Scope):
    for at in range(2):
        load(loaded, [row("2026-10", "north", "wages", 300 + at)], f"load {at}")
    found = postings_report(loaded, scope, "wages", limit=1)
    assert [each.id for each in loaded.imports({found.rows[0].load})] == [found.rows[0].load]
    assert found.rows[0].recorded == loaded.imports()[0].at
    assert loaded.imports(()) == []


def test_postings_of_income_are_in_natural_sign(loaded: Store, scope: Scope):
    assert {posting.amount for posting in postings_report(loaded, scope, "revenue").rows} == {D(500), D(400)}


def test_nothing_behind_a_figure_is_said_calmly(loaded: Store, scope: Scope):
    found = postings_report(loaded, scope, "costs", where=(("vendor", "nobody"),))
    assert (found.total, found.rows) == (0, ())


@pytest.mark.parametrize("value", ["nobody", "x' OR '1'='1", "{where}", "\x00", "'; DROP TABLE x;--", "%s", "?"])
def test_a_part_that_nothing_tells_is_not_reported_and_no_zero(bought: Store, scope: Scope, value: str):
    found = why_report(bought, scope, "wages", (("vendor", value),))
    assert (found.value, found.difference, found.causes) == (None, None, ())
    assert found.headline.endswith("not reported in Oct 2026, nothing is posted for this part.")


def test_what_no_text_can_be_is_left_out_of_a_link():
    assert read("vendor:\ud800")[0] == ()


def test_a_link_that_is_too_long_is_refused_and_never_cut_in_the_middle_of_a_value():
    """Cut at its six hundredth letter it would ask for another vendor, calmly and in full."""
    vendor = f"{'K' * 580} North and South"
    text = written((("vendor", vendor),))
    assert dict(read(text[:LONGEST])[0])["vendor"] not in ("", vendor)
    found, said = read(text)
    assert found == ()
    assert said.endswith("in the link is no part of the figures; it is left out.")
    assert read(text[: LONGEST - 20].ljust(LONGEST, "x"))[1] == ""


def test_three_thousand_parts_are_told_as_forty_and_the_others(store: Store, scope: Scope):
    many = [{**row("2026-10", "north", "rent", n % 97, line=n), "customer": f"C{n}"} for n in range(3_000)]
    load(store, many)
    found = why_report(store, scope, "rent", by="customer")
    assert [len(found.split.parts), found.split.parts[-1].name] == [41, "2960 others"]
    assert sum(part.actual or 0 for part in found.split.parts) == found.value


def test_a_difference_is_told_as_unusual_only_against_its_own_months_before(store: Store, scope: Scope):
    months = [f"{2025 + (n + 9) // 12}-{(n + 9) % 12 + 1:02}" for n in range(13)]
    rows = []
    for at, month in enumerate(months):
        last = month == "2026-10"
        swing = 10 if at % 2 else -10
        rows += [row(month, "north", "wages", 100 + (15 if last else swing), line=1)]
        rows += [row(month, "south", "wages", 100 + (60 if last else swing), line=2)]
        rows += [row(month, place, "wages", 100, scenario="budget") for place in ("north", "south")]
    load(store, rows)
    found = {cause.name: cause for cause in why_report(store, scope, "wages").causes}
    # Twelve months swing by 20 from one to the next around 100: limits at 2.66 x 20 = 53.2.
    assert (found["South works"].amount, found["South works"].usual) == (D(60), "unusual for it")
    assert (found["North works"].amount, found["North works"].usual) == (D(15), "usual for it")
    assert found["South works"].surprise == pytest.approx(60 / (20 * 2.66 / 3))


def test_without_a_past_nothing_is_called_usual_or_unusual(loaded: Store, scope: Scope):
    found = why_report(loaded, scope.with_(view=View.YEAR_TO_DATE), "costs")
    assert {cause.usual for cause in found.causes} == {""}


def test_a_part_goes_into_a_link_and_comes_back():
    where = (("cost_centre", "A|B: 50 %7C"), ("vendor", ""))
    assert read(written(where)) == (where, "")
    assert read("colour:red|vendor:K") == ((("vendor", "K"),), "“colour:red” in the link is no part of the figures; "
                                           "it is left out.")  # fmt: skip
    assert read("vendor:A|vendor:B")[0] == (("vendor", "B"),)


def test_parts_of_which_nothing_is_told_are_not_zero(loaded: Store, scope: Scope):
    """Nobody has told anything of November: neither a part nor their sum is zero."""
    load(loaded, ledger("2026-11", "budget"))
    november = scope.with_(period="2026-11")
    costs, margin = (why_report(loaded, november, name).split for name in ("costs", "margin"))
    assert costs.parts
    assert {part.actual for part in (*costs.parts, *margin.parts)} == {None}
    assert costs.foots == "Nothing is known of its parts."
    assert {part.amount for part in costs.parts} == {None}
