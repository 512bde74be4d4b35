"""What a profile makes of a file: every rule of the help page, worked by hand."""

import io
from datetime import date
from decimal import Decimal
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from scorecard.ingest.profile import parse_profile
from tests.ingest.workshop import PROFILE, Workshop, xlsx

pytestmark = pytest.mark.slow


@pytest.fixture
def workshop(tmp_path: Path):
    made = Workshop.at(tmp_path)
    yield made
    made.store.close()


BASE = 'name = "p"\nsource = "p"\n'


def values(workshop: Workshop, scenario: str = "actual") -> list[tuple[object, ...]]:
    return [(r["period"], r["entity"], r["measure"], r["value"]) for r in workshop.facts(scenario)]


def test_wide_months_become_lines_and_blank_months_are_not_reported(workshop: Workshop):
    text = BASE + (
        '[columns]\nentity = "Dept"\nmeasure = "Line"\n[constants]\nscenario = "budget"\n'
        '[unpivot]\ncolumns = "^([A-Z][a-z]{2} [0-9]{4})$"\ninto = "period"\n'
    )
    result = workshop.load(b"Dept,Line,Jul 2026,Aug 2026,Total\nops,Cost,1.5,,1.5\nfin,Cost,0,2,2\n", text)
    assert result.problems == ()
    assert values(workshop, "budget") == [
        ("2026-07", "ops", "cost", Decimal("1.5")),
        ("2026-07", "fin", "cost", Decimal("0")),
        ("2026-08", "fin", "cost", Decimal("2")),
    ]
    assert result.notes == ("file.csv: 1 rows not reported, so not loaded",)


def test_words_are_translated_and_a_word_not_listed_is_a_problem(workshop: Workshop):
    text = BASE + (
        '[columns]\nvalue = "total"\nentity = "dept"\n[constants]\nmeasure = "cost"\n[period]\nfiscal_year = "year"\n'
        '[map.scenario]\ncolumn = "variable"\n"Adopted" = "budget"\n"Actual" = "actual"\n'
    )
    good = b"dept,total,year,variable\nops,5,2026,Adopted\nfin,6,FY2026,Actual\n"
    assert workshop.load(good, text).problems == ()
    assert values(workshop, "budget") == [("2026-06", "ops", "cost", Decimal("5"))]
    assert values(workshop) == [("2026-06", "fin", "cost", Decimal("6"))]
    bad = workshop.load(good.replace(b"Adopted", b"Target"), text)
    assert "“Target” is not listed under [map.scenario]" in bad.problems[0].what


def test_total_rows_are_held_against_the_rows_beside_them(workshop: Workshop):
    text = BASE + (
        '[columns]\nvalue = "amount"\nmeasure = "line"\n[constants]\nscenario = "actual"\nentity = "ops"\n'
        '[period]\nfiscal_year = "fy"\nfiscal_month = "fm"\n[units]\nscale = 1000000\n'
        '[drop]\nline = ["Total"]\n'
        '[[controls]]\nname = "lines"\ngroup = "line"\ntotal_row = "Total"\nby = ["fy", "fm"]\ntolerance = 0.1\n'
    )
    good = b"line,amount,fy,fm\ncost,1.1,2026,1\nrevenue,2.2,2026,1\nTotal,3.4,2026,1\ncost,5,2026,2\nTotal,5,2026,2\n"
    result = workshop.load(good, text)
    assert result.problems == ()
    assert [(c.name, c.expected, c.found, c.holds) for c in result.controls] == [("lines", "8.4", "8.3", True)]
    assert values(workshop)[0] == ("2025-07", "ops", "cost", Decimal("1100000"))
    assert values(workshop)[2] == ("2025-08", "ops", "cost", Decimal("5000000"))
    bad = workshop.load(good.replace(b"Total,5,", b"Total,5.2,"), text)
    assert [(c.name, c.expected, c.found) for c in bad.controls if not c.holds] == [("lines, 2026, 2", "5.2", "5")]


SIGNS = {
    "as_is": ("", "5", "5", "5"),
    "natural": ("", "-5", "5", "5"),
    "negate": ("", "-5", "-5", "-5"),
    "credit_positive": ("", "-5", "-5", "5"),
}


@pytest.mark.parametrize("rule", SIGNS)
def test_signs_become_ledger_signs(workshop: Workshop, rule: str):
    _, revenue, cost, visits = SIGNS[rule]
    content = b"date,amount,dept,account,note\n" + b"".join(
        f"2026-05-01,5,ops,{name},\n".encode() for name in ("revenue", "cost", "visits")
    )
    assert workshop.load(content, PROFILE + f'[sign]\nrule = "{rule}"\n').problems == ()
    found = {row[2]: row[3] for row in values(workshop)}
    assert found == {"revenue": Decimal(revenue), "cost": Decimal(cost), "visits": Decimal(visits)}


def test_debits_and_credits_in_two_columns(workshop: Workshop):
    text = PROFILE.replace('value = "amount"\n', "") + ('[sign]\nrule = "debit_credit"\ndebit = "D"\ncredit = "C"\n')
    content = b"date,D,C,dept,account,note\n2026-05-01,5,,ops,cost,\n2026-05-01,,7,ops,revenue,\n"
    assert workshop.load(content, text).problems == ()
    assert [row[3] for row in values(workshop)] == [Decimal("5"), Decimal("-7")]
    both = workshop.load(content.replace(b"5,,", b"5,6,"), text)
    assert "a debit and a credit" in both.problems[0].what


def test_a_letter_beside_the_amount_gives_the_sign(workshop: Workshop):
    text = PROFILE + '[sign]\nrule = "indicator"\ncolumn = "S/H"\nnegative = ["H"]\n'
    content = b"date,amount,dept,account,note,S/H\n2026-05-01,5,ops,cost,,S\n2026-05-01,7,ops,revenue,,H\n"
    assert workshop.load(content, text).problems == ()
    assert [row[3] for row in values(workshop)] == [Decimal("5"), Decimal("-7")]


def test_year_to_date_figures_become_each_periods_own(workshop: Workshop):
    text = BASE + (
        '[columns]\nvalue = "v"\nentity = "dept"\nperiod = "month"\n'
        '[constants]\nscenario = "actual"\nmeasure = "cost"\n[to_date]\nby = "fiscal_year"\n'
    )
    rows = b"dept,month,v\nops,2026-06,100\nops,2026-09,45\nops,2026-07,10\nops,2026-08,30\nfin,2026-08,7\n"
    assert workshop.load(rows, text).problems == ()
    assert {(row[0], row[1]): row[3] for row in values(workshop)} == {
        ("2026-06", "ops"): Decimal("100"),
        ("2026-07", "ops"): Decimal("10"),
        ("2026-08", "ops"): Decimal("20"),
        ("2026-09", "ops"): Decimal("15"),
        ("2026-08", "fin"): Decimal("7"),
    }


def test_one_report_holds_actual_and_outlook_months(workshop: Workshop):
    text = BASE + (
        '[columns]\nvalue = "v"\n[constants]\nentity = "ops"\nmeasure = "cost"\n'
        '[period]\nfiscal_year = "fy"\nfiscal_month = "fm"\n[as_of]\nfiscal_year = "fy"\nquarter = "q"\n'
        '[scenario]\nup_to_as_of = "actual"\nafter_as_of = "forecast"\n'
    )
    assert workshop.load(b"fy,fm,q,v\n2026,3,1,5\n2026,4,1,6\n", text).problems == ()
    assert values(workshop) == [("2025-09", "ops", "cost", Decimal("5"))]
    assert values(workshop, "forecast") == [("2025-10", "ops", "cost", Decimal("6"))]
    assert workshop.facts("forecast")[0]["as_of"] == date(2025, 9, 30)


def test_names_are_found_by_alias_id_catalogue_alias_and_name(workshop: Workshop):
    text = PROFILE + '[aliases.entity]\n"The kitchen" = "ops"\n'
    rows = b"".join(f"2026-05-01,1,{name},COST,\n".encode() for name in ("the  kitchen", "OPS", "café", "operations"))
    assert workshop.load(b"date,amount,dept,account,note\n" + rows, text).problems == ()
    assert {row[1] for row in values(workshop)} == {"ops"}


def test_a_subtotal_account_carries_no_figures(workshop: Workshop):
    result = workshop.load(b"date,amount,dept,account,note\n2026-05-01,1,ops,profit,\n")
    assert "“profit” is a total of other accounts" in result.problems[0].what


def test_foreign_currency_is_refused_and_ones_own_noted(workshop: Workshop):
    text = PROFILE.replace('note = "note"', 'currency = "cur"')
    good = b"date,amount,dept,account,cur\n2026-05-01,1,ops,cost,EUR\n2026-05-01,2,ops,visits,\n"
    assert workshop.load(good, text).problems == ()
    assert [row["currency"] for row in workshop.rows()] == ["EUR", None]
    assert "not the workspace's currency, EUR" in workshop.load(good.replace(b"EUR", b"USD"), text).problems[0].what


def test_a_state_stands_where_a_figure_does_not(workshop: Workshop):
    text = PROFILE.replace('note = "note"', 'state = "s"') + '[file]\nempty = [""]\n'
    content = b"date,amount,dept,account,s\n2026-05-01,,ops,visits,not_applicable\n2026-05-01,3,fin,visits,\n"
    assert workshop.load(content, text).problems == ()
    assert [(row["state"], row["value"]) for row in workshop.rows()] == [
        ("not_applicable", None),
        ("reported", Decimal("3")),
    ]


def test_a_score_stands_once_for_each_place_and_period(workshop: Workshop):
    content = b"date,amount,dept,account,note\n2026-05-01,50,ops,nps,\n2026-05-01,60,ops,nps,\n"
    result = workshop.load(content)
    assert "stands in row 2 of file.csv already, and cannot be added up" in result.problems[0].what


def test_a_score_of_two_days_of_a_month_is_not_added_up_and_of_two_months_it_may_stand(workshop: Workshop):
    """80 on the 15th and 82 on the 28th would be 162 in May."""
    content = b"date,amount,dept,account,note\n2026-05-15,80,ops,nps,\n2026-05-28,82,ops,nps,\n"
    result = workshop.load(content)
    assert [str(problem) for problem in result.problems] == [
        "file.csv, row 3: “nps” of ops in 2026-05 stands in row 2 of file.csv already, and cannot be added up. "
        "Keep one of the two rows."
    ]
    assert workshop.load(content.replace(b"2026-05-28", b"2026-06-28")).problems == ()
    assert values(workshop) == [("2026-05", "ops", "nps", Decimal("80")), ("2026-06", "ops", "nps", Decimal("82"))]


def test_parquet_and_workbook_say_what_the_text_says(workshop: Workshop):
    table = pa.table(
        {
            "date": pa.array([date(2026, 5, 1)]),
            "amount": pa.array([Decimal("12.34")], pa.decimal128(10, 2)),
            "dept": ["ops"],
            "account": ["cost"],
            "note": [None],
        },
        schema=pa.schema(
            [
                ("date", pa.date32()),
                ("amount", pa.decimal128(10, 2)),
                ("dept", pa.string()),
                ("account", pa.string()),
                ("note", pa.string()),
            ]
        ),
    )
    target = io.BytesIO()
    pq.write_table(table, target)
    book = xlsx([["date", "amount", "dept", "account", "note"], [date(2026, 5, 1), 12.34, "ops", "cost", None]])
    assert workshop.load(b"date,amount,dept,account,note\n2026-05-01,12.34,ops,cost,\n").preview.new == 1
    for name, content in (("a.parquet", target.getvalue()), ("a.xlsx", book)):
        result = workshop.load(content, name=name)
        assert result.problems == ()
        assert (result.preview.new, result.preview.unchanged) == (0, 1)


def test_rows_left_out_are_counted_and_not_looked_at(workshop: Workshop):
    text = PROFILE + '[where]\nnote = ["keep"]\n'
    content = b"date,amount,dept,account,note\nnonsense,x,moon,moon,skip\n2026-05-01,1,ops,cost,keep\n"
    result = workshop.load(content, text)
    assert result.problems == ()
    assert result.notes == ("file.csv: 1 rows left out by [where]",)


def test_many_faults_are_capped_and_the_rest_counted(workshop: Workshop):
    content = b"date,amount,dept,account,note\n" + b"2026-05-01,x,ops,cost,\n" * 500
    told = workshop.load(content).problems
    assert len(told) == 201
    assert told[-1].what == "300 more faults like these"


PROFILE_FAULTS = {
    "no period": ('date = "date"\n', "", "which period"),
    "no scenario": ('[constants]\nscenario = "actual"\n', "", "actual, budget or forecast"),
    "no value": ('value = "amount"\n', "", "the value of a line"),
    "an unknown field": ('note = "note"', 'memo = "note"', "memo"),
    "a capital in the source": ('source = "ledger"', 'source = "Ledger"', "is not written as it must be"),
    "a constant and a column": (
        'scenario = "actual"',
        'scenario = "actual"\nentity = "ops"',
        "also read from a column",
    ),
}


@pytest.mark.parametrize(("old", "new", "says"), PROFILE_FAULTS.values(), ids=PROFILE_FAULTS)
def test_a_fault_in_a_profile_is_told(old: str, new: str, says: str):
    found, problems = parse_profile(PROFILE.replace(old, new), "p.toml")
    assert found is None
    assert any(says in str(problem) for problem in problems), problems


def test_figures_to_date_go_on_from_actual_months_to_outlook_months(workshop: Workshop):
    text = BASE + (
        '[columns]\nvalue = "v"\nperiod = "month"\n[constants]\nentity = "ops"\nmeasure = "visits"\n'
        "[as_of]\ndate = 2026-09-30\n[scenario]\n[to_date]\n[absent]\n"
    )
    content = b"month,v\n2026-07,100\n2026-08,210\n2026-09,330\n2026-10,430\n2026-11,540\n"
    assert workshop.load(content, text).problems == ()
    assert [row[3] for row in values(workshop)] == [Decimal(100), Decimal(110), Decimal(120)]
    assert [row[3] for row in values(workshop, "forecast")] == [Decimal(100), Decimal(110)]


WIDE = BASE + (
    '[columns]\nentity = "dept"\nmeasure = "account"\n[constants]\nscenario = "actual"\n'
    '[unpivot]\ncolumns = "([0-9]{4}-[0-9]{2})"\ninto = "period"\n'
)


def test_wide_columns_give_no_quantities():
    found, problems = parse_profile(WIDE + 'value = "quantity"\n', "p.toml")
    assert found is None
    assert str(problems[0]) == (
        "p.toml, unpivot value: “quantity” does not fit. It must be: value, as wide columns give no quantities; "
        "bring them in a file with one line a month."
    )


def test_an_amount_beside_wide_columns_is_not_passed_over():
    found, problems = parse_profile(WIDE.replace("[columns]\n", '[columns]\nvalue = "amount"\n'), "p.toml")
    assert found is None
    assert [str(each) for each in problems] == [
        "p.toml, columns value: the wide columns of [unpivot] give it too. Keep one of the two."
    ]


PIECES = PROFILE.replace('note = "note"', 'quantity = "pieces"')


def pieces(workshop: Workshop) -> list[int | None]:
    return [None if row["quantity"] is None else int(row["quantity"]) for row in workshop.rows()]


def test_pieces_that_come_back_are_taken_off_where_a_letter_gives_the_sign(workshop: Workshop):
    """Sold 10, returned 10, sold 5: 5 pieces and 50 of revenue; what goes back to a supplier is taken off his cost."""
    text = PIECES + '[sign]\nrule = "indicator"\ncolumn = "S/H"\nnegative = ["H"]\n'
    content = (
        b"date,amount,dept,account,pieces,S/H\n2026-05-01,100,ops,revenue,10,H\n2026-05-02,100,ops,revenue,10,S\n"
        b"2026-05-03,50,ops,revenue,5,H\n2026-05-04,7,ops,cost,4,S\n2026-05-05,7,ops,cost,3,H\n"
        b"2026-05-06,7,ops,revenue,-2,S\n2026-05-07,7,ops,revenue,,S\n2026-05-08,0,ops,revenue,1,S\n"
    )
    assert workshop.load(content, text).problems == ()
    assert pieces(workshop) == [10, -10, 5, 4, -3, -2, None, -1]
    assert [int(row[3]) for row in values(workshop)] == [-100, 100, -50, 7, -7, 7, 7, 0]


def test_pieces_that_come_back_are_taken_off_between_debits_and_credits(workshop: Workshop):
    text = PIECES.replace('value = "amount"\n', "") + '[sign]\nrule = "debit_credit"\ndebit = "D"\ncredit = "C"\n'
    content = (
        b"date,D,C,dept,account,pieces\n2026-05-01,,100,ops,revenue,10\n2026-05-02,100,,ops,revenue,10\n"
        b"2026-05-03,7,,ops,cost,4\n2026-05-04,,7,ops,cost,3\n2026-05-05,,0,ops,revenue,1\n"
    )
    assert workshop.load(content, text).problems == ()
    assert pieces(workshop) == [10, -10, 4, -3, 1]


@pytest.mark.parametrize("rule", SIGNS)
def test_control_pieces_stay_as_written_where_the_whole_file_is_turned(workshop: Workshop, rule: str):
    content = b"date,amount,dept,account,pieces\n2026-05-01,100,ops,revenue,10\n2026-05-02,-100,ops,revenue,-10\n"
    assert workshop.load(content, PIECES + f'[sign]\nrule = "{rule}"\n').problems == ()
    assert pieces(workshop) == [10, -10]


TWINS = {
    "a year under one pattern": (WIDE, "2026-01,2026-01 PY", "2026-01 PY", "2026-01"),
    "a month spelt twice": (WIDE.replace("([0-9]{4}-[0-9]{2})", "2026"), "2026-01,Jan 2026", "Jan 2026", "2026-01"),
    "a month and its fiscal number": (
        WIDE.replace('"([0-9]{4}-[0-9]{2})"', '["July", "1"]').replace('"period"', '"fiscal_month"')
        + '[period]\nfiscal_year = "account"\n',
        "July,1",
        "1",
        "July",
    ),
    "an account": (
        WIDE.replace("([0-9]{4}-[0-9]{2})", "^(Cost)")
        .replace('"period"', '"measure"')
        .replace('measure = "account"\n', "")
        + '[period]\nfiscal_year = "account"\n',
        "Cost,Cost before",
        "Cost before",
        "Cost",
    ),
}


@pytest.mark.parametrize(("text", "headers", "second", "first"), TWINS.values(), ids=TWINS)
def test_two_wide_columns_that_mean_the_same_are_not_added_up_unsaid(
    workshop: Workshop, text: str, headers: str, second: str, first: str
):
    account = "2026" if "fiscal_year" in text else "visits"
    result = workshop.load(f"dept,account,{headers}\nops,{account},7,5\n".encode(), text)
    told = [str(each) for each in result.problems if "means the same" in each.what]
    assert len(told) == 1
    assert told[0].startswith(f"file.csv, column “{second}”: it means the same as the column “{first}”. Take only one")
    assert values(workshop) == []


def test_columns_given_one_word_by_map_are_added_up_as_the_profile_says(workshop: Workshop):
    text = WIDE.replace("([0-9]{4}-[0-9]{2})", "2026") + 'map = { "2026-01 a" = "2026-01", "2026-01 b" = "2026-01" }\n'
    assert workshop.load(b"dept,account,2026-01 a,2026-01 b,2026-02\nops,visits,7,5,9\n", text).problems == ()
    assert [(row[0], row[3]) for row in values(workshop)] == [
        ("2026-01", Decimal(7)),
        ("2026-01", Decimal(5)),
        ("2026-02", Decimal(9)),
    ]


def test_an_empty_month_beside_its_year_is_no_whole_year(workshop: Workshop):
    """The year alone means its last period; a month that is asked for and not there means nothing."""
    text = (
        'name = "m"\nsource = "m"\n[columns]\nvalue = "v"\n[constants]\nscenario = "actual"\nentity = "ops"\n'
        'measure = "visits"\n[period]\nfiscal_year = "fy"\nfiscal_month = "fm"\n'
    )
    result = workshop.load(b"fy,fm,v\n2026,3,7\n2026,,8\n", text)
    assert [str(each) for each in result.problems] == [
        "file.csv, row 3, column “fy, fm”: the fiscal month of a row is empty. "
        "Fill it in; a row of the whole year needs a profile without it."
    ]
    assert workshop.load(b"fy,fm,v\n2026,3,7\n", text).problems == ()
