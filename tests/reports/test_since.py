"""Since we last met: what moved and why, and that every number is the scorecard's own, then and now."""

from collections.abc import Callable, Iterator
from dataclasses import replace
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
from scorecard.domain.targets import TargetStep
from scorecard.domain.vocabulary import Comparison, View
from scorecard.reports.agenda import agenda_report
from scorecard.reports.scorecard import scorecard_report
from scorecard.reports.since import LaterThanShown, SinceReport, meetings_of, since_report
from scorecard.reports.then import then_and_now
from scorecard.reports.usual import usual_scope
from scorecard.reports.work_figures import figured, subject_of
from scorecard.store.store import Store
from tests.reports.conftest import load
from tests.reports.figures import company, ledger, table
from tests.stclient.workspace import sample_store

pytestmark = pytest.mark.slow

OCTOBER = Scope("all", "2026-10")
Publish = Callable[..., Store]


@pytest.fixture(scope="module")
def on_days(tmp_path_factory, catalogue) -> Iterator[Publish]:
    """``on_days((day, rows, catalogue, why), …)``: a store with a revision of each day, today being 22 Nov 2026.

    The same loads give the same store, unless it is to be ``written`` to.
    """
    made: dict[str, Store] = {}
    opened: list[Store] = []
    lowered = replace(
        catalogue.measures["otif"].target, steps=(TargetStep("2024-01", D("0.80"), D("0.75"), who="Bo", why="repairs"),)
    )
    otif = replace(catalogue.measures["otif"], target=lowered)
    fewer = {name: each for name, each in catalogue.measures.items() if name != "costs"}
    net = replace(catalogue.measures["costs"], numerator=("+wages",))
    texts = {
        "": catalogue,
        "lowered": replace(catalogue, measures={**catalogue.measures, "otif": otif}),
        "fewer": replace(catalogue, measures=fewer),
        "net": replace(catalogue, measures={**catalogue.measures, "costs": net}),
    }

    def published(*loads, written: bool = False) -> Store:
        key = " ".join(f"{when} {text} {why}" for when, _, text, why in loads)
        if key in made and not written:
            return made[key]
        day = [date(2026, 11, 22)]
        folder = tmp_path_factory.mktemp("days")
        store = Store.open(folder, today=lambda: day[0], parse_catalogue=texts.__getitem__)
        opened.append(store)
        for when, rows, text, why in loads:
            day[0] = when
            if rows:
                with store.stage([table(rows)]) as staged:
                    store.publish("Ada", why, "import", staged, text)
            else:
                store.publish("Ada", why, "catalogue", None, text)
        day[0] = date(2026, 11, 22)
        if not written:
            made[key] = store
        return store

    yield published
    for store in opened:
        store.close()


TO_SEPTEMBER = [each for each in company() if each["period"] < "2026-10" or each["scenario"] == "budget"]
THE_CLOSE = [each for each in company() if each["period"] == "2026-10" and each["scenario"] == "actual"]
FIRST = (date(2026, 10, 10), TO_SEPTEMBER, "", "books to September")
CLOSE = (date(2026, 11, 10), [*THE_CLOSE, *ledger("2026-09", north=660)], "", "October, September again")
AGAIN = (date(2026, 11, 20), [*ledger("2026-10", north=500, wages=(300, 310))], "", "wages that were forgotten")


def told(report: SinceReport) -> dict[str, list[tuple[str, str]]]:
    return {group.kind.value: [(row.id, row.period) for row in group.rows] for group in report.groups}


def found(report: SinceReport, name: str, period: str = "2026-10"):
    (it,) = (each for each in report.rows if (each.id, each.period) == (name, period))
    return it


def agrees_with_the_scorecard(store: Store, scope: Scope, report: SinceReport) -> int:
    """Hold every row against the scorecard of both states; returns how many were held."""
    kept: dict[Scope, dict] = {}

    def shown(scope: Scope, name: str):
        if scope not in kept:
            kept[scope] = {each.id: each for each in scorecard_report(store, scope).rows}
        return kept[scope].get(name)

    for each in report.rows:
        now = shown(scope.with_(period=each.period or scope.period), each.id)
        before = scope.with_(as_of=report.before_as_of, period=each.before_period or scope.period)
        then = shown(before, each.id) if each.before_period else None
        side = "target" if each.of_target else "value"
        assert each.after == (getattr(now, side) if now else None), each
        assert each.before == (getattr(then, side) if then else None), each
        if now and not each.of_target:
            assert each.status_after is now.status
    return len(report.rows)


def each_once(report: SinceReport) -> bool:
    keys = [(each.id, each.entity, each.period) for each in report.rows]
    return len(keys) == len(set(keys))


def test_where_nobody_says_since_when_it_is_the_state_before_the_last_weeks_loads(on_days):
    """The close is twelve days old, the forgotten wages two: 60 more of them since, 50 being worth a look."""
    report = since_report(on_days(FIRST, CLOSE, AGAIN), OCTOBER)
    assert (report.before_revision, report.since) == (2, "10 Nov 2026 (revision 2)")
    assert told(report) == {"restated": [("margin", "2026-10"), ("costs", "2026-10")]}
    costs = found(report, "costs")
    assert (costs.before, costs.after, costs.difference, costs.impact) == (750, 810, 60, -60)
    assert costs.note == "load 3: wages that were forgotten"
    assert report.headline == "2 unusual of 2 that moved since 10 Nov 2026 (revision 2): 2 restated."


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
    assert otif.note == "now off track, was on track"


def test_a_figure_that_was_due_and_did_not_come_is_late(on_days):
    """Cash of the South is missing in October, and so is the whole."""
    report = since_report(on_days(FIRST, CLOSE), OCTOBER, "r1")
    assert told(report)["late_data"] == [("cash", "2026-10")]
    assert found(report, "cash").note == "not reported for Oct 2026 yet"


def test_a_target_that_was_lowered_is_told_with_who_and_why(on_days):
    lowered = (date(2026, 11, 20), [], "lowered", "target of on-time delivery")
    report = since_report(on_days(FIRST, CLOSE, lowered), OCTOBER)
    otif = found(report, "otif")
    assert told(report) == {"definition_changed": [("otif", "2026-10")]}
    assert (otif.of_target, otif.before, otif.after) == (True, D("0.95"), D("0.80"))
    assert otif.note == "target set anew (Bo: repairs); now on track, was off track"


def test_a_target_lowered_together_with_a_new_period_is_not_hidden_by_it(on_days):
    day, rows, _, why = CLOSE
    report = since_report(on_days(FIRST, (day, rows, "lowered", why)), OCTOBER, "r1")
    assert ("otif", "2026-10") in told(report)["definition_changed"]
    assert found(report, "otif").note.startswith("target set anew (Bo: repairs); target 95 % → 80 %")


def test_a_plan_that_changed_is_told_as_such(on_days):
    plan = (date(2026, 11, 20), list(ledger("2026-10", "budget", north=800)), "", "new plan")
    report = since_report(on_days(FIRST, CLOSE, plan), OCTOBER)
    revenue = found(report, "revenue")
    assert ("revenue", "2026-10") in told(report)["plan_changed"]
    assert (revenue.of_target, revenue.before, revenue.after, revenue.impact) == (True, 1000, 1200, None)
    assert revenue.note.startswith("load 3: new plan")


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
        assert report.headline.startswith(
            "2 unusual of 2 that moved since the weekly review of 22 Nov 2026 (revision 2)"
        )
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


@pytest.mark.slow
def test_the_sample_companys_rows_are_its_scorecards_and_none_is_missing(tmp_path):
    """What the scorecard shows otherwise than it did stands in exactly one row; every row is the scorecard's own."""
    store = sample_store(tmp_path / "sample")
    usual = usual_scope(store.snapshot(), store.today())
    for since, scope in (
        ("", usual), ("r1", usual), ("r3", usual), ("2026-10-10", usual), ("r4", usual.with_(view=View.YEAR_TO_DATE)),
        ("r4", usual.with_(entity=store.snapshot().catalogue.subtree(usual.entity)[1])),
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


def test_then_and_now_of_one_number_and_of_the_whole_scorecard(on_days):
    store = on_days(FIRST, CLOSE, AGAIN)
    then = OCTOBER.with_(as_of="r2")
    one = then_and_now(store, then, "costs")
    assert one.sentence == (
        "On 10 Nov 2026 (revision 2) this was 750 EUR; now it is 810 EUR: restated (load 3: wages that were forgotten)."
    )
    same = then_and_now(store, then, "revenue")
    assert (same.sentence, same.differ) == ("As of 10 Nov 2026 (revision 2): this number stands the same today.", 0)
    whole = then_and_now(store, then)
    assert whole.sentence == "As of 10 Nov 2026 (revision 2): 2 of 6 numbers are different today: 2 restated."
    assert (whole.differ, whole.numbers) == (2, 6)


def test_a_link_of_the_newest_state_says_nothing(on_days):
    store = on_days(FIRST, CLOSE)
    assert then_and_now(store, OCTOBER).sentence == ""
    assert then_and_now(store, OCTOBER.with_(as_of="r2"), "costs").sentence == ""


def test_a_measure_that_is_gone_is_said_on_its_link(on_days):
    store = on_days(FIRST, CLOSE, (date(2026, 11, 20), [], "fewer", "no costs"))
    assert then_and_now(store, OCTOBER.with_(as_of="r2"), "costs").sentence.endswith("Today this is measured no more.")


def test_a_link_whose_numbers_only_grew_old_says_they_stand(on_days):
    """Nothing was loaded for months: late is a remark on the scorecard, and no other number."""
    store = on_days(FIRST, CLOSE, written=True)
    store._today = lambda: date(2027, 3, 1)
    link = OCTOBER.with_(as_of="r1", period="2026-09")
    load(store, list(ledger("2025-10", north=610)), "a year back", catalogue_text="")
    assert then_and_now(store, link, "otif").sentence.endswith("this number stands the same today.")


def test_measures_that_are_gone_are_counted_on_the_scorecards_link(on_days):
    store = on_days(FIRST, CLOSE, (date(2026, 11, 20), [], "fewer", "no costs"))
    found = then_and_now(store, OCTOBER.with_(as_of="r2"))
    assert found.sentence == "As of 10 Nov 2026 (revision 2): 1 of 6 numbers is different today: 1 measured no more."
    assert found.differ == 1


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
    with pytest.raises(LaterThanShown):
        since_report(on_days(FIRST, CLOSE), OCTOBER.with_(as_of="r1", period="2026-09"), "r2")
