"""Fact rows of the small company, month by month, with numbers that can be worked out by hand."""

import calendar
from datetime import date
from decimal import Decimal as D

import pyarrow as pa

from scorecard.store.schema import FACT_SCHEMA

MONTHS = [f"{2025 + (n + 9) // 12}-{(n + 9) % 12 + 1:02}" for n in range(13)]
"""2025-10 to 2026-10."""


def row(month: str, entity: str, name: str, value, source="ledger", scenario="actual", as_of=None, line=1, **more):
    year, number = int(month[:4]), int(month[5:])
    day = date(year, number, calendar.monthrange(year, number)[1])
    money = None if source in ("ops", "survey") else "EUR"
    return {
        "source": source, "scenario": scenario, "period": month, "date": day, "entity": entity, "measure": name,
        "value": None if value is None else D(str(value)), "currency": money, "state": more.get("state", "reported"),
        "as_of": as_of, "source_ref": f"{source}.csv", "source_row": line, "import_id": 0,
    }  # fmt: skip


def table(rows) -> pa.Table:
    return pa.Table.from_pylist(list(rows), schema=FACT_SCHEMA)


def ledger(month: str, scenario="actual", north=600, south=400, wages=(300, 200)):
    """Revenue north and south, rent 100 each, wages: in ledger sign, so revenue is negative."""
    yield row(month, "north", "revenue", -north, scenario=scenario, line=1)
    yield row(month, "south", "revenue", -south, scenario=scenario, line=2)
    for place, paid in zip(("north", "south"), wages, strict=True):
        yield row(month, place, "rent", 100, scenario=scenario, line=3)
        yield row(month, place, "wages", paid, scenario=scenario, line=4)


def company():
    """Thirteen months: as planned until October 2026, when North sells 100 less and South pays 50 more."""
    for month in MONTHS:
        last = month == MONTHS[-1]
        yield from ledger(month, "budget")
        yield from ledger(month, north=500, wages=(300, 250)) if last else ledger(month)
        yield row(month, "north", "cash", 50, "bank")
        if not last:
            yield row(month, "south", "cash", 30, "bank")
        yield row(month, "all", "lines_due", 100, "ops")
        yield row(month, "all", "lines_good", 81 if last else 96, "ops")
        if month[5:] in ("03", "06", "09", "12"):
            yield row(month, "all", "mood", "4.2", "survey")
