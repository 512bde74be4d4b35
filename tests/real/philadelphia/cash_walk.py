"""The city's cash forecast at each report's date, knowing only what was known then; US$ millions."""

import csv
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from scorecard.domain.forecast_bands import Paths, half_widths
from scorecard.domain.forecast_ensemble import pack
from scorecard.domain.forecast_override import Record, weighed
from scorecard.domain.forecast_rows import Floats

FIRST_YEAR, LAST_YEAR = 2007, 2019
JUDGED = range(2010, 2020)
LEARNED_FROM = 2008
"""Reports of FY2007 have no year before them to forecast from."""

REPEATED = (2014, 3)
"""The report that repeats the one before to the byte: it says nothing new."""

MONTHS = 12
LATELY = 6
"""Reports whose errors the bands learn from: two years, three with months ahead in each."""

LEVELS = (80, 95)
FILES = {"in": "cash-reports-revenue.csv", "out": "cash-reports-spending.csv", "net": "cash-reports-net-cash-flow.csv"}
TOTALS = {"in": "Total Cash Receipts", "out": "Total Disbursements"}
SUBTOTALS = {"Total Current Revenue", "Current Year Appropriation", *TOTALS.values()}
QUANTITIES = {"receipts": "in", "disbursements": "out", "net": "net", "closing": "net"}
WAYS = ("together", "ours", "theirs", "last year", "last month")

At = tuple[int, int]
"""Fiscal year and quarter of a report."""

Print = dict[At, dict[str, Floats]]
"""Report to line to float64[12], the months of its year; not a number where not printed."""

Paths4 = dict[str, Floats]
"""Quantity to float64[months ahead]."""


@dataclass(frozen=True, eq=False)
class Forecast:
    """One report's date: what each way said of the months ahead, what came, and half the bands around ours."""

    at: At
    said: dict[str, Paths4]
    came: Paths4
    half: dict[str, Floats]


def printed(files: Path) -> dict[str, Print]:
    """The three files by report and line."""
    found: dict[str, Print] = {}
    for kind, name in FILES.items():
        with (files / name).open(encoding="utf-8", newline="") as stream:
            for row in csv.DictReader(stream):
                at = (int(row["fiscal_year"]), int(row["quarter"]))
                lines = found.setdefault(kind, {}).setdefault(at, {})
                months = lines.setdefault(row["category"], np.full(MONTHS, np.nan))
                months[int(row["fiscal_month"]) - 1] = float(row["amount"] or "nan")
    return found


def reports(first: int = FIRST_YEAR) -> list[At]:
    """Reports with months ahead, oldest first."""
    every = [(year, quarter) for year in range(first, LAST_YEAR + 1) for quarter in (1, 2, 3)]
    return [at for at in every if at != REPEATED]


def known(book: Print, line: str, at: At) -> Floats:
    """float64[months], a line's months up to a report, each as the newest report until then has it."""
    nothing = np.zeros(MONTHS)
    years = [book[year, 4].get(line, nothing) for year in range(FIRST_YEAR, at[0])]
    found: Floats = np.nan_to_num(np.concatenate([*years, book[at].get(line, nothing)[: 3 * at[1]]]))
    return found


def ahead(book: Print, line: str, at: At, told_by: At | None = None) -> Floats:
    """float64[months ahead] of a report's date, as a report has them: its own, or a later one."""
    found: Floats = np.nan_to_num(book[told_by or at].get(line, np.zeros(MONTHS))[3 * at[1] :])
    return found


def walk(files: Path) -> list[Forecast]:
    """Every report's date of the years judged, oldest first."""
    books = printed(files)
    lines = {kind: _by_line(books[kind]) for kind in TOTALS}
    said = {at: _said(books, lines, at) for at in reports(LEARNED_FROM)}
    return [
        Forecast(at, said[at], _came(books, at), _bands(books, said, at))
        for at in reports(LEARNED_FROM)
        if at[0] in JUDGED
    ]


def _by_line(book: Print) -> dict[str, dict[At, Floats]]:
    """Line to report to our own forecast of the months ahead."""
    names = sorted({line for lines in book.values() for line in lines} - SUBTOTALS)
    asked = [(line, at) for line in names for at in reports(LEARNED_FROM)]
    made, _ = pack([known(book, line, at) for line, at in asked], MONTHS, MONTHS - 3)
    found: dict[str, dict[At, Floats]] = {line: {} for line in names}
    for (line, at), each in zip(asked, made, strict=True):
        found[line][at] = each[: MONTHS - 3 * at[1]]
    return found


def _said(books: dict[str, Print], lines: dict[str, dict[str, dict[At, Floats]]], at: At) -> dict[str, Paths4]:
    months = MONTHS - 3 * at[1]
    flows: dict[str, dict[str, Floats]] = {way: {} for way in WAYS}
    for kind, total in TOTALS.items():
        book, past = books[kind], known(books[kind], total, at)
        flows["together"][kind] = sum_of(_weighed(book, line, made, at) for line, made in lines[kind].items())
        flows["ours"][kind] = sum_of(made[at] for made in lines[kind].values())
        flows["theirs"][kind] = ahead(book, total, at)
        flows["last year"][kind] = past[-MONTHS:][:months]
        flows["last month"][kind] = np.repeat(past[-1], months)
    return {way: _path(books["net"], at, flow["in"], flow["out"]) for way, flow in flows.items()}


def sum_of(parts: Iterable[Floats]) -> Floats:
    """The parts added up."""
    found: Floats = np.sum(list(parts), axis=0)
    return found


def _weighed(book: Print, line: str, made: dict[At, Floats], at: At) -> Floats:
    """The treasurer's forecast and ours in one, by what each missed in reports before."""
    steps = MONTHS - 3
    before = [each for each in reports(LEARNED_FROM) if each < at]
    theirs, ours, age = np.full((3, len(before), steps), np.nan)
    for row, each in enumerate(before):
        came = _known_then(book, line, each, at)
        theirs[row, : len(came)] = came - ahead(book, line, each)
        ours[row, : len(came)] = came - made[each]
        age[row, : len(came)] = at[0] - each[0] + (3 * at[1] - 3 * each[1] - np.arange(1, len(came) + 1)) / MONTHS
    return weighed(ahead(book, line, at), made[at], Record(theirs, ours, age)).mean


def _known_then(book: Print, line: str, each: At, at: At) -> Floats:
    """What had come of the months ahead of an earlier report, by a later one's date; not a number for the rest."""
    told = ahead(book, line, each, (each[0], 4) if each[0] < at[0] else at)
    if each[0] == at[0]:
        told[3 * (at[1] - each[1]) :] = np.nan
    return told


def _path(net: Print, at: At, money_in: Floats, money_out: Floats) -> Paths4:
    """Opening + in - out + notes = closing; notes are borrowed and paid back as the treasurer plans it."""
    opening = net[at]["Closing Balance"][3 * at[1] - 1]
    flow = money_in - money_out
    closing = opening + np.cumsum(flow + ahead(net, "TRAN", at))
    return {"receipts": money_in, "disbursements": money_out, "net": flow, "closing": closing}


def _came(books: dict[str, Print], at: At, told_by: At | None = None) -> Paths4:
    """What came, by the year's last report or another one."""
    by = told_by or (at[0], 4)
    names = {"net": "Receipts - Disbursements", "closing": "Closing Balance"}
    net = {quantity: ahead(books["net"], line, at, by) for quantity, line in names.items()}
    flows = {kind: ahead(books[kind], total, at, by) for kind, total in TOTALS.items()}
    return {"receipts": flows["in"], "disbursements": flows["out"], **net}


def _bands(books: dict[str, Print], said: dict[At, dict[str, Paths4]], at: At) -> dict[str, Floats]:
    """Half the bands by quantity: float64[levels, months ahead], from the newest reports' errors known then."""
    before = [each for each in said if each < at][-LATELY:]
    found = {}
    for quantity in QUANTITIES:
        errors = np.full((len(before), MONTHS - 3), np.nan)
        for row, each in enumerate(before):
            came = _came(books, each, (each[0], 4) if each[0] < at[0] else at)[quantity]
            if each[0] == at[0]:
                came = came[: 3 * (at[1] - each[1])]
            errors[row, : len(came)] = came - said[each]["together"][quantity][: len(came)]
        half = half_widths([Paths(errors, np.ones(len(before)))], np.ones(1), LEVELS)[:, 0]
        found[quantity] = half[:, : MONTHS - 3 * at[1]]
    return found


def errors(found: Sequence[Forecast], way: str, quantity: str) -> Floats:
    """float64[months], forecast less actual over all reports."""
    return np.concatenate([each.said[way][quantity] - each.came[quantity] for each in found])


def covered(found: Sequence[Forecast], quantity: str, level: int) -> float:
    """Share of months that came within the band."""
    half = np.concatenate([each.half[quantity][LEVELS.index(level)] for each in found])
    return float((np.abs(errors(found, "together", quantity)) <= half).mean())
