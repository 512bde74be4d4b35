"""The scorecard says what a reader would work out by hand."""

from dataclasses import replace
from datetime import date
from decimal import Decimal as D

import pytest

from scorecard.domain.catalogue import Target, TargetStep
from scorecard.domain.errors import NothingPublished, UnknownName
from scorecard.domain.vocabulary import Comparison, Perspective, State, Status, View, Words
from scorecard.reports.headline import standing_headline
from scorecard.reports.scorecard import MeasureRow, ScorecardReport, scorecard_report
from scorecard.store.store import Store
from tests.reports.conftest import load
from tests.reports.figures import MONTHS, company, ledger, row

pytestmark = pytest.mark.slow


@pytest.fixture
def report(loaded, scope) -> ScorecardReport:
    return scorecard_report(loaded, scope)


def found(report: ScorecardReport, name: str) -> MeasureRow:
    return next(each for each in report.rows if each.id == name)


def column(report: ScorecardReport, perspective: Perspective):
    return next(each for each in report.columns if each.perspective is perspective)


def test_the_headline_says_how_many_and_which_is_furthest(report):
    assert report.headline == (
        "1 of 6 measures is on track, 4 off track, 1 not reported; "
        "furthest from its target is Margin (16.7 % against 30 %)."
    )


def counted(report: ScorecardReport) -> tuple[int, ...]:
    """What the cards add up to: on track, watch, off track, not reported, not due, without a target."""
    by = (sum(each.counts[status] for each in report.columns) for status in Status)
    return *by, sum(each.not_due for each in report.columns), sum(each.unjudged for each in report.columns)


def test_the_sentence_and_the_cards_count_every_measure_once_and_the_same(loaded, scope):
    """In September all is as planned, and cash has 80 and no target; in October cash has neither."""
    september = scorecard_report(loaded, scope.with_(period="2026-09"))
    assert counted(september) == (5, 0, 0, 0, 0, 1)
    assert september.headline == (
        "5 of 6 measures are on track, none off track, 1 with no target; "
        "every one that is reported has reached its target."
    )
    assert counted(scorecard_report(loaded, scope)) == (1, 0, 4, 1, 0, 0)


def test_a_month_without_figures_is_not_due_yet_in_the_sentence_and_on_the_cards(loaded, scope):
    """Of November there is a plan and nothing else but September's mood, carried over 61 days."""
    load(loaded, ledger("2026-11", "budget"), "the plan of November")
    november = scorecard_report(loaded, scope.with_(period="2026-11"))
    assert {each.id: each.state for each in november.rows if each.value is None} == dict.fromkeys(
        ("revenue", "costs", "margin", "cash", "otif"), State.NOT_DUE
    )
    assert counted(november) == (1, 0, 0, 0, 5, 0)
    assert november.headline == "5 of 6 measures are not due for Nov 2026 yet; 1 is on track, none off track."


def test_a_month_in_which_nothing_is_due_says_only_that(loaded, scope):
    load(loaded, ledger("2026-11", "budget"), "the plan of November")
    waiting = [each for each in scorecard_report(loaded, scope.with_(period="2026-11")).rows if each.value is None]
    assert standing_headline(waiting, "EUR", "Nov 2026") == "Nothing is due for Nov 2026 yet."
    assert standing_headline(waiting, "EUR", "Nov 2026", "North") == "North: Nothing is due for Nov 2026 yet."


def test_a_measure_whose_survey_is_not_due_is_counted_apart_from_what_is_missing(store, scope):
    """The mood of June is 123 days old in October, and one may be 100: there is none to show."""
    load(store, (each for each in company() if (each["measure"], each["period"]) != ("mood", "2026-09")))
    report = scorecard_report(store, scope)
    assert counted(report) == (0, 0, 4, 1, 1, 0)
    assert report.headline.startswith("0 of 6 measures are on track, 4 off track, 1 not reported, 1 not due yet; ")


@pytest.mark.parametrize(
    ("name", "value", "target", "red", "status", "words"),
    [
        ("revenue", D(900), D(1000), D(950), Status.OFF_TRACK, "100 worse than plan"),
        ("costs", D(750), D(700), D(735), Status.OFF_TRACK, "50 worse than plan"),
        ("margin", D(150) / 900, D("0.3"), D("0.28"), Status.OFF_TRACK, "13.3 points below plan, worse"),
        ("otif", D("0.81"), D("0.95"), D("0.90"), Status.OFF_TRACK, "14 points below target, worse"),
        ("mood", D("4.2"), D("4.0"), D("3.0"), Status.ON_TRACK, "0.2 above target, better"),
    ],
)
def test_value_target_status_and_difference_in_words(report, name, value, target, red, status, words):
    each = found(report, name)
    assert (each.value, each.target, each.red, each.status) == (value, target, red, status)
    assert each.difference_words == words


def test_more_cost_than_plan_is_a_difference_up_and_an_impact_down(report):
    costs = found(report, "costs")
    assert (costs.difference, costs.impact, costs.difference_pct) == (D(50), D(-50), D(50) / 700)


def test_a_share_is_compared_in_points_never_in_per_cent_of_per_cent(report):
    margin = found(report, "margin")
    assert margin.difference_pct is None
    assert margin.pct_note == "compared in points"


def test_what_only_half_the_places_reported_is_no_number_and_says_so(report):
    cash = found(report, "cash")
    assert (cash.value, cash.state, cash.status) == (None, State.MISSING, Status.NOT_REPORTED)
    assert cash.reason == "1 of 2 sources reported (50 EUR known); last reported for Sep 2026"
    assert cash.trust == "1 of 2 sources reported"
    assert cash.spark[-2:] == (80.0, None)


def test_a_quarterly_figure_is_carried_over_hollow_with_its_age(report):
    mood = found(report, "mood")
    assert (mood.state, mood.carried_from) == (State.NOT_DUE, "Sep 2026")
    assert mood.reason == "due at the end of each quarter; carried over from Sep 2026, 31 days old"
    assert mood.status is Status.ON_TRACK


def test_a_quarterly_figure_too_old_is_not_carried(store, scope, catalogue, tmp_path):
    short = replace(catalogue.measures["mood"], max_age_days=20)
    strict = replace(catalogue, measures={**catalogue.measures, "mood": short})
    with_limit = Store.open(tmp_path / "strict", today=lambda: date(2026, 11, 22), parse_catalogue=lambda _: strict)
    load(with_limit, company())
    mood = found(scorecard_report(with_limit, scope), "mood")
    assert (mood.value, mood.carried_from, mood.status) == (None, "", Status.NOT_REPORTED)


def test_a_missing_ledger_month_is_not_carried_over(store, scope):
    load(store, (each for each in company() if not (each["source"] == "ops" and each["period"] == "2026-10")))
    otif = found(scorecard_report(store, scope), "otif")
    assert (otif.value, otif.status, otif.carried_from) == (None, Status.NOT_REPORTED, "")
    assert "last reported for Sep 2026" in otif.reason


def test_age_counts_from_the_end_of_the_newest_period_reported(report):
    assert found(report, "revenue").age_days == 22
    assert found(report, "cash").age_days == 53
    assert not found(report, "cash").stale


def test_looking_back_at_an_old_period_does_not_make_a_measure_stale(loaded, scope):
    back = scorecard_report(loaded, scope.with_(period="2025-12"))
    assert found(back, "revenue").age_days == 22
    assert not found(back, "revenue").stale


def test_nothing_new_for_long_is_stale(store, scope):
    load(store, (each for each in company() if each["source"] != "bank" or each["period"] < "2026-06"))
    cash = found(scorecard_report(store, scope), "cash")
    assert (cash.age_days, cash.stale) == (175, True)
    assert "old" not in cash.trust  # the age says it already


def test_a_perspective_tells_distribution_coverage_and_worst_before_its_score(report):
    financial = column(report, Perspective.FINANCIAL)
    assert financial.counts == {
        Status.ON_TRACK: 0, Status.WATCH: 0, Status.OFF_TRACK: 3, Status.NOT_REPORTED: 1,
    }  # fmt: skip
    assert (financial.coverage, financial.grey) == (0.75, True)
    assert (financial.worst, financial.worst_label) == ("margin", "Margin")
    assert financial.score == pytest.approx((0 + 19.047619 + 0) / 3)


def test_a_perspective_without_measures_has_no_score_and_no_complaint(report):
    operations = column(report, Perspective.OPERATIONS)
    assert (operations.score, operations.grey, operations.objectives[0].rows) == (None, False, ())


def test_the_whole_rests_on_each_perspective_alike_however_many_measures_it_has(report):
    """Financial 3 of 4, Customer and Growth 1 of 1, Operations has no measures: (75 + 100 + 100) ÷ 3, not 5 of 6."""
    assert [each.coverage for each in report.columns if each.objectives[0].rows] == [0.75, 1, 1]
    assert report.coverage == pytest.approx(275 / 300)


def test_a_value_without_target_has_no_status_and_is_counted_apart(loaded, scope):
    financial = column(scorecard_report(loaded, scope.with_(period="2026-09")), Perspective.FINANCIAL)
    cash = next(each for group in financial.objectives for each in group.rows if each.id == "cash")
    assert (cash.value, cash.judged) == (D(80), False)
    assert financial.counts[Status.NOT_REPORTED] == 0
    assert financial.unjudged == 1


def test_status_before_and_a_new_status_are_worth_a_look(report):
    otif = found(report, "otif")
    assert (otif.status_before, otif.status, otif.material) == (Status.ON_TRACK, Status.OFF_TRACK, True)


def test_last_year_compares_with_the_same_period_a_year_earlier(loaded, scope):
    revenue = found(scorecard_report(loaded, scope.with_(compare=Comparison.LAST_YEAR)), "revenue")
    assert (revenue.reference, revenue.difference_words) == (D(1000), "100 worse than last year")


def test_outlook_compares_with_the_latest_forecast_or_the_one_named(store, scope):
    outlooks = [
        *ledger("2026-10", "forecast", north=550), *ledger("2026-10", "forecast", north=520),
    ]  # fmt: skip
    days = [date(2026, 8, 31)] * 6 + [date(2026, 9, 30)] * 6
    load(store, [*company(), *({**each, "as_of": day} for each, day in zip(outlooks, days, strict=True))])
    newest = found(scorecard_report(store, scope.with_(compare=Comparison.OUTLOOK)), "revenue")
    named = found(scorecard_report(store, scope.with_(compare=Comparison.OUTLOOK, vintage="2026-08-31")), "revenue")
    assert (newest.reference, named.reference) == (D(920), D(950))
    assert newest.difference_words == "20 worse than outlook"


def test_year_to_date_adds_flows_and_recomputes_shares(loaded, scope):
    to_date = scorecard_report(loaded, scope.with_(view=View.YEAR_TO_DATE))
    assert found(to_date, "revenue").value == D(9 * 1000 + 900)
    assert found(to_date, "margin").value == D(9900 - 9 * 700 - 750) / D(9900)


def test_finance_words_change_labels_and_no_number(loaded, scope, report):
    finance = scorecard_report(loaded, scope.with_(words=Words.FINANCE))
    assert found(finance, "revenue").label == "Net sales"
    assert [each.value for each in finance.rows] == [each.value for each in report.rows]


def test_owners_are_shown_by_name(report):
    revenue = found(report, "revenue")
    assert (revenue.finance_owner, revenue.operations_owner) == ("Ada", "Bo")


def test_thirteen_periods_make_the_small_line(report):
    revenue = found(report, "revenue")
    assert revenue.spark == (*(1000.0,) * 12, 900.0)
    assert revenue.spark_goal == (1000.0,) * 13


def test_an_empty_store_says_that_nothing_was_loaded(store, scope):
    with pytest.raises(NothingPublished):
        scorecard_report(store, scope)


@pytest.mark.parametrize("change", [{"entity": "west"}, {"period": "1999-01"}])
def test_an_unknown_place_or_period_is_named(loaded, scope, change):
    with pytest.raises(UnknownName, match=next(iter(change.values()))):
        scorecard_report(loaded, scope.with_(**change))


class TestWhatChanged:
    def test_the_first_state_has_nothing_to_compare_with(self, report):
        assert report.changes == ()
        assert report.changes_since == "This is the first state of the numbers."

    def test_nothing_moved_says_so_by_an_empty_list(self, loaded, scope):
        load(loaded, [row("2024-01", "north", "revenue", -1)])
        assert scorecard_report(loaded, scope).changes == ()

    def test_a_new_period_a_restatement_and_their_order(self, store, scope):
        load(store, (each for each in company() if not (each["source"] == "ops" and each["period"] == "2026-10")))
        corrected = [*ledger("2026-10", north=600, wages=(300, 250))]
        operations = [each for each in company() if each["source"] == "ops" and each["period"] == "2026-10"]
        load(store, [*corrected, *operations], "October again")
        moved = scorecard_report(store, scope).changes
        assert {each.measure: each.why for each in moved} == {
            "revenue": "restated", "margin": "restated", "otif": "new period",
        }  # fmt: skip
        sentences = {each.measure: each.sentence for each in moved}
        assert sentences["revenue"] == "Revenue: restated from 900 EUR to 1 k EUR, now on track (was off track)."
        assert "now reported, 81 %" in sentences["otif"]
        assert [each.status_before is not each.status_after for each in moved] == [True, True, False]

    def test_the_next_quarters_figure_is_new_and_no_restatement(self, tmp_path, catalogue, scope):
        """October shows June's 4.2 until September's 4.5 arrives."""
        lasting = replace(catalogue.measures["mood"], max_age_days=200)
        patient = replace(catalogue, measures={**catalogue.measures, "mood": lasting})
        store = Store.open(tmp_path / "s", today=lambda: date(2026, 11, 22), parse_catalogue=lambda _: patient)
        load(store, (each for each in company() if (each["measure"], each["period"]) != ("mood", "2026-09")))
        load(store, [row("2026-09", "all", "mood", "4.5", "survey")], "survey")
        (moved,) = scorecard_report(store, scope).changes
        assert (moved.why, moved.before, moved.after) == ("new period", D("4.2"), D("4.5"))
        assert moved.sentence == "Staff mood: a newer figure, 4.5 after 4.2."

    def test_a_changed_plan_is_told_as_such(self, loaded, scope):
        load(loaded, ledger("2026-10", "budget", north=700), "plan raised")
        moved = {each.measure: each for each in scorecard_report(loaded, scope).changes}
        assert moved["revenue"].why == "plan changed"
        assert moved["revenue"].sentence == "Revenue: target changed from 1 k EUR to 1.1 k EUR."
        assert "costs" not in moved

    def test_a_changed_definition_comes_before_everything_else(self, tmp_path, catalogue, scope):
        anew = replace(catalogue.measures["revenue"], numerator=("+revenue", "-rent"))
        texts = {"one": catalogue, "two": replace(catalogue, measures={**catalogue.measures, "revenue": anew})}
        store = Store.open(tmp_path / "s", today=lambda: date(2026, 11, 22), parse_catalogue=texts.__getitem__)
        load(store, company(), catalogue_text="one")
        store.publish("Ada", "rent is taken off", "catalogue", catalogue_text="two")
        moved = {each.measure: each for each in scorecard_report(store, scope).changes}
        assert moved["revenue"].why == "definition changed"
        assert (moved["revenue"].before, moved["revenue"].after) == (D(900), D(700))

    def test_a_changed_target_step_is_a_changed_plan(self, tmp_path, catalogue, scope):
        lower = Target("steps", steps=(TargetStep("2024-01", D("0.80"), D("0.70"), who="Bo", why="too hard"),))
        easier = replace(catalogue.measures["otif"], target=lower)
        texts = {"one": catalogue, "two": replace(catalogue, measures={**catalogue.measures, "otif": easier})}
        store = Store.open(tmp_path / "s", today=lambda: date(2026, 11, 22), parse_catalogue=texts.__getitem__)
        load(store, company(), catalogue_text="one")
        store.publish("Bo", "target lowered", "catalogue", catalogue_text="two")
        moved = {each.measure: each for each in scorecard_report(store, scope, since="r1").changes}
        assert moved["otif"].why == "plan changed"
        assert moved["otif"].status_after is Status.ON_TRACK

    def test_a_state_of_choice_can_be_compared_with(self, loaded, scope):
        for north in (610, 620):
            load(loaded, ledger("2026-10", north=north), f"north {north}")
        assert scorecard_report(loaded, scope, since="r1").changes[0].before is not None
        revenue = {each.measure: each for each in scorecard_report(loaded, scope, since="r1").changes}["revenue"]
        assert (revenue.before, revenue.after) == (D(900), D(1020))


def test_as_of_an_earlier_revision_gives_the_earlier_answer_to_the_digit(loaded, scope):
    before = scorecard_report(loaded, scope)
    load(loaded, ledger("2026-10", north=999), "october again")
    then = scorecard_report(loaded, scope.with_(as_of="r1"))
    assert [replace(each) for each in then.rows] == list(before.rows)


def test_an_unposted_month_of_one_place_does_not_read_as_zero(store, scope):
    rows = [each for each in company() if not (each["entity"] == "south" and each["period"] == MONTHS[-1])]
    load(store, rows)
    revenue = found(scorecard_report(store, scope), "revenue")
    assert (revenue.value, revenue.status) == (None, Status.NOT_REPORTED)
    assert revenue.reason.startswith("1 of 2 sources reported (500 EUR known)")
    control = found(scorecard_report(store, scope.with_(entity="north")), "revenue")
    assert control.value == D(500)
