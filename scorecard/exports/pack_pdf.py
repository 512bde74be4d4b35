"""PDF: the pre-read on two pages, set in the app's own letters; what it shows is given to the typesetter as data."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from functools import cache
from pathlib import Path

import typst

from scorecard.charts.theme import NAMED
from scorecard.domain.display import unbroken
from scorecard.exports import pack_tables as tables
from scorecard.exports.pack_chart import cash_chart, on_paper
from scorecard.exports.pack_tables import Grid, Strip
from scorecard.exports.packs import Packed
from scorecard.exports.workbook import SAME_FOR_ALL, clean
from scorecard.reports.pack import INVENTED, Pack, Said

HERE = Path(__file__).parent

MOST = 15
"""Measures of one perspective that fit a page."""


def pack_pdf(pack: Pack) -> bytes:
    """The file: two pages, or four with the statements of a monthly pack; the same pack, the same bytes."""
    return typeset("pack.typ", _told(pack))


def typeset(pages: str, told: Mapping[str, object]) -> bytes:
    """Pages set in the frame all files share.

    Args:
        pages: Name of the file that sets them.
        told: What is shown, as plain data; ``title``, ``workspace`` and ``stamp`` are the frame's.
    """
    return typst.compile(
        b"\n".join((HERE / name).read_bytes() for name in ("frame.typ", pages)),
        font_paths=_fonts(),
        sys_inputs={"pack": json.dumps({**told, "colours": _colours()}, ensure_ascii=False)},
        format="pdf",
        timestamp=SAME_FOR_ALL,
    )


def told_and_tables(
    pack: Packed,
    workspace: str,
    bold: str,
    sentences: Iterable[Said],
    grids: Iterable[Grid],
    shares: Mapping[str, Sequence[int]],
) -> bytes:
    """Pages of sentences and tables.

    Args:
        pack: Its title and stamp.
        workspace: Whose it is.
        bold: What is said below the title in bold; "" for nothing.
        sentences: What stands first.
        grids: The tables.
        shares: How wide the columns of each are to each other, by its title.
    """
    return typeset("sentences.typ", {
        "title": clean(pack.title),
        "workspace": clean(workspace),
        "under": clean(tables.under(pack, workspace)),
        "private": bold,
        "invented": INVENTED if pack.invented else "",
        "sentences": [(clean(each.about), unbroken(clean(each.text))) for each in sentences],
        "tables": [{**as_data(grid), "shares": shares[grid.title]} for grid in grids],
        "stamp": tables.stamp_line(pack),
    })  # fmt: skip


def _colours() -> dict[str, str]:
    return {name: on_paper(colour) for name, colour in NAMED.items()}


@cache
def _fonts() -> typst.Fonts:
    """The app's letters and the typesetter's own for what they lack; none of the machine's, which differ."""
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=True, font_paths=[HERE / "fonts"])


def _told(pack: Pack) -> dict[str, object]:
    weeks = tables.weeks_grid(pack)
    return {
        "title": clean(pack.title),
        "workspace": clean(pack.workspace),
        "under": clean(f"{pack.workspace}. Compared with {pack.against}. Numbers as of {pack.as_of}."),
        "invented": INVENTED if pack.invented else "",
        "sentences": [(clean(said.about), unbroken(clean(said.text))) for said in pack.sentences],
        "strips": [_strip(strip) for strip in tables.strips(pack)],
        "since": as_data(tables.since_grid(pack)),
        "last": as_data(tables.last_grid(pack, tables.last_on_a_page(pack), is_cut=True)),
        "talk": as_data(tables.talk_grid(pack, is_cut=True)),
        "weeks": as_data(weeks) if weeks else None,
        "chart": cash_chart(pack.cash, on_paper) if pack.cash else "",
        "alt": clean(pack.cash.headline) if pack.cash else "",
        "work": as_data(tables.work_grid(pack)),
        "statements": [as_data(tables.statement_grid(each)) for each in pack.statements],
        "stamp": tables.stamp_line(pack),
    }


def _strip(strip: Strip) -> dict[str, object]:
    """What fits the page; the rest is counted."""
    cut = len(strip.measures) - MOST
    measures = [{name: unbroken(told) for name, told in asdict(each).items()} for each in strip.measures[:MOST]]
    return {**asdict(strip), "measures": measures, "more": f"and {cut} more in the app" if cut > 0 else ""}


def as_data(grid: Grid) -> dict[str, object]:
    """A table as plain data for the typesetter."""
    rows = [[unbroken(cell) for cell in row] for row in grid.rows]
    return {**asdict(grid), "right": sorted(grid.right), "rows": rows}
