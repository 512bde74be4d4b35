"""A page opened as a reader opens it, without a browser: the real main script on the sample company."""

from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from shutil import copytree

import pytest
from streamlit.components.v2 import manifest_scanner
from streamlit.testing.v1 import AppTest

from scorecard.ingest.opening import open_store
from scorecard.store.store import Store
from scorecard.ui import workspace
from tests.conftest import ROOT
from tests.stclient.workspace import DAY, OnTheDay, sample_store, small_store

Open = Callable[..., AppTest]

INSTALLED = cache(manifest_scanner.scan_component_manifests)
"""What every script of a test would look for anew in all that is installed; no package comes during a run."""

OPENED: list[Path] = []
"""The store the process has open; opening another costs seconds."""


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Folder of a store with the sample company."""
    folder = tmp_path_factory.mktemp("sample")
    sample_store(folder).close()
    return folder


@pytest.fixture(scope="session")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Folder of a store whose names are hostile."""
    folder = tmp_path_factory.mktemp("hostile")
    small_store(folder).close()
    return folder


@pytest.fixture
def desk(tmp_path: Path, made: Path) -> Iterator[Store]:
    """A store of the test's own in the folder ``store``: a copy of what its module has ``made``."""
    OPENED.clear()
    copytree(made, tmp_path / "store")
    opened = open_store(tmp_path / "store", today=lambda: DAY)
    yield opened
    opened.close()


@pytest.fixture
def open_page(monkeypatch: pytest.MonkeyPatch) -> Open:
    """``open_page(store, "measure", measure="cash")``: the page after its script ran."""

    def opened(store: Path, page: str, **link: str) -> AppTest:
        monkeypatch.setenv("SCORECARD_STORE", str(store))
        monkeypatch.setattr(workspace, "date", OnTheDay)
        monkeypatch.setattr(manifest_scanner, "scan_component_manifests", INSTALLED)
        if [store] != OPENED:
            workspace._opened.cache_clear()
            OPENED[:] = [store]
        app = AppTest.from_file(str(ROOT / "scorecard/ui/main.py"), default_timeout=60)
        for name, text in link.items():
            app.query_params[name] = text
        if page != "scorecard":
            app.switch_page(str(ROOT / f"pages/{page}.py"))
        return app.run()

    return opened
