"""What lines of one load may not be added up, whichever of its files they stand in."""

from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from scorecard.domain.catalogue import Catalogue
from scorecard.domain.vocabulary import Kind
from scorecard.ingest.faults import Faults
from scorecard.ingest.rows import Mask
from scorecard.store.schema import DIMENSIONS

ALONE = (Kind.DISTINCT, Kind.QUANTILE, Kind.STATE, Kind.RATIO, Kind.DAYS, Kind.SCORE)
"""Kinds of readings of which a place has one figure a period: two of them do not add up (semantics 2.1)."""


def alone(catalogue: Catalogue) -> frozenset[str]:
    """Readings that cannot be added up."""
    return frozenset(name for name, each in catalogue.readings.items() if each.kind in ALONE)


class AddingUp:
    """Watches the lines of one load."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._alone = pa.array(sorted(alone(catalogue)), pa.string())
        self._seen: dict[tuple[Any, ...], tuple[str, int]] = {}

    def look(self, lines: pa.RecordBatch, faults: Faults) -> None:
        """Look at lines of a file, in ``STAGED_SCHEMA``; what is found wrong goes to the file's faults."""
        self._once(lines, faults)

    def _once(self, lines: pa.RecordBatch, faults: Faults) -> None:
        """Figures that cannot be added up stand once in a load, whatever their day."""
        found = _of(lines, self._alone)
        if found is None:
            return
        names = ("measure", "entity", "period", "scenario", "as_of", *DIMENSIONS)
        keys = zip(*(found[name].to_pylist() for name in names), strict=True)
        for number, key in zip(found["source_row"].to_pylist(), keys, strict=True):
            if (before := self._seen.get(key)) is None:
                self._seen[key] = faults.file, number
                continue
            first = f"row {before[1]:,} of {before[0]}"
            said = f"“{key[0]}” of {key[1]} in {key[2]} stands in {first} already, and cannot be added up"
            faults.add(number, "", said, "Keep one of the two rows.")


def _of(lines: pa.RecordBatch, names: pa.Array) -> pa.RecordBatch | None:
    """The lines of some accounts and readings; None if there are none."""
    measures = lines["measure"]
    among: Mask = pc.is_in(measures.dictionary, value_set=names).to_numpy(zero_copy_only=False)
    if not among.any():
        return None
    mask = among[measures.indices.to_numpy()]
    return lines.filter(pa.array(mask)) if mask.any() else None
