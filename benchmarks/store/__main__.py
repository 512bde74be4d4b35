"""Measures the store's bars: ``python -m benchmarks.store [--rows N] [--json FILE]``."""

import argparse
import json
import subprocess
import sys
import tempfile
import time
from dataclasses import asdict
from pathlib import Path
from statistics import median

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
from deltalake import write_deltalake
from rich.console import Console
from rich.table import Table

from benchmarks.bars import Bar
from benchmarks.store.drilling import contributions, drill
from benchmarks.store.postings import catalogue, write_postings
from benchmarks.store.scanning import bare, timed
from scorecard.domain.vocabulary import Scenario
from scorecard.store.cells import RevisionCells
from scorecard.store.cube import build_cube
from scorecard.store.people import Person
from scorecard.store.schema import FACT_SCHEMA
from scorecard.store.store import Store


def load_elsewhere(folder: Path, file: Path) -> dict[str, float]:
    command = [sys.executable, "-m", "benchmarks.store.loading", str(folder), str(file)]
    return json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout.splitlines()[-1])


def loading(folder: Path, file: Path, rows: int) -> list[Bar]:
    def naive() -> None:
        stream = pq.ParquetFile(file).iter_batches(262_144)
        reader = pa.RecordBatchReader.from_batches(
            FACT_SCHEMA, (pa.Table.from_batches([b]).cast(FACT_SCHEMA).to_batches()[0] for b in stream)
        )
        write_deltalake(folder / "naive", reader, partition_by=["period"])

    once = timed(naive, 1)
    first = load_elsewhere(folder / "store", file)
    again = load_elsewhere(folder / "store", file)
    store = Store.open(folder / "store", parse_catalogue=catalogue)
    size = sum(found.size for found in store._shelves.facts.files(store.revisions()[0].facts_version))
    store.close()
    whole, elsewhere = first["stage"] + first["publish"], again["stage"] + again["publish"]
    return [
        Bar("stage and publish / read and write once", whole / once, "×", 3.0, f"{whole:.1f} s / {once:.1f} s"),
        Bar("peak memory of staging and publishing", first["peak_mb"], "MB", 1500.0, f"{rows:,} lines"),
        Bar("same rows in another file / first load", elsewhere / whole, "×", None, f"{elsewhere:.1f} s, no revision"),
        Bar("bytes a line at rest", size / rows, "B", 30.0, f"{size / 1e6:,.0f} MB"),
    ]


def slices(store: Store, file: Path, folder: Path) -> list[Bar]:
    rows = pq.read_table(file, filters=[("period", "=", "2024-06"), ("scenario", "=", "actual")])
    part = folder / "slice.parquet"
    seconds, reading = [], timed(lambda: pq.read_table(part), 3) if part.exists() else 0.0
    for repeat in range(3):
        raised = pc.cast(pc.add(rows["value"], pa.scalar(repeat + 1)), FACT_SCHEMA.field("value").type)
        pq.write_table(rows.set_column(rows.column_names.index("value"), "value", raised), part)
        reading = timed(lambda: pq.read_table(part), 3)
        began = time.perf_counter()
        with store.stage([pq.read_table(part)]) as staged:
            store.publish("bench", "slice", "import", staged)
        seconds.append(time.perf_counter() - began - reading)
    newest = store.revision()
    diff = timed(lambda: store.diff(newest - 1, newest), 3)
    told = f"{rows.num_rows:,} lines, reading them {reading * 1000:.0f} ms"
    return [
        Bar("a slice replaced, beyond reading the file", median(seconds), "s", 0.5, told),
        Bar("difference of two revisions", diff, "s", None, "every line of one slice restated"),
    ]


def cube(store: Store, file: Path) -> list[Bar]:
    version = store.revisions()[-1].facts_version
    grouped = "SELECT measure, entity, period, scenario, cost_centre, sum(value) FROM lines GROUP BY ALL"

    def ours() -> None:
        with store._shelves.questions.cursor() as cursor:
            build_cube(cursor, store._shelves.facts, version)

    with bare(file) as connection:
        theirs = timed(lambda: connection.execute(grouped).fetchall(), 3)
        arrow = timed(lambda: connection.sql(grouped).to_arrow_table(), 3)
    mine = timed(ours, 3)
    told = f"{mine * 1000:.0f} ms / {arrow * 1000:.0f} ms; as Python rows {theirs * 1000:.0f} ms"
    return [Bar("cube at a new revision / bare GROUP BY", mine / arrow, "×", 1.5, told)]


STATEMENT = """SELECT measure, cost_centre, scenario,
    sum(value) FILTER (period = '2025-06'), sum(value) FILTER (period BETWEEN '2025-01' AND '2025-06'),
    sum(value) FILTER (period = '2024-06'), sum(value) FILTER (period BETWEEN '2024-01' AND '2024-06')
    FROM lines WHERE period BETWEEN '2024-01' AND '2025-06' GROUP BY ALL"""


def statement(store: Store, file: Path) -> list[Bar]:
    snapshot = store.snapshot("r1")
    shared = snapshot.cells._cube
    june, year = snapshot.calendar.index("2025-06"), snapshot.calendar.index("2025-01")

    def ours() -> list[tuple[int, ...]]:
        cells = RevisionCells(shared, snapshot.catalogue, snapshot.calendar)
        return [
            (int(v[june]), int(v[year : june + 1].sum()), int(v[june - 12]), int(v[year - 12 : june - 11].sum()))
            for scenario in (Scenario.ACTUAL, Scenario.BUDGET)
            for name in snapshot.catalogue.accounts
            for v in cells.by_centre(name, "company", scenario).values()
        ]

    with bare(file) as connection:
        scanned = timed(lambda: connection.execute(STATEMENT).fetchall())
    found = timed(ours)
    told = f"{found * 1000:.1f} ms / {scanned * 1000:.0f} ms, account × cost centre"
    return [Bar("a statement from the cube / scanning the lines", found / scanned, "×", 0.25, told)]


def comments(folder: Path, file: Path) -> list[Bar]:
    """People write all the while another process imports the whole file into the same store."""
    store = Store.open(folder / "busy", parse_catalogue=catalogue)
    command = [sys.executable, "-m", "benchmarks.store.loading", str(folder / "busy"), str(file)]
    importer = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    waits = []
    while importer.poll() is None:
        began = time.perf_counter()
        store.put_person(Person(f"p{len(waits)}", "Somebody"), "bench")
        waits.append(time.perf_counter() - began)
        time.sleep(0.02)
    store.close()
    p95 = sorted(waits)[int(len(waits) * 0.95)] * 1000
    return [Bar("a comment during an import, p95", p95, "ms", 100.0, f"{len(waits)} comments, no lock error")]


def measure(rows: int) -> list[Bar]:
    with tempfile.TemporaryDirectory() as place:
        folder, file = Path(place), Path(place) / "postings.parquet"
        write_postings(file, rows)
        bars = loading(folder, file, rows)
        store = Store.open(folder / "store", parse_catalogue=catalogue)
        bars += cube(store, file) + statement(store, file) + drill(store, file) + contributions(store, file)
        bars += slices(store, file, folder)
        store.close()
        return bars + comments(folder, file)


def main() -> int:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--rows", type=int, default=1_000_000)
    asked.add_argument("--json", type=Path)
    options = asked.parse_args()
    bars = measure(options.rows)
    table = Table("bar", "found", "bound", "holds", "measured", title=f"The store at {options.rows:,} postings")
    for bar in bars:
        bound = "" if bar.bound is None else f"≤ {bar.bound:g}"
        table.add_row(bar.name, f"{bar.found:,.2f} {bar.unit}", bound, "yes" if bar.holds else "NO", bar.told)
    Console(width=150).print(table)
    if options.json:
        told = {"rows": options.rows, "bars": [asdict(bar) | {"holds": bar.holds} for bar in bars]}
        options.json.write_text(json.dumps(told, indent=1, ensure_ascii=False))
    return 0


if __name__ == "__main__":
    sys.exit(main())
