"""Since we last met: targets that moved, of the month shown, of those before it and of those ahead."""

from datetime import date
from decimal import Decimal as D

import pytest

from scorecard.domain.scope import Scope
from scorecard.domain.vocabulary import View
from scorecard.reports.since import since_report
from scorecard.reports.then import then_and_now
from tests.reports.days import CLOSE, FIRST, OCTOBER, THE_CLOSE, agrees_with_the_scorecard, found, told
from tests.reports.figures import ledger

pytestmark = pytest.mark.slow


def test_a_target_that_was_lowered_is_told_with_who_and_why(on_days):
    lowered = (date(2026, 11, 20), [], "lowered", "target of on-time delivery")
    report = since_report(on_days(FIRST, CLOSE, lowered), OCTOBER)
    otif = found(report, "otif", of_target=True)
    assert told(report) == {"definition_changed": [("otif", "2026-10")]}
    assert (otif.of_target, otif.before, otif.after) == (True, D("0.95"), D("0.80"))
    assert otif.note == "target set anew (Bo: repairs); now on track, was off track in revision 2"


def test_a_target_lowered_together_with_a_new_period_is_not_hidden_by_it(on_days):
    day, rows, _, why = CLOSE
    report = since_report(on_days(FIRST, (day, rows, "lowered", why)), OCTOBER, "r1")
    assert ("otif", "2026-10") in told(report)["definition_changed"]
    target = found(report, "otif", of_target=True)
    assert (target.before, target.after, target.note) == (D("0.95"), D("0.80"), "target set anew (Bo: repairs)")
    assert (found(report, "otif").before, found(report, "otif").after) == (D("0.96"), D("0.81"))


def test_a_plan_that_changed_is_told_as_such(on_days):
    plan = (date(2026, 11, 20), list(ledger("2026-10", "budget", north=800)), "", "new plan")
    report = since_report(on_days(FIRST, CLOSE, plan), OCTOBER)
    revenue = found(report, "revenue", of_target=True)
    assert ("revenue", "2026-10") in told(report)["plan_changed"]
    assert (revenue.of_target, revenue.before, revenue.after, revenue.impact) == (True, 1000, 1200, None)
    assert revenue.note.startswith("load 3: new plan")


HIGHER = [each for month in ("2026-11", "2026-12") for each in ledger(month, "budget", north=900)]
PLANS = (
    FIRST,
    CLOSE,
    (date(2026, 11, 19), [*ledger("2026-11", "budget"), *ledger("2026-12", "budget")], "", "plan to December"),
    (date(2026, 11, 20), HIGHER, "", "north sells more"),
    (date(2026, 11, 21), list(ledger("2026-11", north=100)), "", "some days of November"),
)


def test_a_plan_of_months_ahead_that_is_replaced_is_told_once_a_measure(on_days):
    """North is to sell 900 instead of 600 in each: 2,000 becomes 2,600; the margin 300 / 1,000 becomes 600 / 1,300."""
    report = since_report(on_days(*PLANS), OCTOBER.with_(as_of="r4"), "r3")
    assert told(report) == {"plan_changed": [("margin", "2026-11"), ("revenue", "2026-11")]}
    margin, revenue = report.rows
    assert (revenue.before, revenue.after, revenue.difference, revenue.of_target) == (2000, 2600, 600, True)
    assert (revenue.period_label, revenue.periods) == ("Nov 2026 to Dec 2026", ("2026-11", "2026-12"))
    assert revenue.note == "load 4: north sells more"
    assert (margin.before, margin.after) == (D("0.3"), D(600) / D(1300))
    assert margin.note == "and in 1 more period; load 4: north sells more"


def test_a_plan_that_comes_where_there_was_none_changes_none(on_days):
    report = since_report(on_days(*PLANS), OCTOBER.with_(as_of="r3"), "r2", everything=True)
    assert {(each.id, each.before, each.unusual) for each in report.rows} == {
        ("revenue", None, False), ("costs", None, False), ("margin", None, False),
    }  # fmt: skip
    assert "none of them unusual" in report.headline


@pytest.mark.parametrize("view", [View.PERIOD, View.ROLLING])
def test_a_plan_of_an_earlier_month_that_is_replaced_is_told(on_days, view):
    august = (date(2026, 11, 20), list(ledger("2026-08", "budget", north=900)), "", "August again")
    store, scope = on_days(FIRST, CLOSE, august), OCTOBER.with_(view=view)
    report = since_report(store, scope, "r2")
    assert agrees_with_the_scorecard(store, scope, report) == len(report.rows)
    revenue = found(report, "revenue", "2026-08", of_target=True)
    assert (revenue.before, revenue.after, revenue.period_label) == (1000, 1300, "Aug 2026")


def test_a_figure_and_its_plan_that_move_together_are_both_told(on_days):
    """900 sold against 1,000 becomes 800 against 1,300."""
    rows = [*ledger("2026-10", north=400, wages=(300, 250)), *ledger("2026-10", "budget", north=900)]
    store = on_days(FIRST, CLOSE, (date(2026, 11, 20), rows, "", "both sides"))
    report = since_report(store, OCTOBER, "r2")
    value, target = found(report, "revenue"), found(report, "revenue", of_target=True)
    assert (value.before, value.after, value.impact) == (900, 800, -100)
    assert (target.before, target.after, target.impact) == (1000, 1300, None)
    assert ("revenue", "2026-10") in told(report)["restated"]
    assert ("revenue", "2026-10") in told(report)["plan_changed"]
    assert agrees_with_the_scorecard(store, OCTOBER, report) == len(report.rows)
    assert then_and_now(store, OCTOBER.with_(as_of="r2"), "revenue").sentence == (
        "On 10 Nov 2026 (revision 2) this was 900 EUR; now it is 800 EUR: restated (load 3: both sides). "
        "Its target was 1 k EUR; now it is 1.3 k EUR: the plan changed (load 3: both sides)."
    )
    assert then_and_now(store, OCTOBER.with_(as_of="r2")).differ == 2, "revenue once, and the margin"


def test_a_wider_tolerance_is_no_plan_that_changed(on_days):
    """The plan stays 1,000; its red flag goes from 950 to 800, so that 900 is on watch."""
    store = on_days(FIRST, CLOSE, (date(2026, 11, 20), [], "wider", "more room"))
    report = since_report(store, OCTOBER, "r2")
    assert told(report) == {"definition_changed": [("revenue", "2026-10")]}
    revenue = found(report, "revenue")
    assert (revenue.before, revenue.after) == (900, 900)
    assert revenue.note == "red flag 950 EUR → 800 EUR; now watch, was off track in revision 2"
    assert then_and_now(store, OCTOBER.with_(as_of="r2"), "revenue").sentence == (
        "On 10 Nov 2026 (revision 2) this was 900 EUR, as it is now, but the definition or target changed "
        "(red flag 950 EUR → 800 EUR; now watch, was off track in revision 2)."
    )


def test_a_new_month_whose_plan_moved_with_it_keeps_its_kind(on_days):
    rows = [*THE_CLOSE, *ledger("2026-10", "budget", north=610)]
    report = since_report(on_days(FIRST, (date(2026, 11, 10), rows, "", "October and its plan")), OCTOBER, "r1", True)
    value, target = found(report, "revenue"), found(report, "revenue", of_target=True)
    assert (value.before, value.after, value.impact) == (1000, 900, -100)
    assert ("revenue", "2026-10") in told(report)["status_changed"]
    assert (target.before, target.after, target.unusual) == (1000, 1010, False)


def test_a_plan_to_date_that_grows_with_the_days_is_no_plan_that_changed(on_days):
    """November is open: its plan of 1,000 is told in part, and in a larger part on each day."""
    report = since_report(on_days(*PLANS), Scope("all", "2026-11"), "r4", everything=True)
    assert report.moved > 0
    assert not [each for each in report.rows if each.of_target]
