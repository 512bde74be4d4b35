"""People's forecast and ours in one: who missed less counts more, and what people always lack is added."""

import numpy as np
import pytest

from scorecard.domain.forecast_override import Record, weighed
from scorecard.domain.forecast_rows import Floats

THEIRS, OURS = np.array([100.0, 100.0, 100.0]), np.array([40.0, 40.0, 40.0])


def record(theirs: Floats, ours: Floats) -> Record:
    return Record(theirs, ours, np.zeros_like(theirs))


def paths(*rows: list[float]) -> Floats:
    return np.array(rows, dtype=np.float64)


def test_without_a_record_people_are_believed() -> None:
    nothing = np.empty((0, 3))
    assert weighed(THEIRS, OURS, record(nothing, nothing)).mean.tolist() == THEIRS.tolist()


def test_who_always_hit_it_is_believed_alone() -> None:
    found = weighed(THEIRS, OURS, record(np.zeros((4, 3)), np.full((4, 3), 5.0)))
    assert found.mean == pytest.approx(THEIRS, abs=1e-9)


def test_equal_misses_count_equally() -> None:
    missed = paths([5, -5, 5], [-5, 5, -5], [-5, -5, 5], [5, 5, -5])
    found = weighed(THEIRS, OURS, record(missed, missed))
    assert found.share[0] == 0.5
    assert found.mean[0] == 70.0


def test_half_the_miss_is_four_times_the_weight() -> None:
    one = paths([1, 0, 0], [-1, 0, 0])
    assert weighed(THEIRS, OURS, record(one, 2 * one)).share[0] == pytest.approx(0.8)


def test_the_first_step_is_weighed_apart_from_the_later_ones() -> None:
    theirs = paths([0, 9, -9], [0, -9, 9])
    found = weighed(THEIRS, OURS, record(theirs, paths([9, 0, 0], [-9, 0, 0])))
    assert found.share[0] > 0.99
    assert found.share[1] < 0.01


def test_what_people_always_lack_is_added_to_the_later_steps() -> None:
    lacking = np.repeat(paths([0, 6, 6]), 8, axis=0)
    found = weighed(THEIRS, OURS, record(lacking, np.full((8, 3), 1e6)))
    by_hand = 8 * (1 * 6 + 2 * 12) / (8 * (1 + 4) + 9)
    assert found.bias == pytest.approx([0, by_hand, by_hand])
    assert found.mean == pytest.approx(THEIRS + [0, by_hand, by_hand])


def test_what_came_later_instead_is_no_bias() -> None:
    late = np.repeat(paths([0, 6, -6]), 8, axis=0)
    found = weighed(THEIRS, OURS, record(late, late))
    assert found.bias[1] == pytest.approx(8 * 6 / (8 * 5 + 9)), "the last step brings the total back to nothing"


def test_what_has_not_come_about_teaches_nothing() -> None:
    told = paths([1, 2, 3], [1, np.nan, np.nan])
    same = weighed(THEIRS, OURS, record(told, told))
    full = paths([1, 2, 3], [1, 0, 0])
    assert np.isfinite(same.mean).all()
    assert same.bias[1] > weighed(THEIRS, OURS, record(full, full)).bias[1]


def test_an_old_miss_counts_less_than_a_new_one() -> None:
    theirs, ours = paths([8, 0, 0], [1, 0, 0]), paths([1, 0, 0], [8, 0, 0])
    age = np.repeat([[4.0], [0.0]], 3, axis=1)
    assert weighed(THEIRS, OURS, Record(theirs, ours, age)).share[0] > 0.5
    assert weighed(THEIRS, OURS, Record(theirs, ours, age[::-1])).share[0] < 0.5


def test_a_line_that_never_moved_stays_as_people_say() -> None:
    nothing = np.zeros((3, 3))
    assert weighed(THEIRS, OURS, record(nothing, nothing)).mean.tolist() == THEIRS.tolist()


def test_a_record_further_ahead_than_the_forecast_is_of_use() -> None:
    longer = np.zeros((2, 9))
    assert len(weighed(THEIRS, OURS, record(longer, longer + 1)).mean) == 3
