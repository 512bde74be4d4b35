"""Accuracy: how good forecasts were, by line, horizon, place and vintage, and since when an amount was known."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

import numpy as np

from scorecard.domain.accuracy import LEVELS, Score, known_since, score, scores
from scorecard.domain.cells import Ints, to_decimal
from scorecard.domain.scope import Scope
from scorecard.reports.accuracy_rows import Held, outlook_rows, own_rows
from scorecard.reports.accuracy_weeks import week_rows
from scorecard.reports.accuracy_words import against_simplest, too_narrow
from scorecard.reports.asked import Asked, label_of, open_scope, place_of
from scorecard.store.store import Store

MONTHS, WEEKS, OWN = "outlook", "cash", "people"
KINDS: Mapping[str, tuple[str, Callable[[Asked], Held]]] = {
    WEEKS: ("Our cash forecast, by week", week_rows),
    MONTHS: ("Our outlook, by month", outlook_rows),
    OWN: ("People’s own forecast, by month", own_rows),
}
"""What can be judged: its name and where its rows come from."""

NOTHING = "No forecast has come about yet: there is nothing to judge."
BALANCE = "Cash at the bank"
"""Closing cash of any week, whatever the catalogue calls that of a month."""

SHOWN_LINES = 15
SEVERAL = 2
"""Vintages that must tell an amount before it can be said since when it was known."""

LATEST = 12
"""Vintages told one by one, the newest."""


@dataclass(frozen=True, slots=True)
class AccuracyRow:
    """How good one group of forecasts was; shares of what came, None where there is nothing to tell them from.

    Attributes:
        count: Amounts judged.
        error: Mean absolute difference.
        bias: Mean difference; above zero: too much was forecast.
        naive: Error of repeating what was known last.
        seasonal: Error of repeating the year before.
        added: How much the forecast took away of the smaller of both errors; None where that is nought.
        held: Share that came inside the band, by level.
    """

    name: str
    count: int
    error: Decimal | None
    bias: Decimal | None
    naive: Decimal | None
    seasonal: Decimal | None
    added: Decimal | None
    held: tuple[Decimal | None, ...]


@dataclass(frozen=True, slots=True)
class Said:
    """What one vintage said of one amount."""

    made: date
    amount: Decimal
    off: Decimal
    share: Decimal | None


@dataclass(frozen=True, slots=True)
class Knew:
    """When one amount was known: what every vintage said of it.

    Attributes:
        label: What and when.
        came: What came.
        since: From this vintage on all were within 5 %; None where the last was not.
    """

    label: str
    came: Decimal
    since: date | None
    said: tuple[Said, ...]


@dataclass(frozen=True, slots=True)
class AccuracyReport:
    """How good forecasts were; without any that has come about only the headline is there.

    Attributes:
        kind: Which forecasts, one of ``kinds`` (id and name).
        line: Which line the tables but ``by_line`` tell, one of ``lines`` (id and name).
        whole: That line over all horizons and vintages.
        levels: Percent the bands should hold, in the order of ``held``.
    """

    scope: Scope
    headline: str
    as_of: str
    revision: int
    currency: str
    kind: str = ""
    kinds: tuple[tuple[str, str], ...] = ()
    line: str = ""
    lines: tuple[tuple[str, str], ...] = ()
    whole: AccuracyRow | None = None
    by_line: tuple[AccuracyRow, ...] = ()
    by_horizon: tuple[AccuracyRow, ...] = ()
    by_place: tuple[AccuracyRow, ...] = ()
    by_vintage: tuple[AccuracyRow, ...] = ()
    knew: Knew | None = None
    levels: tuple[int, ...] = LEVELS


def accuracy_report(store: Store, scope: Scope, kind: str = "", line: str = "") -> AccuracyReport:
    """Answer: how far off were forecasts, to which side, and were they worth making?

    Args:
        store: The open store.
        scope: State of the numbers and words; the whole company in any case.
        kind: Which forecasts, a key of ``KINDS``; the first that can be judged where empty or unknown.
        line: Which line; the first where empty or unknown.

    Raises:
        UnknownName: If the place does not exist.
        NothingPublished: If there are no figures yet.
    """
    asked = open_scope(store, scope)
    found = {each: held for each in KINDS if len((held := held_of(asked, each)).judged)}
    snapshot = asked.snapshot
    bare = AccuracyReport(scope, NOTHING, snapshot.as_of_label, snapshot.revision, asked.catalogue.currency)
    if not found:
        return bare
    chosen = kind if kind in found else next(iter(found))
    return _report(asked, bare, found, chosen, line)


def record_of(store: Store, scope: Scope, kind: str) -> str:
    """The record to be shown beside a forecast of the same place, one sentence; "" where none of it has come about."""
    asked = open_scope(store, scope)
    held = held_of(asked, kind)
    if not len(held.judged) or scope.entity not in held.areas:
        return ""
    area, line = held.areas.index(scope.entity), _first_line(asked, held, "")
    if not ((held.judged.line == line) & (held.judged.area == area)).any():
        return ""
    place = place_of(asked)
    return f"{f'{place}: ' if place else ''}{_sentence(asked, held, line, area)}"


def held_of(asked: Asked, kind: str) -> Held:
    """The rows of a kind, worked out once for a state of the numbers."""
    kept = asked.snapshot.cells.worked_out
    key = ("accuracy", asked.snapshot.revision, kind)
    if key not in kept:
        kept[key] = KINDS[kind][1](asked)
    found: Held = kept[key]
    return found


def _report(asked: Asked, bare: AccuracyReport, found: Mapping[str, Held], kind: str, line: str) -> AccuracyReport:
    held = found[kind]
    chosen = _first_line(asked, held, line)
    names = {each: _name(asked, each, held.steps) for each in held.lines}
    own = held.judged.only((held.judged.line == chosen) & (held.judged.area == 0))
    whole = held.judged.only(held.judged.area == 0)
    by_line = scores(whole, whole.line)
    places = held.judged.only(held.judged.line == chosen)
    told = sorted(by_line, key=lambda each: (by_line[each].error is None, each))
    return AccuracyReport(
        bare.scope, _sentence(asked, held, chosen), bare.as_of, bare.revision, bare.currency, kind,
        tuple((each, KINDS[each][0]) for each in found), held.lines[chosen],
        tuple((held.lines[each], names[held.lines[each]]) for each in told),
        whole=_row(names[held.lines[chosen]], score(own)),
        by_line=tuple(_row(names[held.lines[each]], by_line[each]) for each in told[:SHOWN_LINES]),
        by_horizon=tuple(_row(_ahead(held, step), each) for step, each in scores(own, own.ahead).items()),
        by_place=_places(asked, held, scores(places, places.area)),
        by_vintage=tuple(
            _row(f"{held.vintages[at]:%-d %b %Y}", each) for at, each in [*scores(own, own.vintage).items()][-LATEST:]
        ),
        knew=_knew(held, chosen, names[held.lines[chosen]]),
    )  # fmt: skip


def _first_line(asked: Asked, held: Held, line: str) -> int:
    """The line asked for; else the first that has been judged."""
    judged = np.unique(held.judged.line).tolist()
    if line in held.lines and held.lines.index(line) in judged:
        return held.lines.index(line)
    cash = asked.catalogue.cash
    closing = held.lines.index(cash.closing) if cash is not None and cash.closing in held.lines else -1
    return closing if closing in judged else int(judged[0])


def _sentence(asked: Asked, held: Held, line: int, area: int = 0) -> str:
    """The record in one sentence."""
    own = held.judged.only((held.judged.line == line) & (held.judged.area == area))
    told, name = score(own), _name(asked, held.lines[line], held.steps)
    if told.error is None:
        return f"{name}: nothing came that a forecast can be held against."
    made, far = len(np.unique(own.vintage)), int(own.ahead.max())
    rolls = f"the last {made} forecasts" if made > 1 else "one forecast"
    said = f"{name} was off by {_percent(told.error)} on average over {_steps(held, far)} in {rolls}"
    share, simple = against_simplest(told)
    if share is None:
        said += f"; {simple} was never off." if simple else "."
    else:
        said += f", {_percent(abs(share))} {'less' if share >= 0 else 'more'} than {simple}."
    return f"{said}{too_narrow(told)}"


def _places(asked: Asked, held: Held, found: Mapping[int, Score]) -> tuple[AccuracyRow, ...]:
    if len(held.areas) < 2:
        return ()
    return tuple(_row(asked.catalogue.entity(held.areas[at]).name, each) for at, each in found.items())


def _knew(held: Held, line: int, name: str) -> Knew | None:
    """The newest amount that came about, and what every vintage said of it."""
    judged = held.judged
    own = (judged.line == line) & (judged.area == 0)
    if not own.any():
        return None
    rows = np.flatnonzero(own & (held.ends == _most_told(held.ends[own])))
    rows = rows[np.argsort(judged.vintage[rows], kind="stable")]
    if len(rows) < SEVERAL:
        return None
    came = int(judged.came[rows[-1]])
    said = [(held.vintages[int(judged.vintage[row])], int(judged.said[row])) for row in rows]
    end = date(1970, 1, 1) + timedelta(days=int(held.ends[rows[-1]]))
    when = f"{end:%b %Y}" if held.steps == "month" else f"the week to {end:%-d %b %Y}"
    return Knew(
        f"{name}, {when}", to_decimal(came), known_since(said, came), tuple(_said(*each, came) for each in said)
    )


def _most_told(ends: Ints) -> int:
    """The newest day that the most vintages told of, within the last ones: weeks of different vintages rarely meet."""
    days, count = np.unique(ends, return_counts=True)
    newest = count[-LATEST:]
    return int(days[-len(newest) :][newest.size - 1 - int(np.argmax(newest[::-1]))])


def _said(made: date, ticks: int, came: int) -> Said:
    share = _decimal(Fraction(ticks - came, abs(came))) if came else None
    return Said(made, to_decimal(ticks), to_decimal(ticks - came), share)


def _row(name: str, told: Score) -> AccuracyRow:
    shares = (told.error, told.bias, told.naive, told.seasonal, against_simplest(told)[0])
    held = tuple(_decimal(each) for each in told.held)
    error, bias, naive, seasonal, added = (_decimal(each) for each in shares)
    return AccuracyRow(name, told.count, error, bias, naive, seasonal, added, held)


def _decimal(share: Fraction | None) -> Decimal | None:
    """A share to four places."""
    if share is None:
        return None
    return Decimal(round(share * 10_000)) / 10_000


def _percent(share: Fraction) -> str:
    return f"{float(100 * share):.1f} %" if share < Fraction(1, 10) else f"{round(100 * share)} %"


def _ahead(held: Held, step: int) -> str:
    return _steps(held, step) + " ahead"


def _steps(held: Held, count: int) -> str:
    return f"{count} {held.steps}{'' if count == 1 else 's'}"


def _name(asked: Asked, line: str, steps: str) -> str:
    catalogue = asked.catalogue
    if steps == "week" and catalogue.cash is not None and line == catalogue.cash.closing:
        return BALANCE
    named = catalogue.accounts.get(line) or catalogue.measures.get(line)
    if named is not None:
        return label_of(named, asked.scope.words)
    return catalogue.readings[line].name if line in catalogue.readings else line
