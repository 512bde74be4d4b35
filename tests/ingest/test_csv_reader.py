"""Text files in pieces: rows told apart side by side are the rows told apart one after the other."""

import io
from collections.abc import Iterator

import pyarrow as pa
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from scorecard.ingest import csv_reader
from scorecard.ingest.faults import SHOWN
from scorecard.ingest.reader_request import ReadReport, ReadRequest, Unreadable

ASKED = ReadRequest("csv", columns=("place", "amount"), plain=("amount",))


def read(text: bytes, asked: ReadRequest = ASKED) -> tuple[list[tuple[str, str]], ReadReport]:
    """Cells in the order of the file, and what was noticed."""
    report = ReadReport()
    batches = list(csv_reader.read_csv(io.BytesIO(text), asked, report))
    cells = [zip(*(batch[name].to_pylist() for name in asked.columns), strict=True) for batch in batches]
    return [row for each in cells for row in each], report


def lines() -> st.SearchStrategy[list[str]]:
    """Rows, among them some with a cell too many or too few, and empty lines."""
    word = st.sampled_from(["north", "south", "Ærø", ""])
    fine = st.builds(lambda place, at: f"{place},{at}", word, st.integers(0, 99_999))
    return st.lists(st.one_of(fine, fine, fine, st.sampled_from(["north", "a,1,2", ""])), max_size=60)


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(lines(), st.sampled_from(["\n", "\r\n", "\r"]), st.integers(16, 200), st.booleans(), st.booleans())
def test_rows_are_the_same_whatever_the_pieces(
    monkeypatch: pytest.MonkeyPatch, rows: list[str], end: str, piece: int, ended: bool, quoted_header: bool
):
    header = '"place","amount"' if quoted_header else "place,amount"
    text = end.join([header, *rows, *([""] if ended else [])]).encode()
    at_once = read(text)
    monkeypatch.setattr(csv_reader, "PIECE", len(header) + piece)
    assert read(text) == at_once
    numbered = [(at, line) for at, line in enumerate((line for line in rows if line), 2)]
    cells = [tuple(line.split(",")) for _, line in numbered]
    assert at_once[0] == [each for each in cells if len(each) == 2]
    assert at_once[1].rows == len(at_once[0])
    assert at_once[1].ragged == [at for (at, _), each in zip(numbered, cells, strict=True) if len(each) != 2][:SHOWN]


def test_faults_beyond_those_shown_are_counted_over_all_pieces(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(csv_reader, "PIECE", 4096)
    text = b"place,amount\n" + b"north,1\nsouth\n" * 3000
    rows, report = read(text)
    assert len(rows) == 3000
    assert (len(report.faults), report.more) == (SHOWN, 3000 - SHOWN)
    assert [fault.row for fault in report.faults] == list(range(3, 3 + 2 * SHOWN, 2))


def test_a_line_end_within_a_cell_keeps_the_file_in_one_piece(monkeypatch: pytest.MonkeyPatch):
    text = b"place,amount\n" + b'"north\nof here",1\n' * 200
    monkeypatch.setattr(csv_reader, "PIECE", 40)
    assert read(text)[0] == [("north\nof here", "1")] * 200
    # what goes wrong where quotation marks are not looked for
    cut = [bytes(piece) for piece in csv_reader._whole_lines(io.BytesIO(text))]
    assert any(piece.count(b'"') % 2 for piece in cut)


def test_a_line_longer_than_the_parser_reads_is_refused_in_pieces_too(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(csv_reader, "BLOCK", 1 << 20)
    monkeypatch.setattr(csv_reader, "PIECE", 2 << 20)
    text = b"place,amount\nnorth,1\n" + b"s" * (5 << 20) + b",2\n"
    with pytest.raises(Unreadable, match="a row is longer than 1 million characters"):
        read(text)


def test_a_header_without_a_line_end_has_no_rows():
    assert read(b"place,amount")[0] == []


def test_pieces_are_taken_as_they_are_asked_for(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(csv_reader, "PIECE", 64)
    taken: list[int] = []

    def noted(stream: io.BytesIO) -> Iterator[memoryview]:
        for piece in cut(stream):
            taken.append(len(piece))
            yield piece

    cut = csv_reader._whole_lines
    monkeypatch.setattr(csv_reader, "_whole_lines", noted)
    batches = csv_reader.read_csv(io.BytesIO(b"place,amount\n" + b"north,1\n" * 1000), ASKED, ReadReport())
    assert isinstance(next(batches), pa.RecordBatch)
    assert len(taken) <= csv_reader.THREADS + 1
