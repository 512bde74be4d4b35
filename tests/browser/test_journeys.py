"""The journeys a person makes, in a real browser on the live app."""

import re

import pytest
from playwright.sync_api import Browser, expect

from tests.stclient.browser import watched
from tests.stclient.server import Server

pytestmark = [pytest.mark.browser, pytest.mark.slow]


def test_from_the_scorecard_to_a_measure_to_a_place_and_back(browser: Browser, live: Server):
    with watched(browser) as seen:
        page = seen.page
        seen.open(live.url)
        expect(page.get_by_role("heading", level=1)).to_contain_text("on track")
        page.get_by_role("combobox", name="Window").click()
        page.get_by_role("option", name="Year to date").click()
        page.wait_for_url("**/?*view=ytd*")
        seen.settle()
        page.locator("a.sc-card", has_text="Revenue").first.click()
        page.wait_for_url(re.compile(r"/measure\?.*measure=revenue"))
        assert "view=ytd" in page.url
        expect(page.get_by_role("heading", level=1)).to_contain_text("Revenue")
        expect(page.locator("[data-testid=stVegaLiteChart] svg")).to_be_visible()
        whole = page.locator(".sc-main").inner_text()
        page.locator("a.sc-place").first.click()
        page.wait_for_url(re.compile("entity="))
        expect(page.locator(".sc-main")).not_to_have_text(whole, use_inner_text=True)
        page.go_back()
        expect(page.locator(".sc-main")).to_have_text(whole, use_inner_text=True)
        page.go_back()
        expect(page.locator(".sc-columns")).to_be_visible()
        assert seen.complaints == []
        assert seen.foreign(live.url) == []


def test_a_card_is_reached_and_opened_by_keyboard_without_loading_anew(browser: Browser, live: Server):
    with watched(browser) as seen:
        page = seen.page
        seen.open(live.url)
        page.evaluate("window.stays = true")
        page.locator("a.sc-card").nth(2).focus()
        page.keyboard.press("Enter")
        page.wait_for_url("**/measure?*")
        seen.settle()
        assert page.evaluate("window.stays") is True


def test_the_measure_is_changed_by_its_chooser_and_stands_in_the_link(browser: Browser, live: Server):
    with watched(browser) as seen:
        page = seen.page
        seen.open(live.url + "/measure?measure=revenue")
        page.get_by_role("combobox", name="Measure").fill("Overtime")
        page.get_by_role("option", name="Overtime").first.click()
        page.wait_for_url("**/measure?measure=overtime*")
        expect(page.get_by_role("heading", level=1)).to_contain_text("Overtime")


def test_the_first_choice_counts_where_the_page_itself_named_the_measure(browser: Browser, live: Server):
    with watched(browser) as seen:
        seen.open(live.url + "/measure")
        seen.page.wait_for_url(re.compile(r"/measure\?measure=\w+$"))
        seen.page.get_by_role("combobox", name="Window").click()
        seen.page.get_by_role("option", name="Year to date").click()
        seen.page.wait_for_url(re.compile(r"/measure\?measure=\w+&view=ytd$"))


def test_the_rows_behind_a_value_are_shown_when_asked_for(browser: Browser, live: Server):
    with watched(browser) as seen:
        page = seen.page
        seen.open(live.url + "/measure?measure=revenue&entity=tarnwick_service")
        page.get_by_text("Source: files and rows behind this value").click()
        page.wait_for_url("**show=source*")
        expect(page.get_by_role("heading", name="Restated figures")).to_be_visible()
        assert "Traceback" not in seen.text()


def test_find_opens_by_its_key_and_forgives_a_typing_error(browser: Browser, live: Server):
    with watched(browser) as seen:
        page = seen.page
        seen.open(live.url)
        page.keyboard.press("/")
        page.locator(".st-key-find-typed input").fill("overtme")
        page.get_by_role("dialog").get_by_role("button", name=re.compile("Overtime")).first.click()
        page.wait_for_url("**/measure?*measure=overtime*")


def test_a_word_is_searched_in_the_help(browser: Browser, live: Server):
    with watched(browser) as seen:
        page = seen.page
        seen.open(live.url + "/help")
        page.get_by_label("Search the help").fill("red flag")
        expect(page.get_by_role("heading", level=1)).to_contain_text("red flag", timeout=10_000)
        page.locator(".sc-hits a").first.click()
        seen.settle()
        assert seen.complaints == []


def test_a_choice_counts_after_a_word_was_searched(browser: Browser, live: Server):
    with watched(browser) as seen:
        seen.open(live.url + "/help")
        seen.page.get_by_label("Search the help").fill("budget")
        seen.page.wait_for_url("**/help?about=budget")
        seen.settle()
        for window, told in (("Year to date", "&view=ytd"), ("Quarter to date", "&view=qtd"), ("Month", "")):
            seen.page.get_by_role("combobox", name="Window").click()
            seen.page.get_by_role("option", name=window, exact=True).click()
            seen.page.wait_for_url(f"{live.url}/help?about=budget{told}")
            seen.settle()
        expect(seen.page.get_by_role("heading", level=1)).to_contain_text("budget")


def test_a_choice_after_a_search_is_one_step_back_also_where_it_ends_another(browser: Browser, live: Server):
    """Comparing with last year instead of an earlier state drops that state from the link: two changes, one step."""
    with watched(browser) as seen:
        page = seen.page
        seen.open(live.url + "/help?compare=known&known=r2")
        page.get_by_label("Search the help").fill("budget")
        page.wait_for_url(re.compile("about=budget"))
        seen.settle()
        page.get_by_role("combobox", name="Compared with").click()
        page.get_by_role("option", name="vs last year").click()
        page.wait_for_url(re.compile("compare=last_year"))
        seen.settle()
        page.go_back()
        page.wait_for_url(re.compile("compare=known&known=r2"))
        seen.settle()
        expect(page.get_by_role("combobox", name="Compared with")).to_have_value("vs earlier")


def test_a_lever_pressed_in_a_hurry_counts_every_press_and_the_keyboard_stays_where_it_was(
    browser: Browser, live: Server
):
    with watched(browser) as seen:
        page = seen.page
        seen.open(live.url + "/outlook?see=move")
        price, volume = (page.get_by_role("spinbutton", name=name) for name in ("Prices, %", "Volume sold, %"))
        more = [box.locator("xpath=ancestor::*[@data-testid='stNumberInput']//button").last for box in (price, volume)]
        for button in (*more, *more):
            button.click()
        page.wait_for_url(re.compile("price=1&volume=2$"))
        seen.settle()
        assert (price.input_value(), volume.input_value()) == ("1.0", "2.0")
        volume.focus()
        page.keyboard.press("ArrowUp")
        page.wait_for_url(re.compile("volume=3$"))
        seen.settle()
        expect(volume).to_be_focused()


def test_the_data_page_shows_every_tab(browser: Browser, live: Server):
    with watched(browser) as seen:
        page = seen.page
        seen.open(live.url + "/data")
        for name in ("Problems", "Loads", "States and differences", "Load a file", "Freshness"):
            page.get_by_role("tab", name=re.compile(name)).click()
            seen.settle()
            assert "could not be shown" not in seen.text()
        assert seen.complaints == []
