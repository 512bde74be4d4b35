"""ask variance: the statement as a table and as JSON, exact, and an unknown statement with names that come near."""

import json
from pathlib import Path

import pytest

from scorecard.cli import main
from tests.stclient.workspace import small_store


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("statement")
    small_store(folder, revisions=1).close()
    return folder


def ask(place: Path, *words: str) -> int:
    return main(["--store", str(place), "ask", "variance", *words])


def test_the_statement_as_json_has_every_line_with_exact_amounts(place: Path, capsys: pytest.CaptureFixture[str]):
    assert ask(place, "--view", "ytd", "--json") == 0
    told = json.loads(capsys.readouterr().out)
    assert told["rows"][0]["actual"] == 10_000
    assert told["rows"][0]["reference"] is None
    assert (told["by"], told["full_year"], told["headline"][-1]) == ("accounts", False, ".")


def test_the_statement_as_a_table_names_its_columns(place: Path, capsys: pytest.CaptureFixture[str]):
    assert ask(place) == 0
    told = capsys.readouterr().out
    for head in ("Line", "Actual", "Plan", "Difference", "Better", "Last year", "Outlook", "Worth a look"):
        assert head in told
    assert "\x1b" not in told


def test_a_statement_that_does_not_exist_is_refused_with_what_there_is(place: Path, capsys: pytest.CaptureFixture[str]):
    assert ask(place, "al") == 2
    assert "There is no statement called “al”. Did you mean all?" in capsys.readouterr().err


def test_a_state_can_be_held_against_an_earlier_one(tmp_path: Path, place: Path, capsys: pytest.CaptureFixture[str]):
    """Every amount one higher in the second revision: 13 accounts, 13 more, and ten months of them to date."""
    small_store(tmp_path).close()
    assert ask(tmp_path, "--compare", "known", "--view", "ytd", "--json") == 0
    told = json.loads(capsys.readouterr().out)
    assert {row["difference"] for row in told["rows"]} == {10}
    assert told["against"].endswith("(revision 1)")
    assert ask(tmp_path, "--compare", "known", "--known", "r1") == 0
    assert "Known on " in capsys.readouterr().out
    assert ask(place, "--compare", "known") == 0
    assert "there is no earlier state to compare with" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("known", "said"),
    [("r9", "There is no revision 9."), ("yesterday", "There is no earlier state called “yesterday”.")],
)
def test_an_earlier_state_that_never_was_is_refused(
    place: Path, capsys: pytest.CaptureFixture[str], known: str, said: str
):
    assert ask(place, "--compare", "known", "--known", known) == 2
    assert said in capsys.readouterr().err
