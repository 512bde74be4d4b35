"""Sums in a book are found to the day, whichever way round the lines stand, and forecast as sums."""

import numpy as np
import pytest

from scorecard.domain.forecast_daily import Blend
from scorecard.domain.forecast_dated import Past, forecast_dated
from scorecard.domain.forecast_rhythm import Kind, Rhythm
from scorecard.domain.forecast_rows import Floats
from scorecard.domain.forecast_sums import sums, with_sums


def lines(days: int = 300) -> Floats:
    chance = np.random.default_rng(2)
    return np.round(chance.gamma(2, [[30], [10], [20], [40]], (4, days)), 2)


def test_totals_and_what_is_left_are_found():
    a, b, c, d = lines()
    book = np.array([a, b, c, d, a + b, c + d, a + b - c - d])
    found = {line: weights.tolist() for line, weights in sums(book).items()}
    assert found == {4: [1, 1, 0, 0, 0, 0, 0], 5: [0, 0, 1, 1, 0, 0, 0], 6: [1, 1, -1, -1, 0, 0, 0]}


def test_what_is_left_is_found_from_two_totals_alone():
    a, b, _, _ = lines()
    assert {line: each.tolist() for line, each in sums(np.array([a - b, a, b])).items()} == {0: [0, 1, -1]}


def test_a_part_is_never_told_as_its_sum_less_the_rest():
    a, b, c, _ = lines()
    assert list(sums(np.array([a + b + c, a, b, c]))) == [0]


def test_rounded_amounts_still_add_up_and_other_lines_do_not():
    a, b, c, d = lines()
    assert list(sums(np.array([a, b, np.round(a + b, 1)]))) == [2]
    assert sums(np.array([a, b, c, d])) == {}
    assert sums(np.array([a, b, 1.2 * a + b])) == {}


@pytest.mark.parametrize("book", [np.zeros((3, 50)), np.ones((3, 50)), np.ones((1, 50))])
def test_lines_that_never_change_are_no_sums(book: Floats):
    assert sums(book) == {}


def test_a_sum_misses_what_its_parts_missed_in_todays_level_and_its_parts_keep_their_own():
    """One part doubled since: it missed 3 of 10 then, 6 of 20 in today's level; the other missed −1 of 5. Together
    they missed 5 of 25. In the levels of then it would have been 2 of 15, as if nothing had grown."""
    days = np.array(["2026-11-02"], dtype="datetime64[D]")
    errors, told = (np.reshape(each, (3, 1, 1)).astype(float) for each in ([3, -1, 9], [10, 5, 7]))
    grown = np.array([[2.0], [1.0], [1.0]])
    made = Blend(days, np.array([[20.0], [5.0], [99.0]]), errors, told, grown, np.ones((3, 1)), ("only",))
    found = with_sums(made, {2: np.array([1.0, 1.0, 0.0])})
    assert found.mean[:, 0].tolist() == [20, 5, 25]
    assert found.scaled_errors[:, 0, 0].tolist() == [6, -1, 5]
    assert (found.told * found.grown[:, :, None])[:, 0, 0].tolist() == [20, 5, 25]
    assert (found.errors[:2] == made.errors[:2]).all(), "a part is compared with other ways as before"
    assert (found.grown[:2] == made.grown[:2]).all()
    same = with_sums(made, {})
    assert (same.mean == made.mean).all()
    assert (same.errors == made.errors).all()


@pytest.mark.slow
def test_a_sum_is_forecast_as_its_parts():
    a, b, _, _ = lines(520)
    rhythm = Rhythm(Kind.WEEKDAYS, open_days=(True,) * 5 + (False,) * 2)
    made = [each.forecast for each in forecast_dated([Past(rhythm, 12000, each) for each in (a, b, a - b)], 15)]
    assert made[2].mean == pytest.approx(made[0].mean - made[1].mean)
    assert (made[2].cum_high[80] > made[2].cum_mean).all()
