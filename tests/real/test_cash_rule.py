"""Which months of a cash report are actual: the rule, and the evidence for it in the reports themselves."""

from collections import defaultdict
from decimal import Decimal
from pathlib import Path

import pytest

from tests.real.philadelphia import printed

Report = dict[tuple[str, str, int], Decimal]
"""File, line and fiscal month to the printed figure."""


@pytest.fixture(scope="module")
def reports(files: Path) -> dict[tuple[int, int], Report]:
    found: dict[tuple[int, int], Report] = defaultdict(dict)
    for source, name in printed.CASH_FILES.items():
        for row in printed.rows(files, name):
            line = (source, row["category"], int(row["fiscal_month"]))
            found[int(row["fiscal_year"]), int(row["quarter"])][line] = Decimal(row["amount"])
    return found


def unchanged(reports: dict[tuple[int, int], Report], quarters_after: int) -> float:
    """Share of receipts and payments that the next report repeats, by distance from the report's quarter.

    ``quarters_after`` is 0 for months up to the quarter, 1 for the month right after it, 2 for later ones.
    """
    same = total = 0
    for (year, quarter), report in reports.items():
        after = reports.get((year, quarter + 1))
        if after is None or (year, quarter) in {(2014, 2), (2014, 3)}:
            continue
        for line, value in report.items():
            distance = min(max(line[2] - 3 * quarter, 0), 2)
            if line[0] in ("cash_revenue", "cash_spending") and distance == quarters_after and line in after:
                same, total = same + (value == after[line]), total + 1
    return same / total


def test_months_up_to_the_quarter_stay_as_they_are(reports: dict[tuple[int, int], Report]) -> None:
    assert unchanged(reports, 0) > 0.98


def test_the_month_right_after_is_often_known_but_not_said_to_be(reports: dict[tuple[int, int], Report]) -> None:
    assert 0.7 < unchanged(reports, 1) < 0.85


def test_later_months_are_a_forecast(reports: dict[tuple[int, int], Report]) -> None:
    assert unchanged(reports, 2) < 0.35, "what stays is lines that are always nought"


def test_one_report_repeats_the_one_before_to_the_byte(reports: dict[tuple[int, int], Report]) -> None:
    twins = [
        (year, quarter)
        for (year, quarter), report in reports.items()
        if quarter > 1 and report == reports[year, quarter - 1]
    ]
    assert twins == [(2014, 3)]


def test_opening_plus_net_plus_notes_is_closing_within_the_printed_rounding(
    reports: dict[tuple[int, int], Report],
) -> None:
    gaps = []
    for report in reports.values():
        for month in range(1, 13):
            opening, net, notes, closing = (
                report["cash_net", line, month]
                for line in ("Opening Balance", "Receipts - Disbursements", "TRAN", "Closing Balance")
            )
            gaps.append(abs(opening + net + notes - closing))
    assert (len(gaps), max(gaps), sum(gap == 0 for gap in gaps)) == (624, Decimal("0.1"), 489)
