"""A whole meeting as people hold it: opened, turned by keys, a decision, an action, a flag, finished, its minutes."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from scorecard.domain.meeting import Meeting, OutcomeKind
from scorecard.ingest.opening import open_store
from tests.browser.test_looks import RULES
from tests.browser.test_work import be, press
from tests.stclient.browser import Watched, watched
from tests.stclient.server import Server

pytestmark = [pytest.mark.browser, pytest.mark.slow]

BODY = "[data-testid=stMain] .sc-told, .sc-captured li, .sc-do, .sc-fact, .sc-legend"
SIZES = f"Math.min(...[...document.querySelectorAll('{BODY}')].map(e => parseFloat(getComputedStyle(e).fontSize)))"


def turn(seen: Watched, key: str, at: int) -> None:
    seen.page.keyboard.press(key)
    expect(seen.page).to_have_url(re.compile(rf"[?&]at={at}(&|$)"))
    seen.settle()
    expect(seen.page.locator(".sc-review")).to_contain_text(f"item {at} of")


def open_form(seen: Watched, key: str) -> None:
    seen.page.keyboard.press(key)
    seen.settle()


def heading(page: Page) -> str:
    return page.get_by_role("heading", level=1).inner_text()


def test_a_whole_meeting(browser: Browser, live: Server):
    with watched(browser, 1280, 720) as seen:
        page = seen.page
        seen.open(f"{live.url}/review")
        be(seen, "Marek Doyle")
        expect(page.locator(".sc-agenda-item").first).to_contain_text("Opening")
        press(seen, "Begin the meeting", twice=True)
        expect(page).to_have_url(re.compile(r"meeting=1.*at=1"))
        expect(page.locator(".sc-review")).to_contain_text("item 1 of")
        turn(seen, "ArrowRight", 2)
        turn(seen, "ArrowRight", 3)
        first = heading(page)
        assert page.evaluate(SIZES) >= 18
        open_form(seen, "d")
        page.get_by_label("What is decided").fill("Two more technicians")
        page.get_by_label(re.compile("will then be")).fill("much")
        press(seen, "Write down the decision")
        expect(page.get_by_text("is not an amount")).to_be_visible()
        expect(page.get_by_label("What is decided")).to_have_value("Two more technicians")
        page.get_by_label(re.compile("will then be")).fill("140")
        press(seen, "Write down the decision", twice=True)
        expect(page.locator(".sc-captured")).to_contain_text("Two more technicians")
        found = Axe().run(page, context="[data-testid=stMain]", options=RULES).response["violations"]
        assert [(fault["id"], [node["html"][:120] for node in fault["nodes"]]) for fault in found] == []
        turn(seen, "ArrowRight", 4)
        open_form(seen, "a")
        press(seen, "Agree the action")
        expect(page.get_by_text("The action is empty")).to_be_visible()
        page.get_by_label("What will be done").fill("Plan shifts in blocks")
        press(seen, "Agree the action", twice=True)
        expect(page.locator(".sc-captured")).to_contain_text(re.compile(r"Action agreed.*\(with .+\): Plan shifts"))
        turn(seen, "ArrowLeft", 3)
        assert heading(page) == first
        seen.open(page.url.replace("at=3", "at=5"))
        open_form(seen, "f")
        page.get_by_label("What is coming").fill("A customer may leave")
        press(seen, "Raise the flag", twice=True)
        expect(page.locator(".sc-captured")).to_contain_text("A customer may leave")
        seen.open(page.url.replace("at=5", "at=99"))
        expect(page.locator("[data-testid=stMain]")).to_contain_text("Two more technicians")
        press(seen, "Finish and write the minutes", twice=True)
        expect(page.get_by_role("heading", level=1)).to_contain_text("1 decision, 1 action, 1 flag")
        expect(page.locator(".sc-minutes")).to_contain_text("Goes to the next meeting")
        assert seen.complaints == []
        assert seen.foreign(live.url) == []
    kept(live)


def test_a_huddle_notes_gives_and_asks(browser: Browser, live: Server):
    """A line in its column, an obstacle that becomes an action in one click, and no end while a red is silent."""
    with watched(browser, 1280, 720) as seen:
        page = seen.page
        seen.open(f"{live.url}/review?preset=daily")
        be(seen, "Marek Doyle")
        press(seen, "Begin the meeting", twice=True)
        turn(seen, "ArrowRight", 2)
        page.get_by_label("What comes first today").fill("Call Nordhaven")
        press(seen, "Add", twice=True)
        expect(page.locator(".sc-board-line")).to_have_count(1)
        turn(seen, "ArrowRight", 3)
        page.get_by_label("What is in the way").fill("Press 2 waits for a seal")
        page.get_by_role("combobox", name="In the way of").fill("Units sent back")
        page.get_by_role("option", name="Units sent back").click()
        press(seen, "Add")
        press(seen, "Action", twice=True)
        expect(page.locator(".sc-settled")).to_contain_text("Press 2 waits for a seal")
        seen.open(re.sub(r"at=3", "at=99", page.url))
        press(seen, "Finish and write the minutes")
        expect(page.get_by_text("off track without a reason and an action").first).to_be_visible()
        assert seen.complaints == []
    store = open_store(live.log.parent / "store")
    assert store.meetings.meetings()[-1].is_running
    assert [each.text for each in store.meetings.outcomes()][-2:] == ["Call Nordhaven", "Press 2 waits for a seal"]
    assert "Press 2 waits for a seal" in [entry.text for entry, _ in store.work.told()]
    store.close()


def kept(live: Server) -> None:
    """One meeting, one decision, one item of work, one flag, and a trail that tells all of it once."""
    store = open_store(live.log.parent / "store")
    (meeting,) = store.meetings.meetings()
    assert isinstance(meeting, Meeting)
    assert not meeting.is_running
    (decision,) = store.meetings.outcomes()
    assert (decision.kind, decision.place, decision.who, int(decision.expected or 0)) == (
        OutcomeKind.DECISION, 3, "marek-doyle", 140
    )  # fmt: skip
    assert [(flag.text, flag.place) for flag in store.meetings.flags()] == [("A customer may leave", 5)]
    assert {3, 4, 5} <= set(meeting.seen)
    told = [row.action for row in store.audit_rows() if row.action.startswith(("meeting.", "flag."))]
    assert told == ["meeting.begun", "meeting.decision", "flag.raised", "meeting.finished"]
    store.close()
