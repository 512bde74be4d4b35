"""Measures how long reports take: ``python -m benchmarks.reports [--rows N] [--small N] [--json FILE]``."""

import argparse
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from decimal import Decimal
from pathlib import Path
from statistics import median

from rich.console import Console
from rich.table import Table

from benchmarks.bars import Bar
from benchmarks.store.loading import load
from benchmarks.store.postings import catalogue, write_postings
from scorecard.domain.catalogue import Catalogue, Measure, Objective, Target
from scorecard.domain.scope import Scope
from scorecard.domain.vocabulary import Kind, Perspective, Polarity, Unit, View
from scorecard.ingest.opening import open_store
from scorecard.reports.find import find_report
from scorecard.reports.history import history_report
from scorecard.reports.measure import measure_report
from scorecard.reports.scorecard import scorecard_report
from scorecard.reports.usual import usual_scope
from scorecard.store.store import Store

REPEATS = 25
OPENINGS = 5
PAGE_MS = 20.0
FIND_MS = 10.0
GROWTH = 1.5
MEASURES = 35


@dataclass(frozen=True)
class Time:
    """Milliseconds of this process's processor and of the clock on the wall: medians."""

    cpu: float
    wall: float


def timed(work: Callable[[], object], repeats: int = REPEATS) -> Time:
    work()
    return middle([once(work) for _ in range(repeats)])


def once(work: Callable[[], object]) -> Time:
    began, spent = time.perf_counter(), time.process_time()
    work()
    return Time((time.process_time() - spent) * 1000, (time.perf_counter() - began) * 1000)


def middle(times: list[Time]) -> Time:
    return Time(median(each.cpu for each in times), median(each.wall for each in times))


def bar(name: str, found: Time, bound: float | None) -> Bar:
    return Bar(name, found.cpu, "ms", bound, f"on the wall {found.wall:.1f} ms")


def sample_company(folder: Path) -> list[Bar]:
    command = [sys.executable, "-m", "scorecard", "--store", str(folder), "demo"]
    subprocess.run(command, check=True, capture_output=True)
    store = open_store(folder)
    snapshot = store.snapshot()
    scope = usual_scope(snapshot, store.today())
    began = time.perf_counter()
    scorecard_report(store, scope)
    first = (time.perf_counter() - began) * 1000
    bars = [Bar("scorecard, the very first, two revisions opened", first, "ms", None, "cubes included")]
    count = len(snapshot.catalogue.measures)
    cold = first_asked(folder, scope)
    for view in View:
        bars.append(bar(f"scorecard, {view}, {count} measures, first asked", cold[view], PAGE_MS))
        bars.append(bar(f"scorecard, {view}, another period", other_periods(store, scope.with_(view=view)), PAGE_MS))
    slowest = max(
        (timed(lambda name=name: measure_report(store, scope, name), 3).cpu, name)
        for name in snapshot.catalogue.measures
    )[1]
    bars.append(bar(f"measure, the slowest ({slowest})", timed(lambda: measure_report(store, scope, slowest)), PAGE_MS))
    bars.append(bar("find, with a typing error", timed(lambda: find_report(store, scope, "overtme")), FIND_MS))
    bars.append(bar("data page", timed(lambda: history_report(store, scope), 5), None))
    store.close()
    return bars


def first_asked(folder: Path, scope: Scope) -> dict[View, Time]:
    """The scorecard in view after view of a store just opened: nothing was evaluated in any of them yet."""
    found: dict[View, list[Time]] = {view: [] for view in View}
    for _ in range(OPENINGS):
        store = open_store(folder)
        scorecard_report(store, scope.with_(period=store.snapshot().calendar.periods[0].key))
        for view in View:
            asked = scope.with_(view=view)
            found[view].append(once(lambda store=store, asked=asked: scorecard_report(store, asked)))
        store.close()
    return {view: middle(times) for view, times in found.items()}


def other_periods(store: Store, scope: Scope) -> Time:
    """The scorecard of period after period, going back: each is asked for the first time."""
    keys = [period.key for period in store.snapshot().calendar.periods]
    back = iter(keys[keys.index(scope.period) - 1 :: -1])
    return timed(lambda: scorecard_report(store, scope.with_(period=next(back))), 20)


def measured_catalogue(_text: str = "") -> Catalogue:
    """The postings' catalogue with 35 measures: amounts and shares against plan."""
    plain = catalogue()
    sides = list(Perspective)
    objectives = {side: Objective(side, side, side) for side in sides}
    measures = {}
    for at in range(MEASURES):
        side, share = sides[at % 4], at % 3 == 2
        measures[f"m{at}"] = Measure(
            f"m{at}", f"Measure {at}", "", Kind.RATIO if share else Kind.FLOW, Unit.PERCENT if share else Unit.MONEY,
            Polarity.HIGHER, side, side, (f"+account{at}",), ("+income",) if share else (),
            target=Target("plan", Decimal("0.05")),
        )  # fmt: skip
    names = {side: side.title() for side in sides}
    return replace(plain, perspectives=names, objectives=objectives, measures=measures)


def postings(folder: Path, rows: int) -> tuple[Time, Time]:
    file = folder / f"{rows}.parquet"
    write_postings(file, rows)
    load(folder / f"{rows}", file)
    file.unlink()
    store = Store.open(folder / f"{rows}", parse_catalogue=measured_catalogue)
    scope = Scope("company", "2025-06", View.YEAR_TO_DATE)
    found = timed(lambda: scorecard_report(store, scope)), timed(lambda: measure_report(store, scope, "m2"))
    store.close()
    return found


def growth(folder: Path, small: int, rows: int) -> list[Bar]:
    few, many = postings(folder, small), postings(folder, rows)
    bars = []
    for name, less, more in zip(("scorecard", "measure"), few, many, strict=True):
        bars.append(bar(f"{name}, year to date, {rows:,} postings", more, PAGE_MS))
        told = f"{more.cpu:.1f} ms / {less.cpu:.1f} ms at {small:,}"
        bars.append(Bar(f"{name}, many postings / few", more.cpu / less.cpu, "×", GROWTH, told))
    return bars


def main() -> int:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--rows", type=int, default=10_000_000)
    asked.add_argument("--small", type=int, default=100_000)
    asked.add_argument("--json", type=Path)
    options = asked.parse_args()
    with tempfile.TemporaryDirectory() as place:
        bars = sample_company(Path(place) / "sample") + growth(Path(place), options.small, options.rows)
    table = Table("bar", "found", "bound", "holds", "measured", title="Reports from the cube, processor time")
    for each in bars:
        bound = "" if each.bound is None else f"≤ {each.bound:g}"
        table.add_row(each.name, f"{each.found:,.2f} {each.unit}", bound, "yes" if each.holds else "NO", each.told)
    Console(width=150).print(table)
    if options.json:
        told = {"rows": options.rows, "bars": [asdict(each) | {"holds": each.holds} for each in bars]}
        options.json.write_text(json.dumps(told, indent=1, ensure_ascii=False))
    return 0


if __name__ == "__main__":
    sys.exit(main())
