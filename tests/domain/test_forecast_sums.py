"""Sums in a book are found to the day, whichever way round the lines stand, and forecast as sums."""

import numpy as np
import pytest

from scorecard.domain.forecast_dated import Past, forecast_dated
from scorecard.domain.forecast_rhythm import Kind, Rhythm
from scorecard.domain.forecast_rows import Floats
from scorecard.domain.forecast_sums import sums


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


@pytest.mark.slow
def test_a_sum_is_forecast_as_its_parts():
    a, b, _, _ = lines(520)
    rhythm = Rhythm(Kind.WEEKDAYS, open_days=(True,) * 5 + (False,) * 2)
    made = [each.forecast for each in forecast_dated([Past(rhythm, 12000, each) for each in (a, b, a - b)], 15)]
    assert made[2].mean == pytest.approx(made[0].mean - made[1].mean)
    assert (made[2].cum_high[80] > made[2].cum_mean).all()
