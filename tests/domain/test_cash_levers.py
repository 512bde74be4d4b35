"""Levers worked out by hand on three months: sales of 90 each, goods of 30, tax of a quarter paid in the second."""

from dataclasses import replace
from decimal import Decimal as D
from fractions import Fraction

import numpy as np
import pytest

from scorecard.domain.cash_indirect import CashPath
from scorecard.domain.cash_levers import Base, Levers, answered, with_levers
from scorecard.domain.cells import TICKS


def ticks(*amounts: float) -> np.ndarray:
    return np.array([round(amount * TICKS) for amount in amounts], dtype=np.int64)


@pytest.fixture
def base() -> Base:
    nothing = ticks(0, 0, 0)
    steps = {"profit": ticks(20, 20, 20), "receivables": nothing, "inventory": nothing, "payables": nothing,
             "tax": nothing, "capex": ticks(-6, 0, -3)}  # fmt: skip
    return Base(
        path=CashPath(100 * TICKS, steps),
        revenue=ticks(90, 90, 90, 90, 90),
        goods=ticks(30, 30, 30, 30, 30),
        balances={
            "receivables": ticks(90, 90, 90, 90), "inventory": ticks(45, 45, 45, 45), "payables": ticks(30, 30, 30, 30),
        },
        days=(90, 90, 90),
        tax_rate=Fraction(1, 4),
        pays_tax=np.array([False, True, False]),
    )  # fmt: skip


def gained(base: Base, **levers: object) -> list[float]:
    """What levers add to cash at the end of each month, in units."""
    path = with_levers(base, replace(Levers(), **levers))
    return [each / TICKS for each in (path.closing - base.path.closing).tolist()]


@pytest.mark.parametrize(
    ("levers", "cash"),
    [
        ({}, [0, 0, 0]),
        ({"customers": D(-2)}, [6, 6, 6]),
        ({"customers": D(1)}, [-3, -3, -3]),
        ({"stock": D(3)}, [-3, -3, -3]),
        ({"suppliers": D(6)}, [6, 6, 6]),
        ({"price": D("0.10")}, [9 - 3, 18 - 6 - 2.25, 27 - 9 - 2.25]),
        ({"volume": D("0.10")}, [6 - 3 - 1.5 + 1, 12 - 6 - 3 + 2 - 1.5, 18 - 9 - 4.5 + 3 - 1.5]),
        ({"people": D(2), "pay": D(4), "start": 1}, [0, -8, -16]),
        ({"people": D(2)}, [0, 0, 0]),
        ({"capex": 1}, [6, 0, 3]),
        ({"capex": -1}, [0, -3, 0]),
        ({"capex": 3}, [6, 6, 9]),
        ({"stock": D(-90)}, [45, 45, 45]),
        ({"customers": D(-90)}, [90, 90, 90]),
        ({"suppliers": D(-90)}, [-30, -30, -30]),
        (
            {"stock": D(-90), "volume": D("-0.5")},
            [-30 + 15 - 5 + 45, -60 + 30 - 10 + 45 + 7.5, -90 + 45 - 15 + 45 + 7.5],
        ),
        ({"people": D(-99), "pay": D(7)}, [40, 80 - 10, 120 - 10]),
    ],
    ids=[
        "nothing moved, nothing changes",
        "two days sooner frees two days of 3 a day once",
        "a day later ties it up",
        "three days more stock at 1 a day",
        "paying six days later keeps 6",
        "prices: 9 a month, a month's customers owe a third more of it each month, tax on the first in the second",
        "volume: goods cost more, stock and suppliers follow",
        "people cost from their month on",
        "people who cost nothing change nothing",
        "investments a month later",
        "a month earlier: what was due falls into the first month, the last comes sooner",
        "put off beyond the end",
        "stock of 45 days cannot fall by 90: all of it is freed and no more",
        "customers owe 30 days: 90 sooner free what they owe",
        "what is owed to suppliers can be paid, and no more than that",
        "stock of half the volume is freed whole",
        "people who go save what a month runs on, 40, and no more; tax of a quarter in the second month",
    ],
)
def test_what_a_lever_does_to_cash(base: Base, levers: dict[str, object], cash: list[float]):
    assert gained(base, **levers) == pytest.approx(cash)


def test_levers_together_add_up_from_the_forecast_to_the_new_end_and_the_new_low_point(base: Base):
    levers = Levers(price=D("0.03"), customers=D(-4), people=D(1), pay=D(12), start=2, capex=2)
    answer = answered(base, levers)
    assert [each.lever for each in answer.effects] == ["price", "customers", "people", "capex"]
    assert int(base.path.closing[-1]) + sum(each.end for each in answer.effects) == int(answer.path.closing[-1])
    assert int(base.path.closing.min()) + sum(each.low for each in answer.effects) == int(answer.path.closing.min())
    assert answer.path.closing.tolist() == with_levers(base, levers).closing.tolist()


def test_a_shorter_outlook_is_the_first_months_of_the_longer(base: Base):
    levers = Levers(volume=D("0.2"), suppliers=D(-3))
    long, short = with_levers(base, levers), with_levers(base.cut(2), levers)
    assert short.closing.tolist() == long.closing[:2].tolist()


def test_people_cannot_start_outside_the_months(base: Base):
    with pytest.raises(ValueError, match="outside"):
        answered(base, Levers(people=D(1), pay=D(1), start=4))
