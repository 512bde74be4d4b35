"""How far off forecasts of generated and published series are, and how often what came lay within their bands."""

import os
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from benchmarks.bars import Bar
from benchmarks.forecast.anchors import anchored
from benchmarks.forecast.cases import Set, drawn, published
from benchmarks.forecast.scoring import inside, owa
from scorecard.domain.forecast import LEVELS, Forecast, forecast_many

ROOT = Path(__file__).parents[2]
FILES = Path(os.environ.get("SCORECARD_SHARED", ROOT.parent / "shared")) / "data" / "philadelphia"
NUMBER = 60
OFF = {80: 5.0, 95: 3.0}
"""Level to how many points the share inside may be off."""

SECONDS = {12: 1.0, 7: 2.5}
"""Season to processor seconds a hundred series may take, bands included."""

OURS = "ours"
ABSENT = "no library beside it (SCORECARD_BENCH_PYTHON)"
TOTALS = (4, 8, 13)


@dataclass(frozen=True)
class Judged:
    """One set: its forecasts, processor seconds for a hundred of them, and the error of each way of making them."""

    cases: Set
    made: list[Forecast]
    seconds: float
    errors: dict[str, float]
    told: str

    @classmethod
    def of(cls, cases: Set) -> "Judged":
        """Forecast the set, and have it forecast by the library if there is one."""
        began = time.process_time()
        made = forecast_many(cases.known, cases.horizon, cases.season)
        seconds = (time.process_time() - began) / len(made) * 100
        beside = anchored(cases)
        errors = {OURS: owa(np.array([each.mean for each in made]), cases)}
        errors |= {name: owa(other, cases) for name, (other, _) in beside.items()}
        told = "; ".join(f"{name} {errors[name]:.3f} in {took:.1f} s" for name, (_, took) in beside.items())
        return cls(cases, made, seconds, errors, told or ABSENT)


def bars() -> Iterator[Bar]:
    """Every set's error against Naive2 and against the library, its coverage, and the time it took."""
    generated = [Judged.of(cases) for cases in drawn(NUMBER)]
    real = [Judged.of(cases) for cases in published(FILES)]
    for each in (*generated, *real):
        bound = max((error for name, error in each.errors.items() if name != OURS), default=1.0)
        yield Bar(f"{each.cases.name}: OWA", each.errors[OURS], "", bound if each in real else None, each.told)
        told = f"{len(each.made)} series, {each.cases.horizon} ahead"
        yield Bar(f"{each.cases.name}: 100 series, bands too", each.seconds, "s", SECONDS.get(each.cases.season), told)
    means = {name: float(np.mean([each.errors[name] for each in generated])) for name in generated[0].errors}
    bound = min((error for name, error in means.items() if name != OURS), default=1.0)
    told = "; ".join(f"{name} {error:.3f}" for name, error in means.items() if name != OURS) or ABSENT
    yield Bar("generated sets, mean OWA", means[OURS], "", bound, told)
    yield from _coverage([(each.cases, each.made) for each in generated])


def _coverage(pooled: list[tuple[Set, list[Forecast]]]) -> Iterator[Bar]:
    """How far the share inside is from the level, over all generated sets alike."""
    for level in LEVELS:
        shares = [
            inside(np.array([f.low[level] for f in made]), np.array([f.high[level] for f in made]), cases.came)
            for cases, made in pooled
        ]
        yield _off(f"values within the {level} % band", level, shares)
        for periods in TOTALS:
            shares = [_total_inside(cases, made, level, periods) for cases, made in pooled if cases.horizon >= periods]
            yield _off(f"totals of {periods} within the {level} % band", level, shares)


def _total_inside(cases: Set, made: list[Forecast], level: int, periods: int) -> float:
    low = np.array([each.cum_low[level][periods - 1] for each in made])
    high = np.array([each.cum_high[level][periods - 1] for each in made])
    return inside(low, high, cases.came[:, :periods].sum(1))


def _off(name: str, level: int, shares: list[float]) -> Bar:
    told = f"{np.mean(shares):.1f} % on average, {min(shares):.1f} to {max(shares):.1f} by set"
    return Bar(f"{name}: off by", abs(float(np.mean(shares)) - level), "points", OFF[level], told)
