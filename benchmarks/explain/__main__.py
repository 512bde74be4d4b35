"""Whether planted causes are found, and how fast: ``python -m benchmarks.explain [--cases N] [--json FILE]``."""

import argparse
import json
import time
from collections.abc import Iterator
from dataclasses import asdict
from decimal import Decimal
from itertools import product
from pathlib import Path
from statistics import mean, median

import numpy as np
from rich.console import Console
from rich.table import Table

from benchmarks.bars import Bar
from benchmarks.explain.cases import Case, amount_case, large_case, ratio_case
from benchmarks.explain.rivals import adtributor, squeeze
from benchmarks.explain.scoring import Method, ours, scored
from scorecard.domain.explain import Leaves, explain

SHORT = {0.0: 0.04, 0.1: 0.07, 0.2: 0.16}
"""Noise to how far F1 may stay from 1: 0.96, 0.93 and 0.84."""

RATIO_SHORT = 0.55
SECONDS, LARGE_SECONDS = 0.1, 2.0
KINDS = tuple(product((1, 2, 3), (1, 2, 3)))
"""Dimensions a cause names, and causes."""


METHODS: dict[str, Method] = {"Adtributor": adtributor, "Squeeze": squeeze}


def amounts(number: int, noise: float, one_cuboid: bool = True) -> Iterator[Case]:
    return (amount_case(*kind, noise, each, one_cuboid) for kind in KINDS for each in range(number))


def ratios(number: int) -> Iterator[Case]:
    return (ratio_case(*kind, each) for kind in KINDS for each in range(number))


def found_bars(number: int) -> Iterator[Bar]:
    for noise, short in SHORT.items():
        score = scored(ours, amounts(number, noise))
        yield Bar(f"amounts, {noise:.0%} noise: short of F1 1", 1 - score.f1, "", short, str(score))
        yield Bar(f"amounts, {noise:.0%} noise: a case", score.seconds, "s", SECONDS, "21,600 leaves × 4 dimensions")
    score = scored(ours, amounts(number, 0.1, one_cuboid=False))
    yield Bar("causes of several kinds, 10% noise: short of F1 1", 1 - score.f1, "", None, str(score))
    score = scored(ours, ratios(2 * number))
    yield Bar("ratios: short of F1 1", 1 - score.f1, "", RATIO_SHORT, str(score))


def rival_bars(number: int) -> Iterator[Bar]:
    for name, method in METHODS.items():
        for noise in SHORT:
            score = scored(method, amounts(number, noise))
            yield Bar(f"{name}, {noise:.0%} noise: short of F1 1", 1 - score.f1, "", None, str(score))
        score = scored(method, ratios(2 * number))
        yield Bar(f"{name}, ratios: short of F1 1", 1 - score.f1, "", None, str(score))


def large_bar(rows: int) -> Bar:
    case = large_case(rows)
    seconds, found = [], ours(case.leaves)
    for _ in range(3):
        began = time.process_time()
        found = ours(case.leaves)
        seconds.append(time.process_time() - began)
    told = f"{len(found & case.causes)} of {len(case.causes)} causes found, {len(found - case.causes)} more told"
    return Bar(f"{rows:,} rows × 5 dimensions", median(seconds), "s", LARGE_SECONDS, told)


def exact_bar(number: int) -> Bar:
    random = np.random.default_rng(2029)
    wrong = 0
    told = []
    for _ in range(number):
        found = explain(small_case(random))
        told.append(len(found.slices))
        wrong += sum((each.amount for each in found.slices), Decimal(0)) + found.rest != found.total
    return Bar(f"parts and rest ≠ total, of {number:,}", wrong, "", 0, f"{mean(told):.2f} slices told on average")


def small_case(random: np.random.Generator) -> Leaves:
    """A small table with gaps, new and gone leaves and one cause; every other one a ratio."""
    rows = int(random.integers(1, 120))
    codes = tuple(random.integers(0, 4, rows) for _ in range(3))
    names = (("p", "q", "r", "s"),) * 3
    actual, reference = (random.integers(-(10**3), 10**8, rows) * (random.random(rows) > 0.1) for _ in range(2))
    reference = np.where(random.random() < 0.8, actual, reference)
    actual = np.where(codes[0] == 1, actual * 3, actual)
    base = random.integers(1, 10**6, rows)
    bases = (base, np.maximum(base + random.integers(-2, 3, rows), 1)) if random.random() < 0.5 else (None, None)
    return Leaves(("x", "y", "z"), codes, names, actual, reference, *bases)


def shown(bars: list[Bar]) -> Table:
    table = Table("bar", "found", "bound", "holds", "measured", title="Explanations, processor time")
    for each in bars:
        bound = "" if each.bound is None else f"≤ {each.bound:g}"
        table.add_row(each.name, f"{each.found:,.3f} {each.unit}", bound, "yes" if each.holds else "NO", each.told)
    return table


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.explain")
    parser.add_argument("--cases", type=int, default=10, help="cases of each of nine kinds and each noise")
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--exact", type=int, default=10_000)
    parser.add_argument("--json", type=Path)
    given = parser.parse_args()
    bars = [*found_bars(given.cases), *rival_bars(max(given.cases // 2, 1)), exact_bar(given.exact)]
    bars.append(large_bar(given.rows))
    Console(width=150).print(shown(bars))
    if given.json:
        given.json.write_text(json.dumps([asdict(bar) | {"holds": bar.holds} for bar in bars], indent=1))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
