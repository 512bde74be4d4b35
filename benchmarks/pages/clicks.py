"""Click until drawn, in Chromium: from the click on the navigation to the last change in the page."""

import statistics

from tests.stclient.browser import chromium, watched

ROUNDS = 7
WATCH = """() => {
  window.changed = 0;
  const note = () => { window.changed = performance.now(); };
  new MutationObserver(note).observe(document.querySelector("[data-testid=stMain]"),
    { childList: true, subtree: true, attributes: true, characterData: true });
  document.addEventListener("click", () => { window.clicked = performance.now(); }, true);
}"""


def clicks(url: str, pages: list[str], empty: str) -> dict[str, float]:
    """Median milliseconds per page title, the empty page among them; visited in turn, the first round left out."""
    waits: dict[str, list[float]] = {page: [] for page in (*pages, empty)}
    with chromium() as browser, watched(browser) as seen:
        seen.open(url)
        seen.page.evaluate(WATCH)
        for _ in range(ROUNDS):
            for title in [part for page in pages for part in (page, empty)]:
                row = seen.page.get_by_role("navigation", name="Pages")
                row.get_by_role("link", name=title, exact=True).click()
                seen.settle()
                seen.page.wait_for_timeout(900)
                waits[title].append(seen.page.evaluate("window.changed - window.clicked"))
    return {title: round(statistics.median(found[1:]), 1) for title, found in waits.items()}
