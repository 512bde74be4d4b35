"""Differences of two revisions, read only from the slices whose rows differ."""

from dataclasses import dataclass

import pyarrow as pa

from scorecard.store.history import Published, state_at
from scorecard.store.netting import CHANGES, Netted, by_period, changes, net
from scorecard.store.shelves import Shelves
from scorecard.store.slices import SliceKey, predicate, same_rows


@dataclass(frozen=True, eq=False)
class Diff:
    """Lines that differ, counted by copy; ``rows`` are examples in the shape ``netting.CHANGES``."""

    old_revision: int
    new_revision: int
    new: int
    restated: int
    removed: int
    slices: tuple[SliceKey, ...]
    catalogue_changed: bool
    rows: pa.Table


def diff(shelves: Shelves, old_revision: int, new_revision: int, limit: int) -> Diff:
    """Compare two revisions.

    Raises:
        UnknownRevision: If one was never published.
    """
    with shelves.book.read() as connection:
        old, new = state_at(connection, old_revision), state_at(connection, new_revision)
    total, rows = _netted(shelves, old, new, limit)
    return Diff(
        old_revision,
        new_revision,
        total.new,
        total.restated,
        total.removed,
        tuple(sorted(total.slices)),
        old.catalogue_id != new.catalogue_id,
        rows,
    )


def differing(old: Published, new: Published) -> list[SliceKey]:
    """Slices that are in one state only, or with other rows."""
    keys = old.slices.keys() | new.slices.keys()
    return [key for key in keys if not same_rows(*(_figures(state, key) for state in (old, new)))]


def _figures(state: Published, key: SliceKey):  # type: ignore[no-untyped-def]
    found = state.slices.get(key)
    return None if found is None else found.figures


def _netted(shelves: Shelves, old: Published, new: Published, limit: int) -> tuple[Netted, pa.Table]:
    total, rows = Netted(), [CHANGES.empty_table()]
    for period, keys in by_period(differing(old, new)).items():
        with shelves.questions.cursor() as cursor:
            total += net(cursor, _rows(shelves, cursor, old, period, keys), _rows(shelves, cursor, new, period, keys))
            left = limit - sum(found.num_rows for found in rows)
            if left > 0:
                rows.append(changes(cursor, left))
    return total, pa.concat_tables(rows)


def _rows(shelves: Shelves, cursor, state: Published, period: str, keys: list[SliceKey]) -> str:  # type: ignore[no-untyped-def]
    held = [key for key in keys if key in state.slices]
    stored = shelves.facts.rows(cursor, state.facts_version, {period} if held else ())
    return f"(SELECT * FROM {stored} WHERE {predicate(held)})"  # noqa: S608 quoted names
