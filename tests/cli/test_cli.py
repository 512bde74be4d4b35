"""The command line: three exit codes, one shape of JSON, no traceback and nothing that moves a cursor."""

import json
from pathlib import Path

import pytest

from scorecard.cli import main
from tests.ingest.workshop import CATALOGUE, PROFILE

pytestmark = pytest.mark.slow

GOOD = "date,amount,dept,account,note\n2026-05-01,2.50,ops,cost,\n2026-05-02,3,fin,cost,\n"


@pytest.fixture
def place(tmp_path: Path) -> Path:
    (tmp_path / "catalogue.toml").write_text(CATALOGUE)
    (tmp_path / "profile.toml").write_text(PROFILE)
    (tmp_path / "good.csv").write_text(GOOD)
    (tmp_path / "bad.csv").write_text(GOOD.replace("2.50", "NA").replace("fin", "\x1b[31mmoon"))
    return tmp_path


def run(place: Path, *words: str) -> int:
    named = [str(place / word) if word.endswith((".csv", ".toml")) else word for word in words]
    return main(["--store", str(place / "store"), *named])


def load(place: Path, file: str, *more: str) -> int:
    return run(place, "import", file, "--profile", "profile.toml", *more)


def test_a_load_from_nothing_to_a_revision_and_back(place: Path, capsys: pytest.CaptureFixture[str]):
    assert run(place, "catalogue", "check", "catalogue.toml") == 0
    assert run(place, "catalogue", "load", "catalogue.toml") == 0
    assert load(place, "good.csv", "--dry-run") == 0
    assert "Dry run: 2 new" in capsys.readouterr().out
    assert load(place, "good.csv") == 0
    assert "Numbers as of revision 2" in capsys.readouterr().out
    assert load(place, "good.csv") == 0
    assert "Already loaded as load 2" in capsys.readouterr().out
    assert run(place, "check") == 0
    assert run(place, "undo", "2") == 0
    assert "2 removed" in capsys.readouterr().out
    assert run(place, "undo", "2") == 1


def test_the_json_of_a_load_has_its_fixed_shape(place: Path, capsys: pytest.CaptureFixture[str]):
    run(place, "catalogue", "load", "catalogue.toml")
    capsys.readouterr()
    assert load(place, "good.csv", "--json", "--rows", "2", "--total", "amount=5.5") == 0
    told = json.loads(capsys.readouterr().out)
    assert told == {
        "revision": 2,
        "new": 2,
        "restated": 0,
        "removed": 0,
        "unchanged": 0,
        "controls": [
            {"name": "rows", "expected": "2", "found": "2", "holds": True},
            {"name": "total", "expected": "5.5", "found": "5.5", "holds": True},
        ],
        "problems": [],
    }


def test_problems_in_data_end_with_one_and_are_told_safely(place: Path, capsys: pytest.CaptureFixture[str]):
    run(place, "catalogue", "load", "catalogue.toml")
    capsys.readouterr()
    assert load(place, "bad.csv") == 1
    told = capsys.readouterr()
    assert "\x1b" not in told.out + told.err
    assert "Nothing was loaded: 2 problems." in told.err
    assert load(place, "bad.csv", "--json") == 1
    told = json.loads(capsys.readouterr().out)
    assert told["revision"] is None
    assert [set(problem) for problem in told["problems"]] == [{"where", "what", "remedy"}] * 2


def test_a_control_that_does_not_hold_ends_with_one(place: Path):
    run(place, "catalogue", "load", "catalogue.toml")
    assert load(place, "good.csv", "--total", "amount=5.51") == 1
    assert load(place, "good.csv", "--rows", "3") == 1


def test_a_load_before_any_catalogue_is_a_problem_with_a_remedy(place: Path, capsys: pytest.CaptureFixture[str]):
    assert load(place, "good.csv") == 1
    assert "catalogue load" in capsys.readouterr().err


WRONG = [
    ["nonsense"],
    ["import"],
    ["import", "nowhere.csv", "--profile", "profile.toml"],
    ["import", "good.csv"],
    ["import", "good.csv", "--profile", "profile.toml", "--total", "amount"],
    ["import", "good.csv", "--profile", "profile.toml", "--rows", "-1"],
    ["undo", "first"],
    ["undo"],
    ["catalogue", "load", "nowhere.toml"],
    ["check", "--loudly"],
]


@pytest.mark.parametrize("words", WRONG, ids=" ".join)
def test_wrong_use_ends_with_two_and_a_sentence(place: Path, words: list[str], capsys: pytest.CaptureFixture[str]):
    assert run(place, *words) == 2
    told = capsys.readouterr().err
    assert "Traceback" not in told
    assert told.strip()


def test_a_profile_at_fault_is_told_with_its_keys(place: Path, capsys: pytest.CaptureFixture[str]):
    (place / "profile.toml").write_text(PROFILE.replace("[constants]", "[constant]"))
    assert load(place, "good.csv") == 1
    assert "profile.toml, constant: is not a key" in capsys.readouterr().err


def test_an_unexpected_fault_is_one_sentence_and_the_details_are_in_the_log(
    place: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
):
    def broken(*_: object, **__: object) -> None:
        raise RuntimeError("secret \x1b[31m detail")

    monkeypatch.setattr("scorecard.cli.checking.open_store", broken)
    assert run(place, "check") == 1
    told = capsys.readouterr().err
    assert "secret" not in told
    reference = told.rsplit(" ", 1)[-1].strip(". \n")
    log = (place / "store" / "faults.log").read_text()
    assert reference in log
    assert "secret" in log
    assert "\x1b" not in log


def test_every_command_says_how_it_is_used(capsys: pytest.CaptureFixture[str]):
    for words in ([], ["import"], ["undo"], ["catalogue", "load"], ["check"]):
        assert main([*words, "--help"]) == 0
        assert "Usage: python -m scorecard" in capsys.readouterr().out
