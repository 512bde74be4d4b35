"""The page Work: the sentence on top, the link decides, forms fit the person and the state, nothing typed is lost."""

import re
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from scorecard.changes.assign import assign, hand_over
from scorecard.domain.access import Actor
from scorecard.domain.people import Person
from scorecard.domain.work import Said, WorkState
from scorecard.reports.usual import usual_scope
from scorecard.reports.work_figures import figured, subject_of
from scorecard.store.store import Store
from tests.pages.conftest import Open
from tests.pages.test_pages import calm, drawn, sentence
from tests.stclient.workspace import DAY, HOSTILE, catalogue_text, facts, small_store

pytestmark = pytest.mark.slow

ADA = Actor("ada", "finance")
PEOPLE = (
    Person("ada", "Ada", "finance", "finance"),
    Person("bo", HOSTILE[1], "operations", "operations"),
    Person("cy", "Cy", "approver", "finance"),
    Person("eve", "Eve", "viewer", "finance"),
)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small store with hostile names, four people and one item, made once and copied for each test."""
    folder = tmp_path_factory.mktemp("made")
    opened = small_store(folder)
    for person in PEOPLE:
        opened.put_person(person, "test")
    give(opened, "m1")
    opened.close()
    return folder


@pytest.fixture
def folder(desk: Store, tmp_path: Path) -> Path:
    return tmp_path / "store"


def give(store: Store, name: str) -> int:
    scope = usual_scope(store.snapshot(), store.today())
    subject = subject_of(scope, name)
    found = figured(store, scope, subject)
    assert found is not None
    return assign(store, ADA, subject, found.figures, "ada", "bo", DAY + timedelta(days=9), HOSTILE[0])


def as_(app: AppTest, person: str) -> AppTest:
    return app.selectbox(key="person").select(person).run()


def named(app: AppTest, kind: str, label: str):
    return next(each for each in app.get(kind) if each.label.startswith(label))


def leaves(block) -> Iterator:
    """What is drawn inside a block, in order."""
    for child in block.children.values():
        yield from leaves(child) if hasattr(child, "children") else (child,)


def press(app: AppTest, label: str) -> AppTest:
    return named(app, "button", label).click().run()


def test_before_anybody_has_work_the_page_says_how_to_begin(open_page: Open, hostile: Path):
    app = open_page(hostile, "work")
    calm(app)
    assert sentence(app) == "Nobody has been given any work yet."
    assert "To begin" in app.text[0].value


def test_an_empty_store_is_told(open_page: Open, tmp_path: Path):
    app = open_page(tmp_path, "work")
    calm(app)
    assert app.title


def test_items_are_listed_and_lead_to_themselves(open_page: Open, folder: Path):
    app = open_page(folder, "work")
    calm(app)
    assert sentence(app).startswith("1 open item")
    assert 'href="/work?item=1"' in drawn(app)
    assert [button.label for button in app.get("download_button")] == ["Take away as XLSX", "Due dates as ICS"]


@pytest.mark.slow
def test_hostile_names_and_texts_are_drawn_as_text(open_page: Open, folder: Path):
    for link in ({}, {"item": "1"}, {"new": "1", "of": "m2"}):
        app = open_page(folder, "work", **link)
        calm(app)
        told = drawn(app).replace("<style>", "")
        assert not re.search(r"<(script|img|iframe|svg|object|form|input|b onclick)", told)


@pytest.mark.slow
@pytest.mark.parametrize("told", ["99", "-1", "x", "1" * 50, "<b>"])
def test_an_item_nobody_knows_is_no_fault(open_page: Open, folder: Path, told: str):
    calm(open_page(folder, "work", item=told, whose="nobody's", state="unheard of"))


@pytest.mark.slow
def test_a_line_nobody_knows_is_said(open_page: Open, folder: Path):
    app = open_page(folder, "work", new="1", of="<b>nonsense</b>", where="entity:gone|x")
    calm(app)
    assert any("no such line" in warning.value for warning in app.warning)


def test_who_looks_on_sees_no_form_and_is_told_why(open_page: Open, folder: Path):
    app = as_(open_page(folder, "work", item="1"), "eve")
    calm(app)
    assert not app.get("text_area")
    assert any("Eve looks on" in text.value for text in app.text)


def test_nobody_writes_before_they_say_who_they_are(open_page: Open, folder: Path):
    for link in ({"item": "1"}, {"new": "1", "of": "m2"}):
        app = open_page(folder, "work", **link)
        calm(app)
        assert "Choose at the top who you are first." in [text.value for text in app.text]
        assert not app.get("text_area")
        assert as_(app, "ada").get("text_area")


@pytest.mark.slow
def test_an_earlier_state_of_the_numbers_is_not_written_about(open_page: Open, folder: Path):
    app = as_(open_page(folder, "work", item="1", as_of="r1"), "ada")
    calm(app)
    assert not app.get("text_area")
    assert any("You look at an earlier state" in text.value for text in app.text)


def test_a_comment_is_written_once_however_often_its_button_is_pressed(open_page: Open, folder: Path, desk: Store):
    app = as_(open_page(folder, "work", item="1"), "ada")
    named(app, "text_area", "What is behind it").input("Fewer orders")
    press(app, "Add comment")
    calm(app)
    assert [line.text for line in desk.work.comments(1) if line.kind is Said.COMMENT] == ["Fewer orders"]
    assert desk.audit_rows(1)[0].who == "ada"
    assert any("written down" in told.value for told in app.success)
    press(app, "Write another comment")
    named(app, "text_area", "What is behind it").input("And lower prices")
    press(app, "Add comment")
    assert [line.text for line in desk.work.comments(1) if line.kind is Said.COMMENT][1:] == ["And lower prices"]


@pytest.mark.slow
def test_what_cannot_be_kept_is_refused_in_one_sentence_and_stays_typed(open_page: Open, folder: Path, desk: Store):
    app = as_(open_page(folder, "work", item="1"), "ada")
    turned = "Fewer \u202eorders"
    assert not [box for box in app.get("text_input") if box.label.startswith("How much of the")], "m1 has no plan"
    named(app, "text_area", "What is behind it").input(turned)
    press(app, "Add comment")
    calm(app)
    assert any("cannot be seen" in warning.value for warning in app.warning)
    assert named(app, "text_area", "What is behind it").value == turned
    assert not [line for line in desk.work.comments(1) if line.kind is Said.COMMENT]


def test_the_loser_of_a_conflict_sees_both_and_keeps_the_text(open_page: Open, folder: Path, desk: Store):
    app = as_(open_page(folder, "work", item="1"), "ada")
    other = desk.work.item(1)
    hand_over(desk, ADA, 1, other.version, "cy", "bo", other.due, other.figures)
    named(app, "selectbox", "Kind of cause").select("supply")
    named(app, "text_input", "Why did it happen?").input("They left")
    press(app, "Write down the root cause")
    assert any("changed by someone else" in warning.value for warning in app.warning)
    inside = [(each.type, getattr(each, "label", "")) for each in leaves(app.main)]
    at = [kind for kind, _ in inside].index("warning")
    assert inside[at + 1] == ("button", "Write down the root cause"), "told where it is seen: right above the button"
    assert named(app, "text_input", "Why did it happen?").value == "They left"
    assert desk.work.item(1).state is WorkState.OPEN
    press(app, "Write down the root cause")
    assert desk.work.item(1).state is WorkState.EXPLAINED
    assert desk.work.item(1).finance_owner == "cy"


def test_numbers_that_moved_under_the_button_are_told_before_anything_is_written(
    open_page: Open, folder: Path, desk: Store
):
    """The control: pressed again, upon what is seen, it is written."""
    app = as_(open_page(folder, "work", item="1"), "ada")
    named(app, "text_area", "What is behind it").input("Fewer orders")
    with desk.stage([facts(amount=2000)]) as staged:
        desk.publish("ada", "restated", "import", staged, catalogue_text())
    for written in ([], ["Fewer orders"]):
        press(app, "Add comment")
        calm(app)
        assert any("moved while the form was open" in each.value for each in app.warning) is not written
        assert [line.text for line in desk.work.comments(1) if line.kind is Said.COMMENT] == written
        if not written:
            assert named(app, "text_area", "What is behind it").value == "Fewer orders"


@pytest.mark.slow
def test_ones_own_act_is_no_conflict_for_ones_next_form(open_page: Open, folder: Path, desk: Store):
    app = as_(open_page(folder, "work", item="1"), "ada")
    named(app, "selectbox", "Kind of cause").select("demand")
    named(app, "text_input", "Why did it happen?").input("A cold spring")
    press(app, "Write down the root cause")
    named(app, "selectbox", "Owner for finance").select("cy")
    press(app, "Hand over")
    calm(app)
    assert not app.warning
    assert desk.work.item(1).owners == ("cy", "bo")


@pytest.mark.slow
def test_a_new_item_is_prefilled_given_and_opened(open_page: Open, folder: Path, desk: Store):
    app = as_(open_page(folder, "work", new="1", of="m3"), "ada")
    calm(app)
    assert sentence(app).endswith("; no work on it yet.")
    assert named(app, "selectbox", "Owner for finance").value == "ada"
    assert named(app, "selectbox", "Owner for operations").value == "bo"
    press(app, "Give it to them")
    calm(app)
    assert [item.subject.name for item in desk.work.items()] == ["m1", "m3"]
    assert app.query_params["item"] == "2"


@pytest.mark.slow
def test_what_somebody_has_already_leads_there(open_page: Open, folder: Path):
    app = as_(open_page(folder, "work", new="1", of="m1"), "ada")
    assert "Somebody has this already" in drawn(app)
    assert sentence(app).endswith("; it is worked on already.")
    assert not app.get("text_area")


@pytest.mark.slow
def test_mine_is_the_chosen_persons(open_page: Open, folder: Path):
    app = open_page(folder, "work", whose="mine")
    assert sentence(app) == "Nothing is open here."
    assert sentence(as_(app, "bo")).startswith("1 open item")


def test_this_computers_account_adds_people_and_they_can_be_chosen(open_page: Open, folder: Path, desk: Store):
    app = open_page(folder, "work", people="1")
    calm(app)
    named(app, "text_input", "Name").input("Zoë Berg")
    named(app, "selectbox", "Role").select("finance")
    named(app, "selectbox", "Speaks for").select("finance")
    press(app, "Write down")
    calm(app)
    assert ("Zoë Berg", "finance", "finance", 1) in {(p.name, p.role, p.side, p.active) for p in desk.people()}
    assert "You are: Zoë Berg (finance)" in app.selectbox(key="person").options


@pytest.mark.slow
def test_who_may_not_change_people_sees_them_and_no_form(open_page: Open, folder: Path):
    app = as_(open_page(folder, "work", people="1"), "ada")
    calm(app)
    assert "People in the book" in drawn(app)
    assert not app.get("text_input")


def test_an_opened_item_and_the_people_have_sentences_of_their_own(desk: Store, folder: Path, open_page: Open):
    number = give(desk, "m2")
    assert sentence(open_page(folder, "work", item=str(number))).endswith("; open.")
    told = sentence(open_page(folder, "work", people="1"))
    assert told == "4 people are in the book: 3 for finance, 1 for operations."
