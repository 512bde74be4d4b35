"""Plan & actual: one statement for a place and a window, line by line, with what is worth a look."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from scorecard.domain.catalogue import Measure, Statement
from scorecard.domain.scope import Scope
from scorecard.domain.statement import Footing, footing, signs, tree, weights
from scorecard.domain.views import rolling_label
from scorecard.domain.vocabulary import Comparison, Kind, Unit, View
from scorecard.domain.wording import named_alone, when_words, window_label
from scorecard.reports.asked import Asked, open_scope, place_of
from scorecard.reports.statements import roots_of, statements_of, wholes_of
from scorecard.reports.variance_ahead import unlike_words
from scorecard.reports.variance_columns import Columns, Ledger, columns_of, year_words
from scorecard.reports.variance_headline import footing_words, headline_of
from scorecard.reports.variance_limits import LimitRow, limits_of
from scorecard.reports.variance_places import Beside, places_of
from scorecard.reports.variance_rows import Told, VarianceRow, rows_of
from scorecard.reports.year_outlook import made_of
from scorecard.store.accounts import Accounts
from scorecard.store.store import Store

__all__ = ["LimitRow", "VarianceReport", "VarianceRow", "variance_report"]


AS_KNOWN = (
    "the same periods as the figures stood then, by the accounts and places shown here. "
    "A difference is what was posted, restated or taken back since."
)
"""What the figures of an earlier state are, after their name."""

AS_EXPECTED = (
    "the year as it was expected then, by the accounts and places shown here. A difference is what came or is expected "
    "otherwise since."
)
"""The same where the whole year is asked for."""


@dataclass(frozen=True, slots=True)
class OpenPeriod:
    """A period that has not ended: the other side counts only its working days done."""

    label: str
    done: int
    working_days: int


@dataclass(frozen=True, slots=True)
class VarianceReport:
    """One statement.

    ``rows`` are in reading order; ``result`` is the id of the line they come to, "" if none. ``by`` is
    accounts or places; ``of`` names the figure that places are told of. ``footing`` adds the lines up
    beside the result, ``foots`` says it in a sentence. ``window`` and ``when`` name the window as a label
    and inside a sentence, ``year`` the fiscal year. ``statements`` are the statements there are, id and
    name. ``beside`` heads the further columns of places. ``unlike`` says which lines of the year's outlook
    are far from recent months, "" for none and for every other window.
    """

    headline: str
    scope: Scope
    statement: str
    statements: tuple[tuple[str, str], ...]
    by: str
    of: str
    rows: tuple[VarianceRow, ...]
    result: str
    footing: Footing | None
    foots: str
    against: str
    window: str
    when: str
    year: str
    full_year: bool
    open: OpenPeriod | None
    limits: tuple[LimitRow, ...]
    beside: tuple[Beside, ...]
    unit: Unit
    decimals: int | None
    currency: str
    as_of: str
    revision: int
    notes: tuple[str, ...]
    unlike: str = ""


def variance_report(store: Store, scope: Scope, statement: str = "", full_year: bool = False) -> VarianceReport:
    """The statement for a scope.

    Args:
        store: The open store.
        scope: Place, period, window, comparison, as-of and words.
        statement: Id of one of the catalogue's statements; the first if "" or not known.
        full_year: The whole fiscal year instead of the window: closed actuals and the outlook's rest.

    Raises:
        UnknownName: If place or period do not exist there.
        NothingPublished: If nothing was ever published.

    Source: semantics 2.2, 2.3 and 2.6.
    """
    asked = open_scope(store, scope)
    known = statements_of(asked.catalogue)
    chosen = next((each for each in known if each.id == statement), known[0])
    return _by_places(asked, chosen, known) if chosen.by == "places" else _by_accounts(asked, chosen, known, full_year)


def _by_accounts(asked: Asked, chosen: Statement, known: Sequence[Statement], full_year: bool) -> VarianceReport:
    roots = roots_of(asked.catalogue, chosen)
    told = _told(asked, chosen, roots, full_year)
    rows = () if told.ledger.first(roots) is None else rows_of(told, roots)
    result = next((row for row in rows if row.id == chosen.result), None)
    every = [row for row in rows if row.shape == "line"]
    lines = [row for row in every if row.counted]
    impacts = [None if row.difference is None else row.difference * row.counted for row in lines]
    found = footing(None if result is None else result.difference, impacts)
    when = _when(asked, told.columns, full_year)
    head = result or next(iter(rows), None)
    return VarianceReport(
        headline=headline_of(rows, head, told.columns.against, when, place_of(asked)),
        rows=rows,
        result="" if result is None else result.id,
        footing=found,
        foots=footing_words(found, result, impacts.count(None), len(every) - len(lines), asked.catalogue.currency),
        window=_window(asked, full_year),
        when=when,
        full_year=full_year,
        open=_open(asked, told.columns),
        against=told.columns.against,
        limits=limits_of(asked),
        notes=_notes(asked, told.columns, full_year),
        unlike=unlike_words(told, rows) if full_year else "",
        **_common(asked, chosen, known),
    )


def _told(asked: Asked, chosen: Statement, roots: Sequence[str], full_year: bool) -> Told:
    catalogue, accounts = asked.catalogue, Accounts(asked.catalogue)
    listed = [name for name, _ in tree(catalogue, roots)]
    parts = {name: accounts.parts(name) for name in dict.fromkeys((*listed, *filter(None, (chosen.result,))))}
    leaves = {leaf for own in parts.values() for leaf in own}
    ledger = Ledger(asked)
    columns = columns_of(asked, ledger.first(roots) or 0, full_year)
    lines = [name for name in listed if name in leaves]
    ways = signs(parts, chosen.result)
    return Told(
        asked=asked,
        accounts=accounts,
        ledger=ledger,
        columns=columns,
        result=chosen.result,
        signs=ways,
        counted=weights(parts, chosen.result, lines),
        wholes=wholes_of(roots, chosen.result, ways, catalogue),
        full_year=full_year,
    )


def _by_places(asked: Asked, chosen: Statement, known: Sequence[Statement]) -> VarianceReport:
    found = places_of(asked, chosen)
    when = when_words(found.measure.kind, asked.scope.view, asked.period.label)
    return VarianceReport(
        headline=headline_of(found.rows, found.whole, found.against, when, place_of(asked)),
        rows=(*found.rows, found.whole) if found.rows else (found.whole,),
        result=found.whole.id,
        footing=None,
        foots=found.foots,
        window=window_label(found.measure.kind, asked.scope.view, asked.period.label),
        when=when,
        full_year=False,
        open=None,
        against=found.against,
        limits=limits_of(asked),
        notes=(),
        **_common(asked, chosen, known, found.beside, found.measure),
    )


def _common(
    asked: Asked,
    chosen: Statement,
    known: Sequence[Statement],
    beside: tuple[Beside, ...] = (),
    measure: Measure | None = None,
) -> dict[str, Any]:
    """What every statement says about itself."""
    return {
        "scope": asked.scope,
        "statement": chosen.id,
        "statements": tuple((each.id, each.name) for each in known),
        "by": chosen.by,
        "of": chosen.of,
        "year": year_words(asked.calendar, asked.index),
        "beside": beside,
        "unit": Unit.MONEY if measure is None else measure.unit,
        "decimals": None if measure is None else measure.decimals,
        "currency": asked.catalogue.currency,
        "as_of": asked.snapshot.as_of_label,
        "revision": asked.snapshot.revision,
    }


def _when(asked: Asked, columns: Columns, full_year: bool) -> str:
    if full_year:
        return f"for the whole of {year_words(asked.calendar, asked.index)}"
    length = len(columns.window)
    if asked.scope.view is View.ROLLING and 0 < length < asked.calendar.per_year:
        return f"over {rolling_label(length)} to {asked.period.label}"
    return when_words(Kind.FLOW, asked.scope.view, asked.period.label)


def _window(asked: Asked, full_year: bool) -> str:
    year = f"Year {year_words(asked.calendar, asked.index)}, outlook"
    return year if full_year else window_label(Kind.FLOW, asked.scope.view, asked.period.label)


def _open(asked: Asked, columns: Columns) -> OpenPeriod | None:
    return None if columns.part is None else OpenPeriod(asked.period.label, *columns.part)


def _notes(asked: Asked, columns: Columns, full_year: bool) -> tuple[str, ...]:
    """What a reader must know before comparing: how the outlook is made up, and years that are not like for like."""
    notes = [said] if (said := made_of(asked, columns.outlook)) else []
    if asked.scope.compare is Comparison.KNOWN and asked.earlier is not None:
        notes.append(f"{named_alone(columns.against)}: {AS_EXPECTED if full_year else AS_KNOWN}")
    if asked.scope.compare is Comparison.LAST_YEAR and (unlike := asked.calendar.comparison_note(asked.index)):
        notes.append(f"Not quite like for like: {unlike}.")
    return tuple(notes)
