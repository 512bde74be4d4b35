"""Backup: the book first, then the facts up to the version that book knows; opened and checked before it counts."""

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

from scorecard.store.durable import flush, log_entry
from scorecard.store.facts import Facts
from scorecard.store.refusals import BackupElsewhere, BackupExists
from scorecard.store.shelves import Shelves


def backup(shelves: Shelves, target: Path) -> int:
    """Copy the store into an empty folder that opens as a store of its own.

    Copying the book's file while it is in use would silently miss committed rows; ``VACUUM INTO``
    does not. Facts are copied after it, so that every version the copied book names is there.

    Args:
        shelves: The store.
        target: A folder that does not exist or is empty.

    Returns:
        The newest revision the backup holds.

    Raises:
        BackupExists: If the folder holds something.
        BackupElsewhere: If book or facts are on servers that have backups of their own.
    """
    source = shelves.facts.local
    if not shelves.book.is_sqlite or source is None:
        raise BackupElsewhere
    if target.exists() and any(target.iterdir()):
        raise BackupExists(target.name)
    target.mkdir(parents=True, exist_ok=True)
    copied = target / "book.db"
    with closing(shelves.book.writer.raw_connection()) as raw:
        raw.cursor().execute("VACUUM INTO ?", (str(copied),))
    flush(copied)
    with closing(sqlite3.connect(copied)) as book:
        row = book.execute("SELECT id, facts_version FROM revision ORDER BY id DESC LIMIT 1").fetchone()
    number, version = row or (0, 0)
    _copy_facts(source, target / "facts", version)
    return int(number)


def _copy_facts(source: Path, target: Path, version: int) -> None:
    """Log entries up to the version, and every data file they ever brought."""
    (target / "_delta_log").mkdir(parents=True)
    for number in range(version + 1):
        shutil.copy2(log_entry(source, number), log_entry(target, number))
    facts = Facts(str(source))
    for number in range(version + 1):
        for file in facts.files(number):
            copied = target / Path(file.uri).relative_to(source)
            if not copied.exists():
                copied.parent.mkdir(parents=True, exist_ok=True)
                shutil.copy2(file.uri, copied)
                flush(copied)
