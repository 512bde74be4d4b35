"""HTML: what those who lead take away, as one file that opens without a network."""

from collections.abc import Iterable

from scorecard.domain.markup import Markup, element
from scorecard.exports.pack_html import document, said, sentences, table
from scorecard.exports.pack_tables import stamp_line
from scorecard.exports.sync_tables import grids
from scorecard.reports.pack import INVENTED
from scorecard.reports.sync_pack import PRIVATE, SyncPack


def sync_html(pack: SyncPack) -> bytes:
    """The file: sentences, then every part as a table; same pack, same bytes."""
    return document(pack.title, _body(pack))


def _body(pack: SyncPack) -> Iterable[Markup]:
    yield element("h1", said(pack.title))
    invented = element("strong", INVENTED) if pack.invented else None
    under = said(f"{pack.sync.workspace}. Numbers as of {pack.sync.as_of}.")
    yield element("p", under, " ", element("strong", PRIVATE), " ", invented, class_="under")
    yield sentences(pack.sentences)
    for grid in grids(pack):
        yield from table(grid)
    yield element("footer", said(stamp_line(pack)))
