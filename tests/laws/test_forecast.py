"""What holds of every forecast: bands lie inside each other, totals add up, the unit does not matter."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scorecard.domain.forecast import forecast, forecast_many
from scorecard.domain.forecast_rows import Floats

AMOUNTS = st.floats(-1e7, 1e7, allow_nan=False).map(lambda each: round(each, 2))
SERIES = st.lists(AMOUNTS | st.just(0.0), min_size=1, max_size=40).map(np.array)
HOLED = st.lists(AMOUNTS | st.just(float("nan")), min_size=1, max_size=40).filter(
    lambda each: any(np.isfinite(each))
).map(np.array)  # fmt: skip
SEASONS = st.sampled_from([1, 4, 7, 12])


@settings(max_examples=25, deadline=None)
@given(values=SERIES | HOLED, season=SEASONS, horizon=st.integers(1, 9))
def test_bands_lie_inside_each_other_around_the_forecast(values: Floats, season: int, horizon: int):
    found = forecast(values, horizon, season, (50, 80, 95))
    for low, high, middle in ((found.low, found.high, found.mean), (found.cum_low, found.cum_high, found.cum_mean)):
        ordered = np.array([low[95], low[80], low[50], middle, high[50], high[80], high[95]])
        assert np.isfinite(ordered).all()
        assert (np.diff(ordered, axis=0) >= -1e-9 * (1 + np.abs(ordered[1:]))).all()


@settings(max_examples=15, deadline=None)
@given(values=SERIES, season=SEASONS, horizon=st.integers(1, 9))
def test_the_running_total_adds_up_and_starts_with_the_first_step(values: Floats, season: int, horizon: int):
    found = forecast(values, horizon, season)
    assert found.cum_mean == pytest.approx(np.cumsum(found.mean))
    assert found.cum_high[80][0] == pytest.approx(found.high[80][0])


@settings(max_examples=15, deadline=None)
@given(values=SERIES.filter(lambda each: np.ptp(each) > 1), season=SEASONS, power=st.integers(-8, 8))
def test_the_unit_does_not_matter(values: Floats, season: int, power: int):
    unit = 2.0**power
    one, other = forecast(values, 5, season), forecast(values * unit, 5, season)
    scale = np.abs(values).max()
    assert other.mean / unit == pytest.approx(one.mean, rel=1e-6, abs=1e-6 * scale)
    assert other.high[95] / unit == pytest.approx(one.high[95], rel=1e-5, abs=1e-5 * scale)


@settings(max_examples=15, deadline=None)
@given(values=st.lists(AMOUNTS, min_size=8, max_size=40).map(np.array), season=SEASONS)
def test_what_is_mirrored_is_forecast_mirrored(values: Floats, season: int):
    values = np.append(np.array([-1.0, 1.0]) * (1 + np.abs(values).max()), values)
    one, other = forecast(values, 5, season), forecast(-values, 5, season)
    assert -other.mean == pytest.approx(one.mean, rel=1e-9, abs=1e-9 * np.abs(values).max())


@settings(max_examples=10, deadline=None)
@given(many=st.lists(SERIES, min_size=2, max_size=5), season=SEASONS)
def test_the_order_of_series_does_not_matter(many: list[Floats], season: int):
    there = forecast_many(many, 4, season)
    back = forecast_many(many[::-1], 4, season)[::-1]
    for one, other in zip(there, back, strict=True):
        assert one.mean == pytest.approx(other.mean)
        assert one.high[80] == pytest.approx(other.high[80])
