"""A file on its way in through the Data page: tried, loaded, seen on the scorecard, taken back."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.stclient.browser import Watched, watched
from tests.stclient.server import Server, app_on_the_day, served
from tests.stclient.workspace import sample_store

pytestmark = [pytest.mark.browser, pytest.mark.slow]

PROFILE = """
name = "late quotes"
source = "late_quotes"
[columns]
date = "day"
entity = "place"
measure = "figure"
value = "number"
[constants]
scenario = "actual"
[[controls]]
name = "rows"
rows = 2
"""
FILE = "day,place,figure,number\n2026-10-15,velanda_sales,quotes_made,20\n2026-10-15,velanda_sales,quotes_won,7\n"


@pytest.fixture
def own(tmp_path: Path) -> Iterator[Server]:
    """The live app on a sample company of its own, since this journey changes figures."""
    sample_store(tmp_path / "store").close()
    environment = {"SCORECARD_STORE": str(tmp_path / "store")}
    with served(app_on_the_day(tmp_path), tmp_path, environment, ready="/healthz") as server:
        yield server


def hand_in(seen: Watched, text: str) -> None:
    """Both files, each once the screen stands still: a box that is drawn anew takes nothing."""
    page = seen.page
    page.get_by_role("tab", name="Load a file").click()
    for place, (name, said) in enumerate((("quotes.csv", text), ("quotes.toml", PROFILE))):
        seen.settle()
        box = page.locator("input[type=file]").nth(place)
        box.set_input_files({"name": name, "mimeType": "text/plain", "buffer": said.encode()})
        expect(page.get_by_text(name)).to_be_visible()
    seen.settle()
    page.get_by_role("button", name="Try it").click()


def test_the_missing_quotes_arrive_are_seen_and_are_taken_back(browser: Browser, own: Server):
    with watched(browser) as seen:
        page = seen.page
        seen.open(own.url)
        card = page.locator("a.sc-card", has_text="Quotes won")
        expect(card).to_contain_text("Not reported")
        seen.open(own.url + "/data")
        hand_in(seen, FILE)
        expect(page.get_by_text("2 new lines")).to_be_visible()
        expect(page.get_by_text("holds", exact=True)).to_be_visible()
        page.get_by_role("button", name="Load these figures").click()
        expect(page.get_by_text("Loaded as revision 8")).to_be_visible()
        page.get_by_role("link", name="Scorecard").first.click()
        expect(card).not_to_contain_text("Not reported")
        page.get_by_role("link", name="Data").first.click()
        page.get_by_role("tab", name="Loads").click()
        page.get_by_text("Yes, take these figures back").click()
        page.get_by_role("button", name="Undo this load").click()
        expect(page.get_by_text("revision 9").first).to_be_visible()
        page.get_by_role("link", name="Scorecard").first.click()
        expect(card).to_contain_text("Not reported")


def test_a_file_with_faults_loads_nothing_and_names_every_fault(browser: Browser, own: Server):
    with watched(browser) as seen:
        seen.open(own.url + "/data")
        hand_in(
            seen,
            "day,place,figure,number\n2026-10-15,nowhere,quotes_made,1e3\n2026-13-01,velanda_sales,quotes_won,7\n",
        )
        expect(seen.page.get_by_text("Nothing was loaded")).to_be_visible()
        told = seen.page.locator("[data-testid=stMain]").inner_text()
        assert "nowhere" in told
        assert "1e3" in told
        assert "2026-13-01" in told
        assert seen.page.get_by_role("button", name="Load these figures").count() == 0
