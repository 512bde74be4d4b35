"""Runs every bar in a process of its own and writes tables and JSON: ``python -m benchmarks``."""

import pkgutil
import subprocess
import sys
from pathlib import Path

import benchmarks

RESULTS = Path(__file__).parent / "results"


def main() -> int:
    RESULTS.mkdir(exist_ok=True)
    rooms = [room.name for room in pkgutil.iter_modules(benchmarks.__path__) if room.ispkg]
    chosen = [room for room in rooms if not sys.argv[1:] or room in sys.argv[1:]]
    failed = []
    for room in chosen:
        print(f"\n== {room}", flush=True)
        command = [sys.executable, "-m", f"benchmarks.{room}", "--json", str(RESULTS / f"{room}.json")]
        if subprocess.run(command, check=False).returncode:
            failed.append(room)
    if failed:
        print("did not finish: " + ", ".join(failed))
    return 1 if failed else 0


sys.exit(main())
