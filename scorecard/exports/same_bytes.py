"""Packed files that are the same bytes on every day: entries without the day on which they were packed."""

import io
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

FIRST_DAY = (1980, 1, 1, 0, 0, 0)
"""The earliest day such a file can tell."""


def repacked(packed: bytes) -> bytes:
    """The same entries in the same order, without the day, the machine and the compression they were packed with."""
    file = io.BytesIO()
    with ZipFile(io.BytesIO(packed)) as old, ZipFile(file, "w", ZIP_DEFLATED) as new:
        for entry in old.infolist():
            told = ZipInfo(entry.filename, FIRST_DAY)
            told.compress_type, told.create_system, told.external_attr = ZIP_DEFLATED, 3, 0o600 << 16
            new.writestr(told, old.read(entry))
    return file.getvalue()
