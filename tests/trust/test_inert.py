"""Hostile names in a real browser: they are read as they were written, run nothing and call nobody."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from tests.conftest import ROOT
from tests.stclient.browser import Watched, watched
from tests.stclient.server import Server, door_around, served
from tests.stclient.workspace import BEACON, HOSTILE, small_store

pytestmark = [pytest.mark.browser, pytest.mark.slow]

NAIVE = f"import streamlit as st\nfor name in {HOSTILE!r}:\n    st.markdown(name)\n"
SCREENS = ["/", "/?entity=e2&view=ytd&words=finance", "/?entity=![b](" + BEACON + "/link.png)", "/data", "/help"]
SCREENS += [f"/measure?measure=m{place}" for place in (0, 2, 4, 11)]
SCREENS += [f"/help?topic=![b]({BEACON}/t.png)&term=<img src=x>", f"/measure?measure=![b]({BEACON}/m.png)"]


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    folder = tmp_path_factory.mktemp("hostile")
    small_store(folder / "store").close()
    with served(ROOT / "app.py", folder, {"SCORECARD_STORE": str(folder / "store")}, ready="/healthz") as server:
        yield server


def assert_inert(seen: Watched, server: Server) -> None:
    assert seen.page.evaluate("window.hurt") is None
    assert seen.foreign(server.url) == []
    drawn = "[data-testid=stMain] {0}, [role=dialog] {0}"
    assert seen.page.locator(drawn.format("a[href^='javascript']")).count() == 0
    assert seen.page.locator(drawn.format("iframe")).count() == 0
    assert seen.page.locator(f"[src^='{BEACON}'], [href^='{BEACON}']").count() == 0


@pytest.mark.parametrize("screen", SCREENS)
def test_hostile_names_are_inert_on_every_screen(browser: Browser, hostile: Server, screen: str):
    with watched(browser) as seen:
        seen.open(hostile.url + screen)
        assert_inert(seen, hostile)
        assert "could not be shown" not in seen.text()
        assert not [line for line in seen.complaints if "Policy" in line]


def test_hostile_names_are_inert_in_the_choosers_and_in_find(browser: Browser, hostile: Server):
    with watched(browser) as seen:
        seen.open(hostile.url)
        seen.page.get_by_role("combobox", name="Where").click()
        expect(seen.page.get_by_role("option", name=HOSTILE[2])).to_have_count(1)
        assert_inert(seen, hostile)
        seen.page.keyboard.press("Escape")
        seen.page.locator("h1").first.click()
        seen.page.keyboard.press("/")
        seen.page.get_by_role("dialog").get_by_role("searchbox").wait_for()
        seen.page.keyboard.type("img onerror")
        seen.page.locator("[class*=st-key-find-hit-0]").wait_for()
        assert_inert(seen, hostile)


def test_shown_as_markdown_they_would_call_out(browser: Browser, tmp_path):
    script = tmp_path / "naive.py"
    script.write_text(NAIVE)
    with served(script, tmp_path) as naive, watched(browser) as seen:
        seen.open(naive.url)
        assert f"{BEACON}/markdown.png" in seen.foreign(naive.url)


def test_behind_the_guard_even_that_calls_nobody(browser: Browser, tmp_path):
    page = "from scorecard.ui import shell\nshell.page('Home', needs='view:scorecard')\n" + NAIVE
    app = door_around(tmp_path / "app", {"home": page})
    environment = {"SCORECARD_STORE": str(tmp_path / "store")}
    with served(app, tmp_path, environment, ready="/healthz") as door, watched(browser) as seen:
        answered: list[str] = []
        seen.page.on("response", lambda answer: answered.append(answer.url))
        seen.open(door.url)
        assert seen.page.evaluate("window.hurt") is None
        assert not [url for url in answered if url.startswith(BEACON)]
        assert any("Content Security Policy" in line for line in seen.complaints)
