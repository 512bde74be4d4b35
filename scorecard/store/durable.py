"""Bytes that must survive a power cut: flushing files and the folders that name them."""

import json
import os
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import unquote

AT_ONCE = 8
"""Files flushed at once: the disk writes down together what is asked for together."""


def flush(path: Path) -> None:
    """Wait until the file, or the folder's list of names, is on the disk."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def log_entry(table: Path, version: int) -> Path:
    """Where a Delta table keeps the log entry of a version."""
    return table / "_delta_log" / f"{version:020d}.json"


def added_files(table: Path, version: int) -> list[Path]:
    """Data files that a version's log entry brings in."""
    lines = log_entry(table, version).read_text(encoding="utf-8").splitlines()
    actions = [json.loads(line) for line in lines if line.strip()]
    return [table / unquote(action["add"]["path"]) for action in actions if "add" in action]


def flush_versions(table: Path, versions: Iterable[int]) -> None:
    """Flush everything the versions rest on: data files, log entries, checkpoints and folders.

    Data first, names last, so that a log entry on disk never speaks of bytes that are not.
    """
    log = table / "_delta_log"
    folders = {log, table}
    for version in versions:
        data = added_files(table, version)
        folders.update(
            parent
            for path in data
            for parent in path.relative_to(table).parents and path.parents
            if table in (parent, *parent.parents)
        )
        with ThreadPoolExecutor(AT_ONCE, "flushing") as several:
            list(several.map(flush, data))
        for path in sorted(log.glob(f"{version:020d}.*")):
            flush(path)
    marker = log / "_last_checkpoint"
    if marker.exists():
        flush(marker)
    for folder in sorted(folders, key=lambda path: -len(path.parts)):
        flush(folder)
    flush(table.parent)
