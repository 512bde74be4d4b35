"""Those who lead at one screen: it fits a shared window, numbers are looked into on it, both stand by one message."""

import io

import openpyxl
import pytest
from playwright.sync_api import Browser, expect

from tests.browser.test_looks import WIDER, assert_for_everybody
from tests.browser.test_work import be, press, taken_away
from tests.stclient.browser import Watched, watched
from tests.stclient.server import Server

pytestmark = [pytest.mark.browser, pytest.mark.slow]

BELOW = "(e => e.scrollHeight - e.clientHeight)(document.querySelector('[data-testid=stMain]'))"
PANEL = "[class*=st-key-sync-look]"
CUT = "[...document.querySelectorAll('.st-key-sync-stand')].map(e => e.scrollHeight - e.clientHeight)"


def test_those_who_lead_at_one_screen(browser: Browser, seated: Server):
    with watched(browser, 1280, 720, accept_downloads=True) as seen:
        page = seen.page
        seen.open(f"{seated.url}/sync")
        expect(page.get_by_role("link", name="Sync", exact=True)).to_have_count(0)
        assert "Decisions needed" not in seen.text()
        be(seen, "Ines Halvorsen")
        page.get_by_role("link", name="Sync", exact=True).click()
        expect(page.locator(".sc-dial")).to_have_count(9)
        seen.settle()
        assert (page.evaluate(BELOW), page.evaluate(CUT)) == (0, [0])
        assert_for_everybody(seen)
        book = openpyxl.load_workbook(io.BytesIO(_taken(seen)))
        assert book["Commitments"]["A5"].value in seen.text()
        page.get_by_role("link", name="Write it").click()
        page.get_by_label("To the team").fill("Service comes first")
        press(seen, "Write it down", twice=True)
        press(seen, "I stand by it")
        be(seen, "Jonas Reuter")
        press(seen, "I stand by it")
        expect(page.locator(".st-key-sync-message")).to_contain_text("stand by it")
        page.get_by_role("link", name="Goals, trust and process").click()
        expect(page.locator(".sc-goals li")).to_have_count(5)
        page.get_by_role("link", name="How we stand").click()
        _looked_into(seen, f"{seated.url}/sync")
        assert (seen.complaints, seen.foreign(seated.url)) == ([], [])


def _looked_into(seen: Watched, sync: str) -> None:
    """Two steps down and, by the browser's own button, back: what was being typed is still there."""
    page, panel = seen.page, seen.page.locator(PANEL)
    page.get_by_role("link", name="Word it anew").click()
    page.get_by_label("To the team").fill("Half a thought")
    page.locator(".sc-dial .sc-sync-figure a").nth(1).click()
    expect(panel).to_contain_text("Operating profit, outlook: ")
    seen.settle()
    assert page.evaluate(BELOW) == 0
    assert_for_everybody(seen)
    panel.get_by_role("link", name="Running costs, so far").click()
    expect(panel).to_contain_text("What it is made of")
    seen.settle()
    page.go_back()
    expect(panel).to_contain_text("Operating profit, outlook: ")
    page.go_back()
    expect(panel).to_have_count(0)
    expect(page).to_have_url(f"{sync}?say=message")
    expect(page.get_by_label("To the team")).to_have_value("Half a thought")


def _taken(seen: Watched) -> bytes:
    """The workbook, with the line that offers it closed again."""
    seen.page.get_by_role("link", name="Take away").click()
    seen.settle()
    taken = taken_away(seen, "Sync, workbook")
    seen.page.get_by_role("link", name="Take away").click()
    seen.settle()
    return taken


def test_on_a_phone_it_is_one_column(browser: Browser, seated: Server):
    with watched(browser, 390, 844, color_scheme="dark") as seen:
        seen.open(f"{seated.url}/sync")
        be(seen, "Ines Halvorsen")
        seen.open(f"{seated.url}/sync")
        expect(seen.page.locator(".sc-dial")).to_have_count(9)
        assert seen.page.evaluate(WIDER) == 0
        figure = seen.page.locator(".sc-dial .sc-sync-figure a").first
        told = figure.inner_text().removesuffix(" EUR")
        figure.click()
        expect(seen.page.locator(PANEL)).to_contain_text(told)
        seen.settle()
        assert seen.page.evaluate(WIDER) == 0
        assert_for_everybody(seen)
