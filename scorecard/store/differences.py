"""Differences of two revisions, read only from the slices whose rows differ."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace

import duckdb
import pyarrow as pa

from scorecard.domain.vocabulary import Scenario
from scorecard.store.history import Published, catalogue_text, state_at
from scorecard.store.moves import MOVES, moves, set_apart
from scorecard.store.netting import CHANGES, Netted, by_period, changes, net
from scorecard.store.shelves import Shelves
from scorecard.store.slices import SliceFigures, SliceKey, predicate, quoted, same_rows


@dataclass(frozen=True, eq=False)
class Diff:
    """Lines that differ, counted by copy; of actual figures those are compared that speak, each state's own.

    Attributes:
        moved: Lines that say the same under another account, place or other name; none of the other counts has them.
        rows: Examples of those that are new, restated or removed, in the shape ``netting.CHANGES``.
        moves: As many examples of those that moved as still have room, in the shape ``moves.MOVES``.
    """

    old_revision: int
    new_revision: int
    new: int
    restated: int
    removed: int
    moved: int
    slices: tuple[SliceKey, ...]
    catalogue_changed: bool
    rows: pa.Table
    moves: pa.Table


def diff(shelves: Shelves, old_revision: int, new_revision: int, limit: int) -> Diff:
    """Compare two revisions.

    Raises:
        UnknownRevision: If one was never published.
    """
    with shelves.book.read() as connection:
        old, new = state_at(connection, old_revision), state_at(connection, new_revision)
        told = catalogue_text(connection, max(old, new, key=lambda state: state.revision).catalogue_id)
    total, moved, rows, apart = _netted(shelves, old, new, limit, told)
    return Diff(
        old_revision,
        new_revision,
        total.new - moved,
        total.restated,
        total.removed - moved,
        moved,
        tuple(sorted(total.slices)),
        old.catalogue_id != new.catalogue_id,
        rows,
        apart,
    )


Speaking = dict[SliceKey, SliceKey]
"""What is held against each other under one key, to the slice of a state that is."""


def _speaking(state: Published) -> Speaking:
    """Every slice under its own key; of actual figures only those that count, of the newest date, under none.

    Our own forecasts replace no figure and are left out.
    """
    held = [key for key in sorted(state.slices) if key.scenario != Scenario.ROLLED]
    return {replace(key, as_of="") if key.scenario == Scenario.ACTUAL else key: key for key in held}


def _netted(
    shelves: Shelves, old: Published, new: Published, limit: int, catalogue: str
) -> tuple[Netted, int, pa.Table, pa.Table]:
    total, moved = Netted(), 0
    rows, apart = CHANGES.empty_table(), MOVES.empty_table()
    readings: Collection[str] | None = None
    was, now = _speaking(old), _speaking(new)
    for keys in by_period(_differing(old, was, new, now)).values():
        days = {key: (now.get(key) or was[key]).as_of for key in keys}
        with shelves.questions.cursor() as cursor:
            found = net(cursor, _rows(shelves, cursor, old, was, days), _rows(shelves, cursor, new, now, days))
            total += found
            if found.new and found.removed:
                readings = shelves.parse(catalogue).readings if readings is None else readings
                moved += set_apart(cursor, readings)
                apart = pa.concat_tables([apart, moves(cursor, limit - apart.num_rows)])
            if rows.num_rows < limit:
                rows = pa.concat_tables([rows, changes(cursor, limit - rows.num_rows)])
    return total, moved, rows, apart.slice(0, max(limit - rows.num_rows, 0))


def _differing(old: Published, was: Speaking, new: Published, now: Speaking) -> list[SliceKey]:
    """What one state has only, or with other rows."""
    keys = was.keys() | now.keys()
    return [key for key in keys if not same_rows(_figures(old, was.get(key)), _figures(new, now.get(key)))]


def _figures(state: Published, key: SliceKey | None) -> SliceFigures | None:
    return None if key is None else state.slices[key].figures


def _rows(
    shelves: Shelves, cursor: duckdb.DuckDBPyConnection, state: Published, told: Speaking, days: Mapping[SliceKey, str]
) -> str:
    """The rows of slices in a state, each under the date given for it."""
    held = {told[key]: day for key, day in days.items() if key in told}
    stored = shelves.facts.rows(cursor, state.facts_version, {key.period for key in held})
    said = [f"SELECT * FROM {stored} WHERE {predicate(key for key, day in held.items() if key.as_of == day)}"]
    for key, day in held.items():
        if key.as_of != day:
            dated = f"DATE {quoted(day)}" if day else "NULL::DATE"
            said.append(f"SELECT * REPLACE ({dated} AS as_of) FROM {stored} WHERE {predicate([key])}")
    return f"({' UNION ALL '.join(said)})"
