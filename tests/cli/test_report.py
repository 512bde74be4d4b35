"""report: files are written and named, two runs make the same bytes, and exit codes are those of every command."""

import os
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from scorecard.cli import main
from tests.conftest import ROOT
from tests.stclient.workspace import small_store

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("report")
    small_store(folder).close()
    return folder


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_pack_is_written_in_every_format_and_its_files_are_named(place: Path, tmp_path: Path, capsys):
    assert main(["--store", str(place), "report", "weekly", "--out", str(tmp_path / "new" / "folder")]) == 0
    told = capsys.readouterr().out.splitlines()
    wanted = [f"weekly-all-2026-10-r2.{ending}" for ending in ("html", "pdf", "pptx", "xlsx")]
    assert names(tmp_path / "new" / "folder") == wanted
    assert sorted(told) == [str(tmp_path / "new" / "folder" / name) for name in wanted]


def test_an_earlier_state_and_one_format_can_be_asked_for(place: Path, tmp_path: Path):
    asked = ["--store", str(place), "report", "monthly", "--out", str(tmp_path), "--as-of", "r1", "--format", "xlsx"]
    assert main(asked) == 0
    assert names(tmp_path) == ["monthly-all-2026-10-r1.xlsx"]


def test_two_processes_on_two_machines_write_the_same_bytes(place: Path, tmp_path: Path):
    """Another order of sets, another time zone, another language, another folder to work in."""
    machines = ({"PYTHONHASHSEED": "1", "TZ": "UTC"}, {"PYTHONHASHSEED": "2", "TZ": "Asia/Tokyo", "LC_ALL": "C"})
    made = []
    for number, machine in enumerate(machines):
        out = tmp_path / str(number)
        out.mkdir()
        command = [sys.executable, "-m", "scorecard", "--store", str(place), "report", "monthly", "--out", str(out)]
        command += ["--as-of", "r2", "--period", "2026-10"]  # where it is tomorrow already, ages are others
        given = {**os.environ, "PYTHONPATH": str(ROOT), **machine}
        subprocess.run(command, cwd=out, env=given, check=True, capture_output=True)
        made.append({path.name: path.read_bytes() for path in out.iterdir()})
    assert len(made[0]) == 4
    assert made[0] == made[1]


def test_a_state_that_is_named_makes_the_same_bytes_on_any_day(place: Path, tmp_path: Path, monkeypatch):
    from scorecard.cli import report
    from scorecard.ingest.opening import open_store

    made = []
    for number, day in enumerate((date(2026, 11, 23), date(2027, 2, 1))):
        monkeypatch.setattr(report, "open_store", lambda *where, _day=day: open_store(*where, today=lambda: _day))
        asked = ["--store", str(place), "report", "weekly", "--out", str(tmp_path / str(number))]
        assert main([*asked, "--as-of", "r2", "--period", "2026-10"]) == 0
        made.append({path.name: path.read_bytes() for path in (tmp_path / str(number)).iterdir()})
    assert made[0] == made[1]


@pytest.mark.parametrize(
    ("asked", "code", "said"),
    [
        (["daily"], 2, "weekly"),
        (["weekly", "--as-of", "r99"], 2, "There is no revision 99."),
        (["weekly", "--period", "2026-13"], 2, "2026-1"),
        (["weekly", "--format", "docx"], 2, "pdf"),
    ],
)
def test_wrong_use_ends_with_2_and_says_what_is_right(place: Path, tmp_path: Path, capsys, asked, code, said):
    assert main(["--store", str(place), "report", *asked, "--out", str(tmp_path / "out")]) == code
    assert said in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


def test_an_empty_store_ends_with_1(tmp_path: Path, capsys):
    assert main(["--store", str(tmp_path / "store"), "report", "weekly", "--out", str(tmp_path / "out")]) == 1
    assert "No figures have been loaded yet" in capsys.readouterr().err


def test_a_folder_that_cannot_be_written_is_named(place: Path, tmp_path: Path, capsys):
    (tmp_path / "file").write_text("")
    assert main(["--store", str(place), "report", "weekly", "--out", str(tmp_path / "file" / "below")]) == 2
    assert "cannot be written" in capsys.readouterr().err
