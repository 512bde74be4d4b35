"""HTML: what those who lead take away, as one file that opens without a network."""

from scorecard.exports.pack_html import told_and_tables
from scorecard.exports.sync_tables import grids
from scorecard.reports.sync_pack import SyncPack


def sync_html(pack: SyncPack) -> bytes:
    """The file: sentences, then every part as a table; same pack, same bytes."""
    return told_and_tables(pack, pack.sync.workspace, pack.for_whom, pack.sentences, grids(pack))
