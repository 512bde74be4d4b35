"""Chromium for tests that must see what a reader sees: every request and every word on the console is kept."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from playwright.sync_api import Browser, Page, expect, sync_playwright

PATIENCE = 20_000
expect.set_options(timeout=PATIENCE)
STILL = """() => new Promise(done => {
  let calm = 0, looks = 0;
  const app = document.querySelector('[data-testid=stApp]'), watch = new MutationObserver(() => { calm = 0; });
  const what = {subtree: true, childList: true, characterData: true, attributeFilter: ['data-test-script-state']};
  watch.observe(document.body, what);
  const look = () => {
    const stands = app.dataset.testScriptState === 'notRunning' && !document.querySelector('[data-testid$=keleton]');
    calm = stands ? calm + 1 : 0;
    if (calm < 12 && ++looks < 250) return setTimeout(look, 20);
    watch.disconnect();
    done(looks); };
  look(); })"""
"""Twelve looks in a row find no script at work, no part still to be fetched and nothing redrawn, however slowly a
busy machine looks.

What never rests, as a wall's clock, is waited for no longer than five seconds.
"""
NAMES = ("chromium", "chromium-browser", "google-chrome")


@dataclass
class Watched:
    """A page with what it asked for and what it complained about."""

    page: Page
    requests: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def foreign(self, url: str) -> list[str]:
        """Requests to any other host than the app's own."""
        own = urlsplit(url).netloc
        return [
            asked
            for asked in self.requests
            if not asked.startswith(("data:", "blob:")) and urlsplit(asked).netloc != own
        ]

    def open(self, url: str) -> None:
        """Go there and wait until the script has run and nothing moves any more."""
        self.page.goto(url)
        self.settle()

    def settle(self) -> None:
        self.page.wait_for_selector("[data-testid=stApp][data-test-script-state=notRunning]", timeout=PATIENCE)
        self.page.evaluate(STILL)

    def text(self) -> str:
        return self.page.locator("[data-testid=stMain]").inner_text()


@contextmanager
def chromium() -> Iterator[Browser]:
    """The system's Chromium, or Playwright's own where there is none."""
    found = next((path for name in NAMES if (path := shutil.which(name))), None)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=os.environ.get("CHROMIUM") or found, args=["--no-sandbox"] if os.geteuid() == 0 else []
        )
        try:
            yield browser
        finally:
            browser.close()


@contextmanager
def watched(browser: Browser, width: int = 1280, height: int = 720, **more: object) -> Iterator[Watched]:
    """A fresh page of its own context."""
    context = browser.new_context(viewport={"width": width, "height": height}, **more)  # type: ignore[arg-type]
    page = context.new_page()
    seen = Watched(page)
    page.on("request", lambda request: seen.requests.append(request.url))
    page.on("websocket", lambda socket: seen.requests.append(socket.url))
    page.on("console", lambda line: seen.complaints.append(line.text) if line.type in {"error", "warning"} else None)
    page.on("pageerror", lambda fault: seen.complaints.append(str(fault)))
    try:
        yield seen
    finally:
        context.close()
