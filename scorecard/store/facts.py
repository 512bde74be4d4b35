"""The facts shelf: one Delta table partitioned by period, read by DuckDB over its Parquet files."""

import itertools
import json
import os
import re
import shutil
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import Any
from urllib.parse import urlparse
from urllib.request import url2pathname

import duckdb
import pyarrow as pa
import pyarrow.dataset
from deltalake import ColumnProperties, CommitProperties, DeltaTable, WriterProperties, write_deltalake
from deltalake.exceptions import DeltaError, TableNotFoundError
from deltalake.transaction import AddAction, RemoveAction

from scorecard.store.datafiles import DataFile, Finished, data_files
from scorecard.store.durable import flush_versions
from scorecard.store.refusals import FactsNotWritten, FactsUnreadable, FolderNameUnfit
from scorecard.store.schema import FACT_SCHEMA
from scorecard.store.slices import SliceKey, predicate, quoted

UNFIT = set("[]^|%\\")
"""Letters in a folder's path that the table's library stumbles over."""

KEPT = "interval 36500 days"
SETTINGS = {"delta.logRetentionDuration": KEPT, "delta.deletedFileRetentionDuration": KEPT}
ROW_GROUP = 131_072
"""Rows that are read or skipped together."""

WRITING = WriterProperties(
    compression="SNAPPY",  # a fifth more bytes than ZSTD, but scans are a quarter faster
    max_row_group_size=ROW_GROUP,
    column_properties=dict.fromkeys(
        ("source_row", "value"), ColumnProperties(dictionary_enabled=False, encoding="DELTA_BINARY_PACKED")
    ),
)


class Facts:
    """The table at an address: a local folder, or an object store's URI handed to deltalake as it stands.

    Raises:
        FolderNameUnfit: If a local path holds letters that cannot be used.
    """

    def __init__(self, address: str) -> None:
        self.local = _local(address)
        if self.local is not None and set(self.local.as_posix()) & UNFIT:
            raise FolderNameUnfit(self.local.name)
        self.uri = address if self.local is None else self.local.as_uri()
        self._names = itertools.count()
        self.files = lru_cache(maxsize=32)(self._files)

    def create(self) -> int:
        """Make the empty table if there is none; returns the version a first write starts from."""
        if self.local is not None:
            self.local.mkdir(parents=True, exist_ok=True)
        if not self.exists():
            DeltaTable.create(
                self.uri, FACT_SCHEMA, mode="ignore", partition_by=["period"], name="facts", configuration=SETTINGS
            )
            self._flush(0, 0)
        return 0

    def write(self, base: int, rows: pa.RecordBatchReader, replaced: Collection[SliceKey], revision: int) -> int:
        """Put rows in place of the slices they belong to, in one commit on top of a published version.

        Whatever lies on the table after ``base`` was never published: it is taken back first, so its
        rows can never become part of a published version.

        Args:
            base: The published version to start from.
            rows: New rows; all of them belong to ``replaced`` unless that is empty.
            replaced: Slices whose rows at ``base`` go away; empty if all slices are new.
            revision: The revision this will become, kept in the commit for other engines' readers.

        Returns:
            The new version, flushed to disk where the table is local.

        Raises:
            FactsNotWritten: If the table does not take the rows.
        """
        return self._committed(base, lambda table: _commit(table, rows, replaced, revision))

    def adopt(self, base: int, files: Sequence[Finished], revision: int) -> int:
        """Take finished files in as they are, in one commit on top of a published version; local tables only.

        Args:
            base: As for ``write``.
            files: Files whose slices are all new; they stay where they are, too.
            revision: As for ``write``.

        Returns:
            The new version, flushed to disk.

        Raises:
            FactsNotWritten: If the table does not take the files.
        """

        def commit(table: DeltaTable) -> None:
            placed = [_placed(file, self.local or Path()) for file in files]
            entries: list[AddAction | RemoveAction] = [file.addition(self.local or Path()) for file in placed]
            table.create_write_transaction(
                entries, "append", table.schema(), ["period"], commit_properties=_told(revision)
            )

        return self._committed(base, commit)

    def _committed(self, base: int, commit: Callable[[DeltaTable], None]) -> int:
        try:
            table = self._at_head(base)
            if table.version() != base:
                table.restore(base, commit_properties=CommitProperties(custom_metadata={"restored": str(base)}))
            version = int(table.version()) + 1
            commit(table)
        except (DeltaError, OSError) as error:
            raise FactsNotWritten from error
        self._flush(base + 1, version)
        return version

    def rows(self, cursor: duckdb.DuckDBPyConnection, version: int, periods: Collection[str] | None = None) -> str:
        """SQL of a relation with the rows of a version, reading only the files of the periods asked."""
        chosen = [file for file in self.files(version) if periods is None or file.period in periods]
        if not chosen:
            cursor.register("no_facts", FACT_SCHEMA.empty_table())
            return "no_facts"
        if self.local is None:
            wanted = None if periods is None else pyarrow.dataset.field("period").isin(list(periods))
            dataset = DeltaTable(self.uri, version=version).to_pyarrow_dataset()
            name = f"remote_facts_{next(self._names)}"
            cursor.register(name, dataset if wanted is None else dataset.filter(wanted))
            return name
        return parquet(file.uri for file in chosen)

    def missing_files(self, version: int) -> list[str]:
        """Files of a version that are gone or have another size than its log says (local tables only)."""
        if self.local is None:
            return []
        return [
            os.path.relpath(file.uri, self.local)
            for file in self.files(version)
            if not Path(file.uri).is_file() or Path(file.uri).stat().st_size != file.size
        ]

    def _files(self, version: int) -> tuple[DataFile, ...]:
        try:
            table = DeltaTable(self.uri, version=version)
            actions = pa.table(table.get_add_actions(flatten=True))
        except DeltaError as error:
            raise FactsUnreadable(f"version {version} does not open") from error
        return data_files(actions, str(self.local) + os.sep if self.local is not None else self.uri.rstrip("/") + "/")

    def exists(self) -> bool:
        """Whether the table is there."""
        try:
            return bool(DeltaTable.is_deltatable(self.uri))
        except TableNotFoundError:
            return False

    def _at_head(self, base: int) -> DeltaTable:
        """The table as its newest readable entry says; torn entries after ``base`` are set aside."""
        if self.local is not None:
            _set_torn_entries_aside(self.local, base)
        return DeltaTable(self.uri)

    def _flush(self, first: int, last: int) -> None:
        if self.local is not None:
            flush_versions(self.local, range(first, last + 1))


def parquet(addresses: Iterable[str]) -> str:
    """SQL of a relation with the rows of Parquet files whose folders name their period."""
    listed = ", ".join(quoted(re.sub(r"([\[*?])", r"[\1]", address)) for address in addresses)
    return f"read_parquet([{listed}], hive_partitioning = true, hive_types = {{'period': VARCHAR}})"


def _local(address: str) -> Path | None:
    parsed = urlparse(address)
    if parsed.scheme == "file":
        return Path(url2pathname(parsed.path)).absolute()
    return Path(address).absolute() if len(parsed.scheme) <= 1 else None


def _set_torn_entries_aside(table: Path, base: int) -> None:
    """A power cut can leave an unpublished log entry half written; nobody could ever read it."""
    entries = sorted((table / "_delta_log").glob("*.json"))
    torn = False
    for entry in entries:
        if entry.stem.isdigit() and int(entry.stem) > base and (torn or not _is_whole(entry)):
            torn = True
            entry.rename(entry.with_suffix(".json.torn"))


def _is_whole(entry: Path) -> bool:
    try:
        lines = entry.read_text(encoding="utf-8").splitlines()
        return bool(lines) and all(isinstance(json.loads(line), dict) for line in lines)
    except ValueError:
        return False


def _commit(table: DeltaTable, rows: pa.RecordBatchReader, replaced: Collection[SliceKey], revision: int) -> None:
    how: dict[str, Any] = {"mode": "overwrite", "predicate": predicate(replaced)} if replaced else {"mode": "append"}
    write_deltalake(table, rows, writer_properties=WRITING, commit_properties=_told(revision), **how)


def _told(revision: int) -> CommitProperties:
    """A commit right after the version the table stands at; another one in between is an error."""
    return CommitProperties(custom_metadata={"revision": str(revision)}, max_commit_retries=0)


def _placed(file: Finished, table: Path) -> Finished:
    """The file under its own name in the table's folder, without moving its bytes where the disk is the same."""
    place = table / file.path.parent.name / file.path.name
    place.parent.mkdir(exist_ok=True)
    try:
        os.link(file.path, place)
    except OSError:
        if not (place.exists() and place.samefile(file.path)):  # a file that was adopted before is there already
            shutil.copyfile(file.path, place)
    return replace(file, path=place)
