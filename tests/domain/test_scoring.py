"""Scores, roll-ups and status at their edges."""

from decimal import Decimal as D

import pytest

from scorecard.domain.scoring import Child, linear_share, roll_up, score_of, unclipped_score
from scorecard.domain.status import status_of
from scorecard.domain.vocabulary import Polarity, Status

BAND = tuple(map(D, (80, 95, 105, 120)))


@pytest.mark.parametrize("polarity", [Polarity.HIGHER, Polarity.NEUTRAL, Polarity.BAND])
def test_what_can_not_be_judged_has_neither_score_nor_status(polarity):
    assert status_of(D(1), None, None, None, polarity) is Status.NOT_REPORTED
    assert score_of(D(1), None, None, None, polarity) is None
    assert status_of(None, D(1), D(0), BAND, polarity) is Status.NOT_REPORTED
    assert score_of(None, D(1), D(0), BAND, polarity) is None


def test_a_neutral_measure_has_no_colour_even_with_a_target():
    assert status_of(D(1), D(2), D(1), None, Polarity.NEUTRAL) is Status.NOT_REPORTED


def test_without_a_red_flag_a_missed_goal_is_on_watch_and_unscored():
    assert status_of(D(1), D(0), None, None, Polarity.LOWER) is Status.WATCH
    assert status_of(D(0), D(0), None, None, Polarity.LOWER) is Status.ON_TRACK
    assert score_of(D(1), D(0), None, None, Polarity.LOWER) is None
    assert score_of(D(1), D(5), D(5), None, Polarity.HIGHER) is None


def test_the_unclipped_score_goes_on():
    assert unclipped_score(D(900), D(700), D(500), None, Polarity.HIGHER) == 100
    assert unclipped_score(D(1100), D(700), D(500), None, Polarity.HIGHER) == pytest.approx(133.333333)
    assert unclipped_score(D(100), D(700), D(500), None, Polarity.HIGHER) < 0


@pytest.mark.parametrize(
    ("value", "status"),
    [
        (79, "off_track"),
        (80, "watch"),
        (94, "watch"),
        (95, "on_track"),
        (105, "on_track"),
        (120, "watch"),
        (121, "off_track"),
    ],
)
def test_a_band_has_two_edges_on_each_side(value, status):
    assert status_of(D(value), None, None, BAND, Polarity.BAND) == status


def test_a_band_without_room_to_its_red_edge_scores_nothing_outside():
    tight = tuple(map(D, (95, 95, 105, 120)))
    assert score_of(D(94), None, None, tight, Polarity.BAND) == 0


def test_a_roll_up_of_nothing_is_nothing():
    assert roll_up([]).score is None
    empty = roll_up([Child(D(1), None)])
    assert (empty.score, empty.coverage, empty.worst, empty.grey) == (None, 0, None, True)
    assert roll_up([Child(D(0), 50.0)]).score is None


def test_the_worst_child_is_named():
    found = roll_up([Child(1, 80.0, id="x"), Child(1, 20.0, id="y"), Child(1, 90.0)])
    assert (found.worst, found.worst_id, found.grey) == (20, "y", False)


def test_a_critical_child_off_track_caps_at_amber_only_when_asked():
    children = [Child(9, 100.0), Child(1, 10.0, critical=True)]
    assert roll_up(children).score == 91
    capped = roll_up(children, cap_critical=True)
    assert capped.capped
    assert 66 < capped.score < 66.6667


def test_coverage_below_four_fifths_is_grey():
    assert roll_up([Child(79, 50.0), Child(21, None)]).grey
    assert not roll_up([Child(80, 50.0), Child(20, None)]).grey


def test_progress_has_no_way_to_go_from_a_target_to_itself():
    assert linear_share(D(1), D(2), D(2)) is None
