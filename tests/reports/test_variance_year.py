"""The year as it is expected, outlooks of any date, and a month that is still open."""

from datetime import date
from decimal import Decimal as D

import pytest

from scorecard.domain.vocabulary import Comparison, View
from scorecard.reports.variance import variance_report
from tests.reports.conftest import load
from tests.reports.figures import company, ledger
from tests.reports.statements import opened, told

pytestmark = pytest.mark.slow

OUTLOOK = [
    *ledger("2026-10", "forecast", north=550),
    *ledger("2026-11", "forecast", north=700),
    *ledger("2026-12", "forecast", north=700),
]


def dated(rows, day):
    return [each | {"as_of": day} for each in rows]


@pytest.fixture(scope="module")
def expected(tmp_path_factory, catalogue):
    """The company with the plan of the whole year and two outlooks, the later one 20 lower a month."""
    plan = [*ledger("2026-11", "budget"), *ledger("2026-12", "budget")]
    newer = [*ledger("2026-11", "forecast", north=680), *ledger("2026-12", "forecast", north=680)]
    rows = [*company(), *plan, *dated(OUTLOOK, date(2026, 9, 30)), *dated(newer, date(2026, 10, 31))]
    return opened(tmp_path_factory.mktemp("expected"), catalogue, rows)


def test_the_year_is_closed_actuals_and_the_newest_outlook_of_the_rest(expected, scope):
    report = variance_report(expected, scope, full_year=True)
    profit = told(report)["profit"]
    assert profit.actual == 9 * 300 + 150 + 2 * 380
    assert (profit.reference, profit.difference) == (3600, 10)
    assert report.headline.startswith("Profit is 10 better than plan for the whole of 2026")
    (note,) = report.notes
    assert note.startswith("The year’s outlook is closed actuals to Oct 2026 and the newest forecast that was loaded")
    assert note.endswith(" from Nov 2026 on.")
    assert report.footing.rest == 0


def test_every_month_shows_the_year_as_it_is_expected_now(expected, scope):
    found = told(variance_report(expected, scope))["profit"]
    assert (found.outlook, found.year_plan, found.outlook_impact) == (3610, 3600, 10)


@pytest.mark.parametrize(("north", "off", "out"), [(525, -250, True), (526, -248, False)])
def test_five_times_the_limit_off_the_years_plan_stands_out_in_a_month_that_went_well(
    tmp_path, catalogue, scope, north, off, out
):
    plan = [*ledger("2026-11", "budget"), *ledger("2026-12", "budget")]
    low = [*ledger("2026-11", "forecast", north=north), *ledger("2026-12", "forecast", north=north)]
    store = opened(tmp_path, catalogue, [*company(), *plan, *dated(low, date(2026, 10, 31))])
    revenue = told(variance_report(store, scope.with_(period="2026-09")))["revenue"]
    assert (revenue.outlook_impact, revenue.stands_out, revenue.worth) == (off, out, "")


@pytest.mark.parametrize(
    ("outlook", "plan", "said"),
    [
        (
            300,
            600,
            "For Revenue the outlook leaves 700 EUR a month; the last three months brought 967 EUR each on average.",
        ),
        (300, 350, ""),
        (500, 600, ""),
    ],
    ids=["far off", "the plan has the same season", "near"],
)
def test_the_year_asks_about_an_outlook_far_from_recent_months(tmp_path, catalogue, scope, outlook, plan, said):
    """Revenue was 1,000, 1,000 and 900; the outlook leaves 700 a month, which is 28 % less; plan 1,000 or 750."""
    rows = [each for month in ("2026-11", "2026-12") for each in (
        *ledger(month, "budget", north=plan), *dated(ledger(month, "forecast", north=outlook), date(2026, 10, 31)),
    )]  # fmt: skip
    store = opened(tmp_path, catalogue, [*company(), *rows])
    assert variance_report(store, scope, full_year=True).unlike == said
    assert variance_report(store, scope).unlike == ""


def test_the_years_outlook_is_held_against_the_one_before_it(expected, scope):
    report = variance_report(expected, scope.with_(compare=Comparison.OUTLOOK), full_year=True)
    profit = told(report)["profit"]
    assert profit.reference == 9 * 300 + 250 + 2 * 400
    assert profit.difference == 3610 - 3750
    assert report.against == "outlook"


def test_a_month_is_held_against_the_outlook_made_before_it(expected, scope):
    named = scope.with_(compare=Comparison.OUTLOOK, vintage="2026-09-30", view=View.YEAR_TO_DATE)
    profit = told(variance_report(expected, named))["profit"]
    assert (profit.actual, profit.reference) == (2850, 9 * 300 + 250)
    later = told(variance_report(expected, named.with_(vintage="2026-10-31")))["profit"]
    assert later.reference is None, "an outlook made after the window says nothing about it"


def test_without_an_outlook_of_the_rest_there_is_no_year(loaded, scope):
    report = variance_report(loaded, scope, full_year=True)
    assert told(report)["profit"].actual is None
    assert report.headline == "Profit is not reported for the whole of 2026: no outlook."


def test_an_open_month_is_held_against_its_working_days_and_says_what_each_day_left_must_bring(
    tmp_path, catalogue, scope
):
    """210,000 planned for November 2026: 15 of its 21 working days are done by the 20th, so 150,000."""
    plan = ledger("2026-11", "budget", north=210_000, south=0, wages=(0, 0))
    actual = ledger("2026-11", north=120_000, south=0, wages=(0, 0))
    store = opened(tmp_path, catalogue, [*company(), *plan, *actual])
    report = variance_report(store, scope.with_(period="2026-11"))
    found = told(report)["revenue"]
    assert (report.open.done, report.open.working_days) == (15, 21)
    assert (found.actual, found.reference, found.impact) == (120_000, 150_000, -30_000)
    assert found.pace == D(210_000 - 120_000) / 6
    shared = told(report)["rent"].reference
    assert (shared, told(report)["costs"].reference) == (D("142.8571"), D("142.8571")), (
        "a fraction of a tick is nobody's"
    )
    assert report.footing.rest == 0


def test_numbers_as_of_an_earlier_state_are_those_of_that_state(tmp_path, catalogue, scope):
    store = opened(tmp_path, catalogue, company())
    load(store, [*ledger("2026-10", north=400, wages=(300, 250))], "restated")
    now, then = (told(variance_report(store, scope.with_(as_of=as_of)))["revenue"].actual for as_of in ("", "r1"))
    assert (now, then) == (800, 900)


def test_the_plan_agreed_first_is_found_as_of_its_time(tmp_path, catalogue, scope):
    early = [each | {"as_of": date(2025, 11, 30)} for each in ledger("2026-10", "budget")]
    late = [each | {"as_of": date(2026, 6, 30)} for each in ledger("2026-10", "budget", north=900)]
    rows = [each for each in company() if (each["scenario"], each["period"]) != ("budget", "2026-10")]
    store = opened(tmp_path, catalogue, [*rows, *early, *late])
    found = {as_of: told(variance_report(store, scope.with_(as_of=as_of)))["revenue"] for as_of in ("", "2026-06-29")}
    assert [line.reference for line in found.values()] == [1300, 1000]
