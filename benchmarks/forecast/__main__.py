"""Forecasts against what came: ``python -m benchmarks.forecast [--only PART] [--json FILE]``.

Every module here that has ``bars`` is a part.
"""

import argparse
import json
import pkgutil
from collections.abc import Iterator
from dataclasses import asdict
from importlib import import_module
from pathlib import Path

from rich.console import Console
from rich.table import Table

import benchmarks.forecast
from benchmarks.bars import Bar


def parts() -> dict[str, object]:
    """Name to module, in order of their names."""
    names = [each.name for each in pkgutil.iter_modules(benchmarks.forecast.__path__) if not each.name.startswith("_")]
    modules = {name: import_module(f"benchmarks.forecast.{name}") for name in sorted(names)}
    return {name: module for name, module in modules.items() if hasattr(module, "bars")}


def measured(chosen: dict[str, object]) -> Iterator[Bar]:
    for module in chosen.values():
        yield from module.bars()  # type: ignore[attr-defined]


def shown(bars: list[Bar]) -> Table:
    table = Table("bar", "found", "bound", "holds", "measured", title="Forecasts")
    for each in bars:
        bound = "" if each.bound is None else f"≤ {each.bound:.3g}"
        table.add_row(each.name, f"{each.found:,.3f} {each.unit}", bound, "yes" if each.holds else "NO", each.told)
    return table


def main() -> int:
    available = parts()
    parser = argparse.ArgumentParser(prog="python -m benchmarks.forecast")
    parser.add_argument("--only", choices=sorted(available), action="append", help="one part; can be given again")
    parser.add_argument("--json", type=Path)
    given = parser.parse_args()
    bars = list(measured({name: part for name, part in available.items() if not given.only or name in given.only}))
    Console(width=160).print(shown(bars))
    if given.json:
        given.json.write_text(json.dumps([asdict(bar) | {"holds": bar.holds} for bar in bars], indent=1))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
