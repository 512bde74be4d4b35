"""What moved since an earlier state, as columns and rows for the terminal."""

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from scorecard.domain.display import BLANKS, shown
from scorecard.domain.since import step_words
from scorecard.domain.vocabulary import State
from scorecard.reports.since import SinceReport, SinceRow

Rows = tuple[Sequence[str], Iterable[Sequence[object]]]


def since(answer: SinceReport) -> Rows:
    """Every unusual number in one table, group by group; then how many are not unusual."""
    return ("Moved", "Number", "Period", "Before", "After", "Step", "Why"), _rows(answer)


def _rows(answer: SinceReport) -> Iterator[Sequence[object]]:
    for group in answer.groups:
        for row in group.rows:
            before, after = (_number(side, row, answer.currency) for side in (row.before, row.after))
            label = f"{row.label}, {row.place}" if row.place else row.label
            told = f"{label} (target)" if row.of_target else label
            yield group.label, told, row.period_label, before, after, step_words(row), row.note
    if answer.usual:
        yield "Nothing unusual", f"{answer.usual:,} more", "", "", "", "", ""


def _number(value: Decimal | None, row: SinceRow, currency: str) -> str:
    return BLANKS[State.MISSING] if value is None else shown(value, row.unit, currency, row.decimals)
