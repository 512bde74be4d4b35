"""PDF: the minutes of a meeting, set in the app's own letters."""

from scorecard.exports.minutes_tables import SHARES, grids, sentences
from scorecard.exports.pack_pdf import told_and_tables
from scorecard.reports.meeting import MinutesReport


def minutes_pdf(answer: MinutesReport) -> bytes:
    """The file; the same minutes, the same bytes."""
    return told_and_tables(answer, answer.workspace, "", sentences(answer), grids(answer), SHARES)
