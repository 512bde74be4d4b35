"""A matter in the browser: raised, seen differently, sent to the CEO, settled, and then read by everybody."""

import pytest
from playwright.sync_api import Browser, expect

from scorecard.ui.person import COOKIE
from tests.browser.test_looks import assert_for_everybody
from tests.browser.test_work import be, press
from tests.stclient.browser import watched
from tests.stclient.server import Server

pytestmark = [pytest.mark.browser, pytest.mark.slow]


def test_a_matter_from_its_raising_to_the_words_everybody_reads(browser: Browser, seated: Server):
    with watched(browser, 1280, 720) as seen:
        page = seen.page
        port = seated.url.rpartition(":")[2]
        page.context.add_cookies([{"name": f"{COOKIE}{port}", "value": "jonas-reuter", "url": seated.url}])
        seen.open(f"{seated.url}/sync?matter=new&of=contractors")
        page.get_by_label("What is to be decided").fill("Two more lifts")
        page.get_by_label("Yes, if").fill("they are rented")
        page.get_by_label("Amount in").fill("35k")
        press(seen, "Raise the matter", twice=True)
        matter = page.locator(".sc-matter", has_text="Two more lifts")
        expect(matter).to_have_count(1)
        matter.get_by_role("link", name="Two more lifts").click()
        expect(matter).to_contain_text("Contractors, Tarnwick Cooling")
        be(seen, "Ines Halvorsen")
        matter.get_by_role("link", name="See it differently").click()
        page.get_by_label("Why you see it differently").fill("One is enough")
        assert_for_everybody(seen)
        press(seen, "Write it down", twice=True)
        expect(matter).to_contain_text("CFO sees it differently: One is enough.")
        matter.get_by_role("link", name="To the CEO").click()
        press(seen, "Send it to the CEO")
        expect(matter).to_contain_text("CEO settles it by")
        be(seen, "Dana Kovic")
        matter.get_by_role("link", name="Settle").click()
        expect(page.get_by_label("Amount in")).to_have_value("35000")
        page.get_by_label("Why", exact=True).fill("The second stands still in winter")
        press(seen, "Decide it")
        expect(page.get_by_text("Say yes, no, or on other terms.")).to_be_visible()
        expect(page.get_by_label("Why", exact=True)).to_have_value("The second stands still in winter")
        page.get_by_text("On other terms", exact=True).click()
        page.get_by_label("On which other terms").fill("One lift, rented")
        page.get_by_label("Amount in").fill("20k")
        press(seen, "Decide it")
        be(seen, "Elio Marsh")
        assert "Two more lifts" not in seen.text()
        page.get_by_role("link", name="Review", exact=True).click()
        told = "Two more lifts? On other terms: One lift, rented. Why: The second stands still in winter."
        expect(page.get_by_role("region", name="Decided earlier")).to_contain_text(told)
        expect(page.get_by_role("region", name="Decided earlier")).to_contain_text("Costs at most 20")
        assert "One is enough" not in seen.text()
        assert (seen.complaints, seen.foreign(seated.url)) == ([], [])
