"""Slices: the unit an import replaces, with its row count, exact total and row-set hash."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

import duckdb

from scorecard.store.schema import CONTENT, IDENTITY, TEXTS


@dataclass(frozen=True, slots=True, order=True)
class SliceKey:
    """Which slice: ``as_of`` is an ISO date, or empty for figures without one."""

    source: str
    scenario: str
    period: str
    as_of: str = ""

    @property
    def day(self) -> date | None:
        """The vintage's date."""
        return date.fromisoformat(self.as_of) if self.as_of else None


@dataclass(frozen=True, slots=True)
class SliceFigures:
    """What a slice holds: rows, exact total of reported values and the hash of its set of rows."""

    rows: int
    total: Decimal
    row_hash: str
    first_date: str
    last_date: str
    import_id: int = 0


Figures = dict[SliceKey, SliceFigures]

HASH = "d4"
"""Names how row hashes are made; hashes of another making are never compared, rows are."""


def summarise(cursor: duckdb.DuckDBPyConnection, rows: str) -> Figures:
    """Count, total and hash every slice of a set of fact rows.

    The hash adds up two 64-bit hashes of each row's identity and content, so it does not depend on
    the order of rows, counts duplicates, and leaves out where a row came from. A word is hashed by itself
    first: once for all rows of a file that say it.

    Args:
        cursor: A DuckDB cursor.
        rows: SQL of a relation with the columns of ``FACT_SCHEMA``.
    """
    told = ", ".join(f"hash({name})" if name in TEXTS else name for name in (*IDENTITY, *CONTENT))
    found = cursor.execute(
        f"SELECT source, scenario, period, coalesce(strftime(as_of, '%Y-%m-%d'), ''), count(*), "
        f"coalesce(sum(value) FILTER (state = 'reported'), 0)::DECIMAL(38, 4), "
        f"sum(hash({told})::HUGEINT), sum(hash('second', {told})::HUGEINT), "
        f"min(date)::VARCHAR, max(date)::VARCHAR, max(import_id) FROM {rows} GROUP BY 1, 2, 3, 4"
    ).fetchall()
    return {
        SliceKey(*row[:4]): SliceFigures(row[4], row[5], _hash(row[6], row[7]), row[8], row[9], row[10] or 0)
        for row in found
    }


def together(parts: Iterable[Mapping[SliceKey, SliceFigures]]) -> Figures:
    """Figures of slices of which several parts were summed up alone: as if all rows had been summed up at once."""
    found: Figures = {}
    for part in parts:
        for key, figures in part.items():
            found[key] = _joined(found[key], figures) if key in found else figures
    return found


def _joined(one: SliceFigures, other: SliceFigures) -> SliceFigures:
    (first, second), (third, fourth) = _halves(one), _halves(other)
    return SliceFigures(
        one.rows + other.rows,
        one.total + other.total,
        _hash(first + third, second + fourth),
        min(one.first_date, other.first_date),
        max(one.last_date, other.last_date),
        max(one.import_id, other.import_id),
    )


def _hash(first: int, second: int) -> str:
    return f"{HASH}:{first % 2**64:016x}{second % 2**64:016x}"


def _halves(figures: SliceFigures) -> tuple[int, int]:
    told = figures.row_hash.removeprefix(f"{HASH}:")
    return int(told[:16], 16), int(told[16:], 16)


def same_rows(one: SliceFigures | None, other: SliceFigures | None) -> bool:
    """Whether two slices hold the same rows, as far as their hashes tell."""
    if one is None or other is None:
        return one is other
    return (one.row_hash, one.rows, one.total) == (other.row_hash, other.rows, other.total)


def quoted(text: str) -> str:
    """A text as an SQL literal."""
    return "'" + text.replace("'", "''") + "'"


def predicate(keys: Iterable[SliceKey]) -> str:
    """SQL that is true exactly for the rows of these slices; false for none."""
    groups: dict[tuple[str, str, str], list[str]] = {}
    for key in sorted(keys):
        groups.setdefault((key.source, key.scenario, key.as_of), []).append(key.period)
    if not groups:
        return "1 = 0"
    every = sorted({period for periods in groups.values() for period in periods})
    return f"{_among(every)} AND ({' OR '.join(_one_group(*group, periods) for group, periods in groups.items())})"


def _one_group(source: str, scenario: str, as_of: str, periods: list[str]) -> str:
    vintage = f"as_of = DATE {quoted(as_of)}" if as_of else "as_of IS NULL"
    return f"(source = {quoted(source)} AND scenario = {quoted(scenario)} AND {vintage} AND {_among(periods)})"


def _among(periods: list[str]) -> str:
    return f"period IN ({', '.join(quoted(period) for period in periods)})"
