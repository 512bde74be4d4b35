"""Files of one load read, mapped and checked; facts come out only while nothing was found wrong."""

import hashlib
import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from datetime import date
from typing import BinaryIO

import pyarrow as pa

from scorecard.domain.calendar import calendar_from
from scorecard.domain.catalogue import Catalogue
from scorecard.domain.problems import Problem
from scorecard.ingest.absent import with_absent
from scorecard.ingest.adding_up import AddingUp
from scorecard.ingest.controls import ControlResult
from scorecard.ingest.dates import FIRST, LAST
from scorecard.ingest.faults import Faults
from scorecard.ingest.mapping import Counts, FileMapping
from scorecard.ingest.profile import Control, Profile
from scorecard.ingest.reader_request import Limits, ReadRequest
from scorecard.ingest.reading import FileReading, format_of
from scorecard.ingest.texts import display_name
from scorecard.ingest.to_date import own_figures
from scorecard.store.schema import FACT_SCHEMA

BLOCK = 1 << 20
MOST_AT_ONCE = 2_000_000


@dataclass(frozen=True)
class SourceFile:
    """A file to be loaded: its bytes, on disk and flushed, and the name it came with.

    The reading process shares the handle's position, so nothing here trusts it.
    """

    stream: BinaryIO
    name: str

    @property
    def shown(self) -> str:
        """The name as people see it."""
        return display_name(self.name)

    @property
    def size(self) -> int:
        """How many bytes there are."""
        return os.fstat(self.stream.fileno()).st_size

    def fingerprint(self) -> tuple[str, int]:
        """Sha-256 of the bytes, and how many there are."""
        digest, size = hashlib.sha256(), 0
        while block := os.pread(self.stream.fileno(), BLOCK, size):
            digest.update(block)
            size += len(block)
        return digest.hexdigest(), size


@dataclass
class Findings:
    """What reading the files found, complete once all facts were taken."""

    problems: list[Problem] = field(default_factory=list)
    controls: list[ControlResult] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    counts: Counts = field(default_factory=Counts)


class FilesLoading:
    """The files of one load, read one after the other under one profile."""

    def __init__(
        self,
        profile: Profile,
        catalogue: Catalogue,
        today: date,
        controls: Sequence[Control] = (),
        progress: Callable[[int], None] = lambda _rows: None,
    ) -> None:
        self.findings = Findings()
        self._profile = profile.model_copy(update={"controls": (*profile.controls, *controls)})
        self._catalogue, self._today, self._progress = catalogue, today, progress
        self._begun: dict[SourceFile, tuple[Faults, FileReading]] = {}
        self.limits: Limits | None = None

    @contextmanager
    def begun(self, first: SourceFile) -> Iterator[None]:
        """A block in which the first file is being read already, whether somebody takes its facts or not."""
        self._begun[first] = _, reading = self._opened(first)
        reading.begin()
        try:
            yield
        finally:
            reading.stop()

    def facts(self, files: Sequence[SourceFile]) -> Iterator[pa.RecordBatch]:
        """Facts of all files; look at ``findings`` afterwards."""
        batches = self._of_all(files)
        at_once = self._profile.to_date is not None or self._profile.absent is not None
        yield from self._at_once(", ".join(file.shown for file in files), batches) if at_once else batches

    def _of_all(self, files: Sequence[SourceFile]) -> Iterator[pa.RecordBatch]:
        adding_up, found = AddingUp(self._catalogue, len(files) > 1), self.findings
        for file in files:
            yield from self._facts_of(file, adding_up)
        found.problems += adding_up.problems()
        found.notes += adding_up.notes() if not found.problems else ()

    def _facts_of(self, file: SourceFile, adding_up: AddingUp) -> Iterator[pa.RecordBatch]:
        faults, reading = self._begun.pop(file) if file in self._begun else self._opened(file)
        mapping = FileMapping(self._profile, self._catalogue, self._today, faults)
        with closing(reading.batches()) as batches:
            for batch in batches:
                for lines in mapping.facts(batch):
                    adding_up.look(lines, faults)
                    yield lines
                self._progress(batch.num_rows)
        self._whole(faults, mapping, reading)
        self._finish(faults, mapping, reading)

    def _opened(self, file: SourceFile) -> tuple[Faults, FileReading]:
        faults = Faults(file.shown)
        return faults, FileReading(file.stream, self._request(file), faults, self.limits)

    def _request(self, file: SourceFile) -> ReadRequest:
        rules, profile = self._profile.file, self._profile
        wide = profile.unpivot.columns if profile.unpivot else ""
        amounts = [profile.columns.get(name) for name in ("value", "quantity", "note", "source_ref")]
        amounts += [profile.sign.debit, profile.sign.credit]
        plain = [*(name for name in amounts if name), *(wide if not isinstance(wide, str) else ())]
        return ReadRequest(
            file_format=format_of(file.stream, file.name, rules.format),
            encoding=rules.encoding,
            delimiter=rules.delimiter,
            sheet=rules.sheet,
            header_row=rules.header_row,
            columns=profile.needed,
            pattern=wide if isinstance(wide, str) else "",
            plain=tuple(plain),
        )

    def _whole(self, faults: Faults, mapping: FileMapping, reading: FileReading) -> None:
        """A file that may have been cut, or that holds nothing, is not accepted silently."""
        if not reading.report.done or faults:
            return
        if mapping.counts.read == 0:
            faults.add(0, "", "the file has a header and no rows", "Export it again, with its figures.")
        elif mapping.counts.facts == 0 and mapping.counts.not_reported == 0:
            faults.add(0, "", "no row is left after [where] and [drop]", "Correct the profile, or name the right file.")
        elif not reading.report.ends and not mapping.controls.vouch:
            said = "the last line has no end, so the file may have been cut"
            faults.add(0, "", said, "Export it again, or give the total of its figures as a control.")

    def _finish(self, faults: Faults, mapping: FileMapping, reading: FileReading) -> None:
        found, counts = self.findings, mapping.counts
        if reading.report.done:
            results = mapping.controls.results()
            found.controls += results
            for result in results:
                if not result.holds:
                    said = f"the control “{result.name}” expects {result.expected} and finds {result.found}"
                    faults.add(0, "", said, "Compare the file with its totals, or correct the control.")
        found.problems += faults.problems()
        for name in ("read", "left_out", "dropped", "not_reported", "facts"):
            setattr(found.counts, name, getattr(found.counts, name) + getattr(counts, name))
        if reading.report.sheet:
            found.notes.append(f"{faults.file}: the sheet “{reading.report.sheet}” was read")
        for count, words in (
            (counts.left_out, "left out by [where]"),
            (counts.dropped, "used as controls only ([drop])"),
            (counts.not_reported, "not reported, so not loaded"),
        ):
            if count:
                found.notes.append(f"{faults.file}: {count:,} rows {words}")

    def _at_once(self, shown: str, batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        """Lines that say nothing alone: figures to date, and reports that tell by what they leave out."""
        held = list(batches)
        if sum(batch.num_rows for batch in held) > MOST_AT_ONCE:
            said = f"more than {MOST_AT_ONCE:,} lines that must be seen together ([to_date], [absent])"
            self.findings.problems.append(Problem(shown, said, "Load one fiscal year at a time."))
        elif held and not self.findings.problems:
            calendar = calendar_from(self._catalogue.calendar, FIRST, LAST)
            table = pa.Table.from_batches(held).cast(FACT_SCHEMA)
            side_by_side = self._profile.scenario is not None
            if self._profile.absent is not None:
                table = with_absent(table, calendar, self._profile.to_date is not None, side_by_side)
            if self._profile.to_date is not None:
                table = own_figures(table, calendar, side_by_side)
            yield from table.to_batches()
