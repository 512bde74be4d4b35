"""``python -m benchmarks.imports [--rows N] [--large N] [--json FILE]``: each measurement in a process of its own."""

import argparse
import json
import subprocess
import sys
import tempfile
import time
from datetime import date
from pathlib import Path
from statistics import median

from benchmarks.imports.elsewhere import copy_into_heap, create_table_as
from benchmarks.imports.files import PROFILE, catalogue, write_files

BARS = {"csv": 4.0, "parquet": 3.0, "again": 1.0, "again of first": 0.5}
MOST_MEMORY = 1500
LOOK = 0.05
LEAST_RATE = 0.8
"""Of the rate at which another engine brings the same large CSV in as it stands."""


def bare(file: Path, folder: Path) -> None:
    """Read with pyarrow, write once with deltalake."""
    import pyarrow as pa
    import pyarrow.csv as pacsv
    import pyarrow.parquet as pq
    from deltalake import write_deltalake

    started = time.perf_counter()
    if file.suffix == ".csv":
        options = pacsv.ConvertOptions(column_types={"amount": pa.decimal128(18, 4), "date": pa.date32()})
        table = pacsv.read_csv(file, convert_options=options)
    else:
        table = pq.read_table(file)
    write_deltalake(str(folder / "bare"), table)
    _say(time.perf_counter() - started)


def load(file: Path, folder: Path) -> None:
    """Import into a fresh store, and once more."""
    from scorecard.changes.load_catalogue import load_catalogue
    from scorecard.changes.load_file import load_file
    from scorecard.domain.access import LOCAL
    from scorecard.ingest.loading import SourceFile
    from scorecard.ingest.opening import open_store
    from scorecard.ingest.profile import parse_profile

    profile, _ = parse_profile(PROFILE, "postings.toml")
    assert profile is not None
    store = open_store(folder / "store", today=lambda: date(2026, 11, 22))
    load_catalogue(store, LOCAL, catalogue(), "bars.toml")
    with file.open("rb") as stream:
        started = time.perf_counter()
        first = load_file(store, LOCAL, [SourceFile(stream, file.name)], profile)
        took = time.perf_counter() - started
        started = time.perf_counter()
        second = load_file(store, LOCAL, [SourceFile(stream, file.name)], profile)
        again = time.perf_counter() - started
    assert first.revision, first.problems
    assert second.already, second
    _say(took, again, first.preview.new)


def _say(*numbers: float) -> None:
    print(json.dumps(numbers))


def _measured(act: str, file: Path) -> dict[str, list[float] | float]:
    """What an act says, and the most megabytes it and one process below it ever took."""
    most: dict[int, int] = {}
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "benchmarks.imports", act, str(file), folder]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
            while process.poll() is None:
                for each in (process.pid, *_below(process.pid)):
                    most[each] = max(most.get(each, 0), _most_memory(each, process.pid))
                time.sleep(LOOK)
            told = process.communicate()[0]
    if process.returncode:
        raise SystemExit(f"{act} of {file.name} failed")
    own = most.pop(process.pid, 0)
    if act == "load" and not most:
        raise SystemExit("the reading process was never seen, so its memory is not known")
    return {"numbers": json.loads(told.splitlines()[-1]), "memory": (own + max(most.values(), default=0)) / 1024}


def _below(process: int) -> list[int]:
    try:
        tasks = list(Path(f"/proc/{process}/task").iterdir())
        return [int(each) for task in tasks for each in (task / "children").read_text().split()]
    except OSError:
        return []


def _most_memory(process: int, own: int) -> int:
    """Kilobytes a process took at most since its program began, as far as it was looked at in time.

    Between its start and its program's a process shows what it was started from, which does not count.
    """
    try:
        said = Path(f"/proc/{process}/status").read_text()
        if (
            process != own
            and Path(f"/proc/{process}/cmdline").read_bytes() == Path(f"/proc/{own}/cmdline").read_bytes()
        ):
            return 0
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in said.splitlines() if line.startswith("VmHWM")), 0)


def bars(rows: int, times: int, folder: Path) -> dict[str, float]:
    """Ratios of one size: medians of the numbers of each act, all acts in turn in each round."""
    found: dict[str, float] = {}
    for kind, file in zip(("csv", "parquet"), write_files(folder, rows), strict=True):
        acts = ("bare", "load", "table", "copy") if kind == "csv" else ("bare", "load")
        rounds = [{act: _measured(act, file) for act in acts} for _ in range(times)]
        took = {act: median(each[act]["numbers"][0] for each in rounds) for act in acts}  # type: ignore[index]
        again = median(each["load"]["numbers"][1] for each in rounds)  # type: ignore[index]
        found[f"{kind} bare s"], found[f"{kind} import s"] = took["bare"], took["load"]
        found[f"{kind} ratio"] = took["load"] / took["bare"]
        found[f"{kind} again ratio"] = again / took["bare"]
        found[f"{kind} again of first"] = again / took["load"]
        found[f"{kind} MB"] = max(float(each["load"]["memory"]) for each in rounds)  # type: ignore[arg-type]
        for name in acts[2:]:
            found[f"{kind} rate of {name}"] = took[name] / took["load"]
            found[f"{kind} bare rate of {name}"] = took[name] / took["bare"]
    return found


def main() -> int:
    """Measure, print a table, write JSON."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.imports")
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--large", type=int, default=10_000_000, help="rows for the memory bar, 0 to leave it out")
    parser.add_argument("--times", type=int, default=3)
    parser.add_argument("--json", type=Path)
    given = parser.parse_args()
    results: dict[str, dict[str, float]] = {}
    with tempfile.TemporaryDirectory() as folder:
        results[f"{given.rows:,} rows"] = bars(given.rows, given.times, Path(folder))
        if given.large:
            results[f"{given.large:,} rows"] = bars(given.large, given.times, Path(folder))
    for size, found in results.items():
        large = size == f"{given.large:,} rows"
        for name, number in found.items():
            print(f"{size:>16}  {name:<20} {number:10.2f}  {_verdict(name, number, large)}")
    if given.json:
        given.json.write_text(json.dumps(results, indent=1))
    return 0


def _verdict(name: str, number: float, large: bool) -> str:
    kind, _, what = name.partition(" ")
    if what.startswith("rate"):
        return f"{'ok' if number >= LEAST_RATE else 'UNDER'} (at least {LEAST_RATE:g})" if large else ""
    most = {
        "ratio": BARS[kind],
        "again ratio": BARS["again"],
        "again of first": BARS["again of first"],
        "MB": MOST_MEMORY,
    }.get(what)
    return "" if most is None else f"{'ok' if number <= most else 'OVER'} (at most {most:g})"


ACTS = {
    "bare": bare,
    "load": load,
    "table": lambda file, folder: _say(create_table_as(file, folder)),
    "copy": lambda file, folder: _say(copy_into_heap(file, folder)),
}

if len(sys.argv) == 4 and sys.argv[1] in ACTS:
    ACTS[sys.argv[1]](Path(sys.argv[2]), Path(sys.argv[3]))
    sys.exit(0)
sys.exit(main())
