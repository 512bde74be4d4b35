"""Next screen of a meeting, in Chromium: from the arrow key to the last change in the page, item by item."""

import statistics

from benchmarks.pages.clicks import WATCH
from tests.stclient.browser import Watched, chromium, watched

KEYED = 'document.addEventListener("keydown", () => { window.clicked = performance.now(); }, true)'
CHANGED = "window.changed - window.clicked"


def turns(address: str, items: int) -> dict[str, float]:
    """Milliseconds until the next screen is drawn: each item once forward, after one round to and fro.

    Args:
        address: Of the meeting's first item.
        items: How many it has.

    Returns:
        The median, the slowest, and the slowest item's place.
    """
    waits: dict[int, float] = {}
    with chromium() as browser, watched(browser, 1280, 720) as seen:
        seen.open(address)
        for _ in range(items - 1):
            _turn(seen, "ArrowRight")
        for _ in range(items - 1):
            _turn(seen, "ArrowLeft")
        seen.page.evaluate(WATCH)
        seen.page.evaluate(KEYED)
        for place in range(2, items + 1):
            _turn(seen, "ArrowRight")
            seen.page.wait_for_timeout(700)
            waits[place] = round(seen.page.evaluate(CHANGED), 1)
    slowest = max(waits, key=waits.__getitem__)
    return {"median": statistics.median(waits.values()), "slowest": waits[slowest], "slowest item": slowest}


def _turn(seen: Watched, key: str) -> None:
    seen.page.keyboard.press(key)
    seen.settle()
