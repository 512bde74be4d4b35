"""Plan & actual in a real browser: from the total to what is worth a look, and on to what explains it."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.stclient.browser import watched
from tests.stclient.server import Server

pytestmark = [pytest.mark.browser, pytest.mark.slow]


def test_from_the_statement_to_why_and_back(browser: Browser, live: Server):
    with watched(browser) as seen:
        page = seen.page
        seen.open(live.url + "/variance?view=ytd")
        page.evaluate("window.stays = true")
        expect(page.get_by_role("heading", level=1)).to_contain_text("Operating profit is")
        usual = page.locator(".sc-lines tbody tr").count()
        page.get_by_role("link", name="All lines").click()
        page.wait_for_url(re.compile("level=all"))
        expect(page.locator(".sc-lines tbody tr")).not_to_have_count(usual)
        page.get_by_role("link", name="Only worth a look").click()
        page.wait_for_url(re.compile("only=material"))
        page.get_by_role("link", name="Contractors", exact=True).first.click()
        page.wait_for_url(re.compile(r"/why\?.*of=contractors"))
        assert "view=ytd" in page.url
        expect(page.get_by_role("heading", level=1)).to_contain_text("Contractors")
        page.go_back()
        expect(page.locator(".sc-lines")).to_be_visible()
        assert "only=material" in page.url
        assert page.evaluate("window.stays") is True
        assert seen.complaints == []
        assert seen.foreign(live.url) == []


def test_figures_are_compared_with_what_was_known_and_back(browser: Browser, live: Server):
    with watched(browser) as seen:
        page = seen.page
        seen.open(live.url + "/variance?period=2026-10")
        page.get_by_role("combobox", name="Compared with").click()
        page.get_by_role("option", name="vs earlier").click()
        page.wait_for_url(re.compile(r"compare=known$"))
        seen.settle()
        expect(page.get_by_role("columnheader", name=re.compile(r"^Known on .*\(revision \d\)"))).to_be_visible()
        page.get_by_role("combobox", name="Earlier state").click()
        page.get_by_role("option", name=re.compile(r"^r4, ")).click()
        page.wait_for_url(re.compile(r"compare=known&known=r4$"))
        seen.settle()
        expect(page.get_by_role("heading", level=1)).to_contain_text("no figure known on")
        page.get_by_role("combobox", name="Compared with").click()
        page.get_by_role("option", name="vs plan").click()
        page.wait_for_url(re.compile("variance(?!.*known)"))
        seen.settle()
        page.go_back()
        page.wait_for_url(re.compile(r"compare=known&known=r4$"))
        seen.settle()
        expect(page.get_by_role("combobox", name="Earlier state")).to_be_visible()
        assert seen.complaints == []


@pytest.mark.parametrize("asked", ["view=ytd", "compare=known"])
def test_the_statement_fits_every_screen(browser: Browser, live: Server, shots: Path, asked: str):
    with watched(browser) as seen:
        page = seen.page
        seen.open(f"{live.url}/variance?{asked}")
        expect(page.locator(".sc-lines")).to_be_visible()
        for width, height in ((1280, 720), (1920, 1080), (390, 844)):
            page.set_viewport_size({"width": width, "height": height})
            seen.settle()
            page.screenshot(path=str(shots / f"variance-{asked.partition('=')[0]}-{width}.png"))
            wider = page.evaluate(
                "document.querySelector('.sc-lines').scrollWidth - document.querySelector('.sc-scroll').clientWidth"
            )
            assert wider <= 0, f"at {width} nothing has to be pushed aside to be read"
            small = page.evaluate(
                "[...document.querySelectorAll('.sc-statement *')].filter(e => e.childNodes.length && e.innerText"
                " && parseFloat(getComputedStyle(e).fontSize) < 14).map(e => e.innerText)"
            )
            assert small == [], width


@pytest.mark.parametrize("here", ["", "variance", "data", "help"])
def test_the_pages_are_one_line_on_a_phone_with_the_current_one_in_sight(browser: Browser, live: Server, here: str):
    with watched(browser, width=390) as seen:
        page = seen.page
        seen.open(f"{live.url}/{here}")
        page.locator(".sc-pages a").first.wait_for()
        boxes = page.eval_on_selector_all(
            ".sc-pages a", "found => found.map(one => Math.round(one.getBoundingClientRect().top))"
        )
        assert len(boxes) > 5
        assert len(set(boxes)) == 1
        current = page.locator(".sc-pages a[aria-current]").bounding_box()
        find = page.locator(".st-key-find").bounding_box()
        assert current
        assert find
        assert current["x"] >= 0
        assert current["x"] + current["width"] <= find["x"], "the button stands beside it, not upon it"
        assert page.evaluate("document.documentElement.scrollWidth") <= 390
        last = page.locator(".sc-pages a").last
        last.scroll_into_view_if_needed()
        reached = last.bounding_box()
        assert reached
        assert reached["x"] + reached["width"] <= find["x"]
