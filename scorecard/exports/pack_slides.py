"""PPTX: the pack as slides, one idea each, with tables and charts that can be edited; text is only ever text."""

import io
from collections.abc import Iterator, Sequence
from math import ceil
from typing import TypeVar

from pptx import Presentation
from pptx.dml.color import RGBColor
from pptx.enum.text import PP_ALIGN
from pptx.presentation import Presentation as Deck
from pptx.slide import Slide
from pptx.table import _Cell as Cell
from pptx.text.text import TextFrame
from pptx.text.text import _Paragraph as Line
from pptx.util import Inches, Pt

from scorecard.charts import theme
from scorecard.domain.display import unbroken
from scorecard.exports import pack_tables as tables
from scorecard.exports.pack_slide_charts import cash_slide, differences_slide, standing_slide
from scorecard.exports.pack_tables import Grid
from scorecard.exports.same_bytes import repacked
from scorecard.exports.workbook import SAME_FOR_ALL, clean
from scorecard.reports.pack import INVENTED, Pack, Said

Row = TypeVar("Row")

WIDE, HIGH = 13.333, 7.5
"""A slide in inches."""

EDGE, TOP, WITHIN = 0.5, 1.45, 12.333
TITLE_ONLY = 5
"""The template's layout with a title and nothing else."""

ROWS, SENTENCES = 11, 6
"""Rows of a table, and sentences, that fit one slide."""

LINE, SIGNS = 0.2, 11
"""A line in a table is so high, and so many bold signs of it take an inch, in inches."""


def pack_slides(pack: Pack) -> bytes:
    """The file; the same pack, the same bytes."""
    deck = Presentation()
    deck.slide_width, deck.slide_height = Inches(WIDE), Inches(HIGH)
    _properties(deck, pack)
    for first, part in _parts(pack.sentences, SENTENCES):
        _sentences(deck, pack, pack.title if first else f"{pack.title}, continued", part)
    standing_slide(_slide(deck, pack, pack.scorecard.headline), tables.strips(pack))
    _tables(deck, pack, tables.since_grid(pack, shown=ROWS), pack.since.headline)
    _tables(deck, pack, tables.last_grid(pack, shown=len(pack.last.lines), is_cut=True), "")
    _tables(deck, pack, tables.talk_grid(pack, is_cut=True), "")
    differences_slide(_slide(deck, pack, pack.statement.headline), pack)
    if pack.cash is not None and pack.weeks is not None:
        cash_slide(_slide(deck, pack, pack.cash.headline), pack.cash)
    for answer in pack.statements:
        _tables(deck, pack, tables.statement_grid(answer), answer.headline)
    _tables(deck, pack, tables.work_grid(pack, shown=len(pack.work.rows)), pack.work.headline)
    file = io.BytesIO()
    deck.save(file)
    return repacked(file.getvalue())


def _properties(deck: Deck, pack: Pack) -> None:
    told = deck.core_properties
    told.title, told.author, told.last_modified_by = clean(pack.title)[:250], "Scorecard", "Scorecard"
    told.comments = tables.stamp_line(pack)[:250]
    told.created = told.modified = SAME_FOR_ALL.replace(tzinfo=None)
    told.revision = 1


def _slide(deck: Deck, pack: Pack, title: str) -> Slide:
    """A slide with its sentence as title and the stamp below."""
    slide = deck.slides.add_slide(deck.slide_layouts[TITLE_ONLY])
    head = slide.shapes.title
    if head is None:
        raise LookupError("the layout has no title")
    head.left, head.top, head.width, head.height = map(Inches, (EDGE, 0.3, WITHIN, 1.05))
    _write(head.text_frame, unbroken(clean(title)), 24 if len(title) < 70 else 18, bold=True)
    stamp = slide.shapes.add_textbox(*map(Inches, (EDGE, HIGH - 0.5, WITHIN, 0.35)))
    stamp.name = "Stamp"
    _write(stamp.text_frame, tables.stamp_line(pack), 9, quiet=True)
    return slide


def _sentences(deck: Deck, pack: Pack, title: str, part: Sequence[Said]) -> None:
    slide = _slide(deck, pack, title)
    frame = slide.shapes.add_textbox(*map(Inches, (EDGE, TOP, WITHIN, HIGH - TOP - 0.7))).text_frame
    frame.word_wrap = True
    if pack.invented:
        _run(frame.paragraphs[0], INVENTED, 14, bold=True, colour=theme.WORSE_TEXT.light)
    for said in part:
        line = frame.add_paragraph()
        line.space_before = Pt(8)
        _run(line, f"{clean(said.about)}. ", 16, bold=True)
        _run(line, unbroken(clean(said.text)), 16)


def _tables(deck: Deck, pack: Pack, grid: Grid, headline: str) -> None:
    """The table over as many slides as it needs; none where it has no rows."""
    widths = _widths(grid) if grid.rows else []
    for lines in _stretches(grid, widths):
        slide = _slide(deck, pack, (headline or grid.title) if lines.start == 0 else f"{grid.title}, continued")
        place = map(Inches, (EDGE, TOP, WITHIN, 0.4 * (len(lines) + 1)))
        table = slide.shapes.add_table(len(lines) + 1, len(grid.head), *place).table
        for at, width in enumerate(widths):
            table.columns[at].width = Inches(width)
            _cell(table.cell(0, at), grid.head[at], at in grid.right, bold=True, shaded=True)
        for row, line in enumerate(lines, 1):
            for at, told in enumerate(grid.rows[line]):
                inwards = "\N{NO-BREAK SPACE}" * 3 * grid.depths[line] if at == 0 else ""
                heavy = grid.marks[line] in ("total", "group") or at == 0
                _cell(table.cell(row, at), inwards + unbroken(told), at in grid.right, bold=heavy, shaded=row % 2 == 0)


def _stretches(grid: Grid, widths: Sequence[float]) -> Iterator[range]:
    """Stretches of rows that end above the stamp, counted by the lines their longest cells take."""
    start, taken, room = 0, 0.0, HIGH - TOP - 1
    for row, cells in enumerate(grid.rows):
        lines = max(ceil(len(cell) / (width * SIGNS)) for cell, width in zip(cells, widths, strict=True))
        high = max(0.4, LINE * lines + 0.06)
        if row > start and (row - start == ROWS or taken + high > room):
            yield range(start, row)
            start, taken = row, 0.0
        taken += high
    if grid.rows:
        yield range(start, len(grid.rows))


def _widths(grid: Grid) -> list[float]:
    """A width a column in inches: words share what numbers leave."""
    numbers, words = 1.3, [at for at in range(len(grid.head)) if at not in grid.right]
    longest = [min(max(len(row[at]) for row in (grid.head, *grid.rows)), 60) + 6 for at in words]
    room = (WITHIN - numbers * len(grid.right)) / sum(longest)
    shares = dict(zip(words, longest, strict=True))
    return [shares[at] * room if at in shares else numbers for at in range(len(grid.head))]


def _cell(cell: Cell, told: str, right: bool, bold: bool, shaded: bool = False) -> None:
    cell.margin_top = cell.margin_bottom = Inches(0.03)
    _write(cell.text_frame, told, 12, bold=bold)
    if right:
        cell.text_frame.paragraphs[0].alignment = PP_ALIGN.RIGHT
    if shaded:
        cell.fill.solid()
        cell.fill.fore_color.rgb = RGBColor.from_string(theme.PANEL.light.removeprefix("#"))
    else:
        cell.fill.background()


def _write(frame: TextFrame, told: str, size: int, bold: bool = False, quiet: bool = False) -> None:
    frame.word_wrap = True
    frame.clear()
    frame.paragraphs[0].alignment = PP_ALIGN.LEFT
    _run(frame.paragraphs[0], told, size, bold, theme.QUIET.light if quiet else theme.INK.light)


def _run(line: Line, told: str, size: int, bold: bool = False, colour: str = theme.INK.light) -> None:
    run = line.add_run()
    run.text = told
    run.font.size, run.font.bold = Pt(size), bold
    run.font.color.rgb = RGBColor.from_string(colour.removeprefix("#"))


def _parts(rows: Sequence[Row], size: int) -> list[tuple[bool, Sequence[Row]]]:
    """The rows in stretches that fit a slide, and whether each is the first."""
    return [(start == 0, rows[start : start + size]) for start in range(0, len(rows), size)]
