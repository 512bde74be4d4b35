"""How good forecasts were, by numbers worked by hand."""

from datetime import date
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scorecard.domain.accuracy import Judged, known_since, score, scores
from scorecard.domain.cells import Ints

F = Fraction


def judged(
    came: list[int],
    said: list[int],
    naive: list[int] | None = None,
    year: list[int] | None = None,
    low: list[int] | None = None,
    high: list[int] | None = None,
    line: list[int] | None = None,
) -> Judged:
    """Rows of one place and vintage; what is not given is not known."""
    count = len(came)
    nothing, no = np.zeros(count, np.int64), np.zeros(count, np.bool_)

    def column(values: list[int] | None) -> Ints:
        return nothing if values is None else np.array(values, dtype=np.int64)

    bands = np.array([[column(low), column(high)]] * 2, dtype=np.int64).reshape(2, 2, count)
    return Judged(
        column(line), nothing, nothing, nothing + 1, column(came), column(said), column(naive), column(year),
        no if naive is None else ~no, no if year is None else ~no, bands, no if low is None else ~no,
    )  # fmt: skip


def test_error_is_the_differences_without_sign_in_what_came() -> None:
    told = score(judged(came=[100, 300], said=[110, 270]))
    assert (told.count, told.error, told.bias) == (2, F(40, 400), F(-20, 400))


def test_a_small_amount_far_off_does_not_outweigh_a_large_one() -> None:
    assert score(judged(came=[1, 999], said=[3, 999])).error == F(2, 1000)


def test_errors_to_both_sides_add_up_and_biases_cancel() -> None:
    told = score(judged(came=[100, 100], said=[90, 110]))
    assert (told.error, told.bias) == (F(1, 10), F(0))


def test_nothing_came_and_there_is_no_share() -> None:
    told = score(judged(came=[0, 0], said=[5, 0], naive=[1, 0], year=[0, 0]))
    assert (told.error, told.bias, told.seasonal) == (None, None, None)
    assert told.added_naive == 1 - F(5, 1)


def test_no_rows_are_no_zero() -> None:
    told = score(judged([], []))
    assert told.count == 0
    assert {told.error, told.bias, told.naive, told.seasonal, told.added, *told.held} == {None}


def test_what_was_added_is_told_on_the_same_amounts_only() -> None:
    rows = judged(came=[100, 100], said=[90, 200], year=[80, 0])
    rows.has_seasonal[1] = False
    told = score(rows)
    assert told.seasonal == F(20, 100)
    assert told.added == 1 - F(10, 20), "the second amount has no year before and must not count against the forecast"


def test_a_forecast_that_is_the_year_before_adds_nothing() -> None:
    assert score(judged(came=[5, 9], said=[7, 7], year=[7, 7])).added == 0


def test_a_forecast_worse_than_the_year_before_adds_less_than_nothing() -> None:
    assert score(judged(came=[10], said=[16], year=[12])).added == -2


def test_the_ends_of_a_band_are_inside() -> None:
    told = score(judged(came=[10, 20, 31, 9], said=[0] * 4, low=[10] * 4, high=[20, 20, 30, 20]))
    assert told.held == (F(2, 4), F(2, 4))


def test_groups_are_told_apart() -> None:
    found = scores(judged(came=[10, 10, 10], said=[11, 12, 10], line=[4, 2, 4]), np.array([4, 2, 4]))
    assert {group: (each.count, each.error) for group, each in found.items()} == {2: (1, F(1, 5)), 4: (2, F(1, 20))}


@pytest.mark.parametrize(
    ("said", "since"),
    [
        ([90, 104, 96, 100], 2),
        ([100, 90, 96, 100], 3),
        ([100, 100, 100, 94], None),
        ([105, 95, 105, 95], 1),
        ([], None),
    ],
    ids=[
        "near from the second on",
        "near once by luck does not count",
        "the last was off",
        "five percent is near",
        "-",
    ],
)
def test_an_amount_is_known_since_no_forecast_was_far_off_any_more(said: list[int], since: int | None) -> None:
    made = [(date(2026, month + 1, 1), ticks) for month, ticks in enumerate(said)]
    assert known_since(made, 100) == (None if since is None else date(2026, since, 1))


def test_a_negative_amount_is_known_by_its_size() -> None:
    assert known_since([(date(2026, 1, 31), -103)], -100) == date(2026, 1, 31)


AMOUNTS = st.lists(st.tuples(*[st.integers(-(10**12), 10**12)] * 3), min_size=1, max_size=8)


@settings(max_examples=40)
@given(AMOUNTS, st.integers(1, 1000))
def test_shares_do_not_depend_on_the_currencys_size(rows: list[tuple[int, int, int]], factor: int) -> None:
    came, said, year = (list(each) for each in zip(*rows, strict=True))
    larger = [[factor * each for each in column] for column in (came, said, year)]
    one, other = score(judged(came, said, year=year)), score(judged(larger[0], larger[1], year=larger[2]))
    assert (one.error, one.bias, one.seasonal, one.added) == (other.error, other.bias, other.seasonal, other.added)


@settings(max_examples=40)
@given(AMOUNTS)
def test_a_bias_is_never_larger_than_the_error(rows: list[tuple[int, int, int]]) -> None:
    came, said, _ = (list(each) for each in zip(*rows, strict=True))
    told = score(judged(came, said))
    if told.error is not None and told.bias is not None:
        assert abs(told.bias) <= told.error
