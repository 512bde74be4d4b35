"""The process that opens foreign files: no rights but to read one and to send its cells back."""

import importlib
import os
import resource
import sys
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, BinaryIO

from scorecard.ingest.reader_request import Limits, ReadReport, ReadRequest, Unreadable
from scorecard.store.ahead import ahead

if TYPE_CHECKING:
    import pyarrow as pa

Reader = Callable[[BinaryIO, ReadRequest, ReadReport], "Iterator[pa.RecordBatch]"]


MADE_AHEAD = 1
"""Batches that lie ready while the last is still being sent."""


def main() -> None:
    """Read standard input as the first argument says; cells go to standard output, the report to standard error."""
    confine(Limits.from_json(sys.argv[2]))
    load_arrow_alone()
    request = ReadRequest.from_json(sys.argv[1])
    report = ReadReport()
    stream = os.fdopen(0, "rb", buffering=0)
    try:
        _send(_reader(request)(stream, request, report))
        report.done = True
    except Unreadable as found:
        report.faults.append(found.fault)
    sys.stderr.write("\n" + report.to_json())
    sys.stderr.flush()
    os._exit(0)


def confine(limits: Limits) -> None:
    """Give up what reading one file does not need."""
    for kind, most in (
        (resource.RLIMIT_AS, limits.memory),
        (resource.RLIMIT_CPU, limits.seconds),
        (resource.RLIMIT_FSIZE, limits.written),
        (resource.RLIMIT_NOFILE, limits.files),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(kind, (most, most))


def load_arrow_alone() -> None:
    """Load Arrow without numpy, which halves the time to the first row; who needs numpy loads it by itself."""
    sys.modules["numpy"] = None  # type: ignore[assignment]
    importlib.import_module("pyarrow")
    del sys.modules["numpy"]


def _reader(request: ReadRequest) -> Reader:
    if request.file_format == "xlsx":
        from scorecard.ingest.workbook_reader import read_workbook

        return read_workbook
    if request.file_format == "parquet":
        from scorecard.ingest.parquet_reader import read_parquet

        return read_parquet
    from scorecard.ingest.csv_reader import read_csv

    return read_csv


def _send(batches: "Iterator[pa.RecordBatch]") -> None:
    import pyarrow as pa

    with os.fdopen(1, "wb", buffering=0) as sink, ahead(batches, MADE_AHEAD) as ready:
        writer = None
        for batch in ready:
            writer = writer or pa.ipc.new_stream(sink, batch.schema)
            writer.write_batch(batch)
        if writer is not None:
            writer.close()


if __name__ == "__main__":
    main()
