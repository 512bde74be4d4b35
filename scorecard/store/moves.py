"""Lines that a correction only booked elsewhere: they say the same under another account, place or other name."""

import duckdb
import pyarrow as pa

from scorecard.store.netting import CHANGES
from scorecard.store.schema import CONTENT, IDENTITY, TOLD_BY

STAYED = (*(name for name in IDENTITY if name not in TOLD_BY), *CONTENT)
"""Columns in which both ends of a move agree."""

CAME_FROM = tuple(f"{name}_before" for name in TOLD_BY)

MOVES = pa.schema(
    [
        *((name, pa.string()) for name in ("source", "scenario", "period", *TOLD_BY, *CAME_FROM)),
        ("value", CHANGES.field("after").type),
    ]
)
"""``TOLD_BY`` is where a line stands now, ``CAME_FROM`` where it stood."""


def set_apart(cursor: duckdb.DuckDBPyConnection) -> int:
    """Take lines that only moved out of the last ``net``'s view ``differing``; ``moves`` tells them.

    A line moved where it is gone from one place and another says the same on the same day, an amount that is not zero.
    A line of which some copy stayed with another amount is restated, as ever.

    Returns:
        How many lines moved.
    """
    cursor.execute("CREATE OR REPLACE TEMP TABLE told AS SELECT * FROM differing")
    same, where = ", ".join(IDENTITY), ", ".join(TOLD_BY)
    cursor.execute(
        "CREATE OR REPLACE TEMP TABLE one_sided AS SELECT *, sign(n) AS way, "
        f"row_number() OVER (PARTITION BY sign(n), {', '.join(STAYED)} ORDER BY {where}, copy) AS k, "
        "least(count(*) FILTER (n > 0) OVER alike, count(*) FILTER (n < 0) OVER alike) AS pairs FROM ("
        "SELECT *, unnest(range(abs(n))) AS copy FROM (SELECT *, max(n) OVER one AS most, min(n) OVER one AS least "
        f"FROM told WINDOW one AS (PARTITION BY {same})) WHERE value <> 0 AND (most < 0 OR least > 0)) "
        f"WINDOW alike AS (PARTITION BY {', '.join(STAYED)})"
    )
    found = cursor.execute("SELECT count(*) FROM one_sided WHERE way > 0 AND k <= pairs").fetchone()
    columns = ", ".join((*IDENTITY, *CONTENT, "source_ref", "source_row"))
    cursor.execute(
        "CREATE OR REPLACE TEMP TABLE rest AS "
        f"SELECT {columns}, way AS n FROM one_sided WHERE k > pairs UNION ALL "
        f"SELECT {columns}, n FROM (SELECT *, max(n) OVER one AS most, min(n) OVER one AS least FROM told "
        f"WINDOW one AS (PARTITION BY {same})) WHERE value IS NULL OR value = 0 OR (most > 0 AND least < 0)"
    )
    cursor.execute("CREATE OR REPLACE TEMP VIEW differing AS SELECT * FROM rest")
    return int(found[0]) if found else 0


def moves(cursor: duckdb.DuckDBPyConnection, limit: int) -> pa.Table:
    """Lines that ``set_apart`` found, in a fixed order; shape ``MOVES``."""
    agree = " AND ".join(f"a.{name} IS NOT DISTINCT FROM b.{name}" for name in (*STAYED, "k"))
    now = ", ".join(f"a.{name}" for name in ("source", "scenario", "period", *TOLD_BY))
    was = ", ".join(f"b.{name} AS {name}_before" for name in TOLD_BY)
    told = cursor.sql(
        f"SELECT {now}, {was}, a.value AS value FROM (FROM one_sided WHERE way > 0 AND k <= pairs) a "
        f"JOIN (FROM one_sided WHERE way < 0 AND k <= pairs) b ON {agree} "
        f"ORDER BY {now}, {', '.join(f'b.{name}' for name in TOLD_BY)}, a.value LIMIT {int(limit)}"
    )
    return told.to_arrow_table().select(MOVES.names).cast(MOVES)
