"""Rhythms: how often a series has a value is read from its dates, and the next dates follow."""

from datetime import date, timedelta

import numpy as np
import pytest

from scorecard.domain.forecast_dated import Past, closed_places, forecast_dated
from scorecard.domain.forecast_rhythm import Rhythm, rhythm_of
from scorecard.domain.forecast_rows import Ints

EPOCH = date(1970, 1, 1)


def numbers(*days: str) -> Ints:
    return np.array([(date.fromisoformat(each) - EPOCH).days for each in days])


def dates(days: Ints) -> list[str]:
    return [(EPOCH + timedelta(days=each)).isoformat() for each in days.tolist()]


def every(first: str, step: int, count: int) -> Ints:
    return numbers(first)[0] + step * np.arange(count)


def weekdays(first: str, count: int, closed: tuple[str, ...] = ()) -> Ints:
    days = every(first, 1, 2 * count + 9)
    return days[((days + 3) % 7 < 5) & ~np.isin(days, numbers(*closed) if closed else [])][:count]


@pytest.mark.parametrize(
    ("days", "name", "season", "following"),
    [
        (every("2026-01-05", 1, 30), "daily", 7, ["2026-02-04", "2026-02-05"]),
        (weekdays("2026-01-05", 30), "5 days a week", 5, ["2026-02-16", "2026-02-17"]),
        (every("2026-01-05", 7, 9), "weekly", 52, ["2026-03-09", "2026-03-16"]),
        (every("2026-01-05", 28, 9), "every 28 days", 13, ["2026-09-14", "2026-10-12"]),
        (every("2026-01-05", 14, 9), "every 14 days", 26, ["2026-05-11", "2026-05-25"]),
        (numbers("2025-11-01", "2025-12-01", "2026-01-01"), "monthly", 12, ["2026-02-01", "2026-03-01"]),
        (numbers("2025-11-30", "2025-12-31", "2026-01-31"), "monthly", 12, ["2026-02-28", "2026-03-31"]),
        (numbers("2025-11-28", "2025-12-31", "2026-01-30"), "monthly", 12, ["2026-02-27", "2026-03-31"]),
        (numbers("2025-11-15", "2025-12-15", "2026-01-15"), "monthly", 12, ["2026-02-15", "2026-03-15"]),
        (numbers("2025-06-30", "2025-09-30", "2025-12-31"), "quarterly", 4, ["2026-03-31", "2026-06-30"]),
        (numbers("2023-01-01", "2024-01-01", "2025-01-01"), "yearly", 1, ["2026-01-01", "2027-01-01"]),
    ],
)
def test_the_dates_tell_the_rhythm_and_what_follows(days: Ints, name: str, season: int, following: list[str]):
    found = rhythm_of(days)
    places, exact = found.places(days)
    assert (found.name, found.season) == (name, season)
    assert exact.all()
    assert np.diff(places).tolist() == [1] * (len(days) - 1)
    assert found.days(places).tolist() == days.tolist()
    assert dates(found.days(places[-1] + np.array([1, 2]))) == following


def test_plain_numbers_go_on_by_their_step():
    found = rhythm_of(np.array([10, 15, 20, 30]), numbers=True)
    assert found.places(np.array([10, 15, 20, 30]))[0].tolist() == [2, 3, 4, 6]
    assert found.days(np.array([7])).tolist() == [35]


def test_a_date_off_the_rhythm_is_told_apart():
    days = np.sort(np.append(every("2026-01-05", 7, 9), numbers("2026-01-20")))
    assert (~rhythm_of(days).places(days)[1]).sum() == 1


def test_dates_without_a_rhythm_may_fall_on_any_day():
    days = numbers("2026-01-05", "2026-01-08", "2026-01-11", "2026-01-19", "2026-01-22", "2026-02-03", "2026-02-07")
    found = rhythm_of(days)
    assert found.name == "daily"
    assert found.places(days)[1].all()


def test_a_missing_month_leaves_its_place_free():
    days = numbers("2025-11-30", "2025-12-31", "2026-02-28", "2026-03-31")
    assert np.diff(rhythm_of(days).places(days)[0]).tolist() == [1, 2, 1]


def test_a_shop_open_six_days_has_a_week_of_six():
    days = every("2026-01-05", 1, 60)
    assert rhythm_of(days[(days + 3) % 7 != 6]).season == 6


def on_days(days: Ints, values: np.ndarray, rhythm: Rhythm) -> Past:
    places = rhythm.places(days)[0]
    whole = np.full(int(places[-1] - places[0]) + 1, np.nan)
    whole[places - places[0]] = values
    return Past(rhythm, int(places[0]), whole)


def test_days_without_any_value_in_a_working_week_are_holidays():
    days = weekdays("2026-01-05", 40, closed=("2026-01-19",))
    rhythm = rhythm_of(days)
    one, other = (on_days(days, np.ones(len(days)), rhythm) for _ in range(2))
    place = int(rhythm.places(numbers("2026-01-19"))[0][0])
    assert closed_places([one, other]) == {(rhythm, place)}
    one.values[3] = np.nan
    assert closed_places([one, other]) == {(rhythm, place)}


def book(working_days: int, values_of) -> tuple[Ints, list[Past], np.ndarray]:
    closed = tuple(f"{year}-{day}" for year in range(2019, 2024) for day in ("01-01", "07-04", "12-25"))
    days = weekdays("2019-01-01", working_days, closed)
    values = values_of(days)
    rhythm = rhythm_of(days)
    cut = len(days) - 60
    return days, [on_days(days[:cut], each[:cut], rhythm) for each in values], values[:, cut:]


def month_ends(days: Ints) -> np.ndarray:
    """Wages on the last working day of a month, and something small by chance every day."""
    months = days.astype("datetime64[D]").astype("datetime64[M]")
    last = np.append(months[1:] != months[:-1], False)
    chance = np.random.default_rng(5)
    return np.stack([900.0 * last + chance.gamma(4, 1, len(days)), chance.gamma(4, 25, len(days))])


@pytest.mark.slow
def test_a_book_of_working_days_is_forecast_by_its_calendar():
    days, past, came = book(880, month_ends)
    made = forecast_dated(past, 60)
    assert made[0].days.tolist() == days[-60:].tolist()
    wages = came[0] > 500
    assert made[0].forecast.mean[wages].min() > 700
    assert made[0].forecast.mean[~wages].max() < 100
    assert made[1].forecast.mean.mean() == pytest.approx(100, rel=0.1)


@pytest.mark.slow
def test_a_book_with_a_row_for_every_day_keeps_its_working_week():
    days, _, _ = book(820, month_ends)
    every = np.arange(days[0], days[-1] + 1)
    wages = np.zeros(len(every))
    wages[np.searchsorted(every, days)] = month_ends(days)[0]
    rhythm = rhythm_of(every)
    made = forecast_dated([on_days(every[:-60], wages[:-60], rhythm)], 60)[0]
    assert made.days.tolist() == every[-60:].tolist()
    assert made.forecast.mean[wages[-60:] > 500].min() > 700
    assert made.forecast.mean[(every[-60:] + 3) % 7 >= 5].max() == 0


def test_a_short_book_is_forecast_by_its_own_past():
    days, past, _ = book(260, month_ends)
    made = forecast_dated(past, 5)
    assert len(made[0].days) == len(made[0].forecast.mean) == 5
    assert made[0].days[0] == days[-60]
