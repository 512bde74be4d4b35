"""Early flags as a reader sees them, and how early each area warned: areas are counted, never people."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise

from scorecard.domain.flags import AreaCandour, Flag, FlagState, Turned, candour, warning_words
from scorecard.domain.scope import Scope
from scorecard.domain.vocabulary import Status
from scorecard.reports.asked import Asked, open_scope
from scorecard.reports.evaluated import statuses
from scorecard.reports.work_rows import names_of, place_of, what_of
from scorecard.store.store import Store

BACK = 12
"""Periods before the first flag in which it is seen whether a number was red already."""


@dataclass(frozen=True, slots=True)
class FlagRow:
    """One flag: the number it is about with its place, who raised it by name, and all of it in one sentence.

    ``is_measure`` tells a measure of the scorecard from a line of a statement.
    """

    flag: Flag
    label: str
    who: str
    words: str
    is_measure: bool


@dataclass(frozen=True, slots=True)
class FlagsReport:
    """Flags of a place and below it, the newest first, and how early each area warned.

    ``areas`` counts what turned red since the first flag was raised.
    """

    scope: Scope
    headline: str
    as_of: str
    revision: int
    currency: str
    rows: tuple[FlagRow, ...]
    areas: tuple[AreaCandour, ...]


def flags_report(store: Store, scope: Scope) -> FlagsReport:
    """Answer: what does somebody see coming, and did we hear of what came before it came?"""
    asked = open_scope(store, scope)
    rows = tuple(reversed(flag_rows(store, asked)))
    areas = candour(_turned_red(asked, [row.flag for row in rows]), [row.flag for row in rows])
    return FlagsReport(
        scope, flags_headline(rows, areas), asked.snapshot.as_of_label, asked.snapshot.revision,
        asked.catalogue.currency, rows, areas,
    )  # fmt: skip


def flag_rows(store: Store, asked: Asked) -> list[FlagRow]:
    """Flags of the place and below it, the oldest first."""
    below, names = set(asked.catalogue.subtree(asked.scope.entity)), names_of(store, asked.catalogue)
    return [_row(asked, flag, names) for flag in store.meetings.flags() if flag.subject.entity in below]


def flags_headline(rows: tuple[FlagRow, ...], areas: tuple[AreaCandour, ...]) -> str:
    """How many flags stand, and how many red numbers had one before."""
    standing = sum(row.flag.state is FlagState.OPEN for row in rows)
    told = "1 early flag stands" if standing == 1 else f"{standing} early flags stand"
    warned, surprises = sum(area.warned for area in areas), sum(area.surprises for area in areas)
    return f"{told}{red_words(warned, surprises)}." if rows else "Nobody has raised a flag yet."


def red_words(warned: int, surprises: int) -> str:
    """How many of the numbers that turned red were flagged before; "" where none turned red."""
    red = warned + surprises
    if red == 1:
        return f"; 1 number turned red, {'and was flagged before' if warned else 'without a flag before it'}"
    was = "was" if warned == 1 else "were"
    return f"; of {red} numbers that turned red, {warned or 'none'} {was} flagged before" if red else ""


def _row(asked: Asked, flag: Flag, names: dict[str, str]) -> FlagRow:
    label = f"{what_of(asked, flag.subject)}, {place_of(asked.catalogue, flag.subject.entity)}"
    told = f"{flag.text.rstrip('.')} ({warning_words(flag, asked.catalogue.currency)})"
    after = "" if flag.state is FlagState.OPEN else f"; {flag.state.value}"
    who, is_measure = names.get(flag.opened_by, flag.opened_by), flag.subject.name in asked.catalogue.measures
    return FlagRow(flag, label, who, f"{told}{after}.", is_measure)


def _turned_red(asked: Asked, flags: list[Flag]) -> Iterator[Turned]:
    """Measures that turned red in a period that ended since the first flag, by perspective."""
    if not flags:
        return
    first, catalogue, periods = min(flag.opened for flag in flags), asked.catalogue, asked.calendar.periods
    begins = next((at for at in range(asked.index + 1) if periods[at].end >= first), asked.index + 1)
    for measure in catalogue.measures.values():
        for at in _turns(statuses(asked, measure, range(max(0, begins - BACK), asked.index + 1))):
            if at >= begins:
                yield Turned(measure.id, catalogue.perspectives[measure.perspective], periods[at].end)


def _turns(stood: Mapping[int, Status]) -> Iterator[int]:
    """Periods in which a number is red and was not where it was judged before."""
    judged = [at for at, status in stood.items() if status is not Status.NOT_REPORTED]
    for before, at in pairwise(judged):
        if stood[at] is Status.OFF_TRACK and stood[before] is not Status.OFF_TRACK:
            yield at
