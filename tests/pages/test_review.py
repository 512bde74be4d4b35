"""The page Review: hostile names stay text, who looks on writes nothing and sees no cash, links that name nothing."""

from pathlib import Path

import pytest

from scorecard.changes.assign import assign
from scorecard.changes.begin_meeting import begin_meeting
from scorecard.changes.finish_meeting import finish_meeting
from scorecard.changes.record_outcome import decide
from scorecard.domain.access import Actor
from scorecard.domain.agenda import AgendaItem, Block
from scorecard.domain.huddle import COLUMN
from scorecard.domain.people import Person
from scorecard.domain.scope import Scope
from scorecard.reports.agenda import agenda_report
from scorecard.reports.usual import usual_scope
from scorecard.reports.work_draft import draft_report
from scorecard.store.store import Store
from scorecard.ui import meeting, meeting_item
from scorecard.ui.meeting_last import SIGNS, fitting
from scorecard.ui.meeting_parts import WIDE
from tests.pages.conftest import Open
from tests.pages.test_pages import calm, drawn, sentence
from tests.stclient.workspace import HOSTILE, catalogue_text, facts, small_store

pytestmark = pytest.mark.slow

ADA = Actor("ada", "finance")
PEOPLE = (
    Person("ada", "Ada", "finance", "finance"),
    Person("bo", HOSTILE[1], "operations", "operations"),
    Person("eve", "Eve", "viewer", "finance"),
)
AGENDA = (
    AgendaItem("measure", "measure/m1", HOSTILE[0], HOSTILE[2], 3, HOSTILE[1]),
    AgendaItem("cash", "cash/m1", "Cash", "How low it gets.", 3, block=Block.CASH),
    AgendaItem("close", "close", "Close", "What was decided.", 2, block=Block.CLOSE),
)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small store with hostile names, three people and a running meeting with a decision."""
    folder = tmp_path_factory.mktemp("made")
    opened = small_store(folder)
    for person in PEOPLE:
        opened.put_person(person, "test")
    scope: Scope = usual_scope(opened.snapshot(), opened.today())
    decide(opened, ADA, begin_meeting(opened, ADA, "weekly", scope, AGENDA, 45), 1, HOSTILE[1])
    opened.close()
    return folder


@pytest.mark.parametrize("at", ["1", "2", "3"])
def test_hostile_names_and_texts_are_drawn_as_text(open_page: Open, made: Path, at: str):
    app = open_page(made, "review", meeting="1", at=at)
    calm(app)
    assert "<script" not in drawn(app)
    assert "<img" not in drawn(app)


def test_the_meeting_ends_though_a_part_of_it_cannot_be_drawn(
    open_page: Open, desk: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    def broken(*_args: object) -> None:
        raise RuntimeError

    monkeypatch.setitem(meeting_item.DRAWN, "close", broken)
    app = open_page(tmp_path / "store", "review", meeting="1", at="3")
    app.session_state["person"] = "ada"
    app.run()
    assert [each.value for each in app.error if "could not be shown" in each.value] != []
    next(each for each in app.button if each.label == "Finish and write the minutes").click().run()
    assert not desk.meetings.meeting(1).is_running


def test_what_was_on_the_screen_stays_seen_when_the_page_is_loaded_anew(open_page: Open, desk: Store, tmp_path: Path):
    """Each item is opened by its link, as a page loaded anew: all three were on the screen, nothing was written."""
    scope = desk.meetings.meeting(1).scope()
    finish_meeting(desk, ADA, 1, 1, [1])
    number = begin_meeting(desk, ADA, "weekly", scope, AGENDA, 45)
    for at in ("1", "2", "3"):
        app = open_page(tmp_path / "store", "review", meeting=str(number), at=at)
        app.session_state["person"] = "ada"
        app.run()
    assert "Not reached" not in drawn(app)
    next(each for each in app.button if each.label == "Finish and write the minutes").click().run()
    told = drawn(app)
    assert desk.meetings.meeting(number).seen == (1, 2, 3)
    assert "Nothing was written down." in told
    assert "Wrote something down" not in told


def test_what_was_not_reached_is_told_whole_however_much_it_is():
    labels = [f"Trade fairs, Sales, Tarnwick {n}" for n in range(40)]
    assert f"Not reached: {'; '.join(labels)}." in str(meeting.handed_on((), labels))


def test_beside_cash_an_action_and_a_flag_can_be_written_and_its_number_is_known(open_page: Open, made: Path):
    app = open_page(made, "review", meeting="1", at="2", do="flag")
    app.session_state["person"] = "ada"
    app.run()
    calm(app)
    told = drawn(app)
    assert "What is coming" in [box.label for box in app.text_input]
    assert "do=action" in told
    assert "Open work" in told


def test_beside_the_opening_stands_what_was_decided_and_agreed_last_time_unless_a_form_needs_the_room(
    open_page: Open, desk: Store, tmp_path: Path
):
    """Three decisions and an action by turns: of 12 rows the short decision takes 2, the action 4, a long one 4."""
    scope = desk.meetings.meeting(1).scope()
    draft = draft_report(desk, scope, "m1")
    assert draft is not None
    for number in (1, 2):
        decide(desk, ADA, 1, 1, f"long {number} {'words ' * 30}")
    assign(desk, ADA, draft.subject, draft.figures, "ada", "bo", draft.due, "Plan shifts", lead="ada")
    finish_meeting(desk, ADA, 1, 1, [1])
    opening = (AgendaItem("opening", "opening", "Opening", "", 2, block=Block.OPENING), AGENDA[-1])
    begin_meeting(desk, ADA, "weekly", scope, opening, 45)
    app = open_page(tmp_path / "store", "review", meeting="2", at="1")
    calm(app)
    told = drawn(app)
    assert f"Decided and agreed last time, {desk.meetings.meeting(1).day:%-d %b %Y}" in told
    assert told.index("Decided: &lt;img") < told.index("Plan shifts. Open: Ada (with &lt;img") < told.index("long 1")
    assert "<img" not in told
    assert "And 1 more in its minutes" in told
    app.query_params["do"] = "decide"
    assert "last time" not in drawn(app.run())


def test_so_much_of_last_time_as_rows_fit_and_one_at_least():
    row = ("", "x" * (SIGNS - 1))
    assert [fitting([row] * number, 5) for number in (1, 5, 6)] == [1, 5, 5]
    assert fitting([("", "x" * SIGNS * 9), row], 5) == fitting([row, row], -4) == 1


@pytest.mark.parametrize("number", ["0", "9", "x", "1e9", "-1", "9" * 60])
def test_a_meeting_nobody_knows_is_no_fault(open_page: Open, made: Path, number: str):
    app = open_page(made, "review", meeting=number)
    calm(app)
    assert sentence(app).endswith(".")
    assert [button.label for button in app.button if "Begin" in button.label] == []


def test_who_looks_on_writes_nothing_and_sees_no_cash(open_page: Open, made: Path):
    app = open_page(made, "review", meeting="1", at="2", do="decide")
    app.session_state["person"] = "eve"
    app.run()
    calm(app)
    assert any("see Cash" in each.value for each in app.warning)
    assert [area.label for area in app.text_area] == []
    assert any("looks on" in each.value for each in app.text)


@pytest.mark.parametrize(("who", "told"), [("", "Choose at the top"), ("eve", "Eve looks on"), ("ada", "")])
def test_a_flag_is_raised_by_those_who_may_and_others_are_told_why_not(
    open_page: Open, made: Path, who: str, told: str
):
    app = open_page(made, "review", of="m1")
    app.session_state["person"] = who
    app.run()
    calm(app)
    assert ("What is coming" in [box.label for box in app.text_input]) is (told == "")
    assert told in " ".join(each.value for each in app.text)


def test_who_raised_a_flag_reads_with_whom_it_is_and_finds_the_way_back_to_the_number(
    open_page: Open, desk: Store, tmp_path: Path
):
    app = open_page(tmp_path / "store", "review", of="m1")
    app.session_state["person"] = "ada"
    app.run()
    next(box for box in app.text_input if box.label == "What is coming").set_value("A customer may leave")
    next(button for button in app.button if button.label == "Raise the flag").click().run()
    calm(app)
    assert [flag.text for flag in desk.meetings.flags()] == ["A customer may leave"]
    assert "on the agenda of the weekly review" in app.success[0].value
    assert "What is coming" not in [box.label for box in app.text_input]
    assert "measure=m1" in drawn(app)


def test_opening_a_link_writes_nothing(open_page: Open, desk: Store, tmp_path: Path):
    before = len(desk.audit_rows())
    for do in ("decide", "park", "win", "flag", "action", "became", "approve"):
        calm(open_page(tmp_path / "store", "review", meeting="1", at="1", do=do))
    assert len(desk.audit_rows()) == before
    assert desk.meetings.meeting(1).is_running


def test_every_part_of_every_kind_of_meeting_is_drawn_and_hostile_names_stay_text(
    open_page: Open, desk: Store, tmp_path: Path
):
    scope = usual_scope(desk.snapshot(), desk.today())
    seen: set[str] = set()
    for kind in ("monthly", "quarterly", "kickoff", "daily"):
        agenda = agenda_report(desk, scope, preset=kind).items
        number = begin_meeting(desk, ADA, kind, scope, agenda, 60)
        for at, item in enumerate(agenda, 1):
            if item.kind not in seen and (item.kind in WIDE or item.kind == COLUMN):
                seen.add(item.kind)
                app = open_page(tmp_path / "store", "review", meeting=str(number), at=str(at))
                calm(app)
                assert "could not be shown" not in drawn(app)
                assert "<script" not in drawn(app)
                assert "<img" not in drawn(app)
    assert seen >= {*WIDE, COLUMN} - {"changed"}


@pytest.mark.parametrize("page", ["variance", "why", "bridge", "cash", "outlook", "since", "review"])
def test_a_page_of_an_earlier_state_says_what_is_otherwise_today(open_page: Open, made: Path, page: str):
    app = open_page(made, page, as_of="r1")
    calm(app)
    assert 'class="sc-then-now' in drawn(app)


def test_nothing_is_decided_on_numbers_that_moved_under_the_button(open_page: Open, desk: Store, tmp_path: Path):
    """1,001 stood there, then 2,000 are published. The control: pressed again on what is seen, it is written."""
    app = open_page(tmp_path / "store", "review", meeting="1", at="1", do="decide")
    app.session_state["person"] = "ada"
    app.run()
    text = next(box for box in app.text_area if box.label == "What is decided")
    text.set_value("Hire two")
    with desk.stage([facts(amount=2000)]) as staged:
        desk.publish("ada", "restated", "import", staged, catalogue_text())
    for pressed in range(2):
        next(each for each in app.button if each.label == "Write down the decision").click().run()
        calm(app)
        told = [each.value for each in app.warning if "moved" in each.value]
        written = [each.text for each in desk.meetings.outcomes() if each.text == "Hire two"]
        assert (len(told), len(written)) == (1 - pressed, pressed)
        if not pressed:
            assert "You saw 1.00 k EUR; now it is 2.00 k EUR. What you typed is kept." in told[0].replace("\\", "")
            assert next(box for box in app.text_area if box.label == "What is decided").value == "Hire two"
