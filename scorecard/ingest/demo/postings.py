"""Postings as columns: lines, the journals they belong to, and the other leg that makes each journal balance."""

from dataclasses import dataclass, fields

import numpy as np
from numpy.typing import NDArray

from scorecard.ingest.demo.accounts import ENTITIES
from scorecard.ingest.demo.months import Floats, Ints

Days = NDArray[np.datetime64]
NONE = -1
"""Code of an empty dimension."""


@dataclass(frozen=True)
class Postings:
    """Ledger lines; every array has one item a line.

    ``entity``, ``account``, ``product``, ``customer``, ``vendor``, ``project`` and ``journal`` are codes
    into the ledger's name lists; ``cents`` is in ledger sign (debit +); ``units`` counts, 0 for none.
    """

    month: Ints
    day: Days
    entity: Ints
    account: Ints
    cents: Ints
    product: Ints
    customer: Ints
    vendor: Ints
    project: Ints
    units: Ints
    journal: Ints

    def __len__(self) -> int:
        return len(self.month)

    def take(self, which: NDArray[np.generic]) -> "Postings":
        """The lines a mask or an index array picks."""
        return Postings(*(getattr(self, each.name)[which] for each in fields(self)))


def postings(
    month: Ints, day: Days, entity: Ints, account: Ints, cents: Ints, journal: Ints, **dimensions: Ints
) -> Postings:
    """Lines whose other dimensions are empty unless given."""
    empty = np.full(len(month), NONE, dtype=np.int64)
    given = {name: dimensions.get(name, empty) for name in ("product", "customer", "vendor", "project")}
    units = dimensions.get("units", np.zeros(len(month), dtype=np.int64))
    return Postings(month, day, entity, account, cents, **given, units=units, journal=journal)


def together(parts: list[Postings]) -> Postings:
    """All lines of several blocks."""
    return Postings(*(np.concatenate([getattr(part, each.name) for part in parts]) for each in fields(Postings)))


def split(cents: Ints, lines: Ints, random: np.random.Generator, spread: float) -> tuple[Ints, Ints]:
    """Split amounts into lines of very different size, exact to the cent.

    Args:
        cents: What to split, int64[cell].
        lines: Into how many lines at most, int64[cell].
        random: Where sizes come from.
        spread: Standard deviation of the logarithm of a line's size.

    Returns:
        The cell of each line and its cents; lines of nothing are left out.
    """
    lines = np.where(cents == 0, 0, np.maximum(lines, 1))
    cell = np.repeat(np.arange(len(cents)), lines)
    weight = np.exp(random.standard_normal(len(cell)) * spread)
    part = np.floor(cents[cell] * (weight / np.bincount(cell, weight, len(cents))[cell])).astype(np.int64)
    first = np.flatnonzero(np.diff(cell, prepend=-1))
    part[first] += (cents - _sums(cell, part, len(cents)))[cell[first]]
    return cell[part != 0], part[part != 0]


def legs(lines: Postings, account: int) -> Postings:
    """One line on ``account`` for each journal and entity, so that every journal balances wherever it was posted."""
    key = lines.journal * len(ENTITIES) + lines.entity
    _, first, which = np.unique(key, return_index=True, return_inverse=True)
    total = _sums(which, lines.cents, len(first))
    picked = lines.take(first)
    return postings(
        picked.month, picked.day, picked.entity, np.full(len(first), account), -total, picked.journal,
        customer=picked.customer, vendor=picked.vendor,
    )  # fmt: skip


def by_journal(lines: Postings) -> Postings:
    """The first line of each journal, with the journal's whole amount."""
    _, first, which = np.unique(lines.journal, return_index=True, return_inverse=True)
    return Postings(**{**lines.take(first).__dict__, "cents": _sums(which, lines.cents, len(first))})


def cents_of(euros: Floats) -> Ints:
    """Euro amounts as whole cents."""
    return np.round(euros * 100).astype(np.int64)


def _sums(group: Ints, values: Ints, count: int) -> Ints:
    """Exact sums by group."""
    total = np.zeros(count, dtype=np.int64)
    np.add.at(total, group, values)
    return total
