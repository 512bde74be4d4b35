"""Quotation marks looked at one by one and all at once are judged alike."""

from collections.abc import Sequence

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from scorecard.ingest import csv_structure
from scorecard.ingest.csv_structure import Quotes


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
    ("text", "inside", "doubtful"),
    [
        (b'"date","amount"\n2026-01-01,5\n', False, False),
        (b'"a ""b"" c",1\n', False, False),
        (b'"open,1\n', True, False),
        (b'5" pipe,1\n', True, True),
    ],
    ids=["a quoted header", "a mark inside a cell", "a cell left open", "a mark in an unquoted cell"],
)
def test_marks_open_and_close_cells(
    monkeypatch: pytest.MonkeyPatch, few: int, text: bytes, inside: bool, doubtful: bool
):
    monkeypatch.setattr(csv_structure, "FEW", few)
    found = judged([text])
    assert (found["_inside"], found["_doubtful"], found["any"]) == (inside, doubtful, True)
