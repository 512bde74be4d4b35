"""Early flags as a reader sees them, and how early each area warned: areas are counted, never people."""

from collections.abc import Iterator
from dataclasses import dataclass

from scorecard.domain.flags import AreaCandour, Flag, FlagState, Turned, candour, warning_words
from scorecard.domain.scope import Scope
from scorecard.domain.vocabulary import Status
from scorecard.reports.asked import Asked, open_scope
from scorecard.reports.evaluated import evaluated
from scorecard.reports.work_rows import names_of, place_of, what_of
from scorecard.store.store import Store


@dataclass(frozen=True, slots=True)
class FlagRow:
    """One flag: the number it is about with its place, who raised it by name, and all of it in one sentence."""

    flag: Flag
    label: str
    who: str
    words: str


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
    red = f"; of {warned + surprises} numbers that turned red, {warned} were flagged before" if areas else ""
    return f"{told}{red}." if rows else "Nobody has raised a flag yet."


def _row(asked: Asked, flag: Flag, names: dict[str, str]) -> FlagRow:
    label = f"{what_of(asked, flag.subject)}, {place_of(asked.catalogue, flag.subject.entity)}"
    told = f"{flag.text.rstrip('.')} ({warning_words(flag, asked.catalogue.currency)})"
    after = "" if flag.state is FlagState.OPEN else f"; {flag.state.value}"
    return FlagRow(flag, label, names.get(flag.opened_by, flag.opened_by), f"{told}{after}.")


def _turned_red(asked: Asked, flags: list[Flag]) -> Iterator[Turned]:
    """Measures that turned red in a period that ended since the first flag, by perspective."""
    if not flags:
        return
    first, catalogue = min(flag.opened for flag in flags), asked.catalogue
    for measure in catalogue.measures.values():
        found = evaluated(asked, measure)
        for at in range(1, asked.index + 1):
            now, then = found.status(at), found.status(at - 1)
            if asked.calendar.periods[at].end >= first and now is Status.OFF_TRACK and then is not Status.OFF_TRACK:
                yield Turned(measure.id, catalogue.perspectives[measure.perspective], asked.calendar.periods[at].end)
