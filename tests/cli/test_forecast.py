"""The forecast command: one shape of JSON, a table for people, faults told and the rest forecast."""

import json
from pathlib import Path

import numpy as np
import pytest

from scorecard.cli import main

ASKED = ("--series", "line", "--date", "day", "--value", "amount", "--horizon", "3")
KEYS = ["mean", "lo80", "hi80", "lo95", "hi95", "cum_mean", "cum_lo80", "cum_hi80", "cum_lo95", "cum_hi95"]


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "lines.csv"
    months = [f"{year}-{month:02d}-01" for year in (2021, 2022, 2023, 2024) for month in range(1, 13)]
    random = np.random.default_rng(8)
    sales = 1000 + 200 * np.sin(np.arange(48) * np.pi / 6) + random.normal(0, 20, 48)
    rows = [
        f"{line},{day},{value:.2f}"
        for line, values in (("sales", sales), ("rent", [50] * 48))
        for day, value in zip(months, values, strict=True)
    ]
    path.write_text("\n".join(["line,day,amount", *rows]))
    return path


def test_json_has_the_fixed_shape(table: Path, capsys: pytest.CaptureFixture[str]):
    assert main(["forecast", str(table), *ASKED, "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert list(told) == ["series"]
    assert list(told["series"]) == ["sales", "rent"]
    assert [row["date"] for row in told["series"]["sales"]] == ["2025-01-01", "2025-02-01", "2025-03-01"]
    for row in told["series"]["sales"]:
        assert list(row) == ["date", *KEYS]
        assert row["lo95"] < row["lo80"] < row["mean"] < row["hi80"] < row["hi95"]
        assert row["cum_lo95"] < row["cum_lo80"] < row["cum_mean"] < row["cum_hi80"] < row["cum_hi95"]
    assert told["series"]["rent"][2]["cum_mean"] == pytest.approx(150)
    assert told["series"]["sales"][1]["mean"] == pytest.approx(1100, abs=60)


def test_levels_and_season_are_those_asked_for(table: Path, capsys: pytest.CaptureFixture[str]):
    assert main(["forecast", str(table), *ASKED, "--json", "--levels", "90,50", "--season", "4"]) == 0
    row = json.loads(capsys.readouterr().out)["series"]["sales"][0]
    assert list(row)[1:6] == ["mean", "lo50", "hi50", "lo90", "hi90"]


def test_a_table_is_told_without_json(table: Path, capsys: pytest.CaptureFixture[str]):
    assert main(["forecast", str(table), *ASKED]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "sales: monthly, 48 values"
    assert lines[1].split() == ["date", *KEYS]
    assert lines[5] == "rent: monthly, 48 values"
    assert lines[7].split()[:2] == ["2025-01-01", "50.00"]


def test_faults_are_told_beside_the_forecasts(table: Path, capsys: pytest.CaptureFixture[str]):
    table.write_text(table.read_text() + "\nrent,2025-01-01,abc\nfuel,2024-12-01,9\n")
    assert main(["forecast", str(table), *ASKED, "--json"]) == 1
    told = capsys.readouterr()
    found = json.loads(told.out)
    assert list(found["series"]) == ["sales", "rent", "fuel"]
    assert [row["mean"] for row in found["series"]["fuel"]] == [9, 9, 9]
    assert [row["date"] for row in found["series"]["fuel"]] == ["2025-01-01", "2025-02-01", "2025-03-01"]
    assert {each["where"] for each in found["problems"]} == {
        "lines.csv, row 98, column “amount”", "lines.csv, series “rent”", "lines.csv, series “fuel”",
    }  # fmt: skip
    assert all(each["what"] in told.err and each["remedy"] in told.err for each in found["problems"])


def test_a_file_without_any_series_ends_with_1_and_a_sentence(table: Path, capsys: pytest.CaptureFixture[str]):
    table.write_text("line,day,amount\nsales,soon,1\n")
    assert main(["forecast", str(table), *ASKED, "--json"]) == 1
    told = capsys.readouterr()
    assert told.out == ""
    assert "“soon” is not a date" in told.err


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ((*ASKED[:-2], "--horizon", "0"), "'--horizon'"),
        ((*ASKED, "--levels", "80,100"), "whole percentages between 1 and 99"),
        ((*ASKED, "--levels", "x"), "whole percentages between 1 and 99"),
        ((*ASKED, "--season", "0"), "'--season'"),
        (("--series", "line", "--date", "line", "--value", "amount", "--horizon", "3"), "three different columns"),
        (("--series", "site", "--date", "day", "--value", "amount", "--horizon", "3"), "There is no column “site”"),
        (("--series", "line"), "Missing option '--date'"),
    ],
)
def test_wrong_use_ends_with_2_and_a_sentence(table: Path, words, said, capsys):
    assert main(["forecast", str(table), *words]) == 2
    assert said in capsys.readouterr().err


def test_a_horizon_beyond_the_calendar_is_wrong_use(table: Path, capsys: pytest.CaptureFixture[str]):
    table.write_text("line,day,amount\na,1990-01-01,1\na,2000-01-01,2\na,2010-01-01,3\n")
    assert main(["forecast", str(table), *ASKED[:-1], "4000"]) == 2
    assert "beyond the year 9999" in capsys.readouterr().err


def test_help_tells_of_files_and_words(capsys: pytest.CaptureFixture[str]):
    assert main(["forecast", "--help"]) == 0
    told = capsys.readouterr().out
    assert "file" in told
    assert main(["forecast", "none.csv", *ASKED]) == 2
    assert "none.csv" in capsys.readouterr().err
