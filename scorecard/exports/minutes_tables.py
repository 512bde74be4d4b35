"""Minutes that are taken away, as texts: sentences and tables, set by every format alike."""

from collections.abc import Iterator

from scorecard.domain.minutes import CAPTURED, PARKED, REACHED
from scorecard.exports.pack_tables import Grid, words_grid
from scorecard.reports.meeting import MinutesReport, unreached_words
from scorecard.reports.pack import Said

SHARES = {
    "What was said": (44, 26, 112),
    "Expected and come": (60, 122),
    "Goes to the next meeting": (182,),
    "Talked about": (182,),
}
"""How wide the columns of each table are to each other."""


def wrote_words(answer: MinutesReport) -> str:
    """Who wrote something down, or that nobody did; "" where others gave work below the place meanwhile."""
    if answer.wrote:
        return f"Wrote something down: {'; '.join(answer.wrote)}."
    return "" if answer.is_written else "Nothing was written down."


def sentences(answer: MinutesReport) -> tuple[Said, ...]:
    """What came of it, where and when it was held, who wrote, and what was not reached."""
    told = (
        Said("Came of it", answer.headline),
        Said("Held", answer.held),
        Said("Who", wrote_words(answer)),
        Said("Talked about", "" if answer.meeting.is_running else REACHED),
        Said("Next time", unreached_words(answer.unreached)),
    )
    return tuple(each for each in told if each.text)


def grids(answer: MinutesReport) -> Iterator[Grid]:
    """Every table that has rows: what was said, what was expected and came, what was parked, and each topic."""
    lines = [(item.item.label, line) for item in answer.items for line in item.lines]
    lines += [("", line) for line in answer.general]
    said = [(label, CAPTURED.get(line.kind, line.kind), line.text or PARKED) for label, line in lines]
    made = (
        words_grid("What was said", ("Item", "What", "In words"), said),
        words_grid("Expected and come", ("About", "In words"), answer.came),
        words_grid("Goes to the next meeting", ("What",), [(each,) for each in answer.next]),
        words_grid("Talked about", ("Topic",), [(each,) for each in answer.topics]),
    )
    yield from (grid for grid in made if grid.rows)
