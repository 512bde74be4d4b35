"""Columns of words: texts are told once and rows by codes."""

import numpy as np
import pyarrow as pa
import pytest

from scorecard.ingest.words import Words

CODES = np.array([0, 1, 2, 1, 0], np.int64)


@pytest.mark.parametrize(
    ("values", "rows"),
    [
        (["paris", "lyon", "nice"], ["paris", "lyon", "nice", "lyon", "paris"]),
        (["paris", "paris", "nice"], ["paris", "paris", "nice", "paris", "paris"]),
        (["paris", None, "nice"], ["paris", None, "nice", None, "paris"]),
        ([None, None, None], [None] * 5),
    ],
    ids=["all differ", "two words mean one text", "a word means nothing", "none means anything"],
)
def test_codes_say_the_same_as_texts_row_by_row(values: list[str | None], rows: list[str | None]) -> None:
    words = Words(CODES, ["a", "b", "c"], "town")
    coded = words.coded(values)
    assert coded.to_pylist() == rows == words.spread(values, pa.string()).to_pylist()
    texts = coded.dictionary.to_pylist()
    assert None not in texts
    assert len(texts) == len(set(texts))
