"""The tidy files against the reports as printed: totals of the General Fund, read from the pages themselves."""

import csv
import re
from collections import defaultdict
from decimal import Decimal
from pathlib import Path

from tests.real.philadelphia import printed

KNOWN = {("Adopted Budget", 2009): Decimal(24_027_400)}
"""The total of employee benefits printed for the adopted budget of FY2009 is above its lines by this much."""


def test_every_report_adds_up_to_its_printed_total_without_the_subtotal_of_employee_benefits(files: Path) -> None:
    exact = rounded = 0
    for (year, quarter), sums in by_report(files).items():
        totals = printed_totals(files, year, quarter)
        assert totals, f"no total on the pages of FY{year} Q{quarter}"
        for (variable, kind), value in sums.items():
            expected = value + KNOWN.get((variable, year), Decimal(0))
            gap = min(abs(expected - total) for total in totals)
            assert gap <= 2, f"FY{year} Q{quarter} {variable} {kind}: {value}"
            exact, rounded = exact + (gap == 0), rounded + (gap > 0)
    assert (exact, rounded) == (180, 10)


def test_control_counting_the_subtotal_as_a_department_would_inflate_the_city_by_a_quarter(files: Path) -> None:
    rows = printed.rows(files, "department-obligations.csv")
    adopted = [row for row in rows if (row["variable"], row["fiscal_year"]) == ("Adopted Budget", "2019")]
    everything = sum(Decimal(row["total"]) for row in adopted)
    lines = sum(Decimal(row["total"]) for row in adopted if row["dept_code"] != "35-EB")
    assert lines == Decimal(4_725_497_339)
    assert everything / lines > Decimal("1.28")


def by_report(folder: Path) -> dict[tuple[int, int], dict[tuple[str, str], Decimal]]:
    found: dict[tuple[int, int], dict[tuple[str, str], Decimal]] = defaultdict(lambda: defaultdict(Decimal))
    for row in printed.rows(folder, "department-obligations.csv"):
        if row["dept_code"] != "35-EB":
            report = int(row["report_fiscal_year"]), int(row["report_quarter"])
            found[report][row["variable"], row["time_period"]] += Decimal(row["total"])
    return found


def printed_totals(folder: Path, year: int, quarter: int) -> list[Decimal]:
    """The figures of the row TOTAL GENERAL FUND; misread points and brackets fall away with all but the digits."""
    pages = folder / "reports" / "obligations"
    found = []
    for page in sorted(pages.glob(f"FY{year % 100:02d}_Q{quarter}-pg-*.csv")):
        with page.open(encoding="utf-8", newline="") as lines:
            for row in csv.reader(lines):
                if re.search("total general fund", " ".join(row), re.IGNORECASE):
                    found += [Decimal(digits) for cell in row[1:] if (digits := re.sub(r"[^0-9]", "", cell))]
    return found
