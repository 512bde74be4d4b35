"""Bands: as many of the values that came lie inside as was said, for steps and for running totals."""

import numpy as np
import pytest

from scorecard.domain.forecast import forecast, forecast_many
from scorecard.domain.forecast_bands import Paths, error_paths, half_widths, past_origins
from scorecard.domain.forecast_rows import Floats
from tests.domain.test_forecast import wave


def last_value(series: list[Floats], season: int, horizon: int) -> tuple[Floats, Floats]:
    return np.array([np.repeat(each[-1], horizon) for each in series]), np.ones(len(series))


def test_past_forecasts_see_only_what_was_known():
    paths = error_paths([np.arange(20.0)], 1, 3, 4, 1, last_value)[0]
    assert past_origins(20, 1, 3, 4).tolist() == [14, 15, 16, 17]
    assert paths.errors.tolist() == [[1, 2, 3]] * 4
    assert paths.added_up().errors.tolist() == [[1, 3, 6]] * 4


def test_a_short_series_tells_of_the_steps_it_saw():
    paths = error_paths([np.arange(8.0)], 1, 6, 3, 1, last_value)[0]
    assert paths.errors[-1, 0] == 1
    assert np.isnan(paths.errors[-1, 1:]).all()
    assert past_origins(3, 12, 18, 10).tolist() == []


def test_origins_may_lie_apart():
    assert past_origins(100, 12, 10, 3, 4).tolist() == [82, 86, 90]
    assert Paths(np.zeros((3, 10)), np.ones(3), 4).independent == pytest.approx(1.8)


def test_bands_grow_with_the_level_and_reach_both_ways():
    paths = [Paths(np.array([[1.0, 2.0], [-1.0, -2.0]]), np.ones(2)) for _ in range(3)]
    width = half_widths(paths, np.ones(3), (50, 80, 95))
    assert (np.diff(width, axis=0) > 0).all()
    assert width[:, :, 1] == pytest.approx(2 * width[:, :, 0])


def test_a_series_twice_as_unsteady_has_bands_twice_as_wide():
    paths = [Paths(np.array([[3.0], [-3.0]]) * size, np.full(2, size)) for size in (1.0, 2.0)]
    width = half_widths(paths, np.array([1.0, 2.0]), (80,))[0, :, 0]
    assert width[1] == pytest.approx(2 * width[0])


@pytest.fixture(scope="module")
def judged() -> tuple[list[Floats], Floats]:
    series = [wave(96 + 14, 12, seed, noise=0.08, drift=0.03) for seed in range(240)]
    return [each[:-14] for each in series], np.array([each[-14:] for each in series])


@pytest.fixture(scope="module")
def made(judged):
    return forecast_many(judged[0], 14, 12)


def test_four_of_five_values_lie_within_the_narrow_band_and_nearly_all_in_the_wide_one(judged, made):
    for level, off in ((80, 5), (95, 3)):
        low, high = (np.array([getattr(each, side)[level] for each in made]) for side in ("low", "high"))
        inside = 100 * ((judged[1] >= low) & (judged[1] <= high)).mean()
        assert abs(inside - level) <= off


@pytest.mark.parametrize("periods", [4, 8, 13])
def test_running_totals_lie_within_their_bands_as_often_as_said(judged, made, periods: int):
    came = judged[1].cumsum(1)[:, periods - 1]
    for level, off in ((80, 6), (95, 4)):
        low, high = (
            np.array([getattr(each, side)[level][periods - 1] for each in made]) for side in ("cum_low", "cum_high")
        )
        assert abs(100 * ((came >= low) & (came <= high)).mean() - level) <= off


def test_adding_ends_or_taking_steps_as_independent_would_say_something_else(judged, made):
    """The control: both usual shortcuts miss the level by more than the bands do."""
    came, middle = judged[1].cumsum(1)[:, 12], np.array([each.cum_mean[12] for each in made])
    half = np.array([(each.high[80] - each.low[80])[:13] / 2 for each in made])
    inside = [100 * (np.abs(came - middle) <= width).mean() for width in (half.sum(1), np.sqrt((half**2).sum(1)))]
    assert inside[0] > 87
    assert inside[1] < 65


def test_a_single_series_has_bands_of_its_own():
    quiet, loud = (forecast(wave(120, 12, 4, noise=noise), 6, 12) for noise in (0.02, 0.2))
    assert (loud.high[80] - loud.low[80]).mean() > 3 * (quiet.high[80] - quiet.low[80]).mean()


def test_levels_are_those_asked_for():
    found = forecast(wave(60, 12, 1), 3, 12, (50, 90))
    assert list(found.low) == list(found.cum_high) == [50, 90]
