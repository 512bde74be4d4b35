"""The explain command: one shape of JSON, exact sums, three exit codes and one clear sentence per fault."""

import json
from decimal import Decimal
from pathlib import Path

import pytest

from scorecard.cli import main

HEAD = "vendor,site,actual,plan,hours,planned hours\n"
ROWS = "".join(
    f"{vendor},{site},{150.5 if vendor == 'Kestrel' else 100.25},{100 + number % 2},10,10\n"
    for number, (vendor, site) in enumerate((v, s) for v in ("Kestrel", "Heron", "Swift", "") for s in "ABCDEF")
)
TWO = ("--actual", "actual", "--reference", "plan", "--dims", "vendor,site")


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "table.csv"
    path.write_text(HEAD + ROWS)
    return path


def test_json_has_its_fixed_shape_and_adds_up_exactly(table: Path, capsys: pytest.CaptureFixture[str]):
    assert main(["explain", str(table), *TWO, "--json"]) == 0
    told = json.loads(capsys.readouterr().out, parse_float=Decimal)
    assert told == {
        "total": Decimal("295.5"),
        "rest": Decimal("-4.5"),
        "slices": [
            {
                "where": {"vendor": "Kestrel"},
                "amount": 300,
                "share": Decimal("1.015228"),
                "sentence": "vendor Kestrel: 300 more than planned (102 % of the difference)",
            }
        ],
    }


def test_without_json_it_says_the_same_in_sentences(table: Path, capsys: pytest.CaptureFixture[str]):
    assert main(["explain", str(table), *TWO]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "difference: 295.5",
        "vendor Kestrel: 300 more than planned (102 % of the difference)",
        "not explained by few slices: -4.5",
    ]


def test_a_ratio_is_explained_in_its_own_unit(table: Path, capsys: pytest.CaptureFixture[str]):
    bases = ("--actual-base", "hours", "--reference-base", "planned hours")
    assert main(["explain", str(table), *TWO, *bases, "--json"]) == 0
    told = json.loads(capsys.readouterr().out, parse_float=Decimal)
    assert (told["total"], told["rest"]) == (Decimal("1.23125"), Decimal("-0.01875"))
    assert [(each["where"], each["amount"]) for each in told["slices"]] == [({"vendor": "Kestrel"}, Decimal("1.25"))]


def test_a_share_is_told_in_points(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    rows = [f"v{v},s{s},{60 if v == 1 else 20},1000,20,1000" for v in range(8) for s in range(6)]
    (tmp_path / "rate.csv").write_text("\n".join(["vendor,site,late,all,late_plan,all_plan", *rows]))
    columns = ("--actual", "late", "--actual-base", "all", "--reference", "late_plan", "--reference-base", "all_plan")
    assert main(["explain", str(tmp_path / "rate.csv"), *columns, "--dims", "vendor,site"]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "difference: 0.5 points",
        "vendor v1: 0.5 points more than planned (100 % of the difference)",
        "not explained by few slices: 0 points",
    ]


def test_amounts_of_many_decimals_and_powers_of_ten_add_up(table: Path, capsys: pytest.CaptureFixture[str]):
    text = table.read_text().replace("150.5", "150.123456789").replace("100.25", "1.0025e2")
    table.write_text(text)
    assert main(["explain", str(table), *TWO, "--json"]) == 0
    told = json.loads(capsys.readouterr().out, parse_float=Decimal)
    assert told["total"] == Decimal("293.240740734")
    assert told["total"] == told["rest"] + sum(each["amount"] for each in told["slices"])


def test_an_empty_member_is_a_member(table: Path, capsys: pytest.CaptureFixture[str]):
    lines = table.read_text().replace("150.5", "100.25").splitlines()
    table.write_text("\n".join(line.replace("100.25", "10") if line.startswith(",") else line for line in lines))
    assert main(["explain", str(table), *TWO, "--json"]) == 0
    first = json.loads(capsys.readouterr().out)["slices"][0]
    assert first["where"] == {"vendor": ""}
    assert first["sentence"].startswith("vendor (none): ")


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (",150.5,", ",,", "table.csv, row 2, column “actual”: 6 cells are empty, and empty is not zero."),
        ("Swift,A,100.25", "Swift,A,n/a", "row 14, column “actual”: the cell is not a number, such as “n/a”."),
        ("Swift,A,100.25", "Swift,A,NaN", "row 14, column “actual”: the cell is not a number, such as “NaN”."),
        ("Swift,A,100.25", "Swift,A,1e999", "row 14, column “actual”: the number is too large."),
        ("Swift,A,100.25", "Swift,A,1e17", "the amounts are too large to be told exactly."),
        ("Swift,A,100.25", "Swift,A,1,2", "the row has 7 cells, the header 6."),
        (HEAD + ROWS, HEAD, "there are no rows."),
        (HEAD + ROWS, "", "the file is empty."),
        (HEAD, "vendor,site,actual,plan,plan,b\n", "two columns are called “plan”."),
    ],
)
def test_faults_in_the_table_end_with_1_and_a_sentence(table: Path, old, new, said, capsys):
    table.write_text(table.read_text().replace(old, new))
    assert main(["explain", str(table), *TWO, "--json"]) == 1
    told = capsys.readouterr()
    assert said in told.err
    assert told.out == ""
    assert "Traceback" not in told.err


def test_a_ratio_over_nothing_ends_with_1_and_a_sentence(table: Path, capsys: pytest.CaptureFixture[str]):
    table.write_text(table.read_text().replace(",10,10\n", ",0,10\n"))
    bases = ("--actual-base", "hours", "--reference-base", "planned hours")
    assert main(["explain", str(table), *TWO, *bases]) == 1
    assert "the denominators of one side add up to zero" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (
            ("--actual", "actual", "--reference", "plan", "--dims", "vendr"),
            "There is no column “vendr”; the header reads",
        ),
        (("--actual", "actual", "--reference", "plan", "--dims", "vendor,vendor"), "“vendor” is named twice"),
        (("--actual", "actual", "--reference", "plan", "--dims", "plan"), "“plan” is named twice"),
        (("--actual", "actual", "--reference", "plan", "--dims", ","), "at least one column after --dims"),
        (("--actual", "actual", "--reference", "plan"), "Missing option '--dims'"),
        ((*TWO, "--actual-base", "hours"), "needs both --actual-base and --reference-base"),
        ((*TWO, "--top", "0"), "'--top'"),
    ],
)
def test_wrong_use_ends_with_2_and_a_sentence(table: Path, words, said, capsys):
    assert main(["explain", str(table), *words]) == 2
    assert said in capsys.readouterr().err


def test_a_file_that_is_not_there_is_wrong_use(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    assert main(["explain", str(tmp_path / "none.csv"), *TWO]) == 2
    assert "none.csv" in capsys.readouterr().err


def test_what_a_file_says_cannot_move_the_cursor(table: Path, capsys: pytest.CaptureFixture[str]):
    table.write_text(table.read_text().replace("Kestrel", "Kes\x1b[31mtrel"))
    assert main(["explain", str(table), *TWO]) == 0
    assert "\x1b" not in capsys.readouterr().out
