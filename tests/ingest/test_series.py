"""Any table of series is read: dates in one order, rhythms without gaps, faults told one by one."""

import io

import numpy as np
import pytest

from scorecard.ingest.reader_request import MissingColumn, Unreadable
from scorecard.ingest.series import Columns, Series, read_series

COLUMNS = Columns("line", "day", "amount")
MONTHS = ("2026-01-31", "2026-02-28", "2026-03-31", "2026-04-30")


def read(text: str, columns: Columns = COLUMNS) -> tuple[tuple[Series, ...], list[str]]:
    series, problems = read_series(io.BytesIO(text.encode()), "f.csv", columns)
    return series, [str(each) for each in problems]


def table(*rows: str, head: str = "line,day,amount") -> str:
    return "\n".join([head, *rows, ""])


def monthly(*values: str, line: str = "A") -> list[str]:
    return [f"{line},{day},{value}" for day, value in zip(MONTHS, values, strict=False)]


def test_series_are_read_in_the_order_of_their_first_rows_and_sorted_by_date():
    series, problems = read(table("B,2026-02-28,4", "A,2026-01-31,1", "B,2026-01-31,3", "A,2026-02-28,2.5"))
    assert [(each.name, each.past.values.tolist()) for each in series] == [("B", [3, 4]), ("A", [1, 2.5])]
    assert series[0].past.rhythm.name == "monthly"
    assert problems == []


@pytest.mark.parametrize(
    ("rows", "following"),
    [
        (["A,31/01/2026,1", "A,28/02/2026,2"], ["2026-03-31"]),
        (["A,01/31/2026,1", "A,02/28/2026,2"], ["2026-03-31"]),
        (["A,31.01.2026,1", "A,28.02.2026,2"], ["2026-03-31"]),
        (["A,2026-01-31T00:00:00,1", "A,2026-02-28 00:00,2"], ["2026-03-31"]),
        (["A,20260131,1", "A,20260228,2"], ["2026-03-31"]),
        (["A,2026-01,1", "A,2026-02,2"], ["2026-03"]),
        (["A,2026M1,1", "A,2026M2,2"], ["2026-03"]),
        (["A,2025Q4,1", "A,2026Q1,2"], ["2026-Q2"]),
        (["A,2025,1", "A,2026,2"], ["2027"]),
        (["A,7,1", "A,8,2"], ["9"]),
        (["A,1956-01-31,1", "A,1956-02-29,2"], ["1956-03-31"]),
    ],
)
def test_dates_are_read_in_many_orders_and_go_on_in_the_same_manner(rows: list[str], following: list[str]):
    (series,), problems = read(table(*rows))
    past = series.past
    assert problems == []
    assert series.calendar.written(past.days(len(past.values), 1)) == following


def test_a_day_or_month_first_that_could_be_either_is_not_guessed():
    series, problems = read(table("A,01/02/2026,1", "A,02/03/2026,2"))
    assert series == ()
    assert "can be read with the day or the month first" in problems[0]
    assert read(table("A,01/02/2026,1", "A,02/03/2026,2"), Columns("line", "day", "amount", "dmy"))[1] == []


@pytest.mark.parametrize("number", ["1234.56789012", "1.25e3", "(12.5)", "+3", ".5", "-0.25"])
def test_numbers_of_any_length_and_amounts_in_brackets_are_read(number: str):
    (series,), problems = read(table(*monthly(number, "1")))
    expected = -12.5 if number == "(12.5)" else float(number)
    assert series.past.values[0] == expected
    assert problems == []


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        (monthly("1", "x", "3", "4"), "row 3, column “amount”: “x” is not a number; it counts as not reported"),
        (monthly("1", "NaN", "3", "4"), "row 3, column “amount”: “NaN” is not a finite number"),
        (monthly("1", "inf", "3", "4"), "row 3, column “amount”: “inf” is not a finite number"),
        (monthly("1", "1e999", "3", "4"), "row 3, column “amount”: “1e999” is not a finite number"),
        (monthly("1", "1e70", "3", "4"), "row 3, column “amount”: “1e70” is too large; it counts as not reported"),
        (monthly("1", "", "3", "4"), "series “A”: it lacks 1 of 4 values (monthly), 2026-02-28 first"),
        ([*monthly("1", "2"), "A,2026-04-30,4"], "series “A”: it lacks 1 of 4 values (monthly), 2026-03-31 first"),
        ([*monthly("1", "2"), "A,2026-02-28,5"], "2026-02-28 stands there more than once; the last row counts"),
        ([*monthly("1", "2", "3"), "A,2026-02-30,5"], "the date “2026-02-30” does not exist; the row is left out"),
        ([*monthly("1", "2", "3"), "A,,5"], "the date is empty; the row is left out"),
        (monthly("1", "2", "", ""), "its last dates have no value; the forecast starts after 2026-02-28"),
        (monthly("0", "0", "0"), "series “A”: all its values are zero, and so is the forecast"),
        (monthly("7"), "series “A”: it has one value; the forecast repeats it"),
        (["A,2026-01-31,1,2", *monthly("1", "2")], "the row has 4 cells, the header 3"),
    ],
)
def test_a_fault_is_told_and_the_rest_is_read(rows: list[str], said: str):
    series, problems = read(table(*rows, *monthly("5", "6", "7", line="fine")))
    assert [each.name for each in series] == ["A", "fine"]
    assert any(said in problem for problem in problems), problems


def test_of_a_day_told_twice_the_last_row_counts():
    (series,), _ = read(table(*monthly("1", "2"), "A,2026-02-28,5"))
    assert series.past.values.tolist() == [1, 5]


def test_a_gap_is_not_zero():
    (series,), _ = read(table("A,2026-01-31,1", "A,2026-03-31,3"), COLUMNS)
    assert series.past.rhythm.name == "every 2 months"
    (series,), _ = read(table(*monthly("1", "2", "", "4")))
    assert np.isnan(series.past.values[2])


def test_a_date_off_the_rhythm_is_left_out_and_told():
    weeks = [f"A,2026-01-{day:02d},{day}" for day in (5, 12, 19, 20, 26)]
    (series,), problems = read(table(*weeks))
    assert series.past.values.tolist() == [5, 12, 19, 26]
    assert "one date is off its rhythm (weekly), 2026-01-20 first, and left out" in problems[0]


def test_a_series_of_two_currencies_is_not_forecast_and_the_others_are():
    rows = [
        *(f"{row},EUR" for row in monthly("1", "2")),
        *(f"{row},EUR" for row in monthly("1", line="B")),
        "B,2026-02-28,2,USD",
    ]
    series, problems = read(table(*rows, head="line,day,amount,Currency"))
    assert [each.name for each in series] == ["A"]
    assert "series “B”: it mixes currencies (EUR, USD) and is not forecast" in problems[0]


def test_values_too_far_apart_are_not_forecast_and_told():
    series, problems = read(table("A,1,5", "A,2,6", "A,3,5", "A,900000000,7", "B,1,1", "B,2,2"))
    assert [each.name for each in series] == ["B"]
    assert "series “A”: its 4 values lie too far apart" in problems[0]


@pytest.mark.parametrize("row", ["B,2026-01-31,", "B,soon,5"])
def test_a_series_of_which_nothing_can_be_read_is_told(row: str):
    series, problems = read(table(*monthly("1", "2"), row))
    assert [each.name for each in series] == ["A"]
    assert any("series “B”" in problem for problem in problems)


def test_a_series_of_one_value_keeps_the_rhythm_of_the_others():
    series, _ = read(table(*monthly("1", "2", "3"), "B,2026-04-30,5"))
    past = series[1].past
    assert series[1].calendar.written(past.days(1, 1)) == ["2026-05-31"]


def test_holidays_of_a_working_week_are_no_gaps():
    days = [day for day in range(2, 31) if (day + 2) % 7 < 5 and day != 13]
    rows = [f"{line},2026-01-{day:02d},{day}" for line in "AB" for day in days]
    series, problems = read(table(*rows))
    assert series[0].past.rhythm.season == 5
    assert problems == []
    _, problems = read(table(*(row for row in rows if row != "A,2026-01-15,15")))
    assert "it lacks 1 of 21 values (5 days a week), 2026-01-15 first" in problems[0]


def test_separators_and_headers_are_found_as_the_importer_finds_them():
    series, problems = read("Line;  DAY ;Amount\nA;31.01.2026;1\nA;28.02.2026;2\n")
    assert series[0].past.values.tolist() == [1, 2]
    assert problems == []


def test_what_is_no_table_of_series_cannot_be_read():
    with pytest.raises(MissingColumn):
        read("line,when,amount\nA,2026-01-31,1\n")
    with pytest.raises(Unreadable):
        read(table())
