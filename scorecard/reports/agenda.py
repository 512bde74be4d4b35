"""The agenda that writes itself: what to talk about, in which order, and how much of the rest is as usual."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from scorecard.domain.agenda import AgendaItem, Block, Packed, pack, score
from scorecard.domain.flags import FlagState
from scorecard.domain.meeting import PRESETS
from scorecard.domain.scope import Scope
from scorecard.domain.wording import span_words
from scorecard.reports.agenda_before import Before, before_of
from scorecard.reports.agenda_numbers import number_items, threshold_of
from scorecard.reports.asked import Asked, open_scope
from scorecard.reports.decisions import decisions_due
from scorecard.reports.flags import FlagRow, flag_rows
from scorecard.reports.since import since_report
from scorecard.reports.work import work_report
from scorecard.reports.work_rows import WorkRow
from scorecard.store.store import Store

__all__ = ["AgendaItem", "AgendaReport", "Block", "agenda_report"]

SHORT = 15
"""A meeting up to so many minutes has shorter fixed parts."""

ITEM, BRIEF = 3, 2
"""Minutes of a number, and of what only has to be looked at."""

AHEAD = 7
"""Days ahead in which an action that falls due is worth a word."""


@dataclass(frozen=True, slots=True)
class AgendaReport:
    """What to talk about.

    Attributes:
        items: What fits, in order.
        left: What is unusual and does not fit.
        collapsed: How many numbers and entries have nothing unusual about them.
        minutes: What the items take, of ``length``.
        since: The state of the numbers the last meeting ended with, ``r12``; "" where there was none.
    """

    scope: Scope
    headline: str
    as_of: str
    revision: int
    invented: bool
    workspace: str
    currency: str
    items: tuple[AgendaItem, ...]
    left: tuple[AgendaItem, ...]
    collapsed: int
    minutes: int
    length: int
    since: str

    @property
    def rows(self) -> tuple[AgendaItem, ...]:
        """The items, as other reports call theirs."""
        return self.items


def agenda_report(store: Store, scope: Scope, minutes: int = PRESETS["weekly"].minutes) -> AgendaReport:
    """Answer: what is worth the minutes of a meeting?

    Args:
        store: The open store.
        scope: Place, period, window and comparison that the meeting looks at.
        minutes: Length of the meeting.

    Raises:
        NothingPublished: If there are no figures yet.
        UnknownName: If place or period do not exist.
    """
    asked = open_scope(store, scope)
    before = before_of(store, scope.entity)
    packed = pack(_found(store, asked, before, minutes), minutes)
    taken = sum(item.minutes for item in packed.items)
    catalogue = asked.catalogue
    return AgendaReport(
        scope=scope,
        headline=agenda_headline(packed, taken, minutes),
        as_of=asked.snapshot.as_of_label,
        revision=asked.snapshot.revision,
        invented=catalogue.invented,
        workspace=catalogue.workspace,
        currency=catalogue.currency,
        items=packed.items,
        left=packed.left,
        collapsed=packed.usual,
        minutes=taken,
        length=minutes,
        since=before.since,
    )


def agenda_headline(packed: Packed, taken: int, minutes: int) -> str:
    """How many topics there are, in how many minutes, what did not fit and how much is as usual."""
    topics = sum(bool(item.score or item.carried) for item in packed.items)
    told = f"{topics} topics" if topics != 1 else "1 topic"
    parts = [f"{told} in {taken} of {minutes} minutes"]
    if packed.left:
        parts.append(f"{len(packed.left)} more did not fit")
    if packed.usual:
        parts.append(f"{packed.usual} with nothing unusual to talk about")
    return f"{'; '.join(parts)}."


def _found(store: Store, asked: Asked, before: Before, minutes: int) -> Iterator[AgendaItem]:
    """Everything that could be talked about, with its weight."""
    today, threshold, work = store.today(), threshold_of(asked), work_report(store, asked.scope)
    moved = since_report(store, asked.scope, before.since).headline
    yield from _fixed(asked, work.headline, moved, minutes)
    entries = (*_looks(store, asked, threshold), *_actions(work.rows, threshold, today))
    for item in (*number_items(store, asked, ITEM, threshold), *entries):
        weeks = before.weeks(item.ref, today)
        told = before.carried.get(item.ref, "")
        yield replace(item, weeks_undiscussed=weeks, score=score(item.score, 1, weeks), carried=told)


def _fixed(asked: Asked, work: str, moved: str, minutes: int) -> Iterator[AgendaItem]:
    """What every meeting begins and ends with."""
    brief = 1 if minutes <= SHORT else BRIEF
    yield AgendaItem("opening", "opening", "Opening", work, brief, block=Block.OPENING)
    yield AgendaItem("since", "since", "Since we last met", moved, brief + (minutes > SHORT), block=Block.SINCE)
    if asked.catalogue.cash is not None:
        told = "How low it gets, when, and what moved since the forecast before."
        yield AgendaItem("cash", "cash", "Cash", told, brief + (minutes > SHORT), block=Block.CASH)
    closing = "What was decided, who does what until when, and what goes to the next meeting."
    yield AgendaItem("close", "close", "Close", closing, brief, block=Block.CLOSE)


def _looks(store: Store, asked: Asked, threshold: Decimal) -> Iterator[AgendaItem]:
    """Decisions to look back at and flags that stand."""
    for due in decisions_due(store, asked):
        ref, told = f"decision/{due.outcome.id}", f"{due.words} {due.check_words}"
        yield AgendaItem("decision", ref, due.label, told, BRIEF, block=Block.DECIDED, score=threshold)
    for flag in flag_rows(store, asked):
        if flag.flag.state is FlagState.OPEN:
            yield _flag(flag, flag.flag.size or threshold)


def _actions(rows: Iterable[WorkRow], threshold: Decimal, today: date) -> Iterator[AgendaItem]:
    """Work that is late or due soon, or whose numbers have moved."""
    for row in rows:
        if row.overdue or row.moved or (row.due and (row.due - today).days <= AHEAD):
            yield _work(row, abs(row.impact) if row.impact is not None else threshold)


def _flag(row: FlagRow, worth: Decimal) -> AgendaItem:
    ref = f"flag/{row.flag.id}"
    return AgendaItem("flag", ref, row.label, row.words, BRIEF, row.who, block=Block.FLAGS, score=worth)


def _work(row: WorkRow, worth: Decimal) -> AgendaItem:
    owners = f"{row.finance} & {row.operations}"
    late = f"overdue for {span_words(row.overdue)}" if row.overdue else f"due {row.due:%d %b %Y}" if row.due else ""
    moved = "its numbers have moved" if row.moved else ""
    told = f"{row.headline.rstrip('.')}; {', '.join(filter(None, (late, moved)))}."
    return AgendaItem("work", f"work/{row.item.id}", row.label, told, BRIEF, owners, block=Block.WORK, score=worth)
