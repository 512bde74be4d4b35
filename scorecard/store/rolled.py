"""What a revision holds by day: our own forecast, vintage by vintage, and dated lines; each answer is read once."""

from collections.abc import Callable
from datetime import date
from functools import lru_cache

import numpy as np
import pyarrow as pa

from scorecard.domain.cash_documents import assembled
from scorecard.domain.cash_lines import DatedLines, Days, Documents, Names, RolledLines
from scorecard.domain.catalogue import Catalogue
from scorecard.domain.cells import TICKS
from scorecard.domain.vocabulary import Scenario
from scorecard.store.history import Published
from scorecard.store.lines import Question
from scorecard.store.shelves import Shelves
from scorecard.store.slices import SliceKey, predicate, quoted

KEPT = 32
"""Answers kept for a revision: a revision never changes."""

ROLLED = (
    f"SELECT as_of, date AS day, entity, measure, project AS line, coalesce(customer, vendor) AS party, note, "
    f"(value * {TICKS})::BIGINT AS ticks FROM {{rows}} WHERE {{where}} "
    f"ORDER BY as_of, day, measure, entity, line, party, note, ticks"
)


class RevisionLines:
    """Reads lines of one revision, as seen on a day."""

    def __init__(
        self, shelves: Shelves, state: Published, catalogue: Catalogue, day: date | None = None, late: bool = False
    ) -> None:
        self._shelves, self._state, self._catalogue, self._day, self._late = shelves, state, catalogue, day, late
        self.rolled: Callable[[str, date], RolledLines] = lru_cache(KEPT)(self._rolled)
        self.dated: Callable[[tuple[str, ...], str], DatedLines] = lru_cache(KEPT)(self._dated)
        self.documents: Callable[[str, str, str], Documents] = lru_cache(KEPT)(self._documents)

    def known_of(self, day: date) -> "RevisionLines":
        """The same lines as they were known when those up to a day were new; later ones as first reported."""
        return RevisionLines(self._shelves, self._state, self._catalogue, day, late=True)

    def vintages(self, source: str) -> tuple[date, ...]:
        """As-of dates of our own forecasts of a source, oldest first."""
        found = {key.day for key in self._state.slices if key.source == source and key.scenario == Scenario.ROLLED}
        return tuple(sorted(day for day in found if day is not None and (self._day is None or day <= self._day)))

    def rolled_since(self, source: str, vintage: date) -> int:
        """The revision a vintage stands since, 0 where there is none."""
        told = (source, Scenario.ROLLED.value, vintage.isoformat())
        slices = self._state.slices.values()
        return max((each.since for each in slices if (each.key.source, each.key.scenario, each.key.as_of) == told),
                   default=0)  # fmt: skip

    def every_rolled(self, source: str) -> dict[date, RolledLines]:
        """All vintages of a source, oldest first, read at once."""
        vintages = self.vintages(source)
        table = self._read([key for day in vintages for key in self._keys(source, day)]) if vintages else None
        if table is None:
            return {}
        made = table["as_of"].to_numpy().astype("datetime64[D]")
        ends = [*np.searchsorted(made, np.array(vintages, dtype="datetime64[D]")).tolist(), len(made)]
        return {day: _lines(table.slice(ends[at], ends[at + 1] - ends[at])) for at, day in enumerate(vintages)}

    def _rolled(self, source: str, vintage: date) -> RolledLines:
        return _lines(self._read(self._keys(source, vintage)))

    def _keys(self, source: str, vintage: date) -> list[SliceKey]:
        asked = (source, Scenario.ROLLED.value, vintage.isoformat())
        return [key for key in self._state.slices if (key.source, key.scenario, key.as_of) == asked]

    def _read(self, keys: list[SliceKey]) -> pa.Table:
        with self._shelves.questions.cursor() as cursor:
            rows = self._shelves.facts.rows(cursor, self._state.facts_version, {key.period for key in keys})
            return cursor.sql(ROLLED.format(rows=rows, where=predicate(keys))).to_arrow_table()

    def _dated(self, names: tuple[str, ...], party: str) -> DatedLines:
        periods = sorted({key.period for key in self._state.slices if key.scenario == Scenario.ACTUAL})
        question = Question(
            self._shelves, self._state, self._catalogue, self._day, names, [self._catalogue.root], periods,
            Scenario.ACTUAL, late=self._late,
        )  # fmt: skip
        table = question.asked(_dated_sql(party, self._catalogue.currency))
        return DatedLines(
            measure=_texts(table, "measure"),
            entity=_texts(table, "entity"),
            party=_texts(table, "party"),
            name=tuple(table["name"].to_pylist()),
            day=_days(table),
            days=table["days"].to_numpy(),
            ticks=table["ticks"].to_numpy(),
            foreign=table["other_currency"].to_numpy(),
        )

    def _documents(self, written: str, settled: str, party: str) -> Documents:
        return assembled(self.dated((written, settled), party), written, settled).documents


def _dated_sql(party: str, currency: str) -> str:
    who = party or "coalesce(customer, vendor)"
    return (
        f"SELECT measure, entity, {who} AS party, coalesce(trim(split_part(note, ',', 1)), '') AS name, date AS day, "
        f"coalesce(round(quantity), -1)::BIGINT AS days, (value * {{sign}} * {TICKS})::BIGINT AS ticks, "
        f"coalesce(currency <> {quoted(currency)}, false) AS other_currency FROM {{rows}} "
        f"WHERE {{where}} AND state = 'reported' ORDER BY day, measure, entity, party, name, ticks, days"
    )


def _lines(table: pa.Table) -> RolledLines:
    return RolledLines(
        day=_days(table),
        entity=_texts(table, "entity"),
        measure=_texts(table, "measure"),
        line=_texts(table, "line"),
        party=_texts(table, "party"),
        note=_texts(table, "note"),
        ticks=table["ticks"].to_numpy(),
    )


def _days(table: pa.Table) -> Days:
    return np.asarray(table["day"].to_numpy().astype("datetime64[D]"))


def _texts(table: pa.Table, name: str) -> Names:
    return tuple(table[name].to_pylist())
