"""From a number to the posting that made it in four clicks, and all the way back."""

import re

import pytest
from playwright.sync_api import Browser, expect

from tests.stclient.browser import watched
from tests.stclient.server import Server

pytestmark = [pytest.mark.browser, pytest.mark.slow]


def test_four_clicks_lead_from_profit_to_a_vendors_postings_and_back_leads_up_again(browser: Browser, live: Server):
    with watched(browser) as seen:
        page = seen.page
        seen.open(live.url + "/measure?measure=operating_profit")
        page.evaluate("window.stays = true")
        page.get_by_role("link", name="Why?").click()
        page.wait_for_url(re.compile(r"/why\?.*of=operating_profit"))
        headline = page.get_by_role("heading", level=1)
        expect(headline).to_contain_text("Operating profit")
        page.locator("a.sc-cause", has_text="Contractors").click()
        page.wait_for_url(re.compile("of=contractors"))
        expect(headline).to_contain_text("Contractors")
        page.get_by_role("link", name="by vendor").click()
        page.wait_for_url(re.compile("by=vendor"))
        page.get_by_role("link", name="Moorland Technicians").click()
        page.wait_for_url(re.compile("where=vendor"))
        expect(headline).to_contain_text("Moorland Technicians")
        exact = "26 postings of Contractors add up to 21,109.75: exactly the figure above."
        expect(page.get_by_text(exact)).to_be_visible()
        first = page.locator(".st-key-why-postings tbody tr").first
        expect(first).to_contain_text("ledger")
        assert page.evaluate("window.stays") is True
        page.go_back()
        page.go_back()
        expect(headline).not_to_contain_text("Moorland Technicians")
        page.go_back()
        expect(headline).to_contain_text("Operating profit")
        assert seen.complaints == []
        assert seen.foreign(live.url) == []


def test_a_step_of_the_way_down_leads_back_to_itself(browser: Browser, live: Server):
    with watched(browser) as seen:
        page = seen.page
        seen.open(live.url + "/why?of=contractors&entity=ostermoor&where=vendor:Moorland%20Technicians")
        way = page.get_by_role("navigation", name="The way down")
        way.get_by_role("link", name="Cost of what was sold").click()
        page.wait_for_url(re.compile("of=cost_of_sales"))
        expect(page.get_by_role("heading", level=1)).to_contain_text("Cost of what was sold")
        way.get_by_role("link", name="Tarnwick Cooling").click()
        expect(page.get_by_role("heading", level=1)).not_to_contain_text("Ostermoor")


def test_what_is_looked_into_is_chosen_and_stands_in_the_link(browser: Browser, live: Server):
    with watched(browser) as seen:
        page = seen.page
        seen.open(live.url + "/why?of=revenue")
        page.get_by_role("combobox", name="Looked into").fill("Scrap")
        page.get_by_role("option", name="Scrap", exact=True).click()
        page.wait_for_url(re.compile("of=scrap"))
        expect(page.get_by_role("heading", level=1)).to_contain_text("Scrap")
