"""Since we last met: amounts that were only booked elsewhere stand on both sides, and the result is said to stay."""

from datetime import date

import pytest

from scorecard.reports.since import since_report
from tests.reports.days import CLOSE, FIRST, OCTOBER
from tests.reports.figures import ledger

pytestmark = pytest.mark.slow


def re_booked(amount: int, month: str = "2026-10", wages=(300, 250), north: int = 500):
    """A month in which so much is rent of the North that was wages."""
    for each in ledger(month, north=north, wages=(wages[0] - amount, wages[1])):
        moved = (each["entity"], each["measure"]) == ("north", "rent")
        yield each | {"value": each["value"] + amount} if moved else each


LOADS = (
    (FIRST[0], FIRST[1], "two", FIRST[3]),
    (CLOSE[0], CLOSE[1], "two", CLOSE[3]),
    (date(2026, 11, 18), list(re_booked(40, north=510)), "two", "wages that were rent, and sales"),
    (date(2026, 11, 19), list(re_booked(40)), "two", "wages that were rent"),
    (date(2026, 11, 20), list(re_booked(60, "2026-09", (300, 200), 660)), "two", "those of September"),
)


def test_what_is_only_booked_elsewhere_is_told_with_both_sides_and_the_result_that_stays(on_days):
    """40 of the wages were rent: 550 becomes 510 of a plan of 500, no longer off track; 200 of rent become 240.

    Rent has no target and 40 is less than the 50 that are worth a look, so that it would not be told alone.
    """
    report = since_report(on_days(*LOADS), OCTOBER.with_(as_of="r4"), "r2")
    assert report.headline == (
        "40 EUR moved from Wages to Rent in Oct 2026; Profit is the same. "
        "2 unusual of 2 that moved since 10 Nov 2026 (revision 2): 2 restated."
    )
    assert [(each.id, each.difference, each.impact) for each in report.rows] == [("paid", -40, 40), ("let", 40, -40)]
    assert [each.note.split(";")[0] for each in report.rows] == ["moved from Wages to Rent"] * 2


def test_two_months_booked_elsewhere_are_one_amount(on_days):
    report = since_report(on_days(*LOADS), OCTOBER, "r2")
    assert report.headline.startswith("100 EUR moved from Wages to Rent in Sep 2026 and Oct 2026; Profit is the same.")
    assert [(each.id, each.period) for each in report.rows] == [
        ("paid", "2026-10"), ("let", "2026-10"), ("paid", "2026-09"), ("let", "2026-09"),
    ]  # fmt: skip


def test_equal_amounts_that_change_the_result_are_not_one_booking(on_days):
    """40 less of wages and 40 more of rent, and 10 more sold: the control of the tests above."""
    report = since_report(on_days(*LOADS), OCTOBER.with_(as_of="r3"), "r2")
    assert "moved from" not in report.headline
    assert [each.id for each in report.rows if each.id in ("paid", "let")] == ["paid"]
