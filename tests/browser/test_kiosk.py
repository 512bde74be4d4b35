"""The wall in a real browser: readable from three metres, an hour in fast time, and a server that goes and comes."""

import re
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.browser.test_looks import RULES
from tests.stclient.server import Server, app_on_the_day, served
from tests.stclient.workspace import sample_store

pytestmark = [pytest.mark.browser, pytest.mark.slow]

SIZES = """part => [...document.querySelectorAll(`.sc-wall .sc-on ${part}`)].map(
  each => parseFloat(getComputedStyle(each).fontSize))"""
CUT = """() => [...document.querySelectorAll('.sc-wall .sc-on :is(.sc-tile, .sc-stand, .sc-heard)')].filter(
  each => each.scrollHeight > each.clientHeight + 1 || each.scrollWidth > each.clientWidth + 1).length"""
OVER = """() => [...document.querySelectorAll('.sc-wall .sc-scene.sc-on *, .sc-wall .sc-wall-top *')].filter(part => {
  const box = part.getBoundingClientRect();
  return box.right > innerWidth + 1 || box.bottom > innerHeight + 1 || box.left < -1 || box.top < -1; }).length"""
SHOW = "at => document.querySelectorAll('.sc-wall .sc-scene').forEach((v, n) => v.classList.toggle('sc-on', n === at))"
BEAT = "() => document.querySelector('#root .sc-beat')?.dataset.beat"
ON = "() => document.querySelector('.sc-wall .sc-on h2').textContent"


@contextmanager
def wall(
    browser: Browser, url: str, board: str, width: int = 1920, height: int = 1080, **more: object
) -> Iterator[Page]:
    """A screen in kiosk mode with its board hung; its clock is a test's unless it wants less motion."""
    context = browser.new_context(viewport={"width": width, "height": height}, **more)  # type: ignore[arg-type]
    page = context.new_page()
    if "reduced_motion" not in more:
        page.clock.install(time="2026-11-23T19:30:00")
    try:
        page.goto(f"{url}/kiosk?embed=true&board={board}")
        page.wait_for_selector(".sc-wall .sc-on")
        yield page
    finally:
        context.close()


CONNECTION = "document.querySelector('[data-testid=stApp]').dataset.testConnectionState"


def until(page: Page, script: str, other: object, seconds: float = 15) -> float:
    """Seconds until a script answers otherwise; a page that is just being loaded anew has no answer."""
    began = time.monotonic()
    while time.monotonic() - began < seconds:
        try:
            if (now := page.evaluate(script)) and now != other:
                return time.monotonic() - began
        except Exception:
            pass
        time.sleep(0.05)
    raise AssertionError(f"still {other!r} after {seconds} s")


@pytest.mark.parametrize(("width", "height"), [(1920, 1080), (3840, 2160)], ids=["1080 lines", "4K"])
@pytest.mark.parametrize("board", ["hall", "service"])
def test_a_wall_is_read_from_three_metres_and_has_nothing_to_press(
    browser: Browser, live: Server, shots: Path, board: str, width: int, height: int
):
    """Numbers of 96 px, names and targets of 32 px at 1080 lines, twice that at 4K; nothing is cut off, in no view."""
    scale = height / 1080
    with wall(browser, live.url, board, width, height, reduced_motion="reduce") as page:
        names = page.locator(".sc-wall .sc-scene").count()
        for place in range(names):
            page.evaluate(SHOW, place)
            assert all(size >= 96 * scale for size in page.evaluate(SIZES, ".sc-tile-value"))
            assert all(size >= 32 * scale for size in page.evaluate(SIZES, ":is(h3, .sc-tile-small)"))
            assert (page.evaluate(CUT), page.evaluate(OVER)) == (0, 0)
            page.screenshot(path=shots / f"kiosk-{board}-{place}-{width}.png")
        assert page.locator(".sc-wall :is(a, button, input, select, textarea, [tabindex])").count() == 0
        assert page.evaluate("document.getElementById('root').inert") is True
        assert page.evaluate("getComputedStyle(document.querySelector('.sc-wall .sc-on')).animationName") == "none"
        found = Axe().run(page, context=".sc-wall", options=RULES).response["violations"]
        assert [f"{fault['id']}: {node['html'][:160]}" for fault in found for node in fault["nodes"]] == []


def heap(page: Page) -> float:
    session = page.context.new_cdp_session(page)
    session.send("HeapProfiler.collectGarbage")
    session.send("Performance.enable")
    metrics = {each["name"]: each["value"] for each in session.send("Performance.getMetrics")["metrics"]}
    return float(metrics["JSHeapUsedSize"])


def test_an_hour_passes_and_while_the_server_is_away_the_last_good_view_stays(
    browser: Browser, tmp_path: Path, shots: Path
):
    """Every view is shown, memory stays, night comes; without a server nothing goes but the claim to be fresh."""
    environment = {"SCORECARD_STORE": str(tmp_path / "store")}
    sample_store(tmp_path / "store").close()
    with ExitStack() as screen:
        with served(app := app_on_the_day(tmp_path), tmp_path, environment, ready="/healthz") as server:
            page = screen.enter_context(wall(browser, server.url, "hall"))
            painted: list[int] = []
            page.on("response", lambda told: painted.append(told.status) if "/kiosk/painted?" in told.url else None)
            seen, small = set(), heap(page)
            for _ in range(33):
                beat = page.evaluate(BEAT)
                page.clock.fast_forward("01:50")
                until(page, BEAT, beat)
                seen.add(page.evaluate(ON))
            assert len(seen) == page.locator(".sc-wall .sc-scene").count() > 1
            assert heap(page) <= 2 * small
            assert (len(painted) > 20, {*painted}) == (True, {204})
            expect(page.locator(".sc-wall")).to_have_class(re.compile("sc-night"))
            expect(page.locator(".sc-wall-news")).to_be_empty()
            beat, tiles = page.evaluate(BEAT), page.locator(".sc-wall .sc-tile-value").all_inner_texts()
        until(page, CONNECTION, "CONNECTED")
        page.wait_for_timeout(2500)  # the screen listens once a second: what it drew last is no news of the time after
        page.clock.fast_forward("20:00")
        expect(page.locator(".sc-wall-news")).to_have_text(re.compile(r"^Not connected since 20:3\d$"))
        told = page.locator(".sc-wall .sc-tile").first.get_attribute("data-hush") or ""
        assert re.fullmatch(r"last known 20:3\d, 2\d min old", told)
        assert page.locator(".sc-wall .sc-tile-value").all_inner_texts() == tiles
        expect(page.locator("[data-testid=stDialog]")).to_have_count(1)
        expect(page.get_by_role("dialog")).to_have_count(0)
        until(page, "document.elementFromPoint(960, 540).closest('.sc-wall') !== null", False)
        page.screenshot(path=shots / "kiosk-away.png")
        with served(app, tmp_path, environment, ready="/healthz", port=server.port):
            assert until(page, BEAT, beat) <= 10
            expect(page.locator(".sc-wall-news")).to_be_empty()
            expect(page.locator(".sc-silent")).to_have_count(0)
