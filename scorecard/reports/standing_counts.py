"""How many measures stand where: each is counted once, and the same in a sentence as on a card."""

from collections.abc import Sequence
from dataclasses import dataclass

from scorecard.domain.vocabulary import State, Status
from scorecard.reports.standing import MeasureRow


@dataclass(frozen=True, slots=True)
class Counts:
    """How many measures stand where; together they are all of them.

    ``by`` has every Status as key. ``not_due`` have no value since none is due yet, ``unjudged`` have one and no
    target to judge it by; neither is in ``by``.
    """

    by: dict[Status, int]
    not_due: int
    unjudged: int


def counts_of(rows: Sequence[MeasureRow]) -> Counts:
    """Count measures by how they stand."""
    counted = [row for row in rows if not is_not_due(row)]
    judged = [row for row in counted if row.judged or row.value is None]
    by = {status: sum(row.status is status for row in judged) for status in Status}
    return Counts(by, len(rows) - len(counted), len(counted) - len(judged))


def is_not_due(row: MeasureRow) -> bool:
    """Whether a measure has no value because none is due yet; one carried over has a value."""
    return row.value is None and row.state is State.NOT_DUE
