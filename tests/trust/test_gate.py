"""No page runs before main.py: not by a deep link, not by a hash, not in a fresh process."""

from pathlib import Path

import pytest
from streamlit.util import calc_hash

from scorecard.ui.closed import WHAT_THEN
from tests.stclient.protocol import Client, pressed
from tests.stclient.server import Server, served
from tests.trust.conftest import CANARY, PAGES, served_pages

pytestmark = pytest.mark.slow

NAIVE_MAIN = "import streamlit as st\nst.text('main ran')\nst.stop()\n"


def listed(screen) -> set[str]:
    return {page.page_name for page in screen.navigation.app_pages}


def test_a_deep_link_on_a_fresh_process_runs_main_first_and_keeps_the_first_click(tmp_path: Path):
    with served_pages(tmp_path) as fresh, Client(fresh.port) as client:
        screen = client.run(page="clicks")
        assert listed(screen) == {"Home", "Other", "Clicks"}
        assert screen.says("not clicked")
        assert client.run(widgets=[pressed(screen.widget("button", "Click me"))]).texts()[-1] == "clicked"


def test_pages_beside_a_main_script_run_without_it(tmp_path: Path):
    (tmp_path / "pages").mkdir()
    (tmp_path / "app.py").write_text(NAIVE_MAIN)
    (tmp_path / "pages" / "secret.py").write_text(PAGES["secret"])
    with served(tmp_path / "app.py", tmp_path) as naive, Client(naive.port) as client:
        assert client.run(page="secret").texts() == [CANARY]


SECRET_HASHES = ["secret", "screens/secret.py", "Secret", "/secret"]


def test_a_page_without_the_right_is_one_sentence_and_none_of_it_runs(door: Server):
    with Client(door.port) as client:
        screen = client.run(page="secret")
        _, *said = screen.texts()
        assert said == [
            "You have no right to see this page.",
            f'<p class="sc-note">{WHAT_THEN}</p>',
        ]
        assert (screen.not_found, screen.exceptions()) == (None, [])
        assert CANARY.encode() not in screen.bytes_seen
        assert client.run().says("no right to see this page"), "also when it is drawn anew"
        assert listed(client.run(page="other")) == {"Home", "Other", "Clicks"}


def test_a_page_that_is_not_there_falls_back_to_home(door: Server):
    with Client(door.port) as client:
        screen = client.run(page="nowhere")
        assert screen.says("the home page")
        assert screen.not_found is not None


@pytest.mark.parametrize("name", SECRET_HASHES)
def test_the_hash_of_an_unlisted_page_opens_nothing(door: Server, name: str):
    with Client(door.port) as client:
        client.run(page="other")
        screen = client.run(page_hash=calc_hash(name))
        assert CANARY.encode() not in screen.bytes_seen
        assert screen.finished == 0


def test_a_page_path_in_the_name_opens_nothing(door: Server):
    for name in ("../screens/secret", "screens/secret", "secret.py", "secret/", "%2e%2e/secret", "\x00secret"):
        with Client(door.port) as client:
            assert CANARY.encode() not in client.run(page=name).bytes_seen


def test_a_page_checks_the_right_itself_when_main_did_not_run(tmp_path: Path):
    (tmp_path / "pages").mkdir()
    (tmp_path / "app.py").write_text(NAIVE_MAIN)
    (tmp_path / "pages" / "other.py").write_text(PAGES["other"])
    environment = {"PYTHONPATH": str(Path(__file__).resolve().parents[2])}
    with served(tmp_path / "app.py", tmp_path, environment) as naive, Client(naive.port) as client:
        screen = client.run(page="other")
        assert not screen.says("the other page")
        assert any("do not have the right" in alert.body for alert in screen.elements("alert"))


def test_a_foreign_button_does_nothing(door: Server):
    with Client(door.port) as client:
        screen = client.run(page="clicks")
        forged = pressed(screen.widget("button", "Click me"))
        forged.id = forged.id.replace("Click", "Other") + "x"
        assert client.run(widgets=[forged]).says("not clicked")


def test_a_session_id_of_someone_else_shows_the_same_person_only(door: Server):
    with Client(door.port) as first:
        session = first.run(page="other").session_id
        with Client(door.port, session=session) as second:
            screen = second.run(page="secret")
            assert CANARY.encode() not in screen.bytes_seen
