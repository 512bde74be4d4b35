"""A statement of one figure place by place: departments or sites, each beside what it is compared with."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from scorecard.domain.catalogue import Measure, Statement
from scorecard.domain.variance import difference_pct, limit_of, worth
from scorecard.domain.vocabulary import Unit
from scorecard.reports.asked import Asked, label_of
from scorecard.reports.compared import compare
from scorecard.reports.evaluated import stood
from scorecard.reports.sought import sought
from scorecard.reports.split import split_of
from scorecard.reports.standing import reason_of, row_of
from scorecard.reports.variance_rows import VarianceRow, worth_words

AT_ONCE = 12
"""More places than these are told largest difference first; fewer keep the order of the tree."""


@dataclass(frozen=True, slots=True)
class Beside:
    """A further column: its heading and how its values are written."""

    label: str
    unit: Unit
    decimals: int | None


@dataclass(frozen=True, slots=True)
class Places:
    """One row per place, the whole they belong to, and a sentence on whether they add up to it."""

    rows: tuple[VarianceRow, ...]
    whole: VarianceRow
    against: str
    foots: str
    beside: tuple[Beside, ...]
    measure: Measure


def places_of(asked: Asked, statement: Statement) -> Places:
    """The statement's figure for the places below the one asked for; places that never reported are left out."""
    measure = sought(asked.catalogue, statement.of)
    beside = tuple(sought(asked.catalogue, name) for name in statement.beside)
    whole = replace(
        _row(asked, asked.scope.entity, measure, beside, "subtotal"), label=label_of(measure, asked.scope.words)
    )
    split, foots = split_of(asked, measure, row_of(asked, measure))
    found = [_row(asked, each.entity, measure, beside, "place") for each in split]
    rows = [row for row in found if (row.actual, row.reference, row.last_year) != (None, None, None)]
    if len(rows) > AT_ONCE:
        rows.sort(key=lambda row: (-abs(row.difference or Decimal(0)), -abs(row.actual or row.reference or Decimal(0))))
    size = max((abs(row.reference) for row in (whole, *rows) if row.reference is not None), default=None)
    marked = tuple(replace(row, worth=_worth(asked, measure, row, size), depth=1) for row in rows)
    against = compare(asked, stood(asked, measure)).against
    columns = tuple(Beside(label_of(each, asked.scope.words), each.unit, each.decimals) for each in beside)
    return Places(marked, whole, against, foots, columns, measure)


def _row(asked: Asked, place: str, measure: Measure, beside: Sequence[Measure], shape: str) -> VarianceRow:
    there = replace(asked, scope=asked.scope.with_(entity=place))
    found = stood(there, measure)
    compared, at = compare(there, found), found.shown
    share = difference_pct(found.series.values[at], compared.reference, measure.unit)
    return VarianceRow(
        id=place,
        label=asked.catalogue.entities[place].name,
        shape=shape,
        sign=measure.polarity.sign,
        actual=found.series.values[at],
        reference=compared.reference,
        difference=compared.difference,
        impact=compared.impact,
        percent=share.value,
        pct_note="" if share.note == "missing" else share.note,
        last_year=_last_year(there, measure),
        reason=reason_of(there, found),
        beside=tuple(_value(there, each) for each in beside),
    )


def _value(asked: Asked, measure: Measure) -> Decimal | None:
    found = stood(asked, measure)
    return found.series.values[found.shown]


def _last_year(asked: Asked, measure: Measure) -> Decimal | None:
    before = asked.calendar.last_year(asked.index)
    return None if before is None else _value(replace(asked, index=before), measure)


def _worth(asked: Asked, measure: Measure, row: VarianceRow, size: Decimal | None) -> str:
    rule = asked.catalogue.materiality
    limit, felt = limit_of(rule, measure.unit, size), row.difference if row.impact is None else row.impact
    return worth_words(worth(felt, row.percent, limit, rule.percent), felt, limit, rule.percent)
