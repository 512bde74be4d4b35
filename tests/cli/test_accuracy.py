"""ask accuracy: the record as a table and as JSON, and what is said to a kind that does not exist."""

import json
from pathlib import Path

import pytest

from scorecard.cli import main
from tests.stclient.workspace import sample_store, small_store


@pytest.mark.slow
def test_the_record_as_a_table_and_as_json(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    sample_store(tmp_path).close()
    assert main(["--store", str(tmp_path), "ask", "accuracy"]) == 0
    told = capsys.readouterr().out
    for head in ("Off by", "Leans", "Year before", "Held 80 %", "13 weeks ahead", "Cash at the bank"):
        assert head in told
    assert main(["--store", str(tmp_path), "ask", "accuracy", "outlook", "--measure", "revenue", "--json"]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert (answer["kind"], answer["line"], answer["whole"]["name"]) == ("outlook", "revenue", "Revenue")
    assert answer["whole"]["count"] == sum(row["count"] for row in answer["by_horizon"])
    assert main(["--store", str(tmp_path), "ask", "accuracy", "outlok"]) == 2
    assert "outlook" in capsys.readouterr().err


def test_a_workspace_without_forecasts_says_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    small_store(tmp_path, revisions=1).close()
    assert main(["--store", str(tmp_path), "ask", "accuracy"]) == 0
    assert "there is nothing to judge" in capsys.readouterr().out
