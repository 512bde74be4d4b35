"""ask outlook: the months as a table and as JSON, and the sentence where nothing was forecast."""

import json
from pathlib import Path

import pytest

from scorecard.cli import main
from tests.stclient.workspace import sample_store, small_store


@pytest.mark.slow
def test_the_months_as_a_table_and_as_json(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    sample_store(tmp_path).close()
    assert main(["--store", str(tmp_path), "ask", "outlook", "--vintage", "2026-04-30"]) == 0
    told = capsys.readouterr().out
    for head in ("Month", "Customers", "Tax paid", "Likely from", "May 2026", "Oct 2027"):
        assert head in told
    assert main(["--store", str(tmp_path), "ask", "outlook", "--json"]) == 0
    answer = json.loads(capsys.readouterr().out)
    ahead = [row for row in answer["rows"] if row["forecast"] is not None]
    assert [ahead[0]["period"], ahead[-1]["period"], answer["made"]] == ["2026-11", "2028-04", "2026-10-31"]
    assert answer["bridge"]["start"] == next(row["cash"] for row in answer["rows"] if row["period"] == "2026-10")
    assert answer["cycle"]["whole"]["days"] == pytest.approx(40.4, abs=0.1)


def test_a_workspace_without_cash_says_so_and_shows_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    small_store(tmp_path, revisions=1).close()
    assert main(["--store", str(tmp_path), "ask", "outlook"]) == 0
    assert "needs a section “cash”" in capsys.readouterr().out
