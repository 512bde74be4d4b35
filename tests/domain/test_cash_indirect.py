"""Profit to cash, worked out by hand: what balances take and bring, days, tax in its months, what comes again."""

from fractions import Fraction

import numpy as np
import pytest

from scorecard.domain.cash_indirect import (
    CashPath,
    actual_path,
    balance_of,
    comes_again,
    days_of,
    flow_over,
    moved,
    pays_tax,
    tax_paid,
)
from scorecard.domain.cells import TICKS


def ticks(*amounts: float) -> np.ndarray:
    return np.array([round(amount * TICKS) for amount in amounts], dtype=np.int64)


def test_a_path_ends_at_its_start_and_all_its_steps():
    path = CashPath(100 * TICKS, {"profit": ticks(50, 60, 20), "tax": ticks(0, -90, -40)})
    assert path.change.tolist() == ticks(50, -30, -20).tolist()
    assert path.closing.tolist() == ticks(150, 120, 100).tolist()
    assert path.low == 2
    assert path.total("tax") == -130 * TICKS


@pytest.mark.parametrize(
    ("step", "brought"),
    [("receivables", (-20, 50)), ("inventory", (-20, 50)), ("payables", (20, -50)), ("tax_owed", (20, -50))],
    ids=["customers owing more take cash", "stock takes cash", "owing suppliers more brings it", "so does owing tax"],
)
def test_a_balance_that_grows_takes_or_brings_cash(step: str, brought: tuple[int, int]):
    assert moved(ticks(100, 120, 70), step).tolist() == ticks(*brought).tolist()


def test_what_the_steps_do_not_explain_is_other_and_the_path_ends_where_cash_did():
    path = actual_path(ticks(100, 130, 90), {"profit": ticks(40, 10), "tax": ticks(0, -30)})
    assert path.steps["other"].tolist() == ticks(-10, -20).tolist()
    assert path.closing.tolist() == ticks(130, 90).tolist()


def test_three_hundred_owed_over_nine_hundred_of_a_quarter_are_thirty_days():
    assert days_of(300 * TICKS, 900 * TICKS, 91) == Fraction(91, 3)
    assert days_of(300 * TICKS, 0, 91) is None


def test_a_balance_is_its_days_of_what_flowed_over_three_months():
    flow = flow_over(ticks(280, 300, 320, 300))
    assert flow.tolist() == ticks(900, 920).tolist()
    owed = balance_of(Fraction(30), flow, (90, 92))
    assert owed.tolist() == ticks(300, 300).tolist()


def test_tax_leaves_in_its_months_and_takes_with_it_what_was_owed_before():
    pays = np.array([False, True, False, True])
    paid = tax_paid(ticks(10, 11, 12, 13), pays, 5 * TICKS)
    assert paid.tolist() == ticks(0, 15, 0, 23).tolist()


def test_tax_is_paid_where_what_is_owed_fell():
    assert pays_tax(ticks(5, 15, 11, 23)).tolist() == [False, True, False]


@pytest.mark.parametrize(
    ("past", "expected"),
    [
        (((0, 0, -60) * 4 + (0, 0, -60) * 4), (0, 0, -60, 0)),
        ((0,) * 6 + (-1500,) + (0,) * 5 + (0,) * 6 + (-1800,) + (0,) * 5, (0, 0, 0, 0, 0, 0, -1500)),
        ((5, -3) * 6 + (-4, 2) * 6, (0, 0, 0)),
        ((0,) * 4 + (-9,) + (0,) * 7, (0, 0, 0, 0, -9)),
        ((-9,), (0, 0)),
    ],
    ids=[
        "a loan is repaid every third month", "owners get the smaller of both years", "ups and downs do not come again",
        "one year known is repeated", "less than a year is not",
    ],
)  # fmt: skip
def test_what_came_in_both_years_comes_again(past: tuple[int, ...], expected: tuple[int, ...]):
    assert comes_again(ticks(*past), 12, len(expected)).tolist() == ticks(*expected).tolist()
