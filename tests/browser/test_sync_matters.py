"""A matter in the browser: raised, seen differently, sent to the CEO, settled, and then read by everybody."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from playwright.sync_api import Browser, expect

from scorecard.domain.people import Person
from scorecard.ingest.opening import open_store
from scorecard.ui.person import COOKIE
from tests.browser.test_journeys import complaints
from tests.browser.test_looks import assert_for_everybody
from tests.browser.test_work import be, press
from tests.stclient.browser import watched
from tests.stclient.server import Server

pytestmark = [pytest.mark.browser, pytest.mark.slow]

SEATS = {"ines-halvorsen": "cfo", "jonas-reuter": "coo", "dana-kovic": "ceo"}


@pytest.fixture
def three(live: Server) -> Iterator[Server]:
    """The sample company with its three seats, as long as this lasts: others find it as it was."""
    store = open_store(live.log.parent / "store")
    before = {person.id: person for person in store.people() if person.id in SEATS}
    for name, person in before.items():
        store.put_person(replace(person, seat=SEATS[name]), "test")
    yield live
    for name, person in before.items():
        now: Person = next(each for each in store.people() if each.id == name)
        store.put_person(replace(now, seat=person.seat), "test")
    store.close()


def test_a_matter_from_its_raising_to_the_words_everybody_reads(browser: Browser, three: Server):
    with watched(browser, 1280, 720) as seen:
        page = seen.page
        port = three.url.rpartition(":")[2]
        page.context.add_cookies([{"name": f"{COOKIE}{port}", "value": "jonas-reuter", "url": three.url}])
        seen.open(f"{three.url}/sync?matter=new&of=contractors")
        page.get_by_label("What is to be decided").fill("Two more lifts")
        page.get_by_label("Yes, if").fill("they are rented")
        press(seen, "Raise the matter", twice=True)
        matter = page.locator(".sc-matter", has_text="Two more lifts")
        expect(matter).to_have_count(1)
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
        page.get_by_label("What is decided").fill("One lift, rented")
        page.get_by_label("Why", exact=True).fill("The second stands still in winter")
        press(seen, "Decide it")
        be(seen, "Elio Marsh")
        assert "Two more lifts" not in seen.text()
        page.get_by_role("link", name="Review", exact=True).click()
        told = "Two more lifts? One lift, rented. Why: The second stands still in winter."
        expect(page.get_by_role("region", name="Decided earlier")).to_contain_text(told)
        assert "One is enough" not in seen.text()
        assert (complaints(seen), seen.foreign(three.url)) == ([], [])
