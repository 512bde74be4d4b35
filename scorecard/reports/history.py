"""The Data page: imports, revisions with their differences, freshness against cadence, and problems."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from scorecard.domain.problems import Problem
from scorecard.domain.scope import Scope
from scorecard.domain.vocabulary import Cadence
from scorecard.store.store import Store


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


@dataclass(frozen=True, slots=True)
class FreshnessRow:
    """One measure's newest period against how often it is due.

    ``newest`` is "" when it was never reported; ``age_days`` counts from that period's end.
    """

    measure: str
    label: str
    source: str
    cadence: Cadence
    newest: str
    newest_label: str
    age_days: int | None
    max_age_days: int
    stale: bool
    words: str


@dataclass(frozen=True, slots=True)
class HistoryReport:
    """What was loaded, when, by whom, how fresh it is and what is wrong with it; newest first."""

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

    @property
    def rows(self) -> tuple[RevisionRow, ...]:
        """The revisions, for the command line."""
        return self.revisions


@dataclass(frozen=True, slots=True)
class DiffLine:
    """One line that differs between two revisions; None on the side where it is absent."""

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
    """What the step from one revision to another changed, by count of lines, with the largest examples."""

    headline: str
    as_of: str
    revision: int
    before: int
    new: int
    restated: int
    removed: int
    lines: tuple[DiffLine, ...]

    @property
    def rows(self) -> tuple[DiffLine, ...]:
        """The lines, for the command line."""
        return self.lines


def history_report(store: Store, scope: Scope) -> HistoryReport:
    """Answer: what was loaded, by whom, how fresh is it, and what is wrong with it?"""
    raise NotImplementedError


def diff_report(store: Store, before: int, after: int, limit: int = 200) -> DiffReport:
    """Answer: what did the step from one revision to another change?

    Raises:
        UnknownRevision: If one of them was never published.
    """
    raise NotImplementedError


def today_of(store: Store, as_of: date | None) -> date:
    """The day ages are counted from: the asked date, or today."""
    return as_of or store.today()
