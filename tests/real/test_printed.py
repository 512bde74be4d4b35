"""The independent recomputation itself: worked by hand on a few figures, so that the yardstick is straight."""

from datetime import date
from decimal import Decimal

import pytest

from tests.real.philadelphia import printed


@pytest.mark.parametrize(
    ("fiscal_year", "quarter", "day"),
    [
        (2019, 1, date(2018, 9, 30)),
        (2019, 2, date(2018, 12, 31)),
        (2019, 3, date(2019, 3, 31)),
        (2019, 4, date(2019, 6, 30)),
    ],
)
def test_fiscal_2019_runs_from_july_2018_to_june_2019(fiscal_year: int, quarter: int, day: date) -> None:
    assert printed.quarter_end(fiscal_year, quarter) == day


@pytest.mark.parametrize(("month", "key"), [(1, "2018-07"), (6, "2018-12"), (7, "2019-01"), (12, "2019-06")])
def test_the_first_fiscal_month_is_july(month: int, key: str) -> None:
    assert printed.month_of(2019, month) == key


def test_the_later_vintage_hides_the_earlier_whole() -> None:
    figures = {
        ("cash", "actual", "2018-07", date(2018, 9, 30)): {
            ("a", "city", None): Decimal(1),
            ("b", "city", None): Decimal(2),
        },
        ("cash", "actual", "2018-07", date(2018, 12, 31)): {("a", "city", None): Decimal(3)},
    }
    assert printed.visible(figures, date(2018, 10, 1))["cash", "actual", "2018-07"][("b", "city", None)] == 2
    assert printed.visible(figures, None)["cash", "actual", "2018-07"] == {("a", "city", None): Decimal(3)}
    assert printed.visible(figures, date(2018, 9, 29)) == {}
