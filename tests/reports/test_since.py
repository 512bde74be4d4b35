"""Since we last met: what moved and why, and that every number is the scorecard's own, then and now."""

from datetime import date
from decimal import Decimal as D

import pytest

from scorecard.changes.assign import assign
from scorecard.changes.begin_meeting import begin_meeting
from scorecard.changes.comment import comment
from scorecard.changes.finish_meeting import finish_meeting
from scorecard.domain.access import Actor
from scorecard.domain.errors import UnknownRevision
from scorecard.domain.people import Person
from scorecard.domain.scope import Scope
from scorecard.domain.since import SinceKind
from scorecard.domain.vocabulary import Comparison, Status, View
from scorecard.reports.agenda import agenda_report
from scorecard.reports.asked import Asked, open_scope
from scorecard.reports.loads_behind import LoadsBehind
from scorecard.reports.scorecard import scorecard_report
from scorecard.reports.since import LaterThanShown, meetings_of, not_since, since_report
from scorecard.reports.since_rows import moved_numbers
from scorecard.reports.since_states import TwoStates
from scorecard.reports.usual import usual_scope
from scorecard.reports.work_figures import figured, subject_of
from tests.reports.conftest import load
from tests.reports.days import (
    AGAIN,
    CLOSE,
    FIRST,
    OCTOBER,
    THE_CLOSE,
    TO_SEPTEMBER,
    agrees_with_the_scorecard,
    each_once,
    found,
    told,
)
from tests.reports.figures import company, ledger, row
from tests.stclient.workspace import sample_store

pytestmark = pytest.mark.slow


def test_where_nobody_says_since_when_it_is_the_state_before_the_last_weeks_loads(on_days):
    """The close is twelve days old, the forgotten wages two: 60 more of them since, 50 being worth a look."""
    report = since_report(on_days(FIRST, CLOSE, AGAIN), OCTOBER)
    assert (report.before_revision, report.since) == (2, "10 Nov 2026 (revision 2)")
    assert told(report) == {"restated": [("margin", "2026-10"), ("costs", "2026-10")]}
    costs = found(report, "costs")
    assert (costs.before, costs.after, costs.difference, costs.impact) == (750, 810, 60, -60)
    assert costs.note == "load 3: wages that were forgotten"
    assert report.headline == (
        "Margin, Oct 2026: 16.7 % → 10 % (−6.67 points, worse). "
        "2 unusual of 2 that moved since 10 Nov 2026 (revision 2): 2 restated."
    )


def test_a_period_that_became_usual_is_new_and_the_one_before_it_is_told_where_it_was_restated(on_days):
    store = on_days(FIRST, CLOSE, AGAIN)
    report = since_report(store, OCTOBER, "r1", everything=True)
    assert report.before_period == "2026-09"
    kinds = {(each.id, each.period): group.kind for group in report.groups for each in group.rows}
    assert {kinds[name, "2026-10"] for name in ("revenue", "costs", "margin", "otif")} <= {
        SinceKind.NEW_PERIOD, SinceKind.STATUS_CHANGED,
    }  # fmt: skip
    assert kinds["revenue", "2026-09"] is SinceKind.RESTATED
    assert (found(report, "revenue").before, found(report, "revenue").after) == (1000, 900)
    restated = found(report, "revenue", "2026-09")
    assert (restated.before, restated.after, restated.impact) == (1000, 1060, 60)
    assert SinceKind.RESTATED not in {kind for (_, period), kind in kinds.items() if period == "2026-10"}


@pytest.mark.parametrize("since", ["", "r1", "r2", "2026-11-15", "2026-10-20"])
def test_every_row_is_the_scorecards_own_number_then_and_now_and_told_once(on_days, since):
    store = on_days(FIRST, CLOSE, AGAIN)
    report = since_report(store, OCTOBER, since, everything=True)
    assert agrees_with_the_scorecard(store, OCTOBER, report) == report.moved > 0
    assert each_once(report)
    few = since_report(store, OCTOBER, since)
    assert few.usual == report.moved - len(few.rows)
    assert {each.id for each in few.rows} == {each.id for each in report.rows if each.unusual}


def test_what_became_another_status_with_the_new_period_is_told_apart(on_days):
    report = since_report(on_days(FIRST, CLOSE), OCTOBER, "r1")
    otif = found(report, "otif")
    assert ("otif", "2026-10") in told(report)["status_changed"]
    assert otif.note == "now off track, was on track in Sep 2026"


def test_a_figure_that_was_due_and_did_not_come_is_late(on_days):
    """Cash of the South is missing in October, and so is the whole."""
    report = since_report(on_days(FIRST, CLOSE), OCTOBER, "r1")
    assert told(report)["late_data"] == [("cash", "2026-10")]
    assert found(report, "cash").note == "not reported for Oct 2026 yet"


def test_measures_that_are_defined_anew_come_or_go_are_changes_of_the_definition(on_days):
    report = since_report(on_days(FIRST, CLOSE, (date(2026, 11, 20), [], "net", "costs without rent")), OCTOBER)
    assert told(report) == {"definition_changed": [("costs", "2026-10")]}
    assert (found(report, "costs").before, found(report, "costs").after) == (750, 550)
    assert found(report, "costs").note.startswith("defined anew")


def test_a_measure_that_went_is_told(on_days):
    report = since_report(on_days(FIRST, CLOSE, (date(2026, 11, 20), [], "fewer", "no costs")), OCTOBER)
    assert [(each.id, each.before, each.after, each.note) for each in report.rows] == [
        ("costs", 750, None, "measured no more")
    ]


def test_a_load_that_is_taken_back_is_named_as_undone(on_days):
    store = on_days(FIRST, CLOSE, AGAIN, written=True)
    store.undo(3, "Bo", "wrong file")
    report = since_report(store, OCTOBER, "r3")
    assert found(report, "costs").note == "undo of load 3: wrong file"


def test_nothing_before_nothing_moved_and_a_state_nobody_knows(on_days):
    store = on_days(FIRST, CLOSE)
    assert since_report(store, OCTOBER.with_(as_of="r1", period="2026-09")).headline == (
        "This is the first state of the numbers: there is none before it."
    )
    same = since_report(store, OCTOBER, "r2")
    assert (same.headline, same.groups, same.usual) == ("Nothing moved since 10 Nov 2026 (revision 2).", (), 0)
    for nonsense in ("r99", "yesterday", "r1; --"):
        with pytest.raises(UnknownRevision):
            since_report(store, OCTOBER, nonsense)


def test_the_last_meeting_is_what_nobody_names_and_any_meeting_can_be_named(on_days):
    """Held on the close, and the next one on what was forgotten."""
    store = on_days(FIRST, CLOSE, written=True)
    ada = Actor("ada", "finance")
    store.put_person(Person("ada", "Ada", "finance", "finance"), "desk")
    items = agenda_report(store, OCTOBER).items
    number = begin_meeting(store, ada, "weekly", OCTOBER, items, 45)
    assert meetings_of(store, OCTOBER) == {}, "it is not over"
    finish_meeting(store, ada, number, store.meetings.meeting(number).version, [1])
    load(store, list(ledger("2026-10", north=500, wages=(300, 310))), "more wages", catalogue_text="")
    assert meetings_of(store, OCTOBER) == {"meeting1": "the weekly review of 22 Nov 2026"}
    for since in ("", "meeting1"):
        report = since_report(store, OCTOBER, since)
        assert "2 unusual of 2 that moved since the weekly review of 22 Nov 2026 (revision 2)" in report.headline
    assert since_report(store, OCTOBER.with_(as_of="r1", period="2026-09")).since == "", "there was no meeting yet"
    with pytest.raises(UnknownRevision):
        since_report(store, OCTOBER, "meeting2")


def test_what_was_said_of_a_number_that_moved_is_out_of_date_and_told_once(on_days):
    """A word on October's costs and one on the rent, of which only the costs moved since."""
    store = on_days(FIRST, CLOSE, written=True)
    ada, bo = Actor("ada", "finance"), Actor("bo", "operations")
    for each in (Person("ada", "Ada", "finance", "finance"), Person("bo", "Bo", "operations", "operations")):
        store.put_person(each, "desk")
    for name in ("costs", "wages", "rent"):
        subject = subject_of(OCTOBER, name)
        figures = figured(store, OCTOBER, subject).figures
        number = assign(store, ada, subject, figures, "ada", "bo", date(2026, 12, 1))
        comment(store, bo, number, f"All of the {name} is known.", figures)
    assert since_report(store, OCTOBER, "r2").moved == 0
    load(store, list(ledger("2026-10", north=500, wages=(300, 310))), "more wages", catalogue_text="")
    report = since_report(store, OCTOBER, "r2")
    assert each_once(report)
    assert [each.id for each in report.rows if each.item] == ["costs", "wages"]
    assert told(report)["words_stale"] == [("wages", "2026-10")]
    wages = found(report, "wages")
    assert (wages.before, wages.after, wages.item) == (550, 610, 2)
    assert wages.note.startswith("“All of the wages is known.” (Bo, 22 Nov 2026) was said of 50 worse than plan")
    assert "All of the costs is known." in found(report, "costs").note


def test_two_words_on_one_number_held_against_different_sides_are_one_row(on_days):
    store = on_days(FIRST, CLOSE, written=True)
    ada, bo = Actor("ada", "finance"), Actor("bo", "operations")
    for each in (Person("ada", "Ada", "finance", "finance"), Person("bo", "Bo", "operations", "operations")):
        store.put_person(each, "desk")
    for side in (Comparison.PLAN, Comparison.LAST_YEAR):
        subject = subject_of(OCTOBER.with_(compare=side), "wages")
        figures = figured(store, OCTOBER, subject).figures
        comment(store, bo, assign(store, ada, subject, figures, "ada", "bo", date(2026, 12, 1)), str(side), figures)
    load(store, list(ledger("2026-10", north=500, wages=(300, 310))), "more wages", catalogue_text="")
    report = since_report(store, OCTOBER, "r2")
    assert each_once(report)
    assert ("“plan”" in found(report, "wages").note, "“last_year”" in found(report, "wages").note) == (True, True)


def test_the_sample_companys_rows_are_its_scorecards_and_none_is_missing(tmp_path):
    """What the scorecard shows otherwise than it did stands in exactly one row; every row is the scorecard's own."""
    store = sample_store(tmp_path / "sample")
    usual = usual_scope(store.snapshot(), store.today())
    for since, scope in (
        ("", usual), ("r1", usual), ("r4", usual.with_(view=View.YEAR_TO_DATE)),
        ("2026-10-10", usual.with_(entity=store.snapshot().catalogue.subtree(usual.entity)[1], view=View.YEAR_TO_DATE)),
    ):  # fmt: skip
        report = since_report(store, scope, since, everything=True)
        assert each_once(report)
        assert agrees_with_the_scorecard(store, scope, report) == report.moved > 0
        then = scope.with_(as_of=report.before_as_of, period=report.before_period)
        before = {each.id: each.value for each in scorecard_report(store, then).rows}
        now = {each.id: each.value for each in scorecard_report(store, scope).rows}
        shown = [each.id for each in report.rows if each.after == now[each.id] or each.of_target]
        assert {name for name in now if now[name] != before.get(name)} <= set(shown)
    store.close()


def test_in_a_window_that_adds_up_another_month_is_neither_better_nor_worse(on_days):
    report = since_report(on_days(FIRST, CLOSE), OCTOBER.with_(view=View.YEAR_TO_DATE), "r1")
    revenue, otif = found(report, "revenue"), found(report, "otif")
    assert (revenue.before, revenue.after, revenue.difference, revenue.impact) == (9000, 9960, None, None)
    assert otif.difference is not None, "a ratio is comparable"


@pytest.mark.parametrize("view", [View.YEAR_TO_DATE, View.QUARTER_TO_DATE, View.ROLLING])
def test_a_restated_month_is_told_in_its_month_and_in_the_one_shown_only(on_days, view):
    january = (date(2026, 11, 20), list(ledger("2026-01", north=660)), "", "January again")
    report = since_report(on_days(FIRST, CLOSE, january), OCTOBER.with_(view=view), "r2", everything=True)
    shown = {"2026-01", "2026-10"} if view is not View.QUARTER_TO_DATE else {"2026-01"}
    assert {each.period for each in report.rows if each.id == "revenue"} == shown
    assert len([each for each in report.rows if each.id == "revenue"]) == len(shown)


def test_a_state_later_than_the_one_shown_is_refused(on_days):
    store = on_days(FIRST, CLOSE, AGAIN)
    with pytest.raises(LaterThanShown):
        since_report(store, OCTOBER.with_(as_of="r1", period="2026-09"), "r2")
    with pytest.raises(LaterThanShown):
        since_report(store, OCTOBER.with_(as_of="2026-11-12"), "2026-11-15")
    assert since_report(store, OCTOBER.with_(as_of="2026-11-15"), "2026-11-12").moved == 0, "two days of one revision"
    assert not_since(store, OCTOBER.with_(as_of="r1", period="2026-09"), "r2").startswith(
        "10 Nov 2026 (revision 2) is later"
    )
    assert not_since(store, OCTOBER, "r2") == ""


TO_DECEMBER = [each for each in company() if each["period"] < "2026-01" or each["scenario"] == "budget"]
TO_JUNE = [each for each in company() if each["period"] < "2026-07" or each["scenario"] == "budget"]


@pytest.mark.parametrize(
    ("until", "first", "rule", "to_date"),
    [(TO_DECEMBER, "2026-01", "", 3000), (TO_JUNE, "2026-07", "july", 9000)],
    ids=["over 31 December", "over a fiscal year that begins in July"],
)
def test_a_year_that_begins_anew_is_no_fall_of_the_year_to_date(on_days, until, first, rule, to_date):
    """Three months of 2025, or nine of the fiscal year, make 1,000 each; the new year has one month."""
    month = [each for each in company() if each["period"] == first and each["scenario"] == "actual"]
    store = on_days((date(2026, 10, 10), until, rule, f"to {first}"), (date(2026, 11, 10), month, rule, "new year"))
    report = since_report(store, Scope("all", first, view=View.YEAR_TO_DATE), "r1", everything=True)
    revenue, costs = found(report, "revenue", first), found(report, "costs", first)
    assert (revenue.before, revenue.after, revenue.difference, revenue.impact) == (to_date, 1000, None, None)
    assert (costs.before, costs.after, costs.impact) == (to_date * D("0.7"), 700, None)


def test_in_the_year_to_date_every_row_is_the_scorecards_own_over_a_new_period(on_days):
    scope = OCTOBER.with_(view=View.YEAR_TO_DATE)
    report = since_report(on_days(FIRST, CLOSE, AGAIN), scope, "r1", everything=True)
    assert agrees_with_the_scorecard(on_days(FIRST, CLOSE, AGAIN), scope, report) == report.moved > 0
    assert each_once(report)


@pytest.mark.parametrize("planned", [True, False], ids=["a plan keeps the month", "the month has left the calendar"])
def test_a_month_that_is_taken_back_whole_is_told_with_the_undo(on_days, planned):
    """October was shown: revenue 900, costs 750, a margin of 150 / 900, 81 of 100 lines. Now September is."""
    books = [each for each in TO_SEPTEMBER if planned or each["period"] < "2026-10"]
    october = (date(2026, 11, 10), THE_CLOSE, "", "October")
    store = on_days((date(2026, 10, 10), books, "", "books"), october, written=True)
    store.undo(2, "Bo", "wrong month")
    usual = usual_scope(store.snapshot(), store.today())
    assert usual.period == "2026-09"
    report = since_report(store, usual, "r2")
    assert report.headline.startswith("Oct 2026 was taken back: Sep 2026 is shown now. 4 unusual of 4 that moved since")
    shown = {each.id: (each.before, each.after, each.period) for each in report.rows}
    assert shown == {
        "revenue": (900, None, "2026-10"), "costs": (750, None, "2026-10"), "otif": (D("0.81"), None, "2026-10"),
        "margin": (D(150) / D(900), None, "2026-10"),
    }  # fmt: skip
    assert {each.note for each in report.rows} == {"taken back; undo of load 2: wrong month"}
    assert since_report(store, usual, "r1").moved == 0, "a load that was undone moves nothing against the state before"


def test_a_figure_of_an_earlier_month_that_comes_late_is_told(on_days):
    """September's 50 of 100 lines on time come when October has been closed."""
    books = [each for each in TO_SEPTEMBER if (each["source"], each["period"]) != ("ops", "2026-09")]
    late = [row("2026-09", "all", "lines_due", 100, "ops"), row("2026-09", "all", "lines_good", 50, "ops")]
    store = on_days(
        (date(2026, 10, 10), books, "", "no lines"), (date(2026, 11, 10), THE_CLOSE, "", "October"),
        (date(2026, 11, 20), late, "", "lines of September"),
    )  # fmt: skip
    report = since_report(store, OCTOBER, "r2")
    assert told(report) == {"late_data": [("otif", "2026-09")]}
    otif = found(report, "otif", "2026-09")
    assert (otif.before, otif.after, otif.status_after) == (None, D("0.5"), Status.OFF_TRACK)
    assert otif.note == "came late; load 3: lines of September; off track"
    assert not any("came late" in each.note for each in since_report(store, OCTOBER, "r1").rows if each.id != "otif")


def test_the_answer_is_the_same_whatever_was_asked_before(on_days):
    """Measures remember what was evaluated: a store in which much was looked at says what a fresh one says."""
    fresh, warm = on_days(FIRST, CLOSE, AGAIN, written=True), on_days(FIRST, CLOSE, AGAIN)
    for scope in (OCTOBER, OCTOBER.with_(as_of="r1", period="2026-09"), OCTOBER.with_(view=View.ROLLING)):
        scorecard_report(warm, scope)
        since_report(warm, scope.with_(compare=Comparison.LAST_YEAR), everything=True)
    assert since_report(fresh, OCTOBER, "r1", everything=True) == since_report(warm, OCTOBER, "r1", everything=True)


def test_what_is_worth_a_look_follows_the_accounts_own_rule(on_days):
    """40 more of costs: less than the 50 of the company, more than the 20 of this account."""
    store = on_days(
        FIRST, CLOSE, (date(2026, 11, 20), list(ledger("2026-10", north=500, wages=(300, 290))), "strict", "40")
    )
    report = since_report(store, OCTOBER, "r2")
    costs = found(report, "costs")
    assert (costs.difference, costs.unusual, costs.turned, costs.size) == (40, True, False, 2.0)


def test_what_moved_forth_moves_back(on_days):
    """Each state held against the other: differences and impacts change their sign and nothing else."""
    store = on_days(FIRST, CLOSE, AGAIN)
    now, then = open_scope(store, OCTOBER), open_scope(store, OCTOBER.with_(as_of="r2"))

    def moved(now: Asked, then: Asked) -> dict[str, tuple[object, ...]]:
        found = moved_numbers(TwoStates(now, then, LoadsBehind(store, now, then.snapshot.revision)))
        return {row.id: (kind, row.before, row.after, row.difference, row.impact) for kind, row in found}

    forth, back = moved(now, then), moved(then, now)
    assert forth.keys() == back.keys() == {"costs", "margin"}
    for name, (kind, before, after, step, better) in forth.items():
        assert back[name] == (kind, after, before, -step, -better)
