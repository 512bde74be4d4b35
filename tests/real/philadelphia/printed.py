"""The figures as the files print them, by csv and Decimal alone: what the loaded books are compared with.

Nothing here uses the application: periods, vintages, increments, signs and departments are worked out again.
"""

import csv
import tomllib
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path

HERE = Path(__file__).parent
QUARTER_END = {1: (9, 30), 2: (12, 31), 3: (3, 31), 4: (6, 30)}
MILLION = Decimal(1_000_000)

Slice = tuple[str, str, str, date | None]
"""Source, scenario, period and vintage."""

Line = tuple[str, str, str | None]
"""Account or reading, entity and cost centre."""

Printed = dict[Slice, dict[Line, Decimal]]

CASH_SIGN = {"cash_revenue": -1, "cash_spending": 1, "cash_net": 1, "fund_balances": 1}


@dataclass(frozen=True)
class Names:
    """Department codes and line names of the files, as the catalogue and profiles call them."""

    departments: Mapping[str, str]
    by_raw_name: Mapping[str, str]


@cache
def names() -> Names:
    """Departments by code, from the catalogue's text: the first alias of a department is its code."""
    table = tomllib.loads((HERE / "catalogue.toml").read_text("utf-8"))
    rows = [row for row in table["entities"] if row["id"] != "city"]
    raw = {alias: row["id"] for row in rows for alias in row["aliases"]}
    return Names({row["aliases"][0]: row["id"] for row in rows}, raw)


def rows(folder: Path, name: str) -> list[dict[str, str]]:
    """The rows of one file, every cell as text."""
    with (folder / name).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def quarter_end(fiscal_year: int, quarter: int) -> date:
    """The last day of a fiscal quarter; the fiscal year starts in July before its own number."""
    month, day = QUARTER_END[quarter]
    return date(fiscal_year - (quarter <= 2), month, day)


def month_key(day: date) -> str:
    """The calendar month of a day."""
    return f"{day.year:04d}-{day.month:02d}"


def month_of(fiscal_year: int, fiscal_month: int) -> str:
    """The calendar month of a fiscal month, July being the first."""
    return f"{fiscal_year - (fiscal_month <= 6):04d}-{(fiscal_month + 5) % 12 + 1:02d}"


def department(row: Mapping[str, str]) -> str:
    """The department a row is about: by its code, but for the one name that the file files under another's code."""
    misfiled = row["dept_name_raw"].startswith("Office of Property Assessment (")
    return names().departments["59" if misfiled else row["dept_code"]]


def everything(folder: Path) -> Printed:
    """Every figure that the loaded books should hold, by slice and line, in ledger sign."""
    found: Printed = defaultdict(lambda: defaultdict(Decimal))
    for source, scenario, period, vintage, line, value in (
        *_full_year(folder),
        *_by_quarter(folder),
        *_positions(folder),
        *_pay(folder),
        *_cash(folder),
        *_collections(folder),
    ):
        found[source, scenario, period, vintage][line] += value
    return found


Figure = tuple[str, str, str, date | None, Line, Decimal]


def _reports(folder: Path, name: str) -> Iterator[tuple[dict[str, str], int, int, date]]:
    for row in rows(folder, name):
        if row["dept_code"] != "35-EB":
            year, quarter = int(row["report_fiscal_year"]), int(row["report_quarter"])
            yield row, int(row["fiscal_year"]), quarter, quarter_end(year, quarter)


def _full_year(folder: Path) -> Iterator[Figure]:
    readings = {
        ("Actual", "YTD"): ("obligations_to_date", "actual", "obligations_to_date"),
        ("Target Budget", "YTD"): ("obligations_to_date", "budget", "obligations_to_date"),
        ("Current Projection", "Full Year"): ("obligations_projection", "actual", "spending_projection"),
        ("Target Budget", "Full Year"): ("obligations_projection", "budget", "spending_projection"),
        ("Adopted Budget", "Full Year"): ("obligations_adopted", "actual", "adopted_budget"),
        ("Actual", "Full Year"): ("obligations_year", "actual", "spending_year"),
    }
    for row, year, quarter, vintage in _reports(folder, "department-obligations.csv"):
        source, scenario, reading = readings[row["variable"], row["time_period"]]
        period = month_key(quarter_end(year, quarter))
        yield source, scenario, period, vintage, (reading, department(row), None), Decimal(row["total"])


def year_to_date(folder: Path) -> dict[tuple[str, int, int, date], dict[str, Decimal]]:
    """Obligations to date by scenario, fiscal year, quarter and vintage, then department; from FY2009 on."""
    found: dict[tuple[str, int, int, date], dict[str, Decimal]] = defaultdict(lambda: defaultdict(Decimal))
    for row, year, quarter, vintage in _reports(folder, "department-obligations.csv"):
        kind = row["variable"], row["time_period"]
        year_end = kind == ("Actual", "Full Year") or (
            kind == ("Target Budget", "Full Year") and quarter == 4 and year >= 2011
        )
        if year >= 2009 and (kind[1] == "YTD" or year_end):
            scenario = "actual" if kind[0] == "Actual" else "budget"
            found[scenario, year, quarter, vintage][department(row)] += Decimal(row["total"])
    return found


def _by_quarter(folder: Path) -> Iterator[Figure]:
    to_date = year_to_date(folder)
    for (scenario, year, quarter, vintage), now in to_date.items():
        before: dict[str, Decimal] = {}
        if quarter > 1:
            (before,) = (each for key, each in to_date.items() if key[:3] == (scenario, year, quarter - 1))
        period = month_key(quarter_end(year, quarter))
        for name in now.keys() | {name for name, value in before.items() if value}:
            step = now.get(name, Decimal(0)) - before.get(name, Decimal(0))
            yield "obligations", scenario, period, vintage, ("obligations", name, None), step


def _positions(folder: Path) -> Iterator[Figure]:
    for row, year, quarter, vintage in _reports(folder, "fulltime-positions.csv"):
        if row["fund"] == "Total":
            continue
        scenario = "actual" if row["variable"] == "Actual" else "budget"
        period = month_key(quarter_end(year, quarter))
        for column in ("civilian", "uniformed"):
            line = (f"positions_{column}", department(row), row["fund"])
            yield "positions", scenario, period, vintage, line, Decimal(row[column])


def _pay(folder: Path) -> Iterator[Figure]:
    columns = {"class_100_ot": "overtime", "class_100_total": "{}pay", "full_time_positions": "positions"}
    for row, year, quarter, vintage in _reports(folder, "personal-services-summary.csv"):
        period, variable = month_key(quarter_end(year, quarter)), row["variable"]
        full_year = row["time_period"] == "Full Year"
        for column, name in columns.items():
            value, entity = Decimal(row[column]), department(row)
            if variable in ("Actual", "Adopted Budget") and year >= 2007:
                reading = "positions_year_end" if name == "positions" else name.format("personnel_")
                scenario = "actual" if variable == "Actual" else "budget"
                yield "pay", scenario, period, vintage, (reading, entity, None), value
            if variable in ("Current Projection", "Target Budget") and full_year:
                reading = f"{name.format('')}_projection"
                scenario = "actual" if variable == "Current Projection" else "budget"
                yield "pay_projection", scenario, period, vintage, (reading, entity, None), value
            if variable == "Adopted Budget" and name == "positions":
                yield "positions_adopted", "actual", period, vintage, ("positions_adopted", entity, None), value


CASH_FILES = {
    "cash_revenue": "cash-reports-revenue.csv",
    "cash_spending": "cash-reports-spending.csv",
    "cash_net": "cash-reports-net-cash-flow.csv",
    "fund_balances": "cash-reports-fund-balances.csv",
}


def account_names(profile: str) -> dict[str, str]:
    """Line name of the file to account, as a profile maps it."""
    words = tomllib.loads((HERE / "profiles" / f"{profile}.toml").read_text("utf-8"))["map"]["measure"]
    return {word: account for word, account in words.items() if word != "column"}


def _cash(folder: Path) -> Iterator[Figure]:
    for source, name in CASH_FILES.items():
        accounts = account_names(source)
        for row in rows(folder, name):
            year, quarter, month = int(row["fiscal_year"]), int(row["quarter"]), int(row["fiscal_month"])
            if row["category"] in accounts and (year, quarter) != (2014, 3):
                scenario = "actual" if month <= 3 * quarter else "forecast"
                value = CASH_SIGN[source] * MILLION * Decimal(row["amount"])
                line = (accounts[row["category"]], "city", None)
                yield source, scenario, month_of(year, month), quarter_end(year, quarter), line, value


def _collections(folder: Path) -> Iterator[Figure]:
    for row in rows(folder, "city-tax-collections.csv"):
        source = {"total": "tax", "current": "tax_current", "prior": "tax_prior"}[row["kind"]]
        profile = {"tax": "taxes", "tax_current": "taxes_current", "tax_prior": "taxes_prior"}[source]
        if row["name"] in account_names(profile):
            line = (account_names(profile)[row["name"]], "city", None)
            yield source, "actual", row["date"][:7], None, line, -Decimal(row["total"])
    accounts = account_names("collections")
    contained = {"all_other_local_nontaxes", "parking_receipts_ppa"}
    for row in rows(folder, "city-collections.csv"):
        counted = row["date"] < "2019-02" or row["name"] not in contained
        if row["name"] in accounts and row["kind"] != "Tax" and counted:
            line = (accounts[row["name"]], "city", None)
            yield "collections", "actual", row["date"][:7], None, line, -Decimal(row["total"])


def visible(figures: Printed, day: date | None) -> dict[tuple[str, str, str], dict[Line, Decimal]]:
    """What stands for each source, scenario and period on a day: the latest vintage up to it, whole."""
    chosen: dict[tuple[str, str, str], date | None] = {}
    for source, scenario, period, vintage in figures:
        if day is not None and vintage is not None and vintage > day:
            continue
        key = (source, scenario, period)
        if key not in chosen or (chosen[key] or date.min) < (vintage or date.min):
            chosen[key] = vintage
    return {key: figures[(*key, vintage)] for key, vintage in chosen.items()}
