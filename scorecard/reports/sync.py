"""What both sides look at together: dials, commitments, this week's flags and what was decided earlier."""

from dataclasses import dataclass
from datetime import date, timedelta

from scorecard.domain.scope import Scope
from scorecard.reports.asked import place_of
from scorecard.reports.commitments import CommitmentRow, commitments_headline, commitments_of
from scorecard.reports.decisions import DecisionRow, decisions_report
from scorecard.reports.flags import FlagRow, flag_rows
from scorecard.reports.sync_dials import DialRow, dials_headline, dials_of
from scorecard.reports.sync_sources import sources_of
from scorecard.store.store import Store

WEEK = timedelta(days=7)
"""Flags younger than this are this week's."""

NOTHING = "Nothing is named for this page yet: its catalogue can name dials, commitments and joint goals."


@dataclass(frozen=True, slots=True)
class SyncReport:
    """Everything of the page that is read.

    Attributes:
        dials: In the catalogue's order.
        commitments: Those that need a look first.
        flags: Flags raised within the last week at the place and below it, the newest first.
        thanks: Who raised them.
        decided: Decisions, the newest first; those with something expected of them before the others.
        today: The day it is.
    """

    scope: Scope
    headline: str
    as_of: str
    revision: int
    currency: str
    invented: bool
    workspace: str
    place: str
    period_label: str
    dials: tuple[DialRow, ...]
    commitments: tuple[CommitmentRow, ...]
    flags: tuple[FlagRow, ...]
    thanks: str
    decided: tuple[DecisionRow, ...]
    today: date

    @property
    def rows(self) -> tuple[CommitmentRow, ...]:
        """The commitments, for the command line."""
        return self.commitments

    @property
    def is_named(self) -> bool:
        """Whether the catalogue names anything of it."""
        return bool(self.dials or self.commitments)


def sync_report(store: Store, scope: Scope) -> SyncReport:
    """Answer: how do we stand together, what did we promise, and what came of what we decided?

    Args:
        store: The open store.
        scope: Place, period, state of the numbers and words; commitments have places of their own.

    Raises:
        UnknownName: If place or period do not exist.
        NothingPublished: If there are no figures yet.
    """
    found = sources_of(store, scope)
    asked, today = found.asked, store.today()
    dials, commitments = dials_of(found), commitments_of(found)
    flags = tuple(row for row in reversed(flag_rows(store, asked)) if today - row.flag.opened < WEEK)
    decided = sorted(decisions_report(store, scope).rows, key=lambda row: not row.check_words)
    place = place_of(asked)
    told = f"{dials_headline(dials)} {commitments_headline(commitments)}" if dials or commitments else NOTHING
    return SyncReport(
        scope=scope,
        headline=f"{place}: {told}" if place else told,
        as_of=asked.snapshot.as_of_label,
        revision=asked.snapshot.revision,
        currency=asked.catalogue.currency,
        invented=asked.catalogue.invented,
        workspace=asked.catalogue.workspace,
        place=asked.catalogue.entity(scope.entity).name,
        period_label=asked.period.label,
        dials=dials,
        commitments=commitments,
        flags=flags,
        thanks=_thanks([row.who for row in flags]),
        decided=tuple(decided),
        today=today,
    )


def _thanks(who: list[str]) -> str:
    """Those who warned, each once."""
    names = list(dict.fromkeys(who))
    if not names:
        return ""
    listed = names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
    return f"Thank you, {listed}: we heard of it before it came."
