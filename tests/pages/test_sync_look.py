"""A number of the page Sync is looked into on it: what it shows is that number, and all else stays as it was."""

import re
from decimal import Decimal
from html import unescape
from pathlib import Path
from urllib.parse import parse_qsl

import pytest
from streamlit.testing.v1 import AppTest

from scorecard.changes.raise_matter import Needed, raise_matter
from scorecard.changes.take_position import take_position
from scorecard.domain.access import Actor
from scorecard.domain.commitments import DIALS
from scorecard.domain.display import shown
from scorecard.domain.people import Person
from scorecard.domain.vocabulary import Unit
from scorecard.reports.usual import usual_scope
from scorecard.reports.work_figures import figures_now, subject_of
from scorecard.reports.year_outlook import FROM_BOOKS
from scorecard.ui.words import unbroken
from tests.pages.conftest import Open
from tests.pages.test_pages import calm, drawn
from tests.pages.test_sync import opened_by
from tests.stclient.workspace import DAY, HOSTILE, small_store

pytestmark = pytest.mark.slow

ADA, BO = Actor("ada", "admin"), Actor("bo", "operations")

CARD = re.compile(r'<article class="sc-dial.*?</article>', re.DOTALL)
FIGURE = re.compile(r'<span class="sc-sync-figure"><a [^>]*href="(/sync\?[^"]*)"[^>]*>([^<]*)</a>')
LINK = re.compile(r'href="(/sync\?[^"]*look=[^"]*)"')


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small store with hostile names, a CFO who administers and a COO who works with cash; they decided a matter."""
    folder = tmp_path_factory.mktemp("made")
    opened = small_store(folder)
    opened.put_person(Person("ada", "Ada", "admin", "finance", seat="cfo"), "test")
    opened.put_person(Person("bo", "Bo", "operations", "operations", seat="coo"), "test")
    subject = subject_of(usual_scope(opened.snapshot(), opened.today()), "m1")
    now = figures_now(opened, usual_scope(opened.snapshot(), opened.today()), subject)
    assert now is not None
    raise_matter(opened, BO, Needed("Close it", DAY), subject, now)
    for who, version in ((BO, 1), (ADA, 2)):
        take_position(opened, who, 1, version, True, "", now)
    opened.close()
    return folder


def panel(app: AppTest) -> str:
    """What is drawn from the panel's head on; "" where nothing is looked into."""
    return drawn(app).partition("Back to Sync")[2]


def said(address: str) -> dict[str, str]:
    return dict(parse_qsl(unescape(address).partition("?")[2]))


def shows(told: str, figure: str) -> bool:
    """Whether a figure stands in a text, as it is or with more digits."""
    exact = [Decimal(each.replace(",", "")) for each in re.findall(r"([\d,]+\.\d\d)\sEUR", told)]
    return figure in told or figure in [unbroken(shown(each, Unit.MONEY, "EUR")) for each in exact]


def test_every_dial_is_looked_into_where_it_stands_and_shows_its_own_number(open_page: Open, sample: Path):
    """Of a promise the number is the room, so that only the way is looked at.

    The year's operating profit has another forecast on the page Outlook: its dial and its steps say so, nothing else.
    """
    told = drawn(open_page(sample, "sync"))
    figures = [FIGURE.search(card) for card in CARD.findall(told)]
    assert len(figures) == 9
    assert None not in figures
    for address, figure in (found.groups() for found in figures[:DIALS] if found):
        app = open_page(sample, "sync", **said(address))
        calm(app)
        assert shows(panel(app), figure), address
        assert panel(app).count(FROM_BOOKS) == ("bridge=outlook" in address)
    assert [FROM_BOOKS in card for card in CARD.findall(told)] == [number == 2 for number in range(1, 10)]


def test_a_part_is_a_step_deeper_and_all_else_stays_as_it_was(open_page: Open, sample: Path):
    """Another place is looked into than the page's own, and what was opened on the page stays open."""
    link = {"say": "message", "look": "why", "what": "revenue", "at_entity": "ostermoor", "at_compare": "last_year"}
    app = open_page(sample, "sync", **link, by="customer")
    calm(app)
    assert "Revenue, Ostermoor: " in panel(app)
    assert "Tarnwick Cooling, " in drawn(app).partition("Back to Sync")[0]
    (deeper, *_) = (said(each) for each in LINK.findall(panel(app)) if "where=customer" in each)
    assert deeper.pop("where").startswith("customer:")
    assert deeper == link
    own = re.search(r'href="(/why[^"]*)"', panel(app))
    back = re.search(r'href="([^"]*)"[^>]*>\N{SINGLE LEFT-POINTING ANGLE QUOTATION MARK} Back to Sync', drawn(app))
    assert own is not None
    assert back is not None
    assert said(own[1]) == {"of": "revenue", "by": "customer", "entity": "ostermoor", "compare": "last_year"}
    assert said(back[1]) == {"say": "message"}


@pytest.mark.parametrize(
    "link",
    [
        {"look": "why", "what": "no_such_thing"},
        {"look": "measure", "what": "x" * 500, "at_entity": "nowhere", "at_view": "never", "at_period": "then"},
        {"look": "why", "what": "contractors", "where": "colour:red", "rows": "-3"},
        {"look": "bridge", "bridge": "none"},
        {"look": "cash", "week": "never", "made": "once"},
    ],
)
def test_a_link_that_says_nonsense_leaves_the_page_as_it_is(open_page: Open, sample: Path, link: dict[str, str]):
    app = open_page(sample, "sync", **link)
    calm(app)
    assert len(CARD.findall(drawn(app))) >= 5


def test_who_may_not_see_cash_does_not_see_it_here_either(open_page: Open, made: Path):
    """The control: who works with cash does."""
    for who, refused in (("ada", True), ("bo", False)):
        app = opened_by(open_page, made, who, "sync", look="cash")
        calm(app)
        assert any("the right to see Cash" in each.value for each in app.warning) is refused
        assert ("Open on Cash" in drawn(app)) is not refused


def test_what_was_begun_stays_drawn_behind_it_and_hostile_names_stay_text(open_page: Open, made: Path):
    """A form that is no longer drawn forgets what was typed into it."""
    for kind in ("measure", "why", "bridge"):
        app = opened_by(open_page, made, "bo", "sync", say="message", look=kind, what="m1")
        calm(app)
        assert [box.label for box in app.text_area] == ["To the team"]
        assert HOSTILE[1][:8] not in drawn(app)
        assert "<script" not in drawn(app)
        assert panel(app)


def test_the_number_of_an_earlier_decision_is_looked_into_as_it_was_decided_on(open_page: Open, made: Path):
    told = drawn(opened_by(open_page, made, "bo", "sync")).partition("Decided earlier")[2]
    (link,) = map(said, LINK.findall(told))
    app = opened_by(open_page, made, "bo", "sync", **link)
    calm(app)
    assert (link["look"], link["what"]) == ("why", "m1")
    assert "Open on Why" in drawn(app)
