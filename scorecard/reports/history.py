"""The Data page: imports, revisions with their differences, freshness against cadence, and problems."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from scorecard.domain.catalogue import Catalogue
from scorecard.domain.problems import Problem
from scorecard.domain.scope import Scope
from scorecard.domain.terms import name_of
from scorecard.reports.asked import open_scope
from scorecard.reports.freshness import FreshnessRow, freshness, problems_of
from scorecard.store.history import FORECAST, Import
from scorecard.store.schema import DIMENSIONS
from scorecard.store.store import Store

__all__ = [
    "DiffLine", "DiffReport", "FreshnessRow", "HistoryReport", "ImportRow", "RevisionRow", "diff_report",
    "history_report",
]  # fmt: skip


UNDO = "undo"

ELSEWHERE = "another account, place or other name"
"""Where a line can have been moved to."""

NONE = "none"
"""A cost centre, product or the like that is not told."""


@dataclass(frozen=True, slots=True)
class ImportRow:
    """One load: what came in, who brought it and whether it was undone. Counts are lines."""

    import_id: int
    kind: str
    file: str
    who: str
    why: str
    when: datetime
    revision: int | None
    new: int
    restated: int
    removed: int
    unchanged: int
    undone: bool


@dataclass(frozen=True, slots=True)
class RevisionRow:
    """One published state of the numbers."""

    revision: int
    when: datetime
    who: str
    why: str
    kind: str
    import_id: int | None

    @property
    def of_forecast(self) -> bool:
        """Whether it brought our own forecasts alone."""
        return self.kind == FORECAST


@dataclass(frozen=True, slots=True)
class HistoryReport:
    """What was loaded, when, by whom, how fresh it is and what is wrong with it; newest first.

    ``books`` says how far the books are closed; "" where the workspace does not say.
    """

    scope: Scope
    headline: str
    as_of: str
    revision: int
    invented: bool
    workspace: str
    imports: tuple[ImportRow, ...]
    revisions: tuple[RevisionRow, ...]
    freshness: tuple[FreshnessRow, ...]
    problems: tuple[Problem, ...]
    books: str = ""

    @property
    def rows(self) -> tuple[RevisionRow, ...]:
        """The revisions, for the command line."""
        return self.revisions


@dataclass(frozen=True, slots=True)
class DiffLine:
    """One line that differs between two revisions; None on the side where it is absent.

    Of one that moved, place and name tell where it stood and where it stands now.
    """

    change: str
    period: str
    entity: str
    name: str
    scenario: str
    source: str
    before: Decimal | None
    after: Decimal | None


@dataclass(frozen=True, slots=True)
class DiffReport:
    """What the step from one revision to another changed, by count of lines, with examples, those that moved last."""

    headline: str
    as_of: str
    revision: int
    before: int
    new: int
    restated: int
    removed: int
    moved: int
    lines: tuple[DiffLine, ...]
    catalogue_changed: bool = False

    @property
    def rows(self) -> tuple[DiffLine, ...]:
        """The lines, for the command line."""
        return self.lines


def history_report(store: Store, scope: Scope) -> HistoryReport:
    """Answer: what was loaded, by whom, how fresh is it, and what is wrong with it?

    Loads and revisions are those up to the state shown. Freshness and problems are those of the whole company
    up to the newest period with actuals.
    """
    asked = open_scope(store, scope)
    catalogue = asked.catalogue
    every = store.revisions()
    until = min((r.at for r in every if r.id > asked.snapshot.revision), default=None)
    revisions = tuple(
        RevisionRow(r.id, r.at, r.who, r.why, r.kind, r.import_id) for r in every if r.id <= asked.snapshot.revision
    )
    fresh = freshness(asked)
    problems = problems_of(asked, fresh)
    return HistoryReport(
        scope=scope,
        headline=_headline(revisions, fresh, problems),
        as_of=asked.snapshot.as_of_label,
        revision=asked.snapshot.revision,
        invented=catalogue.invented,
        workspace=catalogue.workspace,
        imports=tuple(
            _import(row, any(each.kind == UNDO and each.import_id == row.id for each in revisions))
            for row in store.imports()
            if until is None or (row.at < until if row.revision is None else row.revision <= asked.snapshot.revision)
        ),
        revisions=revisions,
        freshness=fresh,
        problems=problems,
        books=catalogue.closing.told({period.key: period.label for period in asked.calendar.periods}),
    )


def _import(row: Import, undone: bool) -> ImportRow:
    return ImportRow(
        row.id, row.kind, row.file_name, row.who, row.why, row.at, row.revision,
        row.new, row.restated, row.removed, row.unchanged, undone,
    )  # fmt: skip


def _headline(revisions: Sequence[RevisionRow], fresh: Sequence[FreshnessRow], problems: Sequence[Problem]) -> str:
    newest = next((row for row in revisions if not row.of_forecast), revisions[0])
    late = sum(row.stale for row in fresh)
    verb = "is" if late == 1 else "are"
    ages = f"{late} of {len(fresh)} measures {verb} out of date" if late else "No measure is out of date"
    wrong = {0: "no problem was found", 1: "1 problem was found"}.get(
        len(problems), f"{len(problems)} problems were found"
    )
    return f"{ages}, {wrong}; the figures last changed on {newest.when.day} {newest.when:%b %Y} (by {newest.who})."


def diff_report(store: Store, scope: Scope, before: int, after: int, limit: int = 200) -> DiffReport:
    """Answer: what did the step from one revision to another change?

    Args:
        store: The open store.
        scope: What is asked; its as-of says whose catalogue names the lines.
        before: The earlier revision; 0 is the empty state before the first.
        after: The later revision.
        limit: Most example lines to give; those that moved fill what room the others leave.

    Raises:
        UnknownRevision: If one of them was never published.
    """
    found = store.diff(before, after, limit)
    names = store.snapshot(scope.as_of).catalogue
    moved = [_moved(row, names) for row in found.moves.to_pylist()]
    lines = (*(_line(row, names) for row in found.rows.to_pylist()), *moved)
    counts = (found.new, found.restated, found.removed)
    told = ", ".join(f"{count:,} {word}" for count, word in zip(counts, ("new", "restated", "removed"), strict=True))
    apart = f" {found.moved:,} only moved to {ELSEWHERE}, amount for amount." if found.moved else ""
    more = " The catalogue changed too." if found.catalogue_changed else ""
    own = any(row.kind == FORECAST and before < row.id <= after for row in store.revisions())
    beside = " Our own forecasts that came in between are not compared." if own else ""
    headline = f"From revision {before} to {after}: {told} lines.{apart}{more}{beside}"
    return DiffReport(
        headline, f"revision {after}", after, before, *counts, found.moved, lines, found.catalogue_changed
    )  # fmt: skip


def _line(row: dict[str, Any], names: Catalogue) -> DiffLine:
    place = names.entities.get(row["entity"])
    return DiffLine(
        row["change"], row["period"], place.name if place else row["entity"], name_of(row["measure"], names),
        row["scenario"], row["source"], row["before"], row["after"],
    )  # fmt: skip


def _moved(row: dict[str, Any], names: Catalogue) -> DiffLine:
    """A line that stands elsewhere now; cost centre, product and the like are told with its name where they changed."""
    places, accounts = _ends(row, "entity"), _ends(row, "measure")
    place = [found.name if (found := names.entities.get(each)) else each for each in places]
    parts = [_now(ends) for each in DIMENSIONS if len(set(ends := _ends(row, each))) > 1]
    name = ", ".join((_now([name_of(each, names) for each in accounts]), *parts))
    return DiffLine(
        "moved", row["period"], _now(place), name, row["scenario"], row["source"], row["value"], row["value"]
    )  # fmt: skip


def _ends(row: dict[str, Any], name: str) -> tuple[str, str]:
    return row[f"{name}_before"] or NONE, row[name] or NONE


def _now(ends: Sequence[str]) -> str:
    """Where it stood and where it stands: "Travel, now Contractors"; once where that is the same."""
    before, after = ends
    return before if before == after else f"{before}, now {after}"
