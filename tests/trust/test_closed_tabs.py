"""A tab closed in the middle of writing: what was begun is done as a whole or not at all."""

import random
import time
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from scorecard.changes.assign import assign
from scorecard.changes.load_catalogue import load_catalogue
from scorecard.domain.access import LOCAL, Actor
from scorecard.domain.work import Said, Subject
from scorecard.ingest.opening import open_store
from scorecard.store.store import Store
from tests.ingest.workshop import CATALOGUE
from tests.stclient.protocol import Client, pressed
from tests.stclient.server import Server, door_around, served
from tests.store.desk import FIGURES, TODAY, staffed

pytestmark = pytest.mark.slow

ACT = """
import streamlit as st
from scorecard.changes.comment import comment
from scorecard.domain.access import Actor
from scorecard.ui import shell
from tests.store.desk import FIGURES
page = shell.page("Home", needs="view:scorecard")
if st.button("Write"):
    page.do(lambda store, _: comment(store, Actor("fay", "finance"), 1, "late parts", FIGURES))
    st.text("written")
"""
NAIVE = """
import time
import streamlit as st
from scorecard.store import audit
from scorecard.ui import shell
from tests.trust.worker import entry, trace
page = shell.page("Naive", needs="view:scorecard")
if st.button("Write"):
    store = page.frame.workspace.store
    entry(store, 1)
    time.sleep(0.02)
    st.text("half way")
    trace(store)
"""
CLOSINGS = 20


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A store with figures' catalogue, people and one item."""
    store = open_store(tmp_path / "store", "", "", lambda: TODAY)
    load_catalogue(store, LOCAL, CATALOGUE, "workshop.toml")
    due = TODAY + timedelta(9)
    fay = Actor("fay", "finance")
    assign(staffed(store), fay, Subject("all", "cost", (), "2026-04"), FIGURES, "fay", "olu", due)
    store.close()
    return tmp_path / "store"


@pytest.fixture
def tabs(tmp_path: Path, folder: Path) -> Iterator[Server]:
    app = door_around(tmp_path / "app", {"home": ACT, "naive": NAIVE})
    with served(app, tmp_path, {"SCORECARD_STORE": str(folder)}, ready="/healthz") as server:
        yield server


def close_in_the_middle(tabs: Server, page: str, after: float) -> None:
    """Click, and close the tab that soon."""
    with Client(tabs.port) as client:
        screen = client.run(page=page)
        client.ask(page=page, widgets=[pressed(screen.widget("button", "Write"))])
        time.sleep(after)


def counted(folder: Path) -> tuple[int, int]:
    """Comments, and their rows in the trail, once nobody writes any more."""
    store: Store = open_store(folder, "", "", lambda: TODAY)
    before, found = None, _count(store)
    while found != before:
        time.sleep(0.3)
        before, found = found, _count(store)
    store.close()
    return found


def _count(store: Store) -> tuple[int, int]:
    said = sum(each.kind is Said.COMMENT for each in store.work.comments())
    return said, sum(row.action == "work.comment" for row in store.audit_rows())


def test_a_tab_closed_at_any_instant_leaves_nothing_half_done(tabs: Server, folder: Path):
    dice = random.Random(7)
    for _ in range(CLOSINGS):
        close_in_the_middle(tabs, "", dice.uniform(0, 0.04))
    said, traced = counted(folder)
    assert said == traced
    assert 0 < said <= CLOSINGS
    with Client(tabs.port) as client:
        screen = client.run()
        assert client.run(widgets=[pressed(screen.widget("button", "Write"))]).says("written")
    assert counted(folder) == (said + 1, traced + 1)


def test_control_entry_and_trace_with_a_word_on_the_screen_between_are_torn(tabs: Server, folder: Path):
    for _ in range(CLOSINGS):
        close_in_the_middle(tabs, "naive", 0.01)
    said, traced = counted(folder)
    assert said > traced
