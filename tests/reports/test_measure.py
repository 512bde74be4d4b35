"""A measure's own page: trend, usual range, split, formula with numbers, evidence and history."""

from datetime import date
from decimal import Decimal as D

import pytest

from scorecard.domain.errors import UnknownName
from scorecard.domain.vocabulary import Comparison, View
from scorecard.reports.measure import MeasureReport, measure_report
from scorecard.reports.sources import measure_restatements, measure_sources
from tests.reports.conftest import load
from tests.reports.figures import MONTHS, company, ledger, row

pytestmark = pytest.mark.slow


@pytest.fixture
def margin(loaded, scope) -> MeasureReport:
    return measure_report(loaded, scope, "margin")


def test_the_headline_is_the_value_its_difference_and_its_status(margin):
    assert margin.headline == "Margin: 16.7 % in Oct 2026, 13.3 points below plan, worse; off track."


def test_the_headline_says_which_window_and_which_place_it_speaks_of(loaded, scope):
    to_date = measure_report(loaded, scope.with_(view=View.YEAR_TO_DATE, entity="north"), "margin").headline
    assert to_date.startswith("Margin, North works: ")
    assert " from the start of the year to Oct 2026" in to_date


def test_the_headline_of_a_missing_value_says_why(loaded, scope):
    headline = measure_report(loaded, scope, "cash").headline
    assert headline == (
        "Cash: not reported at the end of Oct 2026, 1 of 2 sources reported (50 EUR known); last reported for Sep 2026."
    )


def test_a_reason_that_is_no_more_than_the_state_is_not_said_twice(store, scope):
    """For October the bank has sent one line, and no balance in it."""
    load(store, [each for each in company() if (each["source"], each["period"]) != ("bank", "2026-10")])
    load(store, [row("2026-10", "north", "cash", None, "bank", state="missing")], "nothing from the bank")
    cash = measure_report(store, scope, "cash")
    assert cash.row.reason.startswith("not reported; ")
    assert cash.headline == "Cash: not reported at the end of Oct 2026; last reported for Sep 2026."


def test_a_month_without_figures_is_not_due_yet_and_its_last_one_is_named_once(loaded, scope):
    load(loaded, ledger("2026-11", "budget"), "the plan of November")
    revenue = measure_report(loaded, scope.with_(period="2026-11"), "revenue")
    assert revenue.headline == "Revenue: not due yet in Nov 2026, no figures after Oct 2026."
    assert [point.not_due for point in revenue.trend[-2:]] == [False, True]
    assert revenue.split_foots == "The whole is not due yet, so there is no total."


def test_the_formula_comes_with_this_windows_own_numbers(margin):
    assert margin.formula_text == "(Revenue − Costs) ÷ Revenue"
    assert margin.formula_result == "(900 − 750) ÷ 900 = 16.7 %"
    assert [(term.sign, term.label, term.value) for term in margin.terms] == [
        ("+", "Revenue", D(900)), ("−", "Costs", D(750)), ("+", "Revenue", D(900)),
    ]  # fmt: skip


def test_the_formula_follows_the_view(loaded, scope):
    to_date = measure_report(loaded, scope.with_(view=View.YEAR_TO_DATE), "margin")
    assert [term.value for term in to_date.terms] == [D(9900), D(7050), D(9900)]


def test_a_formula_with_a_missing_term_has_no_result(loaded, scope):
    cash = measure_report(loaded, scope, "cash")
    assert (cash.formula_text, cash.formula_result) == ("Cash", "")


def test_the_trend_shows_value_goal_plan_and_last_year(loaded, scope):
    last = measure_report(loaded, scope, "revenue").trend[-1]
    assert (last.period, last.value, last.goal, last.red, last.plan, last.last_year, last.outlook) == (
        "2026-10", D(900), D(1000), D(950), D(1000), D(1000), None,
    )  # fmt: skip
    assert last.complete
    assert not last.open


def test_a_gap_in_the_trend_is_none_and_not_zero(loaded, scope):
    last = measure_report(loaded, scope, "cash").trend[-1]
    assert (last.value, last.complete) == (None, False)
    assert "1 of 2" in last.reason


def test_the_period_that_has_not_ended_is_open(store, scope):
    load(store, [*company(), *ledger("2026-11")])
    trend = measure_report(store, scope.with_(period="2026-11"), "revenue").trend
    assert [point.open for point in trend[-2:]] == [False, True]


def test_limits_come_from_the_first_twelve_points_and_stay(store, scope):
    """Northern revenue 52 48 51 50 49 53 47 50 (then 50s): mean 50, twelve points; 80 at the end stands out."""
    values = [52, 48, 51, 50, 49, 53, 47, 50, 50, 50, 50, 50, 80]
    load(store, [row(month, "north", "revenue", -value) for month, value in zip(MONTHS, values, strict=True)])
    report = measure_report(store, scope.with_(entity="north"), "revenue")
    steps = [4, 3, 1, 1, 4, 6, 3, 0, 0, 0, 0]
    reach = 2.66 * sum(steps) / len(steps)
    assert report.limits is not None
    assert (report.limits.centre, report.limits.baseline) == (50.0, 12)
    assert report.limits.upper == pytest.approx(50 + reach)
    assert report.trend[-1].signal == "outside the usual range"
    assert [point.signal for point in report.trend[:-1]] == [""] * 12


def test_to_date_values_have_no_limits_for_they_hang_together(loaded, scope):
    report = measure_report(loaded, scope.with_(view=View.YEAR_TO_DATE), "revenue")
    assert report.limits is None
    assert not any(point.signal for point in report.trend)


def test_five_points_are_too_few_for_limits(store, scope):
    load(store, [row(month, "north", "revenue", -50) for month in MONTHS[-5:]])
    assert measure_report(store, scope.with_(entity="north"), "revenue").limits is None


def test_parts_of_a_flow_add_up_and_say_so(loaded, scope):
    report = measure_report(loaded, scope, "revenue")
    assert [(part.name, part.value, part.reference) for part in report.split] == [
        ("North works", D(500), D(600)), ("South works", D(400), D(400)),
    ]  # fmt: skip
    assert report.split_foots == "The parts add up to the whole."


def test_what_belongs_to_no_part_is_said(store, scope):
    load(store, [*company(), row("2026-10", "all", "revenue", -70, "late")])
    assert measure_report(store, scope, "revenue").split_foots.startswith("70 belongs to Revenue of the whole")


def test_parts_of_a_share_do_not_add_up_and_say_so(margin):
    assert [part.value for part in margin.split] == [D("0.2"), D("0.125")]
    assert margin.split_foots == "The places are not added up: the whole is worked out anew from all of their figures."


def test_missing_parts_are_counted(loaded, scope):
    report = measure_report(loaded, scope, "cash")
    assert report.split_foots == "1 of 2 parts is not reported, so there is no total."


def test_a_site_without_sites_below_has_no_split(loaded, scope):
    report = measure_report(loaded, scope.with_(entity="north"), "revenue")
    assert (report.split, report.split_foots) == ((), "")


def test_views_that_would_mislead_are_left_out_with_a_reason(loaded, scope):
    report = measure_report(loaded, scope, "mood")
    assert report.views == (View.PERIOD,)
    assert len(report.view_notes) == 3
    assert all(note.endswith(".") for note in report.view_notes)


def test_the_targets_history_names_who_and_why(loaded, scope):
    (step,) = measure_report(loaded, scope, "otif").targets
    assert (step.since, step.goal, step.who, step.why) == ("2024-01", D("0.95"), "Ada", "agreed in January")


def test_both_names_and_definitions_are_there(loaded, scope):
    report = measure_report(loaded, scope, "revenue")
    assert (report.plain_label, report.finance_label) == ("Revenue", "Net sales")


def test_an_unknown_measure_is_named(loaded, scope):
    with pytest.raises(UnknownName, match="profits"):
        measure_report(loaded, scope, "profits")


def test_the_lines_behind_a_value_are_told_with_file_and_row(loaded, scope):
    report = measure_sources(loaded, scope, "margin")
    assert (report.headline, report.total) == ("6 stored lines stand behind Margin.", 6)
    first = report.rows[0]
    assert (first.name, first.entity, first.value) == ("Revenue", "North works", D(-500))
    assert (first.source_ref, first.source_row, first.import_id) == ("ledger.csv", 1, 1)


def test_only_the_largest_lines_are_shown_of_all_that_are_counted(loaded, scope):
    report = measure_sources(loaded, scope.with_(view=View.YEAR_TO_DATE), "revenue", limit=5)
    assert (len(report.rows), report.total) == (5, 20)
    assert [abs(line.value) for line in report.rows] == [D(600)] * 5


class TestRestatements:
    def test_a_month_loaded_again_shows_before_and_after(self, loaded, scope):
        load(loaded, ledger("2026-09", north=450), "September corrected")
        (found,) = measure_restatements(loaded, scope, "revenue")
        assert (found.period, found.before, found.after, found.why) == (
            "2026-09", D(1000), D(850), "September corrected",
        )  # fmt: skip

    def test_a_month_reported_anew_on_a_later_date_shows_too(self, store, scope):
        late = [{**each, "as_of": date(2026, 10, 5)} for each in ledger("2026-09", north=480)]
        load(store, [*company(), *late])
        report = measure_report(store, scope, "revenue")
        (found,) = measure_restatements(store, scope, "revenue")
        assert (found.period, found.before, found.after) == ("2026-09", D(1000), D(880))
        assert [point.period for point in report.trend if point.restated] == ["2026-09"]
        back = measure_report(store, scope.with_(period="2026-09"), "revenue")
        assert back.row.trust == "restated, first 1 k EUR"

    def test_asked_of_one_month_days_before_it_began_count_as_one_and_all_since_then_speak(self, store, scope):
        """August is reported anew while it runs and after it; September on two days that both come after its end."""
        told = [("2026-08", 470, 20, 8), ("2026-08", 460, 5, 9), ("2026-09", 480, 5, 10), ("2026-09", 490, 20, 10)]
        anew = [
            {**each, "as_of": date(2026, month, day)}
            for period, north, day, month in told
            for each in ledger(period, north=north)
        ]
        load(store, [*company(), *anew])
        september = scope.with_(period="2026-09")
        every = measure_restatements(store, september, "revenue")
        assert [(each.period, each.before, each.after, each.when) for each in every] == [
            ("2026-09", D(1000), D(890), "2026-10-20"), ("2026-08", D(1000), D(860), "2026-09-05"),
        ]  # fmt: skip
        assert measure_restatements(store, september, "revenue", 1) == every[:1]

    def test_nothing_restated_is_an_empty_list(self, loaded, scope):
        load(loaded, [row("2024-01", "north", "revenue", -1)], "an old month")
        assert measure_restatements(loaded, scope, "revenue") == ()


def test_outlook_in_the_trend_is_the_vintage_named(store, scope):
    outlook = [{**each, "as_of": date(2026, 8, 31)} for each in ledger("2026-10", "forecast", north=550)]
    newer = [{**each, "as_of": date(2026, 9, 30)} for each in ledger("2026-10", "forecast", north=520)]
    load(store, [*company(), *outlook, *newer])
    asked = scope.with_(compare=Comparison.OUTLOOK)
    assert measure_report(store, asked, "revenue").trend[-1].outlook == D(920)
    assert measure_report(store, asked.with_(vintage="2026-08-31"), "revenue").trend[-1].outlook == D(950)
