"""Files that mean harm, or were made carelessly: one typed problem each, and the store unchanged.

Every group has a control that shows what an ordinary reader makes of the same bytes.
"""

import io
import os
import signal
import zipfile
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pandas as pd
import pytest

from tests.ingest.workshop import CATALOGUE, SHORT, Workshop, xlsx

pytestmark = pytest.mark.slow

HEADER = b"date,amount,dept,account,note\n"


@pytest.fixture(scope="module")
def workshop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workshop]:
    made = Workshop.at(tmp_path_factory.mktemp("hostile"))
    good = HEADER + b"2026-05-01,10.00,ops,cost,first\n"
    assert made.load(good, name="good.csv").revision == 2
    yield made
    made.store.close()


def row(date: str = "2026-05-01", amount: str = "5", dept: str = "ops", account: str = "cost", note: str = "") -> bytes:
    cells = (date, amount, dept, account, note)
    return HEADER + (",".join('"' + cell.replace('"', '""') + '"' for cell in cells) + "\n").encode()


def refused(workshop: Workshop, content: bytes, says: str, name: str = "file.csv", **given: object) -> None:
    """Exactly the store as before, a problem that says so, and this process alive."""
    before, process = workshop.fingerprint(), os.getpid()
    result = workshop.load(content, name=name, **given)
    told = [str(problem) for problem in result.problems]
    assert result.revision is None
    assert any(says in each for each in told), told
    assert all(problem.remedy and problem.where for problem in result.problems)
    assert len(result.problems) <= 3, told
    assert workshop.fingerprint() == before
    assert os.getpid() == process


AMOUNTS = {
    "NA": "is not an amount",
    "null": "is not an amount",
    "nan": "is not an amount",
    "None": "is not an amount",
    "-": "is not an amount",
    "1e3": "is not an amount",
    "1E400": "is not an amount",
    "-1e400": "is not an amount",
    "inf": "is not an amount",
    "Infinity": "is not an amount",
    "1e-400": "is not an amount",
    "9" * 5000: "is larger than",
    "1_000": "is not an amount",
    "١٢٣": "is not an amount",
    "0x10": "is not an amount",
    "1,23": "does not fit the decimal",
    "1.234,56": "does not fit the decimal",
    "1,234.56": "does not fit the decimal",
    "--5": "does not fit",
    "+-5": "does not fit",
    "(-5)": "does not fit",
    "(5": "does not fit",
    "$12": "carries a currency",
    "€12": "carries a currency",
    "EUR 12": "carries a currency",
    "12%": "is a percentage",
    "1.2.3": "does not fit",
    ".5": "lacks a digit",
    "5.": "lacks a digit",
    "99999999999999999999": "is larger than",
    "10000000000000.01": "is larger than",
    "90071992547409.93": "is larger than",
    "1.23456": "more than four decimals",
    "=1+1": "is not an amount",
    "'5": "is not an amount",
    "5\u200b": "is not an amount",
    "sNaN": "is not an amount",
    "５": "is not an amount",
    "": "the amount is empty",
}


@pytest.mark.parametrize(("amount", "says"), AMOUNTS.items(), ids=[name[:20] or "empty" for name in AMOUNTS])
def test_an_amount_that_is_none_is_refused_with_its_row_and_column(workshop: Workshop, amount: str, says: str):
    refused(workshop, row(amount=amount), says)
    result = workshop.load(row(amount=amount))
    assert result.problems[0].where == "file.csv, row 2, column “amount”"


@pytest.mark.parametrize(
    ("amount", "value"),
    [("\u22127", "-7.0000"), ("(5.25)", "-5.2500"), ("-0.00", "0.0000"), ("+3.1415", "3.1415"), ("007", "7.0000")],
)
def test_an_amount_that_can_be_read_only_one_way_is_read_so(workshop: Workshop, amount: str, value: str):
    from decimal import Decimal

    result = workshop.load(row(amount=amount), dry_run=True)
    assert not result.problems
    from scorecard.ingest.amounts import AmountRules, parse_amount

    found = parse_amount(amount, AmountRules())
    assert found == Decimal(value)
    assert not str(found).startswith("-0.00")


def test_control_pandas_misreads_the_same_amounts_without_an_error():
    frame = pd.read_csv(io.BytesIO(b"amount\nNA\n1e3\ninf\n90071992547409.93\n"))
    assert frame["amount"].isna().sum() == 1
    assert frame["amount"][1] == 1000
    assert frame["amount"][2] == float("inf")
    cents = int(float("0.29") * 100)
    assert cents == 28


DATES = {
    "01/02/2026": "day or the month first",
    "13/02/2026": "day or the month first",
    "2026-02-30": "does not exist",
    "2026-13-01": "does not exist",
    "0001-01-01": "lies outside 1990 to 2100",
    "9999-12-31": "lies outside 1990 to 2100",
    "now": "is not a date",
    "today": "is not a date",
    "45000": "serial number",
    "2026-1-1": "is not a date",
    "20260101": "is not a date",
    "2026-05-01T10:30:00": "is not a date",
    "٢٠٢٦-٠٥-٠١": "is not a date",
    "": "the date is empty",
    "2026-11-23": "after today",
}


@pytest.mark.parametrize(("text", "says"), DATES.items(), ids=[name or "empty" for name in DATES])
def test_a_date_that_is_none_is_refused(workshop: Workshop, text: str, says: str):
    refused(workshop, row(date=text), says)


def test_a_leap_day_that_does_not_exist_is_refused_in_a_file_with_the_day_first(workshop: Workshop):
    from tests.ingest.workshop import PROFILE

    text = PROFILE + '[file]\ndate_order = "dmy"\n'
    result = workshop.load(row(date="29/02/2027"), text)
    assert "does not exist" in str(result.problems[0])


def test_a_date_in_a_closed_period_is_refused(tmp_path: Path):
    made = Workshop.at(tmp_path, CATALOGUE + '[closing]\nclosed = "2026-04"\n')
    refused(made, row(date="2026-04-30"), "of Apr 2026, where the books are closed")
    assert made.load(row(date="2026-05-01")).revision == 2
    made.store.close()


def test_control_pandas_takes_now_and_guesses_the_order():
    assert pd.to_datetime("01/02/2026").month == 1
    assert pd.notna(pd.to_datetime("today"))


NOTES = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "![b](http://127.0.0.1:8799/x.png)",
    "[pay](javascript:alert(1))",
    "$\\href{javascript:1}{x}$",
    "'; DROP TABLE fact;--",
    "%' OR 1=1 --",
    "=cmd|'/C calc'!A0",
    "+1+1",
    "-2+3",
    "＝1+1",
    "@SUM(A1)",
]


@pytest.mark.parametrize("note", NOTES)
def test_text_that_looks_dangerous_is_kept_letter_for_letter(tmp_path: Path, note: str):
    workshop = Workshop.at(tmp_path)
    assert workshop.load(row(note=note)).problems == ()
    assert workshop.rows()[0]["note"] == note
    workshop.store.close()


def test_line_breaks_of_a_remark_become_blanks(tmp_path: Path):
    workshop = Workshop.at(tmp_path)
    assert workshop.load(row(note="x\r\n2026-11-22 admin approved\t!")).problems == ()
    assert workshop.rows()[0]["note"] == "x 2026-11-22 admin approved !"
    workshop.store.close()


TEXTS = {
    "an escape sequence": ("\x1b[31mroot", "control characters"),
    "a bell": ("a\x07b", "control characters"),
    "a right-to-left override": ("a\u202eb", "invisible characters"),
    "a hundred thousand letters": ("x" * 100_001, "100,001 characters"),
    "ten thousand marks on one letter": ("Z" + "\u0337" * 10_000, "characters"),
    "forty marks on one letter": ("Z" + "\u0337" * 40, "too many marks"),
}


@pytest.mark.parametrize(("text", "says"), TEXTS.values(), ids=TEXTS)
def test_text_that_forges_or_floods_is_refused(workshop: Workshop, text: str, says: str):
    refused(workshop, row(note=text), says)


@pytest.mark.parametrize("text", ["\x1b[31mops", "\r=1+1", "\n=1+1", "ops\nops"])
def test_names_with_control_characters_are_refused_and_told_safely(workshop: Workshop, text: str):
    refused(workshop, row(dept=text), "control characters")
    told = str(workshop.load(row(dept=text)).problems[0])
    assert told.isprintable()


def test_two_spellings_of_one_name_are_one(tmp_path: Path):
    workshop = Workshop.at(tmp_path)
    content = HEADER + "2026-05-01,1,Café,cost,\n2026-05-02,2,Cafe\u0301,cost,\n".encode()
    assert workshop.load(content).problems == ()
    assert {each["entity"] for each in workshop.rows()} == {"ops"}
    workshop.store.close()


def test_control_python_holds_the_two_spellings_apart():
    assert "Café" != "Cafe\u0301"


STRUCTURES = {
    "nothing at all": (b"", "the file is empty"),
    "a byte order mark and nothing": (b"\xef\xbb\xbf", "the file is empty"),
    "a header and no rows": (b"date,amount,dept\n", "no rows"),
    "only line ends": (b"\n\n\n", "header row is empty"),
    "latin letters of unknown encoding": (b"date,amount,dept\n2026-05-01,5,Caf\xe9\n", "is not UTF-8; it would read"),
    "a byte of several meanings": (b"date,amount,dept\n2026-05-01,5,\x80\n", "is not UTF-8; it would read"),
    "a cell too many in every row": (
        b"date,amount,dept\n2026-05-01,5,ops,x\n",
        "row 2: the row has 4 cells, the header 3",
    ),
    "a cell too few": (b"date,amount,dept\n2026-05-01,5\n", "row 2: the row has 2 cells, the header 3"),
    "two columns of one name": (b"date,amount,Amount ,dept\n2026-05-01,5,6,ops\n", "two columns are called"),
    "a quotation mark never closed": (b'date,amount,dept\n2026-05-01,5,"ops\n2026-05-01,6,ops\n', "does not close it"),
    "a NUL in a name": (b"date,amount,dept\n2026-05-01,5,o\x00ps\n", "NUL byte"),
    "a total row": (b"date,amount,dept\n2026-05-01,5,ops\n2026-05-01,5,Total\n", "looks like a total"),
    "a file cut inside its last value": (b"date,amount,dept\n2026-05-01,1234.5,op", "ops"),
    "one cell of ten million letters": (b"date,amount,dept\n2026-05-01,5," + b"x" * 10_000_000 + b"\n", "characters"),
    "a column that is not there": (b"day,amount,dept\n2026-05-01,5,ops\n", "there is no column “date”"),
    "unknown names": (b"date,amount,dept\n2026-05-01,5,moon\n", "does not have this entity: “moon”"),
}


@pytest.mark.parametrize(("content", "says"), STRUCTURES.values(), ids=STRUCTURES)
def test_a_text_file_of_broken_structure_is_refused(workshop: Workshop, content: bytes, says: str):
    says = "does not have this entity: “op”" if says == "ops" else says
    refused(workshop, content, says, text=SHORT)


def test_a_file_cut_at_a_full_value_needs_a_control(workshop: Workshop):
    from scorecard.ingest.profile import Control

    cut = b"date,amount,dept\n2026-05-01,1234.5,ops"
    refused(workshop, cut, "the last line has no end", text=SHORT)
    total = Control(name="all", column="amount", expected=Decimal("1234.5"))
    vouched = workshop.load(cut, SHORT, dry_run=True, controls=[total])
    assert vouched.problems == ()
    assert vouched.controls[0].holds


def test_neither_a_row_count_nor_a_group_vouches_for_a_cut_value(workshop: Workshop):
    """1,234 cut to 12 leaves the number of rows and the group of A as they were."""
    from scorecard.ingest.profile import Control

    cut = b"date,dept,kind,amount\n2026-05-01,ops,A,5\n2026-05-01,ops,Total A,5\n2026-05-02,ops,B,12"
    group = Control(name="A", group="kind", total_row="Total A", of=("A",))
    before = workshop.fingerprint()
    for control in (Control(name="rows", rows=3), group):
        result = workshop.load(cut, SHORT + '[drop]\nkind = ["Total A"]\n', controls=[control])
        assert result.controls[0].holds
        assert ["the last line has no end" in problem.what for problem in result.problems] == [True]
    assert workshop.fingerprint() == before


def test_control_pandas_shifts_every_value_one_column_without_an_error():
    frame = pd.read_csv(io.BytesIO(b"date,amount,dept\n2026,5,ops,x\n2026,6,fin,y\n"))
    assert frame["amount"].tolist() == ["ops", "fin"]


def test_control_pandas_reads_a_semicolon_file_as_one_wrong_column():
    assert list(pd.read_csv(io.BytesIO(b"a;b\n1,5;2\n")).columns) == ["a;b"]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le-bom"])
def test_files_of_any_delimiter_and_certain_encoding_are_read(workshop: Workshop, delimiter: str, encoding: str):
    text = delimiter.join(("date", "amount", "dept")) + "\n" + delimiter.join(("2026-05-01", "5", "Café")) + "\n"
    content = b"\xff\xfe" + text.encode("utf-16-le") if encoding == "utf-16-le-bom" else text.encode(encoding)
    result = workshop.load(content, SHORT, dry_run=True)
    assert result.problems == ()
    assert result.preview.new == 1


@pytest.mark.parametrize("encoding", ["cp1252", "latin-1"])
def test_a_declared_encoding_is_read(workshop: Workshop, encoding: str):
    content = "date,amount,dept\n2026-05-01,5,Café\n".encode(encoding)
    assert workshop.load(content, SHORT + f'[file]\nencoding = "{encoding}"\n', dry_run=True).problems == ()


def test_the_first_twenty_unknown_names_are_listed(workshop: Workshop):
    rows = b"".join(b"2026-05-01,1,place %d\n" % at for at in range(30))
    result = workshop.load(b"date,amount,dept\n" + rows, SHORT)
    assert len(result.problems) == 1
    assert "“place 19” and 10 more (30 rows)" in result.problems[0].what


def test_a_control_total_off_by_a_cent_is_refused_with_both_numbers(workshop: Workshop):
    text = SHORT + '[[controls]]\nname = "total"\ncolumn = "amount"\nexpected = 10.01\n'
    refused(
        workshop, b"date,amount,dept\n2026-05-01,4,ops\n2026-05-01,6,fin\n", "expects 10.01 and finds 10", text=text
    )


def test_the_same_file_twice_is_already_loaded(workshop: Workshop):
    good = HEADER + b"2026-05-01,10.00,ops,cost,first\n"
    before = workshop.fingerprint()
    result = workshop.load(good, name="another name.csv")
    assert result.already
    assert result.import_id == 2
    assert workshop.fingerprint() == before


FOREIGN = {
    "a picture": b"\x89PNG\r\n\x1a\n" + b"\x00" * 64,
    "a gzip": b"\x1f\x8b\x08\x00" + b"\x00" * 64,
    "a web page": b"<!DOCTYPE html><html><body>no</body></html>",
    "a PDF": b"%PDF-1.7\n%\xe2\xe3",
    "a workbook": b"PK\x03\x04" + b"\x00" * 64,
    "a Parquet file cut short": b"PAR1" + b"\x00" * 64,
    "a program": b"\x7fELF" + b"\x00" * 64,
}


@pytest.mark.parametrize("name", ["file.csv", "file.xlsx"])
@pytest.mark.parametrize("content", FOREIGN.values(), ids=FOREIGN)
def test_a_foreign_file_under_a_false_name_is_refused(workshop: Workshop, content: bytes, name: str):
    refused(workshop, content, "", name=name, text=SHORT)


NAMES = [
    "../../../etc/cron.d/x.csv",
    "..\\..\\x.csv",
    "a\x00b.csv",
    "CON.csv",
    "x" * 300 + ".csv",
    "=1+1.csv",
    "\x1b[2J.csv",
]


@pytest.mark.parametrize("name", NAMES, ids=lambda name: repr(name)[:20])
def test_a_file_name_is_only_ever_shown(workshop: Workshop, name: str):
    before = workshop.fingerprint()
    result = workshop.load(row(amount="x"), name=name)
    where = result.problems[0].where
    assert where.isprintable()
    assert "/" not in where
    assert "\\" not in where
    assert len(where) < 200
    assert workshop.fingerprint() == before


def test_a_program_behind_the_reader_is_not_left_running(workshop: Workshop):
    import psutil

    workshop.load(row(amount="x"))
    children = [each for each in psutil.Process().children() if "reader_process" in " ".join(each.cmdline())]
    assert children == []


FORMATS = "http://schemas.openxmlformats.org"
LINKS = f"{FORMATS}/package/2006/relationships"
OFFICE = f"{FORMATS}/officeDocument/2006/relationships"
CELLS = f"{FORMATS}/spreadsheetml/2006/main"
KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml"


def _links(kind: str, target: str) -> str:
    link = f'<Relationship Id="r1" Type="{OFFICE}/{kind}" Target="{target}"/>'
    return f'<Relationships xmlns="{LINKS}">{link}</Relationships>'


def sheet(body: str, **parts: str) -> bytes:
    """A workbook of one sheet, its XML written by hand."""
    base = {
        "[Content_Types].xml": f'<Types xmlns="{FORMATS}/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{KIND}.sheet.main+xml"/>'
        f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{KIND}.worksheet+xml"/></Types>',
        "_rels/.rels": _links("officeDocument", "xl/workbook.xml"),
        "xl/workbook.xml": f'<workbook xmlns="{CELLS}" xmlns:r="{OFFICE}">'
        '<sheets><sheet name="S" sheetId="1" r:id="r1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": _links("worksheet", "worksheets/sheet1.xml"),
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{CELLS}">{body}</worksheet>',
    }
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in (base | parts).items():
            archive.writestr(name, text)
    return target.getvalue()


def text_cell(reference: str, text: str) -> str:
    return f'<c r="{reference}" t="inlineStr"><is><t>{text}</t></is></c>'


HEAD = f"<row r='1'>{text_cell('A1', 'date')}{text_cell('B1', 'amount')}{text_cell('C1', 'dept')}</row>"
LINE = f"<row r='2'>{text_cell('A2', '2026-05-01')}<c r='B2'><v>5</v></c>{text_cell('C2', 'ops')}</row>"
FAR = "<row r='1'><c r='A1'><v>1</v></c></row><row r='1048576'><c r='XFD1048576'><v>1</v></c></row>"
ENTITIES = '<?xml version="1.0"?><!DOCTYPE w [<!ENTITY x SYSTEM "file:///etc/passwd">]><w>&x;</w>'


def filled(old: str = "", new: str = "", after: str = "", before: str = "", **parts: str) -> bytes:
    """An ordinary sheet with one thing changed."""
    return sheet(f"{before}<sheetData>{HEAD}{LINE.replace(old, new) if old else LINE}</sheetData>{after}", **parts)


FROM_1904 = (
    '<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><workbookPr date1904="1"/></workbook>'
)
WORKBOOKS = {
    "a cell in the furthest corner": (lambda: sheet(f"<sheetData>{FAR}</sheetData>"), "more than 5,000,000 cells"),
    "a cell of four hundred megabytes": (lambda: filled("2026-05-01", "A" * (400 << 20)), "times its size"),
    "two million rows": (
        lambda: sheet("<sheetData>" + "<row><c><v>1</v></c></row>" * 2_000_000 + "</sheetData>"),
        "times its size",
    ),
    "entities of its own": (lambda: filled(**{"xl/workbook.xml": ENTITIES}), "defines entities"),
    "macros": (lambda: filled(**{"xl/vbaProject.bin": "x"}), "macros"),
    "links to other workbooks": (
        lambda: filled(**{"xl/externalLinks/externalLink1.xml": "<x/>"}),
        "links to other workbooks",
    ),
    "an encrypted or old workbook": (
        lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600,
        "encrypted or an old",
    ),
    "a formula never calculated": (lambda: filled("<v>5</v>", "<f>1+1</f>"), "a formula was never calculated (B2)"),
    "a reference error": (
        lambda: filled("<c r='B2'><v>5</v>", "<c r='B2' t='e'><v>#REF!</v>"),
        "the cell holds an error (B2)",
    ),
    "a hidden row": (lambda: filled("<row r=", "<row hidden='1' r="), "a row with figures is hidden"),
    "a hidden column": (
        lambda: filled(before="<cols><col min='2' max='2' hidden='1'/></cols>"),
        "a column is hidden",
    ),
    "merged cells": (lambda: filled(after="<mergeCells><mergeCell ref='A1:B1'/></mergeCells>"), "cells are merged"),
    "days counted from 1904": (lambda: filled(**{"xl/workbook.xml": FROM_1904}), "from 1904"),
    "a serial number for a date": (
        lambda: filled(text_cell("A2", "2026-05-01"), "<c r='A2'><v>45000</v></c>"),
        "is a serial number",
    ),
    "two visible sheets": (
        lambda: xlsx([["date", "amount", "dept"]], other=[["x"]]),
        "2 visible sheets: “Sheet”, “other”",
    ),
    "an archive that is no workbook": (lambda: _zip({"readme.txt": "hello"}), "is not a workbook"),
    "a torn archive": (lambda: filled()[:-200], "is damaged"),
    "broken XML": (lambda: sheet("<sheetData><row><c></row>"), "is damaged"),
}


def _zip(parts: dict[str, str]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return target.getvalue()


SLOW = ("a cell of four hundred megabytes", "two million rows")
MARKED = [
    pytest.param(*each, id=name, marks=pytest.mark.slow if name in SLOW else ()) for name, each in WORKBOOKS.items()
]


@pytest.mark.parametrize(("make", "says"), MARKED)
def test_a_hostile_workbook_is_refused(workshop: Workshop, make: object, says: str):
    refused(workshop, make(), says, name="file.xlsx", text=SHORT)  # type: ignore[operator]


def test_an_ordinary_workbook_is_read(workshop: Workshop):
    from datetime import datetime

    content = xlsx(
        [["date", "amount", "dept"], [datetime(2026, 5, 1), 1234.56, "ops"], ["2026-05-02", 0.1 + 0.2, "fin"]]
    )
    result = workshop.load(content, SHORT, name="file.xlsx", dry_run=True)
    assert result.problems == ()
    assert result.preview.new == 2
    assert "the sheet “Sheet” was read" in result.notes[0]


def test_control_openpyxl_reads_a_formula_without_a_value_as_nothing():
    import openpyxl

    content = filled("<v>5</v>", "<f>1+1</f>")
    cells = openpyxl.load_workbook(io.BytesIO(content), data_only=True).active
    assert cells["B2"].value is None


def test_a_reader_that_needs_too_long_is_stopped(workshop: Workshop, tmp_path: Path):
    from scorecard.ingest.faults import Faults
    from scorecard.ingest.reader_request import Limits, ReadRequest
    from scorecard.ingest.reading import FileReading

    path = tmp_path / "many.csv"
    path.write_bytes(b"a,b\n" + b"1,2\n" * 3_000_000)
    faults = Faults("many.csv")
    with path.open("rb") as stream:
        reading = FileReading(stream, ReadRequest("csv"), faults, Limits(seconds=0))
        assert sum(batch.num_rows for batch in reading.batches()) == 0
    assert len(faults.problems()) == 1


def test_a_reading_that_nobody_takes_ends_with_its_process(tmp_path: Path):
    from scorecard.ingest.faults import Faults
    from scorecard.ingest.reader_request import ReadRequest
    from scorecard.ingest.reading import FileReading

    path = tmp_path / "many.csv"
    path.write_bytes(b"a,b\n" + b"1,2\n" * 3_000_000)
    with path.open("rb") as stream:
        reading = FileReading(stream, ReadRequest("csv"), Faults("many.csv"))
        process = reading.begin().process
        reading.stop()
    assert process.poll() is not None
    assert process.stdout.closed


def test_a_reading_left_in_the_middle_ends_at_once_with_its_process(tmp_path: Path):
    """Nobody waits for the rest: the process is ended. The control: taken to its end it ends by itself."""
    from scorecard.ingest.faults import Faults
    from scorecard.ingest.reader_request import ReadRequest
    from scorecard.ingest.reading import FileReading

    path = tmp_path / "many.csv"
    path.write_bytes(b"a,b\n" + b"1,2\n" * 12_000_000)
    for to_its_end in (False, True):
        with path.open("rb") as stream:
            reading = FileReading(stream, ReadRequest("csv", columns=("a", "b")), Faults("many.csv"))
            process, batches = reading.begin().process, reading.batches()
            rows = next(batches).num_rows
            rows += sum(batch.num_rows for batch in batches) if to_its_end else 0
            batches.close()
            assert process.poll() == (0 if to_its_end else -signal.SIGKILL)
            assert (rows == 12_000_000) is to_its_end


def test_a_reader_that_needs_too_much_memory_is_stopped(tmp_path: Path):
    from scorecard.ingest.faults import Faults
    from scorecard.ingest.reader_request import Limits, ReadRequest
    from scorecard.ingest.reading import FileReading

    path = tmp_path / "wide.csv"
    path.write_bytes(b"a,b\n" + (b"x" * 12_000_000 + b",2\n") * 10)
    faults = Faults("wide.csv")
    with path.open("rb") as stream:
        list(FileReading(stream, ReadRequest("csv"), faults, Limits(memory=300 << 20)).batches())
    assert len(faults.problems()) == 1


def test_the_same_bytes_under_two_names_are_not_added_up(workshop: Workshop):
    """The control: what puts the files one below the other without looking has 10 of cost for 5."""
    before, content = workshop.fingerprint(), row()
    result = workshop.load_all([("may.csv", content), ("may (1).csv", content)])
    assert [str(problem) for problem in result.problems] == [
        "may (1).csv: it is the same file as may.csv, byte for byte. Name it once."
    ]
    assert workshop.fingerprint() == before
    naive = pd.concat([pd.read_csv(io.BytesIO(content)), pd.read_csv(io.BytesIO(content))])
    assert naive["amount"].sum() == 10
