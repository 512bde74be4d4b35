"""Lines: the stored rows behind a number, read from the files of the periods asked and no others."""

from collections.abc import Collection, Sequence
from datetime import date

import pyarrow as pa

from scorecard.domain.catalogue import Catalogue
from scorecard.domain.errors import UnknownName
from scorecard.domain.vocabulary import Scenario
from scorecard.store.accounts import Accounts
from scorecard.store.history import Published
from scorecard.store.schema import FACT_SCHEMA, TOLD_BY
from scorecard.store.shelves import Shelves
from scorecard.store.slices import SliceKey, predicate, quoted

NEWEST_FIRST = "date DESC, entity, measure, source_ref, source_row"
LARGEST_FIRST = "abs(value) DESC, date, entity, measure, source_ref, source_row"


SPLIT_BY = ("period", *TOLD_BY)
"""Columns by which figures can be told apart."""

Where = Sequence[tuple[str, str]]
"""Dimension and value, all of which hold; an empty value asks for lines that do not tell the dimension."""


class Question:
    """Which lines: names and entities are spread to what carries figures, slices to those that speak.

    ``signs`` tells the factor of each account or reading, ``spoken`` the slices that speak, and ``holds`` which values
    of a dimension belong; None is a line that does not tell it.

    Raises:
        UnknownName: If a name, an entity or a dimension does not exist.
    """

    def __init__(
        self,
        shelves: Shelves,
        state: Published,
        catalogue: Catalogue,
        day: date | None,
        names: Collection[str],
        entities: Collection[str],
        periods: Sequence[str],
        scenario: Scenario,
        vintage: date | None = None,
        where: Where = (),
        late: bool = False,
    ) -> None:
        self._shelves, self._periods, self.names = shelves, set(periods), tuple(names)
        self._version = state.facts_version
        self.signs = _signs(Accounts(catalogue), self.names)
        below = sorted({found for entity in entities for found in catalogue.subtree(catalogue.entity(entity).id)})
        heard = speaking(state.slices, scenario, self._periods, day, vintage, late)
        self.spoken = [state.slices[key] for key in heard]
        self.holds: tuple[tuple[str, frozenset[str | None]], ...] = (
            ("entity", frozenset(below)),
            *((dim, _values(dim, value)) for dim, value in where),
        )
        told = (
            _spoken(heard, state.slices, scenario, self._periods),
            f"measure IN ({_listed(sorted(self.signs))})",
            f"entity IN ({_listed(below)})",
            *(_holds(dim, value) for dim, value in where),
        )
        self._where = " AND ".join(told)

    def lines(self, limit: int, largest_first: bool) -> pa.Table:
        """At most ``limit`` lines in a fixed order; shape ``FACT_SCHEMA``."""
        order = LARGEST_FIRST if largest_first else NEWEST_FIRST
        listed = ", ".join(FACT_SCHEMA.names)
        found = self.asked(f"SELECT {listed} FROM {{rows}} WHERE {{where}} ORDER BY {order} LIMIT {int(limit)}")
        return found.cast(FACT_SCHEMA)

    def count(self) -> int:
        """How many lines there are."""
        return int(self.asked("SELECT count(*) FROM {rows} WHERE {where}")[0][0].as_py())

    def asked_of(self, keys: Collection[SliceKey], sql: str) -> pa.Table:
        """The answer to SQL about whole slices of the same revision; ``{sign}`` is 1."""
        return self._answered(sql, {key.period for key in keys}, predicate(keys), "1")

    def asked(self, sql: str) -> pa.Table:
        """The answer to SQL in which ``{rows}``, ``{where}`` and ``{sign}`` stand for this question's own."""
        cases = " ".join(f"WHEN {quoted(name)} THEN {sign}" for name, sign in self.signs.items() if sign != 1)
        sign = f"CASE measure {cases} ELSE 1 END" if cases else "1"
        return self._answered(sql, self._periods, self._where, sign)

    def _answered(self, sql: str, periods: Collection[str], where: str, sign: str) -> pa.Table:
        with self._shelves.questions.cursor() as cursor:
            rows = self._shelves.facts.rows(cursor, self._version, periods)
            return cursor.sql(sql.format(rows=rows, where=where, sign=sign)).to_arrow_table()


def speaking(
    keys: Collection[SliceKey],
    scenario: Scenario,
    periods: Collection[str],
    day: date | None,
    vintage: date | None,
    late: bool = False,
) -> list[SliceKey]:
    """The slices that speak for a scenario as of a date: per source and period the latest as-of.

    With ``late`` the first one after the date speaks where there is none up to it.
    """
    best: dict[tuple[str, str], SliceKey] = {}
    for key in sorted(keys, key=lambda found: found.as_of):
        shown = day is None or not key.as_of or key.as_of <= day.isoformat()
        asked = key.scenario == scenario and key.period in periods
        if shown and asked and (vintage is None or key.day == vintage):
            best[key.source, key.period] = key
        elif asked and late and vintage is None:
            best.setdefault((key.source, key.period), key)
    return list(best.values())


def _signs(accounts: Accounts, names: Sequence[str]) -> dict[str, int]:
    """Account or reading to the factor that brings what is stored to the natural sign of the names together."""
    signs: dict[str, int] = {}
    for name in names:
        for leaf, sign in accounts.parts(name).items():
            signs[leaf] = signs.get(leaf, 0) + sign
    return signs


def _values(dim: str, value: str) -> frozenset[str | None]:
    """What a member of a dimension is stored as; what is not told is either nothing or empty."""
    if dim not in SPLIT_BY:
        raise UnknownName("dimension", dim)
    return frozenset((value,)) if value else frozenset((None, ""))


def _holds(dim: str, value: str) -> str:
    return f"{dim} = {quoted(value)}" if value else f"coalesce({dim}, '') = ''"


def _spoken(
    spoken: Sequence[SliceKey], every: Collection[SliceKey], scenario: Scenario, periods: Collection[str]
) -> str:
    """SQL that is true for the rows of the slices that speak; told by the silent ones where those are fewer."""
    heard = set(spoken)
    silent = [key for key in every if key.scenario == scenario and key.period in periods and key not in heard]
    if len(silent) >= len(spoken):
        return predicate(spoken)
    within = f"scenario = {quoted(scenario)} AND period IN ({_listed(sorted(periods))})"
    return f"{within} AND NOT coalesce({predicate(silent)}, false)" if silent else within


def _listed(words: Sequence[str]) -> str:
    return ", ".join(quoted(word) for word in words) or "NULL"
