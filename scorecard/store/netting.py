"""Two sets of fact rows compared by count: what is new, restated, removed and unchanged."""

from collections.abc import Collection
from dataclasses import dataclass

import duckdb
import pyarrow as pa

from scorecard.store.schema import AMOUNT, CONTENT, IDENTITY, TOLD_BY
from scorecard.store.slices import SliceKey

CHANGES = pa.schema(
    [
        ("change", pa.string()),
        *((name, pa.string()) for name in ("source", "scenario", "period")),
        ("as_of", pa.date32()),
        ("date", pa.date32()),
        *((name, pa.string()) for name in (*TOLD_BY, "currency")),
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
SLICE = "hash(source, scenario, period, as_of)"
HASHED = f"hash({NAMED}) AS i1, hash('second', {NAMED}) AS i2, hash({SAID}) AS c1, hash('second', {SAID}) AS c2"


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
    """Compare two relations by count and keep the differing lines as the cursor's view ``differing``.

    A line that goes A, B, A comes out even; a line doubled counts once more. Lines and their
    identities are told apart by 128 bits of hash each; only who asks for lines reads their columns.
    """
    told = f"{SLICE} AS part, {HASHED}"
    cursor.execute(
        "CREATE OR REPLACE TEMP TABLE uneven AS SELECT part, i1, i2, c1, c2, sum(n)::BIGINT AS n FROM ("
        f"SELECT {told}, 1 AS n FROM {after} UNION ALL SELECT {told}, -1 AS n FROM {before}) "
        "GROUP BY ALL HAVING sum(n) <> 0"
    )
    cursor.execute(
        f"CREATE OR REPLACE TEMP VIEW differing AS SELECT {NAMED}, {SAID}, sum(n)::BIGINT AS n, "
        "max(source_ref) AS source_ref, max(source_row) AS source_row FROM ("
        f"SELECT *, 1 AS n FROM ({_uneven(after)}) UNION ALL "
        f"SELECT *, -1 AS n FROM ({_uneven(before)})) "
        f"GROUP BY {NAMED}, {SAID} HAVING sum(n) <> 0"
    )
    return _counted(cursor, before, after)


def changes(cursor: duckdb.DuckDBPyConnection, limit: int) -> pa.Table:
    """Differing lines of the last ``net``, paired where identity agrees; shape ``CHANGES``."""
    side = (
        f"SELECT {NAMED}, {SAID}, source_ref, source_row, row_number() OVER (PARTITION BY {NAMED} ORDER BY {SAID}) "
        "AS k FROM (SELECT *, unnest(range(abs(n))) AS copy FROM netted WHERE n {} 0)"
    )
    names = ", ".join(f"coalesce(a.{name}, b.{name}) AS {name}" for name in IDENTITY)
    same = " AND ".join(f"a.{name} IS NOT DISTINCT FROM b.{name}" for name in (*IDENTITY, "k"))
    found = cursor.sql(
        "WITH netted AS MATERIALIZED (SELECT * FROM differing) "
        "SELECT CASE WHEN b.state IS NULL THEN 'new' WHEN a.state IS NULL THEN 'removed' "
        "ELSE 'restated' END AS change, "
        f"{names}, b.value AS before, a.value AS after, b.state AS before_state, a.state AS after_state, "
        "coalesce(a.source_ref, b.source_ref) AS source_ref, coalesce(a.source_row, b.source_row) AS source_row "
        f"FROM ({side.format('>')}) a FULL JOIN ({side.format('<')}) b ON {same} ORDER BY ALL LIMIT {int(limit)}"
    ).to_arrow_table()
    return found.select(CHANGES.names).cast(CHANGES)


def _uneven(rows: str) -> str:
    return (
        f"SELECT {NAMED}, {SAID}, source_ref, source_row FROM (SELECT *, {HASHED} FROM {rows}) AS r "
        "SEMI JOIN uneven USING (i1, i2, c1, c2)"
    )


def _counted(cursor: duckdb.DuckDBPyConnection, before: str, after: str) -> Netted:
    restated, added, gone = cursor.execute(
        "SELECT coalesce(sum(least(more, less)), 0)::BIGINT, coalesce(sum(more), 0)::BIGINT, "
        "coalesce(sum(less), 0)::BIGINT FROM (SELECT sum(greatest(n, 0)) AS more, "
        "sum(greatest(-n, 0)) AS less FROM uneven GROUP BY i1, i2)"
    ).fetchall()[0]
    if not added and not gone:
        return Netted()
    touched = cursor.execute(
        "SELECT source, scenario, period, coalesce(strftime(as_of, '%Y-%m-%d'), '') FROM ("
        f"SELECT source, scenario, period, as_of FROM {after} GROUP BY ALL UNION "
        f"SELECT source, scenario, period, as_of FROM {before} GROUP BY ALL) "
        f"WHERE {SLICE} IN (SELECT part FROM uneven)"
    ).fetchall()
    return Netted(added - restated, restated, gone - restated, added, frozenset(SliceKey(*row) for row in touched))


def by_period(keys: Collection[SliceKey]) -> dict[str, list[SliceKey]]:
    """Slices by their period, so that a comparison holds one period at a time."""
    found: dict[str, list[SliceKey]] = {}
    for key in sorted(keys):
        found.setdefault(key.period, []).append(key)
    return found
