"""Lines: the stored rows behind a number, read from the files of the periods asked and no others."""

from collections.abc import Collection, Sequence
from datetime import date

import duckdb
import pyarrow as pa

from scorecard.domain.catalogue import Catalogue
from scorecard.domain.vocabulary import Scenario
from scorecard.store.accounts import Accounts
from scorecard.store.history import state_at
from scorecard.store.schema import FACT_SCHEMA
from scorecard.store.shelves import Shelves
from scorecard.store.slices import SliceKey, predicate, quoted

NEWEST_FIRST = "date DESC, entity, measure, source_ref, source_row"
LARGEST_FIRST = "abs(value) DESC, date, entity, measure, source_ref, source_row"


class Question:
    """Which lines: names and entities are spread to what carries figures, slices to those that speak."""

    def __init__(
        self,
        shelves: Shelves,
        revision: int,
        catalogue: Catalogue,
        day: date | None,
        names: Collection[str],
        entities: Collection[str],
        periods: Sequence[str],
        scenario: Scenario,
        vintage: date | None = None,
    ) -> None:
        self._shelves, self._periods = shelves, set(periods)
        with shelves.book.read() as connection:
            state = state_at(connection, revision)
        self._version = state.facts_version
        accounts = Accounts(catalogue)
        leaves = sorted({leaf for name in names for leaf in accounts.parts(name)})
        below = sorted({found for entity in entities for found in catalogue.subtree(catalogue.entity(entity).id)})
        keys = speaking(state.slices, scenario, self._periods, day, vintage)
        self._where = f"{predicate(keys)} AND measure IN ({_listed(leaves)}) AND entity IN ({_listed(below)})"

    def lines(self, limit: int, largest_first: bool) -> pa.Table:
        """At most ``limit`` lines in a fixed order; shape ``FACT_SCHEMA``."""
        order = LARGEST_FIRST if largest_first else NEWEST_FIRST
        with self._shelves.questions.cursor() as cursor:
            found = cursor.sql(
                f"SELECT {', '.join(FACT_SCHEMA.names)} FROM {self._rows(cursor)} WHERE {self._where} "
                f"ORDER BY {order} LIMIT {int(limit)}"
            )
            return found.to_arrow_table().cast(FACT_SCHEMA)

    def count(self) -> int:
        """How many lines there are."""
        with self._shelves.questions.cursor() as cursor:
            found = cursor.execute(f"SELECT count(*) FROM {self._rows(cursor)} WHERE {self._where}").fetchone()
            return int(found[0]) if found else 0

    def _rows(self, cursor: duckdb.DuckDBPyConnection) -> str:
        return self._shelves.facts.rows(cursor, self._version, self._periods)


def speaking(
    keys: Collection[SliceKey], scenario: Scenario, periods: Collection[str], day: date | None, vintage: date | None
) -> list[SliceKey]:
    """The slices that speak for a scenario as of a date: per source and period the latest as-of."""
    best: dict[tuple[str, str], SliceKey] = {}
    for key in sorted(keys, key=lambda found: found.as_of):
        shown = day is None or not key.as_of or key.as_of <= day.isoformat()
        asked = key.scenario == scenario and key.period in periods
        if shown and asked and (vintage is None or key.day == vintage):
            best[key.source, key.period] = key
    return list(best.values())


def _listed(words: Sequence[str]) -> str:
    return ", ".join(quoted(word) for word in words) or "NULL"
