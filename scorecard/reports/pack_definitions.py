"""What each measure of a pack is: its definition, formula, source, direction and owners."""

from collections.abc import Iterable
from dataclasses import dataclass

from scorecard.domain.glossary import word
from scorecard.domain.vocabulary import Polarity, Words
from scorecard.reports.asked import Asked
from scorecard.reports.formula import formula_of
from scorecard.reports.standing import MeasureRow

DIRECTIONS = {
    Polarity.HIGHER: "more is better",
    Polarity.LOWER: "less is better",
    Polarity.BAND: "within a range",
    Polarity.NEUTRAL: "neither is better",
}


@dataclass(frozen=True, slots=True)
class Definition:
    """One measure in words; ``numbers`` is the formula with the numbers of this window, "" where one is missing."""

    id: str
    label: str
    other_name: str
    meaning: str
    formula: str
    numbers: str
    source: str
    kind: str
    direction: str
    finance_owner: str
    operations_owner: str


def definitions_of(asked: Asked, rows: Iterable[MeasureRow]) -> tuple[Definition, ...]:
    """One definition a row, in the same order."""
    return tuple(_definition(asked, row) for row in rows)


def _definition(asked: Asked, row: MeasureRow) -> Definition:
    measure = asked.catalogue.measure(row.id)
    in_finance = asked.scope.words is Words.FINANCE
    formula = formula_of(asked, measure, row)
    return Definition(
        id=row.id,
        label=row.label,
        other_name=measure.name if in_finance else measure.finance_name,
        meaning=(measure.finance_definition if in_finance else "") or measure.definition,
        formula=formula.text,
        numbers=formula.result,
        source=measure.source,
        kind=word(measure.kind, finance=in_finance),
        direction=DIRECTIONS[measure.polarity],
        finance_owner=row.finance_owner,
        operations_owner=row.operations_owner,
    )
