"""What a reader does with the frame in a real browser: choosing, going on, going back, finding."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from tests.stclient.browser import watched
from tests.stclient.server import Server, door_around, served
from tests.stclient.workspace import small_store

pytestmark = [pytest.mark.browser, pytest.mark.slow]

SCREEN = """
import streamlit as st
from scorecard.ui import shell
page = shell.page({name!r}, needs="view:scorecard")
st.title({name!r})
address = page.address("measure", measure="m1").replace("&", "&amp;")
st.html(f"<a id='on' href='{{address}}'>on to m1</a>")
"""


@pytest.fixture(scope="module")
def framed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    folder = tmp_path_factory.mktemp("framed")
    small_store(folder / "store").close()
    pages = {name: SCREEN.format(name=name.title()) for name in ("scorecard", "measure", "data")}
    app = door_around(folder / "app", pages)
    with served(app, folder, {"SCORECARD_STORE": str(folder / "store")}, ready="/healthz") as server:
        yield server


@pytest.mark.parametrize("slower", [1, 12], ids=["at its own speed", "on a slow machine"])
def test_the_scope_is_chosen_kept_over_pages_and_taken_back(browser: Browser, framed: Server, slower: int):
    with watched(browser) as seen:
        page = seen.page
        page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": slower})
        page.set_default_timeout(30_000 if slower == 1 else 90_000)
        page.set_default_navigation_timeout(30_000 if slower == 1 else 90_000)
        seen.open(framed.url + "/measure?measure=m3&period=2026-09")
        page.get_by_role("combobox", name="Window").click()
        page.get_by_role("option", name="Year to date").click()
        page.wait_for_url("**/measure?measure=m3&period=2026-09&view=ytd")
        page.get_by_role("link", name="Data").click()
        page.wait_for_url("**/data?measure=m3&period=2026-09&view=ytd")
        page.get_by_role("heading", name="Data").wait_for()
        page.go_back()
        page.wait_for_url("**/measure?measure=m3&period=2026-09&view=ytd")
        page.go_back()
        page.wait_for_url("**/measure?measure=m3&period=2026-09")
        expect(page.get_by_role("combobox", name="Window")).to_have_value("Month")
        assert not [line for line in seen.complaints if "404" not in line]


def test_going_back_in_a_hurry_ends_where_it_began(browser: Browser, framed: Server):
    with watched(browser) as seen:
        page = seen.page
        seen.open(framed.url + "/measure?measure=m3")
        for window in ("Quarter to date", "Year to date", "Last 12 months"):
            page.get_by_role("combobox", name="Window").click()
            page.get_by_role("option", name=window).click()
            expect(page.get_by_role("combobox", name="Window")).to_have_value(window)
            seen.settle()
        page.evaluate("history.back(); history.back(); history.back()")
        page.wait_for_url(framed.url + "/measure?measure=m3")
        seen.settle()
        expect(page.get_by_role("combobox", name="Window")).to_have_value("Month")
        assert page.url == framed.url + "/measure?measure=m3"


def test_two_choices_in_a_hurry_are_both_kept(browser: Browser, framed: Server):
    with watched(browser) as seen:
        page = seen.page
        seen.open(framed.url + "/data")
        for chooser, option in (("Window", "Year to date"), ("Compared with", "vs last year")):
            page.get_by_role("combobox", name=chooser).click()
            page.get_by_role("option", name=option).click()
        page.wait_for_url("**/data?*compare=last_year*")
        seen.settle()
        assert "view=ytd" in page.url
        page.go_back()
        page.wait_for_url("**/data?view=ytd")


def test_a_drawn_link_leads_on_without_loading_anew(browser: Browser, framed: Server):
    with watched(browser) as seen:
        seen.open(framed.url + "/?view=ytd")
        seen.page.evaluate("window.still = true")
        seen.page.locator("#on").click()
        seen.page.wait_for_url("**/measure?view=ytd&measure=m1")
        seen.page.get_by_role("heading", name="Measure").wait_for()
        assert seen.page.evaluate("window.still")


def test_a_page_chosen_while_a_choice_is_on_its_way_keeps_the_choice(browser: Browser, framed: Server):
    """The link pressed is the one drawn before the choice; the control: followed as it stood, it forgets it."""
    with watched(browser) as seen:
        page = seen.page
        seen.open(framed.url + "/measure?measure=m3")
        page.get_by_role("combobox", name="Window").click()
        drawn = page.evaluate(
            """() => {
              [...document.querySelectorAll('[role=option]')].find(each => each.textContent === 'Year to date').click();
              const link = [...document.querySelectorAll('.sc-pages a')].find(each => each.textContent === 'Data');
              link.click();
              return link.href; }"""
        )
        page.wait_for_url("**/data?measure=m3&view=ytd")
        assert drawn == framed.url + "/data?measure=m3"


def test_who_goes_elsewhere_while_a_page_chosen_before_still_waits_goes_there(browser: Browser, framed: Server):
    with watched(browser) as seen:
        page = seen.page
        seen.open(framed.url + "/data")
        page.get_by_role("link", name="Scorecard").click()
        page.get_by_role("heading", name="Scorecard").wait_for()
        seen.settle()
        steps = page.evaluate(
            """() => {
              const app = document.querySelector('[data-testid=stApp]');
              const row = name => [...document.querySelectorAll('.sc-pages a')].find(each => each.textContent === name);
              app.dataset.testScriptState = 'running';
              const before = history.length;
              row('Data').click();
              row('Measure').click();
              document.querySelector('#on').click();
              app.dataset.testScriptState = 'notRunning';
              return history.length - before; }"""
        )
        page.wait_for_url("**/measure?measure=m1")
        page.wait_for_timeout(1200)
        assert (steps, page.url) == (1, framed.url + "/measure?measure=m1")


def test_another_link_of_the_same_words_under_the_finger_is_not_opened(browser: Browser, framed: Server):
    with watched(browser) as seen:
        page = seen.page
        seen.open(framed.url + "/measure?measure=m3")
        page.evaluate(
            """document.addEventListener('pointerdown', () => {
              const link = document.querySelector('#on');
              link.outerHTML = link.outerHTML.replace('measure=m1', 'measure=m9'); })"""
        )
        page.locator("#on").hover()
        page.mouse.down()
        page.mouse.up()
        page.wait_for_timeout(300)
        assert page.url == framed.url + "/measure?measure=m3"


def test_a_link_drawn_anew_under_the_finger_still_leads(browser: Browser, framed: Server):
    """The control: of the reader's own press the new link hears nothing."""
    with watched(browser) as seen:
        page = seen.page
        seen.open(framed.url + "/measure?measure=m3")
        page.evaluate(
            """document.addEventListener('pointerdown', () => {
              const row = document.querySelector('.sc-pages');
              row.outerHTML = row.outerHTML; })
            window.heard = 0;
            addEventListener('click', event => { window.heard += event.isTrusted && !!event.target.closest('a'); })"""
        )
        page.get_by_role("link", name="Data").hover()
        page.mouse.down()
        page.mouse.up()
        page.wait_for_url("**/data?measure=m3")
        assert page.evaluate("window.heard") == 0


def test_the_slash_pressed_before_the_page_stands_opens_find_when_it_does(browser: Browser, framed: Server):
    with watched(browser) as seen:
        seen.page.add_init_script(
            """document.addEventListener('DOMContentLoaded', () => {
              window.early = document.querySelectorAll('.st-key-find button').length;
              document.body.dispatchEvent(new KeyboardEvent('keydown', {key: '/', bubbles: true})); })"""
        )
        seen.page.goto(framed.url + "/?view=ytd")
        seen.page.get_by_role("dialog").get_by_role("searchbox").wait_for()
        assert seen.page.evaluate("window.early") == 0


def test_the_slash_opens_find_and_enter_goes_there(browser: Browser, framed: Server):
    with watched(browser) as seen:
        seen.open(framed.url + "/?view=ytd")
        seen.page.keyboard.press("/")
        box = seen.page.get_by_role("dialog").get_by_role("searchbox")
        box.wait_for()
        expect(box).to_be_focused()
        seen.page.keyboard.type("data/", delay=30)
        assert box.input_value() == "data/"
        seen.page.keyboard.press("Backspace")
        seen.page.locator("[class*=st-key-find-hit-0]").wait_for()
        seen.page.keyboard.press("Enter")
        seen.page.wait_for_url("**/data?*view=ytd*")
        seen.page.get_by_role("heading", name="Data").wait_for()
        assert seen.page.get_by_role("dialog").count() == 0


@pytest.mark.parametrize(("width", "rows"), [(1280, 1), (390, 4)])
def test_the_strip_is_one_line_on_a_shared_screen_and_folds_on_a_phone(
    browser: Browser, framed: Server, width: int, rows: int
):
    with watched(browser, width=width) as seen:
        seen.open(framed.url)
        tops = seen.page.eval_on_selector_all(
            ".st-key-scope-strip > *", "found => found.map(one => Math.round(one.getBoundingClientRect().top / 20))"
        )
        assert len(set(tops)) <= rows
        assert seen.page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_shipped_font_is_used_in_both_themes(browser: Browser, framed: Server, scheme: str):
    with watched(browser, color_scheme=scheme) as seen:
        seen.open(framed.url)
        assert any("plex-sans-latin.woff2" in asked for asked in seen.requests)
        assert "Plex Sans" in seen.page.eval_on_selector("h1", "found => getComputedStyle(found).fontFamily")
        assert seen.foreign(framed.url) == []
