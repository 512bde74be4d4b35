"""What is read on the page Sync: it is the pack's, both halves, and a catalogue that names nothing is told how."""

from pathlib import Path

import pytest

from scorecard.domain.people import Person
from scorecard.exports.sync_tables import grids
from scorecard.ingest.opening import open_store
from scorecard.reports.sync_pack import SyncPack, sync_pack_report
from scorecard.reports.usual import usual_scope
from tests.conftest import ROOT
from tests.exports.packs import Page, numbers
from tests.pages.conftest import Open
from tests.pages.test_pages import calm, drawn, sentence
from tests.stclient.workspace import DAY, small_store

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def pack(sample: Path) -> SyncPack:
    """The sample company's, in which nobody has a seat yet."""
    store = open_store(sample, today=lambda: DAY)
    made = sync_pack_report(store, usual_scope(store.snapshot(), DAY))
    store.close()
    return made


def test_no_number_taken_away_is_another_than_on_the_screen(open_page: Open, sample: Path, pack: SyncPack):
    now, together = open_page(sample, "sync"), open_page(sample, "sync", see="together")
    for app, told in ((now, pack.sync.headline), (together, pack.goals.headline)):
        calm(app)
        assert sentence(app) == told
    screen = {*numbers(Page(drawn(now)).text), *numbers(Page(drawn(together)).text)}
    away = {number for grid in grids(pack) for row in grid.rows for cell in row for number in numbers(cell)}
    assert len(away) > 60
    assert away <= screen
    for row in pack.sync.dials:
        assert row.sentence in Page(drawn(now)).text
    for promise in pack.sync.commitments:
        assert f"{promise.promised}, {promise.stands}; {promise.forecast}." in Page(drawn(now)).text


def test_a_number_is_looked_into_there_and_without_a_seat_nothing_is_taken_away(open_page: Open, sample: Path):
    app = open_page(sample, "sync", take="1")
    told = drawn(app)
    assert (app.get("download_button"), "Take away" in told) == ([], False)
    year = "/sync?take=1&look=bridge&what=operating_profit&bridge=outlook"
    for address in ("/sync?take=1&look=cash", year, "/sync?take=1&look=measure&what=on_time_visits"):
        assert f'href="{address}"' in told.replace("&amp;", "&")


@pytest.fixture(scope="module")
def bare(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A company that names nothing, with one seat."""
    folder = tmp_path_factory.mktemp("bare")
    store = small_store(folder)
    store.put_person(Person("ada", "Ada", "finance", "finance", seat="cfo"), "test")
    store.close()
    return folder


@pytest.mark.parametrize("see", ["", "together", "elsewhere"])
def test_a_catalogue_that_names_nothing_is_told_how(open_page: Open, bare: Path, see: str):
    app = open_page(bare, "scorecard")
    app.session_state["person"] = "ada"
    app.run()
    if see:
        app.query_params["see"] = see
    app.switch_page(str(ROOT / "pages/sync.py")).run()
    calm(app)
    assert sentence(app).startswith("No joint goal is named" if see == "together" else "Nothing is named")
    assert ("[[commitments]]" in drawn(app)) is (see != "together")


def test_files_are_offered_to_people_with_a_seat(open_page: Open, bare: Path):
    app = open_page(bare, "scorecard")
    app.session_state["person"] = "ada"
    app.run()
    app.query_params["take"] = "1"
    app.switch_page(str(ROOT / "pages/sync.py")).run()
    assert [button.label for button in app.get("download_button")] == ["Sync, PDF", "Sync, HTML", "Sync, workbook"]
