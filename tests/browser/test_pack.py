"""The pack as one page in a real browser: it opens offline, runs and asks for nothing, is for everybody."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from scorecard.exports.pack_html import pack_html
from scorecard.reports.pack import Said, pack_report
from scorecard.reports.usual import usual_scope
from tests.stclient.workspace import BEACON, HOSTILE, small_store

pytestmark = [pytest.mark.browser, pytest.mark.slow]

NAIVE = "<!doctype html><html lang=en><title>x</title><main>" + "".join(f"<p>{name}</p>" for name in HOSTILE)


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A pack of the store whose names are as hostile as names can be."""
    folder = tmp_path_factory.mktemp("pack")
    store = small_store(folder / "store")
    pack = pack_report(store, usual_scope(store.snapshot(), store.today()), "monthly")
    store.close()
    more = tuple(Said(name, name) for name in HOSTILE)
    (folder / "pack.html").write_bytes(pack_html(replace(pack, sentences=(*pack.sentences, *more))))
    return folder / "pack.html"


@contextmanager
def opened(browser: Browser, path: Path, width: int = 1280, scheme: str = "light") -> Iterator[tuple[Page, list[str]]]:
    """The file as somebody without a network opens it, and what it asked for."""
    context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme, offline=True)
    page, asked = context.new_page(), []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(path.as_uri())
    page.wait_for_timeout(200)
    yield page, [url for url in asked if not url.startswith(("file:", "data:"))]
    context.close()


def test_hostile_names_run_nothing_and_call_nobody(browser: Browser, file: Path):
    with opened(browser, file) as (page, asked):
        assert page.evaluate("window.hurt") is None
        assert asked == []
        assert page.get_by_text(HOSTILE[0], exact=True).count() > 1


def test_put_together_by_hand_the_same_names_would(browser: Browser, tmp_path: Path):
    (tmp_path / "naive.html").write_text(NAIVE)
    with opened(browser, tmp_path / "naive.html") as (page, asked):
        assert page.evaluate("window.hurt") == 1
        assert f"{BEACON}/html.png" in asked


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (390, "dark")])
def test_axe_finds_nothing_and_nothing_is_wider_than_the_screen(browser: Browser, file: Path, width: int, scheme: str):
    with opened(browser, file, width, scheme) as (page, _):
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert page.evaluate("document.fonts.check('16px Plex Sans')")
        found = Axe().run(page).response["violations"]
        assert [(each["id"], each["nodes"][0]["html"][:90]) for each in found] == []
