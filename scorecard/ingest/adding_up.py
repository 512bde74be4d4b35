"""What lines of one load may not be added up, whichever of its files they stand in."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from scorecard.domain.catalogue import Catalogue
from scorecard.domain.problems import Problem
from scorecard.domain.vocabulary import Kind
from scorecard.ingest.faults import SHOWN, Faults
from scorecard.ingest.rows import Mask
from scorecard.store.schema import DIMENSIONS

ALONE = (Kind.DISTINCT, Kind.QUANTILE, Kind.STATE, Kind.RATIO, Kind.DAYS, Kind.SCORE)
"""Kinds of readings of which a place has one figure a period: two of them do not add up (semantics 2.1)."""

ON_ONE_DAY = {
    Kind.BALANCE: ("a balance", "Keep the lines of the period's last day."),
    Kind.AVERAGE: ("an average", "Give the period's average, on one day."),
}
"""Kinds that add up over places and never over time, and what is to be done about several days of a period."""


@dataclass
class Days:
    """Days of a period on which the same is told, and where the second of them is met first."""

    file: str
    row: int
    days: set[date]


def alone(catalogue: Catalogue) -> frozenset[str]:
    """Readings that cannot be added up."""
    return frozenset(name for name, each in catalogue.readings.items() if each.kind in ALONE)


class AddingUp:
    """Watches the lines of one load."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._alone = pa.array(sorted(alone(catalogue)), pa.string())
        self._seen: dict[tuple[Any, ...], tuple[str, int]] = {}
        kinds = {name: each.kind for name, each in catalogue.accounts.items()}
        kinds |= {name: each.kind for name, each in catalogue.readings.items()}
        self._kinds = {name: kind for name, kind in kinds.items() if kind in ON_ONE_DAY}
        self._one_day = pa.array(sorted(self._kinds), pa.string())
        self._first: dict[tuple[Any, ...], date] = {}
        self._several: dict[tuple[Any, ...], Days] = {}

    def look(self, lines: pa.RecordBatch, faults: Faults) -> None:
        """Look at lines of a file, in ``STAGED_SCHEMA``; what is found wrong goes to the file's faults."""
        self._once(lines, faults)
        self._on_one_day(lines, faults)

    def problems(self) -> Iterator[Problem]:
        """What is wrong with all files together, once every line was looked at."""
        for (measure, entity, period, *_), told in list(self._several.items())[:SHOWN]:
            what, remedy = ON_ONE_DAY[self._kinds[measure]]
            said = (
                f"“{measure}” of {entity} in {period} is told on {len(told.days)} days, and {what} cannot be added up"
            )
            yield Problem(f"{told.file}, row {told.row:,}", said, remedy)
        if (more := len(self._several) - SHOWN) > 0:
            said = f"{more:,} more figures are told on several days of a period"
            yield Problem(told.file, said, "Mend the ones above first; the rest is listed then.")

    def _once(self, lines: pa.RecordBatch, faults: Faults) -> None:
        """Figures that cannot be added up stand once in a load, whatever their day."""
        found = _of(lines, self._alone)
        if found is None:
            return
        names = ("measure", "entity", "period", "scenario", "as_of", *DIMENSIONS)
        keys = zip(*(found[name].to_numpy(zero_copy_only=False).tolist() for name in names), strict=True)
        for number, key in zip(found["source_row"].to_pylist(), keys, strict=True):
            if (before := self._seen.get(key)) is None:
                self._seen[key] = faults.file, number
                continue
            first = f"row {before[1]:,} of {before[0]}"
            said = f"“{key[0]}” of {key[1]} in {key[2]} stands in {first} already, and cannot be added up"
            faults.add(number, "", said, "Keep one of the two rows.")

    def _on_one_day(self, lines: pa.RecordBatch, faults: Faults) -> None:
        """Balances and averages of a period are of one day; what is not reported says nothing."""
        found = _of(lines, self._one_day)
        if found is None:
            return
        names = ["measure", "entity", "period", "scenario", "as_of", "date"]
        reported = pa.Table.from_batches([found.filter(pc.is_valid(found["value"]))])
        told = reported.group_by(names, use_threads=False).aggregate([("source_row", "min")])
        for *key, day, row in zip(
            *(told[name].to_numpy().tolist() for name in (*names, "source_row_min")), strict=True
        ):
            same = tuple(key)
            first = self._first.setdefault(same, day)
            if day != first:
                self._several.setdefault(same, Days(faults.file, row, {first})).days.add(day)


def _of(lines: pa.RecordBatch, names: pa.Array) -> pa.RecordBatch | None:
    """The lines of some accounts and readings; None if there are none."""
    measures = lines["measure"]
    among: Mask = pc.is_in(measures.dictionary, value_set=names).to_numpy(zero_copy_only=False)
    if not among.any():
        return None
    mask = among[measures.indices.to_numpy()]
    return lines.filter(pa.array(mask)) if mask.any() else None
