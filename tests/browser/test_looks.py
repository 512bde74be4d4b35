"""What every screen must be for everybody: no axe finding, nothing wider than the screen, pictures kept."""

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
    "data": "/data",
    "help": "/help",
}
RULES = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}}
WIDER = "(e => e.scrollWidth - e.clientWidth)(document.querySelector('[data-testid=stMain]'))"


def assert_for_everybody(seen: Watched) -> None:
    """No axe finding at level AA."""
    found = Axe().run(seen.page, context="[data-testid=stMain]", options=RULES).response["violations"]
    told = [f"{fault['id']}: {node['target']} {node['html'][:160]}" for fault in found for node in fault["nodes"]]
    assert told == []


@pytest.mark.parametrize(
    ("width", "height", "scheme"),
    [(1280, 720, "light"), (1920, 1080, "dark"), (390, 844, "light")],
    ids=["shared window", "desk at night", "phone"],
)
@pytest.mark.parametrize("name", SCREENS)
def test_a_screen_is_for_everybody_fits_and_is_kept_as_a_picture(
    browser: Browser, live: Server, shots: Path, name: str, width: int, height: int, scheme: str
):
    """No axe finding at level AA, nothing to scroll sideways for, and a picture that is not empty."""
    with watched(browser, width, height, color_scheme=scheme) as seen:
        seen.open(live.url + SCREENS[name])
        seen.page.wait_for_timeout(800)
        picture = seen.page.screenshot(path=shots / f"{name}-{width}-{scheme}.png")
        assert len(picture) > 10_000
        assert seen.page.evaluate(WIDER) == 0
        assert_for_everybody(seen)
