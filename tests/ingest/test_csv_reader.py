"""Text files in pieces: rows told apart side by side are the rows told apart one after the other."""

import io
from collections.abc import Iterator
from dataclasses import replace

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


ENDS = st.sampled_from(["\n", "\r\n", "\r"])


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(st.sampled_from(["Report\n", "of March\r\n", "\n"]), max_size=3),
    st.sampled_from(["place,amount", '"place","amount"']),
    lines().flatmap(
        lambda rows: st.tuples(st.just(rows), st.lists(ENDS, min_size=len(rows) + 1, max_size=len(rows) + 1))
    ),
    st.booleans(),
    st.integers(8, 200),
)
def test_rows_are_the_same_whatever_the_pieces(
    monkeypatch: pytest.MonkeyPatch,
    above: list[str],
    header: str,
    body: tuple[list[str], list[str]],
    ended: bool,
    piece: int,
):
    rows, ends = body
    text = "".join((*above, *(line + end for line, end in zip((header, *rows), ends, strict=True))))
    text = text if ended else text.rstrip("\r\n")
    asked = replace(ASKED, header_row=len(above) + 1)
    monkeypatch.setattr(csv_reader, "PIECE", 1 << 20)
    at_once = read(text.encode(), asked)
    monkeypatch.setattr(csv_reader, "PIECE", 8 + piece)
    assert read(text.encode(), asked) == at_once
    numbered = [(at, line.split(",")) for at, line in enumerate(filter(None, rows), len(above) + 2)]
    assert at_once[0] == [tuple(cells) for _, cells in numbered if len(cells) == 2]
    assert at_once[1].rows == len(at_once[0])
    assert at_once[1].ragged == [at for at, cells in numbered if len(cells) != 2][:SHOWN]


def test_lines_above_the_header_may_be_longer_than_the_parser_reads(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(csv_reader, "BLOCK", 1 << 16)
    monkeypatch.setattr(csv_reader, "PIECE", 1 << 18)
    above = (b"x" * 60_000 + b"\n") * 5
    rows, _ = read(above + b"place,amount\n" + b"north,1\n" * 100_000, replace(ASKED, header_row=6))
    assert rows == [("north", "1")] * 100_000


@pytest.mark.parametrize("quote", ["", '"'], ids=["plain", "quoted"])
def test_a_mark_of_byte_order_amid_the_file_is_a_letter_wherever_a_piece_begins(
    monkeypatch: pytest.MonkeyPatch, quote: str
):
    line = f"\ufeffnorth,{quote}1{quote}\n".encode()
    for piece in (len(line), 1 << 20):
        monkeypatch.setattr(csv_reader, "PIECE", piece)
        assert read(b"\xef\xbb\xbfplace,amount\n" + line * 4)[0] == [("\ufeffnorth", "1")] * 4


@pytest.mark.parametrize("delimiter", [",", ";"])
def test_a_line_end_in_a_quoted_header_is_part_of_its_name(delimiter: str):
    text = f'"place"{delimiter}"a\nb"{delimiter}"amount"\nnorth{delimiter}x{delimiter}1\n'.encode()
    assert read(text)[0] == [("north", "1")]


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

    def noted(stream: io.BytesIO) -> Iterator[bytes | memoryview]:
        for piece in cut(stream):
            taken.append(len(piece))
            yield piece

    cut = csv_reader._whole_lines
    monkeypatch.setattr(csv_reader, "_whole_lines", noted)
    batches = csv_reader.read_csv(io.BytesIO(b"place,amount\n" + b"north,1\n" * 1000), ASKED, ReadReport())
    assert isinstance(next(batches), pa.RecordBatch)
    assert len(taken) <= csv_reader.THREADS + 1
