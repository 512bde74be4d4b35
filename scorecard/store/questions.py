"""DuckDB as a bounded engine for questions: one small database in memory, a cursor per question."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb

MEMORY = "600MB"
"""Beyond this DuckDB works on disk, in the store's own folder."""

BATCH = 65_536


class Questions:
    """Hands out cursors; every thread takes its own."""

    def __init__(self, overflow: Path, memory: str = MEMORY) -> None:
        overflow.mkdir(parents=True, exist_ok=True)
        self._database = duckdb.connect(
            config={
                "memory_limit": memory,
                "temp_directory": str(overflow),
                "autoinstall_known_extensions": "false",
                "autoload_known_extensions": "false",
                "preserve_insertion_order": "false",
            }
        )

    @contextmanager
    def cursor(self) -> Iterator[duckdb.DuckDBPyConnection]:
        """A cursor with its own temporary tables, closed at the end."""
        cursor = self._database.cursor()
        try:
            yield cursor
        finally:
            cursor.close()

    def close(self) -> None:
        """Let go of the engine and its memory."""
        self._database.close()
