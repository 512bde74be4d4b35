"""The live app on the sample company."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from scorecard.ingest.opening import open_store
from tests.stclient.server import Server, app_on_the_day, served
from tests.stclient.workspace import DAY, sample_store

SEATS = {"ines-halvorsen": "cfo", "jonas-reuter": "coo", "dana-kovic": "ceo"}


@pytest.fixture(scope="session")
def live(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The app as ``make run`` starts it, on a store of the test's own."""
    folder = tmp_path_factory.mktemp("live")
    sample_store(folder / "store").close()
    with served(app_on_the_day(folder), folder, {"SCORECARD_STORE": str(folder / "store")}, ready="/healthz") as server:
        yield server


@pytest.fixture
def seated(live: Server) -> Iterator[Server]:
    """The live app with its CFO, COO and CEO, as long as this lasts: others find it without, as it was."""
    _seat(live, SEATS)
    yield live
    _seat(live, dict.fromkeys(SEATS, ""))


def _seat(live: Server, wanted: Mapping[str, str]) -> None:
    store = open_store(live.log.parent / "store", today=lambda: DAY)
    for person in store.people():
        if person.id in wanted:
            store.put_person(replace(person, seat=wanted[person.id]), "test")
    store.close()


@pytest.fixture(scope="session")
def shots() -> Path:
    """Where pictures of the screens are kept for people to look at; not in git."""
    folder = Path(__file__).parent / "shots"
    folder.mkdir(exist_ok=True)
    return folder
