"""What the strip offers, and what a link without words means."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest

from scorecard.domain.access import Actor
from scorecard.domain.closing import Closing
from scorecard.domain.scope import Scope
from scorecard.domain.vocabulary import Comparison, View
from scorecard.reports.usual import usual_scope
from scorecard.settings import Settings
from scorecard.store.store import Store
from scorecard.ui import choices
from scorecard.ui.answers import Answers
from scorecard.ui.frame import Frame
from scorecard.ui.person import Person
from scorecard.ui.scope_strip import how_far, read
from scorecard.ui.workspace import Workspace
from tests.reports.conftest import catalogue, load  # noqa: F401 (the small company)
from tests.reports.figures import company, ledger
from tests.stclient.workspace import HOSTILE, MONTHS, small_store


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    opened = small_store(tmp_path_factory.mktemp("strip"))
    yield opened
    opened.close()


@pytest.fixture
def space(store: Store) -> Workspace:
    return Workspace(store, Settings(), (), Answers())


@pytest.mark.parametrize(
    ("today", "period"),
    [
        (date(2026, 11, 22), "2026-10"),
        (date(2026, 10, 30), "2026-09"),
        (date(2026, 10, 31), "2026-10"),
        (date(2027, 5, 1), "2026-10"),
        (date(2026, 1, 15), "2026-10"),
    ],
    ids=["after the last month", "a day is left of the month", "its last day", "no newer figures", "nothing is over"],
)
def test_the_usual_period_is_the_last_finished_one_with_actuals(store: Store, today: date, period: str):
    scope = usual_scope(store.snapshot(), today)
    assert (scope.entity, scope.period) == ("all", period)


def test_the_strip_offers_the_tree_the_months_and_the_revisions(space: Workspace):
    scope, usual, snapshot, problems = read(space, {})
    offered = choices.choices_of(space, snapshot, scope)
    assert problems == ()
    assert scope == usual
    assert list(offered) == ["entity", "period", "view", "compare", "as_of", "words"]
    assert list(offered["entity"].values())[:2] == [HOSTILE[0], "\N{EM SPACE}" + HOSTILE[0]]
    assert [key for key in offered["period"] if key in MONTHS] == list(reversed(MONTHS))
    assert list(offered["as_of"]) == ["", "r2", "r1"]


def test_what_the_link_says_is_always_among_the_choices(space: Workspace):
    scope, _, snapshot, _ = read(space, {"as_of": "2026-11-22", "compare": "outlook", "vintage": "2026-05-01"})
    offered = choices.choices_of(space, snapshot, scope)
    for part, labels in offered.items():
        assert str(getattr(scope, part)) in labels, part


def test_an_unknown_revision_shows_the_newest_and_says_so(space: Workspace):
    scope, _, snapshot, problems = read(space, {"as_of": "r99", "view": "ytd"})
    assert (scope.as_of, scope.view, snapshot.revision) == ("", View.YEAR_TO_DATE, 2)
    assert str(problems[0]) == "link, as_of: There is no revision 99. The newest numbers are shown instead."


def test_earlier_states_are_offered_newest_first_where_they_are_compared_with(space: Workspace):
    scope, _, snapshot, problems = read(space, {"compare": "known"})
    offered = choices.choices_of(space, snapshot, scope)["known"]
    assert problems == ()
    assert offered[""] == "r1, just before"
    assert list(offered) == ["", "r1"]
    then, _, old, _ = read(space, {"compare": "known", "as_of": "r1", "known": "2026-11-20"})
    assert list(choices.choices_of(space, old, then)["known"]) == ["", "2026-11-20"]


def test_an_earlier_state_is_only_kept_where_it_is_compared_with(space: Workspace):
    assert read(space, {"known": "r1"})[0].known == ""
    assert read(space, {"known": "r1", "compare": "last_year"})[0].known == ""
    assert read(space, {"known": "r1", "compare": "known"})[0].known == "r1"


@pytest.mark.parametrize("known", ["r99", "r0"])
def test_an_unknown_earlier_state_is_the_one_before_and_says_so(space: Workspace, known: str):
    scope, _, _, problems = read(space, {"compare": "known", "known": known})
    assert (scope.compare, scope.known) == (Comparison.KNOWN, "")
    said = f"link, known: There is no revision {known[1:]}. The state before is compared with instead."
    assert [str(problem) for problem in problems] == [said]


@pytest.mark.parametrize(
    "known", ["r1; DROP TABLE", "r-1", "R1", "２０２６-10-01", "2026-13-01", "now", "<b>", "r1" * 9]
)
def test_a_hostile_earlier_state_is_none(space: Workspace, known: str):
    scope, _, _, problems = read(space, {"compare": "known", "known": known})
    assert (scope.known, len(problems)) == ("", 1)


def test_a_scope_survives_its_own_link(space: Workspace):
    _, usual, _, _ = read(space, {})
    for scope in (
        Scope("e3", "2026-04", View.ROLLING, Comparison.LAST_YEAR, "r1"),
        Scope("e3", "2026-04", compare=Comparison.KNOWN, known="2026-11-01"),
    ):
        again, _, _, problems = read(space, scope.query(usual))
        assert (again, problems) == (scope, ())


@pytest.mark.parametrize(
    ("day", "period", "said"),
    [
        (11, "2026-11", ["Nov 2026 is open: plan and last year count 8 of its 21 working days, to 11 Nov."]),
        (11, "2026-10", ["Oct 2026 is not closed yet."]),
        (11, "2026-09", []),
        (11, "2026-08", []),
        (30, "2026-11", ["Nov 2026 is not closed yet."]),
        (11, "2026-12", []),
    ],
    ids=["open", "over and not closed", "closed for now", "closed", "its last day", "nothing told of it yet"],
)
def test_how_far_a_period_is_stands_beside_the_day_of_the_numbers(
    tmp_path,
    catalogue,  # noqa: F811
    day: int,
    period: str,
    said: list[str],
):
    known = replace(catalogue, closing=Closing("2026-08", "2026-09"))
    store = Store.open(tmp_path / "s", today=lambda: date(2026, 11, day), parse_catalogue=lambda _: known)
    load(store, [*company(), *ledger("2026-11"), *ledger("2026-12", "budget")])
    space, scope = Workspace(store, Settings(), (), Answers()), Scope("all", period)
    frame = Frame(space, Person(Actor("ada", "local"), ""), {}, scope, scope)
    assert how_far(frame, scope, store.snapshot()) == said
    store.close()
