"""A workbook looked over before any reader touches it: size, parts, macros, links, formulas, hidden rows."""

import re
import zipfile
from dataclasses import dataclass, field
from typing import BinaryIO
from xml.etree import ElementTree
from xml.parsers import expat

from scorecard.ingest.faults import SHOWN, Fault
from scorecard.ingest.reader_request import Unreadable

MOST_PACKED = 20 << 20
MOST_UNPACKED = 400 << 20
MOST_RATIO = 200
MOST_PARTS = 2_000
MOST_CELLS = 5_000_000
BLOCK = 1 << 20
MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
LINK = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
REFERENCE = re.compile(r"([A-Z]{1,3})([0-9]{1,7})", re.ASCII)
FORBIDDEN = (
    ("vbaproject.bin", "the workbook carries macros", "Save it as .xlsx without macros."),
    ("externallinks/", "the workbook links to other workbooks", "Paste the linked cells as values, and save again."),
    ("activex/", "the workbook carries controls", "Save it as .xlsx without controls."),
)


@dataclass
class SheetFacts:
    """What one sheet's XML says about its cells."""

    cells: int = 0
    last_row: int = 0
    last_column: int = 0
    faults: list[Fault] = field(default_factory=list)
    more: int = 0


def preflight(stream: BinaryIO, wanted_sheet: str) -> tuple[str, SheetFacts]:
    """Look a workbook over.

    Args:
        stream: The bytes, seekable.
        wanted_sheet: Name of the sheet, empty for the only visible one.

    Returns:
        The sheet's name, and what was found in its cells.

    Raises:
        Unreadable: If the workbook must not be opened.
    """
    _kind(stream)
    try:
        with zipfile.ZipFile(stream) as archive:
            _parts(archive)
            name, part = _sheet(archive, wanted_sheet)
            return name, _cells(archive, part)
    except (zipfile.BadZipFile, KeyError, ElementTree.ParseError, expat.ExpatError, EOFError, OSError) as fault:
        raise Unreadable("the workbook is damaged", "Open it, save it again as .xlsx.") from fault
    except (NotImplementedError, RuntimeError, zipfile.zlib.error) as fault:  # type: ignore[attr-defined]
        raise Unreadable("the workbook is encrypted or damaged", "Save it as .xlsx without a password.") from fault


def _kind(stream: BinaryIO) -> None:
    head = stream.read(8)
    size = stream.seek(0, 2)
    stream.seek(0)
    if head.startswith(b"\xd0\xcf\x11\xe0"):
        raise Unreadable("this is an encrypted or an old (.xls) workbook", "Save it as .xlsx without a password.")
    if not head.startswith(b"PK\x03\x04"):
        raise Unreadable("this is not a workbook", "Save it as .xlsx, or name its real format.")
    if size > MOST_PACKED:
        raise Unreadable(f"the workbook has {size >> 20} MB", f"Keep it below {MOST_PACKED >> 20} MB, or use CSV.")


def _parts(archive: zipfile.ZipFile) -> None:
    parts = archive.infolist()
    names = [part.filename.lower() for part in parts]
    if len(parts) > MOST_PARTS or len(set(names)) != len(names):
        raise Unreadable(f"the workbook has {len(parts):,} parts or two of one name", "Save it again as .xlsx.")
    if any(part.flag_bits & 1 for part in parts):
        raise Unreadable("the workbook is encrypted", "Save it as .xlsx without a password.")
    for word, what, remedy in FORBIDDEN:
        if any(word in name for name in names):
            raise Unreadable(what, remedy)
    _unpacked(parts)
    if "xl/workbook.xml" not in names:
        raise Unreadable("this archive is not a workbook", "Save it as .xlsx.")
    for part in parts:
        if part.filename.lower().endswith((".xml", ".rels")):
            _no_entities(archive, part)


def _unpacked(parts: list[zipfile.ZipInfo]) -> None:
    unpacked = sum(part.file_size for part in parts)
    packed = max(1, sum(part.compress_size for part in parts))
    if unpacked > MOST_UNPACKED or (unpacked > 10 << 20 and unpacked / packed > MOST_RATIO):
        said = f"the workbook unpacks to {unpacked >> 20:,} MB, {unpacked // packed:,} times its size"
        raise Unreadable(said, "Save only the sheet with the figures, or use CSV.")


def _no_entities(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> None:
    with archive.open(part) as stream:
        head = stream.read(4096)
    if b"<!DOCTYPE" in head or b"<!ENTITY" in head or head.startswith((b"\xfe\xff", b"\xff\xfe")):
        raise Unreadable("the workbook defines entities of its own", "Open it, save it again as .xlsx.")


def _xml(archive: zipfile.ZipFile, name: str) -> ElementTree.Element:
    with archive.open(name) as stream:
        text = stream.read(BLOCK * 16)
    if b"<!DOCTYPE" in text or b"<!ENTITY" in text:
        raise Unreadable("the workbook defines entities of its own", "Open it, save it again as .xlsx.")
    return ElementTree.fromstring(text)  # noqa: S314 - entities were refused one line above


def _sheet(archive: zipfile.ZipFile, wanted: str) -> tuple[str, str]:
    workbook = _xml(archive, "xl/workbook.xml")
    for settings in workbook.iter(f"{MAIN}workbookPr"):
        if settings.get("date1904") in ("1", "true"):
            raise Unreadable(
                "the workbook counts its days from 1904", "Switch that option off, check dates, save again."
            )
    sheets = [(each.get("name") or "", each.get("state"), each.get(LINK)) for each in workbook.iter(f"{MAIN}sheet")]
    listed = ", ".join(f"“{name}”" for name, _, _ in sheets[:10])
    named = [each for each in sheets if each[0].casefold() == wanted.strip().casefold()] if wanted else []
    visible = named or [each for each in sheets if each[1] not in ("hidden", "veryHidden")]
    if wanted and not named:
        raise Unreadable(f"there is no sheet “{wanted[:40]}”, only {listed}", "Correct sheet under [file].")
    if len(visible) != 1:
        raise Unreadable(f"the workbook has {len(visible)} visible sheets: {listed}", "Name one as sheet under [file].")
    links = {each.get("Id"): each.get("Target") or "" for each in _xml(archive, "xl/_rels/workbook.xml.rels")}
    target = links.get(visible[0][2], "")
    part = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
    if not part.lower().endswith(".xml") or "chartsheet" in part.lower():
        raise Unreadable(f"the sheet “{visible[0][0][:40]}” has no cells", "Name another sheet under [file].")
    return visible[0][0], part


def _cells(archive: zipfile.ZipFile, part: str) -> SheetFacts:
    scan = SheetScan()
    unpacked = 0
    with archive.open(part) as stream:
        while block := stream.read(BLOCK):
            unpacked += len(block)
            if unpacked > MOST_UNPACKED:
                raise Unreadable("the sheet unpacks to more than it says", "Save it again as .xlsx.")
            scan.parser.Parse(block, False)
    scan.parser.Parse(b"", True)
    return scan.facts


class SheetScan:
    """Walks over a sheet's XML and keeps count."""

    def __init__(self) -> None:
        self.facts = SheetFacts()
        self.parser = expat.ParserCreate()
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._text
        self.parser.StartDoctypeDeclHandler = self._doctype
        self._row = 0
        self._column = 0
        self._reference = ""
        self._type = ""
        self._formula = self._value = self._in_value = self._hidden = False

    def _doctype(self, *_: object) -> None:
        raise Unreadable("the workbook defines entities of its own", "Open it, save it again as .xlsx.")

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "c":
            self._cell(attributes)
        elif name == "f":
            self._formula = True
        elif name in ("v", "t"):
            self._in_value = True
        elif name == "row":
            self._row = int(attributes.get("r") or self._row + 1)
            self._column = 0
            self._hidden = attributes.get("hidden") in ("1", "true")
        elif name == "col" and attributes.get("hidden") in ("1", "true"):
            self._fault("a column is hidden", "Show hidden columns, or delete them.", f"no. {attributes.get('min')}")
        elif name == "mergeCell":
            self._fault("cells are merged", "Unmerge them, so that each row stands alone.", attributes.get("ref", ""))

    def _cell(self, attributes: dict[str, str]) -> None:
        self._reference = attributes.get("r", "")
        self._type, self._formula, self._value = attributes.get("t", ""), False, False
        if at := REFERENCE.fullmatch(self._reference):
            self._row, self._column = int(at[2]), _column(at[1])
        else:
            self._column += 1
        facts = self.facts
        facts.cells += 1
        facts.last_row = max(facts.last_row, self._row)
        facts.last_column = max(facts.last_column, self._column)
        if facts.last_row * facts.last_column > MOST_CELLS:
            said = f"the sheet reaches to cell {self._reference or 'unknown'}, more than {MOST_CELLS:,} cells"
            raise Unreadable(said, "Delete what lies far below or beside the figures, or use CSV.")

    def _text(self, text: str) -> None:
        if self._in_value and text:
            self._value = True

    def _end(self, name: str) -> None:
        if name in ("v", "t"):
            self._in_value = False
        elif name == "c":
            self._finish_cell()

    def _finish_cell(self) -> None:
        if self._formula and not self._value and self._type != "str":
            remedy = "Open the workbook, let it calculate, save it again."
            self._fault("a formula was never calculated", remedy, self._reference)
        elif self._type == "e":
            self._fault("the cell holds an error", "Mend the formula.", self._reference)
        elif self._hidden and self._value:
            self._hidden = False
            self._fault("a row with figures is hidden", "Show hidden rows, or delete them.", self._reference)

    def _fault(self, what: str, remedy: str, where: str) -> None:
        if len(self.facts.faults) < SHOWN:
            self.facts.faults.append(Fault(self._row, "", f"{what} ({where[:20]})", remedy))
        else:
            self.facts.more += 1


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number
