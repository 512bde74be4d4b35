"""A board shows its own measures, how old they are and what changed, whatever it is asked."""

from dataclasses import fields, replace
from datetime import date
from decimal import Decimal as D

import pytest

from scorecard.domain.boards import Board, BoardView
from scorecard.domain.catalogue import Catalogue
from scorecard.domain.errors import UnknownName
from scorecard.domain.scope import Scope
from scorecard.domain.vocabulary import Comparison, Status, View, Words
from scorecard.reports.kiosk import KioskReport, KioskTile, NoBoard, kiosk_report
from scorecard.reports.scorecard import scorecard_report
from scorecard.store.store import Store
from tests.reports.conftest import load
from tests.reports.figures import company, row

HALL = Board(
    "hall", "Hall", ("revenue", "otif", "cash", "mood"), allow=("cash",),
    views=(
        BoardView("scorecard"), BoardView("tiles", "All", ("revenue", "otif", "cash", "mood")),
        BoardView("changed"), BoardView("wins"),
    ),
)  # fmt: skip
ONE = Board("door", "Door", ("otif",), entity="all")


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
    assert tile(kiosk_report(store, scope), "revenue").curtain == "last known Oct 2026, 22 days old"
    assert tile(kiosk_report(store, scope), "otif").curtain == ""
    store.close()


def test_a_value_carried_over_says_of_when_it_is(report: KioskReport):
    mood = tile(report, "mood")
    assert (mood.value, mood.of, mood.curtain) == (D("4.2"), "Sep 2026", "")


def test_what_hangs_behind_a_curtain_counts_as_on_track_in_no_perspective(report: KioskReport):
    counted = {group.name: (group.on_track, group.judged) for group in report.views[0].groups}
    assert counted == {"Financial": (0, 1), "Customer": (0, 1), "Growth": (1, 1)}


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
    assert [view.kind for view in report.views] == ["scorecard", "tiles", "changed"]
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
    assert told["wins"] == ("On-time delivery is on track again: 1 points above target, better.",)


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
