"""HTML: the minutes of a meeting, as one file that opens without a network."""

from scorecard.exports.minutes_tables import grids, sentences
from scorecard.exports.pack_html import told_and_tables
from scorecard.reports.meeting import MinutesReport


def minutes_html(answer: MinutesReport) -> bytes:
    """The file: sentences, then every part as a table; same minutes, same bytes."""
    return told_and_tables(answer, answer.workspace, "", sentences(answer), grids(answer))
