"""The page Sync: who has a seat writes, whoever has none learns nothing on any page, and hostile texts stay text."""

import re
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from scorecard.changes.lead_message import write_message
from scorecard.changes.raise_matter import Needed, raise_matter, reword_matter
from scorecard.changes.settle_matter import send_to_ceo
from scorecard.changes.stating import Stated
from scorecard.changes.take_position import take_position
from scorecard.domain.access import Actor
from scorecard.domain.decided import Cost, Prediction, Verdict
from scorecard.domain.people import Person, Seat
from scorecard.reports.usual import usual_scope
from scorecard.reports.work_figures import figures_now, subject_of
from scorecard.store.store import Store
from scorecard.ui.decided_forms import DAY_COUNTS
from scorecard.ui.sync_forms import MOVED, THEN
from tests.conftest import ROOT
from tests.pages.conftest import Open
from tests.pages.test_pages import calm, drawn
from tests.stclient.workspace import DAY, HOSTILE, catalogue_text, facts, small_store

pytestmark = pytest.mark.slow

ADA, BO = Actor("ada", "finance"), Actor("bo", "operations")
SECRET, MONEY = "Zanzibar", "Amount in EUR"
PEOPLE = (
    Person("ada", "Ada", "finance", "finance", seat="cfo"),
    Person("bo", HOSTILE[1], "operations", "operations", seat="coo"),
    Person("cy", "Cy", "approver", seat="ceo"),
    Person("dee", "Dee", "finance", "finance"),
    Person("eve", "Eve", "viewer", "finance"),
)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small store with hostile names, three seats, two undecided matters and a message that one stands by."""
    folder = tmp_path_factory.mktemp("made")
    opened = small_store(folder)
    for person in PEOPLE:
        opened.put_person(person, "test")
    scope = usual_scope(opened.snapshot(), opened.today())
    subject = subject_of(scope, "m1")
    now = figures_now(opened, scope, subject)
    assert now is not None
    raise_matter(opened, BO, Needed(f"{SECRET} {HOSTILE[1]}", DAY, HOSTILE[0], HOSTILE[2]), subject, now)
    take_position(opened, BO, 1, 1, True, f"{SECRET} {HOSTILE[0]}", now)
    raise_matter(opened, ADA, Needed(f"{SECRET} two", DAY))
    write_message(opened, BO, f"{SECRET} {HOSTILE[0]}", 0)
    opened.close()
    return folder


def opened_by(open_page: Open, store: Path, who: str, page: str, **link: str) -> AppTest:
    """The page as this person has it; the home page where they have no such page."""
    app = open_page(store, "scorecard", **link)
    app.session_state["person"] = who
    app.run()
    for name, text in link.items():
        app.query_params[name] = text
    return (
        app if page == "sync" and who in ("", "dee", "eve") else app.switch_page(str(ROOT / f"pages/{page}.py")).run()
    )


def everything(app: AppTest) -> str:
    """All that the page says, whatever it is drawn with."""
    texts = (each.value for kind in ("text", "warning", "title", "markdown", "caption") for each in app.get(kind))
    boxes = (f"{box.label} {box.value}" for kind in ("text_input", "text_area", "selectbox") for box in app.get(kind))
    return " ".join([drawn(app), *map(str, texts), *boxes])


PAGES = ("scorecard", "since", "work", "review", "data", "find", "variance", "help")


@pytest.mark.parametrize("page", PAGES)
def test_who_has_no_seat_learns_nothing_of_an_undecided_matter(open_page: Open, made: Path, page: str):
    """Not by a link to it either, nor by looking for a word of its title."""
    app = opened_by(open_page, made, "eve", page, text="two", matter="1", say="log")
    assert not app.exception
    assert SECRET not in everything(app)
    assert ("“two”" in everything(app)) is (page == "find")


@pytest.mark.parametrize("who", ["", "dee", "eve"])
def test_without_a_seat_the_page_is_not_there(open_page: Open, made: Path, who: str):
    app = opened_by(open_page, made, who, "sync", matter="1", say="log")
    assert SECRET not in everything(app)
    with pytest.raises(ValueError, match="Could not find a navigation page"):
        app.switch_page(str(ROOT / "pages/sync.py"))


def test_the_next_matter_stands_in_full_and_of_the_others_where_the_two_stand(open_page: Open, made: Path):
    silent = "CFO has not said"
    for asked, full, short in (("", 1, f"{silent} · COO has not said"), ("2", 2, f"{silent} · COO agrees")):
        told = everything(opened_by(open_page, made, "ada", "sync", matter=asked))
        assert [number for number in (1, 2) if f"About matter {number}" in told] == [full]
        assert short in told


def test_while_nobody_has_a_seat_this_computers_account_reads_how_to_give_one(open_page: Open, hostile: Path):
    app = open_page(hostile, "sync")
    calm(app)
    assert "people put ID --seat cfo" in everything(app)
    assert not app.text_area
    assert [button.label for button in app.button if "stand" in button.label] == []


def test_a_seat_is_given_on_the_page_of_people_and_refused_in_one_sentence(
    open_page: Open, desk: Store, tmp_path: Path
):
    """By this computer's account: Dee can have no seat that Ada has; once it is free she takes it."""
    store = tmp_path / "store"
    for freed in (False, True):
        if freed:
            ada = next(each for each in desk.people() if each.id == "ada")
            desk.put_person(replace(ada, seat=""), "test")
        app = open_page(store, "work", people="1")
        next(box for box in app.selectbox if box.label == "Add or change").set_value("dee").run()
        next(box for box in app.selectbox if box.label == "Seat").set_value("cfo")
        next(button for button in app.button if button.label == "Write down").click().run()
        calm(app)
        told = " ".join(each.value for each in app.warning)
        assert ("Ada sits in the CFO" in told) is not freed
        assert [each.id for each in desk.people() if each.seat == "cfo"] == (["dee"] if freed else ["ada"])


def test_with_a_seat_it_is_with_all_of_it(open_page: Open, made: Path):
    """The control of the two above."""
    app = opened_by(open_page, made, "ada", "sync", matter="1", say="log")
    calm(app)
    assert everything(app).count(SECRET) >= 4


@pytest.mark.parametrize("who", ["ada", "bo", "cy"])
def test_hostile_texts_are_drawn_as_text(open_page: Open, made: Path, who: str):
    app = opened_by(open_page, made, who, "sync", matter="1", say="AGREES")
    calm(app)
    assert "<script" not in drawn(app)
    assert "<img" not in drawn(app)
    assert SECRET in drawn(app)
    offered = {"ada": ["Agree"], "bo": ["Agree"], "cy": []}[who]
    assert [button.label for button in app.button if button.label == "Agree"] == offered


@pytest.mark.parametrize(
    ("number", "say"),
    [("9", "AGREES"), ("x", "AGREES"), ("9" * 60, "AGREES"), ("1", "DECIDED"), ("1", "MOVED"), ("1", "x")],
)
def test_a_link_that_names_nothing_is_no_fault(open_page: Open, made: Path, number: str, say: str):
    app = opened_by(open_page, made, "ada", "sync", matter=number, say=say)
    calm(app)
    assert not app.text_area


def test_opening_a_link_writes_nothing(open_page: Open, desk: Store, tmp_path: Path):
    before = len(desk.audit_rows())
    for say in ("AGREES", "REWORDED", "WITHDRAWN", "message"):
        calm(opened_by(open_page, tmp_path / "store", "bo", "sync", matter="1", say=say))
    assert len(desk.audit_rows()) == before


def test_a_position_is_taken_and_a_lost_race_keeps_what_was_typed(open_page: Open, desk: Store, tmp_path: Path):
    """Ada types while Bo changes the terms: both are shown, her words stay, and the next try is about what stands."""
    app = opened_by(open_page, tmp_path / "store", "ada", "sync", matter="1", say="DIFFERS")
    reword_matter(desk, BO, 1, 2, "only in spring", "", DAY, desk.sync.matters()[0].figures)
    app.text_area[0].set_value("too dear")
    pressed = next(button for button in app.button if button.label == "Write it down")
    pressed.click().run()
    assert "only in spring" in " ".join(each.value for each in app.warning)
    assert (app.text_area[0].value, desk.sync.matters()[0].position(Seat.CFO)) == ("too dear", None)
    next(button for button in app.button if button.label == "Write it down").click().run()
    calm(app)
    (found,) = (each for each in desk.sync.matters()[0].positions)
    assert (found.who, found.agrees, found.reason) == ("ada", False, "too dear")


def test_nobody_agrees_to_numbers_that_moved_under_the_button(open_page: Open, desk: Store, tmp_path: Path):
    """1,001 stood on the screen; 2,000 are published before the button is pressed, and shown before it counts."""
    app = opened_by(open_page, tmp_path / "store", "ada", "sync", matter="1", say="AGREES")
    with desk.stage([facts(amount=2000)]) as staged:
        desk.publish("ada", "restated", "import", staged, catalogue_text())
    for pressed in range(2):
        next(button for button in app.button if button.label == "Agree").click().run()
        calm(app)
        assert [each.value for each in app.warning if "moved" in each.value] == ([MOVED] if not pressed else [])
        assert (desk.sync.matters()[0].position(Seat.CFO) is None) is (pressed == 0)
    taken = desk.sync.matters()[0].position(Seat.CFO)
    assert taken is not None
    assert taken.figures.revision == desk.revision()


def test_an_earlier_state_is_read_and_not_written_upon(open_page: Open, made: Path):
    """The control: in the newest one there is a form."""
    for as_of, boxes in (("r1", 0), ("", 1)):
        app = opened_by(open_page, made, "ada", "sync", as_of=as_of, matter="1", say="DIFFERS")
        calm(app)
        assert len(app.text_area) == boxes
        assert any("earlier state" in each.value for each in app.text) is (as_of != "")


def test_a_matter_is_raised_about_the_number_that_is_chosen(open_page: Open, desk: Store, tmp_path: Path):
    app = opened_by(open_page, tmp_path / "store", "bo", "sync", matter="new", of="m2")
    next(box for box in app.text_input if box.label == "What is to be decided").set_value("Close it")
    next(button for button in app.button if button.label == "Raise the matter").click().run()
    calm(app)
    raised = desk.sync.matters()[-1]
    assert raised.subject is not None
    assert (raised.title, raised.subject.name, raised.raised_by, raised.expected) == ("Close it", "m2", "bo", None)
    assert raised.figures.actual is not None


def test_the_ceo_finds_the_terms_in_the_boxes_and_no_answer_chosen(open_page: Open, desk: Store, tmp_path: Path):
    """Pressed without an answer nothing is written and what was typed stays; then it is what stands in the boxes."""
    now, by = desk.sync.matters()[0].figures, date(2027, 3, 31)
    reword_matter(desk, BO, 1, 2, "in spring", "", DAY, now, Stated("1200", by, "15,000", brings=True, is_monthly=True))
    take_position(desk, ADA, 1, 3, False, "too dear", now)
    send_to_ceo(desk, ADA, 1, 4, DAY)
    for who, say in (("ada", "REWORDED"), ("cy", "DECIDED")):
        app = opened_by(open_page, tmp_path / "store", who, "sync", matter="1", say=say)
        boxes = {box.label: box for kind in ("text_input", "selectbox", "date_input") for box in app.get(kind)}
        found = [boxes[label].value for label in (THEN, DAY_COUNTS, MONEY, "Money", "How often")]
        assert found == ["1200", by, "15000", True, True]
    assert app.radio[0].value is None
    boxes["Why"].set_value("The cash is not there")
    boxes[MONEY].set_value("9k")
    next(button for button in app.button if button.label == "Decide it").click().run()
    assert [each.value.replace("\\", "") for each in app.warning] == ["Say yes, no, or on other terms."]
    assert (desk.sync.matters()[0].answer, [box.value for box in app.text_input if box.label == "Why"]) == (
        None, ["The cash is not there"]
    )  # fmt: skip
    app.radio[0].set_value(Verdict.YES)
    next(button for button in app.button if button.label == "Decide it").click().run()
    calm(app)
    decided = desk.sync.matters()[0]
    assert (decided.answer, decided.why) == (Verdict.YES, "The cash is not there")
    assert decided.settled == Prediction(Decimal(1200), by, Cost(Decimal(-9_000), is_monthly=True))


def test_words_that_changed_under_the_button_are_not_ticked(open_page: Open, desk: Store, tmp_path: Path):
    app = opened_by(open_page, tmp_path / "store", "ada", "sync")
    write_message(desk, BO, "Other words", 1)
    next(button for button in app.button if button.label == "I stand by it").click().run()
    calm(app)
    assert desk.sync.message().ticks == ()
    assert "Other words" in drawn(app)
    next(button for button in app.button if button.label == "I stand by it").click().run()
    assert [seat.value for seat in desk.sync.message().ticks] == ["cfo"]


def test_the_two_tick_the_message_and_the_ceo_may_not(open_page: Open, desk: Store, tmp_path: Path):
    for who in ("bo", "ada"):
        app = opened_by(open_page, tmp_path / "store", who, "sync")
        next(button for button in app.button if button.label == "I stand by it").click().run()
        calm(app)
    assert desk.sync.message().is_said
    app = opened_by(open_page, tmp_path / "store", "cy", "sync")
    assert [button.label for button in app.button if "stand" in button.label] == []


def test_once_both_agree_everybody_reads_the_same_words(open_page: Open, desk: Store, tmp_path: Path):
    figures = desk.sync.matters()[0].figures
    take_position(desk, ADA, 1, 2, True, f"private {SECRET}", figures)
    for who in ("eve", "ada"):
        told = everything(opened_by(open_page, tmp_path / "store", who, "review"))
        assert f"{SECRET} &lt;img" in told
        assert "private" not in told
    told = everything(opened_by(open_page, tmp_path / "store", "ada", "sync"))
    assert "Nobody carries this out yet." in told
    assert re.search(r'href="[^"]*/?work\?[^"]*new=1[^"]*of=m1', told), "the way to the form, with its number"
