"""Differences of two revisions, read only from the slices whose rows differ."""

from dataclasses import dataclass

import duckdb
import pyarrow as pa

from scorecard.domain.vocabulary import Scenario
from scorecard.store.history import Published, state_at
from scorecard.store.netting import CHANGES, Netted, by_period, changes, net
from scorecard.store.shelves import Shelves
from scorecard.store.slices import SliceFigures, SliceKey, predicate, same_rows


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
    """Slices that are in one state only, or with other rows; our own forecasts replace no figure."""
    keys = old.slices.keys() | new.slices.keys()
    figures = [key for key in keys if key.scenario != Scenario.ROLLED]
    return [key for key in figures if not same_rows(*(_figures(state, key) for state in (old, new)))]


def _figures(state: Published, key: SliceKey) -> SliceFigures | None:
    found = state.slices.get(key)
    return None if found is None else found.figures


def _netted(shelves: Shelves, old: Published, new: Published, limit: int) -> tuple[Netted, pa.Table]:
    total, rows = Netted(), [CHANGES.empty_table()]
    for keys in by_period(differing(old, new)).values():
        with shelves.questions.cursor() as cursor:
            total += net(cursor, _rows(shelves, cursor, old, keys), _rows(shelves, cursor, new, keys))
            left = limit - sum(found.num_rows for found in rows)
            if left > 0:
                rows.append(changes(cursor, left))
    return total, pa.concat_tables(rows)


def _rows(shelves: Shelves, cursor: duckdb.DuckDBPyConnection, state: Published, keys: list[SliceKey]) -> str:
    held = [key for key in keys if key in state.slices]
    stored = shelves.facts.rows(cursor, state.facts_version, {key.period for key in held})
    return f"(SELECT * FROM {stored} WHERE {predicate(held)})"
