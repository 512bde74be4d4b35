"""Text files become batches of cells, every cell as it stands."""

import codecs
import csv
import io
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from typing import BinaryIO

import pyarrow as pa
import pyarrow.csv as pacsv

from scorecard.ingest.csv_structure import TextFile, open_text
from scorecard.ingest.faults import SHOWN, Fault
from scorecard.ingest.reader_request import ReadReport, ReadRequest, Unreadable, header_key, wanted

BLOCK = 4 << 20
PIECE = 4 * BLOCK
"""Bytes of whole rows that are told apart beside others."""

THREADS = 2

DELIMITERS = (",", ";", "\t", "|")
MOST_COLUMNS = 2000
LONGEST_HEADER = 1 << 20
CODED = pa.dictionary(pa.int32(), pa.string())


@dataclass(frozen=True, slots=True)
class Parsing:
    """How the rows are told apart.

    Attributes:
        delimiter: The separator.
        quoted: Whether cells may stand in quotation marks.
        lines: Lines above the rows.
        chosen: Positions and names of the wanted cells.
        names: The parser's own names of all cells.
        types: The kinds of the wanted ones.
    """

    delimiter: str
    quoted: bool
    lines: int
    chosen: dict[int, str]
    names: list[str]
    types: dict[str, pa.DataType]


def read_csv(stream: BinaryIO, request: ReadRequest, report: ReadReport) -> Iterator[pa.RecordBatch]:
    """Batches of the wanted columns, as text, repeated words coded.

    Raises:
        Unreadable: If the file as a whole cannot be read.
    """
    given = request.delimiter
    text = open_text(stream, request.encoding, "".join(DELIMITERS if given == "auto" else (given,)).encode())
    report.encoding, report.ends = text.encoding, text.ends
    start = text.stream.tell()
    header_line, lines = _header(text.stream, request)
    body = text.stream.tell()
    delimiter = _delimiter(header_line, request)
    headers = next(csv.reader([header_line], delimiter=delimiter), [])
    if len(headers) > MOST_COLUMNS:
        raise Unreadable(f"the header has {len(headers):,} columns", f"Give at most {MOST_COLUMNS:,}.")
    chosen = wanted(headers, request)
    coded = set(request.columns) - set(request.plain)
    types = {f"c{at}": CODED if name in coded else pa.string() for at, name in chosen.items()}
    quoted = text.marked > body - start
    parsing = Parsing(delimiter, quoted, lines, chosen, [f"c{at}" for at in range(len(headers))], types)
    yield from _batches(text, parsing, report)


def _header(stream: BinaryIO, request: ReadRequest) -> tuple[str, int]:
    """The header's text and how many lines of the file end with it; the rows are what the stream has left."""
    lines = 0
    for _ in range(request.header_row):
        line = stream.readline(LONGEST_HEADER)
        lines += 1
        while line.count(b'"') % 2 == 1 and len(line) < LONGEST_HEADER and (more := stream.readline(LONGEST_HEADER)):
            line += more
            lines += 1
    if len(line) >= LONGEST_HEADER:
        raise Unreadable("the header is longer than a million characters", "Name the right header_row.")
    header = line.decode().rstrip("\r\n")
    if not header.strip():
        raise Unreadable("the header row is empty", "Name the row with the column names as header_row under [file].")
    if "\r" in header:
        header = header.split("\r")[0]
        stream.seek(line.index(b"\r") + 1 - len(line), io.SEEK_CUR)
    return header, lines


def _delimiter(header: str, request: ReadRequest) -> str:
    """The declared separator, or the one under which the header has the asked-for columns."""
    if request.delimiter != "auto":
        return request.delimiter
    asked = {header_key(column) for column in request.columns}

    def fits(delimiter: str) -> tuple[int, int]:
        try:
            cells = next(csv.reader([header], delimiter=delimiter), [])
        except csv.Error:  # a line end in a cell that is quoted under another separator
            return 0, 0
        return len(asked & {header_key(cell) for cell in cells}), len(cells)

    return max(DELIMITERS, key=fits)


def _batches(text: TextFile, parsing: Parsing, report: ReadReport) -> Iterator[pa.RecordBatch]:
    before = parsing.lines
    for piece, batches in _told_apart(text.stream, parsing):
        rows = 0
        for batch in batches:
            rows += batch.num_rows
            yield batch.rename_columns(list(parsing.chosen.values()))
        report.rows += rows
        for number, said in piece.ragged:
            if len(report.faults) < SHOWN:
                report.faults.append(Fault(before + number, "", said, "Give every row as many cells as the header."))
                report.ragged.append(before + number)
            else:
                report.more += 1
        report.more += piece.more
        before += rows + len(piece.ragged) + piece.more


def _told_apart(stream: BinaryIO, parsing: Parsing) -> "Iterator[tuple[_Piece, Iterable[pa.RecordBatch]]]":
    """The rows in pieces of whole ones, several at a time; in one where a line end may stand within a cell."""
    if parsing.quoted:
        whole = _Piece(_Unclosed(stream), parsing)
        yield whole, whole.batches()
        return
    with ThreadPoolExecutor(THREADS) as threads:
        begun: deque[tuple[_Piece, Future[list[pa.RecordBatch]]]] = deque()
        for lines in _whole_lines(stream):
            piece = _Piece(pa.BufferReader(lines), parsing)
            begun.append((piece, threads.submit(lambda each: list(each.batches()), piece)))
            if len(begun) > THREADS:
                piece, batches = begun.popleft()
                yield piece, batches.result()
        for piece, batches in begun:
            yield piece, batches.result()


def _whole_lines(stream: BinaryIO) -> Iterator[bytes | memoryview]:
    """The bytes in pieces that end where a line does, or the file.

    Raises:
        Unreadable: If a line is longer than a piece.
    """
    while block := stream.read(PIECE):
        end = block.rfind(b"\n") + 1 or block.rfind(b"\r") + 1
        if not end and len(block) == PIECE:
            raise _too_long()
        end = end or len(block)
        stream.seek(end - len(block), io.SEEK_CUR)
        first, lines = _before(block), memoryview(block)[:end]
        yield first + lines if first else lines


def _too_long() -> Unreadable:
    said = f"a row is longer than {BLOCK >> 20} million characters"
    return Unreadable(said, "Look for a missing line end or quotation mark.")


class _Piece:
    """Rows to be told apart, on lines of their own.

    Attributes:
        ragged: Which records have too many or too few cells, counted from 1, and what is said of them.
        more: How many there are besides.
    """

    def __init__(self, stream: "io.RawIOBase | pa.NativeFile", parsing: Parsing) -> None:
        self.more = 0
        self.ragged: list[tuple[int, str]] = []
        self._stream, self._parsing = stream, parsing

    def batches(self) -> Iterator[pa.RecordBatch]:
        """The rows as they are told apart.

        Raises:
            Unreadable: If they cannot be.
        """
        parsing = self._parsing
        try:
            yield from pacsv.open_csv(
                self._stream,
                read_options=pacsv.ReadOptions(use_threads=False, block_size=BLOCK, column_names=parsing.names),
                parse_options=pacsv.ParseOptions(
                    delimiter=parsing.delimiter, newlines_in_values=parsing.quoted, invalid_row_handler=self._ragged
                ),
                convert_options=pacsv.ConvertOptions(
                    column_types=parsing.types,
                    include_columns=list(parsing.types),
                    strings_can_be_null=False,
                    check_utf8=False,
                ),
            )
        except pa.ArrowInvalid as fault:
            if "Empty CSV file" in str(fault):
                return
            if "straddling" in str(fault):
                raise _too_long() from fault
            raise Unreadable("the rows cannot be told apart", "Check delimiter and quotation marks.") from fault

    def _ragged(self, row: pacsv.InvalidRow) -> str:
        if len(self.ragged) < SHOWN:
            said = f"the row has {row.actual_columns} cells, the header {row.expected_columns}"
            self.ragged.append((row.number or 0, said))
        else:
            self.more += 1
        return "skip"


def _before(block: bytes) -> bytes:
    """An empty line, which is no row, where the parser would take a cell's first letter for a byte order mark."""
    return b"\n" if block.startswith(codecs.BOM_UTF8) else b""


class _Unclosed(io.RawIOBase):
    """What a stream has left; the parser may not close it."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        head = stream.read(len(codecs.BOM_UTF8))
        stream.seek(-len(head), io.SEEK_CUR)
        self._first = _before(head)

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1) -> bytes:
        first, self._first = self._first, b""
        return first or self._stream.read(size)
