"""PDF: what those who lead take away, set in the app's own letters."""

from scorecard.exports.pack_pdf import told_and_tables
from scorecard.exports.sync_tables import grids
from scorecard.reports.sync_pack import SyncPack

SHARES = {
    "How we stand": (34, 20, 26, 102),
    "What we promised": (34, 28, 16, 24, 30, 22, 28),
    "Decisions needed and taken": (30, 36, 34, 30, 30, 22),
    "Log of the matters": (44, 28, 34, 76),
    "Flags raised this week": (48, 94, 40),
    "Decided earlier": (44, 84, 54),
    "Joint goals": (62, 18, 22, 24, 28, 28),
    "How far forecasts can be trusted": (62, 54, 20, 22, 24),
    "How long things wait": (56, 126),
}
"""How wide the columns of each table are to each other."""


def sync_pdf(pack: SyncPack) -> bytes:
    """The file; the same pack, the same bytes."""
    return told_and_tables(pack, pack.sync.workspace, pack.for_whom, pack.sentences, grids(pack), SHARES)
