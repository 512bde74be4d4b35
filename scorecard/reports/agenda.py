"""The agenda that writes itself: what to talk about, in which order, and how much of the rest is as usual."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal

from scorecard.domain.agenda import AgendaItem, Block, Packed, Urgency, pack, score
from scorecard.domain.flags import FlagState
from scorecard.domain.presets import USUAL, Preset, preset_of
from scorecard.domain.scope import Scope
from scorecard.domain.wording import span_words
from scorecard.reports.agenda_before import Before, before_of, by_then, cadence_of
from scorecard.reports.agenda_numbers import number_items, threshold_of
from scorecard.reports.agenda_parts import part_items
from scorecard.reports.asked import Asked, known_in, open_scope
from scorecard.reports.cash_guard import CashGuard
from scorecard.reports.cash_number import cash_number
from scorecard.reports.decisions import decisions_due
from scorecard.reports.flags import FlagRow, flag_rows
from scorecard.reports.huddle import obstacle_items
from scorecard.reports.since import since_report
from scorecard.reports.sync_matters import message_of
from scorecard.reports.work import work_report
from scorecard.reports.work_rows import WorkRow
from scorecard.store.store import Store

__all__ = ["AgendaItem", "AgendaReport", "Block", "agenda_report", "cadence_report"]

SHORT = 15
"""A meeting up to so many minutes has shorter fixed parts."""

ITEM, BRIEF = 3, 2
"""Minutes of a number, and of what only has to be looked at."""


NUMBERS = {Block.OPERATIONS, Block.MONEY}
"""Parts that hold measures and lines; where a kind of meeting has neither, none is weighed."""


@dataclass(frozen=True, slots=True)
class AgendaReport:
    """What to talk about.

    Attributes:
        items: What fits, in order.
        left: What is unusual and does not fit.
        collapsed: How many numbers and entries have nothing unusual about them.
        minutes: What the items take, of ``length``.
        since: The state of the numbers the last meeting ended with, ``r12``; "" where there was none.
        preset: The kind of meeting.
        rhythm: When one of this kind was last held and when the next is due; "" before the first.
        cadence: The kind of review in force at the place: weekly, or a crisis round.
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
    preset: Preset
    rhythm: str
    cadence: str

    @property
    def rows(self) -> tuple[AgendaItem, ...]:
        """The items, as other reports call theirs."""
        return self.items


def agenda_report(
    store: Store, scope: Scope, minutes: int = 0, preset: str = USUAL.id, with_cash: bool = True
) -> AgendaReport:
    """Answer: what is worth the minutes of a meeting?

    Args:
        store: The open store.
        scope: Place, period, window and comparison that the meeting looks at.
        minutes: Length of the meeting; 0 for that of its kind.
        preset: The kind of meeting.
        with_cash: Whether looks back at what was said about cash and debts are told; without, their minutes stay free.

    Raises:
        NothingPublished: If there are no figures yet.
        UnknownName: If place, period or kind of meeting do not exist.
    """
    asked, kind = open_scope(store, scope), preset_of(preset)
    length = minutes or kind.minutes
    before = before_of(store, asked, kind.id)
    found = dict(_found(store, asked, before, kind, length))
    urgency = {item.ref: urgent for item, urgent in found.items() if item.block in kind.parts}
    packed = pack(found, length, kind.parts, kind.fixed, urgency)
    packed = packed if with_cash else _without_cash(packed, CashGuard(store, asked.catalogue))
    taken = sum(item.minutes for item in packed.items)
    catalogue = asked.catalogue
    return AgendaReport(
        scope=scope.with_(known=known_in(asked.snapshot, scope)),
        headline=agenda_headline(packed, taken, length, urgency),
        as_of=asked.snapshot.as_of_label,
        revision=asked.snapshot.revision,
        invented=catalogue.invented,
        workspace=catalogue.workspace,
        currency=catalogue.currency,
        items=packed.items,
        left=packed.left,
        collapsed=packed.usual,
        minutes=taken,
        length=length,
        since=before.since,
        preset=kind,
        rhythm=rhythm_words(kind, before.met),
        cadence=cadence_of(store, scope.entity),
    )


def _without_cash(packed: Packed, guard: CashGuard) -> Packed:
    """The same agenda without looks back at what is kept back."""
    items, left = (tuple(item for item in part if not guard.keeps_look(item)) for part in (packed.items, packed.left))
    return replace(packed, items=items, left=left)


def rhythm_words(kind: Preset, met: date | None) -> str:
    """When one was last held and when the next is due: "Last held on 16 Nov 2026; the next is due on 23 Nov 2026."."""
    if met is None:
        return ""
    due = f"; the next is due on {met + timedelta(days=kind.days):%-d %b %Y}" if kind.days else ""
    return f"Last held on {met:%-d %b %Y}{due}."


def cadence_report(store: Store, scope: Scope) -> str:
    """Answer: which kind of review is in force at this place?"""
    return cadence_of(store, scope.entity)


def agenda_headline(packed: Packed, taken: int, minutes: int, urgency: Mapping[str, Urgency]) -> str:
    """What comes first, how much more, and whether it fits: "To talk about: Contractors and 9 more, in 43 minutes"."""
    topics = [item for item in packed.items if item.score or item.carried or item.block is Block.REDS]
    if not topics:
        return f"Nothing unusual to talk about; {taken} of {minutes} minutes for the rest."
    first = min(topics, key=lambda item: (urgency.get(item.ref, Urgency.USUAL), -item.score))
    more = f" and {len(topics) - 1} more" if len(topics) > 1 else ""
    left = f"; {len(packed.left)} did not fit" if packed.left else ""
    return f"To talk about: {first.label}{more}, in {taken} of {minutes} minutes{left}."


def _found(
    store: Store, asked: Asked, before: Before, kind: Preset, length: int
) -> Iterator[tuple[AgendaItem, Urgency]]:
    """Everything that could be talked about, with its weight and how urgent it is."""
    today, threshold, work = store.today(), threshold_of(asked), work_report(store, asked.scope)
    moved = since_report(store, asked.scope, before.since).headline if Block.SINCE in kind.parts else ""
    opening = " ".join(filter(None, (lead_words(message_of(store, by_then(store, asked))), work.headline)))
    for item in (*_fixed(asked, opening, moved, length), *part_items(store, asked, kind.parts)):
        yield item, Urgency.USUAL
    usual = ((item, Urgency.USUAL) for item in _looks(store, asked, threshold))
    actions = _actions(work.rows, threshold, today, kind.ahead)
    numbers = number_items(store, asked, ITEM, threshold) if NUMBERS & {*kind.parts} else ()
    for item, urgent in (*numbers, *usual, *actions):
        weeks = before.weeks(item.ref, today)
        told = before.carried.get(item.ref, "")
        yield replace(item, weeks_undiscussed=weeks, score=score(item.score, 1, weeks), carried=told), urgent


def lead_words(message: str) -> str:
    """The one message of those who lead, as the opening tells it; "" while there is none that both stand by."""
    return f"From the CFO and the COO: “{' '.join(message.split())}”" if message else ""


def _fixed(asked: Asked, opening: str, moved: str, length: int) -> Iterator[AgendaItem]:
    """What meetings begin and end with, and cash."""
    brief = 1 if length <= SHORT else BRIEF
    yield AgendaItem("opening", "opening", "Opening", opening, brief, block=Block.OPENING)
    yield AgendaItem("since", "since", "Since we last met", moved, brief + (length > SHORT), block=Block.SINCE)
    if asked.catalogue.cash is not None:
        told = "How low it gets and when, what moved since the forecast before, and who must act."
        ref = f"cash/{cash_number(asked.catalogue)}"
        yield AgendaItem("cash", ref, "Cash", told, brief + (length > SHORT), block=Block.CASH)
    closing = "What was decided, who does what until when, and what goes to the next meeting."
    yield AgendaItem("close", "close", "Close", closing, brief, block=Block.CLOSE)


def _looks(store: Store, asked: Asked, threshold: Decimal) -> Iterator[AgendaItem]:
    """Decisions to look back at, obstacles that huddles could not clear, and flags that stand."""
    for due in decisions_due(store, asked):
        ref, told = f"decision/{due.outcome.id}", f"{due.words} {due.check_words}"
        yield AgendaItem("decision", ref, due.label, told, BRIEF, block=Block.DECIDED, score=threshold)
    for item, days in obstacle_items(store, asked):
        yield replace(item, score=threshold * days)
    for flag in flag_rows(store, asked):
        if flag.flag.state is FlagState.OPEN:
            yield _flag(flag, flag.flag.size or threshold)


def _actions(
    rows: Iterable[WorkRow], threshold: Decimal, today: date, ahead: int
) -> Iterator[tuple[AgendaItem, Urgency]]:
    """Work that is late or due soon, or whose numbers have moved; what is late comes first."""
    for row in rows:
        if row.overdue or row.moved or (row.due and (row.due - today).days <= ahead):
            item = _work(row, abs(row.impact) if row.impact is not None else threshold)
            yield item, Urgency.OVERDUE if row.overdue else Urgency.USUAL


def _flag(row: FlagRow, worth: Decimal) -> AgendaItem:
    ref = f"flag/{row.flag.id}"
    return AgendaItem("flag", ref, row.label, row.words, BRIEF, row.who, block=Block.FLAGS, score=worth)


def _work(row: WorkRow, worth: Decimal) -> AgendaItem:
    owners = row.pair
    late = f"overdue by {span_words(row.overdue)}" if row.overdue else f"due {row.due:%-d %b %Y}" if row.due else ""
    moved = "its numbers have moved" if row.moved else ""
    told = f"{row.headline.rstrip('.')}; {', '.join(filter(None, (late, moved)))}."
    return AgendaItem("work", f"work/{row.item.id}", row.label, told, BRIEF, owners, block=Block.WORK, score=worth)
