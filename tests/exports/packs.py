"""Packs read back: the texts, rows and numbers of each format as a reader meets them."""

import io
import re
from collections.abc import Iterator
from html.parser import HTMLParser

import openpyxl
import pypdfium2
from pptx import Presentation

NUMBER = re.compile(r"\d[\d,.]*\d|\d")
"""A number as it is written, whatever its sign and unit."""

CELLS = ("th", "td")

Rows = list[tuple[str, ...]]


def numbers(text: str) -> list[str]:
    return NUMBER.findall(text.replace("\N{NO-BREAK SPACE}", " "))


class Page(HTMLParser):
    """What a page of markup says: its elements, all text, rows of its tables, and its measures with their values."""

    def __init__(self, made: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.words: list[str] = []
        self.rows: Rows = []
        self._silent = self._in_cell = False
        self.feed(made)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        self._silent = tag == "style"
        self.words.append(" ")
        if tag == "tr":
            self.rows.append(())
        if tag in CELLS:
            self._in_cell = True
            self.rows[-1] = (*self.rows[-1], "")

    def handle_endtag(self, tag: str) -> None:
        self._silent = False
        self._in_cell = self._in_cell and tag not in CELLS
        self.words.append(" ")

    def handle_data(self, data: str) -> None:
        if self._silent:
            return
        self.words.append(data)
        if self._in_cell:
            self.rows[-1] = (*self.rows[-1][:-1], self.rows[-1][-1] + data)

    @property
    def text(self) -> str:
        return " ".join("".join(self.words).replace("\N{NO-BREAK SPACE}", " ").split())


def measures(made: str, label: str, value: str) -> dict[str, str]:
    """Label to value wherever an element with the one class is followed by one with the other."""
    found = re.findall(rf"{label}[^>]*>([^<]*)<.*?{value}[^>]*>([^<]*)<", made)
    return {name: told.replace("\N{NO-BREAK SPACE}", " ") for name, told in found}


def pdf_pages(made: bytes) -> list[str]:
    """The text of each page, without the line ends a typesetter makes."""
    with pypdfium2.PdfDocument(made) as document:
        pages = [page.get_textpage().get_text_bounded() for page in document]
    return [" ".join(page.replace("\N{NO-BREAK SPACE}", " ").split()) for page in pages]


def slide_texts(made: bytes) -> Iterator[str]:
    """Every text of every slide, cells of tables and names and values of charts among them."""
    for slide in Presentation(io.BytesIO(made)).slides:
        for shape in slide.shapes:
            if shape.has_text_frame:
                yield shape.text_frame.text
            if shape.has_table:
                yield from (cell.text for row in shape.table.rows for cell in row.cells)
            if shape.has_chart:
                yield from (str(each) for each in shape.chart.plots[0].categories)


def slide_rows(made: bytes) -> Rows:
    """Every row of every table of the slides."""
    shapes = (shape for slide in Presentation(io.BytesIO(made)).slides for shape in slide.shapes if shape.has_table)
    cells = ([cell.text for cell in row.cells] for shape in shapes for row in shape.table.rows)
    return [tuple(" ".join(cell.split()) for cell in row) for row in cells]


def slide_charts(made: bytes) -> list[tuple[list[str], dict[str, tuple[float | None, ...]]]]:
    """Categories, and name to values, of each chart."""
    shapes = (shape for slide in Presentation(io.BytesIO(made)).slides for shape in slide.shapes if shape.has_chart)
    plots = (shape.chart.plots[0] for shape in shapes)
    return [
        ([str(each) for each in plot.categories], {each.name: each.values for each in plot.series}) for plot in plots
    ]


def sheet(made: bytes, name: str) -> list[dict[str, object]]:
    """The lines of a sheet by their column's title."""
    header, *lines = openpyxl.load_workbook(io.BytesIO(made))[name].iter_rows(min_row=4, values_only=True)
    return [dict(zip(map(str, header), line, strict=True)) for line in lines]
