"""A board shows its own measures, how old they are and what changed, whatever it is asked."""

from dataclasses import fields, replace
from datetime import date
from decimal import Decimal as D

import pytest

from scorecard.changes.assign import assign
from scorecard.changes.begin_meeting import begin_meeting
from scorecard.changes.finish_meeting import finish_meeting
from scorecard.changes.progress import agree_action
from scorecard.changes.raise_flag import Warned, raise_flag
from scorecard.changes.record_outcome import note_line
from scorecard.changes.root_cause import explain
from scorecard.domain.access import Actor
from scorecard.domain.boards import Board, BoardView
from scorecard.domain.catalogue import Catalogue
from scorecard.domain.errors import UnknownName
from scorecard.domain.people import Person
from scorecard.domain.scope import Scope
from scorecard.domain.vocabulary import Comparison, Status, View, Words
from scorecard.domain.work import Subject
from scorecard.reports.agenda import agenda_report
from scorecard.reports.kiosk import KioskReport, KioskTile, NoBoard, kiosk_report
from scorecard.reports.scorecard import scorecard_report
from scorecard.reports.work_figures import figures_now
from scorecard.store.store import Store
from tests.reports.conftest import load
from tests.reports.figures import company, ledger, row

pytestmark = pytest.mark.slow

HALL = Board(
    "hall", "Hall", ("revenue", "otif", "cash", "mood"), allow=("cash",),
    views=(
        BoardView("scorecard"), BoardView("tiles", "All", ("revenue", "otif", "cash", "mood")),
        BoardView("changed"), BoardView("wins"), BoardView("help"),
        BoardView("today", squares=(("delivery", "otif"), ("cost", "revenue"))),
    ),
)  # fmt: skip
ONE = Board("door", "Door", ("otif",), entity="all")


ADA = Actor("ada", "finance")
CALENDAR = [date(2026, 11, 22)]
"""The day it is; a test that moves it moves it back."""


def opened(folder, catalogue: Catalogue) -> Store:
    """The small company with two boards, its figures loaded at once."""
    with_boards = replace(catalogue, boards={"hall": HALL, "door": ONE})
    store = Store.open(folder, today=lambda: CALENDAR[0], parse_catalogue=lambda _text: with_boards)
    load(store, company())
    return store


@pytest.fixture(scope="module")
def walled(tmp_path_factory, catalogue: Catalogue):
    """Read by many tests, changed by none."""
    store = opened(tmp_path_factory.mktemp("walled"), catalogue)
    yield store
    store.close()


@pytest.fixture
def changing(tmp_path, catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch):
    """One of the test's own, to load into."""
    monkeypatch.setattr("tests.reports.test_kiosk.CALENDAR", [date(2026, 11, 22)])
    store = opened(tmp_path, catalogue)
    yield store
    store.close()


@pytest.fixture
def report(walled: Store, scope: Scope) -> KioskReport:
    return kiosk_report(walled, scope, "hall")


def tile(report: KioskReport, name: str) -> KioskTile:
    return next(each for view in report.views for each in view.tiles if each.row.id == name)


def test_a_tile_has_value_target_and_difference_as_the_scorecard_says(report: KioskReport, walled: Store, scope: Scope):
    rows = {each.id: each for each in scorecard_report(walled, scope).rows}
    sold = tile(report, "revenue")
    assert (sold.value, sold.row.target, sold.of, sold.curtain) == (D(900), D(1000), "Oct 2026", "")
    assert sold.row.difference_words == rows["revenue"].difference_words == "100 worse than plan"
    assert (sold.age, len(sold.row.spark)) == ("22 days old", 6)


def test_a_number_that_is_missing_hangs_behind_the_last_one_known(report: KioskReport):
    """South's bank balance of October has not come: 50 + 30 in September is what is known."""
    cash = tile(report, "cash")
    assert (cash.row.value, cash.value, cash.of) == (None, D(80), "Sep 2026")
    assert cash.curtain == "last known Sep 2026, 53 days old"


def test_a_number_older_than_its_measure_allows_hangs_behind_a_curtain_though_it_has_a_value(
    tmp_path, catalogue: Catalogue, scope: Scope
):
    """October's figure is 22 days old: one that may be 21 days old is not news any more."""
    measures = {**catalogue.measures, "revenue": replace(catalogue.measures["revenue"], max_age_days=21)}
    strict = replace(catalogue, boards={"hall": HALL}, measures=measures)
    store = Store.open(tmp_path / "strict", today=lambda: date(2026, 11, 22), parse_catalogue=lambda _text: strict)
    load(store, company())
    load(store, ledger("2026-10", north=560), "restated")
    told = kiosk_report(store, scope)
    assert tile(told, "revenue").curtain == "last known Oct 2026, 22 days old"
    assert tile(told, "otif").curtain == ""
    assert "Revenue" not in repr([view.lines for view in told.views])
    store.close()


def test_a_value_carried_over_says_of_when_it_is(report: KioskReport):
    mood = tile(report, "mood")
    assert (mood.value, mood.of, mood.curtain) == (D("4.2"), "Sep 2026", "")


def test_what_hangs_behind_a_curtain_counts_as_on_track_in_no_perspective(report: KioskReport):
    counted = {group.name: (group.on_track, group.judged) for group in report.views[0].groups}
    assert counted == {"Financial": (0, 1), "Customer": (0, 1), "Growth": (1, 1)}


def test_a_perspective_says_what_it_counts_and_what_it_leaves_out(report: KioskReport, tmp_path, catalogue: Catalogue):
    """Cash has no figure of October; a revenue that may be 21 days old is out of date at 22."""
    on_track = "on track of those reported here"
    said = {group.name: group.said for group in report.views[0].groups}
    assert said == {"Financial": f"{on_track}, 1 not reported", "Customer": on_track, "Growth": on_track}
    measures = {**catalogue.measures, "revenue": replace(catalogue.measures["revenue"], max_age_days=21)}
    store = opened(tmp_path, replace(catalogue, measures=measures))
    strict = kiosk_report(store, Scope("", ""), "hall").views[0].groups[0]
    store.close()
    assert (strict.judged, strict.said) == (0, "nothing on this board to judge, 1 not reported, 1 out of date")


def test_a_perspective_says_not_due_yet_of_a_survey_too_old_to_be_carried_over(tmp_path, catalogue: Catalogue):
    """The mood of September is 31 days old at the end of October, and one may be 20."""
    measures = {**catalogue.measures, "mood": replace(catalogue.measures["mood"], max_age_days=20)}
    store = opened(tmp_path, replace(catalogue, measures=measures))
    growth = kiosk_report(store, Scope("", ""), "hall").views[0].groups[-1]
    store.close()
    assert (growth.name, growth.said) == ("Growth", "nothing on this board to judge, 1 not due yet")


HOSTILE = (
    Scope("south", "2025-10"),
    Scope("all", "2026-10", View.YEAR_TO_DATE, Comparison.LAST_YEAR, "r1", Words.FINANCE, "2026-01-01"),
    Scope("../../", "' OR 1=1", known="r99"),
)


@pytest.mark.parametrize("asked", HOSTILE, ids=["another place", "everything else", "nonsense"])
def test_no_scope_changes_what_a_board_shows(report: KioskReport, walled: Store, asked: Scope):
    assert kiosk_report(walled, asked, "hall") == report


def test_a_board_asks_for_its_own_measures_only(walled: Store, scope: Scope, monkeypatch: pytest.MonkeyPatch):
    """Neither tile nor strip nor change nor headline is about another measure; the scorecard is the control."""
    from scorecard.reports import evaluated

    asked: list[str] = []
    series = evaluated.series_of

    def noted(opened, measure, *rest, **more):
        asked.append(measure.id)
        return series(opened, measure, *rest, **more)

    monkeypatch.setattr(evaluated, "series_of", noted)
    told = repr(kiosk_report(walled, scope, "door"))
    assert set(asked) == {"otif"}
    assert not [word for word in ("Revenue", "Cash", "Margin", "Costs", "mood") if word in told]
    scorecard_report(walled, scope)
    assert {"revenue", "cash"} <= set(asked)


def test_nobody_is_named_on_a_wall(report: KioskReport, walled: Store, scope: Scope):
    assert "Ada" in repr(scorecard_report(walled, scope))
    assert "Ada" not in repr(report)


def test_the_first_state_has_nothing_that_changed_and_no_wins(report: KioskReport):
    assert [view.kind for view in report.views] == ["scorecard", "tiles", "changed", "today"]
    assert report.views[2].lines == ()


def test_a_newer_figure_stands_beside_the_period_before(changing: Store, scope: Scope):
    """A load about something else in between does not empty the wall."""
    more = [row("2026-11", "all", "lines_due", 100, "ops"), row("2026-11", "all", "lines_good", 96, "ops")]
    load(changing, [*more, row("2026-11", "north", "revenue", -1)], "November")
    CALENDAR[0] = date(2026, 12, 3)
    load(changing, [row("2026-10", "north", "cash", 55, "bank")], "bank anew")
    fresh = kiosk_report(changing, scope, "door")
    assert fresh.period_label == "Nov 2026"
    told = {view.kind: view.lines for view in fresh.views}
    assert told["changed"] == ("On-time delivery: 96 % after 81 % in Oct 2026, better, now on track (was off track).",)
    assert told["wins"] == ("On-time delivery is on track again: 1 point above target, better.",)


def test_a_figure_a_month_and_a_sum_have_no_days_and_say_so(report: KioskReport):
    (today,) = (view for view in report.views if view.kind == "today")
    assert [(each.row.id, days.side, days.days) for each, days in zip(today.tiles, today.days, strict=True)] == [
        ("otif", "delivery", ()), ("revenue", "cost", ()),
    ]  # fmt: skip
    assert [days.said.partition(":")[2] for days in today.days] == [
        " its figures do not come by day or by week.", " a day has no target of its own.",
    ]  # fmt: skip


def test_figures_of_days_are_held_against_the_month_s_target_day_by_day(changing: Store, scope: Scope):
    """November: 19 of 20 on Monday the 2nd, 17 of 20 the day after; on the 4th none, and the file has no line of it.

    All squares together are the tile: 36 of 60, 60 %.
    """
    days = [("02", 20, 19), ("03", 20, 17), ("04", 20, None)]
    rows = [
        row("2026-11", "all", name, value, "ops", line=line) | {"date": date(2026, 11, int(day))}
        for line, (day, due, good) in enumerate(days)
        for name, value in (("lines_due", due), ("lines_good", good))
        if value is not None
    ]
    load(changing, [*rows, row("2026-11", "north", "revenue", -1)], "November")
    CALENDAR[0] = date(2026, 12, 3)
    (today,) = (view for view in kiosk_report(changing, scope, "hall").views if view.kind == "today")
    known = {each.day.day: each.status for each in today.days[0].days if each.status is not None}
    assert known == {2: Status.ON_TRACK, 3: Status.OFF_TRACK, 4: Status.OFF_TRACK}
    assert (len(today.days[0].days), today.days[0].said) == (30, "1 of 3 days on track.")
    assert today.tiles[0].value == D("0.6")


def given(store: Store, scope: Scope, name: str, due: date, entity: str = "all", where: tuple = ()) -> int:
    subject = Subject(entity, name, where, scope.period)
    found = figures_now(store, scope, subject)
    assert found is not None
    return assign(store, ADA, subject, found, "ada", "bo", due, "")


def staffed(store: Store) -> None:
    for person in (Person("ada", "Ada Lund", "finance", "finance"), Person("bo", "Bo", "operations", "operations")):
        store.put_person(person, "test")


def help_of(report: KioskReport) -> tuple[str, ...]:
    return next((view.lines for view in report.views if view.kind == "help"), ())


def test_what_waits_for_somebody_stands_there_without_owners_and_only_about_the_board(changing: Store, scope: Scope):
    """Costs are on no board, and one supplier of revenue is a name that no board allows."""
    staffed(changing)
    given(changing, scope, "otif", date(2026, 11, 25))
    given(changing, scope, "revenue", date(2026, 11, 22), "north")
    given(changing, scope, "costs", date(2026, 11, 22))
    given(changing, scope, "revenue", date(2026, 11, 22), where=(("customer", ""),))
    now = figures_now(changing, scope, Subject("all", "otif", period="2026-10"))
    assert now is not None
    warned = Warned("overrun", "Ada Lund sees two lorries fail", "80000", date(2026, 12, 1), "likely")
    raise_flag(changing, ADA, Subject("all", "otif", period="2026-10"), now, warned)
    CALENDAR[0] = date(2026, 11, 24)
    assert help_of(kiosk_report(changing, scope, "hall")) == (
        "Revenue, North works: 100 worse than plan in Oct 2026; a reason is wanted, due 22 Nov 2026, 2 days late.",
        "On-time delivery: 14 points below target, worse; a reason is wanted, due 25 Nov 2026.",
        "On-time delivery: a colleague sees two lorries fail (from 1 Dec 2026, likely).",
    )


def test_an_obstacle_of_the_huddle_stands_until_it_is_settled_where_it_names_a_measure_of_the_board(
    changing: Store, scope: Scope
):
    staffed(changing)
    columns = agenda_report(changing, scope, preset="daily").items[:4]
    number = begin_meeting(changing, ADA, "daily", scope, columns, 15)
    note_line(changing, ADA, number, 3, "Bo says the dock is blocked", Subject("all", "otif", period="2026-10"))
    note_line(changing, ADA, number, 3, "The press is down", Subject("all", "costs", period="2026-10"))
    note_line(changing, ADA, number, 3, "Too few chairs")
    assert help_of(kiosk_report(changing, scope, "hall")) == ()
    finish_meeting(changing, ADA, number, 1, [1])
    (told,) = help_of(kiosk_report(changing, scope, "hall"))
    assert told.startswith("On-time delivery: a colleague says the dock is blocked")


def test_a_red_tile_says_what_is_done_and_until_when_and_never_who_does_it(changing: Store, scope: Scope):
    staffed(changing)
    assert tile(kiosk_report(changing, scope, "hall"), "otif").action == "No action agreed yet."
    number = given(changing, scope, "otif", date(2026, 11, 25))
    now = changing.work.item(number).figures
    explain(changing, ADA, number, 1, "supply", ["Two lorries broke"], now)
    assert help_of(kiosk_report(changing, scope, "hall"))[0].endswith("an action is wanted, due 25 Nov 2026.")
    agree_action(changing, ADA, number, 2, "Bo hires two lorries.", date(2026, 11, 28), now)
    red = kiosk_report(changing, scope, "hall")
    assert tile(red, "otif").action == "a colleague hires two lorries, due 28 Nov 2026."
    assert (tile(red, "mood").action, help_of(red)) == ("", ())
    CALENDAR[0] = date(2026, 11, 30)
    late = kiosk_report(changing, scope, "hall")
    assert tile(late, "otif").action == "a colleague hires two lorries, due 28 Nov 2026, 2 days late."
    door = kiosk_report(changing, scope, "door")
    assert tile(door, "otif").action == "An action is agreed, due 28 Nov 2026, 2 days late."
    assert "lorries" not in repr(door)
    assert help_of(late) == ("On-time delivery: a colleague hires two lorries, due 28 Nov 2026, 2 days late.",)


def test_a_board_of_nothing_but_wins_shows_its_view_though_there_are_none(tmp_path, catalogue: Catalogue, scope: Scope):
    wins = replace(catalogue, boards={"wins": Board("wins", "Wins", ("otif",), views=(BoardView("wins"),))})
    store = Store.open(tmp_path / "wins", today=lambda: date(2026, 11, 22), parse_catalogue=lambda _text: wins)
    load(store, company())
    (view,) = kiosk_report(store, scope).views
    assert (view.kind, view.lines) == ("wins", ())
    store.close()


def test_the_first_board_is_shown_where_none_is_named_and_a_wrong_name_is_said(walled: Store, scope: Scope):
    assert kiosk_report(walled, scope).board is HALL
    with pytest.raises(UnknownName):
        kiosk_report(walled, scope, "<b>")


def test_a_workspace_without_boards_says_so(loaded: Store, scope: Scope):
    with pytest.raises(NoBoard):
        kiosk_report(loaded, scope)


def test_everything_in_the_answer_is_frozen(report: KioskReport):
    assert hash(tuple(getattr(report, field.name) for field in fields(report)))
    assert report.views[1].tiles[0].row.status is Status.OFF_TRACK
