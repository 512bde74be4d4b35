"""What drives an account: a count, hours or a measure, told beside the money it moves."""

from dataclasses import dataclass
from decimal import Decimal

from scorecard.domain.vocabulary import State, Unit
from scorecard.reports.asked import Asked, label_of
from scorecard.reports.compared import compare
from scorecard.reports.evaluated import stood
from scorecard.reports.sought import sought


@dataclass(frozen=True, slots=True)
class Driver:
    """A reading or measure in the statement's window, in its own unit; ``words`` tell the difference."""

    id: str
    label: str
    unit: Unit
    decimals: int | None
    value: Decimal | None
    reference: Decimal | None
    words: str
    reason: str


def driver_of(asked: Asked, account: str) -> Driver | None:
    """What drives an account at the scope asked for; None where nothing is named or it is not counted here."""
    name = asked.catalogue.accounts[account].driver
    if not name:
        return None
    measure = sought(asked.catalogue, name)
    found = stood(asked, measure)
    compared, at = compare(asked, found), found.shown
    if found.series.states[at] is State.NOT_APPLICABLE:
        return None
    return Driver(
        id=name,
        label=label_of(measure, asked.scope.words),
        unit=measure.unit,
        decimals=measure.decimals,
        value=found.series.values[at],
        reference=compared.reference,
        words=compared.words,
        reason=found.series.reasons[at],
    )
