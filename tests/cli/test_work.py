"""ask work: items as a table and as JSON, by their state; a state that does not exist offers one that does."""

import json
from datetime import timedelta
from pathlib import Path

import pytest

from scorecard.changes.assign import assign
from scorecard.cli import main
from scorecard.domain.access import Actor
from scorecard.domain.people import Person
from scorecard.ingest.opening import open_store
from scorecard.reports.usual import usual_scope
from scorecard.reports.work_figures import figured, subject_of
from tests.stclient.workspace import HOSTILE, small_store


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with one item about a line with a hostile name."""
    folder = tmp_path_factory.mktemp("work")
    small_store(folder, 1).close()
    store = open_store(folder)
    store.put_person(Person("ada", HOSTILE[1], "finance", "finance"), "test")
    store.put_person(Person("bo", "Bo", "operations", "operations"), "test")
    scope = usual_scope(store.snapshot(), store.today())
    subject = subject_of(scope, "m0")
    found = figured(store, scope, subject)
    assert found is not None
    assign(store, Actor("ada", "finance"), subject, found.figures, "ada", "bo", store.today() + timedelta(days=3))
    store.close()
    return folder


def test_work_is_a_table(place: Path, capsys: pytest.CaptureFixture[str]):
    assert main(["--store", str(place), "ask", "work"]) == 0
    told = capsys.readouterr().out
    assert told.startswith("1 open item")
    assert "<img src=x" in told
    assert "onerror='window.hurt=1'> & " in told
    assert "\x1b" not in told


def test_work_is_json_with_its_numbers(place: Path, capsys: pytest.CaptureFixture[str]):
    assert main(["--store", str(place), "ask", "work", "open", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    (row,) = told["rows"]
    assert row["item"]["id"] == 1
    assert row["now"]["actual"] == row["item"]["figures"]["actual"] == 1000
    assert row["state"] == "open"
    assert main(["--store", str(place), "ask", "work", "verified", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["rows"] == []


def test_an_unknown_state_offers_one(place: Path, capsys: pytest.CaptureFixture[str]):
    assert main(["--store", str(place), "ask", "work", "overdu"]) == 2
    assert "overdue" in capsys.readouterr().err
