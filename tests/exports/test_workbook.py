"""Workbooks: typed cells, text that never becomes a formula, a stamp, and the same bytes every time."""

import io
import re
import zipfile
from datetime import date
from decimal import Decimal

import openpyxl
import pytest
import xlsxwriter

from scorecard.charts.theme import WORSE_TEXT
from scorecard.domain.vocabulary import Unit
from scorecard.exports.workbook import Cell, Column, Sheet, clean, workbook

TRIGGERS = ("=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "{=1}", "=cmd|' /C calc'!A0", "http://x.test", "1e5", "007")
COLUMNS = (
    Column("What"),
    Column("Lines", Cell.WHOLE),
    Column("Amount", Cell.AMOUNT),
    Column("Share", Cell.SHARE),
    Column("Due", Cell.DAY),
)
ROW = ("Contractors", 3, Decimal("-1234.5678"), Decimal("0.62"), date(2026, 12, 5))
STAMP = (("Place", "Tarnwick"), ("Numbers as of", "14 Nov 2026"), ("Revision", "7"))


def written(*rows, headline="One item."):
    return workbook([Sheet("Work", headline, COLUMNS, rows)], STAMP)


def cells(made: bytes):
    return openpyxl.load_workbook(io.BytesIO(made))["Work"]


def test_the_sentence_and_the_stamp_stand_on_top():
    page = cells(written(ROW))
    assert page["A1"].value == "One item."
    assert page["A2"].value == "Place: Tarnwick; Numbers as of: 14 Nov 2026; Revision: 7"
    assert [cell.value for cell in page[4]] == [column.title for column in COLUMNS]


def test_cells_have_types():
    row = cells(written(ROW))[5]
    assert [cell.data_type for cell in row] == ["s", "n", "n", "n", "d"]
    assert row[2].value == -1234.5678
    assert row[3].number_format == "0.0 %;(0.0 %)"
    assert row[4].value.date() == date(2026, 12, 5)


def test_amounts_are_written_in_the_unit_of_their_row_and_whole_counts_whole():
    units = (Unit.MONEY, Unit.PERCENT, Unit.COUNT, Unit.COUNT, Unit.SCORE)
    values = (Decimal("1.5"), Decimal("0.045"), Decimal(1200), Decimal("8.4"), Decimal("4.38"))
    rows = [("A", 3, value, Decimal("0.012"), None) for value in values]
    page = cells(workbook([Sheet("Work", "Five.", COLUMNS, rows, units)], STAMP))
    assert [page.cell(line, 3).number_format.partition(";")[0] for line in range(5, 10)] == [
        "#,##0.00", "0.0 %", "#,##0", "#,##0.0", "0.00",
    ]  # fmt: skip
    assert {page.cell(line, 4).number_format for line in range(5, 10)} == {"0.0 %;(0.0 %)"}


def test_a_sheet_prints_one_page_wide_with_its_header_and_a_status_has_its_colour_and_its_word():
    columns = (Column("What"), Column("Status", Cell.STATUS))
    page = cells(workbook([Sheet("Work", "Two.", columns, [("A", "Off track"), ("B", "No target")])], STAMP))
    assert (page.page_setup.orientation, page.page_setup.fitToHeight, page.print_title_rows) == (
        "landscape",
        0,
        "$4:$4",
    )
    assert (page["B5"].value, page["B5"].font.color.rgb[-6:]) == ("Off track", WORSE_TEXT.light[1:])
    assert page["B6"].font.color is None or page["B6"].font.color.rgb != page["B5"].font.color.rgb


def test_what_is_not_reported_is_an_empty_cell_and_no_zero():
    row = cells(written(("Rent", None, None, None, None)))[5]
    assert [cell.value for cell in row] == ["Rent", None, None, None, None]


@pytest.mark.parametrize("text", TRIGGERS)
def test_text_stays_text(text: str):
    made = written((text, *ROW[1:]), headline=text)
    page = cells(made)
    assert page["A5"].data_type == "s"
    assert page["A5"].value.strip() == clean(text).strip()
    assert formulas(made) == []


def test_the_plain_way_would_write_formulas():
    file = io.BytesIO()
    with xlsxwriter.Workbook(file) as book:
        book.add_worksheet().write(0, 0, "=1+1")
    assert formulas(file.getvalue())


def formulas(made: bytes) -> list[str]:
    with zipfile.ZipFile(io.BytesIO(made)) as packed:
        sheets = [name for name in packed.namelist() if "worksheets/" in name]
        return [found for name in sheets for found in re.findall(r"<f>|<hyperlink", packed.read(name).decode())]


def test_the_same_answer_makes_the_same_bytes_on_every_day():
    made = written(ROW)
    assert made == written(ROW)
    with zipfile.ZipFile(io.BytesIO(made)) as packed:
        assert {part.date_time[0] for part in packed.infolist()} == {1980}
        assert set(re.findall(rb">(\d{4}-[^<]*)<", packed.read("docProps/core.xml"))) == {b"2000-01-01T00:00:00Z"}


def test_no_items_still_make_a_file():
    assert cells(written())["A4"].value == "What"


def test_thousands_of_items_are_all_there():
    assert cells(written(*[ROW] * 5000)).max_row == 5004


def test_signs_a_file_cannot_hold_are_replaced_and_long_text_is_cut():
    assert (
        clean("a\x00b\x1bc\u202ed") == "a\N{REPLACEMENT CHARACTER}b\N{REPLACEMENT CHARACTER}c\N{REPLACEMENT CHARACTER}d"
    )
    assert len(clean("x" * 40_000)) == 32_001
    assert clean("one\ntwo") == "one\ntwo"


@pytest.mark.parametrize("wrong", [1.5, "12"])
def test_a_float_or_a_text_is_no_amount(wrong: object):
    with pytest.raises(TypeError):
        written(("Rent", 1, wrong, None, None))
