"""What every screen must be for everybody: no axe finding, nothing wider than the screen, keys, pictures kept."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser

from tests.stclient.browser import Watched, watched
from tests.stclient.server import Server

pytestmark = [pytest.mark.browser, pytest.mark.slow]

SCREENS = {
    "scorecard": "/",
    "measure": "/measure?measure=revenue",
    "unreported": "/measure?measure=supplier_delivery",
    "since": "/since?since=r1",
    "variance": "/variance?view=ytd&level=all",
    "why": "/why?of=operating_profit",
    "points": "/why?of=first_pass_yield&by=vendor",
    "bridge": "/bridge?view=ytd",
    "cash": "/cash",
    "outlook": "/outlook?customers=-5&people=2",
    "months": "/outlook?see=months",
    "days": "/outlook?see=days",
    "lines": "/outlook?see=lines",
    "bank": "/outlook?see=bank",
    "work": "/work",
    "review": "/review",
    "huddle": "/review?preset=daily",
    "sync": "/sync",
    "goals": "/sync?see=together",
    "data": "/data",
    "help": "/help",
    "find": "/find?text=overtime",
    "hall": "/kiosk?board=hall",
    "board": "/kiosk?board=service",
}
RULES = {
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]},
    "resultTypes": ["violations"],
    "preload": False,
    "iframes": False,
}
"""Level AA; what passes is not listed, which would take most of the time."""

WIDER = "(e => e.scrollWidth - e.clientWidth)(document.querySelector('[data-testid=stMain]'))"
GROUND = "getComputedStyle(document.querySelector('[data-testid=stApp]')).backgroundColor"
GROUNDS = {"light": "rgb(255, 255, 255)", "dark": "rgb(16, 23, 31)"}
MUTE = """[...document.querySelectorAll('svg.marks, svg[role=img]')].filter(each => {
  const said = each.closest('[aria-label]')?.getAttribute('aria-label') ?? '';
  return !each.closest('[aria-hidden=true]') && said.length < 10; }).map(each => each.outerHTML.slice(0, 160))"""
FOCUSED = """(each => {
  if (!each || each === document.body) return ['nothing'];
  const box = each.getBoundingClientRect(), near = [each, each.parentElement, each.closest('[data-baseweb]')];
  const marked = near.filter(Boolean).map(part => getComputedStyle(part)).some(
    style => (style.outlineStyle !== 'none' && style.outlineWidth !== '0px') || style.boxShadow !== 'none');
  return [`${each.tagName} ${each.getAttribute('aria-label') ?? each.textContent}`.slice(0, 50),
    box.width > 0 && box.height > 0, marked || !['A', 'SUMMARY', 'MAIN'].includes(each.tagName)];
})(document.activeElement)"""

LOOKS = ((1280, 720, "light"), (1920, 1080, "dark"), (390, 844, "dark"), (390, 844, "light"))
"""A shared window, a desk at night, a phone at night and by day: every page is opened once and looked at four times."""

EXAMINED = (LOOKS[0], LOOKS[2])
"""Both lights and both widths; the other looks differ from these in nothing that axe judges."""

LARGE = (3840, 2160, "light")
KEPT = Path(__file__).parent / "shots" / "reviewed"
REVIEWED = ("since", "cash", "outlook", "review", "sync", "hall")
"""Screens whose pictures are also kept at 4K."""


@pytest.fixture(scope="module")
def glance(browser: Browser) -> Iterator[Watched]:
    """One page for all screens: what they share is loaded once."""
    with watched(browser, color_scheme="light") as seen:
        yield seen


def go(seen: Watched, url: str) -> None:
    """Open a screen at the first of the looks."""
    width, height, scheme = LOOKS[0]
    seen.page.set_viewport_size({"width": width, "height": height})
    seen.page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    seen.open(url)


def look(seen: Watched, width: int, height: int, scheme: str) -> None:
    """The same page in another window and by another light."""
    seen.page.set_viewport_size({"width": width, "height": height})
    seen.page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    for _ in range(100):
        if seen.page.evaluate(GROUND) == GROUNDS[scheme]:
            break
        seen.page.wait_for_timeout(50)
    seen.settle()


def assert_for_everybody(seen: Watched) -> None:
    """No axe finding at level AA."""
    found = Axe().run(seen.page, context="[data-testid=stMain]", options=RULES).response["violations"]
    told = [f"{fault['id']}: {node['target']} {node['html'][:160]}" for fault in found for node in fault["nodes"]]
    assert told == []


@pytest.mark.parametrize("name", SCREENS)
def test_a_screen_is_for_everybody_fits_and_is_kept_as_a_picture(glance: Watched, live: Server, shots: Path, name: str):
    """By day and by night, at a desk and on a phone: no axe finding at level AA and nothing to scroll sideways for."""
    page = glance.page
    go(glance, live.url + SCREENS[name])
    for width, height, scheme in LOOKS:
        look(glance, width, height, scheme)
        if (width, height, scheme) in EXAMINED:
            assert_for_everybody(glance)
        assert page.evaluate(WIDER) == 0, (width, scheme)
        assert len(page.screenshot(path=shots / f"{name}-{width}-{scheme}.png")) > 10_000
    assert page.evaluate(MUTE) == []
    if name in REVIEWED:
        look(glance, *LARGE)
        page.screenshot(path=shots / f"{name}-{LARGE[0]}-{LARGE[2]}.png")


@pytest.mark.parametrize("name", ["review", "since", "cash", "outlook", "sync", "kiosk-hall"])
def test_a_reviewed_picture_is_kept_in_every_size_and_small(name: str):
    """Width and height stand in the first bytes of a picture."""
    kept = {file: file.read_bytes() for file in KEPT.glob(f"{name}-*.png")}
    sizes = {tuple(int.from_bytes(made[at : at + 4], "big") for at in (16, 20)) for made in kept.values()}
    assert {(1280, 720), (1920, 1080), (3840, 2160), (390, 844)} <= sizes
    assert max(map(len, kept.values())) < 300_000


@pytest.mark.parametrize("name", ["scorecard", "since", "cash", "review", "sync"])
def test_keys_reach_what_can_be_pressed_and_show_where_they_are(glance: Watched, live: Server, name: str):
    """From the top of the page each step of the tab key stands on something that is there, and what we drew is marked.

    Streamlit marks its own choosers and buttons by their border.
    """
    go(glance, live.url + SCREENS[name])
    glance.page.evaluate("document.activeElement.blur()")
    steps = []
    for _ in range(14):
        glance.page.keyboard.press("Tab")
        steps.append(glance.page.evaluate(FOCUSED))
    assert all(step[1:] == [True, True] for step in steps), steps
    assert len({step[0] for step in steps}) > 8
