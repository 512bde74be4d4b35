"""Scores and status never contradict each other."""

from decimal import Decimal as D
from fractions import Fraction

from hypothesis import assume, given
from hypothesis import strategies as st

from scorecard.domain.scoring import Child, roll_up, score_of, unclipped_score
from scorecard.domain.status import status_of
from scorecard.domain.vocabulary import Polarity, Status

numbers = st.decimals(min_value=-(10**6), max_value=10**6, places=4)
ORDER = [Status.OFF_TRACK, Status.WATCH, Status.ON_TRACK]


def polarity_of(goal, red):
    return Polarity.HIGHER if goal > red else Polarity.LOWER


@given(numbers, numbers, numbers)
def test_status_is_the_third_the_exact_score_lies_in(value, goal, red):
    assume(goal != red)
    ask = (value, goal, red, None, polarity_of(goal, red))
    exact = Fraction(100, 3) + Fraction(value - red) / Fraction(goal - red) * Fraction(100, 3)
    third = (exact >= Fraction(100, 3)) + (exact >= Fraction(200, 3))
    assert status_of(*ask) is ORDER[third]
    score = score_of(*ask)
    assert {0: score <= 33.3334, 1: 33.3333 <= score <= 66.6667, 2: score >= 66.6666}[third]


@given(numbers, numbers, numbers, numbers)
def test_better_values_never_score_or_stand_lower(one, other, goal, red):
    assume(goal != red)
    polarity = polarity_of(goal, red)
    worse, better = sorted((one, other), key=lambda value: value * polarity.sign)
    assert score_of(worse, goal, red, None, polarity) <= score_of(better, goal, red, None, polarity)
    low, high = (status_of(value, goal, red, None, polarity) for value in (worse, better))
    assert ORDER.index(low) <= ORDER.index(high)


bands = st.lists(numbers, min_size=4, max_size=4, unique=True).map(lambda edges: tuple(sorted(edges)))


@given(numbers, bands)
def test_a_band_scores_hundred_exactly_where_it_is_on_track(value, band):
    status = status_of(value, None, None, band, Polarity.BAND)
    score = unclipped_score(value, None, None, band, Polarity.BAND)
    assert (status is Status.ON_TRACK) == (band[1] <= value <= band[2])
    assert (status is Status.OFF_TRACK) == (not band[0] <= value <= band[3])
    if status is Status.ON_TRACK:
        assert score == 100
    if status is Status.OFF_TRACK:
        assert score <= 0


children = st.lists(
    st.builds(
        Child,
        st.decimals(min_value=0, max_value=10, places=1),
        st.one_of(st.none(), st.floats(min_value=0, max_value=100)),
        st.booleans(),
    ),
    max_size=12,
)


@given(children)
def test_a_roll_up_lies_between_its_children_and_leaves_out_what_is_missing(given_children):
    found = roll_up(given_children)
    known = [child.score for child in given_children if child.score is not None and child.weight > 0]
    assert (found.score is None) == (not known)
    assert 0 <= found.coverage <= 1
    if known:
        assert min(known) - 1e-9 <= found.score <= max(known) + 1e-9
        assert found.worst == min(known)
        assert roll_up([child for child in given_children if child.score is not None]).score == found.score


@given(children)
def test_a_critical_child_off_track_keeps_the_whole_from_green(given_children):
    found = roll_up(given_children, cap_critical=True)
    critical = any(
        child.critical and child.weight > 0 and child.score is not None and child.score < float(Fraction(100, 3))
        for child in given_children
    )
    if critical:
        assert found.score < 66.6667
    else:
        assert found == roll_up(given_children)


def test_the_score_of_a_goal_is_two_thirds_to_the_last_digit():
    assert score_of(D("0.95"), D("0.95"), D("0.90"), None, Polarity.HIGHER) == float(Fraction(200, 3))
