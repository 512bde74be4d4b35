"""Plan & actual of a small company: every number can be worked out by hand."""

from dataclasses import replace
from decimal import Decimal as D

import pytest

from scorecard.domain.catalogue import Limit, Materiality, Statement
from scorecard.domain.variance_limits import Reach
from scorecard.domain.vocabulary import Comparison, View, Words
from scorecard.reports.variance import variance_report
from tests.reports.conftest import load
from tests.reports.figures import MONTHS, company, ledger, row
from tests.reports.statements import described, opened, told

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def company_books(tmp_path_factory, catalogue):
    """Folder of the small company's store, loaded once for all tests that only read it."""
    folder = tmp_path_factory.mktemp("company")
    store = described(folder, catalogue)
    load(store, company())
    store.close()
    return folder


@pytest.fixture(scope="module")
def loaded(company_books, catalogue):
    """The small company's thirteen months."""
    return described(company_books, catalogue)


def test_the_statement_reads_like_its_example(loaded, scope):
    report = variance_report(loaded, scope)
    assert report.headline == (
        "Profit is 150 worse than plan in Oct 2026; 2 of 3 lines are worth a look: "
        "revenue (100 worse); wages (50 worse)."
    )
    assert report.foots == "Lines add up to profit: 0.00 better − 150.00 worse = 150.00 EUR worse, over 3 lines."
    assert [(line.id, line.depth, line.shape) for line in report.rows] == [
        ("revenue", 0, "line"), ("costs", 0, "group"), ("rent", 1, "line"), ("wages", 1, "line"),
        ("profit", 0, "subtotal"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("line", "actual", "plan", "difference", "impact"),
    [("revenue", 900, 1000, -100, -100), ("costs", 750, 700, 50, -50), ("rent", 200, 200, 0, 0),
     ("wages", 550, 500, 50, -50), ("profit", 150, 300, -150, -150)],
)  # fmt: skip
def test_more_cost_is_worse_and_more_revenue_is_better(loaded, scope, line, actual, plan, difference, impact):
    found = told(variance_report(loaded, scope))[line]
    assert (found.actual, found.reference, found.difference, found.impact) == (actual, plan, difference, impact)


def test_to_date_is_the_sum_of_the_months(loaded, scope):
    found = told(variance_report(loaded, scope.with_(view=View.YEAR_TO_DATE)))
    assert (found["profit"].actual, found["profit"].reference) == (9 * 300 + 150, 10 * 300)
    assert (found["wages"].actual, found["wages"].reference) == (9 * 500 + 550, 10 * 500)


def test_last_year_is_the_same_month_and_the_year_before_there_is_none(loaded, scope):
    report = variance_report(loaded, scope.with_(compare=Comparison.LAST_YEAR))
    assert (told(report)["profit"].reference, report.against) == (300, "last year")
    earlier = variance_report(loaded, scope.with_(period="2026-09", compare=Comparison.LAST_YEAR))
    assert told(earlier)["profit"].difference is None
    assert earlier.headline == "Profit is 300 in Sep 2026; there is no last year to compare with."


def test_a_window_longer_than_the_books_says_how_long_it_is(loaded, scope):
    report = variance_report(loaded, scope.with_(period="2026-03", view=View.ROLLING))
    assert report.when == "over R6 to Mar 2026"
    assert told(report)["profit"].reference == 6 * 300


def test_what_a_site_did_not_report_is_not_zero(tmp_path, catalogue, scope):
    rows = [each for each in company() if (each["entity"], each["period"], each["scenario"])
            != ("south", "2026-10", "actual")]  # fmt: skip
    report = variance_report(opened(tmp_path, catalogue, rows), scope)
    found = told(report)["revenue"]
    assert (found.actual, found.difference, found.reference) == (None, None, 1000)
    assert found.reason == "Oct 2026: 1 of 2 sources reported (500 EUR known)"
    assert report.headline.startswith("Profit is not reported in Oct 2026: 1 of 2 sources reported")
    assert (report.footing, report.foots) == (None, "")
    north = variance_report(described(tmp_path / "own", catalogue), scope.with_(entity="north"))
    assert told(north)["revenue"].actual == 500


def test_after_the_last_figures_there_is_nothing_and_the_plan_stands(tmp_path, catalogue, scope):
    rows = [*company(), *ledger("2026-11", "budget"), *ledger("2026-12", "budget")]
    report = variance_report(opened(tmp_path, catalogue, rows), scope.with_(period="2026-12"))
    assert report.headline == "Profit is not reported in Dec 2026: no figures after Oct 2026."
    assert (told(report)["profit"].actual, told(report)["profit"].reference) == (None, 300)


def test_spending_nobody_planned_is_held_against_zero_and_says_so(tmp_path, catalogue, scope):
    accounts = catalogue.accounts | {"fines": replace(catalogue.accounts["rent"], id="fines", name="Fines")}
    own = replace(catalogue, accounts=accounts)
    rows = [*company(), row("2026-10", "north", "fines", 70)]
    report = variance_report(opened(tmp_path, own, rows), scope)
    found = told(report)["fines"]
    assert (found.actual, found.reference, found.impact) == (70, 0, -70)
    assert (found.percent, found.pct_note, found.note) == (None, "n/m (zero base)", "not in the plan")
    assert found.worth == "at least 50 and 5 %"
    assert (report.footing.net, report.footing.rest) == (-220, 0)


@pytest.mark.parametrize(
    ("without", "reason"),
    [(lambda month: month == "2026-01", "plan: Jan 2026: not reported"),
     (lambda month: month < "2026-02", "plan covers 9 of 10 periods")],
    ids=["a month is missing", "it begins later"],
)  # fmt: skip
def test_a_plan_that_covers_part_of_the_window_is_no_plan(tmp_path, catalogue, scope, without, reason):
    rows = [each for each in company() if each["scenario"] != "budget" or not without(each["period"])]
    found = told(variance_report(opened(tmp_path, catalogue, rows), scope.with_(view=View.YEAR_TO_DATE)))["profit"]
    assert (found.actual, found.reference, found.reason) == (2850, None, reason)


def test_three_months_the_same_way_are_worth_a_look_though_each_is_small(tmp_path, catalogue, scope):
    rows = []
    for month in MONTHS:
        rows += [*ledger(month, "budget"), *ledger(month, wages=(300, 220) if month >= "2026-08" else (300, 200))]
    report = variance_report(opened(tmp_path, catalogue, rows), scope)
    assert told(report)["wages"].worth == "3 worse in a row, 60"
    earlier = variance_report(described(tmp_path / "own", catalogue), scope.with_(period="2026-09"))
    assert told(earlier)["wages"].worth == ""


def test_a_groups_own_rule_holds_for_the_lines_below_it(company_books, catalogue, scope):
    strict = replace(catalogue.accounts["costs"], materiality=Materiality(D(500)))
    own = replace(catalogue, accounts=catalogue.accounts | {"costs": strict})
    report = variance_report(described(company_books, own), scope)
    assert [line.id for line in report.rows if line.worth] == ["revenue", "profit"]


def test_an_account_is_told_with_what_drives_it(tmp_path, catalogue, scope):
    driven = replace(catalogue.accounts["wages"], driver="lines_due")
    own = replace(catalogue, accounts=catalogue.accounts | {"wages": driven})
    plan = [row("2026-10", "all", "lines_due", 90, "ops", scenario="budget")]
    found = told(variance_report(opened(tmp_path, own, [*company(), *plan]), scope))["wages"].driver
    assert (found.label, found.value, found.reference, found.words) == ("Lines due", 100, 90, "10 above plan")


def test_limits_count_what_is_spent_and_ordered_in_the_year(tmp_path, catalogue, scope):
    limits = (
        Limit("wages", "south", D(2_000)), Limit("rent", "all"), Limit("wages", "north", D(10_000), "orders"),
    )  # fmt: skip
    orders = replace(catalogue.readings["lines_due"], id="orders", name="Ordered")
    own = replace(catalogue, limits=limits, readings=catalogue.readings | {"orders": orders})
    rows = [*company(), row("2026-10", "north", "orders", 6_000, "ops")]
    report = variance_report(opened(tmp_path, own, rows), scope)
    found = {(line.account, line.entity): line.used for line in report.limits}
    assert found["wages", "south"].spent == 9 * 200 + 250
    assert found["wages", "south"].reach is Reach.OVER
    assert (found["rent", "all"].limit, found["rent", "all"].spent) == (2_000, 2_000)
    assert (found["wages", "north"].committed, found["wages", "north"].reach) == (6_000, Reach.NEAR)
    assert [line.used.share for line in report.limits] == sorted(
        (line.used.share for line in report.limits), reverse=True
    )
    alone = variance_report(described(tmp_path / "own", own), scope.with_(entity="south"))
    assert [line.entity for line in alone.limits] == ["south"]


def test_a_limit_of_nothing_that_was_passed_stands_on_top(tmp_path, catalogue, scope):
    """Nothing was allowed and 1,000 spent: more than any share of a limit, though there is none to tell."""
    limits = (Limit("rent", "all", D(100_000)), Limit("wages", "south", D(2_000)), Limit("rent", "north", D(0)))
    report = variance_report(opened(tmp_path, replace(catalogue, limits=limits), company()), scope)
    assert [(line.account, line.entity, line.used.reach) for line in report.limits] == [
        ("rent", "north", Reach.OVER), ("wages", "south", Reach.OVER), ("rent", "all", Reach.WITHIN),
    ]  # fmt: skip
    assert report.limits[0].used.share is None


def test_a_statement_by_places_holds_each_place_against_its_plan(company_books, catalogue, scope):
    own = replace(catalogue, statements=(Statement("p", "By place", "places", of="profit", beside=("revenue",)),))
    report = variance_report(described(company_books, own), scope)
    assert [(line.id, line.actual, line.reference, line.impact) for line in report.rows] == [
        ("north", 100, 200, -100), ("south", 50, 100, -50), ("all", 150, 300, -150),
    ]  # fmt: skip
    assert report.headline == (
        "Profit is 150 worse than plan in Oct 2026; 2 of 2 places are worth a look: "
        "North works (100 worse); South works (50 worse)."
    )
    assert ([each.label for each in report.beside], report.rows[0].beside) == (["Revenue"], (500,))
    assert report.foots == "The parts add up to the whole."


def test_the_lines_below_the_result_are_told_and_not_added_to_it(tmp_path, catalogue, scope):
    tax = replace(catalogue.accounts["rent"], id="tax", name="Tax", parent=None)
    after = replace(catalogue.accounts["profit"], id="after_tax", name="After tax", formula=("+profit", "-tax"))
    own = replace(
        catalogue,
        accounts=catalogue.accounts | {"tax": tax, "after_tax": after},
        statements=(Statement("pl", "P&L", result="profit", lines=("revenue", "costs", "profit", "tax", "after_tax")),),
    )
    rows = [*company(), *(row(month, "north", "tax", 10) for month in MONTHS),
            *(row(month, "north", "tax", 10, scenario="budget") for month in MONTHS[:-1]),
            row("2026-10", "north", "tax", 30, scenario="budget")]  # fmt: skip
    report = variance_report(opened(tmp_path, own, rows), scope)
    assert (told(report)["tax"].impact, told(report)["tax"].counted) == (20, 0)
    assert told(report)["after_tax"].impact == -130
    assert (report.footing.net, report.footing.rest, report.footing.lines) == (-150, 0, 3)


def test_a_loss_is_called_a_loss(tmp_path, catalogue, scope):
    rows = [*ledger("2026-10", "budget", north=0, south=0), *ledger("2026-10", north=0, south=50)]
    report = variance_report(opened(tmp_path, catalogue, rows), scope)
    assert report.headline.startswith("Profit is a loss 50 smaller than plan in Oct 2026")


def test_finance_words_name_accounts_as_finance_does(loaded, scope):
    found = told(variance_report(loaded, scope.with_(words=Words.FINANCE)))
    assert found["revenue"].label == "Net sales"


def test_without_any_figures_there_is_one_sentence(tmp_path, catalogue, scope):
    store = opened(tmp_path, catalogue, [row("2026-10", "all", "lines_due", 100, "ops")])
    report = variance_report(store, scope)
    assert (report.rows, report.headline) == ((), "No figures in Oct 2026 yet.")


@pytest.mark.slow
def test_thousands_of_accounts_are_all_added_up(tmp_path, many, scope):
    rows = [*company(), *(row("2026-10", "north", f"a{n}", 1) for n in range(3000)),
            *(row("2026-10", "north", f"a{n}", 2, scenario="budget") for n in range(3000))]  # fmt: skip
    report = variance_report(opened(tmp_path, many, rows), scope)
    assert len(report.rows) == 3005
    assert told(report)["a2999"].difference == -1
