"""Agendas and minutes as columns and rows for the terminal."""

from collections.abc import Iterable, Sequence

from scorecard.reports.agenda import AgendaReport
from scorecard.reports.meeting import MinutesReport

Rows = tuple[Sequence[str], Iterable[Sequence[object]]]


def agenda(answer: AgendaReport) -> Rows:
    """One row an item, then what did not fit, without minutes."""
    rows = [(item.block.value, item.label, item.sentence, item.owners, f"{item.minutes}") for item in answer.items]
    rows += [("did not fit", item.label, item.sentence, item.owners, "") for item in answer.left]
    return ("Part", "Item", "How it stands", "Who has it", "Minutes"), rows


def minutes(answer: MinutesReport) -> Rows:
    """One row a line of the minutes, then what goes to the next meeting."""
    rows = [(item.item.label, line.kind, line.text) for item in answer.items for line in item.lines]
    rows += [("", line.kind, line.text) for line in answer.general]
    rows += [(told, "next meeting", "") for told in answer.next]
    rows += [(label, "next meeting", "not reached") for label in answer.unreached]
    return ("Item", "What", "Said"), rows
