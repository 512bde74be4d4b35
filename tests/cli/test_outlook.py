"""ask outlook: the months as a table and as JSON, and the sentence where nothing was forecast."""

import json
from pathlib import Path

import pytest
from rich.text import Text

from scorecard.cli import main
from scorecard.cli.answers_table import table_of
from scorecard.domain.scope import Scope
from scorecard.reports.cash_answer import CashReport
from scorecard.reports.cash_moved import CashMovedReport
from scorecard.reports.cash_table import Table
from scorecard.reports.outlook import OutlookReport
from tests.stclient.workspace import sample_store, small_store


@pytest.mark.slow
def test_the_months_as_a_table_and_as_json(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    sample_store(tmp_path).close()
    assert main(["--store", str(tmp_path), "ask", "outlook", "--vintage", "2026-04-30"]) == 0
    told = capsys.readouterr().out
    for head in ("Month", "Customers", "Tax paid", "Likely", "By day", "May 2026", "Oct 2027"):
        assert head in told
    assert "May 2026 and Jun 2026 end as the forecast by day" in told, "an earlier one is told with the days of then"
    assert main(["--store", str(tmp_path), "ask", "outlook", "--json"]) == 0
    answer = json.loads(capsys.readouterr().out)
    ahead = [row for row in answer["rows"] if row["forecast"] is not None]
    assert [ahead[0]["period"], ahead[-1]["period"], answer["made"]] == ["2026-11", "2028-04", "2026-10-31"]
    assert answer["bridge"]["start"] == next(row["cash"] for row in answer["rows"] if row["period"] == "2026-10")
    assert answer["cycle"]["whole"]["days"] == pytest.approx(40.4, abs=0.1)


def test_the_terminal_has_the_notes_and_warnings_of_the_pages():
    """Warnings stand above the table as on the page, what was found equal and the notes below it."""
    scope = Scope("all", "2026-10")
    known = "A note as long as notes get: " + "one invoice has no date; " * 12
    table = Table((), (), "Start + in − out = end.")
    cash = CashReport(scope, "We had 5.", "1 Nov", 3, "EUR", "", table=table, notes=(known,), stale="An old one.")
    ahead = OutlookReport(scope, "It ends at 7.", "1 Nov", 3, "EUR", notes=("By day.", known), stale="Taken back.")
    moved = CashMovedReport("2 less.", "EUR", foots="Timing + amount = the difference.")
    for answer, lines in (
        (cash, ["We had 5.", "Numbers as of 1 Nov.", "An old one.", "Start + in − out = end.", known.strip()]),
        (ahead, ["It ends at 7.", "Numbers as of 1 Nov.", "Taken back.", "By day.", known.strip()]),
        (moved, ["2 less.", "Timing + amount = the difference."]),
    ):
        told = [each.plain.strip() for each in table_of(answer).renderables if isinstance(each, Text)]
        assert told == lines


def test_a_workspace_without_cash_says_so_and_shows_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    small_store(tmp_path, revisions=1).close()
    assert main(["--store", str(tmp_path), "ask", "outlook"]) == 0
    assert "needs a section “cash”" in capsys.readouterr().out
