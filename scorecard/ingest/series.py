"""Any table of series, a row for each value, becomes series counted without gaps, one clear sentence per fault."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import BinaryIO

import numpy as np
import pyarrow as pa

from scorecard.domain.forecast_dated import Past, closed_places
from scorecard.domain.forecast_rhythm import Rhythm, rhythm_of
from scorecard.domain.forecast_rows import Floats, Ints, Mask
from scorecard.domain.problems import Problem, excerpt
from scorecard.ingest.csv_reader import read_csv
from scorecard.ingest.faults import Faults
from scorecard.ingest.reader_request import ReadReport, ReadRequest, Unreadable
from scorecard.ingest.series_cells import Calendar, amounts, calendar_of
from scorecard.ingest.words import Words

CURRENCY = r"(?i)^(currency|ccy|curr\.?|currency.code)$"

THIN, WIDE = 20, 1000
"""Places a series may have for each of its values, and besides: with more there is nothing to fill gaps from."""


@dataclass(frozen=True, slots=True)
class Columns:
    """Which columns of a table say what; ``date_order`` is ymd, dmy, mdy or auto."""

    series: str
    date: str
    value: str
    date_order: str = "auto"


@dataclass(frozen=True, slots=True)
class Series:
    """One series of a file.

    Attributes:
        name: As the file says it.
        past: Its values and when they came.
        calendar: How the file writes its dates.
    """

    name: str
    past: Past
    calendar: Calendar


@dataclass(frozen=True, slots=True)
class _Cells:
    """The rows of a file: int64 codes and days, float64 values, and which rows say both a day and a series."""

    codes: Ints
    names: tuple[str, ...]
    days: Ints
    values: Floats
    dated: Mask
    calendar: Calendar


def read_series(stream: BinaryIO, name: str, columns: Columns) -> tuple[tuple[Series, ...], tuple[Problem, ...]]:
    """The series of a CSV file, in the order of their first rows, and what is wrong with it.

    Args:
        stream: The bytes, seekable.
        name: What the file is called in problems.
        columns: Which columns to read.

    Raises:
        MissingColumn: If a column is not there.
        Unreadable: If the file cannot be read at all.
    """
    faults = Faults(name)
    cells, mixed = _read(stream, columns, faults)
    rows = _grouped(cells)
    problems: list[Problem] = []
    found: list[Series] = []
    usual = _usual_rhythm(cells, rows)
    for code, own in rows:
        title = f"{name}, series “{excerpt(cells.names[code])}”"
        if code in mixed:
            said = f"it mixes currencies ({', '.join(excerpt(each, 12) for each in mixed[code])}) and is not forecast"
            problems.append(Problem(title, said, "Give each currency a series of its own."))
            continue
        series, told = _series(cells, code, own, title, usual)
        problems += told
        found += [series] if series else []
    missing = sorted(set(range(len(cells.names))) - {code for code, _ in rows})
    for code in missing:
        title = f"{name}, series “{excerpt(cells.names[code])}”"
        problems.append(Problem(title, "no row of it has a date that can be read", "Mend its dates."))
    return tuple(found), (*faults.problems(), *problems, *_gaps(found, name))


def _read(stream: BinaryIO, columns: Columns, faults: Faults) -> tuple[_Cells, dict[int, tuple[str, ...]]]:
    asked = (columns.series, columns.date, columns.value)
    report = ReadReport()
    request = ReadRequest("csv", columns=asked, pattern=CURRENCY, plain=(columns.value,))
    batches = list(read_csv(stream, request, report))
    faults.add_all(report.faults, report.more)
    faults.ragged = tuple(report.ragged)
    if not report.rows:
        raise Unreadable("there are no rows", "Give at least one row below the header.")
    table = pa.Table.from_batches(batches).unify_dictionaries().combine_chunks()
    words = {each: Words.of(table[each].combine_chunks(), each) for each in table.column_names if each in asked[:2]}
    series, dates = words[columns.series], words[columns.date]
    calendar = calendar_of(dates, columns.date_order)
    days, dated = calendar.read(dates, faults)
    values = amounts(table[columns.value].combine_chunks(), columns.value, faults)
    cells = _Cells(series.codes, tuple(series.words), days, values, dated, calendar)
    coins = [each for each in table.column_names if each not in asked]
    return cells, _mixed(cells, [Words.of(table[each].combine_chunks(), each) for each in coins[:1]])


def _mixed(cells: _Cells, coins: Sequence[Words]) -> dict[int, tuple[str, ...]]:
    """Series that say more than one currency, and which."""
    found: dict[int, tuple[str, ...]] = {}
    for coin in coins:
        pairs = np.unique(np.stack([cells.codes, coin.codes]), axis=1)
        for code in np.flatnonzero(np.bincount(pairs[0]) > 1).tolist():
            found[code] = tuple(coin.words[at] or "none" for at in pairs[1, pairs[0] == code].tolist())
    return found


def _grouped(cells: _Cells) -> list[tuple[int, Ints]]:
    """Each series' code and its rows by day, the order of the file kept within a day."""
    rows = np.flatnonzero(cells.dated)
    ordered = rows[np.lexsort((cells.days[rows], cells.codes[rows]))]
    codes = cells.codes[ordered]
    parts = np.split(ordered, np.flatnonzero(np.diff(codes)) + 1) if len(ordered) else []
    return sorted(((int(cells.codes[each[0]]), each) for each in parts), key=lambda part: int(part[1].min()))


def _usual_rhythm(cells: _Cells, rows: Sequence[tuple[int, Ints]]) -> Rhythm | None:
    """The rhythm of the longest series: of a single value it is the only one there is."""
    longest = max((own for _, own in rows), key=len, default=np.empty(0, np.int64))
    return rhythm_of(np.unique(cells.days[longest]), cells.calendar.numbers) if len(longest) > 1 else None


def _series(
    cells: _Cells, code: int, rows: Ints, title: str, usual: Rhythm | None
) -> tuple[Series | None, list[Problem]]:
    """One series and its own faults; None if nothing of it can be forecast."""
    problems: list[Problem] = []
    days = cells.days[rows]
    last = np.append(days[1:] != days[:-1], True)
    if not last.all():
        problems.append(_twice(title, cells.calendar, days[~last]))
    rows, days = rows[last], days[last]
    rhythm = rhythm_of(days, cells.calendar.numbers)
    if len(days) == 1 and usual is not None and usual.places(days)[1].all():
        rhythm = usual
    places, exact = rhythm.places(days)
    if not exact.all():
        problems.append(_off(title, cells.calendar, rhythm, days[~exact]))
    places, values = places[exact], cells.values[rows[exact]]
    if places[-1] - places[0] > THIN * len(places) + WIDE:
        said = f"its {len(places):,} values lie too far apart ({rhythm.name}) and it is not forecast"
        return None, [*problems, Problem(title, said, "Check its dates, or add them up by month or year.")]
    if (nothing := _nothing(values)) is not None:
        problems.append(Problem(title, *nothing))
    known = np.isfinite(values)
    if not known.any():
        return None, problems
    if not known[-1]:
        problems.append(_unfinished(title, cells.calendar, rhythm.days(places[known][-1:])))
    return Series(cells.names[code], _placed(rhythm, places[known], values[known]), cells.calendar), problems


def _placed(rhythm: Rhythm, places: Ints, values: Floats) -> Past:
    """Values in their places, not a number in between."""
    whole = np.full(int(places[-1] - places[0]) + 1, np.nan)
    whole[places - places[0]] = values
    return Past(rhythm, int(places[0]), whole)


def _unfinished(title: str, calendar: Calendar, last: Ints) -> Problem:
    said = f"its last dates have no value; the forecast starts after {calendar.written(last)[0]}"
    return Problem(title, said, "Add the values, or leave the rows out.")


def _twice(title: str, calendar: Calendar, days: Ints) -> Problem:
    first = calendar.written(days[:1])[0]
    more = f" and {len(days) - 1:,} more" if len(days) > 1 else ""
    return Problem(title, f"{first}{more} stands there more than once; the last row counts", "Keep one row a date.")


def _off(title: str, calendar: Calendar, rhythm: Rhythm, days: Ints) -> Problem:
    count = f"{len(days):,} dates are" if len(days) > 1 else "one date is"
    said = f"{count} off its rhythm ({rhythm.name}), {calendar.written(days[:1])[0]} first, and left out"
    return Problem(title, said, "Move them to the rhythm's dates, or add them up by period first.")


def _nothing(values: Floats) -> tuple[str, str] | None:
    """What keeps a series from being learned from, and the remedy."""
    known = values[np.isfinite(values)]
    if not len(known):
        return "it has no value that can be read and is not forecast", "Give at least one value."
    if len(known) == 1:
        return "it has one value; the forecast repeats it", "Give more of its past, two seasons if there are."
    if not known.any():
        return "all its values are zero, and so is the forecast", "Check that nothing was reported, or leave it out."
    return None


def _gaps(found: Sequence[Series], name: str) -> Iterator[Problem]:
    """Places without a value; days on which no series of a working week has one count as holidays."""
    closed = closed_places(each.past for each in found)
    for each in found:
        past = each.past
        places = past.first + np.flatnonzero(~np.isfinite(past.values))
        open_ones = [place for place in places.tolist() if (past.rhythm, place) not in closed]
        if open_ones:
            first = each.calendar.written(past.rhythm.days(np.array(open_ones[:1])))[0]
            count = f"{len(open_ones):,} of {len(past.values):,} values"
            said = f"it lacks {count} ({past.rhythm.name}), {first} first; neighbours fill in for them"
            where = f"{name}, series “{excerpt(each.name)}”"
            yield Problem(where, said, "Add the rows; write 0 where there was nothing.")
