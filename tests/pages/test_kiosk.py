"""The wall: nothing to press, nothing that a link could widen, and calm where there is no board."""

import re
from pathlib import Path

import pytest

from scorecard.domain.board_keys import key_of
from tests.pages.conftest import OPENED, Open
from tests.pages.test_pages import calm, drawn

pytestmark = pytest.mark.slow

HOSTILE = (
    {"board": "hall", "entity": "company", "period": "2024-01", "view": "ytd", "compare": "last_year", "as_of": "r1"},
    {"board": "hall", "measure": "cash", "measures": "cash", "allow": "cash", "of": "cash"},
    {"board": "hall", "view": "99", "role": "admin", "words": "finance", "known": "r2"},
)


def shown(told: str) -> str:
    """The board without its codes, which repeat the address."""
    return re.sub(r"data-stamp=\S+|<img [^>]*>", "", told)


def board(told: str) -> str:
    """What the page drew without the heartbeat beside it."""
    return shown(told).split('<div class="sc-beat"')[0]


def test_a_wall_has_nothing_to_press_no_row_of_pages_and_no_strip(open_page: Open, sample: Path):
    app = open_page(sample, "kiosk", board="hall")
    calm(app)
    kinds = {child.type for child in app.main} - {"main", "flex_container"}
    assert kinds == {"html"}
    told = drawn(app)
    assert "<a " not in told
    assert "<button" not in told
    assert "sc-pages" not in told
    assert len(app.sidebar) == 0
    assert 'data-every="10"' in told


@pytest.mark.parametrize("link", HOSTILE, ids=["another scope", "another measure", "other words"])
def test_a_hostile_link_shows_the_same_board(open_page: Open, sample: Path, link: dict[str, str]):
    usual = board(drawn(open_page(sample, "kiosk", board="hall")))
    assert usual.count("sc-tile ") == 6
    assert board(drawn(open_page(sample, "kiosk", **link))) == usual


def test_a_wall_shows_its_own_measures_and_nothing_of_the_rest(open_page: Open, sample: Path):
    told = drawn(open_page(sample, "kiosk", board="hall"))
    assert "Orders on time and complete" in told
    for word in ("Cash", "Revenue", "Priya", "Marek", "owe"):
        assert word not in told


def test_a_number_nobody_reported_hangs_behind_a_curtain(open_page: Open, sample: Path):
    told = drawn(open_page(sample, "kiosk", board="service"))
    assert re.search(r"sc-curtained.*Quotes won.*last known \w+ \d{4}, \d+ days old", told)


def test_a_board_nobody_knows_is_said_in_one_line(open_page: Open, sample: Path):
    app = open_page(sample, "kiosk", board="<b>nonsense</b>")
    assert not app.exception
    assert "nonsense" in app.warning[0].value
    assert "sc-kiosk" not in drawn(app)


def test_a_workspace_without_boards_or_figures_says_so_and_offers_nothing(
    open_page: Open, hostile: Path, tmp_path: Path
):
    for store, says in ((hostile, "no board"), (tmp_path / "empty", "No figures")):
        app = open_page(store, "kiosk", board="hall")
        assert not app.exception
        assert says in app.warning[0].value
        assert not app.button


def test_where_a_secret_is_set_a_board_opens_with_its_own_key_only(
    open_page: Open, sample: Path, monkeypatch: pytest.MonkeyPatch
):
    """Another board's key, none, and a board left to chance are refused in one line that tells nothing."""
    secret = "sixteen letters!"
    monkeypatch.setenv("SCORECARD_WALL_SECRET", secret)
    OPENED.clear()
    hall, service = key_of(secret, "hall"), key_of(secret, "service")
    assert "sc-kiosk" in drawn(open_page(sample, "kiosk", board="hall", key=hall))
    for link in (
        {"board": "hall", "key": service},
        {"board": "hall"},
        {"key": hall},
        {"board": "nowhere", "key": hall},
    ):
        app = open_page(sample, "kiosk", **link)
        assert not app.exception
        assert "does not open this board" in app.warning[0].value
        assert "sc-kiosk" not in drawn(app)
    OPENED.clear()


def test_who_administers_sees_the_walls_and_a_viewer_does_not(open_page: Open, sample: Path):
    app = open_page(sample, "data")
    assert "Walls" in [tab.label for tab in app.tabs]
    told = drawn(app)
    assert "No screen has shown it" in told
    assert "/kiosk?embed=true&amp;board=hall" in told
    app.session_state["person"] = "elio-marsh"
    app.run()
    assert "Walls" not in [tab.label for tab in app.tabs]
    assert "/kiosk?embed=true" not in drawn(app)


def test_the_view_a_phone_came_for_stands_first(open_page: Open, sample: Path):
    names = re.findall(
        '<section class="sc-scene" aria-label="(.*?)"', drawn(open_page(sample, "kiosk", board="service"))
    )
    asked = open_page(sample, "kiosk", board="service", view="3")
    assert re.findall('<section class="sc-scene" aria-label="(.*?)"', drawn(asked)) == [*names[2:], *names[:2]]
