"""What every floor's tests share: the repository's root and the folder of real files."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings
from playwright.sync_api import Browser

from tests.stclient.browser import chromium

ROOT = Path(__file__).resolve().parents[1]
SHARED = Path(os.environ.get("SCORECARD_SHARED", ROOT.parent / "shared"))

settings.register_profile("suite", deadline=None, derandomize=True, print_blob=True)
settings.load_profile("suite")


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
