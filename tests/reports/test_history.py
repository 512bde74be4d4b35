"""The Data page: what was loaded, how fresh it is, what is wrong."""

from dataclasses import replace
from datetime import date
from decimal import Decimal as D

import pytest

from scorecard.domain.errors import UnknownRevision
from scorecard.reports.history import diff_report, history_report
from scorecard.store.store import Store
from tests.reports.conftest import load
from tests.reports.figures import company, ledger, row


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
    moved, restated = report.lines
    assert (moved.change, moved.entity, moved.name, moved.before, moved.after) == (
        "moved", "South works, now North works", "Wages, now Rent", 250, 250,
    )  # fmt: skip
    assert (restated.change, restated.name, restated.before, restated.after) == ("restated", "Revenue", -500, -620)
    assert (back.new, back.restated, back.removed, back.moved) == (0, 1, 0, 1)
    assert back.lines[0].name == "Rent, now Wages"
    loaded.undo(2, "Bo", "wrong file")
    assert diff_report(loaded, scope, 1, 3).lines == ()


def test_what_counts_nowhere_or_says_another_amount_has_not_moved(loaded, scope):
    """An early draft does not count, so that there is nothing it is held against; nothing moves as 251 or as zero."""
    load(loaded, corrected(date(2026, 11, 10)), "October again")
    load(loaded, corrected(date(2026, 11, 1)), "early draft")
    draft = diff_report(loaded, scope, 2, 3)
    assert (draft.new, draft.restated, draft.removed, draft.moved) == (6, 0, 0, 0)
    changed = [each | {"value": D(251)} if each["value"] == 250 else each for each in corrected(date(2026, 11, 12))]
    load(loaded, [*changed, row("2026-10", "south", "wages", 0, as_of=date(2026, 11, 12))], "once more")
    again = diff_report(loaded, scope, 3, 4)
    assert (again.new, again.restated, again.removed, again.moved) == (1, 1, 0, 0)


def test_an_unknown_revision_is_named(loaded, scope):
    with pytest.raises(UnknownRevision):
        diff_report(loaded, scope, 1, 99)
