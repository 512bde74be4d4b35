"""Ask: every report from the command line, as a table or as exact JSON, and what wrong use is told."""

import json
from collections.abc import Callable
from decimal import Decimal as D
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from scorecard.cli.answers_json import text
from scorecard.cli.ask import ask
from scorecard.domain.vocabulary import Status
from scorecard.ingest.opening import open_store
from scorecard.settings import Settings
from tests.reports.figures import company, table

CATALOGUE = """
[workspace]
name = "Small company"
currency = "EUR"
[calendar]
pattern = "months"
[perspectives]
financial = "Financial"
customer = "Customer"
operations = "Operations"
growth = "Growth"
[[entities]]
id = "all"
name = "Small company"
[[entities]]
id = "north"
name = "North works"
parent = "all"
[[entities]]
id = "south"
name = "South works"
parent = "all"
[[accounts]]
id = "revenue"
name = "Revenue"
normal = "credit"
[[accounts]]
id = "costs"
name = "Costs"
normal = "debit"
[[accounts]]
id = "rent"
name = "Rent"
normal = "debit"
parent = "costs"
[[accounts]]
id = "wages"
name = "Wages"
normal = "debit"
parent = "costs"
[[accounts]]
id = "cash"
name = "Cash"
normal = "debit"
kind = "balance"
[[readings]]
id = "lines_due"
name = "Lines due"
[[readings]]
id = "lines_good"
name = "Lines good"
[[readings]]
id = "mood"
name = "Mood"
kind = "score"
unit = "score"
cadence = "quarterly"
[[objectives]]
id = "earn"
name = "Earn"
perspective = "financial"
[[measures]]
id = "revenue"
name = "Revenue"
finance_name = "Net sales"
kind = "flow"
unit = "money"
polarity = "higher"
objective = "earn"
numerator = ["+revenue"]
target = {source = "plan", tolerance = 0.05}
[[measures]]
id = "margin"
name = "[bold]Margin[/bold]"
finance_name = "Margin"
kind = "ratio"
unit = "percent"
polarity = "higher"
objective = "earn"
numerator = ["+revenue", "-costs"]
denominator = ["+revenue"]
[[measures]]
id = "cash"
name = "Cash"
finance_name = "Cash"
kind = "balance"
unit = "money"
polarity = "higher"
objective = "earn"
numerator = ["+cash"]
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    path = tmp_path_factory.mktemp("ask") / "store"
    store = open_store(path)
    with store.stage([table(company())]) as staged:
        store.publish("Ada", "first load", "import", staged, CATALOGUE)
    store.close()
    return path


@pytest.fixture
def run(folder) -> Callable[..., Result]:
    def asked(*words: str, store: Path = folder) -> Result:
        return CliRunner().invoke(ask, words, obj=Settings(store=store))

    return asked


def test_the_scorecard_as_json_has_headline_as_of_revision_and_rows(run):
    result = run("scorecard", "--json", "--period", "2026-10")
    assert result.exit_code == 0, result.output
    answer = json.loads(result.output, parse_float=D)
    assert answer["headline"].startswith("0 of ")
    assert (answer["revision"], len(answer["rows"])) == (1, 3)
    assert answer["scope"]["entity"] == "all"
    assert {"columns", "changes", "coverage", "as_of"} <= answer.keys()


def test_numbers_are_exact_and_what_was_not_reported_is_null(run):
    answer = json.loads(run("scorecard", "--json", "--period", "2026-10").output, parse_float=D, parse_int=D)
    rows = {row["id"]: row for row in answer["rows"]}
    assert rows["margin"]["value"] == D(150) / 900
    assert rows["revenue"]["value"] == D(900)
    assert rows["cash"]["value"] is None
    assert rows["cash"]["status"] == "not_reported"


def test_the_same_report_as_a_table_shows_foreign_text_as_text(run):
    result = run("scorecard", "--period", "2026-10")
    assert result.exit_code == 0
    assert "[bold]Margin[/bold]" in result.output
    assert "Not reported" in result.output
    assert "100 worse than plan" in result.output


@pytest.mark.parametrize(
    "words",
    [
        ("measure", "--measure", "margin"),
        ("measure", "margin"),
        ("drill", "costs"),
        ("drill", "costs", "--by", "posting"),
        ("find", "revenu"),
        ("help", "carried"),
        ("help",),
    ],
    ids=" ".join,
)
@pytest.mark.parametrize("form", ["table", "json"])
def test_every_report_answers_in_both_forms(run, words, form):
    result = run(*words, *(["--json"] if form == "json" else []))
    assert result.exit_code == 0, result.output
    if form == "json":
        assert {"headline", "as_of", "revision", "rows"} <= json.loads(result.output).keys()


def test_history_ends_with_one_when_the_data_have_problems(run):
    result = run("history", "--json")
    assert result.exit_code == 1
    assert json.loads(result.output)["problems"][0]["where"] == "South works, Oct 2026"


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("scorecard", "--entity", "nort"), "There is no entity called “nort”. Did you mean north"),
        (("scorecard", "--period", "2026-1"), "There is no period called “2026-1”."),
        (("scorecard", "--as-of", "r99"), "There is no revision 99."),
        (("scorecard", "--as-of", "2026-99-99"), "There is no as-of called “2026-99-99”."),
        (("measure", "--measure", "margn"), "There is no measure called “margn”. Did you mean margin"),
        (("measure",), "Name the measure: ask measure --measure NAME."),
    ],
    ids=lambda value: value if isinstance(value, str) else " ".join(value),
)
def test_an_unknown_name_ends_with_two_and_one_sentence(run, words, sentence):
    result = run(*words)
    assert result.exit_code == 2
    assert sentence in result.output
    assert len(result.output.strip().splitlines()) == 1


def test_an_unknown_report_is_wrong_use(run):
    assert run("horoscope").exit_code == 2


def test_an_empty_store_is_a_problem_in_data(run, tmp_path):
    result = run("scorecard", store=tmp_path / "empty")
    assert result.exit_code == 1
    assert result.output.startswith("No figures have been loaded yet.")


def test_scope_options_reach_the_report(run):
    answer = json.loads(
        run("scorecard", "--json", "--entity", "north", "--view", "ytd", "--compare", "last_year",
            "--period", "2026-10", "--as-of", "r1", "--words", "finance").output
    )  # fmt: skip
    assert (answer["scope"]["entity"], answer["scope"]["view"]) == ("north", "ytd")
    assert answer["rows"][0]["label"] == "Net sales"
    assert answer["rows"][0]["value"] == 9 * 600 + 500


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (D("0.1000"), "0.1000"),
        (D("1E+3"), "1000"),
        (D("123456789012345678.1234"), "123456789012345678.1234"),
        (D("NaN"), "null"),
        (None, "null"),
        (True, "true"),
        (Status.ON_TRACK, '"on_track"'),
        ("a\x1b[31mb\u202e", '"a\\u001b[31mb\\u202e"'),
        ({"a": (1, None)}, '{"a": [1, null]}'),
    ],
    ids=str,
)
def test_values_as_json_keep_every_digit(value, said):
    assert text(value) == said


def test_a_number_is_taken_apart_with_exact_parts_that_add_up(run):
    answer = json.loads(run("drill", "costs", "--by", "measure", "--period", "2026-10", "--json").output, parse_float=D)
    assert {row["name"]: row["actual"] for row in answer["rows"]} == {"Wages": 550, "Rent": 200}
    assert sum(cause["amount"] for cause in answer["causes"]) + answer["rest"] == answer["difference"] == 50
    postings = json.loads(run("drill", "costs", "--by", "posting", "--period", "2026-10", "--json").output)
    assert sum(row["amount"] for row in postings["rows"]) == 750


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("drill", "nothing"), "There is no measure or account called “nothing” in this workspace."),
        (("drill", "costs", "--by", "vendors"), "Did you mean vendor?"),
        (("drill", "costs", "--where", "colour:red"), "There is no part of the figures called “colour:red”."),
    ],
    ids=str,
)
def test_what_cannot_be_taken_apart_so_is_wrong_use(run, words, said):
    result = run(*words)
    assert result.exit_code == 2
    assert said in result.output
