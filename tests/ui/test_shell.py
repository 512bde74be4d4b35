"""What a page sees: answers kept by what was asked, links that mean what they say, rights checked again."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest

from scorecard.domain.access import Actor, authorise
from scorecard.domain.scope import Scope
from scorecard.domain.vocabulary import View
from scorecard.reports.history import history_report
from scorecard.settings import Settings
from scorecard.store.store import Person as StoredPerson
from scorecard.store.store import Store
from scorecard.ui.answers import Answers
from scorecard.ui.frame import Frame
from scorecard.ui.person import Person
from scorecard.ui.scope_strip import read
from scorecard.ui.shell import Page
from scorecard.ui.workspace import Workspace
from tests.stclient.workspace import catalogue_text, facts, small_store

pytestmark = pytest.mark.slow

CALLS: list[object] = []


def report(store: Store, scope: Scope, since: str = "", limit: int = 3) -> tuple[int, Scope, str, int]:
    CALLS.append(scope)
    return store.revision(), scope, since, limit


@pytest.fixture
def store(tmp_path) -> Iterator[Store]:
    opened = small_store(tmp_path)
    yield opened
    opened.close()


@pytest.fixture
def page(store: Store) -> Page:
    CALLS.clear()
    space = Workspace(store, Settings(), (), Answers())
    scope, usual, _, _ = read(space, {"entity": "e2"})
    return Page("Test", Frame(space, Person(Actor("ada", "local"), ""), {}, scope, usual))


def test_the_same_question_in_other_words_is_one_answer(page: Page):
    answers = [page.ask(report), page.ask(report, ""), page.ask(report, since=""), page.ask(report, "", limit=3)]
    assert len(CALLS) == 1
    assert len(set(answers)) == 1


def test_other_questions_are_other_answers(page: Page):
    page.ask(report)
    page.ask(report, "r1")
    page.ask(report, limit=4)
    page.ask_in(page.scope.with_(view=View.YEAR_TO_DATE), report)
    assert len(CALLS) == 4


def test_a_new_revision_is_seen_at_the_next_question(page: Page, store: Store):
    assert page.ask(report)[0] == 2
    with store.stage([facts(amount=5000)]) as staged:
        store.publish("ada", "restated", "import", staged, catalogue_text())
    assert page.ask(report)[0] == 3
    assert len(CALLS) == 2


def test_what_people_write_flushes_no_number(page: Page, store: Store):
    page.ask(report)
    store.put_person(StoredPerson("bo", "Bo"), "ada")
    page.ask(report)
    assert len(CALLS) == 1


def test_a_load_that_changed_nothing_is_told_all_the_same(page: Page, store: Store):
    told = len(page.ask(history_report).imports)
    with store.stage([facts(amount=1001)]) as staged:
        assert store.publish("ada", "sent again", "import", staged).revision is None
    assert len(page.ask(history_report).imports) == told + 1


def test_a_new_day_is_another_answer(page: Page, store: Store):
    page.ask(report)
    store.today = lambda: date(2026, 11, 23)
    page.ask(report)
    assert len(CALLS) == 2


def test_people_with_other_rights_do_not_share_answers(page: Page):
    page.ask(report)
    other = replace(page, frame=replace(page.frame, person=Person(Actor("eve", "kiosk"), "")))
    other.ask(report)
    assert len(CALLS) == 2


def test_a_change_is_made_in_the_persons_name(page: Page):
    assert page.do(lambda store, actor, text: (actor.id, text), "hello") == ("ada", "hello")


def test_a_change_that_is_refused_is_told_and_gives_nothing(page: Page):
    def change(store: Store, actor: Actor) -> str:
        authorise(actor, "undo a load")
        return "done"

    assert page.do(change) == "done"
    viewer = replace(page, frame=replace(page.frame, person=Person(Actor("eve", "viewer"), "")))
    assert viewer.do(change) is None


def test_a_link_says_the_whole_scope_and_no_empty_words(page: Page):
    assert page.query(measure="m1", text="") == {"entity": "e2", "measure": "m1"}
    assert page.query(page.frame.usual) == {}
    assert page.address("elsewhere", page.frame.usual, measure="a b&c") == "/?measure=a+b%26c"
    assert page.address("elsewhere", page.frame.usual) == "/"
