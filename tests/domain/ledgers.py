"""Documents and dated lines written in one line each."""

from collections.abc import Sequence
from datetime import date

import numpy as np

from scorecard.domain.cash_lines import DatedLines, Documents

Line = tuple[str, str, int, str, int]
"""Measure, day, whole units, name, days; places and parties are told apart."""


def day(text: str) -> np.datetime64:
    return np.datetime64(f"2026-{text}", "D")


def dated(*lines: Line, entity: str = "shop", party: str | None = "Ann", foreign: Sequence[int] = ()) -> DatedLines:
    """Lines of one place and party."""
    measure, days, units, names, terms = zip(*lines, strict=True) if lines else ((),) * 5
    return DatedLines(
        measure,
        (entity,) * len(lines),
        (party,) * len(lines),
        names,
        np.array([day(each) if len(each) == 5 else np.datetime64(each) for each in days], dtype="datetime64[D]"),
        np.array(terms, dtype=np.int64),
        np.array(units, dtype=np.int64) * 10_000,
        np.isin(np.arange(len(lines)), list(foreign)),
    )


def joined(*parts: DatedLines) -> DatedLines:
    """All lines of several."""
    return DatedLines(
        *(
            tuple(each for part in parts for each in getattr(part, name))
            for name in ("measure", "entity", "party", "name")
        ),
        *(np.concatenate([getattr(part, name) for part in parts]) for name in ("day", "days", "ticks", "foreign")),
    )


def documents(*rows: tuple[str, str, int, int, int | None], units: int = 100) -> Documents:
    """Name, party, day written (days since 1 January), terms, and days late; None for open."""
    start = np.datetime64(date(2026, 1, 1), "D")
    written = start + np.array([row[2] for row in rows])
    due = written + np.array([row[3] for row in rows])
    late = [None if row[4] is None else due[at] + row[4] for at, row in enumerate(rows)]
    return Documents(
        tuple(row[0] for row in rows),
        ("shop",) * len(rows),
        tuple(row[1] for row in rows),
        written,
        due,
        np.array([np.datetime64("NaT") if each is None else each for each in late], dtype="datetime64[D]"),
        np.full(len(rows), units * 10_000, dtype=np.int64),
    )
