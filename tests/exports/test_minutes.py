"""Minutes that are taken away: who wrote, what was decided and not reached, as texts, in the same bytes each time."""

from pathlib import Path

import pytest

from scorecard.changes.assign import assign
from scorecard.changes.begin_meeting import begin_meeting
from scorecard.changes.finish_meeting import finish_meeting
from scorecard.changes.record_outcome import decide, note_win, park
from scorecard.changes.stating import Stated
from scorecard.domain.access import Actor
from scorecard.domain.agenda import AgendaItem, Block
from scorecard.domain.minutes import REACHED
from scorecard.domain.people import Person
from scorecard.exports.minutes_tables import sentences
from scorecard.exports.packs import MINUTES_FORMATS, name_of
from scorecard.reports.meeting import MinutesReport, minutes_report
from scorecard.reports.usual import usual_scope
from scorecard.reports.work_draft import draft_report
from tests.exports.packs import Page, pdf_pages
from tests.stclient.workspace import DAY, HOSTILE, small_store

pytestmark = pytest.mark.slow

ADA, BO = Actor("ada", "finance"), Actor("bo", "operations")
PEOPLE = (
    Person("ada", "Ada", "finance", "finance"),
    Person("bo", "Bo", "operations", "operations"),
    Person("cy", "Cy", "approver", "finance"),
)
AGENDA = (
    AgendaItem("opening", "opening", "Opening", "", 2, block=Block.OPENING),
    AgendaItem("measure", "measure/m1", HOSTILE[0], "As usual.", 3),
    AgendaItem("lessons", "lessons", "Lessons", "", 3, block=Block.LESSONS),
    AgendaItem("targets", "targets", "Targets", "", 3, block=Block.TARGETS),
    AgendaItem("owners", "owners", "Who has what", "", 3, block=Block.OWNERS),
)


@pytest.fixture(scope="module")
def minutes(tmp_path_factory: pytest.TempPathFactory) -> MinutesReport:
    """A meeting with a decision, a win, an action and something parked; two items nobody came to."""
    store = small_store(tmp_path_factory.mktemp("held"))
    for person in PEOPLE:
        store.put_person(person, "test")
    scope = usual_scope(store.snapshot(), DAY)
    number = begin_meeting(store, ADA, "weekly", scope, AGENDA, 45)
    draft = draft_report(store, scope, "m1")
    assert draft is not None
    decide(store, BO, number, 2, HOSTILE[1], draft.figures, Stated("1.2k", DAY))
    note_win(store, ADA, number, 1, "Scrap is down", "operations")
    assign(store, BO, draft.subject, draft.figures, "ada", "bo", draft.due, "Plan shifts", lead="bo")
    park(store, ADA, number, 3)
    finish_meeting(store, ADA, number, 1, [1, 2])
    found = minutes_report(store, scope, number)
    store.close()
    assert found is not None
    return found


def test_they_say_who_wrote_what_came_of_it_and_in_one_line_what_was_not_reached(minutes: MinutesReport):
    page = Page(MINUTES_FORMATS["html"].made(minutes).decode())
    seen = " ".join(page.text.split())
    assert "Wrote something down: Ada; Bo." in seen
    assert "Cy" not in seen
    assert "Not reached: Targets; Who has what." in seen
    assert "Scrap is down. Thanks to operations." in seen
    assert "Bo (with Ada): Plan shifts by 6 Dec 2026" in seen
    assert "Lessons (parked)" in seen
    assert "expected at 1.2 k EUR by 23 Nov 2026" in seen


def test_who_only_held_a_meeting_wrote_nothing_and_what_was_on_no_screen_was_not_talked_about(tmp_path: Path):
    """Begun and ended by Ada, who had items 2 and 3 on the screen, not the opening; names hold commas."""
    store = small_store(tmp_path)
    store.put_person(PEOPLE[0], "test")
    scope = usual_scope(store.snapshot(), DAY)
    fairs = [AgendaItem("line", f"line/{n}", f"Trade fairs, Sales, Tarnwick {n}", "", 3) for n in range(4)]
    number = begin_meeting(store, ADA, "weekly", scope, (AGENDA[0], *fairs), 45)
    finish_meeting(store, ADA, number, 1, [2, 3])
    found = minutes_report(store, scope, number)
    store.close()
    assert found is not None
    assert found.wrote == ()
    assert found.topics == ("Trade fairs, Sales, Tarnwick 0", "Trade fairs, Sales, Tarnwick 1")
    told = [each.text for each in sentences(found)]
    assert told[-3:] == [
        "Nothing was written down.",
        REACHED,
        "Not reached: Trade fairs, Sales, Tarnwick 2; Trade fairs, Sales, Tarnwick 3.",
    ]
    assert not [each for each in told if each.startswith("Wrote something down")]


def test_every_topic_has_a_line_of_its_own_and_a_name_from_a_file_is_text(minutes: MinutesReport):
    page = Page(MINUTES_FORMATS["html"].made(minutes).decode())
    at = page.rows.index(("Topic",))
    assert page.rows[at + 1 : at + 4] == [("Opening",), (HOSTILE[0],), ("Lessons",)]
    assert "Talked about" in "".join(pdf_pages(MINUTES_FORMATS["pdf"].made(minutes)))


def test_what_was_expected_says_of_what(minutes: MinutesReport):
    ((about, told),) = minutes.came
    assert about == minutes.items[1].decisions[0].label
    assert told == "Expected 1.2 k EUR by 23 Nov 2026; not known yet."


def test_texts_are_text_and_the_file_is_the_same_each_time(minutes: MinutesReport):
    for form in MINUTES_FORMATS.values():
        assert form.made(minutes) == form.made(minutes)
    page = Page(MINUTES_FORMATS["html"].made(minutes).decode())
    assert not {tag for tag, _ in page.elements} & {"script", "img", "iframe", "a", "object", "link"}
    told = "".join(pdf_pages(MINUTES_FORMATS["pdf"].made(minutes))).replace(" ", "")
    assert "Ada;Bo" in told
    assert HOSTILE[1].replace(" ", "")[:20] in told


def test_two_meetings_are_two_files(minutes: MinutesReport):
    name = name_of(minutes.kind, minutes.scope, minutes.revision, MINUTES_FORMATS["pdf"])
    assert Path(name).suffix == ".pdf"
    assert name.startswith(f"minutes-{minutes.meeting.id}-")
