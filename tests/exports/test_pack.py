"""Packs as files: names of people and files are text in each of them, and the same pack is the same bytes."""

import io
import re
import subprocess
import sys
import zipfile
from dataclasses import replace
from decimal import Decimal as D

import pytest
import typst
from pptx.chart.data import CategoryChartData
from pptx.chart.xlsx import CategoryWorkbookWriter

from scorecard.domain.since import SinceGroup, SinceKind, SinceRow
from scorecard.domain.vocabulary import Unit
from scorecard.exports.pack_pdf import pack_pdf
from scorecard.exports.pack_tables import since_grid, stamp_line
from scorecard.exports.packs import FORMATS, write_packs
from scorecard.reports.pack import Pack, Said, pack_report
from scorecard.reports.usual import usual_scope
from tests.exports.packs import Page, pdf_pages, sheet, slide_texts
from tests.exports.test_workbook import formulas
from tests.stclient.workspace import HOSTILE, small_store

pytestmark = pytest.mark.slow

MARKUP = '#panic("read") *bold* _slanted_ $x^2$ #read("/etc/hosts") @ref <label> = title `raw` \\ // gone'
"""What a typesetter would act on."""

FORMULAS = ("=1+1", "+1", "@SUM(A1)", "=cmd|' /C calc'!A0")


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Pack:
    """A monthly pack of a workspace whose names are as hostile as names can be, of its newest state by name."""
    store = small_store(tmp_path_factory.mktemp("hostile"), 2)
    made = pack_report(store, usual_scope(store.snapshot(), store.today()).with_(as_of="r2"), "monthly")
    store.close()
    more = tuple(Said(text, text) for text in (MARKUP, *FORMULAS, *HOSTILE))
    return replace(made, sentences=(*made.sentences, *more))


@pytest.mark.parametrize("form", FORMATS.values(), ids=FORMATS)
def test_the_same_pack_makes_the_same_bytes(hostile: Pack, form):
    assert form.made(hostile) == form.made(hostile)


def seen(text: str) -> str:
    return " ".join(text.split())


def test_names_are_text_in_html(hostile: Pack):
    page = Page(FORMATS["html"].made(hostile).decode())
    for name in (*HOSTILE, *FORMULAS, MARKUP):
        assert seen(name) in page.text
    drawn = {tag for tag, _ in page.elements}
    assert not drawn & {"script", "img", "iframe", "a", "object", "link", "image", "use", "foreignobject"}
    assert not [name for _, given in page.elements for name in given if name.startswith("on")]


def test_put_together_by_hand_html_would_run_them():
    naive = Page(f"<main>{''.join(f'<p>{name}</p>' for name in HOSTILE)}</main>")
    assert {"script", "img", "iframe"} <= {tag for tag, _ in naive.elements}


def test_html_asks_nobody_for_anything(hostile: Pack):
    page = Page(FORMATS["html"].made(hostile).decode())
    asked = [given[name] for _, given in page.elements for name in ("src", "href", "action", "data") if name in given]
    styles = re.findall(r"url\(([^)]{0,20})|@import", FORMATS["html"].made(hostile).decode())
    assert asked == []
    assert {found.split(";")[0] for found in styles} == {"data:font/ttf"}
    policy = next(given["content"] for tag, given in page.elements if given.get("http-equiv"))
    assert "default-src 'none'" in policy


def test_names_are_text_in_pdf(hostile: Pack):
    told = "".join(pdf_pages(pack_pdf(hostile))).replace(" ", "")
    for name in (MARKUP, *FORMULAS, *(each for each in HOSTILE if "Z" not in each)):
        assert "".join(name.split()) in told
    assert b"/URI" not in pack_pdf(hostile)
    assert b"/JavaScript" not in pack_pdf(hostile)


def test_written_into_the_typesetters_source_they_would_be_acted_on():
    with pytest.raises(typst.TypstError, match="read"):
        typst.compile(MARKUP.encode(), format="pdf")


def test_names_are_text_in_slides(hostile: Pack):
    made = FORMATS["pptx"].made(hostile)
    told = seen(" ".join(slide_texts(made)))
    for name in (*HOSTILE, *FORMULAS, MARKUP):
        assert seen(name) in told
    with zipfile.ZipFile(io.BytesIO(made)) as packed:
        parts = {name: packed.read(name) for name in packed.namelist()}
    assert not [name for name, part in parts.items() if b"hlinkClick" in part or b'TargetMode="External"' in part]
    sheets = [part for name, part in parts.items() if name.endswith(".xlsx")]
    assert sheets
    assert [formulas(part) for part in sheets] == [[]] * len(sheets)


def test_the_librarys_own_sheet_of_a_chart_would_hold_formulas():
    told = CategoryChartData()
    told.categories = ["=1+1"]
    told.add_series("=2+2", [1])
    assert formulas(CategoryWorkbookWriter(told).xlsx_blob)


def test_names_are_text_in_the_workbook(hostile: Pack):
    assert formulas(FORMATS["xlsx"].made(hostile)) == []


@pytest.mark.parametrize("form", FORMATS.values(), ids=FORMATS)
def test_every_file_bears_the_stamp_and_says_that_figures_are_invented(hostile: Pack, form):
    made = form.made(replace(hostile, workspace="Tarnwick"))
    told = {
        "pdf": lambda: " ".join(pdf_pages(made)),
        "html": lambda: Page(made.decode()).text,
        "pptx": lambda: " ".join(slide_texts(made)),
        "xlsx": lambda: zipfile.ZipFile(io.BytesIO(made)).read("xl/sharedStrings.xml").decode(),
    }[form.ending]()
    of_today = "The day this was made: who has what, until when, and how actions stand."
    for word in (hostile.fingerprint, f"Revision: {hostile.revision}", "nvented", of_today):
        assert word in told.replace("\N{NO-BREAK SPACE}", " ")


def test_a_target_that_moved_does_not_read_as_a_fall_of_the_number(hostile: Pack):
    """OTIF stays at 81 % while its target goes from 95 % to 80 %; revenue of March is told as that of March."""
    rows = (
        SinceRow("otif", "all", "", "On time", D("0.95"), D("0.80"), D("-0.15"), None, Unit.PERCENT, "", 0,
                 period_label="Oct 2026", before_label="Oct 2026", of_target=True),
        SinceRow("revenue", "north", "North", "Revenue", D(1000), D(940), D(-60), D(-60), Unit.MONEY, "",
                 period_label="Mar 2026", before_label="Mar 2026"),
    )  # fmt: skip
    pack = replace(hostile, since=replace(hostile.since, groups=(SinceGroup(SinceKind.RESTATED, "Restated", rows),)))
    assert [row[:4] for row in since_grid(pack).rows] == [
        ("On time", "Target, Oct 2026", "95 %", "80 %"),
        ("Revenue, North", "Mar 2026", "1 k EUR", "940 EUR"),
    ]
    told = Page(FORMATS["html"].made(pack).decode()).text
    assert "Target, Oct 2026 95 % 80 %" in told
    (target, revenue) = sheet(FORMATS["xlsx"].made(pack), "Since we last met")
    assert (target["Of"], target["Period now"], target["Then as written"]) == ("target", "Oct 2026", "95 %")
    assert (revenue["Of"], revenue["Where"], revenue["Now"]) == ("value", "North", 940)


def test_a_stamp_says_what_is_shown(hostile: Pack):
    told = stamp_line(replace(hostile, workspace="W", place="P", window="Oct 2026", fingerprint="abc", invented=False))
    assert told.startswith("Workspace: W; Place: P; Window: Oct 2026; Compared with: plan; Numbers as of: ")
    assert told.endswith("Revision: 2; Currency: EUR; Fingerprint: abc.")


def test_files_replace_older_ones_as_a_whole(hostile: Pack, tmp_path):
    only = {"html": FORMATS["html"]}
    (first,) = write_packs(hostile, tmp_path / "new", only)
    first.write_text("older")
    (again,) = write_packs(hostile, tmp_path / "new", only)
    assert again == first
    assert again.read_bytes() == FORMATS["html"].made(hostile)
    assert list((tmp_path / "new").iterdir()) == [first]


def test_what_makes_files_is_not_imported_before_it_is_asked_for():
    code = "import sys, scorecard.exports.packs, scorecard.reports.pack; print({'typst', 'pptx'} & set(sys.modules))"
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert told.strip() == "set()"
