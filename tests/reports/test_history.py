"""The Data page: what was loaded, how fresh it is, what is wrong."""

from dataclasses import replace
from datetime import date
from decimal import Decimal as D

import pytest

from scorecard.domain.closing import Closing
from scorecard.domain.errors import UnknownRevision
from scorecard.reports.history import diff_report, history_report
from scorecard.reports.measure import measure_report
from scorecard.store.store import Store
from tests.reports.conftest import load
from tests.reports.figures import company, ledger, row, table

pytestmark = pytest.mark.slow


def test_the_newest_state_comes_first_with_who_when_and_why(loaded, scope):
    load(loaded, ledger("2026-10", north=600), "October again")
    report = history_report(loaded, scope)
    assert [(each.revision, each.who, each.why) for each in report.revisions] == [
        (2, "Ada", "October again"), (1, "Ada", "first load"),
    ]  # fmt: skip
    assert report.headline.endswith("; the figures last changed on 22 Nov 2026 (by Ada).")


def test_an_import_counts_its_lines_and_tells_when_it_was_undone(loaded, scope):
    load(loaded, ledger("2026-10", north=600), "October again")
    loaded.undo(2, "Bo", "wrong file")
    report = history_report(loaded, scope)
    second = next(each for each in report.imports if each.import_id == 2)
    assert (second.restated, second.undone) == (2, True)


def test_an_earlier_state_knows_no_later_loads_and_no_later_undo(loaded, scope):
    load(loaded, ledger("2026-10", north=600), "October again")
    loaded.undo(2, "Bo", "wrong file")
    load(loaded, ledger("2026-10", north=610), "October once more")
    seen = {
        state: [(each.import_id, each.undone) for each in history_report(loaded, scope.with_(as_of=state)).imports]
        for state in ("r1", "r2", "r3", "")
    }
    assert seen == {
        "r1": [(1, False)],
        "r2": [(2, False), (1, False)],
        "r3": [(2, True), (1, False)],
        "": [(3, False), (2, True), (1, False)],
    }


def test_two_states_say_that_our_own_forecasts_between_them_are_not_compared(loaded, scope):
    with loaded.stage([table([row("2026-12", "north", "revenue", -1, scenario="rolled")])]) as staged:
        loaded.publish("Ada", "a forecast", "forecast", staged)
    headline = diff_report(loaded, scope, 1, 2).headline
    assert headline.endswith(" lines. Our own forecasts that came in between are not compared.")
    load(loaded, ledger("2026-10", north=600), "October again")
    assert "forecasts" not in diff_report(loaded, scope, 2, 3).headline


def test_freshness_is_told_for_every_measure(loaded, scope, catalogue):
    rows = {each.measure: each for each in history_report(loaded, scope).freshness}
    assert rows.keys() == catalogue.measures.keys()
    assert (rows["revenue"].newest, rows["revenue"].words) == ("2026-10", "22 days old")
    assert (rows["mood"].newest, rows["mood"].age_days) == ("2026-09", 53)


def test_a_place_that_has_not_reported_is_a_problem_with_a_remedy(loaded, scope):
    (problem,) = history_report(loaded, scope).problems
    assert problem.where == "South works, Oct 2026"
    assert problem.what == "not reported: Cash"
    assert problem.remedy.startswith("Load this period's file")


def test_measures_without_data_and_out_of_date_are_problems(store, scope):
    ledgers = [each for each in company() if each["source"] == "ledger"]
    load(store, [each for each in ledgers if each["period"] < "2026-06" or each["scenario"] == "budget"])
    told = {problem.where: problem.what for problem in history_report(store, scope).problems}
    assert told["Cash"] == "no figure was ever reported"
    late = next(what for where, what in told.items() if where.startswith("Revenue"))
    assert late == "last reported for May 2026, 6 months ago; 62 days at most is agreed"


def test_an_identity_that_does_not_hold_is_a_problem(tmp_path, catalogue, scope):
    checked = replace(catalogue, checks=(("Cash is a tenth of revenue", ("+cash", "-0.08*revenue")),))
    store = Store.open(tmp_path / "s", today=lambda: date(2026, 11, 22), parse_catalogue=lambda _: checked)
    load(store, [*company(), row("2026-10", "south", "cash", 30, "bank")])
    broken = [each for each in history_report(store, scope).problems if "Cash is a tenth" in each.what]
    assert [(each.where, each.what) for each in broken if each.where.startswith("Small")] == [
        ("Small company, Oct 2026", "“Cash is a tenth of revenue” does not hold, 8.00 EUR is left over")
    ]


def test_how_far_the_books_are_closed_is_told_and_marks_what_is_not(tmp_path, catalogue, scope):
    said = replace(catalogue, closing=Closing("2026-08", "2026-09"))
    store = Store.open(tmp_path / "s", today=lambda: date(2026, 11, 22), parse_catalogue=lambda _: said)
    load(store, company())
    assert history_report(store, scope).books == "The books are closed up to Aug 2026, and for now up to Sep 2026."
    last = measure_report(store, scope, "revenue").trend[-3:]
    assert [(point.period, point.unclosed, point.final) for point in last] == [
        ("2026-08", False, True),
        ("2026-09", False, True),
        ("2026-10", True, False),
    ]
    store.close()


def test_where_no_closing_is_said_nothing_is_told_or_marked(loaded, scope):
    assert history_report(loaded, scope).books == ""
    assert not any(point.unclosed for point in measure_report(loaded, scope, "revenue").trend)


def test_two_states_are_compared_line_by_line(loaded, scope):
    load(loaded, ledger("2026-10", north=620, wages=(300, 250)), "October again")
    report = diff_report(loaded, scope, 1, 2)
    assert report.headline == "From revision 1 to 2: 0 new, 1 restated, 0 removed lines."
    (line,) = report.lines
    assert (line.change, line.entity, line.name, line.before, line.after) == (
        "restated", "North works", "Revenue", D(-500), D(-620),
    )  # fmt: skip


def corrected(as_of=None):
    """October as it is, but for South's wages, of which 250 are booked as rent of the north, and 620 sold there."""
    kept = [each for each in ledger("2026-10", north=620, wages=(300, 0)) if each["value"]]
    return [each | {"as_of": as_of} for each in (*kept, row("2026-10", "north", "rent", 250, line=5))]


@pytest.mark.parametrize("as_of", [None, date(2026, 11, 10)], ids=["in place of it", "as a later close beside it"])
def test_a_line_that_is_only_booked_elsewhere_is_neither_new_nor_removed(loaded, scope, as_of):
    """Back and forth alike, and an undo is the way back."""
    load(loaded, corrected(as_of), "October again")
    report, back = diff_report(loaded, scope, 1, 2), diff_report(loaded, scope, 2, 1)
    assert report.headline == (
        "From revision 1 to 2: 0 new, 1 restated, 0 removed lines. 1 only moved to another account, place or other "
        "name, amount for amount."
    )
    restated, moved = report.lines
    assert (moved.change, moved.entity, moved.name, moved.before, moved.after) == (
        "moved", "South works, now North works", "Wages, now Rent", 250, 250,
    )  # fmt: skip
    assert (restated.change, restated.name, restated.before, restated.after) == ("restated", "Revenue", -500, -620)
    assert (back.new, back.restated, back.removed, back.moved) == (0, 1, 0, 1)
    assert back.lines[-1].name == "Rent, now Wages"
    loaded.undo(2, "Bo", "wrong file")
    assert diff_report(loaded, scope, 1, 3).lines == ()


def counts(store, scope, before, after):
    """New, restated, removed, moved."""
    found = diff_report(store, scope, before, after)
    return found.new, found.restated, found.removed, found.moved


def test_what_says_another_amount_has_not_moved(loaded, scope):
    """Nothing moves as 251 or as zero."""
    load(loaded, corrected(date(2026, 11, 10)), "October again")
    changed = [each | {"value": D(251)} if each["value"] == 250 else each for each in corrected(date(2026, 11, 12))]
    load(loaded, [*changed, row("2026-10", "south", "wages", 0, as_of=date(2026, 11, 12))], "once more")
    assert counts(loaded, scope, 2, 3) == (1, 1, 0, 0)


def test_a_month_confirmed_under_a_later_date_differs_in_nothing(loaded, scope):
    load(loaded, corrected(date(2026, 11, 10)), "close")
    load(loaded, corrected(date(2026, 11, 12)), "confirmed")
    assert (counts(loaded, scope, 2, 3), diff_report(loaded, scope, 2, 3).lines) == ((0, 0, 0, 0), ())


def test_closes_are_compared_over_several_steps_as_they_count(loaded, scope):
    """In place, then two closes, an early draft and an undo: each time the figures that count, of one state and the
    other; a close replaced by a later one is not six lines new."""
    load(loaded, ledger("2026-10", north=620, wages=(300, 250)), "in place")
    load(loaded, corrected(date(2026, 11, 10)), "close")
    load(loaded, corrected(date(2026, 11, 12)), "confirmed")
    load(loaded, ledger("2026-10", north=1), "in place again, behind the closes")
    load(loaded, [each | {"as_of": date(2026, 11, 1)} for each in ledger("2026-10", north=2)], "early draft")
    assert [counts(loaded, scope, 1, step) for step in (2, 3, 4, 5, 6)] == [(0, 1, 0, 0), *[(0, 1, 0, 1)] * 4]
    assert [counts(loaded, scope, step, 2) for step in (3, 4, 6)] == [(0, 0, 0, 1)] * 3
    assert [counts(loaded, scope, step, step + 1) for step in (3, 4, 5)] == [(0, 0, 0, 0)] * 3


def test_a_close_undone_and_loaded_anew_under_another_date_is_the_same_close(loaded, scope):
    load(loaded, corrected(date(2026, 11, 10)), "close")
    loaded.undo(2, "Bo", "wrong day")
    load(loaded, corrected(date(2026, 11, 12)), "right day")
    assert [counts(loaded, scope, *step) for step in ((2, 4), (1, 4), (3, 4))] == [(0,) * 4, (0, 1, 0, 1), (0, 1, 0, 1)]


def test_a_count_that_is_alike_by_chance_has_not_moved_to_another_name(loaded, scope):
    """81 lines were on time; that 81 are due instead is another count. To another place it moves."""
    due, good = (row("2026-10", "all", name, value, "ops") for name, value in (("lines_due", 100), ("lines_good", 81)))
    load(loaded, [due, row("2026-10", "south", "lines_due", 81, "ops")], "other")
    assert counts(loaded, scope, 1, 2) == (1, 0, 1, 0)
    load(loaded, [due, good | {"entity": "south"}], "of the south")
    assert counts(loaded, scope, 1, 3) == (0, 0, 0, 1)


def test_money_moves_from_account_to_account_and_no_reading_is_one(store, scope):
    """Lines due in euro, for the case's sake: the same amount as rent is no move of the reading."""
    rent = row("2026-10", "north", "rent", 70)
    for name in ("lines_due", "rent", "wages"):
        load(store, [rent | {"measure": name, "entity": "south" if name == "rent" else "north"}], name)
    assert [counts(store, scope, *step) for step in ((1, 2), (2, 1), (2, 3))] == [(1, 0, 1, 0)] * 2 + [(0, 0, 0, 1)]


def test_lines_that_moved_take_no_room_from_those_that_differ(loaded, scope):
    load(loaded, corrected(), "October again")
    report = diff_report(loaded, scope, 1, 2, limit=1)
    assert ([line.change for line in report.lines], report.moved) == (["restated"], 1)


def test_an_unknown_revision_is_named(loaded, scope):
    with pytest.raises(UnknownRevision):
        diff_report(loaded, scope, 1, 99)
