"""From the low point to the item behind it and back, and a one-off that two people change at once."""

import re
from collections.abc import Iterator
from dataclasses import replace

import pytest
from playwright.sync_api import Browser, expect

from scorecard.domain.planned_cash import PlannedState
from scorecard.ingest.opening import open_store
from tests.browser.test_looks import WIDER, assert_for_everybody
from tests.browser.test_work import be, press
from tests.stclient.browser import watched
from tests.stclient.server import Server

pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.fixture
def tidy(live: Server) -> Iterator[None]:
    """One-offs of a test are taken back, so that other tests see the sample company's own cash."""
    yield
    store = open_store(live.log.parent / "store")
    for entry in store.planned.entries():
        if entry.is_expected:
            gone = replace(entry, state=PlannedState.WITHDRAWN)
            store.planned.change(gone, "test", lambda _found, gone=gone: gone)
    store.close()


def test_from_the_low_point_to_its_items_and_back(browser: Browser, live: Server):
    with watched(browser) as seen:
        page = seen.page
        seen.open(f"{live.url}/cash")
        expect(page.get_by_role("heading", level=1)).to_contain_text("the lowest point is")
        expect(page.locator("[data-testid=stVegaLiteChart] canvas, [data-testid=stVegaLiteChart] svg")).to_be_visible()
        page.locator(".sc-cash-weeks thead a").nth(1).click()
        page.wait_for_url(re.compile("week="))
        expect(page.get_by_text("day by day")).to_be_visible()
        page.locator(".sc-cash-is-receivables a").nth(1).click()
        page.wait_for_url(re.compile("see=items"))
        expect(page.get_by_role("heading", level=1)).to_contain_text("Customers, invoices written:")
        page.locator(".st-key-cash-items a.sc-door").first.click()
        page.wait_for_url(re.compile("item="))
        expect(page.locator(".sc-cash-parts li").first).to_be_visible()
        page.get_by_role("link", name="What moved", exact=True).click()
        page.wait_for_url(re.compile("see=moved"))
        expect(page.get_by_text("to the cent.")).to_be_visible()
        for part in ("item=", "see=items", "week="):
            page.go_back()
            page.wait_for_url(re.compile(part))
            seen.settle()
        expect(page.get_by_text("day by day")).to_be_visible()
        assert seen.complaints == []
        assert seen.foreign(live.url) == []


def test_an_earlier_forecast_is_in_the_link_and_one_step_back(browser: Browser, live: Server):
    with watched(browser) as seen:
        page = seen.page
        seen.open(f"{live.url}/cash")
        now = page.get_by_role("heading", level=1).inner_text()
        page.get_by_role("combobox", name="Forecast").click()
        page.get_by_role("option", name="Made from figures to 31 Aug 2026").click()
        page.wait_for_url(re.compile("made=2026-08-31"))
        expect(page.get_by_text("An earlier forecast is shown")).to_be_visible()
        expect(page.get_by_role("heading", level=1)).to_contain_text("on 31 Aug")
        page.go_back()
        expect(page.get_by_role("heading", level=1)).to_have_text(now)
        assert seen.complaints == []


@pytest.mark.usefixtures("tidy")
def test_a_one_off_that_two_people_change_keeps_what_the_loser_typed(browser: Browser, live: Server):
    with watched(browser) as one, watched(browser) as two:
        one.open(f"{live.url}/cash?see=planned")
        be(one, "Marek Doyle")
        one.page.get_by_label("What it is").fill("New press")
        one.page.get_by_role("combobox", name="Whose bank account").click()
        one.page.get_by_role("option", name="Tarnwick Works").click()
        one.page.get_by_label("Amount in EUR").fill("120,000")
        press(one, "Schedule it", twice=True)
        expect(one.page.get_by_text("It is scheduled, and the forecast shows it at once.")).to_be_visible()
        one.page.get_by_role("link", name="New press").first.click()
        one.page.wait_for_url(re.compile("entry="))
        two.open(one.page.url)
        be(two, "Rui Almeira")
        two.page.get_by_label("Amount in EUR").fill("90,000")
        one.page.get_by_label("Amount in EUR").fill("150,000")
        press(one, "Change it")
        expect(one.page.get_by_text("It is changed, and the forecast shows it at once.")).to_be_visible()
        press(two, "Change it")
        expect(two.page.get_by_text("was changed by someone else meanwhile")).to_contain_text("150,000.00")
        expect(two.page.get_by_label("Amount in EUR")).to_have_value("90,000")
        press(two, "Change it")
        expect(two.page.get_by_text("It is changed, and the forecast shows it at once.")).to_be_visible()
        assert one.complaints == two.complaints == []
    store = open_store(live.log.parent / "store")
    entry = store.planned.entries()[-1]
    trail = [row.action for row in store.audit_rows() if row.action.startswith("cash.")]
    store.close()
    assert (entry.amount, entry.version) == (90_000, 3)
    assert trail[-3:] == ["cash.scheduled", "cash.changed", "cash.changed"]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", ["/cash?week=2026-11-07", "/cash?see=items", "/cash?see=moved", "/cash?see=planned"])
def test_axe_finds_nothing_and_a_phone_never_scrolls_sideways(browser: Browser, live: Server, path: str, scheme: str):
    with watched(browser, color_scheme=scheme) as seen:
        seen.open(live.url + path)
        be(seen, "Marek Doyle")
        assert_for_everybody(seen)
        seen.page.set_viewport_size({"width": 390, "height": 844})
        seen.settle()
        assert seen.page.evaluate(WIDER) == 0
