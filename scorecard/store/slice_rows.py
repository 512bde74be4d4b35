"""Rows of slices, period by period, as a stream that is a few batches ahead of who takes them."""

from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import contextmanager

import duckdb
import pyarrow as pa

from scorecard.store.ahead import ahead
from scorecard.store.clustering import FEW, clustered
from scorecard.store.netting import by_period
from scorecard.store.questions import BATCH
from scorecard.store.schema import FACT_SCHEMA
from scorecard.store.shelves import Shelves
from scorecard.store.slices import SliceFigures, SliceKey, predicate

Relation = Callable[[duckdb.DuckDBPyConnection, Collection[str]], str]
"""SQL of the rows to read for some periods, on the cursor that will read them."""


@contextmanager
def rows_by_period(
    shelves: Shelves, figures: Mapping[SliceKey, SliceFigures], relation: Relation, import_id: str = "import_id"
) -> Iterator[pa.RecordBatchReader]:
    """Rows of slices, period by period, as a stream that is a few batches ahead of who takes them.

    Periods with few rows come together, as each reading goes over more rows than it finds.
    """
    named = ", ".join(f"{import_id} AS import_id" if name == "import_id" else name for name in FACT_SCHEMA.names)
    with shelves.questions.cursor() as cursor:

        def batches() -> Iterator[pa.RecordBatch]:
            for periods, among in _together(figures):
                found = cursor.sql(f"SELECT {named} FROM {relation(cursor, periods)} WHERE {predicate(among)}")
                for batch in clustered(found.to_arrow_reader(BATCH)):
                    yield from pa.Table.from_batches([batch]).cast(FACT_SCHEMA).to_batches()

        with ahead(batches()) as prepared:
            yield pa.RecordBatchReader.from_batches(FACT_SCHEMA, prepared)


def _together(figures: Mapping[SliceKey, SliceFigures]) -> Iterator[tuple[list[str], list[SliceKey]]]:
    """Periods with their slices, as many at once as have few rows."""
    periods: list[str] = []
    keys: list[SliceKey] = []
    rows = 0
    for period, among in by_period(figures).items():
        more = sum(figures[key].rows for key in among)
        if periods and rows + more > FEW:
            yield periods, keys
            periods, keys, rows = [], [], 0
        periods, keys, rows = [*periods, period], [*keys, *among], rows + more
    if periods:
        yield periods, keys
