"""Lines that a correction only booked elsewhere: they say the same under another account, place or other name."""

from collections.abc import Collection

import duckdb
import pyarrow as pa

from scorecard.store.netting import CHANGES
from scorecard.store.schema import CONTENT, IDENTITY, TOLD_BY
from scorecard.store.slices import quoted

STAYED = (*(name for name in IDENTITY if name not in TOLD_BY), *CONTENT, "own")
"""Columns in which both ends of a move agree; ``own`` is the name of a figure that is of no account."""

CAME_FROM = tuple(f"{name}_before" for name in TOLD_BY)

MOVES = pa.schema(
    [
        *((name, pa.string()) for name in ("source", "scenario", "period", *TOLD_BY, *CAME_FROM)),
        ("value", CHANGES.field("after").type),
    ]
)
"""``TOLD_BY`` is where a line stands now, ``CAME_FROM`` where it stood."""


def set_apart(cursor: duckdb.DuckDBPyConnection, readings: Collection[str]) -> int:
    """Take lines that only moved out of the last ``net``'s view ``differing``; ``moves`` tells them.

    A line moved where it is gone from one place and another says the same on the same day, an amount that is not zero.
    Money moves from account to account; a reading, or a figure without currency, stays under its name: two counts that
    are alike by chance are two counts. A line of which some copy stayed with another amount is restated, as ever.

    Args:
        cursor: Where ``net`` was called last.
        readings: Names that are of no account.

    Returns:
        How many lines moved.
    """
    cursor.execute("CREATE OR REPLACE TEMP TABLE told AS SELECT * FROM differing")
    same, where = ", ".join(IDENTITY), ", ".join(TOLD_BY)
    no_account = f"currency IS NULL OR measure IN ({', '.join(quoted(name) for name in ('', *sorted(readings)))})"
    cursor.execute(
        "CREATE OR REPLACE TEMP TABLE one_sided AS SELECT *, sign(n) AS way, "
        f"row_number() OVER (PARTITION BY sign(n), {', '.join(STAYED)} ORDER BY {where}, copy) AS k, "
        "least(count(CASE WHEN n > 0 THEN 1 END) OVER alike, count(CASE WHEN n < 0 THEN 1 END) OVER alike) AS pairs "
        f"FROM (SELECT *, unnest(range(abs(n))) AS copy, CASE WHEN {no_account} THEN measure END AS own FROM ("
        "SELECT *, max(n) OVER one AS most, min(n) OVER one AS least "
        f"FROM told WINDOW one AS (PARTITION BY {same})) WHERE value <> 0 AND (most < 0 OR least > 0)) "
        f"WINDOW alike AS (PARTITION BY {', '.join(STAYED)})"
    )
    found: int = cursor.execute("SELECT count(*) FROM one_sided WHERE way > 0 AND k <= pairs").fetchall()[0][0]
    columns = ", ".join((*IDENTITY, *CONTENT, "source_ref", "source_row"))
    cursor.execute(
        "CREATE OR REPLACE TEMP TABLE rest AS "
        f"SELECT {columns}, way AS n FROM one_sided WHERE k > pairs UNION ALL "
        f"SELECT {columns}, n FROM (SELECT *, max(n) OVER one AS most, min(n) OVER one AS least FROM told "
        f"WINDOW one AS (PARTITION BY {same})) WHERE value IS NULL OR value = 0 OR (most > 0 AND least < 0)"
    )
    cursor.execute("CREATE OR REPLACE TEMP VIEW differing AS SELECT * FROM rest")
    return found


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
