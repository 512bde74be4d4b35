"""Two sets of fact rows compared by count: what is new, restated, removed and unchanged."""

from collections.abc import Collection
from dataclasses import dataclass

import duckdb
import pyarrow as pa

from scorecard.store.schema import AMOUNT, CONTENT, DIMENSIONS, IDENTITY
from scorecard.store.slices import SliceKey

CHANGES = pa.schema(
    [
        ("change", pa.string()),
        *((name, pa.string()) for name in ("source", "scenario", "period")),
        ("as_of", pa.date32()),
        ("date", pa.date32()),
        *((name, pa.string()) for name in ("entity", "measure", *DIMENSIONS, "currency")),
        ("before", AMOUNT),
        ("after", AMOUNT),
        ("before_state", pa.string()),
        ("after_state", pa.string()),
        ("source_ref", pa.string()),
        ("source_row", pa.int64()),
    ]
)
"""``change`` is new, restated or removed; ``before`` and ``after`` are values, empty where there was no line."""

NAMED = ", ".join(IDENTITY)
SAID = ", ".join(CONTENT)


@dataclass(frozen=True, slots=True)
class Netted:
    """Counts of differing lines and the slices in which any line differs."""

    new: int = 0
    restated: int = 0
    removed: int = 0
    added: int = 0
    slices: frozenset[SliceKey] = frozenset()

    def __add__(self, other: "Netted") -> "Netted":
        return Netted(
            self.new + other.new,
            self.restated + other.restated,
            self.removed + other.removed,
            self.added + other.added,
            self.slices | other.slices,
        )


def net(cursor: duckdb.DuckDBPyConnection, before: str, after: str) -> Netted:
    """Compare two relations by count and keep the differing lines in the cursor's table ``netted``.

    A line that goes A, B, A comes out even; a line doubled counts once more. Lines are first told
    apart by 128 bits of hash, so only those that differ are held with all their columns.
    """
    told = f"hash({NAMED}, {SAID}) AS h1, hash('second', {NAMED}, {SAID}) AS h2"
    cursor.execute(
        "CREATE OR REPLACE TEMP TABLE uneven AS SELECT h1, h2 FROM ("
        f"SELECT {told}, 1 AS n FROM {after} UNION ALL SELECT {told}, -1 AS n FROM {before}) "
        "GROUP BY h1, h2 HAVING sum(n) <> 0"
    )
    cursor.execute(
        f"CREATE OR REPLACE TEMP TABLE netted AS SELECT {NAMED}, {SAID}, sum(n)::BIGINT AS n, "
        "max(source_ref) AS source_ref, max(source_row) AS source_row FROM ("
        f"SELECT *, 1 AS n FROM ({_uneven(after)}) UNION ALL "
        f"SELECT *, -1 AS n FROM ({_uneven(before)})) "
        f"GROUP BY {NAMED}, {SAID} HAVING sum(n) <> 0"
    )
    return _counted(cursor)


def changes(cursor: duckdb.DuckDBPyConnection, limit: int) -> pa.Table:
    """Differing lines of the last ``net``, paired where identity agrees; shape ``CHANGES``."""
    side = (
        f"SELECT {NAMED}, {SAID}, source_ref, source_row, row_number() OVER (PARTITION BY {NAMED} ORDER BY {SAID}) "
        "AS k FROM (SELECT *, unnest(range(abs(n))) AS copy FROM netted WHERE n {} 0)"
    )
    names = ", ".join(f"coalesce(a.{name}, b.{name}) AS {name}" for name in IDENTITY)
    same = " AND ".join(f"a.{name} IS NOT DISTINCT FROM b.{name}" for name in (*IDENTITY, "k"))
    found = cursor.sql(
        "SELECT CASE WHEN b.state IS NULL THEN 'new' WHEN a.state IS NULL THEN 'removed' "
        "ELSE 'restated' END AS change, "
        f"{names}, b.value AS before, a.value AS after, b.state AS before_state, a.state AS after_state, "
        "coalesce(a.source_ref, b.source_ref) AS source_ref, coalesce(a.source_row, b.source_row) AS source_row "
        f"FROM ({side.format('>')}) a FULL JOIN ({side.format('<')}) b ON {same} ORDER BY ALL LIMIT {int(limit)}"
    ).to_arrow_table()
    return found.select(CHANGES.names).cast(CHANGES)


def _uneven(rows: str) -> str:
    return (
        f"SELECT {NAMED}, {SAID}, source_ref, source_row FROM {rows} AS r SEMI JOIN uneven "
        f"ON hash({NAMED}, {SAID}) = h1 AND hash('second', {NAMED}, {SAID}) = h2"
    )


def _counted(cursor: duckdb.DuckDBPyConnection) -> Netted:
    counts = cursor.execute(
        "SELECT coalesce(sum(least(more, less)), 0)::BIGINT, coalesce(sum(more), 0)::BIGINT, "
        "coalesce(sum(less), 0)::BIGINT FROM (SELECT coalesce(sum(n) FILTER (n > 0), 0) AS more, "
        f"coalesce(-sum(n) FILTER (n < 0), 0) AS less FROM netted GROUP BY {NAMED})"
    ).fetchone()
    restated, added, gone = counts if counts else (0, 0, 0)
    touched = cursor.execute(
        "SELECT DISTINCT source, scenario, period, coalesce(strftime(as_of, '%Y-%m-%d'), '') FROM netted"
    ).fetchall()
    return Netted(added - restated, restated, gone - restated, added, frozenset(SliceKey(*row) for row in touched))


def by_period(keys: Collection[SliceKey]) -> dict[str, list[SliceKey]]:
    """Slices by their period, so that a comparison holds one period at a time."""
    found: dict[str, list[SliceKey]] = {}
    for key in sorted(keys):
        found.setdefault(key.period, []).append(key)
    return found
