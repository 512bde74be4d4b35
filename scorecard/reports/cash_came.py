"""What came and went between two forecasts: documents by name, other bank lines by line, and the rest as one."""

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np

from scorecard.domain.cash import BETWEEN
from scorecard.domain.cash_between import is_between
from scorecard.domain.cash_lines import DatedLines, Documents
from scorecard.domain.cash_scheduled import belongs
from scorecard.domain.catalogue_cash import Cash
from scorecard.domain.planned_cash import LINE
from scorecard.reports.asked import Asked
from scorecard.reports.cash_items import documents_of
from scorecard.reports.cash_vintage import Vintage

BY_DOCUMENT = {"receivables": "future_sales", "payables": "future_purchases"}
"""Lines of documents, and the line that expected them before they were written."""

UNTOLD = "bank"
"""Stands for what the bank says beyond all that can be told by line."""


class Key(NamedTuple):
    """What tells an item apart: two suppliers, or two of our places, may number their documents alike.

    Only the line is told where it counts as a whole; a one-off is told by its own number.
    """

    line: str
    document: str = ""
    place: str = ""
    party: str = ""


Came = tuple[Key, str, np.datetime64, int]
"""What came or went: key, with whom, day, ticks in + and out −."""


def key_of(item: Key, fresh: frozenset[Key]) -> Key:
    """An item's key: its document where it has one that was known before, else its line as a whole.

    Args:
        item: All that is told of it.
        fresh: Documents written since.
    """
    if item.line in BY_DOCUMENT:
        return Key(BY_DOCUMENT[item.line]) if item in fresh else item
    return Key(item.line, item.document) if item.line == LINE else Key(item.line)


def written_since(asked: Asked, cash: Cash, before: Vintage) -> frozenset[Key]:
    """Documents written after the earlier forecast was made: it expected them without knowing their names."""
    made, found = np.datetime64(before.made), set()
    for line, ledger in (("receivables", cash.receivables), ("payables", cash.payables)):
        if ledger is not None:
            documents = documents_of(asked, ledger)
            found |= {_named(line, documents, at) for at in np.flatnonzero(documents.written > made).tolist()}
    return frozenset(found)


def _named(line: str, documents: Documents, at: int) -> Key:
    return Key(line, documents.name[at] or "", documents.entity[at] or "", documents.party[at] or "")


def came_between(asked: Asked, cash: Cash, before: Vintage, found: Vintage, fresh: frozenset[Key]) -> Iterator[Came]:
    """What came and went between both forecasts: documents by name, other bank lines by line, the rest as one."""
    below = frozenset(asked.catalogue.subtree(found.entity))
    first, last = np.datetime64(before.made), np.datetime64(found.made)
    rest = found.at_bank - before.at_bank
    for each in (*_settled(asked, cash, below, fresh), *_by_journal(asked, cash, below)):
        if first < each[2] <= last:
            rest -= each[3]
            yield each
    if rest:
        yield Key(UNTOLD), "", last, rest


def _settled(asked: Asked, cash: Cash, below: frozenset[str], fresh: frozenset[Key]) -> Iterator[Came]:
    """Documents paid, by name; bills of a line that is known by its parties count for that line."""
    by_party = {party: line.id for line in cash.lines for party in line.parties}
    for line, ledger, sign in (("receivables", cash.receivables, 1), ("payables", cash.payables, -1)):
        if ledger is not None:
            documents = documents_of(asked, ledger)
            for at in np.flatnonzero(~np.isnat(documents.settled)).tolist():
                if documents.entity[at] in below:
                    own = by_party.get(documents.party[at] or "", line)
                    key = key_of(_named(own, documents, at), fresh)
                    yield key, documents.party[at] or "", documents.settled[at], sign * int(documents.ticks[at])


def _by_journal(asked: Asked, cash: Cash, below: frozenset[str]) -> Iterator[Came]:
    """Bank lines that belong to a line of the catalogue, or between places."""
    bank = asked.snapshot.dated((cash.inflow, cash.outflow)).at_home
    here = np.array([entity in below for entity in bank.entity], dtype=bool)
    for line in cash.lines:
        yield from _signed(Key(line.id), bank.take(belongs(bank, line, cash.inflow) & here), cash)
    yield from _signed(Key(BETWEEN), bank.take(is_between(bank, cash.between) & here), cash)


def _signed(key: Key, lines: DatedLines, cash: Cash) -> Iterator[Came]:
    for measure, day, ticks in zip(lines.measure, lines.day, lines.ticks.tolist(), strict=True):
        yield key, "", day, ticks if measure == cash.inflow else -ticks
