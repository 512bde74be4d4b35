"""Faults nobody foresaw: the reader gets one calm line and a reference, the log gets everything."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.stclient.protocol import Client, Screen, pressed
from tests.stclient.server import Server, door_around, served

pytestmark = pytest.mark.slow

FAULTY = """
import sqlite3
import streamlit as st
from scorecard.domain.errors import Conflict
from scorecard.ui import shell
page = shell.page("Home", needs="view:scorecard")
st.text("above")
fault = st.query_params.get("fault", "")
password = "hunter2-in-a-variable"
if fault == "value": raise ValueError("cannot read /srv/books/ledger.csv with hunter2")
if fault == "zero": 1 / 0
if fault == "key": {}["/srv/books/secret"]
if fault == "sql": sqlite3.connect(":memory:").execute("SELECT salary FROM payroll_2026")
if fault == "import": import no_such_module_of_ours
if fault == "decode": b"\\xff/srv/books".decode()
if fault == "attribute": None.salary_of_the_chief
if fault == "group": raise ExceptionGroup("hunter2", [OSError(2, "no", "/srv/books")])
if fault == "recursion":
    exec("def deep(): return deep()\\ndeep()")
if fault == "streamlit": [st.button("twice") for _ in range(2)]
if fault == "known": raise Conflict("The comment", "![b](http://127.0.0.1:8799/x.png)", "<script>")
if fault == "callback": st.button("Press", on_click=lambda: 1 / 0)
if fault == "base": raise MemoryError("/srv/books")
"""
BROKEN = "this is not python /srv/books\n"
FAULTS = ["value", "zero", "key", "sql", "import", "decode", "attribute", "group", "recursion", "streamlit", "base"]
LEAKS = (b"/srv", b"hunter2", b"Traceback", b"SELECT", b"payroll", b".py", b"Error", b"salary", b"no_such", b"line ")
CALM = re.compile(r"This part could not be shown\. .* reference ([0-9a-f]{8}) ")


@pytest.fixture(scope="module")
def faulty(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    folder = tmp_path_factory.mktemp("faulty")
    app = door_around(folder / "app", {"home": FAULTY, "broken": BROKEN})
    with served(app, folder, {"SCORECARD_STORE": str(folder / "store")}, ready="/healthz") as server:
        yield server


def drawn(screen: Screen) -> bytes:
    """What was drawn, but for the house's own style sheet. The greeting of a session names the main script,
    which Streamlit cannot leave out."""
    said = (delta.SerializeToString() for delta in screen.deltas.values())
    return b"".join(part for part in said if b"<style>:root" not in part)


def reference(screen: Screen) -> str:
    found = [match[1] for text in screen.texts() if (match := CALM.search(text))]
    assert len(found) == 1, screen.texts()
    return found[0]


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_is_one_calm_line_and_its_details_are_in_the_log(faulty: Server, fault: str):
    with Client(faulty.port) as client:
        screen = client.run(query=f"fault={fault}")
        told = reference(screen)
        assert screen.says("above")
        assert not screen.exceptions()
        assert not [leak for leak in LEAKS if leak in drawn(screen)]
        written = faulty.logged().split(f"reference {told}")
        assert len(written) == 2
        assert "Traceback" in written[1]


def test_a_page_that_does_not_compile_is_one_calm_line(faulty: Server):
    with Client(faulty.port) as client:
        screen = client.run(page="broken")
        assert reference(screen) in faulty.logged()
        assert b"/srv" not in drawn(screen)


def test_a_fault_in_a_click_is_one_calm_line(faulty: Server):
    with Client(faulty.port) as client:
        screen = client.run(query="fault=callback")
        screen = client.run(query="fault=callback", widgets=[pressed(screen.widget("button", "Press"))])
        assert reference(screen) in faulty.logged()
        assert not screen.exceptions()


def test_a_fault_a_person_understands_is_its_own_sentence_shown_as_it_is(faulty: Server):
    with Client(faulty.port) as client:
        screen = client.run(query="fault=known")
        assert screen.says(
            "The comment was changed by someone else meanwhile. You wrote “![b](http\u2060://127.0.0.1:8799"
        )
        assert b"![b](" not in drawn(screen)
        assert not [text for text in screen.texts() if CALM.search(text)]


def test_the_next_screen_is_as_if_nothing_had_happened(faulty: Server):
    with Client(faulty.port) as client:
        client.run(query="fault=zero")
        assert client.run().texts()[-1] == "above"


def test_without_the_frame_a_fault_tells_everything(tmp_path: Path):
    script = tmp_path / "naive.py"
    script.write_text("raise ValueError('cannot read /srv/books')\n")
    with served(script, tmp_path) as naive, Client(naive.port) as client:
        screen = client.run()
        assert b"/srv/books" in drawn(screen)
        assert b"naive.py" in drawn(screen)
