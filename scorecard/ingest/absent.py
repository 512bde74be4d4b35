"""Reports that list all there is: a line that a report does not list is not there then, rather than missing."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

import pyarrow as pa

from scorecard.domain.calendar import Calendar
from scorecard.domain.vocabulary import State
from scorecard.store.schema import DIMENSIONS, FACT_SCHEMA

SERIES = ("measure", "entity", *DIMENSIONS, "currency")
NOTE = "not listed in this report"
NOUGHT = Decimal(0), Decimal(0)

Series = tuple[str | None, ...]
"""Scenario, "" where one goes on from the other, and ``SERIES``."""

Report = tuple[str, str, date | None]
"""Scenario likewise, period and vintage."""


@dataclass(frozen=True)
class Listed:
    """What the reports of a file list, and what their figures are.

    Attributes:
        values: Value and quantity by report and series, lines of one series added up.
        like: A line of each report, for what all its lines share.
        measures: The measures that each report speaks of.
        first: Index of the period in which each series begins.
        counted: The series that tell quantities.
    """

    values: dict[Report, dict[Series, tuple[Decimal, Decimal]]]
    like: dict[Report, dict[str, Any]]
    measures: dict[Report, set[str | None]]
    first: dict[Series, int]
    counted: set[Series]


def with_absent(facts: pa.Table, calendar: Calendar, to_date: bool, side_by_side: bool = False) -> pa.Table:
    """Add a line for each series that a report leaves out, from the period after the series' first.

    Args:
        facts: Lines of ``FACT_SCHEMA``, all reports of one file.
        calendar: The fiscal calendar.
        to_date: The lines are year-to-date figures: a series with a figure earlier in the fiscal year
            goes back to nought when it is no longer listed, since the totals of the report leave it out.
        side_by_side: Actual and outlook periods are told by the same reports, so one goes on from the other;
            else each scenario has reports of its own.

    Returns:
        The lines and the added ones: state ``not_applicable`` without a value, or nought to date.
    """
    listed = _listed(facts, calendar, side_by_side)
    added = list(_added(listed, calendar, to_date, facts["source"][0].as_py()))
    return pa.concat_tables([facts, pa.Table.from_pylist(added, FACT_SCHEMA)]) if added else facts


def _listed(facts: pa.Table, calendar: Calendar, side_by_side: bool) -> Listed:
    found = Listed({}, {}, {}, {}, set())
    for line in facts.to_pylist():
        scenario = "" if side_by_side else line["scenario"]
        report: Report = (scenario, line["period"], line["as_of"])
        series: Series = (scenario, *(line[name] for name in SERIES))
        values = found.values.setdefault(report, {})
        value, quantity = values.get(series, NOUGHT)
        values[series] = value + (line["value"] or 0), quantity + (line["quantity"] or 0)
        if line["quantity"] is not None:
            found.counted.add(series)
        found.like.setdefault(report, line)
        found.measures.setdefault(report, set()).add(line["measure"])
        place = calendar.index(line["period"])
        found.first[series] = min(place, found.first.get(series, place))
    return found


def _added(listed: Listed, calendar: Calendar, to_date: bool, source: str) -> Iterator[dict[str, Any]]:
    standing: dict[tuple[int, Series], tuple[Decimal, Decimal]] = {}
    for report in sorted(listed.values, key=lambda each: (each[0], calendar.index(each[1]), each[2] or date.min)):
        place = calendar.index(report[1])
        year = calendar.periods[place].fiscal_year
        values = listed.values[report]
        for series, first in listed.first.items():
            if series in values or series[0] != report[0] or first >= place or series[1] not in listed.measures[report]:
                continue
            ended = to_date and any(standing.get((year, series), NOUGHT))
            yield _line(listed.like[report], series, source, ended, ended and series in listed.counted)
            standing[year, series] = NOUGHT
        standing.update({(year, series): value for series, value in values.items()})


def _line(like: dict[str, Any], series: Series, source: str, ended: bool, counted: bool) -> dict[str, Any]:
    return {
        **dict(zip(SERIES, series[1:], strict=True)),
        "source": source,
        "scenario": like["scenario"],
        "period": like["period"],
        "date": like["date"],
        "as_of": like["as_of"],
        "value": Decimal(0) if ended else None,
        "quantity": Decimal(0) if counted else None,
        "state": str(State.REPORTED if ended else State.NOT_APPLICABLE),
        "note": NOTE,
        "source_ref": like["source_ref"],
        "source_row": 0,
        "import_id": 0,
    }
