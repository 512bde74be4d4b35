"""Parquet files become batches of cells with the types they have."""

from collections.abc import Iterator
from typing import BinaryIO

import pyarrow as pa
import pyarrow.parquet as pq

from scorecard.ingest.reader_request import ReadReport, ReadRequest, Unreadable, wanted

ROWS = 262_144
MOST_COLUMNS = 2000


def read_parquet(stream: BinaryIO, request: ReadRequest, report: ReadReport) -> Iterator[pa.RecordBatch]:
    """Batches of the wanted columns.

    Raises:
        Unreadable: If the file as a whole cannot be read.
    """
    try:
        schema = pq.read_schema(stream)
        stream.seek(0)
        if len(schema.names) > MOST_COLUMNS:
            raise Unreadable(f"the file has {len(schema.names):,} columns", f"Give at most {MOST_COLUMNS:,}.")
        chosen = wanted(schema.names, request)
        names = [schema.names[at] for at in chosen]
        words = [
            name for name, asked in zip(names, chosen.values(), strict=True) if _coded(schema, name, asked, request)
        ]
        file = pq.ParquetFile(stream, read_dictionary=words)
        for batch in file.iter_batches(ROWS, columns=names):
            report.rows += batch.num_rows
            yield batch.select(names).rename_columns(list(chosen.values()))
    except (pa.ArrowInvalid, pa.ArrowNotImplementedError, OSError) as fault:
        raise Unreadable(
            "the Parquet file is damaged or not one", "Write it again, or name its real format."
        ) from fault


def _coded(schema: pa.Schema, name: str, asked: str, request: ReadRequest) -> bool:
    kind = schema.field(name).type
    return asked not in request.plain and (pa.types.is_string(kind) or pa.types.is_large_string(kind))
