"""What those who lead take away: same pack same bytes, hostile texts stay text, and who has no seat gets nothing."""

import io
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal as D
from pathlib import Path

import openpyxl
import pytest

from scorecard.changes.raise_matter import Needed, raise_matter
from scorecard.cli import main
from scorecard.domain.access import Actor
from scorecard.domain.commitments import Bound, Commitment, To
from scorecard.domain.people import Person
from scorecard.exports.packs import formats_of
from scorecard.reports.commitments import commitments_report
from scorecard.reports.sync_pack import LEFT_OUT, PRIVATE, SYNC, SyncPack, sync_pack_report
from scorecard.reports.usual import usual_scope
from scorecard.store.store import Store
from tests.exports.packs import Page, pdf_pages, sheet
from tests.exports.test_workbook import formulas
from tests.stclient.workspace import DAY, HOSTILE, small_store

pytestmark = pytest.mark.slow

FORMULA = "=cmd|' /C calc'!A0"
PEOPLE = (
    Person("ada", "Ada", "finance", "finance", seat="cfo"),
    Person("bo", "Bo", "operations", "operations", seat="coo"),
)


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small store with two seats and one matter whose every text is hostile."""
    folder = tmp_path_factory.mktemp("seats")
    opened = small_store(folder)
    for person in PEOPLE:
        opened.put_person(person, "test")
    raise_matter(
        opened, Actor("ada", "finance"), Needed(f"Lift {FORMULA}", DAY + timedelta(days=9), HOSTILE[0], HOSTILE[1])
    )
    opened.close()
    return folder


@pytest.fixture(scope="module")
def pack(place: Path) -> SyncPack:
    from scorecard.ingest.opening import open_store

    store = open_store(place, today=lambda: DAY)
    made = sync_pack_report(store, usual_scope(store.snapshot(), DAY))
    promised = Commitment("p", HOSTILE[1], To.CUSTOMER, Bound.HARD, measure="m1", least=D(900), whom=FORMULA)
    rows = _with(store, made, promised)
    store.close()
    return rows


def _with(store: Store, made: SyncPack, promised: Commitment) -> SyncPack:
    """The pack as it would be had the catalogue named one promise: 1,002 against 900."""
    catalogue = store.snapshot().catalogue
    catalogue.commitments[promised.id] = promised
    try:
        rows = commitments_report(store, made.scope).rows
    finally:
        catalogue.commitments.clear()
    return replace(made, sync=replace(made.sync, commitments=rows))


@pytest.mark.parametrize("form", formats_of(SYNC).values(), ids=formats_of(SYNC))
def test_the_same_pack_makes_the_same_bytes(pack: SyncPack, form):
    assert form.made(pack) == form.made(pack)


def test_of_an_earlier_day_every_file_says_that_what_people_wrote_is_of_the_day_it_was_made(pack: SyncPack):
    """The control is the pack of today, which has nothing to say."""
    words = "The day this was made: "
    then = replace(pack, scope=pack.scope.with_(as_of="r1"))
    for found, says in ((pack, False), (then, True)):
        made = {name: form.made(found) for name, form in formats_of(SYNC).items()}
        told = [
            " ".join(pdf_pages(made["pdf"])),
            Page(made["html"].decode()).text,
            repr(sheet(made["xlsx"], "Summary")),
        ]
        assert [words in each for each in told] == [says] * 3


def test_texts_are_text_in_html_and_it_says_for_whom_it_is(pack: SyncPack):
    page = Page(formats_of(SYNC)["html"].made(pack).decode())
    seen = " ".join(page.text.split())
    for text in (PRIVATE, FORMULA, *(" ".join(each.split()) for each in HOSTILE[:2])):
        assert text in seen
    assert not {tag for tag, _ in page.elements} & {"script", "img", "iframe", "a", "object", "link"}


def test_texts_are_text_in_pdf(pack: SyncPack):
    told = "".join(pdf_pages(formats_of(SYNC)["pdf"].made(pack))).replace(" ", "")
    for text in (PRIVATE, FORMULA, HOSTILE[0]):
        assert text.replace(" ", "") in told


def test_the_workbook_holds_exact_values_and_no_formula(pack: SyncPack):
    made = formats_of(SYNC)["xlsx"].made(pack)
    assert formulas(made) == []
    (row,) = sheet(made, "Commitments")
    assert (row["At least"], row["Stands"], row["Room"], row["At most"]) == (900, 1002, 102, None)
    assert (row["Whom"], row["Bound"], row["Forecast"]) == (FORMULA, "hard", "not forecast")
    assert (row["Stands as written"], row["Room as written"]) == ("now 1.00 k EUR in Oct 2026", "102 EUR of room")
    (line,) = sheet(made, "Log")
    assert line["Matter"] == f"Lift {FORMULA}"
    assert "Private" in openpyxl.load_workbook(io.BytesIO(made))["Summary"]["A2"].value


def test_the_command_writes_it_and_says_what_it_holds(place: Path, tmp_path: Path, capsys):
    asked = ["--store", str(place), "report", "sync", "--out", str(tmp_path)]
    assert main([*asked, "--as", "ada"]) == 0
    said = capsys.readouterr()
    assert sorted(each.name for each in tmp_path.iterdir()) == [
        f"sync-for-seats-all-2026-10-r2.{ending}" for ending in ("html", "pdf", "xlsx")
    ]
    assert (PRIVATE in said.err, len(said.out.splitlines())) == (True, 3)
    assert main([*asked, "--format", "pptx"]) == 2
    assert "no pptx" in capsys.readouterr().err


def test_without_a_seat_the_command_leaves_matters_out_and_says_so(place: Path, tmp_path: Path, capsys):
    """The computer's account has no seat; whoever is named needs one. With one, the same files do hold the matter."""
    asked = ["--store", str(place), "report", "sync", "--out"]
    assert main([*asked, str(tmp_path / "none"), "--as", "cy"]) == 2
    assert "Only the CFO, the COO or the CEO can do this." in capsys.readouterr().err
    assert not (tmp_path / "none").exists()
    assert main([*asked, str(tmp_path / "ada"), "--as", "ada"]) == 0
    capsys.readouterr()
    assert main([*asked, str(tmp_path / "all")]) == 0
    assert capsys.readouterr().err == f"{LEFT_OUT} Name one of them: --as ID.\n"
    held = {}
    for who in ("all", "ada"):
        (page, pdf, book) = (next((tmp_path / who).glob(f"*.{ending}")) for ending in ("html", "pdf", "xlsx"))
        lines = len(sheet(book.read_bytes(), "Log")) + len(sheet(book.read_bytes(), "Matters"))
        texts = (Page(page.read_text()).text, " ".join(pdf_pages(pdf.read_bytes())))
        held[who] = [lines, *(f"Lift {FORMULA}" in each for each in texts), *(LEFT_OUT in each for each in texts)]
    assert held == {"all": [0, False, False, True, True], "ada": [2, True, True, False, False]}
    assert main(["--store", str(place), "report", "weekly", "--as", "ada", "--out", str(tmp_path)]) == 2


def test_what_is_asked_on_the_command_line_holds_no_matter(place: Path, capsys):
    assert main(["--store", str(place), "ask", "sync", "--json"]) == 0
    assert main(["--store", str(place), "ask", "sync", "goals"]) == 0
    told = capsys.readouterr().out
    assert "Lift" not in told
    assert "No joint goal is named yet." in told
