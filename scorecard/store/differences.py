"""Differences of two revisions, read only from the slices whose rows differ."""

from dataclasses import dataclass

import duckdb
import pyarrow as pa

from scorecard.domain.vocabulary import Scenario
from scorecard.store.history import Published, state_at
from scorecard.store.moves import MOVES, moves, set_apart
from scorecard.store.netting import CHANGES, Netted, by_period, changes, net
from scorecard.store.shelves import Shelves
from scorecard.store.slices import SliceFigures, SliceKey, predicate, quoted, same_rows


@dataclass(frozen=True, eq=False)
class Diff:
    """Lines that differ, counted by copy; actual figures told again are held against those that spoke before.

    Attributes:
        moved: Lines that say the same under another account, place or other name; none of the other counts has them.
        rows: Examples of those that are new, restated or removed, in the shape ``netting.CHANGES``.
        moves: Examples of those that moved, in the shape ``moves.MOVES``.
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
    total, moved, rows, apart = _netted(shelves, old, new, limit)
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


def differing(old: Published, new: Published) -> list[SliceKey]:
    """Slices that are in one state only, or with other rows; our own forecasts replace no figure."""
    keys = old.slices.keys() | new.slices.keys()
    figures = [key for key in keys if key.scenario != Scenario.ROLLED]
    return [key for key in figures if not same_rows(*(_figures(state, key) for state in (old, new)))]


def _figures(state: Published, key: SliceKey) -> SliceFigures | None:
    found = state.slices.get(key)
    return None if found is None else found.figures


def _netted(shelves: Shelves, old: Published, new: Published, limit: int) -> tuple[Netted, int, pa.Table, pa.Table]:
    total, moved = Netted(), 0
    rows, apart = [CHANGES.empty_table()], [MOVES.empty_table()]
    before, after = _speaking(old), _speaking(new)
    for keys in by_period(differing(old, new)).values():
        was, now = _stand_ins(old, keys, before, after), _stand_ins(new, keys, after, before)
        with shelves.questions.cursor() as cursor:
            found = net(cursor, _rows(shelves, cursor, old, keys, was), _rows(shelves, cursor, new, keys, now))
            total += found
            left = limit - sum(each.num_rows for each in (*rows, *apart))
            if found.new and found.removed:
                moved += set_apart(cursor)
                apart.append(moves(cursor, max(left, 0)))
                left -= apart[-1].num_rows
            if left > 0:
                rows.append(changes(cursor, left))
    return total, moved, pa.concat_tables(rows), pa.concat_tables(apart)


Speaking = dict[tuple[str, str], SliceKey]


def _speaking(state: Published) -> Speaking:
    """Source and period to the slice whose actual figures count: the one of the newest date."""
    actual = sorted((key for key in state.slices if key.scenario == Scenario.ACTUAL), key=lambda key: key.as_of)
    return {(key.source, key.period): key for key in actual}


def _stand_ins(state: Published, keys: list[SliceKey], here: Speaking, there: Speaking) -> dict[SliceKey, SliceKey]:
    """Slices that speak only in the other state, to what speaks here in their place and is there in both."""
    lacking = [key for key in keys if key not in state.slices and there.get((key.source, key.period)) == key]
    told = {key: here[key.source, key.period] for key in lacking if (key.source, key.period) in here}
    return {key: before for key, before in told.items() if before not in keys}


def _rows(
    shelves: Shelves,
    cursor: duckdb.DuckDBPyConnection,
    state: Published,
    keys: list[SliceKey],
    stand_ins: dict[SliceKey, SliceKey],
) -> str:
    """The rows of slices in a state, those of a stand-in under the date of the slice it stands for."""
    held = [key for key in keys if key in state.slices]
    stored = shelves.facts.rows(cursor, state.facts_version, {key.period for key in (*held, *stand_ins)})
    said = [f"SELECT * FROM {stored} WHERE {predicate(held)}"]
    for key, before in stand_ins.items():
        day = f"DATE {quoted(key.as_of)}" if key.as_of else "NULL::DATE"
        said.append(f"SELECT * REPLACE ({day} AS as_of) FROM {stored} WHERE {predicate([before])}")
    return f"({' UNION ALL '.join(said)})"
