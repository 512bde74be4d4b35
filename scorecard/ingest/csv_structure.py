"""A text file looked over before it is parsed: encoding, quotes, cut ends, foreign formats."""

import codecs
import io
import tempfile
from dataclasses import dataclass
from typing import BinaryIO

from scorecard.ingest.reader_request import Unreadable

BLOCK = 1 << 18
"""Small enough to stay in the processor's cache while it is looked over."""

FEW = 256
"""Quotation marks in a block that are looked at one by one."""

MAGIC = (
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"\x1f\x8b", "a compressed file"),
    (b"BZh", "a compressed file"),
    (b"\xfd7zXZ", "a compressed file"),
    (b"PK\x03\x04", "a workbook or an archive"),
    (b"\xd0\xcf\x11\xe0", "an old or encrypted workbook"),
    (b"%PDF", "a PDF document"),
    (b"PAR1", "a Parquet file"),
    (b"SQLite format 3", "a database"),
    (b"\x7fELF", "a program"),
    (b"MZ", "a program"),
)
CANDIDATES = ("cp1252", "latin-1", "cp1250", "cp850", "mac-roman")


@dataclass(frozen=True, slots=True)
class TextFile:
    """UTF-8 bytes ready to be parsed, and what they were.

    Attributes:
        stream: The bytes, at their start.
        encoding: How they were written.
        ends: Whether the last line has an end.
        marked: How many bytes there are up to the last quotation mark; 0 without any.
    """

    stream: BinaryIO
    encoding: str
    ends: bool
    marked: int


def open_text(stream: BinaryIO, encoding: str, delimiters: bytes) -> TextFile:
    """Look a text file over.

    Args:
        stream: The bytes, seekable.
        encoding: ``auto`` or the declared encoding.
        delimiters: The separators that may follow a closing quotation mark.

    Returns:
        The file as UTF-8 from its start, without a byte order mark.

    Raises:
        Unreadable: If it is no text, its encoding is uncertain, or a quotation mark is never closed.
    """
    head = stream.read(4096)
    for magic, kind in MAGIC:
        if head.startswith(magic) and not (magic == b"MZ" and head[:64].isascii() and b"\x00" not in head):
            raise Unreadable(f"this is {kind}, not a text file", "Export it as CSV, or name its real format.")
    if head.lstrip()[:9].lower() in (b"<!doctype", b"<html", b"<?xml ver") or head.lstrip()[:5].lower() == b"<html":
        raise Unreadable("this is a web page, not a text file", "Download the data itself, as CSV.")
    stream.seek(0)
    marked = _marked(head)
    if encoding == "auto" and marked == "utf-16":
        return _checked(_transcoded(stream, "utf-16"), "utf-16", delimiters)
    if encoding != "auto" and codecs.lookup(_known(encoding)).name not in ("utf-8", "utf-8-sig"):
        return _checked(_transcoded(stream, encoding), encoding, delimiters)
    return _checked(stream, "utf-8", delimiters, guess=encoding == "auto")


def _known(encoding: str) -> str:
    try:
        codecs.lookup(encoding)
    except LookupError as fault:
        raise Unreadable(f"there is no encoding “{encoding}”", "Write utf-8, cp1252, latin-1 or utf-16.") from fault
    return encoding


def _marked(head: bytes) -> str:
    return "utf-16" if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) else ""


def _transcoded(stream: BinaryIO, encoding: str) -> BinaryIO:
    decoder = codecs.getincrementaldecoder(encoding)("strict")
    target = tempfile.TemporaryFile()  # noqa: SIM115 - it lives as long as the text is parsed
    try:
        while block := stream.read(BLOCK):
            target.write(decoder.decode(block).encode())
        target.write(decoder.decode(b"", final=True).encode())
    except UnicodeError as fault:
        raise Unreadable(f"the bytes are not {encoding}", "Declare another encoding under [file].") from fault
    target.seek(0)
    return target


def _checked(stream: BinaryIO, encoding: str, delimiters: bytes, guess: bool = True) -> TextFile:
    bom = stream.read(3) == codecs.BOM_UTF8
    start = 3 if bom else 0
    stream.seek(start)
    decoder = codecs.getincrementaldecoder("utf-8")("strict")
    quotes = Quotes(delimiters)
    last, seen = b"", 0
    while block := stream.read(BLOCK):
        if (at := block.find(b"\x00")) >= 0:
            raise Unreadable(f"there is a NUL byte at position {seen + at + 1:,}", "Export the file again, as text.")
        try:
            if not block.isascii() or decoder.getstate()[0]:
                decoder.decode(block)
        except UnicodeDecodeError as fault:
            raise _uncertain(stream, seen + start, guess) from fault
        quotes.feed(block)
        last, seen = block[-1:], seen + len(block)
    try:
        decoder.decode(b"", final=True)
    except UnicodeDecodeError as fault:
        raise _uncertain(stream, seen + start, guess) from fault
    if seen == 0:
        raise Unreadable("the file is empty", "Name the right file.")
    quotes.finish(stream, start)
    stream.seek(start)
    return TextFile(stream, encoding, last in (b"\n", b"\r"), quotes.marked)


def _uncertain(stream: BinaryIO, near: int, guess: bool) -> Unreadable:
    """The file is not UTF-8: say what it could be, and what the text would read."""
    if not guess:
        return Unreadable("the bytes are not UTF-8", "Declare another encoding under [file].")
    from charset_normalizer import from_bytes

    stream.seek(max(0, near - 2048))
    sample = stream.read(1 << 16)
    at = next((i for i, byte in enumerate(sample) if byte > 0x7F), 0)
    likely = [each.encoding for each in from_bytes(sample[max(0, at - 4096) : at + 4096])][:3]
    readings = []
    for name in dict.fromkeys((*CANDIDATES[:2], *likely)):
        try:
            text = sample[max(0, at - 12) : at + 12].decode(name)
        except (UnicodeDecodeError, LookupError):
            continue
        shown = "".join(ch if ch.isprintable() else " " for ch in text).strip()
        readings.append(f"{name.replace('_', '-')} “{shown}”")
    said = f"the text is not UTF-8; it would read: {', '.join(readings[:4])}"
    return Unreadable(said, "Declare the right one as encoding under [file].")


class Quotes:
    """Whether every quotation mark opens or closes a cell."""

    def __init__(self, delimiters: bytes) -> None:
        self._beside = delimiters + b'\r\n"'
        self._before = ord("\n")
        self._inside = False
        self._doubtful = False
        self._seen = 0
        self.marked = 0

    def feed(self, block: bytes) -> None:
        """Look at the next bytes."""
        if (last := block.rfind(b'"')) >= 0:
            self.marked = self._seen + last + 1
        self._seen += len(block)
        if last >= 0 and not self._doubtful:
            marks = block.count(b'"')
            self._doubtful = not (self._few_fine(block) if marks <= FEW else self._many_fine(block))
            self._inside ^= marks % 2 == 1
        self._before = block[-1]

    def _few_fine(self, block: bytes) -> bool:
        """Mark by mark: a header in quotation marks alone is not worth loading numpy for."""
        opening, at = not self._inside, -1
        while (at := block.find(b'"', at + 1)) >= 0:
            if opening:
                beside = block[at - 1] if at else self._before
            else:
                beside = block[at + 1] if at + 1 < len(block) else ord("\n")
            if beside not in self._beside:
                return False
            opening = not opening
        return True

    def _many_fine(self, block: bytes) -> bool:
        import numpy as np

        around = np.zeros(256, bool)
        around[list(self._beside)] = True
        data = np.frombuffer(block, np.uint8)
        at = np.flatnonzero(data == ord('"'))
        opening = (np.arange(len(at)) % 2 == 0) ^ self._inside
        before = np.where(at > 0, data[at - 1], self._before)
        after = np.where(at < len(data) - 1, data[np.minimum(at + 1, len(data) - 1)], ord("\n"))
        return bool(np.where(opening, around[before], around[after]).all())

    def finish(self, stream: BinaryIO, start: int) -> None:
        """At the end of the file.

        Raises:
            Unreadable: If a quotation mark is never closed.
        """
        if not (self._inside or self._doubtful):
            return
        if row := _strict_row(stream, start):
            said = "a quotation mark opens a cell and does not close it"
            raise Unreadable(said, 'Close it, or write "" for a quotation mark inside a cell.', row)


def _strict_row(stream: BinaryIO, start: int) -> int:
    """The record in which quoting breaks, 0 if none does (marks inside unquoted cells are text)."""
    import csv

    stream.seek(start)
    csv.field_size_limit(1 << 24)
    head = stream.read(1 << 16).split(b"\n", 1)[0].decode(errors="replace")
    delimiter = max(",;\t|", key=head.count)
    stream.seek(start)
    text = io.TextIOWrapper(stream, "utf-8", newline="")
    row = 1
    try:
        for _ in csv.reader(text, delimiter=delimiter, strict=True):
            row += 1
    except csv.Error:
        return row
    finally:
        text.detach()
    return 0
