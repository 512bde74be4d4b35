"""What moved, from a chosen state down to its explanation; and a link that keeps its numbers."""

import re

import pytest
from playwright.sync_api import Browser, expect

from tests.stclient.browser import watched
from tests.stclient.server import Server

pytestmark = [pytest.mark.browser, pytest.mark.slow]


def test_a_state_is_chosen_its_biggest_restatement_explained_and_the_link_kept(browser: Browser, live: Server):
    with watched(browser) as seen:
        page = seen.page
        seen.open(live.url + "/since?since=r5")
        page.evaluate("window.stays = true")
        headline = page.get_by_role("heading", level=1)
        expect(headline).to_contain_text("(revision 5): 4 restated.")
        page.get_by_role("link", name="Show them too").click()
        expect(page.locator(".sc-step")).to_have_count(10)
        page.locator(".st-key-since-state [data-testid=stSelectbox]").click()
        page.get_by_role("option", name=re.compile("since revision 1,")).click()
        page.wait_for_url(re.compile("since=r1"))
        expect(headline).to_contain_text("(revision 1)")
        page.get_by_role("link", name="Running costs").first.wait_for()
        page.go_back()
        expect(headline).to_contain_text("(revision 5)")
        page.locator(".sc-step", has_text="Load 6").first.get_by_role("link").click()
        page.wait_for_url(re.compile(r"/why\?.*known=r5"))
        expect(headline).to_contain_text("Running costs")
        page.get_by_role("link", name="Link to these numbers as of now").click()
        page.wait_for_url(re.compile("as_of=r7"))
        expect(page.get_by_role("link", name="See them as they are today")).to_be_visible()
        assert page.evaluate("window.stays") is True
        assert seen.complaints == []


def test_a_day_that_is_typed_stands_in_the_link_and_an_old_link_says_then_and_now(browser: Browser, live: Server):
    with watched(browser) as seen:
        page = seen.page
        seen.open(live.url + "/since")
        page.get_by_role("spinbutton", name="year, Or since the day").click()
        page.keyboard.type("20261010")
        page.get_by_role("heading", level=1).click()
        page.wait_for_url(re.compile("since=2026-10-10"))
        expect(page.get_by_role("heading", level=1)).to_contain_text("since 10 Oct 2026")
        seen.open(live.url + "/measure?measure=operating_expenses&as_of=r5")
        expect(page.get_by_role("note")).to_contain_text("this was 1.31 M EUR; now it is 1.29 M EUR: restated (load 6")
        assert seen.complaints == []
