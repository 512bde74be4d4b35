"""XLSX: typed cells under a stamp that says what is shown; text from people or files stays text, never a formula."""

import io
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from decimal import Decimal
from enum import StrEnum

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from scorecard.charts import theme
from scorecard.domain.vocabulary import Unit

LONGEST = 32_000
"""Letters a cell takes."""

MOST_ROWS = 1_000_000
"""Lines a sheet takes beneath its stamp and its header."""

SAME_FOR_ALL = datetime(2000, 1, 1, tzinfo=UTC)
"""Stands as the day the file was made: the same answer makes the same bytes on every day."""

OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "nan_inf_to_errors": False,
}


class Cell(StrEnum):
    """What a column's cells are; an empty cell is "not reported" in all of them."""

    TEXT = "text"
    STATUS = "status"
    WHOLE = "whole"
    AMOUNT = "amount"
    MONEY = "money"
    SHARE = "share"
    DAY = "day"


FORMATS: Mapping[Cell, str] = {
    Cell.TEXT: "@",
    Cell.STATUS: "@",
    Cell.WHOLE: "#,##0",
    Cell.AMOUNT: "#,##0.00;(#,##0.00)",
    Cell.MONEY: "#,##0.00;(#,##0.00)",
    Cell.SHARE: "0.0 %;(0.0 %)",
    Cell.DAY: "yyyy-mm-dd",
}

IN_UNIT: Mapping[Unit, str] = {
    Unit.MONEY: FORMATS[Cell.MONEY],
    Unit.PERCENT: FORMATS[Cell.SHARE],
    Unit.POINTS: "0.0;(0.0)",
    Unit.DAYS: "#,##0.0;(#,##0.0)",
    Unit.HOURS: "#,##0.0;(#,##0.0)",
    Unit.COUNT: "#,##0.0;(#,##0.0)",
    Unit.TIMES: "0.00;(0.00)",
    Unit.SCORE: "0.00;(0.00)",
}
"""How an amount is written in the unit of its row; a count that is whole is written whole."""

COLOURS = {"On track": theme.BETTER_TEXT, "Watch": theme.WATCH_TEXT, "Off track": theme.WORSE_TEXT}
"""The colour of a status beside its word."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column's title, what its cells are, and its width in letters."""

    title: str
    cell: Cell = Cell.TEXT
    width: int = 16


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table with its sentence on top.

    Attributes:
        name: On the tab; at most 31 letters.
        headline: The answer in one sentence.
        rows: One value per column: text, int, Decimal, date or None.
        units: What the amounts of each row are counted in; empty where all are money.
    """

    name: str
    headline: str
    columns: tuple[Column, ...]
    rows: Sequence[Sequence[object]]
    units: Sequence[Unit] = ()


@dataclass(frozen=True, slots=True)
class Pens:
    """How cells are written: by what they are, amounts by their unit, a status by its word, and what is bold."""

    cells: Mapping[Cell, Format]
    amounts: Mapping[Unit, Format]
    statuses: Mapping[str, Format]
    bold: Format

    def of(self, cell: Cell, unit: Unit | None, value: object) -> Format:
        """The pen for one cell."""
        if cell is Cell.STATUS:
            return self.statuses.get(str(value), self.cells[cell])
        if cell is not Cell.AMOUNT or unit is None:
            return self.cells[cell]
        is_whole = unit is Unit.COUNT and isinstance(value, Decimal) and value == value.to_integral_value()
        return self.cells[Cell.WHOLE] if is_whole else self.amounts[unit]


def workbook(sheets: Sequence[Sheet], stamp: Sequence[tuple[str, str]]) -> bytes:
    """The file: every sheet with its sentence, the stamp, a header that stays in sight, and typed cells.

    Args:
        sheets: What to write; more lines than a sheet takes are cut off, and the sheet's sentence says so.
        stamp: Name and value of what is shown: scope, numbers as of, revision.
    """
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, OPTIONS) as book:
        book.set_properties({"created": SAME_FOR_ALL.replace(tzinfo=None)})
        pens = _pens(book)
        for sheet in sheets:
            _write(book.add_worksheet(sheet.name), sheet, stamp, pens)
    return file.getvalue()


def _pens(book: xlsxwriter.Workbook) -> Pens:
    def pen(told: str, **more: object) -> Format:
        return book.add_format({"num_format": told, "valign": "top", **more})

    statuses = {word: pen("@", bold=True, font_color=colour.light) for word, colour in COLOURS.items()}
    cells = {cell: pen(told) for cell, told in FORMATS.items()}
    amounts = {unit: pen(told) for unit, told in IN_UNIT.items()}
    return Pens(cells, amounts, statuses, pen("General", bold=True))


def _write(page: Worksheet, sheet: Sheet, stamp: Sequence[tuple[str, str]], pens: Pens) -> None:
    cut = len(sheet.rows) - MOST_ROWS
    told = f"{sheet.headline} Another {cut:,} lines do not fit on this sheet." if cut > 0 else sheet.headline
    page.write_string(0, 0, clean(told), pens.bold)
    page.write_string(1, 0, clean("; ".join(f"{name}: {value}" for name, value in stamp)))
    top = 3
    for at, column in enumerate(sheet.columns):
        page.set_column(at, at, column.width)
        page.write_string(top, at, clean(column.title), pens.bold)
    units = sheet.units or (None,) * len(sheet.rows)
    for line, (row, unit) in enumerate(zip(sheet.rows[:MOST_ROWS], units, strict=False), top + 1):
        for at, (column, value) in enumerate(zip(sheet.columns, row, strict=True)):
            if value is not None:
                WRITERS[column.cell](page, line, at, value, pens.of(column.cell, unit, value))
    _on_paper(page, top)
    page.freeze_panes(top + 1, 1)
    page.autofilter(top, 0, top + max(1, min(len(sheet.rows), MOST_ROWS)), len(sheet.columns) - 1)


def _on_paper(page: Worksheet, top: int) -> None:
    """One page wide, across, with the header on each."""
    page.set_landscape()
    page.set_paper(9)
    page.fit_to_pages(1, 0)
    page.repeat_rows(top)


def clean(text: object) -> str:
    """Text a cell can hold: printable signs, line ends and tabs, cut short."""
    shown = "".join(sign if sign.isprintable() or sign in "\n\t" else "\N{REPLACEMENT CHARACTER}" for sign in str(text))
    return shown if len(shown) <= LONGEST else shown[:LONGEST] + "…"


def _text(page: Worksheet, line: int, at: int, value: object, told: Format) -> None:
    page.write_string(line, at, clean(value), told)


def _number(page: Worksheet, line: int, at: int, value: object, told: Format) -> None:
    if not isinstance(value, (int, Decimal)):
        raise TypeError(f"a number is int or Decimal, not {type(value).__name__}")
    page.write_number(line, at, float(value), told)


def _day(page: Worksheet, line: int, at: int, value: object, told: Format) -> None:
    if not isinstance(value, date):
        raise TypeError(f"a day is a date, not {type(value).__name__}")
    page.write_datetime(line, at, datetime.combine(value, time()), told)


WRITERS: Mapping[Cell, Callable[[Worksheet, int, int, object, Format], None]] = {
    Cell.TEXT: _text,
    Cell.STATUS: _text,
    Cell.WHOLE: _number,
    Cell.AMOUNT: _number,
    Cell.MONEY: _number,
    Cell.SHARE: _number,
    Cell.DAY: _day,
}
