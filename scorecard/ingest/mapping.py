"""Cells become facts: every field of a line read by the profile's rules, all faults noted on the way."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from scorecard.domain.catalogue import Catalogue
from scorecard.domain.vocabulary import State
from scorecard.ingest.amounts import VALUE, without
from scorecard.ingest.controls import ControlSums
from scorecard.ingest.faults import SHOWN, Faults
from scorecard.ingest.fields import FieldReaders, Measures
from scorecard.ingest.figures import AmountColumns, Figures
from scorecard.ingest.names import DECLARE
from scorecard.ingest.profile import Profile
from scorecard.ingest.rows import Mask, Rows
from scorecard.ingest.words import Words
from scorecard.store.filing import STAGED_SCHEMA
from scorecard.store.schema import DIMENSIONS

TOTAL_ROW = r"(?i)^\s*((grand|sub)[\s_-]*)?totals?\s*[:=]?\s*$"


@dataclass
class Counts:
    """How many rows became what."""

    read: int = 0
    left_out: int = 0
    dropped: int = 0
    not_reported: int = 0
    facts: int = 0


class FileMapping:
    """Turns the batches of one file into facts."""

    def __init__(self, profile: Profile, catalogue: Catalogue, today: date, faults: Faults) -> None:
        self.counts = Counts()
        self.controls = ControlSums(tuple(each for each in profile.controls if each.file in ("", faults.file)))
        self._profile, self._catalogue, self._today, self._faults = profile, catalogue, today, faults
        self._amounts = AmountColumns(profile, faults)
        self._fields = FieldReaders(profile, catalogue, faults)
        self._next = profile.file.header_row + 1

    def facts(self, batch: pa.RecordBatch) -> Iterator[pa.RecordBatch]:
        """The facts of one batch; none once anything was found wrong."""
        rows = Rows.of(batch, self._next)
        self._next += len(rows)
        self.counts.read += len(rows)
        self.controls.rows += len(rows)
        kept = self._where(rows)
        self.counts.left_out += len(rows) - len(kept)
        if len(kept) == 0:
            return
        loaded = ~self._dropped(kept)
        self._total_rows(kept, loaded)
        columns = list(self._amounts.all(kept))
        self._feed(kept, columns, loaded)
        self.counts.dropped += int((~loaded).sum())
        for figures in columns:
            if (made := self._facts_of(kept, figures, loaded)) is not None:
                yield made

    def _where(self, rows: Rows) -> Rows:
        mask = np.zeros(len(rows), bool)
        for rule in self._profile.kept:
            fits = np.ones(len(rows), bool)
            for column, words in rule.items():
                fits &= rows.words(column).among(words)
            mask |= fits
        return rows.only(mask)

    def _dropped(self, rows: Rows) -> Mask:
        mask = np.zeros(len(rows), bool)
        for column, words in self._profile.drop.items():
            mask |= rows.words(column).among(words)
        return mask

    def _total_rows(self, rows: Rows, loaded: Mask) -> None:
        """Rows whose first cell says Total, in a column the profile does not read."""
        first = next(iter(rows.cells))
        if first in self._profile.needed or not pa.types.is_string(rows.cells[first].type):
            return
        totals = pc.match_substring_regex(rows.text(first), TOTAL_ROW).to_numpy(zero_copy_only=False) & loaded
        for _, number in rows.marked(totals, SHOWN):
            self._faults.add(number, first, "the row looks like a total", DECLARE)

    def _feed(self, rows: Rows, columns: list[Figures], loaded: Mask) -> None:
        if not self._profile.controls:
            return
        amounts = {figures.header: figures.raw for figures in columns if figures.header}
        if "value" in self._profile.columns:
            amounts[self._profile.columns["value"]] = columns[0].raw
        for column in self.controls.columns:
            if column not in amounts:
                amounts[column] = self._amounts.column(rows, column, required=False).raw
        names = {name for control in self._profile.controls for name in (control.group, *control.by) if name}
        words = {name: rows.words(name) for name in names}
        self.controls.feed(words, amounts, loaded)
        for figures in columns:
            self.controls.feed(words, {"": figures.raw}, loaded, figures.header)

    def _facts_of(self, rows: Rows, figures: Figures, loaded: Mask) -> pa.RecordBatch | None:
        states = self._fields.states(rows)
        unsaid = np.array([state != State.REPORTED for state in states[0]], bool)[states[1]]
        wanted = loaded & (~figures.blank | unsaid)
        self.counts.not_reported += int((loaded & figures.blank & ~unsaid).sum())
        if not wanted.any():
            return None
        scaled = self._amounts.scaled(rows, figures)
        if not wanted.all():
            scaled = scaled.filter(pa.array(wanted))
        return self._line(rows.only(wanted), scaled, unsaid[wanted], figures.header)

    def _line(self, rows: Rows, values: pa.Array, unsaid: Mask, header: str) -> pa.RecordBatch | None:
        fields = self._fields
        when = fields.when(rows, header)
        measures = fields.measures(rows, header)
        as_of = fields.as_of(rows)
        scenario = fields.scenarios(rows, header, when, as_of)
        self._not_in_future(rows, scenario, when.latest)
        values = fields.signed(rows, values, measures)
        if self._profile.file.empty or unsaid.any():
            values = without(values, pa.array(unsaid))
        columns = {
            "source": Words.same("", len(rows), "").coded([self._profile.source]),
            "scenario": scenario,
            "period": when.keys,
            "date": when.dates,
            "entity": fields.entities(rows, header),
            "measure": measures.coded(measures.ids),
            **{name: fields.dimension(name, rows, header) for name in DIMENSIONS},
            "value": values,
            "quantity": self._quantities(rows, values, measures),
            "currency": fields.currencies(rows, header, measures),
            "state": fields.state_column(rows),
            "as_of": as_of,
            "note": fields.text("note", rows, fold=True),
            "source_ref": fields.source_ref(rows),
            "source_row": pa.array(rows.numbers),
            "import_id": pa.array(np.zeros(len(rows), np.int64)),
        }
        if self._faults:
            return None
        self.counts.facts += len(rows)
        shaped = [_shaped(columns[field.name], field.type) for field in STAGED_SCHEMA]
        return pa.RecordBatch.from_arrays(shaped, schema=STAGED_SCHEMA)

    def _quantities(self, rows: Rows, values: pa.Array, measures: Measures) -> pa.Array:
        column = self._profile.columns.get("quantity")
        if column is None:
            return pa.nulls(len(rows), VALUE)
        return self._fields.counted(rows, self._amounts.column(rows, column, required=False).raw, values, measures)

    def _not_in_future(self, rows: Rows, scenario: pa.Array, latest: pa.Array) -> None:
        newest = pc.max(latest).as_py()
        if newest is None or newest <= self._today:
            return
        late = pc.and_(pc.equal(scenario, "actual"), pc.greater(latest, pa.scalar(self._today, pa.date32())))
        mask = pc.fill_null(late, False).to_numpy(zero_copy_only=False)
        for at, number in rows.marked(mask, SHOWN):
            said = f"an actual figure is dated {latest[at].as_py()}, after today"
            remedy = "Correct the date, or load it as budget or forecast."
            self._faults.add(number, self._fields.when_column, said, remedy)
        self._faults.add_many(max(0, int(mask.sum()) - SHOWN))


def _shaped(column: pa.Array, kind: pa.DataType) -> pa.Array:
    if column.type == kind:
        return column
    return pa.nulls(len(column), kind) if column.null_count == len(column) else column.cast(kind)
