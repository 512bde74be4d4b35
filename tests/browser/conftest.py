"""The live app on the sample company."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.stclient.server import Server, app_on_the_day, served
from tests.stclient.workspace import sample_store


@pytest.fixture(scope="session")
def live(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The app as ``make run`` starts it, on a store of the test's own."""
    folder = tmp_path_factory.mktemp("live")
    sample_store(folder / "store").close()
    with served(app_on_the_day(folder), folder, {"SCORECARD_STORE": str(folder / "store")}, ready="/healthz") as server:
        yield server


@pytest.fixture(scope="session")
def shots() -> Path:
    """Where pictures of the screens are kept for people to look at; not in git."""
    folder = Path(__file__).parent / "shots"
    folder.mkdir(exist_ok=True)
    return folder
