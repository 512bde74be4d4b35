"""Tables of cash by day, week and month, worked out by hand."""

from decimal import Decimal

import numpy as np

from scorecard.domain.cash import (
    CashItems,
    available,
    day_table,
    items_of,
    low_point,
    months_of,
    no_items,
    together,
    weeks_of,
)
from scorecard.domain.cash_lines import RolledLines
from scorecard.domain.catalogue_cash import Cash

CASH = Cash("opening", "closing", "bank_in", "bank_out", restricted=Decimal(150), facility=Decimal(1000))
FRIDAY = np.datetime64("2026-10-30", "D")


def items(*rows: tuple[str, str, int]) -> CashItems:
    """Day of 2026, line and ticks."""
    count = len(rows)
    return CashItems(
        np.array([f"2026-{day}" for day, _, _ in rows], dtype="datetime64[D]"), ("shop",) * count,
        tuple(line for _, line, _ in rows), (None,) * count, ("known",) * count, ("item",) * count,
        np.array([ticks for *_, ticks in rows], dtype=np.int64),
    )  # fmt: skip


EXPECTED = items(
    ("10-31", "receivables", 400), ("11-02", "payroll", -900), ("11-02", "receivables", 100), ("11-06", "between", -50),
    ("11-07", "payables", -20), ("12-31", "payroll", -7),
)  # fmt: skip


def test_each_day_ends_where_the_next_begins():
    table = day_table(EXPECTED, 1000, FRIDAY, 8)
    assert table.opening.tolist() == [1000, 1400, 1400, 600, 600, 600, 600, 550]
    assert table.inflow.tolist() == [400, 0, 100, 0, 0, 0, 0, 0]
    assert table.outflow.tolist() == [0, 0, 900, 0, 0, 0, 0, 20]
    assert table.between.tolist() == [0, 0, 0, 0, 0, 0, -50, 0]
    assert table.closing.tolist() == [1400, 1400, 600, 600, 600, 600, 550, 530]


def test_weeks_are_blocks_of_seven_days_after_the_last_known_one():
    table = weeks_of(day_table(EXPECTED, 1000, FRIDAY, 8))
    assert table.ends.astype(str).tolist() == ["2026-11-06", "2026-11-07"]
    assert (table.opening.tolist(), table.closing.tolist()) == ([1000, 550], [550, 530])
    assert (table.inflow.tolist(), table.outflow.tolist(), table.between.tolist()) == ([500, 0], [900, 20], [-50, 0])


def test_months_go_as_far_as_the_table():
    table = months_of(day_table(EXPECTED, 1000, FRIDAY, 8))
    assert table.ends.astype(str).tolist() == ["2026-10-31", "2026-11-07"]
    assert table.closing.tolist() == [1400, 530]


def test_the_low_point_is_the_first_day_of_the_least_cash():
    found = low_point(day_table(items(("11-02", "payroll", -900), ("11-05", "payroll", 0)), 1000, FRIDAY, 8))
    assert found is not None
    assert (str(found.day), found.ticks) == ("2026-11-02", 100)
    assert low_point(day_table(no_items(), 1000, FRIDAY, 0)) is None


def test_without_items_cash_stays_as_it_is():
    table = weeks_of(day_table(no_items(), -5, FRIDAY, 14))
    assert table.closing.tolist() == [-5, -5]
    assert (
        len(weeks_of(day_table(no_items(), 1, FRIDAY, 0))) == len(months_of(day_table(no_items(), 1, FRIDAY, 0))) == 0
    )
    assert len(together([])) == 0


def test_stored_rows_are_movements_with_their_sign_and_bands_are_none():
    rolled = RolledLines(
        np.array(["2026-11-02"] * 3, dtype="datetime64[D]"), ("shop",) * 3, ("bank_in", "bank_out", "closing@lo80"),
        ("receivables", "payroll", None), ("Ann", None, None),
        ("habit: SI-1: copy", "schedule: Pay", "statistical: band"),
        np.array([5, 7, 9]),
    )  # fmt: skip
    found = items_of(rolled, CASH)
    assert found.ticks.tolist() == [5, -7]
    assert found.basis == ("habit", "schedule")
    assert found.name == ("SI-1: copy", "Pay")


def test_available_cash_adds_credit_that_is_not_drawn_and_leaves_out_what_is_held():
    assert available(CASH) == 8_500_000
