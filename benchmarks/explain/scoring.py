"""How well a method finds the causes that were put into cases."""

import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from statistics import median

from benchmarks.explain.cases import Case, Cause
from scorecard.domain.explain import Leaves, explain

Method = Callable[[Leaves], set[Cause]]


@dataclass(frozen=True)
class Score:
    """How well causes were found over many cases: F1, precision, recall, and median processor seconds a case."""

    f1: float
    precision: float
    recall: float
    seconds: float

    def __str__(self) -> str:
        return f"F1 {self.f1:.3f} (P {self.precision:.3f}, R {self.recall:.3f}), {self.seconds * 1000:.1f} ms a case"


def ours(leaves: Leaves) -> set[Cause]:
    return {frozenset(each.where) for each in explain(leaves).slices}


def scored(method: Method, cases: Iterable[Case]) -> Score:
    hits = extra = missed = 0
    seconds = []
    for case in cases:
        began = time.process_time()
        found = method(case.leaves)
        seconds.append(time.process_time() - began)
        hits += len(found & case.causes)
        extra += len(found - case.causes)
        missed += len(case.causes - found)
    told = max(hits + extra, 1)
    return Score(2 * hits / (2 * hits + extra + missed), hits / told, hits / (hits + missed), median(seconds))
