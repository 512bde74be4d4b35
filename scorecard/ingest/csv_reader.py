"""Text files become batches of cells, every cell as it stands."""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

import pyarrow as pa
import pyarrow.csv as pacsv

from scorecard.ingest.csv_structure import TextFile, open_text
from scorecard.ingest.faults import SHOWN, Fault
from scorecard.ingest.reader_request import ReadReport, ReadRequest, Unreadable, header_key, wanted

BLOCK = 4 << 20
"""The parser reads up to 32 of them ahead."""

DELIMITERS = (",", ";", "\t", "|")
MOST_COLUMNS = 2000
LONGEST_HEADER = 1 << 20
CODED = pa.dictionary(pa.int32(), pa.string())


@dataclass(frozen=True, slots=True)
class Parsing:
    """How the rows are told apart: separator, cells a row, lines above the rows, wanted positions."""

    delimiter: str
    width: int
    lines: int
    chosen: dict[int, str]


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
    delimiter = _delimiter(header_line, request)
    headers = next(csv.reader([header_line], delimiter=delimiter), [])
    if len(headers) > MOST_COLUMNS:
        raise Unreadable(f"the header has {len(headers):,} columns", f"Give at most {MOST_COLUMNS:,}.")
    chosen = wanted(headers, request)
    text.stream.seek(start)
    parsing = Parsing(delimiter, len(headers), lines, chosen)
    yield from _batches(text, parsing, request, report)


def _header(stream: BinaryIO, request: ReadRequest) -> tuple[str, int]:
    """The header's text and how many lines of the file end with it."""
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
    return header, lines


def _delimiter(header: str, request: ReadRequest) -> str:
    """The declared separator, or the one under which the header has the asked-for columns."""
    if request.delimiter != "auto":
        return request.delimiter
    asked = {header_key(column) for column in request.columns}

    def fits(delimiter: str) -> tuple[int, int]:
        cells = next(csv.reader([header], delimiter=delimiter), [])
        return len(asked & {header_key(cell) for cell in cells}), len(cells)

    return max(DELIMITERS, key=fits)


def _batches(text: TextFile, parsing: Parsing, request: ReadRequest, report: ReadReport) -> Iterator[pa.RecordBatch]:
    names = [f"c{position}" for position in range(parsing.width)]
    coded = set(request.columns) - set(request.plain)
    types = {f"c{at}": CODED if name in coded else pa.string() for at, name in parsing.chosen.items()}

    def ragged(row: pacsv.InvalidRow) -> str:
        number = row.number or 0
        if len(report.faults) < SHOWN:
            said = f"the row has {row.actual_columns} cells, the header {row.expected_columns}"
            report.faults.append(Fault(number, "", said, "Give every row as many cells as the header."))
            report.ragged.append(number)
        else:
            report.more += 1
        return "skip"

    try:
        reader = pacsv.open_csv(
            _Unclosed(text.stream),
            read_options=pacsv.ReadOptions(
                use_threads=False, block_size=BLOCK, column_names=names, skip_rows=parsing.lines
            ),
            parse_options=pacsv.ParseOptions(
                delimiter=parsing.delimiter, newlines_in_values=text.quoted, invalid_row_handler=ragged
            ),
            convert_options=pacsv.ConvertOptions(
                column_types=types, include_columns=list(types), strings_can_be_null=False, check_utf8=False
            ),
        )
        for batch in reader:
            report.rows += batch.num_rows
            yield batch.rename_columns(list(parsing.chosen.values()))
    except pa.ArrowInvalid as fault:
        if "Empty CSV file" in str(fault):
            return
        if "straddling" in str(fault):
            said = f"a row is longer than {BLOCK >> 20} million characters"
            raise Unreadable(said, "Look for a missing line end or quotation mark.") from fault
        raise Unreadable("the rows cannot be told apart", "Check delimiter and quotation marks.") from fault


class _Unclosed(io.RawIOBase):
    """A stream that the parser may not close."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1) -> bytes:
        return self._stream.read(size)
