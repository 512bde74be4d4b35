"""From a line to a verified action, as people click it: two people, one item, one row for each click."""

import io
import re

import openpyxl
import pytest
from icalendar import Calendar
from playwright.sync_api import Browser, Page, expect

from scorecard.domain.work import Said
from scorecard.ingest.opening import open_store
from tests.browser.test_looks import WIDER, assert_for_everybody
from tests.stclient.browser import Watched, watched
from tests.stclient.protocol import Client, chosen
from tests.stclient.server import Server

pytestmark = [pytest.mark.browser, pytest.mark.slow]

PLACES = {0.05: "company", 0.3: "tarnwick", 1.0: "tarnwick_service"}
"""Gap between clicks to the place of the item they are about."""


def press(seen: Watched, name: str, twice: bool = False) -> None:
    button = seen.page.get_by_role("button", name=name, exact=True)
    button.dblclick() if twice else button.click()
    seen.settle()


def tab(page: Page, name: str) -> None:
    page.get_by_role("tab", name=name, exact=True).click()


def be(seen: Watched, name: str) -> None:
    seen.page.evaluate("document.querySelector('[data-testid=stMain]').scrollTo(0, 0)")
    seen.page.get_by_role("combobox", name="You are").fill(name)
    seen.page.get_by_role("option", name=re.compile(name)).click()
    seen.settle()


def taken_away(seen: Watched, button: str) -> bytes:
    with seen.page.expect_download() as waited:
        seen.page.get_by_role("button", name=button).click()
    taken = waited.value.path().read_bytes()
    seen.settle()  # a list opened while the browser still shows a download is closed by it
    return taken


def test_from_a_line_to_a_verified_action(browser: Browser, live: Server):
    with watched(browser, accept_downloads=True) as seen:
        page = seen.page
        seen.open(f"{live.url}/work?new=1&of=freight")
        be(seen, "Marek Doyle")
        expect(page.get_by_role("heading", level=2)).to_contain_text("Freight")
        press(seen, "Give it to them", twice=True)
        expect(page).to_have_url(re.compile(r"item=\d+"))
        expect(page.locator(".sc-steps [aria-current]")).to_have_text("open")
        expect(page.locator(".sc-opened .sc-explained")).to_contain_text("nothing explained yet")
        page.get_by_label("What is behind it").fill("Diesel went up")
        page.get_by_label(re.compile("^How much of the .* (worse|better) does this explain")).fill("100")
        press(seen, "Add comment", twice=True)
        expect(page.locator(".sc-opened .sc-explained")).not_to_contain_text("nothing explained yet")
        tab(page, "Root cause")
        page.get_by_role("combobox", name="Kind of cause").click()
        page.get_by_role("option", name=re.compile("^Price")).click()
        page.get_by_label("Why did it happen?").fill("Diesel went up")
        press(seen, "Write down the root cause", twice=True)
        expect(page.locator(".sc-steps [aria-current]")).to_have_text("explained")
        tab(page, "Action")
        page.get_by_label(re.compile("What will be done")).fill("Ask two carriers")
        press(seen, "Agree this action", twice=True)
        expect(page.locator(".sc-steps [aria-current]")).to_have_text("action agreed")
        tab(page, "Verify")
        press(seen, "Verify")
        expect(page.get_by_text("You agreed this action yourself")).to_be_visible()
        sheet = openpyxl.load_workbook(io.BytesIO(taken_away(seen, "Take away as XLSX")))["Work"]
        assert "Freight" in {row[1].value for row in sheet.iter_rows(min_row=5)}
        entries = Calendar.from_ical(taken_away(seen, "Due dates as ICS")).walk("VEVENT")
        assert any("Freight" in event["summary"] for event in entries)
        be(seen, "Ines Halvorsen")
        tab(page, "Verify")
        press(seen, "Verify", twice=True)
        expect(page.locator(".sc-steps [aria-current]")).to_have_text("verified")
        assert seen.complaints == []
        assert seen.foreign(live.url) == []
    written_once(live, "freight")


def written_once(live: Server, name: str) -> None:
    """Every act left one entry and one row in the trail, in the name of whoever was chosen."""
    store = open_store(live.log.parent / "store")
    (item,) = [item for item in store.work.items() if item.subject.name == name]
    said = [(line.kind, line.who) for line in store.work.comments(item.id)]
    rows = [row for row in store.audit_rows() if row.object == f"item {item.id}" or name in row.object]
    store.close()
    marek, ines = "marek-doyle", "ines-halvorsen"
    assert said == [
        (Said.OPENED, marek), (Said.COMMENT, marek), (Said.EXPLAINED, marek), (Said.AGREED, marek),
        (Said.VERIFIED, ines),
    ]  # fmt: skip
    assert [row.who for row in rows] == [marek] * 4 + [ines]


@pytest.mark.parametrize("gap", [0.05, 0.3, 1.0])
def test_four_clicks_on_the_same_spot_are_one_comment(browser: Browser, live: Server, gap: float):
    with watched(browser) as seen:
        page, text = seen.page, f"Clicked four times, {gap} s apart"
        seen.open(f"{live.url}/work?new=1&of=training&entity={PLACES[gap]}")
        be(seen, "Marek Doyle")
        press(seen, "Give it to them")
        page.get_by_label("What is behind it").fill(text)
        spot = page.get_by_role("button", name="Add comment", exact=True).bounding_box()
        assert spot is not None
        for _ in range(4):
            page.mouse.click(spot["x"] + spot["width"] / 2, spot["y"] + spot["height"] / 2)
            page.wait_for_timeout(gap * 1000)
        seen.settle()
        assert "could not be shown" not in seen.text()
    store = open_store(live.log.parent / "store")
    assert sum(line.text == text for line in store.work.comments()) == 1
    store.close()


def test_filters_are_steps_back_and_the_person_stays_from_page_to_page(browser: Browser, live: Server):
    with watched(browser) as seen:
        page = seen.page
        seen.open(f"{live.url}/work")
        be(seen, "Elio Marsh")
        page.get_by_role("link", name="Mine", exact=True).click()
        page.wait_for_url(re.compile("whose=mine"))
        seen.settle()
        expect(page.get_by_role("heading", level=1)).to_contain_text(re.compile("Nothing is open|Nobody has been"))
        page.go_back()
        seen.settle()
        assert "whose" not in page.url
        page.get_by_role("link", name="Scorecard", exact=True).click()
        seen.settle()
        expect(page.get_by_text("You are Elio Marsh, chosen at the top without sign-in.")).to_be_visible()
        assert "elio" not in page.url.lower()
        page.reload()
        seen.settle()
        expect(page.get_by_text("You are Elio Marsh, chosen at the top without sign-in.")).to_be_visible()
        be(seen, "this computer")
        page.reload()
        seen.settle()
        expect(page.get_by_text("No sign-in: you are")).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", ["/work", "/work?new=1&of=rent", "/work?state=all", "/work?item=1"])
def test_axe_finds_nothing_and_a_phone_never_scrolls_sideways(browser: Browser, live: Server, path: str, scheme: str):
    with watched(browser, color_scheme=scheme) as seen:
        seen.open(live.url + path)
        be(seen, "Marek Doyle")
        assert_for_everybody(seen)
        seen.page.set_viewport_size({"width": 390, "height": 844})
        seen.settle()
        assert seen.page.evaluate(WIDER) == 0


@pytest.mark.parametrize("forged", ["You are: root of all (admin)", "admin", "", "x" * 5000])
def test_a_forged_person_is_nobody_more_than_offered(live: Server, forged: str):
    with Client(live.port) as client:
        screen = client.run(page="work")
        screen = client.run(widgets=[chosen(screen.widget("selectbox", "You are"), forged)])
        assert not screen.exceptions()
        assert screen.says("No sign-in: you are")
        assert not screen.says("chosen at the top")
