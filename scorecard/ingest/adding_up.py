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

    def __init__(self, catalogue: Catalogue, several_files: bool = False) -> None:
        self._alone = pa.array(sorted(alone(catalogue)), pa.string())
        self._seen: dict[tuple[Any, ...], tuple[str, int]] = {}
        kinds = {name: each.kind for name, each in catalogue.accounts.items()}
        kinds |= {name: each.kind for name, each in catalogue.readings.items()}
        self._kinds = {name: kind for name, kind in kinds.items() if kind in ON_ONE_DAY}
        self._one_day = pa.array(sorted(self._kinds), pa.string())
        self._first: dict[tuple[Any, ...], date] = {}
        self._several: dict[tuple[Any, ...], Days] = {}
        self._several_files = several_files
        self._told_in: dict[tuple[Any, ...], Faults] = {}
        self._twice: dict[tuple[Any, ...], tuple[str, str]] = {}

    def look(self, lines: pa.RecordBatch, faults: Faults) -> None:
        """Look at lines of a file, in ``STAGED_SCHEMA``; what is found wrong goes to the file's faults."""
        self._once(lines, faults)
        self._on_one_day(lines, faults)
        if self._several_files:
            self._in_two_files(lines, faults)

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

    def notes(self) -> Iterator[str]:
        """What files of one load both hold, the first of it; it is added up, as it may be meant."""
        for (measure, entity, period, scenario, _), (first, second) in list(self._twice.items())[:1]:
            more = f", and so are {len(self._twice) - 1:,} more" if len(self._twice) > 1 else ""
            both = f"{first} and {second} both hold {scenario} figures of {measure} of {entity} in {period}"
            yield f"{both}; they are added up{more}"

    def _once(self, lines: pa.RecordBatch, faults: Faults) -> None:
        """Figures that cannot be added up stand once in a load, whatever their day, product or customer."""
        found = _of(lines, self._alone)
        if found is None:
            return
        names = ("measure", "entity", "period", "scenario", "as_of")
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
        for *key, day, row in _told(found, ["date"]):
            same = tuple(key)
            first = self._first.setdefault(same, day)
            if day != first:
                self._several.setdefault(same, Days(faults.file, row, {first})).days.add(day)

    def _in_two_files(self, lines: pa.RecordBatch, faults: Faults) -> None:
        """Files of one load bring their slices together; where both speak of the same, a reader wants to know."""
        for *key, _row in _told(lines, []):
            same = tuple(key)
            first = self._told_in.setdefault(same, faults)
            if first is not faults:
                self._twice.setdefault(same, (first.file, faults.file))


def _told(lines: pa.RecordBatch, more: list[str]) -> Iterator[tuple[Any, ...]]:
    """What lines with a figure are about, each once, with its first row."""
    names = ["measure", "entity", "period", "scenario", "as_of", *more]
    if lines["value"].null_count:
        lines = lines.filter(pc.is_valid(lines["value"]))
    told = pa.Table.from_batches([lines]).group_by(names, use_threads=False).aggregate([("source_row", "min")])
    return zip(*(told[name].to_numpy().tolist() for name in (*names, "source_row_min")), strict=True)


def _of(lines: pa.RecordBatch, names: pa.Array) -> pa.RecordBatch | None:
    """The lines of some accounts and readings; None if there are none."""
    measures = lines["measure"]
    among: Mask = pc.is_in(measures.dictionary, value_set=names).to_numpy(zero_copy_only=False)
    if not among.any():
        return None
    mask = among[measures.indices.to_numpy()]
    return lines.filter(pa.array(mask)) if mask.any() else None
