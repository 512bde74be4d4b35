"""Measures packs of the sample company: ``python -m benchmarks.packs [--runs N] [--json FILE]``.

Bars: the pre-read as PDF in two seconds, the workbook in three, each with its numbers gathered the very first time.
"""

import argparse
import json
import tempfile
import time
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from statistics import median

from rich.console import Console
from rich.table import Table

from benchmarks.bars import Bar
from scorecard.exports.packs import FORMATS
from scorecard.reports.pack import KINDS, pack_report
from scorecard.reports.usual import usual_scope
from tests.stclient.workspace import sample_store

BOUNDS = {"pdf": 2_000.0, "xlsx": 3_000.0}
"""Milliseconds with the gathering."""


def spent(work: Callable[[], object]) -> float:
    """Milliseconds of this process's processor."""
    began = time.process_time()
    work()
    return (time.process_time() - began) * 1000


def measured(folder: Path, runs: int) -> list[Bar]:
    store = sample_store(folder)
    scope = usual_scope(store.snapshot(), store.today())
    gathered = spent(lambda: pack_report(store, scope))
    bars = [Bar("weekly pack gathered, the very first time", gathered, "ms", None, "all reports cold")]
    for kind in KINDS:
        pack = pack_report(store, scope, kind)
        for name, form in FORMATS.items():
            first = spent(lambda form=form, pack=pack: form.made(pack))
            later = median(spent(lambda form=form, pack=pack: form.made(pack)) for _ in range(runs))
            told = f"imports and gathering included; again {later:.0f} ms, {len(form.made(pack)) / 1024:.0f} kB"
            bars.append(Bar(f"{kind} pack as {name}", gathered + first, "ms", BOUNDS.get(name), told))
    store.close()
    return bars


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--json", type=Path)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        bars = measured(Path(folder) / "store", min(asked.runs, 100))
    table = Table("Bar", "Found", "At most", "How", box=None)
    for bar in bars:
        bound = "" if bar.bound is None else f"{bar.bound:,.0f} {bar.unit}{'' if bar.holds else ' MISSED'}"
        table.add_row(bar.name, f"{bar.found:,.0f} {bar.unit}", bound, bar.told)
    Console(width=140).print(table)
    if asked.json:
        asked.json.write_text(json.dumps([{**asdict(bar), "holds": bar.holds} for bar in bars], indent=1))


main()
