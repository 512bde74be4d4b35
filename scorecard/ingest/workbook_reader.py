"""Workbooks become batches of cells: one sheet, values as text, dates as ISO dates."""

import datetime
import io
from collections.abc import Iterator, Sequence
from typing import BinaryIO

import pyarrow as pa

from scorecard.ingest.faults import SHOWN, Fault
from scorecard.ingest.reader_request import ReadReport, ReadRequest, Unreadable, wanted
from scorecard.ingest.workbook_preflight import preflight

ROWS = 50_000


def read_workbook(stream: BinaryIO, request: ReadRequest, report: ReadReport) -> Iterator[pa.RecordBatch]:
    """Batches of the wanted columns, as text.

    Raises:
        Unreadable: If the workbook as a whole cannot be read.
    """
    from python_calamine import CalamineError, CalamineWorkbook

    name, facts = preflight(stream, request.sheet)
    report.sheet, report.faults, report.more = name, facts.faults, facts.more
    stream.seek(0)
    try:
        with CalamineWorkbook.from_filelike(io.BytesIO(stream.read())) as workbook:
            rows = workbook.get_sheet_by_name(name).to_python(skip_empty_area=False)
    except CalamineError as fault:
        raise Unreadable("the workbook is damaged", "Open it, save it again as .xlsx.") from fault
    if len(rows) < request.header_row:
        raise Unreadable(f"the sheet “{name[:40]}” has no header row", "Name the right sheet or header_row.")
    header = _trimmed([_text(cell) for cell in rows[request.header_row - 1]])
    if not header:
        raise Unreadable("the header row is empty", "Name the row with the column names as header_row under [file].")
    chosen = wanted(header, request)
    yield from _batches(rows[request.header_row :], len(header), chosen, request, report)


def _batches(
    rows: Sequence[Sequence[object]], width: int, chosen: dict[int, str], request: ReadRequest, report: ReadReport
) -> Iterator[pa.RecordBatch]:
    while rows and all(cell == "" for cell in rows[-1]):
        rows = rows[:-1]
    for first in range(0, len(rows), ROWS):
        part = rows[first : first + ROWS]
        for number, row in enumerate(part, first + request.header_row + 1):
            _beside(row[width:], number, report)
        columns = [pa.array([_text(row[at]) for row in part], pa.string()) for at in chosen]
        report.rows += len(part)
        yield pa.RecordBatch.from_arrays(columns, names=list(chosen.values()))


def _beside(cells: Sequence[object], number: int, report: ReadReport) -> None:
    if any(cell != "" for cell in cells):
        if len(report.faults) < SHOWN:
            said = "there are cells to the right of the last column name"
            report.faults.append(Fault(number, "", said, "Give every column a name, or delete those cells."))
        else:
            report.more += 1


def _trimmed(header: list[str]) -> list[str]:
    while header and not header[-1].strip():
        header.pop()
    return header


def _text(cell: object) -> str:
    """A cell as its exact text; numbers with the fifteen digits a workbook keeps."""
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < 1e15 else format(cell, ".15g")
    if isinstance(cell, datetime.datetime):
        return cell.isoformat() if cell.time() != datetime.time() else cell.date().isoformat()
    if isinstance(cell, (datetime.date, datetime.time)):
        return cell.isoformat()
    return str(cell)
