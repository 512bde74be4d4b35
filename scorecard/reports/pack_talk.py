"""The talk list of a pack: measures off track and lines worth a look, each with who has it."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from scorecard.domain.display import shown
from scorecard.domain.vocabulary import Perspective, Status
from scorecard.domain.wording import verdict
from scorecard.reports.headline import value_words
from scorecard.reports.scorecard import ScorecardReport
from scorecard.reports.standing import MeasureRow
from scorecard.reports.standing_words import owners, status_label, target
from scorecard.reports.variance import VarianceReport, VarianceRow

FEW = 10
"""Things one meeting can talk about."""

NOBODY = "Nobody yet"
ORDER = (Perspective.CUSTOMER, Perspective.OPERATIONS, Perspective.GROWTH, Perspective.FINANCIAL)


@dataclass(frozen=True, slots=True)
class Talk:
    """One thing to talk about: a measure or a line, how it stands, why it is worth a look, and who has it.

    ``impact`` is signed so that plus is better; None where nothing is better.
    """

    id: str
    what: str
    sentence: str
    why: str
    who: str
    impact: Decimal | None


def talk_of(card: ScorecardReport, statement: VarianceReport, who: Mapping[str, str]) -> tuple[Talk, ...]:
    """Measures off track in the order of the meeting, then lines by the size of their difference; none twice.

    Args:
        card: The scorecard.
        statement: Plan & actual of the same scope.
        who: Id of a line or measure to who has it.
    """
    off = [row for row in card.rows if row.judged and row.status is Status.OFF_TRACK and row.value is not None]
    off.sort(key=lambda row: (ORDER.index(row.perspective), row.score_unclipped or 0.0))
    measures = [_measure(row, card.currency, who) for row in off]
    named = {row.label for row in off}
    worth = [row for row in statement.rows if row.worth and row.shape in ("line", "place") and row.label not in named]
    worth.sort(key=lambda row: (-abs(row.difference or Decimal(0)), row.label))
    return tuple([*measures, *(_line(row, statement, who) for row in worth)][:FEW])


def _measure(row: MeasureRow, currency: str, who: Mapping[str, str]) -> Talk:
    goal = target(row, "")
    said = f"{value_words(row, currency)}{f', target {goal}' if goal else ''}"
    second = f"; {row.difference_words}" if row.difference_words else ""
    return Talk(row.id, row.label, f"{said}{second}", status_label(row), who.get(row.id) or owners(row), row.impact)


def _line(row: VarianceRow, statement: VarianceReport, who: Mapping[str, str]) -> Talk:
    def words(value: Decimal | None) -> str:
        return "not reported" if value is None else shown(value, statement.unit, "", statement.decimals)

    sides = f"{words(row.actual)}, {statement.against} {words(row.reference)}"
    if row.difference is None:
        return Talk(row.id, row.label, sides, row.worth, who.get(row.id, NOBODY), row.impact)
    side = verdict(row.impact) if row.impact else "above" if row.difference > 0 else "below"
    said = f"{sides}; {words(abs(row.difference))} {side}"
    return Talk(row.id, row.label, said, row.worth, who.get(row.id, NOBODY), row.impact)
