"""What the forecast command and the import of forecasting code take."""

import os
import resource
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from benchmarks.bars import Bar
from benchmarks.forecast.cases import growing

SERIES = 1428
SECONDS = 60.0
IMPORT_SECONDS = 0.3
IMPORTING = """
import time
began = time.process_time()
import scorecard.domain.forecast_dated
print(time.process_time() - began)
"""


def bars() -> Iterator[Bar]:
    """A file of 1,428 monthly series through the command, and what importing the engine takes."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "series.csv"
        file.write_text(_table())
        words = ("--series", "id", "--date", "month", "--value", "amount", "--horizon", "18", "--json")
        took = _child([sys.executable, "-m", "scorecard", "forecast", str(file), *words])
    yield Bar(
        f"forecast FILE, {SERIES:,} monthly series", took, "s", SECONDS, "18 ahead, with bands, reading and printing"
    )
    found = [
        float(subprocess.run([sys.executable, "-c", IMPORTING], capture_output=True, text=True, check=True).stdout)
        for _ in range(5)
    ]
    yield Bar(
        "importing the forecasting code", statistics.median(found), "s", IMPORT_SECONDS, "median of 5, numpy included"
    )


def _child(command: list[str]) -> float:
    """Processor seconds of a process, all threads."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, stdout=subprocess.DEVNULL, check=True, env=os.environ | {"OPENBLAS_NUM_THREADS": "1"})
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def _table() -> str:
    draw = np.random.default_rng(1428)
    rows = ["id,month,amount"]
    for number in range(SERIES):
        values = growing(int(draw.integers(48, 127)), 12, draw)
        rows += [f"S{number},{1990 + at // 12}-{at % 12 + 1:02d},{value:.2f}" for at, value in enumerate(values)]
    return "\n".join(rows)
