"""Forecasts from a series' own past: what they say of lines, seasons, constants, gaps and hardly anything."""

import numpy as np
import pytest

from scorecard.domain.forecast import forecast, forecast_many
from scorecard.domain.forecast_ensemble import pack
from scorecard.domain.forecast_gaps import filled
from scorecard.domain.forecast_lags import autoregressed, seasonally_autoregressed
from scorecard.domain.forecast_rows import Floats, Rows, batches
from scorecard.domain.forecast_seasons import decomposed, seasonal, seasons
from scorecard.domain.forecast_smooth import PLAIN, SEASONAL, smoothed
from scorecard.domain.forecast_theta import theta

QUARTERS = np.tile([10.0, 20.0, 30.0, 40.0], 10)


def row(*values: float) -> Rows:
    return Rows.of([np.array(values, dtype=np.float64)])


def wave(steps: int, season: int, seed: int, noise: float = 0.1, drift: float = 0.02) -> Floats:
    random = np.random.default_rng(seed)
    level = np.cumsum(random.normal(0, drift, steps)) + 0.3 * np.sin(2 * np.pi * np.arange(steps) / season)
    return 1000 * np.exp(level + random.normal(0, noise, steps))


def test_what_never_changes_stays_and_is_certain():
    found = forecast(np.full(30, 5.0), 4, 12)
    assert found.mean == pytest.approx([5, 5, 5, 5])
    assert found.cum_mean == pytest.approx([5, 10, 15, 20])
    assert found.low[95] == pytest.approx(found.high[95])


def test_a_line_goes_on_at_seven_eighths_of_its_slope_by_theta():
    line = 10.0 + 2.0 * np.arange(40)
    assert theta(Rows.of([line]), 3)[0][0] == pytest.approx([88 + 1.75, 88 + 3.5, 88 + 5.25], abs=0.01)


def test_a_line_goes_on():
    assert pack([10.0 + 2.0 * np.arange(40)], 1, 3)[0][0] == pytest.approx([90, 92, 94], rel=0.01)


def test_a_season_repeats_itself():
    assert forecast(QUARTERS, 8, 4).mean == pytest.approx(np.tile([10, 20, 30, 40], 2), rel=0.01)
    assert smoothed(Rows.of([QUARTERS]), 4, 4, SEASONAL)[0][0] == pytest.approx([10, 20, 30, 40], rel=1e-6)
    assert seasonally_autoregressed(Rows.of([QUARTERS]), 4, 4)[0] == pytest.approx([10, 20, 30, 40])


def test_the_season_starts_where_the_series_stops():
    assert forecast(QUARTERS[:-1], 4, 4).mean == pytest.approx([40, 10, 20, 30], rel=0.01)


def test_a_season_is_taken_out_by_factors_and_put_back():
    rows = Rows.of([QUARTERS])
    assert seasonal(rows, 4).all()
    found = seasons(rows, 4, np.array([True]))
    assert found.index[0] == pytest.approx([0.4, 0.8, 1.2, 1.6])
    assert found.taken_out(rows).values[0] == pytest.approx(np.full(40, 25.0))
    assert found.put_back(np.full((1, 3), 25.0), 40)[0] == pytest.approx([10, 20, 30])


def test_a_season_is_taken_out_by_amounts_where_a_series_falls_below_zero():
    values = np.tile([-3.0, -1.0, 1.0, 3.0], 6)
    found = seasons(Rows.of([values]), 4, np.array([True]))
    assert not found.factors[0]
    assert found.index[0] == pytest.approx([-3, -1, 1, 3])


def test_noise_has_no_season():
    noise = [np.random.default_rng(seed).normal(size=120) for seed in range(40)]
    assert seasonal(Rows.of(noise), 12).mean() < 0.25


def test_two_seasons_are_too_few_to_tell_one():
    assert not seasonal(Rows.of([QUARTERS[:11]]), 4).any()


def test_a_centred_mean_of_a_line_leaves_no_season():
    assert decomposed(row(*range(24)), 12, np.array([False]))[0] == pytest.approx(np.zeros(12), abs=1e-12)


def test_smoothing_without_trend_by_hand():
    grid = type(PLAIN).of([0.5], [0.0], [0.0], [0.9])
    found, _ = smoothed(row(10, 14, 12, 16), 1, 2, grid)
    level = 13.0
    for value in (10, 14, 12, 16):
        level += 0.5 * (value - level)
    assert found[0] == pytest.approx([level, level])


def test_half_of_the_last_value_is_learned():
    values = [100.0]
    random = np.random.default_rng(3)
    for shock in random.normal(0, 1, 400):
        values.append(0.5 * values[-1] + 50 + shock)
    values.append(120.0)
    assert autoregressed(row(*values), 1, 2)[0] == pytest.approx([110, 105], abs=1.5)


@pytest.mark.parametrize("values", [[7.0], [7.0, 7.0], [3.0, 9.0, 7.0]])
def test_of_hardly_anything_the_last_value_is_repeated(values: list[float]):
    assert forecast(np.array(values), 3, 12).mean == pytest.approx([7, 7, 7])


def test_one_value_says_nothing_of_how_far_it_may_move():
    found = forecast(np.array([7.0]), 2, 12)
    assert found.high[80][0] > 10
    assert found.low[80][0] == 0


def test_all_zeros_stay_zero():
    found = forecast(np.zeros(24), 3, 12)
    assert found.mean.tolist() == [0, 0, 0]
    assert found.high[95] == pytest.approx([0, 0, 0], abs=1e-6)


def test_what_never_was_below_zero_stays_so():
    falling = np.maximum(50.0 - 2 * np.arange(30), 0)
    found = forecast(falling, 12, 12)
    assert found.mean.min() >= 0
    assert found.low[95].min() >= 0
    assert found.cum_low[95].min() >= 0


def test_company_does_not_change_a_forecast():
    together = [wave(steps, 12, seed) for seed, steps in enumerate((40, 90, 13, 61, 61, 25))]
    alone = [pack([each], 12, 6)[0][0] for each in together]
    assert pack(together, 12, 6)[0] == pytest.approx(np.array(alone))


def test_rows_of_many_lengths_find_their_way_back():
    together = [np.arange(length, dtype=np.float64) for length in (3, 9, 5, 9, 1)]
    seen = {
        int(at): rows.values[place, -1] for at_once, rows in batches(together, 2) for place, at in enumerate(at_once)
    }
    assert seen == {0: 2, 1: 8, 2: 4, 3: 8, 4: 0}


def test_a_gap_is_filled_from_its_season_never_with_zero():
    values = QUARTERS.copy()
    values[[5, 18]] = np.nan
    assert filled(values, 4)[[5, 18]] == pytest.approx([20, 30], rel=0.2)
    assert filled(np.array([1.0, np.nan, 3.0]), 1).tolist() == [1, 2, 3]
    assert filled(np.array([np.nan, 4.0, np.nan]), 12).tolist() == [4, 4]


def test_gaps_change_a_forecast_little():
    whole = wave(96, 12, 5, noise=0.03, drift=0.0)
    holed = whole.copy()
    holed[[7, 30, 31, 60]] = np.nan
    assert forecast(holed, 6, 12).mean == pytest.approx(forecast(whole, 6, 12).mean, rel=0.03)


def test_growth_and_season_are_forecast_better_than_by_the_last_values():
    series = [wave(114, 12, seed) for seed in range(60)]
    known, came = [each[:-18] for each in series], np.array([each[-18:] for each in series])
    mean = np.array([each.mean for each in forecast_many(known, 18, 12)])
    naive = np.array([each[-1:].repeat(18) for each in known])
    yearly = np.array([np.tile(each[-12:], 2)[:18] for each in known])
    off = {name: np.abs(made - came).mean() for name, made in (("own", mean), ("last", naive), ("year", yearly))}
    assert off["own"] < 0.85 * min(off["last"], off["year"])
