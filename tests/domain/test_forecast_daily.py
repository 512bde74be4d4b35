"""Cash by day: holidays are learned, due days move, and lines of plain rules are told to the cent."""

from collections.abc import Iterable

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.forecast.daybook import daybook, holidays
from scorecard.domain.cash_lines import Days
from scorecard.domain.forecast_balance import balance_widths, blend_widths, error_draws, rows_of
from scorecard.domain.forecast_calendar import calendar_of, features, slots
from scorecard.domain.forecast_closed import closed_ahead, closed_days, easter
from scorecard.domain.forecast_daily import blend
from scorecard.domain.forecast_dated import Past, forecast_dated
from scorecard.domain.forecast_rhythm import rhythm_of
from scorecard.domain.forecast_rows import Floats

pytestmark = pytest.mark.slow

FIRST, LAST = np.datetime64("2019-01-01"), np.datetime64("2023-12-29")
EVERY = np.arange(FIRST, LAST + 1)
WEEKDAYS = EVERY[np.is_busday(EVERY)]


def days(*written: str) -> Days:
    return np.array(written, dtype="datetime64[D]")


def closed(first: int, last: int) -> Days:
    found = np.array(sorted(holidays(first, last)), dtype="datetime64[D]")
    return found[np.is_busday(found)]


def on(when: Days, paid: Iterable[np.datetime64], amount: float = 100.0) -> Floats:
    return np.where(np.isin(when, list(paid)), amount, 0.0)


class TestClosedDays:
    def test_easter_sundays_are_those_of_the_almanac(self) -> None:
        assert [str(easter(year)) for year in (2000, 2008, 2019, 2024, 2038)] == [
            "2000-04-23", "2008-03-23", "2019-04-21", "2024-03-31", "2038-04-25",
        ]  # fmt: skip

    def test_weekdays_on_which_nothing_was_booked_are_closed(self) -> None:
        booked = ~np.isin(WEEKDAYS, closed(2019, 2023))
        assert closed_days(WEEKDAYS, booked).tolist() == closed(2019, 2023)[closed(2019, 2023) <= LAST].tolist()

    def test_a_book_of_few_days_has_no_closed_ones(self) -> None:
        assert len(closed_days(WEEKDAYS, np.arange(len(WEEKDAYS)) % 10 == 0)) == 0

    def test_holidays_ahead_follow_the_rules_of_the_past_ones(self) -> None:
        past, next_year = closed(2019, 2023), closed(2024, 2024)
        ahead = closed_ahead(past[past <= LAST], FIRST, LAST, np.datetime64("2024-12-31"))
        assert ahead.tolist() == next_year[next_year > LAST].tolist()

    def test_days_counted_from_easter_are_told_ahead(self) -> None:
        fridays = np.array([easter(year) - 2 for year in range(2019, 2024)])
        assert [str(day) for day in closed_ahead(fridays, FIRST, LAST, np.datetime64("2024-12-31"))] == ["2024-03-29"]

    def test_a_day_closed_once_is_no_rule(self) -> None:
        once = days("2022-05-11")
        assert len(closed_ahead(once, FIRST, LAST, np.datetime64("2024-12-31"))) == 0


class TestCalendar:
    def test_rows_ahead_are_of_the_same_kind(self) -> None:
        shut = closed(2019, 2023)
        open_days = WEEKDAYS[~np.isin(WEEKDAYS, shut)]
        left_out = calendar_of(open_days, np.ones(len(open_days), bool), 3)
        written = calendar_of(WEEKDAYS, ~np.isin(WEEKDAYS, shut), 3)
        whole = calendar_of(EVERY, np.is_busday(EVERY, holidays=shut), 3)
        assert [str(day) for day in left_out.days[-3:]] == ["2024-01-02", "2024-01-03", "2024-01-04"]
        assert [str(day) for day in written.days[-3:]] == ["2024-01-01", "2024-01-02", "2024-01-03"]
        assert written.worked[-3:].tolist() == [False, True, True]
        assert [str(day) for day in whole.days[-3:]] == ["2023-12-30", "2023-12-31", "2024-01-01"]
        assert not whole.worked[-3:].any()

    def test_days_that_are_alike_bear_one_code(self) -> None:
        codes = slots(WEEKDAYS, closed(2019, 2023)[:0])
        at = {str(day): place for place, day in enumerate(WEEKDAYS)}
        first = [codes["from the start"][at[day]] for day in ("2019-02-01", "2019-03-01", "2019-06-03")]
        last = [codes["from the end"][at[day]] for day in ("2019-02-28", "2019-03-29", "2019-06-28")]
        third_wednesday = [codes["nth weekday"][at[day]] for day in ("2019-01-16", "2019-05-15", "2019-08-21")]
        assert len(set(first)) == len(set(last)) == len(set(third_wednesday)) == 1
        assert codes["fortnight"][at["2019-01-04"]] == codes["fortnight"][at["2019-01-18"]]

    def test_no_two_days_of_a_month_look_alike(self) -> None:
        told = features(WEEKDAYS[:260], closed(2019, 2019))
        assert len(np.unique(told.round(9), axis=0)) == 260


class TestBlend:
    def test_a_line_of_one_rule_is_told_to_the_day(self) -> None:
        first = np.arange("2019-01", "2024-07", dtype="datetime64[M]").astype("datetime64[D]")
        due = np.busday_offset(first + 14, 0, roll="forward")
        biweekly = EVERY[EVERY.astype(np.int64) % 14 == 8]
        values = np.array([on(WEEKDAYS, due), on(WEEKDAYS, biweekly), np.full(len(WEEKDAYS), 3.0)])
        found = blend(WEEKDAYS, values, 65)
        later = np.arange(LAST + 1, LAST + 200)
        expected = np.array([
            on(found.days, due), on(found.days, later[later.astype(np.int64) % 14 == 8]), np.full(65, 3.0),
        ])  # fmt: skip
        assert np.abs(found.mean - expected)[0].sum() < 0.12 * expected[0].sum()
        assert np.abs(found.mean - expected)[1].sum() < 0.05 * expected[1].sum()
        assert np.abs(found.mean - expected)[2].max() < 0.02

    def test_calendar_days_with_zeros_and_days_left_out_tell_the_same(self) -> None:
        book = daybook(3, years=4)
        chosen = np.array([0, 2, 22, 24])
        every, values = book.by_calendar()
        long = blend(every, values[chosen], 63)
        short = blend(
            book.days, book.values[chosen], int(calendar_of(every, values.sum(axis=0) > 0, 63).worked[-63:].sum())
        )
        worked = np.isin(long.days, short.days)
        assert long.days[worked].tolist() == short.days.tolist()
        assert not long.mean[:, ~worked].any()
        assert long.mean.sum(axis=1) == pytest.approx(short.mean.sum(axis=1), rel=0.05)
        assert np.abs(long.mean[:, worked] - short.mean).sum() < 0.1 * short.mean.sum()

    def test_a_file_of_calendar_days_is_told_by_the_calendar(self) -> None:
        book = daybook(3, years=4)
        every, values = book.by_calendar()
        rhythm = rhythm_of(every.astype(np.int64))
        first = int(rhythm.places(every[:1].astype(np.int64))[0][0])
        told = forecast_dated([Past(rhythm, first, line) for line in values[[0, 2, 22]]], 28)
        expected = blend(every, values[[0, 2, 22]], 28)
        for each, mean in zip(told, expected.mean, strict=True):
            assert each.forecast.mean == pytest.approx(mean)
            assert each.days.tolist() == expected.days.astype(np.int64).tolist()

    def test_nothing_after_a_past_forecast_was_known_to_it(self) -> None:
        book = daybook(4, years=4)
        cut = len(book.days) - 20
        known, all_of_it = blend(book.days[:cut], book.values[:3, :cut], 60), blend(book.days, book.values[:3], 60)
        changed = book.values[:3].copy()
        changed[:, cut:] *= 50
        again = blend(book.days, changed, 60)
        assert known.errors.shape == all_of_it.errors.shape == again.errors.shape
        assert np.allclose(all_of_it.told[:, :-1], again.told[:, :-1])

    def test_weights_add_up_and_nothing_goes_below_zero(self) -> None:
        book = daybook(5, years=3)
        found = blend(book.days, book.values, 30)
        assert found.weights.sum(axis=1) == pytest.approx(np.ones(33))
        assert (found.mean >= 0).all()

    @pytest.mark.parametrize("count", [1, 2, 30, 200])
    def test_a_short_book_is_forecast_without_a_record(self, count: int) -> None:
        found = blend(WEEKDAYS[:count], np.full((2, count), 7.0), 10)
        assert found.errors.shape == (2, 0, 10)
        assert found.mean == pytest.approx(np.full((2, 10), 7.0), rel=0.02)
        assert np.isnan(blend_widths(found, (80,))[1]).all()

    def test_all_zeros_stay_zero(self) -> None:
        assert not blend(WEEKDAYS, np.zeros((1, len(WEEKDAYS))), 10).mean.any()

    def test_the_same_book_is_always_told_the_same(self) -> None:
        book = daybook(6, years=3)
        one, other = (blend(book.days, book.values[:4], 20) for _ in range(2))
        assert one.mean.tobytes() == other.mean.tobytes()
        assert blend_widths(one, (80,))[1].tobytes() == blend_widths(other, (80,))[1].tobytes()

    @settings(max_examples=4)
    @given(st.floats(0.001, 1e6))
    def test_the_size_of_the_currency_does_not_matter(self, factor: float) -> None:
        values = daybook(7, years=2).values[:2, :400]
        when = daybook(7, years=2).days[:400]
        assert np.allclose(blend(when, values * factor, 10).mean, blend(when, values, 10).mean * factor, rtol=1e-6)


class TestBalance:
    def test_paths_are_drawn_from_blocks_of_past_ones(self) -> None:
        errors = np.array([[1.0, 1, 2, 2], [10, 10, 20, 20]])
        drawn = error_draws(errors, block=2, draws=500)
        assert {tuple(path) for path in drawn.tolist()} == {
            (1, 1, 2, 2), (1, 1, 20, 20), (10, 10, 2, 2), (10, 10, 20, 20),
        }  # fmt: skip

    def test_errors_that_always_lie_to_one_side_widen_with_each_step(self) -> None:
        widths = balance_widths(np.ones((5, 6)), block=2, levels=(80, 95))
        assert widths.tolist() == [[1, 2, 3, 4, 5, 6]] * 2

    def test_errors_that_cancel_leave_the_total_known(self) -> None:
        widths = balance_widths(np.tile([1.0, -1.0], (5, 3)), block=2, levels=(80,))
        assert widths[0, 1::2].tolist() == [0, 0, 0]

    def test_a_higher_level_is_never_narrower(self) -> None:
        book = daybook(8, years=4)
        found = blend(book.days, book.values[:5], 40)
        assert rows_of(found) == 20
        for widths in blend_widths(found, (50, 80, 95)):
            assert (np.diff(widths, axis=0) >= -1e-12).all()

    @pytest.mark.slow
    def test_bands_hold_about_as_often_as_they_say(self) -> None:
        inside, total = [], []
        for seed in (31, 32, 33):
            book = daybook(seed, years=7)
            for back in range(6):
                cut = len(book.days) - 65 - 40 * back
                found = blend(book.days[:cut], book.values[:, :cut], 65)
                step, whole = blend_widths(found, (80,))
                off = book.values[:, cut : cut + 65] - found.mean
                inside.append((np.abs(off) <= step[0]).mean())
                total.append((np.abs(off.cumsum(axis=1)) <= whole[0]).mean())
        assert 0.72 <= np.mean(inside) <= 0.88
        assert 0.70 <= np.mean(total) <= 0.88
