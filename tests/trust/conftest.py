"""A live server with the app's own door, an empty store and small pages of the tests'."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.stclient.server import Server, door_around, served

PLAIN = """
import streamlit as st
from scorecard.ui import shell
page = shell.page({title!r}, needs="view:scorecard")
st.text({body!r})
"""
CLICKS = """
import streamlit as st
from scorecard.ui import shell
page = shell.page("Clicks", needs="view:scorecard")
st.text("clicked" if st.button("Click me") else "not clicked")
"""
CANARY = "PAYROLL-CANARY-7731"
SECRET = f"import streamlit as st\nst.text({CANARY!r})\n"
PAGES = {
    "home": PLAIN.format(title="Home", body="the home page"),
    "other": PLAIN.format(title="Other", body="the other page"),
    "clicks": CLICKS,
    "secret": SECRET,
}


@pytest.fixture(scope="package")
def door(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """One server for all tests that only knock."""
    folder = tmp_path_factory.mktemp("door")
    with served_pages(folder) as server:
        yield server


@pytest.fixture(scope="package")
def app_itself(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The app as it is, on an empty store, started from another folder."""
    folder = tmp_path_factory.mktemp("app")
    with served(ROOT / "app.py", folder, {"SCORECARD_STORE": str(folder / "store")}, ready="/healthz") as server:
        yield server


def served_pages(folder: Path):
    app = door_around(folder / "app", PAGES, {"secret": "view:payroll"})
    return served(app, folder / "elsewhere", {"SCORECARD_STORE": str(folder / "store")}, ready="/healthz")
