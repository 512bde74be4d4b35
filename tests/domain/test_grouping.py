"""Which combinations of codes occur, also where their product is larger than any number a computer counts in."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scorecard.domain.grouping import ROOM, grouped

HUGE = 2**40


@st.composite
def tables(draw):
    """Sizes, and rows of codes below them; three huge dimensions do not fit into one key."""
    sizes = draw(st.lists(st.sampled_from([1, 2, 7, HUGE]), min_size=0, max_size=5))
    row = st.tuples(*(st.integers(0, min(size, 3) - 1) | st.just(size - 1) for size in sizes))
    return sizes, draw(st.lists(row, max_size=12))


@given(tables())
@settings(max_examples=80)
def test_every_row_finds_its_combination_and_none_is_told_twice(drawn):
    sizes, rows = drawn
    codes = [np.array([row[at] for row in rows], np.int64) for at in range(len(sizes))]
    keys, index = grouped(codes, sizes, len(rows))
    told = list(zip(*(key.tolist() for key in keys), strict=True))
    assert told == (sorted(set(rows)) if sizes else [])
    if sizes:
        assert [told[at] for at in index.tolist()] == rows
    else:
        assert index.tolist() == [0] * len(rows)


@pytest.mark.parametrize("kind", [np.int32, np.int64])
def test_small_codes_of_large_dimensions_do_not_overflow(kind):
    """One key of three dimensions would wrap around: 2³⁰ · 2³⁰ · 2³⁰ > 2⁶²."""
    size = 2**30
    assert size**3 > ROOM
    top = np.array([size - 1, 0, size - 1], kind)
    keys, index = grouped([top, top, top], [size] * 3, 3)
    assert [key.tolist() for key in keys] == [[0, size - 1]] * 3
    assert index.tolist() == [1, 0, 1]
