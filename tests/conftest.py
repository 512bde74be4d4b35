"""What every floor's tests share: the repository's root and the folder of real files."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings
from playwright.sync_api import Browser
from xdist.remote import Producer
from xdist.scheduler import LoadFileScheduling
from xdist.workermanage import WorkerController

from tests.stclient.browser import chromium
from tests.stclient.workspace import MADE_ONCE

ROOT = Path(__file__).resolve().parents[1]
SHARED = Path(os.environ.get("SCORECARD_SHARED", ROOT.parent / "shared"))

settings.register_profile("suite", deadline=None, derandomize=True, print_blob=True)
settings.load_profile("suite")


def pytest_configure(config: pytest.Config) -> None:
    """A place for what is made once a run; workers inherit it from whoever starts them, who removes it."""
    if MADE_ONCE not in os.environ:
        os.environ[MADE_ONCE] = tempfile.mkdtemp(prefix="scorecard-suite-")
        config.add_cleanup(lambda: shutil.rmtree(os.environ.pop(MADE_ONCE), ignore_errors=True))


class ByCompany(LoadFileScheduling):  # type: ignore[misc]
    """A file stays with one worker, and so do the folders whose files share one costly company."""

    FOLDERS = ("tests/answers/", "tests/real/", "tests/pages/")
    LONGEST = (
        "tests/pages/", "tests/real/", "tests/ingest/test_demo_store.py", "tests/trust/test_concurrent_work.py",
        "tests/store/test_crash.py", "tests/trust/test_hostile_imports.py", "tests/laws/test_statement.py",
        "tests/answers/", "tests/trust/test_links.py", "tests/trust/test_closed_tabs.py", "tests/trust/test_gate.py",
        "tests/domain/test_forecast_daily.py", "tests/ingest/test_demo.py",
    )  # fmt: skip
    """Begun first, so that the workers end together: these take ten seconds and more."""

    def _split_scope(self, nodeid: str) -> str:
        return next((each for each in self.FOLDERS if nodeid.startswith(each)), super()._split_scope(nodeid))

    def _assign_work_unit(self, node: WorkerController) -> None:
        for scope in reversed(self.LONGEST):
            if scope in self.workqueue:
                self.workqueue.move_to_end(scope, last=False)
        super()._assign_work_unit(node)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> ByCompany:
    """Which worker runs what, for the whole suite alike."""
    return ByCompany(config, log)


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real files; tests that need it are skipped where it is absent."""
    if not (SHARED / "data").is_dir():
        pytest.skip(f"real files are not here ({SHARED.name}/data is absent)")
    return SHARED


@pytest.fixture(autouse=True)
def no_settings_from_outside(monkeypatch: pytest.MonkeyPatch) -> None:
    """A store of the person running the suite is never touched."""
    for name in ("SCORECARD_STORE", "SCORECARD_BOOK_URL", "SCORECARD_FACTS_URI"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for all that look at the screen; a process can drive only one at a time."""
    with chromium() as found:
        yield found
