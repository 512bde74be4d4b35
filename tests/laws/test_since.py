"""Laws of what moved: groups take every number once, the biggest first, and what is not shown is counted."""

from decimal import Decimal as D

from hypothesis import given, settings
from hypothesis import strategies as st

from scorecard.domain.catalogue import Materiality
from scorecard.domain.since import SinceKind, SinceRow, grouped, is_unusual, since_headline, size_of
from scorecard.domain.vocabulary import Status, Unit

numbers = st.none() | st.decimals(min_value=-1_000_000, max_value=1_000_000, places=2)
rows = st.builds(
    SinceRow,
    id=st.text("abc", min_size=1, max_size=4),
    entity=st.just("all"),
    place=st.just(""),
    label=st.text("abc", max_size=3),
    before=numbers,
    after=numbers,
    difference=st.none(),
    impact=st.none(),
    unit=st.sampled_from(Unit),
    note=st.just(""),
    period=st.sampled_from(["2026-09", "2026-10"]),
    status_before=st.sampled_from(Status),
    status_after=st.sampled_from(Status),
    unusual=st.booleans(),
    size=st.floats(0, 1e6),
)
moved = st.lists(st.tuples(st.sampled_from(SinceKind), rows), max_size=40)


@given(moved)
@settings(max_examples=30)
def test_groups_partition_the_moved_numbers_and_what_is_left_out_is_not_unusual(each):
    every, few = grouped(each, everything=True), grouped(each)
    told = [(group.kind, row) for group in every for row in group.rows]
    assert sorted(map(repr, told)) == sorted(map(repr, each))
    assert sorted(repr(row) for group in few for row in group.rows) == sorted(
        repr(row) for _, row in each if row.unusual
    )
    for groups in (every, few):
        assert len({group.kind for group in groups}) == len(groups)
        assert all(group.rows for group in groups)


@given(moved)
@settings(max_examples=30)
def test_the_biggest_comes_first_within_and_among_groups(each):
    def rank(row: SinceRow) -> tuple[bool, bool, float]:
        return not row.unusual, not row.turned, -row.size

    groups = grouped(each, everything=True)
    for group in groups:
        assert list(map(rank, group.rows)) == sorted(map(rank, group.rows))
    assert [rank(group.rows[0]) for group in groups] == sorted(rank(group.rows[0]) for group in groups)


@given(moved)
@settings(max_examples=30)
def test_the_sentence_counts_what_the_groups_hold(each):
    told = since_headline(grouped(each, everything=True), len(each), "13 Nov 2026")
    unusual = sum(row.unusual for _, row in each)
    if unusual:
        assert told.startswith(f"{unusual} unusual of {len(each)} that moved since 13 Nov 2026: ")
        parts = told.split(": ")[1].rstrip(".").split(", ")
        assert sum(int(part.split(" ")[0]) for part in parts) == unusual
    else:
        assert told.startswith("Nothing moved" if not each else f"{len(each)} number")


@given(numbers, numbers, st.sampled_from(Unit), st.decimals(min_value=0, max_value=100_000, places=0))
@settings(max_examples=50)
def test_a_number_that_stayed_has_no_size_and_is_never_unusual(before, after, unit, amount):
    rule = Materiality(D(amount))
    assert size_of(before, before, rule, unit) == 0
    assert not is_unusual(before, before, rule, unit)
    assert size_of(before, after, rule, unit) == size_of(after, before, rule, unit) >= 0
    if (before is None) != (after is None):
        assert is_unusual(before, after, rule, unit)
