"""The files the bars are measured with: tidy postings, the same rows as CSV and as Parquet."""

from decimal import Decimal
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv as pacsv
import pyarrow.parquet as pq

STEP = 500_000
MONTHS = 36
ACCOUNTS, ENTITIES = 60, 6

PROFILE = """
name = "postings"
source = "ledger"
[columns]
date = "date"
entity = "entity"
measure = "account"
cost_centre = "cost_centre"
product = "product"
customer = "customer"
vendor = "vendor"
project = "project"
value = "amount"
[constants]
scenario = "actual"
"""


def catalogue() -> str:
    """A workspace with the accounts and entities of the postings."""
    lines = ['[workspace]\nname = "Bars"\ncurrency = "EUR"\n[[entities]]\nid = "all"\nname = "All"\n']
    lines += [f'[[entities]]\nid = "e{at}"\nname = "Entity {at}"\nparent = "all"\n' for at in range(ENTITIES)]
    lines += [f'[[accounts]]\nid = "a{at}"\nname = "Account {at}"\n' for at in range(ACCOUNTS)]
    return "".join(lines)


def write_files(folder: Path, rows: int) -> tuple[Path, Path]:
    """A CSV and a Parquet file of the same postings."""
    csv_file, parquet_file = folder / f"postings-{rows}.csv", folder / f"postings-{rows}.parquet"
    if csv_file.exists() and parquet_file.exists():
        return csv_file, parquet_file
    schema = _rows(1, 0).schema
    bare_text = pacsv.WriteOptions(quoting_style="none")
    with (
        pacsv.CSVWriter(csv_file, schema, write_options=bare_text) as text,
        pq.ParquetWriter(parquet_file, schema) as packed,
    ):
        for first in range(0, rows, STEP):
            table = _rows(min(STEP, rows - first), first)
            text.write_table(table)
            packed.write_table(table)
    return csv_file, parquet_file


def _rows(count: int, seed: int) -> pa.Table:
    chance = np.random.default_rng(seed + 1)
    days = np.datetime64("2023-01-01") + np.sort(chance.integers(0, 1095, count)).astype("timedelta64[D]")
    cents = chance.integers(-5_000_000, 5_000_000, count)
    hundredths = pc.multiply(pa.array(cents).cast(pa.decimal128(19, 0)), pa.scalar(Decimal("0.01")))
    amounts = hundredths.cast(pa.decimal128(18, 2))

    def words(prefix: str, most: int) -> pa.Array:
        return pc.take(pa.array([f"{prefix}{at}" for at in range(most)]), pa.array(chance.integers(0, most, count)))

    return pa.table(
        {
            "date": pa.array(days, pa.date32()),
            "entity": words("e", ENTITIES),
            "account": words("a", ACCOUNTS),
            "cost_centre": words("cc", 12),
            "product": words("product ", 80),
            "customer": words("customer ", 500),
            "vendor": words("vendor ", 300),
            "project": words("p", 40),
            "amount": amounts,
        }
    )
