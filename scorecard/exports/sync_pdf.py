"""PDF: what those who lead take away, set in the app's own letters."""

from scorecard.domain.display import unbroken
from scorecard.exports.pack_pdf import as_data, typeset
from scorecard.exports.pack_tables import stamp_line
from scorecard.exports.sync_tables import grids
from scorecard.exports.workbook import clean
from scorecard.reports.pack import INVENTED
from scorecard.reports.sync_pack import PRIVATE, SyncPack

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
    return typeset("sync.typ", {
        "title": clean(pack.title),
        "workspace": clean(pack.sync.workspace),
        "under": clean(f"{pack.sync.workspace}. Numbers as of {pack.sync.as_of}."),
        "private": PRIVATE,
        "invented": INVENTED if pack.invented else "",
        "sentences": [(clean(each.about), unbroken(clean(each.text))) for each in pack.sentences],
        "tables": [{**as_data(grid), "shares": SHARES[grid.title]} for grid in grids(pack)],
        "stamp": stamp_line(pack),
    })  # fmt: skip
