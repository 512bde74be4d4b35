"""What the bars are held against: the engine on the bare file, timed as we are."""

import time
from collections.abc import Callable
from pathlib import Path

import duckdb

from scorecard.store.questions import MEMORY

REPEATS = 5


def timed(work: Callable[[], object], repeats: int = REPEATS) -> float:
    """The fastest of some runs: what is left when nobody else wants the machine."""
    seconds = []
    for _ in range(repeats):
        began = time.perf_counter()
        work()
        seconds.append(time.perf_counter() - began)
    return min(seconds)


def bare(file: Path) -> duckdb.DuckDBPyConnection:
    connection = duckdb.connect(config={"memory_limit": MEMORY})
    connection.execute(f"CREATE VIEW lines AS SELECT * FROM read_parquet('{file}')")
    return connection
