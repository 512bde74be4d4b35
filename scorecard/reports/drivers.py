"""What drives the result and who has each of it: where a year or a project begins."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from scorecard.domain.display import short
from scorecard.domain.scope import Scope
from scorecard.domain.vocabulary import Unit
from scorecard.reports.asked import open_scope
from scorecard.reports.standing import rows_of
from scorecard.reports.variance import VarianceReport, VarianceRow, variance_report
from scorecard.reports.work import owners_of
from scorecard.store.store import Store

MOST = 6
"""Drivers that are worth a screen each."""


@dataclass(frozen=True, slots=True)
class DriverRow:
    """A line that drives the result: its size on the other side, its part of all income or all costs, who has it."""

    id: str
    label: str
    size: Decimal
    words: str
    who: str


@dataclass(frozen=True, slots=True)
class OwnedRow:
    """A measure and its owner pair, "" where a side has nobody; ``work`` tells who has work on it."""

    id: str
    label: str
    finance: str
    operations: str
    work: str


@dataclass(frozen=True, slots=True)
class DriversReport:
    """The largest lines, and every measure with its pair; ``headline`` tells who lacks an owner."""

    scope: Scope
    headline: str
    as_of: str
    revision: int
    drivers: tuple[DriverRow, ...]
    rows: tuple[OwnedRow, ...]


def drivers_report(store: Store, scope: Scope) -> DriversReport:
    """Answer: what drives the result, and who has each of it on both sides?"""
    asked, work = open_scope(store, scope), owners_of(store, scope)
    statement = variance_report(store, scope)
    drivers = tuple(_drivers(statement, work)[:MOST])
    measures = rows_of(asked, asked.catalogue.measures.values())
    rows = tuple(
        OwnedRow(row.id, row.label, row.finance_owner, row.operations_owner, work.get(row.id, "")) for row in measures
    )
    headline = owners_headline(rows, drivers)
    return DriversReport(scope, headline, asked.snapshot.as_of_label, asked.snapshot.revision, drivers, rows)


def owners_headline(rows: Sequence[OwnedRow], drivers: Sequence[DriverRow]) -> str:
    """How many measures lack somebody on a side, and how many drivers nobody works on."""
    lacking = [row.label for row in rows if not (row.finance and row.operations)]
    paired = f"{len(rows) - len(lacking)} of {len(rows)} measures have an owner on both sides"
    named = f"; without: {', '.join(lacking[:3])}{' and more' if len(lacking) > 3 else ''}" if lacking else ""
    alone = sum(not row.who for row in drivers)
    told = f"; nobody has {alone} of the {len(drivers)} largest drivers" if alone else ""
    return f"{paired}{named}{told}."


def _drivers(statement: VarianceReport, work: Mapping[str, str]) -> list[DriverRow]:
    """Single lines by the size of the other side, where that is known; else by what came."""
    lines = [(row, size) for row in statement.rows if row.shape == "line" and (size := _size(row))]
    whole = {sign: sum((size for row, size in lines if row.sign == sign), Decimal(0)) for sign in (1, -1)}
    found = []
    for row, size in sorted(lines, key=lambda each: (-each[1], each[0].label)):
        of = "all income" if row.sign > 0 else "all costs"
        share = f", {size / whole[row.sign] * 100:.0f} % of {of}" if whole.get(row.sign) else ""
        side = statement.against if row.reference else "actual"
        told = f"{short(size, Unit.MONEY, statement.currency)} ({side}, {statement.when.removeprefix('in ')}){share}."
        found.append(DriverRow(row.id, row.label, size, told, work.get(row.id, "")))
    return found


def _size(row: VarianceRow) -> Decimal | None:
    side = row.reference if row.reference else row.actual
    return abs(side) if side else None
