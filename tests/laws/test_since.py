"""Laws of what moved: groups take every number once, in one order, what is not shown is counted, and signs turn."""

from dataclasses import replace
from decimal import Decimal as D

from hypothesis import given, settings
from hypothesis import strategies as st

from scorecard.domain.catalogue import Materiality
from scorecard.domain.since import SinceKind, SinceRow, grouped, is_unusual, since_headline, size_of, step_words
from scorecard.domain.variance import difference, impact
from scorecard.domain.vocabulary import Polarity, Status, Unit

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


@given(moved, st.randoms(use_true_random=False))
@settings(max_examples=30)
def test_the_order_is_that_of_the_numbers_and_not_of_their_coming(each, chance):
    named = [(kind, replace(row, id=f"{row.id}{at}", label=f"{row.label}{at}")) for at, (kind, row) in enumerate(each)]
    shuffled = named.copy()
    chance.shuffle(shuffled)
    assert grouped(named, everything=True) == grouped(shuffled, everything=True)


@given(st.lists(rows, min_size=2, max_size=12, unique_by=lambda row: row.id), st.data())
@settings(max_examples=30)
def test_the_other_side_of_a_number_stands_right_below_it(each, data):
    same = [replace(row, period="2026-10") for row in each]
    first, second = data.draw(st.permutations(range(len(same))))[:2]
    same[second] = replace(same[second], beside=same[first].id)
    (group,) = grouped([(SinceKind.RESTATED, row) for row in same], everything=True)
    ids = [row.id for row in group.rows]
    assert sorted(ids) == sorted(row.id for row in same)
    assert ids.index(same[second].id) == ids.index(same[first].id) + 1


@given(numbers, numbers, st.sampled_from([Polarity.HIGHER, Polarity.LOWER]), st.sampled_from(Unit))
@settings(max_examples=50)
def test_a_step_back_has_the_other_sign_and_the_other_word(before, after, polarity, unit):
    def row(one, other) -> SinceRow:
        step = difference(other, one)
        return SinceRow("m", "all", "", "M", one, other, step, impact(other, one, polarity), unit, "")

    forth, back = step_words(row(before, after)), step_words(row(after, before))
    turned = str.maketrans("+\N{MINUS SIGN}", "\N{MINUS SIGN}+")
    words = {"better": "worse", "worse": "better"}
    assert back == ", ".join(words.get(part, part.translate(turned)) for part in forth.split(", "))


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
