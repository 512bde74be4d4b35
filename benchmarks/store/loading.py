"""Loads postings in a process of its own, so that its memory is its own: ``python -m benchmarks.store.loading``."""

import json
import resource
import sys
import time
from pathlib import Path

import pyarrow.parquet as pq

from benchmarks.store.postings import catalogue
from scorecard.store.store import Store

BATCH = 262_144


def load(folder: Path, file: Path) -> dict[str, float]:
    """Stage and publish a file; seconds of each and the process's highest memory in MB."""
    store = Store.open(folder, parse_catalogue=catalogue)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    began = time.perf_counter()
    with store.stage(pq.ParquetFile(file).iter_batches(BATCH)) as staged:
        taken = time.perf_counter()
        published = store.publish("bench", "postings", "import", staged, "postings")
    done = time.perf_counter()
    store.close()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {
        "stage": taken - began,
        "publish": done - taken,
        "peak_mb": peak,
        "before_mb": before,
        "revision": published.revision or 0,
    }


if __name__ == "__main__":
    print(json.dumps(load(Path(sys.argv[1]), Path(sys.argv[2]))))
