"""What those who lead look at, as columns and rows for the terminal: dials, promises, flags and decisions; goals."""

from collections.abc import Iterable, Sequence

from scorecard.reports.sync import SyncReport
from scorecard.reports.sync_goals import GoalsReport, trust_words

Rows = tuple[Sequence[str], Iterable[Sequence[object]]]


def sync(answer: SyncReport) -> Rows:
    """One row a dial, a commitment, a flag of this week and a decision."""
    rows = [("dial", row.name, row.state, row.sentence) for row in answer.dials]
    rows += [("commitment", row.commitment.name, row.standing.value, row.words) for row in answer.commitments]
    rows += [("flag", row.label, row.who, row.words) for row in answer.flags]
    rows += [("decision", row.label, row.check_words, row.words) for row in answer.decided]
    return ("Part", "What", "State", "How it stands"), rows


def goals(answer: GoalsReport) -> Rows:
    """One row a joint goal, a forecast's area and a step of how we work."""
    rows: list[Sequence[object]] = [
        ("goal", row.label, "" if row.progress is None else f"{row.progress:.0f} of 100", row.state, row.value)
        for row in answer.goals
    ]
    rows += [(row.kind, row.area, *trust_words(row)) for row in answer.trust]
    rows += [("step", row.step, row.words, "", "") for row in answer.process]
    return ("Part", "What", "Progress or off by", "State or leans", "Value or better by"), rows
