"""A text file looked over in blocks: quotation marks one by one and all at once, letters over the blocks' ends."""

import io
from collections.abc import Sequence

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from scorecard.ingest import csv_structure
from scorecard.ingest.csv_structure import Quotes, open_text
from scorecard.ingest.reader_request import Unreadable


def judged(blocks: Sequence[bytes]) -> dict[str, object]:
    """Everything that is known once these blocks were seen."""
    quotes = Quotes(b",;")
    for block in blocks:
        quotes.feed(block)
    return vars(quotes)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.text('""a,\n;', min_size=1, max_size=6).map(str.encode), min_size=1, max_size=5))
def test_a_few_marks_are_judged_as_many_are(monkeypatch: pytest.MonkeyPatch, blocks: list[bytes]):
    one_by_one = judged(blocks)
    monkeypatch.setattr(csv_structure, "FEW", 0)
    assert judged(blocks) == one_by_one


@pytest.mark.parametrize("few", [0, 256])
@pytest.mark.parametrize(
    ("text", "inside", "doubtful", "marked"),
    [
        (b'"date","amount"\n2026-01-01,5\n', False, False, 15),
        (b'"a ""b"" c",1\n', False, False, 11),
        (b'"open,1\n', True, False, 1),
        (b'5" pipe,1\n', True, True, 2),
    ],
    ids=["a quoted header", "a mark inside a cell", "a cell left open", "a mark in an unquoted cell"],
)
def test_marks_open_and_close_cells(
    monkeypatch: pytest.MonkeyPatch, few: int, text: bytes, inside: bool, doubtful: bool, marked: int
):
    monkeypatch.setattr(csv_structure, "FEW", few)
    found = judged([text])
    assert (found["_inside"], found["_doubtful"], found["marked"]) == (inside, doubtful, marked)
    assert judged([b"a;b\n", text, b"c,d\n"])["marked"] == 4 + marked


@pytest.mark.parametrize(("first", "second", "fine"), [(b"a\xc3", b"\xa4b\n", True), (b"a\xc3", b"ab\n", False)])
def test_a_letter_over_the_end_of_a_block_is_whole_or_no_text(
    monkeypatch: pytest.MonkeyPatch, first: bytes, second: bytes, fine: bool
):
    monkeypatch.setattr(csv_structure, "BLOCK", 2)
    text = io.BytesIO(first + second)
    if fine:
        assert open_text(text, "utf-8", b",").ends
    else:
        with pytest.raises(Unreadable, match="not UTF-8"):
            open_text(text, "utf-8", b",")
